"""Values behind a label as answers tell them: dates in ISO 8601, money as decimal text."""

from dataclasses import replace

from inklift.core.dates import DateOrder, dates_in, times_in
from inklift.core.money import amount_of, amounts_in
from inklift.core.prompts import FieldKind
from inklift.reading.fields.values import FieldValue


def plain_value(
    found: FieldValue, order: DateOrder, kind: FieldKind = FieldKind.TEXT
) -> FieldValue:
    """A value that is a date or an amount, or has one where the kind asks for it, told plainly.

    Any other is as it is written. A date is doubted whose day and month may change places.
    """
    text = found.text.strip()
    dates = dates_in(text, month_first=order.month_first)
    if len(dates) == 1 and dates[0].date is not None:
        date = dates[0]
        is_whole = date.end - date.start >= len(text) - 1
        if kind is FieldKind.DATE or is_whole:
            plain = replace(found, text=dates[0].date.isoformat())
            in_doubt = order.in_doubt and date.order_matters and "." not in text
            return plain.doubted() if in_doubt else plain
    amount = amount_of(text)
    if amount is None and kind is FieldKind.MONEY:
        amounts = amounts_in(text)
        amount = amounts[0].value if len(amounts) == 1 else None
    return found if amount is None else replace(found, text=f"{amount:f}")


def date_alone(text: str) -> str:
    """The date of a text that goes on in numbers: they belong to the heads beside that of the date.

    Any other text, also a date and a time, comes back as it is.
    """
    dates = dates_in(text)
    if len(dates) != 1 or text[: dates[0].start].strip():
        return text
    rest = text[dates[0].end :]
    for time in reversed(times_in(rest)):
        rest = rest[: time.start] + rest[time.end :]
    is_row = any(map(str.isdigit, rest)) and not any(map(str.isalpha, rest))
    return text[: dates[0].end] if is_row else text
