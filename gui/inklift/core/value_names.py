"""What each number of an answer is to the sums of its paper, by its name and its place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product

from inklift.core.answer_values import AnswerValue, ValuePath, values_in
from inklift.core.field_kinds import is_items
from inklift.core.folding import folded
from inklift.core.prompts import Field
from inklift.core.same_value import decimal_of
from inklift.core.sum_names import Part, line_part_named, part_named

CENT = Decimal("0.01")
NOTHING = Decimal(0)
_MEASURES = (1, 100, 1000)  # a price for 100 g or a kilogram, and a weight in grams
_TOO_LARGE = Decimal(10) ** 12  # for a receipt, and for what decimals can hold exactly
_LONGEST_LABEL = 40  # characters

# A list of these is a part of the whole; any other list with prices has the lines.
_IN_ROWS = frozenset({Part.TAX, Part.DISCOUNT, Part.EXTRA, Part.ROUNDING, Part.PAID})
_FOOT = frozenset({Part.SUBTOTAL, Part.PAID, Part.CHANGE})
_BESIDE_TOTAL = _FOOT | {Part.DISCOUNT}
_OF_A_LINE_ONLY = frozenset({Part.PRICE, Part.UNIT_PRICE, Part.QUANTITY})
_AMOUNTS = frozenset({Part.LINE_TOTAL, Part.PRICE})
_NO_NAME = frozenset({"amount", "value", "sum"})  # what is around it says of what
_OF_ROWS = re.compile(r"[\s_-]*(?:details?|breakdown|lines?|rows?|summary|list|table|methods?)$")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_RATE = re.compile(r"\d+(?:[.,]\d+)? ?%")
_MORE_TAXES = re.compile(r"(?:[csi]|ut)gst(?: amount)?|qst|tps|tvq|pis|cofins|cess")
_QUANTITY = re.compile(
    r"(?:x|×) ?(?P<times>\d+)|(?P<number>[\d.,]+) ?(?:x|×|@|k?g|lbs?|l|m|st\.?|stk\.?|pcs?|pieces?)"
)


@dataclass(frozen=True, slots=True)
class NamedNumber:
    """A number of an answer, and where in its data it stands."""

    path: ValuePath
    value: Decimal


@dataclass(slots=True)
class Line:
    """The numbers of one thing that was bought; `unclear` are there, but cannot be read."""

    numbers: dict[Part, NamedNumber] = field(default_factory=dict)
    unclear: set[Part] = field(default_factory=set)
    is_discount: bool = False  # it is called so, and takes something off

    @property
    def total(self) -> NamedNumber | None:
        return self.numbers.get(Part.LINE_TOTAL) or self.numbers.get(Part.PRICE)

    @property
    def unit_price(self) -> NamedNumber | None:
        """A price beside the total of the line is that of one piece, unless it is the same."""
        total, price = self.numbers.get(Part.LINE_TOTAL), self.numbers.get(Part.PRICE)
        if Part.UNIT_PRICE in self.numbers or total is None or price is None:
            return self.numbers.get(Part.UNIT_PRICE)
        return None if price.value == total.value else price

    def price(self, *, by_piece: bool) -> tuple[Decimal, tuple[NamedNumber, ...]] | None:
        """What it adds to the sum, and the numbers that tell it; None when it is not known.

        `by_piece` takes the only price beside a quantity for that of one piece.
        """
        total, unit, quantity = self.total, self.unit_price, self.numbers.get(Part.QUANTITY)
        if by_piece and Part.LINE_TOTAL not in self.numbers:
            unit = unit or total
        elif total is not None:
            return total.value, (total,)
        if unit is None or Part.QUANTITY in self.unclear:
            return None
        if quantity is None:
            return unit.value, (unit,)
        return (unit.value * quantity.value).quantize(CENT), (quantity, unit)

    def comes_out(self, quantity: Decimal, unit: Decimal, total: Decimal) -> bool:
        """Whether the price is right, with or without the discount and the tax of the line."""
        expected = quantity * unit
        slack = (abs(quantity) + 1) * CENT / 2
        if quantity != quantity.to_integral_value():  # a weight is rounded when it is printed
            slack += abs(unit) * Decimal((0, (5,), int(quantity.as_tuple().exponent) - 1))
        less, more = {NOTHING}, {NOTHING}
        if Part.DISCOUNT in self.numbers:
            off = abs(self.numbers[Part.DISCOUNT].value)  # of all, of each piece, or in percent
            less |= {off, off * quantity, off * expected / 100}
        if Part.TAX in self.numbers:
            more.add(self.numbers[Part.TAX].value)
        return any(
            abs(abs((expected - off) / measure + tax) - abs(total)) <= slack
            for off, tax, measure in product(less, more, _MEASURES)
        )


@dataclass(frozen=True, slots=True)
class Paper:
    """The numbers of one receipt or invoice by what they are to its sums."""

    numbers: Mapping[Part, Sequence[NamedNumber]]
    unclear: frozenset[Part]  # they are there, but one of them cannot be read as a number
    named: frozenset[Part]  # they were asked for, if only to hear that there are none
    lines: Sequence[Line]


def papers_in(data: object) -> Iterator[Paper]:
    """The papers that an answer tells of: most often one, whatever stands around it."""
    for path, paper in _papers(data):
        yield _Reader(path).read(paper)


def _papers(data: object) -> list[tuple[ValuePath, object]]:
    around: list[str | int] = []
    inside = data
    while isinstance(inside, dict):  # such as {"receipts": [...]}
        holders = [name for name, value in inside.items() if isinstance(value, dict | list)]
        if len(holders) != 1 or any(_part(name) for name in inside if name not in holders):
            break
        around.append(holders[0])
        inside = inside[holders[0]]
    if isinstance(inside, list) and any(map(_is_paper, inside)):
        return [((*around, place), entry) for place, entry in enumerate(inside)]
    return [((), data)]


def _is_paper(entry: object) -> bool:
    """Whether an entry of a list has sums of its own; else it is a line."""
    if not isinstance(entry, dict):
        return False
    inner = [value for value in entry.values() if isinstance(value, dict)]
    names = [str(name) for holder in (entry, *inner) for name in holder]
    parts = {_part(name) for name in names}
    has_rows = any(
        isinstance(value, list) and any(isinstance(row, dict) for row in value)
        for value in entry.values()
    )
    is_line = any(line_part_named(str(name)) in _OF_A_LINE_ONLY for name in entry)
    return Part.TOTAL in parts and not is_line and (has_rows or not parts.isdisjoint(_FOOT))


class _Reader:
    """Collects the numbers of one paper; `around` is its path in the answer."""

    def __init__(self, around: ValuePath) -> None:
        self._around = around
        self._numbers: dict[Part, list[tuple[int, NamedNumber]]] = {}  # with how deep they stand
        self._unclear: dict[Part, int] = {}
        self._named: set[Part] = set()
        self._lines: dict[ValuePath, dict[int, Line]] = {}
        self._rows: dict[tuple[Part, ValuePath], list[AnswerValue]] = {}

    def read(self, data: object) -> Paper:
        for each in values_in(data):
            places = [place for place, key in enumerate(each.path) if isinstance(key, int)]
            if not places:
                self._add_of_whole(each)
            elif len(places) == 1:
                self._add_of_list(each, places[0])
        for (part, entry), values in self._rows.items():
            self._add_row(part, entry, values)
        return self._paper()

    def _add_of_whole(self, each: AnswerValue) -> None:
        part = part_of(each.path)
        if part is not None:
            # {"tax": {"amount": 6}} stands as deep as {"tax": 6}.
            named = (depth for depth, key in enumerate(each.path, 1) if _part(str(key)))
            self._add(part, each, next(named, len(each.path)))

    def _add_of_list(self, each: AnswerValue, place: int) -> None:
        entry, keys = each.path[: place + 1], each.path[place + 1 :]
        name = next((key for key in reversed(entry) if isinstance(key, str)), "")
        of_rows = _part_of_rows(name)
        if of_rows is not None:
            if of_rows in _IN_ROWS:
                self._rows.setdefault((of_rows, entry), []).append(each)
            return
        position = each.path[place]
        assert isinstance(position, int)
        line = self._lines.setdefault(each.path[:place], {}).setdefault(position, Line())
        part = _line_part(keys)
        if part is None:
            if isinstance(each.value, str) and len(each.value) <= _LONGEST_LABEL:
                line.is_discount |= part_named(each.value) is Part.DISCOUNT
            return
        if each.is_empty:
            return
        number = _quantity(each.value) if part is Part.QUANTITY else _number(each.value)
        if number is None:
            line.unclear.add(part)
        else:
            line.numbers.setdefault(part, self._at(each.path, number))

    def _add_row(self, part: Part, entry: ValuePath, values: Sequence[AnswerValue]) -> None:
        """An entry of a list of taxes, of payments: what is called so, else its one amount."""
        depth = len(entry) - 1
        own = [each for each in values if each.path == entry or _part(each.name) is part]
        amounts = [each for each in values if line_part_named(each.name) in _AMOUNTS]
        chosen = own or amounts
        if len(chosen) == 1:
            self._add(part, chosen[0], depth)
        else:  # nothing, or a net and a gross amount
            self._named.add(part)
            self._unclear[part] = min(depth, self._unclear.get(part, depth))
        if part is Part.PAID:
            for each in values:
                if _part(each.name) is Part.CHANGE:
                    self._add(Part.CHANGE, each, depth)

    def _add(self, part: Part, each: AnswerValue, depth: int) -> None:
        self._named.add(part)
        if each.is_empty or isinstance(each.value, bool):
            return
        number = _number(each.value)
        if number is None:
            self._unclear[part] = min(depth, self._unclear.get(part, depth))
        else:
            self._numbers.setdefault(part, []).append((depth, self._at(each.path, number)))

    def _at(self, path: ValuePath, number: Decimal) -> NamedNumber:
        return NamedNumber((*self._around, *path), number)

    def _paper(self) -> Paper:
        """Of each part those that stand least deep: deeper is the raw reading, or another sum."""
        least = {part: min(depth for depth, _ in found) for part, found in self._numbers.items()}
        deepest = least.get(Part.TOTAL)
        numbers = {
            part: [number for depth, number in found if depth == least[part]]
            for part, found in self._numbers.items()
            if deepest is None or part not in _BESIDE_TOTAL or least[part] <= deepest
        }
        unclear = frozenset(
            part
            for part, depth in self._unclear.items()
            if part not in numbers or depth <= least[part]
        )
        return Paper(numbers, unclear, frozenset(self._named), self._goods())

    def _goods(self) -> list[Line]:
        """The lines of the list that has prices; with several, of the one that is called so."""
        priced = {
            path: list(lines.values())
            for path, lines in self._lines.items()
            if any(line.total or line.unit_price for line in lines.values())
        }
        if len(priced) > 1:
            priced = {
                path: lines
                for path, lines in priced.items()
                if path and is_items(Field(str(path[-1])))
            }
        return next(iter(priced.values())) if len(priced) == 1 else []


def _part(name: str) -> Part | None:
    words = folded(name).replace("_", " ").strip()
    return part_named(name) or (Part.TAX if _MORE_TAXES.fullmatch(words) else None)


def part_of(path: ValuePath) -> Part | None:
    """What a value outside any list is, by its name and what is around it."""
    if not path:
        return None
    name = str(path[-1])
    part, around = _part(name), _part(str(path[-2])) if len(path) > 1 else None
    if around is None:
        return part
    if folded(name) in _NO_NAME or (part is None and _RATE.fullmatch(name)):
        return around
    if around in _IN_ROWS and around is not Part.PAID:
        if folded(name) == "total":
            return around
        return None if part in (Part.TOTAL, Part.SUBTOTAL) else part  # of that tax only
    return part


def _part_of_rows(name: str) -> Part | None:
    """What a list is a list of, such as "taxes", "vat_details", "paymentMethods"."""
    plain = _OF_ROWS.sub("", _HUMP.sub(" ", name).casefold())
    names = (name, plain, plain.removesuffix("s"), plain.removesuffix("es"))
    return next((part for each in names if each and (part := _part(each))), None)


def _line_part(keys: ValuePath) -> Part | None:
    if not keys:
        return None
    name = str(keys[-1])
    if len(keys) > 1 and folded(name) in _NO_NAME:
        name = str(keys[-2])
    return line_part_named(name) or (Part.TAX if _part(name) is Part.TAX else None)


def _number(value: object) -> Decimal | None:
    number = decimal_of(value)
    return None if number is None or abs(number) >= _TOO_LARGE else number


def _quantity(value: object) -> Decimal | None:
    """A number, also as "2 x", "x2" or "0.842 kg"."""
    number = _number(value)
    if number is None and isinstance(value, str):
        written = _QUANTITY.fullmatch(value.strip().casefold())
        number = _number(written["times"] or written["number"]) if written else None
    return number
