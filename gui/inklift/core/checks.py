"""Do the sums of an answer add up: lines, subtotal, tax, discount, total, what was paid."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain, combinations

from inklift.core.answer_values import ValuePath, values_in
from inklift.core.same_value import decimal_of
from inklift.core.sum_names import Part, line_part_named, part_named

CASH_ROUNDING = Decimal("0.05")  # totals are rounded to 0.05 or 0.10 where there are no cents
_CENT = Decimal("0.01")
_MOST_EXTRAS = 4
_BESIDE_TOTAL = frozenset({Part.SUBTOTAL, Part.DISCOUNT, Part.PAID, Part.CHANGE})
_ON_TOP = frozenset({Part.TAX, Part.DISCOUNT, Part.EXTRA, Part.ROUNDING})
_USUAL_SERVICE = (Decimal("0.05"), Decimal("0.1"), Decimal("0.125"), Decimal("0.15"))

_Term = tuple[ValuePath | None, Decimal]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A sum that does not come out. `terms` add up to `expected`, and `found` stands there."""

    what: str  # "line", "lines", "total", "change"
    paths: tuple[ValuePath, ...]  # the cells to look at
    expected: Decimal
    found: Decimal
    terms: tuple[_Term, ...]


@dataclass(frozen=True, slots=True)
class SumsChecked:
    """`agreeing` are values that a sum of at least three numbers confirms."""

    disagreements: tuple[Disagreement, ...] = ()
    agreeing: frozenset[ValuePath] = frozenset()


@dataclass(frozen=True, slots=True)
class _Number:
    path: ValuePath
    value: Decimal


@dataclass(slots=True)
class _Line:
    numbers: dict[Part, _Number] = field(default_factory=dict)
    is_unclear: bool = False  # a part of it cannot be read as a number

    @property
    def total(self) -> _Number | None:
        return self.numbers.get(Part.LINE_TOTAL) or (
            None if Part.UNIT_PRICE in self.numbers and self._has_no_price else self._price
        )

    @property
    def unit_price(self) -> _Number | None:
        if Part.UNIT_PRICE in self.numbers:
            return self.numbers[Part.UNIT_PRICE]
        return self._price if Part.LINE_TOTAL in self.numbers else None

    @property
    def _price(self) -> _Number | None:
        return self.numbers.get(Part.PRICE)

    @property
    def _has_no_price(self) -> bool:
        return Part.PRICE not in self.numbers


def check_sums(data: object) -> SumsChecked:
    """Check what an answer says of one receipt or invoice, whatever its shape.

    Papers are made in many ways, and every usual one is accepted: taxes in the prices or on top,
    discounts with either sign, totals rounded to five cents. What cannot be read as a number makes
    its sum unchecked, not wrong. Amounts are never rounded and never floats.
    """
    numbers, unclear, lines = _numbers_in(data)
    checker = _Checker(numbers, unclear, lines)
    checker.check_change()
    checker.check_total()
    checker.check_lines()
    checker.check_each_line()
    return SumsChecked(tuple(checker.disagreements), frozenset(checker.agreeing))


class _Checker:
    def __init__(
        self, numbers: Mapping[Part, Sequence[_Number]], unclear: set[Part], lines: Sequence[_Line]
    ) -> None:
        self._numbers = numbers
        self._unclear = unclear
        self._lines = lines
        self.disagreements: list[Disagreement] = []
        self.agreeing: set[ValuePath] = set()
        self._total_is_proved = False  # by what was paid and given back
        self._given: Decimal | None = None  # what was paid less what was given back

    def check_each_line(self) -> None:
        """Quantity times price of one piece is the price of the line, or less by a discount."""
        wrong: list[tuple[_Number, _Number, _Number, Decimal]] = []
        for line in self._lines:
            quantity, unit, total = line.numbers.get(Part.QUANTITY), line.unit_price, line.total
            if line.is_unclear or quantity is None or unit is None or total is None:
                continue
            discount = line.numbers.get(Part.DISCOUNT)
            expected = quantity.value * unit.value
            slack = (abs(quantity.value) + 1) * _CENT / 2
            less = (Decimal(0),) if discount is None else (Decimal(0), abs(discount.value))
            if not any(abs(expected - each - total.value) <= slack for each in less):
                wrong.append((quantity, unit, total, expected.quantize(_CENT)))
            elif quantity.value != 1:
                self.agreeing |= {quantity.path, unit.path, total.path}
        missing = sum((expected - total.value for _, _, total, expected in wrong), Decimal(0))
        discounts = sum((abs(each.value) for each in self._all(Part.DISCOUNT)), Decimal(0))
        if discounts and abs(missing - discounts) <= _CENT:
            return  # the discounts of the lines are told once, below them
        for quantity, unit, total, expected in wrong:
            cells = [quantity, unit] if total.path in self.agreeing else [quantity, unit, total]
            self._disagree("line", cells, expected, total, [(unit.path, expected)])

    def check_change(self) -> None:
        """What was paid less what was given back is the total, with or without a tip."""
        total, change = self._one(Part.TOTAL), self._one(Part.CHANGE)
        paid = self._all(Part.PAID)
        if total is None or change is None or not paid:
            return
        given = _sum(paid) - abs(change.value)
        self._given = given
        extras = self._all(Part.EXTRA)[:_MOST_EXTRAS]
        if any(abs(given - total.value - _sum(some)) <= CASH_ROUNDING for some in _subsets(extras)):
            self._total_is_proved = True
            self.agreeing |= {total.path, change.path, *(each.path for each in paid)}
        else:
            terms = [(each.path, each.value) for each in paid] + [(change.path, -abs(change.value))]
            self._disagree("change", (total, *paid, change), given, total, terms)

    def check_total(self) -> None:
        """Subtotal, tax, discount and what comes on top make the total."""
        subtotal, total = self._one(Part.SUBTOTAL), self._one(Part.TOTAL)
        if subtotal is None or total is None:
            return
        used = self._made_of(subtotal.value, total.value, CASH_ROUNDING)
        if used is not None:
            if used:
                self.agreeing |= {subtotal.path, total.path, *(each.path for each in used)}
            return
        if self._unclear & _ON_TOP:
            return
        everything = self._parts_of_total()
        terms = [(subtotal.path, subtotal.value), *everything]
        expected = sum((value for _, value in terms), Decimal(0))
        cells = [subtotal, *self._all(Part.TAX), *self._all(Part.DISCOUNT), *self._all(Part.EXTRA)]
        self._blame_for_total(total, cells, expected, terms)

    def check_lines(self) -> None:
        """The lines make the subtotal; without one, the total."""
        totals = [line.total for line in self._lines]
        present = [each for each in totals if each is not None]
        if (
            not present
            or len(present) < len(totals)
            or any(each.is_unclear for each in self._lines)
        ):
            return
        lines_sum = _sum(present)
        subtotal, total = self._one(Part.SUBTOTAL), self._one(Part.TOTAL)
        goals = [each for each in (subtotal, total) if each is not None]
        for goal in goals:
            slack = CASH_ROUNDING if goal is total else _CENT
            used = self._made_of(lines_sum, goal.value, slack)
            if used is not None:
                if len(present) + len(used) > 1:
                    self.agreeing |= {goal.path, *(each.path for each in (*present, *used))}
                return
        if not goals or self._unclear & _ON_TOP:
            return
        goal = goals[0]
        terms = [(each.path, each.value) for each in present]
        if subtotal is None and total is not None and not self._total_is_proved:
            everything = self._parts_of_total()
            expected = lines_sum + sum((value for _, value in everything), Decimal(0))
            cells = [*present, *self._all(Part.TAX), *self._all(Part.DISCOUNT)]
            self._blame_for_total(total, cells, expected, [*terms, *everything], what="lines")
            return
        suspects = present if goal.path in self.agreeing else [*present, goal]
        self._disagree("lines", suspects, lines_sum, goal, terms)

    def _blame_for_total(
        self,
        total: _Number,
        cells: Sequence[_Number],
        expected: Decimal,
        terms: Sequence[_Term],
        what: str = "total",
    ) -> None:
        """Mark the total alone where the change agrees with the parts; the parts, where with it."""
        if self._total_is_proved:
            self._disagree(what, cells, expected, total, terms)
            return
        parts_agree = self._given is not None and abs(self._given - expected) <= CASH_ROUNDING
        suspects = [total] if parts_agree else [*cells, total]
        if parts_agree:  # the change was blamed too, for nothing
            self.disagreements = [each for each in self.disagreements if each.what != "change"]
        self._disagree(what, suspects, expected, total, terms)

    def _made_of(self, start: Decimal, goal: Decimal, slack: Decimal) -> tuple[_Number, ...] | None:
        """The numbers that lead from one sum to another, () when none are needed; else None."""
        ways = list(self._ways())
        for added, used in ways:
            if abs(start + added - goal) <= slack:
                return used
        if not self._all(Part.EXTRA):  # what restaurants add, and few answers tell
            for share in _USUAL_SERVICE:
                for added, used in ways:
                    if abs(start * (1 + share) + added - goal) <= 2 * _CENT:
                        return used
        return None

    def _ways(self) -> Iterator[tuple[Decimal, tuple[_Number, ...]]]:
        """What may be added to a sum, and the numbers that make it; nothing at first."""
        discounts = self._all(Part.DISCOUNT)
        for rounding in _none_or(self._all(Part.ROUNDING)):
            for taxes in _none_or(self._all(Part.TAX)):
                for less in _none_or(discounts):
                    for extras in _subsets(self._all(Part.EXTRA)[:_MOST_EXTRAS]):
                        added = _sum(rounding) + _sum(taxes) + _sum(extras)
                        added -= sum((abs(each.value) for each in less), Decimal(0))
                        yield added, (*taxes, *less, *extras, *rounding)

    def _parts_of_total(self) -> list[_Term]:
        parts: list[_Term] = [(each.path, each.value) for each in self._all(Part.TAX)]
        parts += [(each.path, -abs(each.value)) for each in self._all(Part.DISCOUNT)]
        parts += [(each.path, each.value) for each in self._all(Part.EXTRA)]
        return parts + [(each.path, each.value) for each in self._all(Part.ROUNDING)]

    def _disagree(
        self,
        what: str,
        cells: Iterable[_Number],
        expected: Decimal,
        found: _Number,
        terms: Sequence[_Term],
    ) -> None:
        paths = tuple(dict.fromkeys(each.path for each in cells))
        self.disagreements.append(Disagreement(what, paths, expected, found.value, tuple(terms)))

    def _all(self, part: Part) -> Sequence[_Number]:
        """None of them when one cannot be read: their sum would be another."""
        return () if part in self._unclear else self._numbers.get(part, ())

    def _one(self, part: Part) -> _Number | None:
        """The only one; several must say the same."""
        found = self._all(part)
        if not found or any(each.value != found[0].value for each in found):
            return None
        return found[0]


def _numbers_in(data: object) -> tuple[dict[Part, list[_Number]], set[Part], list[_Line]]:
    """The numbers of the whole by what they are, what cannot be read, and the lines."""
    numbers: dict[Part, list[_Number]] = {}
    unclear: dict[Part, int] = {}  # and how deep it stands
    lines: dict[ValuePath, dict[int, _Line]] = {}
    for each in values_in(data):
        places = [place for place, key in enumerate(each.path) if isinstance(key, int)]
        if each.value is None or each.value == "" or len(places) > 1:
            continue
        number = decimal_of(each.value)
        if not places:
            part = part_named(each.name)
            if part is not None and number is not None:
                numbers.setdefault(part, []).append(_Number(each.path, number))
            elif part is not None and not isinstance(each.value, bool):
                unclear[part] = min(len(each.path), unclear.get(part, len(each.path)))
            continue
        (place,) = places
        whole = _part_of_list(each.path, place)
        if whole is not None:  # a list of taxes, of payments
            if number is not None and line_part_named(each.name) in _AMOUNTS:
                numbers.setdefault(whole, []).append(_Number(each.path, number))
            continue
        part = line_part_named(each.name)
        position = each.path[place]
        assert isinstance(position, int)
        line = lines.setdefault(each.path[:place], {}).setdefault(position, _Line())
        if part is not None and number is not None:
            line.numbers.setdefault(part, _Number(each.path, number))
        elif part is not None:
            line.is_unclear = True
    outermost = {part: _outermost(found) for part, found in numbers.items()}
    if Part.TOTAL in outermost:  # what stands deeper is the raw reading, or of another sum
        depth = len(outermost[Part.TOTAL][0].path)
        for part in _BESIDE_TOTAL & outermost.keys():
            if len(outermost[part][0].path) > depth:
                del outermost[part]
    doubtful = {
        part
        for part, depth in unclear.items()
        if part not in outermost or depth <= len(outermost[part][0].path)
    }
    return outermost, doubtful, _goods(lines)


_AMOUNTS = frozenset({Part.LINE_TOTAL, Part.PRICE})


def _part_of_list(path: ValuePath, place: int) -> Part | None:
    name = next((key for key in reversed(path[:place]) if isinstance(key, str)), "")
    return part_named(name) or part_named(name.removesuffix("s")) if name else None


def _outermost(numbers: Sequence[_Number]) -> list[_Number]:
    """Those that stand least deep, each value once: what is told twice counts once."""
    least = min(len(each.path) for each in numbers)
    found = {each.value: each for each in reversed(numbers) if len(each.path) == least}
    return list(reversed(found.values()))


def _goods(lists: Mapping[ValuePath, Mapping[int, _Line]]) -> list[_Line]:
    """The lines of the list that has prices; none when several have them."""
    priced = [
        list(lines.values())
        for lines in lists.values()
        if any(line.total is not None for line in lines.values())
    ]
    return priced[0] if len(priced) == 1 else []


def _sum(numbers: Iterable[_Number]) -> Decimal:
    return sum((each.value for each in numbers), Decimal(0))


def _none_or(numbers: Sequence[_Number]) -> tuple[tuple[_Number, ...], ...]:
    return ((), tuple(numbers)) if numbers else ((),)


def _subsets(numbers: Sequence[_Number]) -> Iterator[tuple[_Number, ...]]:
    return chain.from_iterable(combinations(numbers, size) for size in range(len(numbers) + 1))
