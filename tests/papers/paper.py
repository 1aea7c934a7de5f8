"""What a printed paper is: its rows as they are laid out, and what is true about it.

Papers are written as people print them, line by line, in a small notation (see `rows_of`), so that
one can read a receipt in the source as one would read it on the table.
"""

import re
from dataclasses import dataclass, fields
from typing import Literal

Anchor = Literal["l", "m", "r"]
Face = Literal["mono", "sans", "serif"]
Sheet = Literal["roll", "a4", "card"]
Kind = Literal["receipt", "invoice", "business card", "letter", "page", "table", "form"]

FIELD_NAMES = (
    "merchant",
    "address",
    "phone",
    "tax_id",
    "date",
    "time",
    "number",
    "currency",
    "subtotal",
    "tax_rate",
    "tax",
    "discount",
    "tip",
    "total",
    "paid",
    "change",
    "payment_method",
    "card_ending",
    "items",
)

_INDENT = 0.05
_PREFIX = re.compile(r"^([\^*#>]+) ")
_RULES = {"-": "-", "=": "=", "_": "_", "~": "*"}
_PLAIN_PAIR: tuple[tuple[float, Anchor], ...] = ((0.0, "l"), (1.0, "r"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A text at a part (0 to 1) of the printed width, which it begins, ends or surrounds."""

    text: str
    at: float
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line. Without cells: a rule of its character, or a gap when it has none."""

    cells: tuple[Cell, ...] = ()
    bold: bool = False
    large: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A bought thing; a number is decimal text, or None where the paper does not print it."""

    name: str
    quantity: str | None
    unit_price: str | None
    price: str | None


@dataclass(frozen=True, slots=True)
class Truth:
    """The values of the fields, as the product gives them; None where the paper has none.

    Money is "12.50", a date ISO 8601, a time "HH:MM", a rate "19" (None when there are several),
    `tax` the sum of all rates, `discount` what all discounts take off (positive),
    `payment_method` "cash", "card" or "transfer".
    """

    merchant: str | None = None
    address: str | None = None
    phone: str | None = None
    tax_id: str | None = None
    date: str | None = None
    time: str | None = None
    number: str | None = None
    currency: str | None = None
    subtotal: str | None = None
    tax_rate: str | None = None
    tax: str | None = None
    discount: str | None = None
    tip: str | None = None
    total: str | None = None
    paid: str | None = None
    change: str | None = None
    payment_method: str | None = None
    card_ending: str | None = None
    items: tuple[Item, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """By field name; items as a list of objects, or None when there are none."""
        values: dict[str, object] = {name: getattr(self, name) for name in FIELD_NAMES[:-1]}
        values["items"] = [
            {field.name: getattr(item, field.name) for field in fields(item)} for item in self.items
        ] or None
        return values


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to print.

    `also` are other values that are right for a field, by its name; a field in `open_to_debate`
    is not judged, since two honest people would answer differently. `labelled` are values that
    stand beside or below a label of the paper's own, by the label. `expects_sums_agree` is None
    when the paper has nothing to add up.
    """

    id: str
    language: str
    kind: Kind
    rows: tuple[Row, ...]
    truth: Truth = Truth()
    expects_sums_agree: bool | None = None
    also: tuple[tuple[str, str], ...] = ()
    open_to_debate: tuple[str, ...] = ()
    labelled: tuple[tuple[str, str], ...] = ()
    face: Face = "mono"
    sheet: Sheet = "roll"
    size_px: int = 22

    @property
    def text(self) -> str:
        """What is printed, row by row, without rules."""
        return "\n".join(
            " ".join(cell.text for cell in row.cells if cell.text) for row in self.rows if row.cells
        )


def rows_of(printed: str) -> tuple[Row, ...]:
    """Rows from lines of a small notation.

    `text` stands at the left; `left | right` at both edges; three or more cells, or two at other
    places, where the last line `@ 0 60r 80r 100r` put so many cells: at percent of the width,
    with `r` ended there, with `m` centred there. Marks before a blank: `^` centred, `*` bold,
    `#` large, `>` indented. A line of one `-`, `=`, `_` or `~` is a rule of such signs (`~`:
    stars), an empty line a gap.
    """
    places: dict[int, tuple[tuple[float, Anchor], ...]] = {2: _PLAIN_PAIR}
    rows: list[Row] = []
    for line in printed.strip().splitlines():
        text = line.strip()
        if text.startswith("@"):
            columns = tuple(_place(place) for place in text[1:].split())
            places[len(columns)] = columns
        elif text in _RULES:
            rows.append(Row(rule=_RULES[text]))
        elif not text:
            rows.append(Row())
        else:
            rows.append(_row(text, places))
    return tuple(rows)


def _place(place: str) -> tuple[float, Anchor]:
    number = place.rstrip("lmr")
    anchor: Anchor = "r" if place.endswith("r") else "m" if place.endswith("m") else "l"
    return float(number) / 100, anchor


def _row(text: str, places: dict[int, tuple[tuple[float, Anchor], ...]]) -> Row:
    marks = found.group(1) if (found := _PREFIX.match(text)) else ""
    cells = [cell.strip() for cell in text[len(marks) :].split("|")]
    columns = places[len(cells)] if len(cells) > 1 else ((0.0, "l"),)
    if ">" in marks:
        columns = ((columns[0][0] + _INDENT, columns[0][1]), *columns[1:])
    if "^" in marks:
        columns = ((0.5, "m"),)
    return Row(
        tuple(Cell(cell, at, anchor) for cell, (at, anchor) in zip(cells, columns, strict=True)),
        bold="*" in marks,
        large="#" in marks,
    )


def items_of(listed: str) -> tuple[Item, ...]:
    """Items from lines of `name | quantity | unit price | price`; all but the name may be empty."""
    items = []
    for line in listed.strip().splitlines():
        name, *numbers = (part.strip() for part in line.split("|"))
        quantity, unit_price, price = (number or None for number in numbers)
        items.append(Item(name, quantity, unit_price, price))
    return tuple(items)
