"""Values of fields as lines of text, for people."""

from collections.abc import Mapping

from inklift.reading.fields.meanings import Meaning
from inklift.reading.told import Told

_NOTHING = "–"  # says "not found" in every language


def in_words(values: Mapping[str, Told]) -> str:
    """A line for each value under its name; a list has a line for each entry.

    What was not found has a dash.
    """
    lines: list[str] = []
    for name, told in values.items():
        title = name.replace("_", " ").capitalize()
        if name == Meaning.COLUMNS and isinstance(told.value, list):
            lines.append(_entry(told.value))  # the head of the rows
        elif isinstance(told.value, list):
            lines += [] if len(values) == 1 or name == Meaning.ROWS else [f"{title}:"]
            lines += [_entry(entry) for entry in told.value]
        elif isinstance(told.value, str) and "\n" in told.value:
            lines += ["", told.value]
        else:
            lines.append(f"{title}: {_NOTHING if told.value is None else told.value}")
    return "\n".join(lines)


def _entry(item: object) -> str:
    """One thing that was bought, as a receipt would say it."""
    if isinstance(item, list):
        return "\t".join(map(str, item))
    if not isinstance(item, dict):
        return str(item)
    name, price = item["name"] or _NOTHING, item["price"]
    count = f"{item['quantity']} × " if item["quantity"] not in (None, "1") else ""
    return f"{count}{name}" + (f"  {price}" if price is not None else "")
