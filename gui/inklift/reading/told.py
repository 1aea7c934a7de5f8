"""Values as an answer tells them: plain, with where each stands and why it was taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from inklift.core.pictures import Box
from inklift.reading.fields.items import Item
from inklift.reading.fields.values import FieldValue


@dataclass(frozen=True, slots=True)
class Told:
    """One value of an answer: text, a list of objects (items), or None when it was not found."""

    value: object
    boxes: tuple[Box, ...] = ()
    reason: str = ""
    is_sure: bool = True


NOT_FOUND = Told(None)


def told_value(found: FieldValue) -> Told:
    return Told(found.text, found.boxes, found.reason, found.is_sure)


def told_items(items: Sequence[Item], *, is_sure: bool) -> Told:
    """The items as objects of name, quantity, unit_price and price; one box for each."""
    return Told(
        [
            {
                "name": item.name,
                "quantity": _plain(item.quantity),
                "unit_price": _money(item.unit_price),
                "price": _money(item.price),
            }
            for item in items
        ],
        tuple(item.box for item in items),
        "position",
        is_sure,
    )


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"
