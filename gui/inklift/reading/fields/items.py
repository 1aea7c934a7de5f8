"""What was bought: the lines between the head of a receipt and its sums."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from inklift.core.dates import dates_in
from inklift.core.folding import folded
from inklift.core.money import amounts_in
from inklift.core.pictures import Box
from inklift.core.readings import Line
from inklift.reading.fields.head_patterns import LABEL
from inklift.reading.fields.item_lines import (
    ItemLine,
    bare_name,
    has_counted_price,
    has_name,
    item_line,
)
from inklift.reading.fields.item_names import with_names
from inklift.reading.fields.item_words import (
    CARRIED_OVER,
    COLUMN_HEADS,
    COUNT_HEAD,
    INCLUDED,
    NO_ITEM,
    NO_NAME,
    OPENING_HOURS,
    PAID_BEFORE,
    UNIT_HEAD,
)
from inklift.reading.fields.labelled import Labelled
from inklift.reading.fields.row_numbers import numbered_rows
from inklift.reading.fields.sum_labels import ROLE_PATTERNS, Role
from inklift.reading.fields.values import LEGIBLE

_ENDS = frozenset(  # what stands behind the last item
    {
        Role.SUBTOTAL,
        Role.TOTAL,
        Role.FINAL,
        Role.NET,
        Role.TAX,
        Role.ROUNDING,
        Role.PAID,
        Role.CHANGE,
    }
)
_ONLY_RATE = re.compile(r"\d{1,2}(?:[.,]\d{1,3})? ?%")
_PRICED = re.compile(r"\d[.,]\d\d(?: ?(?:€|[A-Z]))?$")
_COUNTED = re.compile(
    r"[^\W\d][\w.)]* \d{1,2} (?:[A-Z]{3} |[$€£] ?)?\d+[.,]\d\d(?: ?(?:€|[A-Z]))?$"
)
_NAME_LINES = 2  # above a price
_COUNTED_UP = re.compile(r"[a-z].*: ?\d+\W*$")  # "Item(s) : 4"
_TAX_CODE = re.compile(  # "SR 6.00 16.98 1.02", "SR = GST @6% 9.34 0.56", "6% SR : Standard rate"
    r"(?:\d{1,2} ?% ?)?(?P<code>[A-Z]{1,3})(?: ?[=:@] ?| (?=\d))(?:GST|VAT|TAX)?.*\d"
)
# A sum of something, though its label as a whole is not known.
_NO_ITEMS = (NO_ITEM, *(ROLE_PATTERNS[role] for role in (Role.SUBTOTAL, Role.TOTAL, Role.FINAL)))


@dataclass(frozen=True, slots=True)
class Item:
    """Something bought. What the paper does not say is None; `box` is around its lines."""

    name: str | None
    quantity: Decimal | None
    unit_price: Decimal | None
    price: Decimal | None
    box: Box
    is_sure: bool = True  # its letters were read well


@dataclass(frozen=True, slots=True)
class Purchase:
    """The items, and what else counts in their sum."""

    items: tuple[Item, ...]
    discounts: tuple[Decimal, ...]  # given between them, below zero
    carried: tuple[Decimal, ...] = ()  # paid before (below zero), or the sum of the page before
    is_whole: bool = True  # no items stand on a page before

    @property
    def sum(self) -> Decimal | None:
        """Of all that counts; None without items, when a price is missing or a page before."""
        prices = [item.price for item in self.items]
        is_whole = self.is_whole or any(each > 0 for each in self.carried)
        if not prices or None in prices or not is_whole:
            return None
        others = sum((*self.discounts, *self.carried), Decimal(0))
        return sum((price for price in prices if price is not None), others)

    def negated(self) -> "Purchase":
        """With prices above zero for what was given back."""
        return Purchase(
            tuple(
                replace(item, price=None if item.price is None else -item.price)
                for item in self.items
            ),
            tuple(-each for each in self.discounts),
            tuple(-each for each in self.carried),
            self.is_whole,
        )


def purchase_in(
    lines: Sequence[Line], labelled: Sequence[Labelled], *, is_return: bool = False
) -> Purchase:
    """Read the items of a receipt, given the amounts whose label is known.

    Where it `is_return`, what was bought has prices below zero.
    """
    role_at = {each.line_number: each.role for each in labelled}
    first, end = _stretch(lines, role_at)
    numbered = numbered_rows(lines, first, end)
    lines = numbered.lines
    counts = first > 0 and COUNT_HEAD.search(folded(lines[first - 1].text)) is not None
    counts = counts or _all_count([line.text for line in lines[first:end]])
    parts: list[ItemLine] = []
    names: dict[int, str] = {}
    discounts: list[Decimal] = []
    carried: list[Decimal] = []
    for number in range(first, end):
        line = lines[number]
        if role_at.get(number) is Role.DISCOUNT:
            if parts and (price := _price_after(parts[-1], number, labelled)) is not None:
                parts[-1] = replace(parts[-1], price=price)
                continue
            discounts += [-abs(each.value) for each in labelled if each.line_number == number][-1:]
            continue
        plain = folded(line.text)
        part = item_line(line, number, counts=counts)
        if part is not None and part.price is not None and _is_carried(part.name, part.price):
            carried.append(part.price)
            continue
        if role_at.get(number) in (Role.OTHER, Role.CHARGE) or any(
            each.search(plain) for each in (*_NO_ITEMS, INCLUDED)
        ):
            continue
        if part is None:
            no_name = (NO_NAME, OPENING_HOURS, _COUNTED_UP)
            if has_name(line.text) and not any(each.search(plain) for each in no_name):
                names[number] = bare_name(line.text)
        elif _ONLY_RATE.fullmatch(part.name):
            continue  # a row of taxes
        elif part.price is not None and (part.price < 0) is not is_return:
            discounts.append(part.price)
        else:
            parts.append(part)
    head = folded(lines[first - 1].text) if first > 0 else ""
    named = with_names(
        _joined(parts),
        names,
        have_units=UNIT_HEAD.search(head) is not None,
        tax_codes=_tax_codes(lines[end:]),
    )
    return Purchase(
        tuple(map(_item, named)), tuple(discounts), tuple(carried), numbered.first in (None, 1)
    )


def _price_after(part: ItemLine, number: int, labelled: Sequence[Labelled]) -> Decimal | None:
    """The price of a line that has none, behind the discount on it: "DISC -28.00 108.00"."""
    values = [each.value for each in labelled if each.line_number == number]
    if part.price is not None or part.quantity is None or part.unit_price is None:
        return None
    if len(values) != 2 or values[0] >= 0 or part.line_number != number - 1:
        return None
    is_rest = _makes(part, values[1] - values[0])
    return values[1] if is_rest else None


def _tax_codes(lines: Sequence[Line]) -> frozenset[str]:
    """The codes that stand before the amounts of each rate, below the items: "SR 6% 16.98 1.02"."""
    return frozenset(
        match["code"]
        for line in lines
        if (match := _TAX_CODE.match(line.text))
        and ("%" in line.text or len(amounts_in(line.text)) > 1)
    )


def _is_carried(name: str, price: Decimal) -> bool:
    plain = folded(name)
    if price < 0 and PAID_BEFORE.search(plain):
        return True
    return CARRIED_OVER.fullmatch(plain) is not None


def _all_count(texts: Sequence[str]) -> bool:
    """Whether a small number stands right before the price of every item: how many they are."""
    priced = [text for text in texts if _PRICED.search(text)]
    return len(priced) > 1 and all(map(_COUNTED.search, priced))


def _stretch(lines: Sequence[Line], role_at: dict[int, Role]) -> tuple[int, int]:
    """The numbers of the first line of the items, and of the first one behind them."""
    ends = [number for number, role in role_at.items() if role in _ENDS]
    head = _column_heads(lines[: min(ends, default=len(lines))])
    first = head + 1 if head is not None else 0
    priced = [
        number
        for number in range(first, len(lines))
        if role_at.get(number) in (None, Role.DISCOUNT, Role.CHARGE)
        and item_line(lines[number], number) is not None
        and not NO_ITEM.search(folded(lines[number].text))
    ]
    if not priced:
        return 0, 0
    behind = sorted(number for number in ends if number > priced[0])
    end = next((n for n in behind if not _is_of_section(lines, role_at, n)), len(lines))
    if min(ends, default=len(lines)) < priced[0]:
        return 0, 0  # amounts below the sums are no items
    if head is None:
        first = _first_name(lines, priced[0])
    return first, end


def _is_of_section(lines: Sequence[Line], role_at: dict[int, Role], number: int) -> bool:
    """Whether a subtotal is that of a section: below it, before the next sum, stand more items."""
    if role_at[number] is not Role.SUBTOTAL:
        return False
    rest = range(number + 1, len(lines))
    before_next = takewhile(lambda other: role_at.get(other) not in _ENDS, rest)
    return any(
        other not in role_at and has_counted_price(lines[other].text) for other in before_next
    )


def _first_name(lines: Sequence[Line], priced: int) -> int:
    """The line of the first name: that above the first price, or above a line with its model."""
    for number in range(priced - 1, max(-1, priced - 1 - _NAME_LINES), -1):
        bare = bare_name(lines[number].text)
        if _may_be_name(bare):
            return number
        if not any(map(str.isalpha, bare)) or LABEL.search(bare):
            break
    return priced


def _may_be_name(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return has_name(text) and sum(map(str.isdigit, text)) < letters and not dates_in(text)


def _column_heads(lines: Sequence[Line]) -> int | None:
    """The last of the lines near the top that name the columns of the items."""
    best = None
    for number, line in enumerate(lines):
        plain = folded(line.text)
        found = list(COLUMN_HEADS.finditer(plain))
        letters = sum(map(str.isalpha, plain))
        known = sum(len(match[0]) for match in found)
        if len(found) >= 2 and known >= 0.6 * letters and not any(map(str.isdigit, plain)):
            if best is not None and number > best + 2:
                break
            best = number
    return best


def _joined(parts: Sequence[ItemLine]) -> list[ItemLine]:
    """A line with quantity and price of one alone belongs to the price above it or below it."""
    joined: list[ItemLine] = []
    waiting: ItemLine | None = None
    for part in parts:
        if part.price is None:
            above = joined[-1] if joined else None
            if above is not None and above.unit_price is None and _makes(part, above.price):
                joined[-1] = replace(above, quantity=part.quantity, unit_price=part.unit_price)
            else:
                waiting = part
            continue
        if waiting is not None:
            if part.unit_price is None and _makes(waiting, part.price):
                part = replace(
                    part,
                    name=part.name or waiting.name,
                    quantity=waiting.quantity,
                    unit_price=waiting.unit_price,
                )
            waiting = None
        above = joined[-1] if joined else None
        if above is not None and _is_price_of_one(above, part):
            joined[-1] = part.named(above.name)
            continue
        joined.append(part)
    return joined


def _is_price_of_one(above: ItemLine, part: ItemLine) -> bool:
    """Whether the line above has a name with the price of one, and this line all the rest."""
    return (
        above.line_number == part.line_number - 1
        and above.quantity is None
        and part.unit_price is not None
        and part.unit_price == above.price
        and not has_name(part.name)
    )


def _makes(part: ItemLine, price: Decimal | None) -> bool:
    if price is None or part.quantity is None or part.unit_price is None:
        return False
    return abs(part.quantity * part.unit_price - price) <= Decimal("0.02")


def _item(part: ItemLine) -> Item:
    legible = min((word.confidence for word in part.line.words), default=1.0) >= LEGIBLE
    return Item(
        part.name or None, part.quantity, part.unit_price, part.price, part.line.box, legible
    )
