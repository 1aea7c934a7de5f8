"""Do the sums of an answer add up: lines, subtotal, tax, discount, total, what was paid."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations, product

from inklift.core.answer_values import ValuePath
from inklift.core.sum_names import Part
from inklift.core.value_names import CENT, NOTHING, Line, NamedNumber, Paper, papers_in

CASH_ROUNDING = Decimal("0.05")  # totals are rounded to 0.05 or 0.10 where there are no cents
_MOST_CHOICES = 3  # of several taxes any may be in the prices already; of more, all or one
_ON_TOP = frozenset({Part.TAX, Part.DISCOUNT, Part.EXTRA, Part.ROUNDING})
_AFTER_TAX = _ON_TOP | {Part.PAID, Part.CHANGE}
_USUAL_SERVICE = (Decimal("0.05"), Decimal("0.1"), Decimal("0.125"), Decimal("0.15"))
_HIGHEST_TAX = Decimal("0.27")

_Numbers = tuple[NamedNumber, ...]
_Term = tuple[ValuePath | None, Decimal]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A sum that does not come out. `terms` add up to `expected`, and `found` stands there."""

    paths: tuple[ValuePath, ...]  # the cells to look at
    what: str  # "line", "lines", "total", "change"
    expected: Decimal
    found: Decimal
    terms: tuple[_Term, ...]


@dataclass(frozen=True, slots=True)
class SumsChecked:
    """`agreeing` are values that a sum of at least three numbers confirms, and none doubts."""

    disagreements: tuple[Disagreement, ...] = ()
    agreeing: frozenset[ValuePath] = frozenset()


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A sum that does not come out, before it is known whose fault it is."""

    cells: _Numbers
    terms: tuple[_Term, ...]
    found: NamedNumber

    @property
    def expected(self) -> Decimal:
        return sum((value for _, value in self.terms), NOTHING)


def check_sums(data: object) -> SumsChecked:
    """Check what an answer says of a receipt or an invoice, or of several, whatever its shape.

    Papers are made in many ways, and every usual one is accepted: taxes in the prices or on top,
    discounts with either sign, totals rounded to five cents. What cannot be read as a number makes
    its sum unchecked, not wrong. Amounts are never rounded and never floats.
    """
    disagreements: list[Disagreement] = []
    agreeing: set[ValuePath] = set()
    for paper in papers_in(data):
        checked = _Checker(paper).check()
        disagreements += checked.disagreements
        agreeing |= checked.agreeing
    return SumsChecked(tuple(disagreements), frozenset(agreeing))


class _Checker:
    """Looks at each sum of a paper by itself, and then at all of them for the one to blame."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._lines = paper.lines
        self._ways = _ways(*map(self._all, (Part.TAX, Part.DISCOUNT, Part.EXTRA, Part.ROUNDING)))
        self._confirmed: set[ValuePath] = set()  # by a sum of three numbers or more
        self._trusted: set[ValuePath] = set()  # also because two numbers are equal
        self._wrong: dict[str, _Wrong] = {}
        self._wrong_lines: list[_Wrong] = []

    def check(self) -> SumsChecked:
        self._check_each_line()
        self._check_lines()
        self._check_total()
        self._check_change()
        self._blame_the_total()
        self._blame_single_lines()
        found = [
            *(self._disagreement(what, wrong) for what, wrong in self._wrong.items()),
            *(self._disagreement("line", wrong) for wrong in self._wrong_lines),
        ]
        marked = {path for each in found for path in each.paths}
        return SumsChecked(tuple(found), frozenset(self._confirmed - marked))

    # Each sum by itself.

    def _check_each_line(self) -> None:
        """Quantity times price of one piece is the price of the line, or less by a discount."""
        for line in self._lines:
            quantity, unit, total = line.numbers.get(Part.QUANTITY), line.unit_price, line.total
            if quantity is None or not quantity.value or unit is None or total is None:
                continue
            if line.unclear or line.comes_out(quantity.value, unit.value, total.value):
                if quantity.value != 1 and not line.unclear:
                    self._confirm((quantity, unit, total), is_proof=True)
                continue
            terms = ((unit.path, (quantity.value * unit.value).quantize(CENT)),)
            self._wrong_lines.append(_Wrong((quantity, unit, total), terms, total))
        missing = sum((each.expected - each.found.value for each in self._wrong_lines), NOTHING)
        taken_off = [sum(map(_size, some), NOTHING) for some in _choices(self._all(Part.DISCOUNT))]
        if any(missing and abs(missing - each) <= CENT for each in taken_off):
            self._wrong_lines.clear()  # the discounts of the lines are told once, below them

    def _check_lines(self) -> None:
        """The lines make the subtotal; without one, the total."""
        sums = _sums_of_lines(self._lines)
        subtotals, totals = self._all(Part.SUBTOTAL), self._all(Part.TOTAL)
        goals = [*subtotals, *totals]
        for goal, (start, cells) in product(goals, sums):
            slack = CENT if goal in subtotals else _rounding(goal.value)
            used = self._made_of(start, goal.value, slack)
            if used is not None:
                if len(cells) + len(used) > 1 or start == goal.value:
                    self._confirm((goal, *cells, *used), is_proof=len(cells) + len(used) > 1)
                return
        printed = [line.total for line in self._lines]
        if not goals or not sums or None in printed or self._is_unclear(*totals, start=sums[0][0]):
            return
        if any(self._is_with_service(start, goal.value) for goal in goals for start, _ in sums):
            return
        cells = tuple(each for each in printed if each is not None)
        if subtotals:
            self._wrong["lines"] = self._wrong_sum(cells, subtotals[0], (Part.DISCOUNT,))
        else:
            self._wrong["lines"] = self._wrong_sum(cells, totals[0], _ON_TOP)

    def _check_total(self) -> None:
        """Subtotal, tax, discount and what comes on top make the total."""
        subtotals, totals = self._all(Part.SUBTOTAL), self._all(Part.TOTAL)
        for subtotal, total in product(subtotals, totals):
            used = self._made_of(subtotal.value, total.value, _rounding(total.value))
            if used is not None:
                if used or subtotal.value == total.value:
                    self._confirm((subtotal, total, *used), is_proof=bool(used))
                return
        if not _is_one(subtotals) or not _is_one(totals):
            return
        subtotal, total = subtotals[0], totals[0]
        if not self._is_unclear(total, start=subtotal.value) and not self._is_with_service(
            subtotal.value, total.value
        ):
            self._wrong["total"] = self._wrong_sum((subtotal,), total, _ON_TOP)

    def _check_change(self) -> None:
        """What was paid less what was given back is the total, with or without a tip."""
        totals = self._all(Part.TOTAL)
        ways = _ways((), self._all(Part.DISCOUNT), self._all(Part.EXTRA), ())
        for (given, cells), total in product(self._given(), totals):
            more = _leading(ways, total.value, given, _rounding(given, NOTHING))
            if more is not None:
                self._confirm((total, *cells, *more), is_proof=True)
                return
        if _is_one(totals):
            near = sorted(self._given(), key=lambda each: abs(each[0] - totals[0].value))
            for _, cells in near[:1]:
                *paid, change = cells
                terms = (*_terms(paid), (change.path, -abs(change.value)))
                every = (totals[0], *self._all(Part.PAID), change)
                self._wrong["change"] = _Wrong(every, terms, totals[0])

    # Whose fault it is.

    def _blame_the_total(self) -> None:
        """The total alone is wrong where what was bought and what was paid agree without it."""
        totals = self._all(Part.TOTAL)
        about_it = [what for what in ("total", "lines") if self._is_about(what, totals)]
        if "change" not in self._wrong or not about_it:
            return
        subtotals = self._all(Part.SUBTOTAL)
        starts = _sums_of_lines(self._lines) if about_it == ["lines"] else []
        starts += [(each.value, (each,)) for each in subtotals]
        for (start, cells), (given, _) in product(starts, self._given()):
            used = self._made_of(start, given, _rounding(given))
            if used is not None:
                terms = (*_terms(cells), *_terms(used))
                for what in (*about_it, "change"):
                    del self._wrong[what]
                self._wrong[about_it[0]] = _Wrong((totals[0],), terms, totals[0])
                return

    def _blame_single_lines(self) -> None:
        """The price of a line alone is wrong where its quantity tells it, and the sum agrees."""
        of_lines = self._wrong.get("lines")
        more = sum((each.expected - each.found.value for each in self._wrong_lines), NOTHING)
        if of_lines is not None and self._wrong_lines:
            goal, (start, _) = of_lines.found, _sums_of_lines(self._lines)[0]
            if self._made_of(start + more, goal.value, _rounding(goal.value)) is not None:
                del self._wrong["lines"]
                self._wrong_lines = [
                    _Wrong((each.found,), each.terms, each.found) for each in self._wrong_lines
                ]
        self._wrong_lines = [each for each in self._wrong_lines if not self._is_reduced(each)]

    def _is_reduced(self, wrong: _Wrong) -> bool:
        """Whether one piece was cheaper than it is, and only its discount is not told."""
        is_less = NOTHING <= wrong.found.value < wrong.expected
        return is_less and wrong.found.path in self._trusted and wrong.cells[0].value == 1

    def _disagreement(self, what: str, wrong: _Wrong) -> Disagreement:
        suspects = [each.path for each in wrong.cells if each.path not in self._trusted]
        if abs(wrong.expected - wrong.found.value) < 2 * CASH_ROUNDING:
            suspects = []  # so little may have been taken for rounding, and trusted wrongly
        paths = dict.fromkeys(suspects or [each.path for each in wrong.cells])
        return Disagreement(tuple(paths), what, wrong.expected, wrong.found.value, wrong.terms)

    # What the sums are made of.

    def _all(self, part: Part) -> Sequence[NamedNumber]:
        """None of them when one cannot be read: their sum would be another."""
        return () if part in self._paper.unclear else self._paper.numbers.get(part, ())

    def _confirm(self, cells: Iterable[NamedNumber], *, is_proof: bool) -> None:
        if is_proof:
            self._confirmed |= {each.path for each in cells}
        self._trusted |= {each.path for each in cells}

    def _made_of(self, start: Decimal, goal: Decimal, slack: Decimal) -> _Numbers | None:
        """The numbers that lead from one sum to another, () when none are needed; else None."""
        return _leading(self._ways, start, goal, slack)

    def _is_with_service(self, start: Decimal, goal: Decimal) -> bool:
        """Whether a service charge leads there, which restaurants add and few answers tell."""
        if self._all(Part.EXTRA):
            return False
        taxes = [each for each in self._all(Part.TAX) if each.value]
        included = all(_is_share(each.value, goal - each.value) for each in taxes)
        return any(
            abs(start * (1 + share) + added - goal) <= 2 * CENT
            for added, used in self._ways.items()
            if included or all(each in used for each in taxes)
            for share in _USUAL_SERVICE
        )

    def _is_unclear(self, *totals: NamedNumber, start: Decimal) -> bool:
        """Whether something on top cannot be read, or was not asked for: a tax may be there."""
        if self._paper.unclear & _ON_TOP:
            return True
        return self._paper.named.isdisjoint(_AFTER_TAX) and any(
            NOTHING < total.value - start <= start * _HIGHEST_TAX
            for total in totals
            if total.path not in self._trusted
        )

    def _is_about(self, what: str, totals: Sequence[NamedNumber]) -> bool:
        return what in self._wrong and self._wrong[what].found in totals

    def _given(self) -> Iterator[tuple[Decimal, _Numbers]]:
        """What was paid less what was given back, in each way that several payments can be read."""
        for change in self._all(Part.CHANGE)[:1]:
            paid = tuple(self._all(Part.PAID))
            for some in _choices(paid)[1:] or ([paid] if paid else []):
                yield _sum(some) - abs(change.value), (*some, change)

    def _wrong_sum(self, cells: _Numbers, goal: NamedNumber, parts: Container[Part]) -> _Wrong:
        """With or without the taxes and the discounts on top, as it comes nearer."""
        on_top = {
            part: tuple(each for each in self._all(part) if each.value)
            for part in (Part.TAX, Part.DISCOUNT, Part.EXTRA, Part.ROUNDING)
            if part in parts
        }
        taxes, less = on_top.pop(Part.TAX, ()), on_top.pop(Part.DISCOUNT, ())
        others = tuple(chain.from_iterable(on_top.values()))
        off = tuple((each.path, -abs(each.value)) for each in less)
        ways = [
            (*_terms(cells), *some, *any_off, *_terms(others))
            for some, any_off in product((_terms(taxes), ()), (off, ()))
        ]
        terms = min(ways, key=lambda way: abs(sum(value for _, value in way) - goal.value))
        return _Wrong((*cells, *taxes, *less, *others, goal), terms, goal)


def _sums_of_lines(lines: Sequence[Line]) -> list[tuple[Decimal, _Numbers]]:
    """What the lines may make, as printed first; nothing when the price of one is not known.

    A price may be that of one piece; discounts and taxes of lines may be in their prices or not.
    """
    plain: list[tuple[Decimal, _Numbers]] = []
    for by_piece in (False, True):
        prices = [line.price(by_piece=by_piece) for line in lines]
        priced = [price for price in prices if price is not None]
        if priced and len(priced) == len(lines) and (not plain or _added(priced) != plain[0][0]):
            plain.append((_added(priced), tuple(chain.from_iterable(used for _, used in priced))))
    less = [line.numbers[Part.DISCOUNT] for line in lines if Part.DISCOUNT in line.numbers]
    more = [line.numbers[Part.TAX] for line in lines if Part.TAX in line.numbers]
    called = [price for line in lines if line.is_discount and (price := line.total) is not None]
    return [
        (start - sum(map(_size, off), NOTHING) + _sum(tax) - 2 * _sum(back), (*cells, *off, *tax))
        for start, cells in plain
        for off in dict.fromkeys(((), tuple(less)))
        for tax in dict.fromkeys(((), tuple(more)))
        for back in dict.fromkeys(((), tuple(each for each in called if each.value > 0)))
    ]


def _ways(
    taxes: Sequence[NamedNumber],
    discounts: Sequence[NamedNumber],
    extras: Sequence[NamedNumber],
    roundings: Sequence[NamedNumber],
) -> dict[Decimal, _Numbers]:
    """What may be added to a sum, and the fewest numbers that make it; nothing at first."""
    ways: dict[Decimal, _Numbers] = {}
    for tax, less, extra in product(*map(_choices, (taxes, discounts, extras))):
        added = _sum((*tax, *extra)) - sum(map(_size, less), NOTHING)
        ways.setdefault(added, (*tax, *less, *extra))
        for rounding in roundings:
            ways.setdefault(added + rounding.value, (*tax, *less, *extra, rounding))
    return dict(sorted(ways.items(), key=lambda way: len(way[1])))


def _choices(numbers: Sequence[NamedNumber]) -> list[_Numbers]:
    """Those of several numbers that may count: none, some, or all but what is told twice."""
    some = [each for each in numbers if each.value]
    if len(some) <= _MOST_CHOICES:
        sizes = range(len(some) + 1)
        return list(chain.from_iterable(combinations(some, size) for size in sizes))
    different = {each.value: each for each in reversed(some)}
    return [(), *((each,) for each in some), tuple(different.values()), tuple(some)]


def _leading(
    ways: dict[Decimal, _Numbers], start: Decimal, goal: Decimal, slack: Decimal
) -> _Numbers | None:
    found = (used for added, used in ways.items() if abs(start + added - goal) <= slack)
    return next(found, None)


def _rounding(goal: Decimal, least: Decimal = 2 * CENT) -> Decimal:
    """How far a sum may be off: where cash is rounded, none ends in single cents."""
    return CASH_ROUNDING if goal % CASH_ROUNDING == 0 else least


def _is_share(tax: Decimal, net: Decimal) -> bool:
    """Whether it is one of the usual rates, all of which are multiples of half a percent."""
    off = (tax * 200) % net if net > 0 else None
    return off is not None and min(off, net - off) <= 200 * CENT


def _is_one(numbers: Sequence[NamedNumber]) -> bool:
    """Whether there is one, if it is told more than once."""
    return len({each.value for each in numbers}) == 1


def _size(number: NamedNumber) -> Decimal:
    return abs(number.value)


def _added(prices: Iterable[tuple[Decimal, _Numbers]]) -> Decimal:
    return sum((price for price, _ in prices), NOTHING)


def _sum(numbers: Iterable[NamedNumber]) -> Decimal:
    return sum((each.value for each in numbers), NOTHING)


def _terms(numbers: Iterable[NamedNumber]) -> tuple[_Term, ...]:
    return tuple((each.path, each.value) for each in numbers)
