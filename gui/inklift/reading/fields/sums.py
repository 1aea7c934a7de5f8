"""The sums of a receipt, each confirmed by the others where they are there.

Labels alone may be misread, or mean another total. What makes the lines, subtotal, tax, tip,
discount, total, paid and change agree wins over what does not; what nothing confirms and something
contradicts is given as unsure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from itertools import combinations, groupby

from inklift.reading.fields.items import Purchase
from inklift.reading.fields.labelled import Labelled
from inklift.reading.fields.sum_labels import Role
from inklift.reading.fields.tax_rows import TaxRow

_CENT = Decimal("0.01")
_ROUNDING = Decimal("0.05")  # the smallest coin of most places that round cash
_MOST_ADDENDS = 4
_SUMS = frozenset({Role.SUBTOTAL, Role.NET, Role.TOTAL, Role.FINAL})

# How much each sign that an amount is the total counts; measured on receipts.
_FINAL, _TOTAL, _SUBTOTAL, _PAID_IN_FULL = 3.0, 2.0, 0.6, 0.5
_INCLUDES_TAX, _SHARED_LABEL, _LATER, _ROUNDED = 0.5, -1.2, 0.2, 0.8
_SETTLED, _BUILT, _LISTED, _TAXED = 3.0, 1.5, 1.5, 1.0


class Agreement(Enum):
    """Whether the sums of a paper confirm one another."""

    AGREE = "agree"
    DIFFER = "differ"
    UNPROVED = "unproved"  # there is nothing to compare


@dataclass(frozen=True, slots=True)
class Total:
    """The total that was decided for, and what speaks for it."""

    value: Decimal
    labelled: tuple[Labelled, ...]  # where it stands; empty when it stands nowhere by itself
    is_confirmed: bool  # by arithmetic
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Sums:
    """The amounts of a paper with known roles, its items, and its rows of taxes."""

    labelled: tuple[Labelled, ...]
    purchase: Purchase
    taxes: tuple[TaxRow, ...]

    def of(self, *roles: Role) -> tuple[Labelled, ...]:
        return tuple(each for each in self.labelled if each.role in roles)

    def total(self) -> Total | None:
        """The total, or None when nothing on the paper says what it is."""
        named = self.of(Role.FINAL, Role.TOTAL) or self.of(Role.SUBTOTAL)
        values = dict.fromkeys([*(each.value for each in named), *self.spent()])
        scores = {value: self._score(value) for value in values if value > 0}
        if not scores:
            return None
        best = max(scores, key=lambda value: scores[value])
        standing = self._standing(best)
        confirmed = self._is_confirmed(best)
        rivals = [value for value in scores if value != best and scores[value] > scores[best] - 1]
        legible = any(each.is_sure for each in standing)
        # A subtotal may be all that was read of sums that went on with tax.
        confirmed = confirmed and bool(
            self._is_named(best) or self._settles(best) or len(self._additions()) == 1
        )
        is_sure = bool(standing) and (
            confirmed or (legible and not rivals and self._is_named(best))
        )
        return Total(best, standing, confirmed, is_sure)

    def agreement(self, total: Decimal | None) -> Agreement:
        """Whether everything that can be compared with the total agrees with it."""
        if total is None:
            return Agreement.UNPROVED
        # A total that only what was paid tells agrees with that by itself.
        stands = self._is_named(total) or any(s.value == total for s in self.of(Role.SUBTOTAL))
        settles = self._settles(total) if stands else None
        checks = [check for check in (settles, self._adds_up(total)) if check is not None]
        listed = self._lists(total)
        if False in checks:
            return Agreement.DIFFER
        if True in checks or listed:
            return Agreement.AGREE if listed is not False else Agreement.DIFFER
        return Agreement.DIFFER if listed is False else Agreement.UNPROVED

    def spent(self) -> tuple[Decimal, ...]:
        """What was paid less what was given back, in each way to pair them."""
        paid = [abs(each.value) for each in self.of(Role.PAID)]
        back = {abs(each.value) for each in self.of(Role.CHANGE)} or {Decimal(0)}
        in_parts = [sum(paid, Decimal(0))] if len(paid) > 1 else []
        return tuple(
            dict.fromkeys(
                each - less for each in [*paid, *in_parts] for less in back if each > less
            )
        )

    def _standing(self, value: Decimal) -> tuple[Labelled, ...]:
        """The places of a value, under the best label that it has."""
        for roles in ((Role.FINAL, Role.TOTAL), (Role.SUBTOTAL,), (Role.PAID,)):
            places = tuple(each for each in self.of(*roles) if each.value == value)
            if places:
                return places
        return ()

    def _is_named(self, value: Decimal) -> bool:
        return any(each.value == value for each in self.of(Role.FINAL, Role.TOTAL))

    def _is_confirmed(self, value: Decimal) -> bool:
        return bool(
            (self._stands_alone(value) and self._settles(value))
            or self._is_built(value)
            or self._lists(value)
            or self._is_taxed(value)
            or self._is_rounded(value)
        )

    def _stands_alone(self, value: Decimal) -> bool:
        """Whether paying it proves something: it is called a total, or change was counted out."""
        return bool(self.of(Role.CHANGE)) or any(
            each.value == value for each in self.of(Role.FINAL, Role.TOTAL, Role.SUBTOTAL)
        )

    def _score(self, value: Decimal) -> float:
        totals = self.of(Role.FINAL, Role.TOTAL)
        score = max(
            (
                (_FINAL if each.role is Role.FINAL else _TOTAL)
                + _INCLUDES_TAX * each.with_tax
                + _SHARED_LABEL * self._shares_label(each)
                + _LATER * (at / len(totals))
                for at, each in enumerate(totals)
                if each.value == value
            ),
            default=0.0,
        )
        if any(each.value == value for each in self.of(Role.SUBTOTAL)):
            score += _SUBTOTAL
        if any(each.value == value for each in self.of(Role.PAID)):
            score += _PAID_IN_FULL
        is_named = self._is_named(value)
        score += _BUILT * self._is_built(value)
        score += _LISTED * bool(self._lists(value))
        score += _TAXED * self._is_taxed(value)
        score += _ROUNDED * self._is_rounded(value)
        # What was paid is not the total by itself, where something else is called so.
        if self._settles(value) and (is_named or not totals or (score and self.of(Role.CHANGE))):
            score += _SETTLED if self.of(Role.CHANGE) else _SETTLED / 2
        return score

    def _shares_label(self, one: Labelled) -> bool:
        return any(
            other is not one and other.line is one.line and other.role is one.role
            for other in self.labelled
        )

    def _settles(self, value: Decimal) -> bool | None:
        """Whether paid less change is the value; None when nothing was paid."""
        spent = self.spent()
        if value in spent:
            return True
        more_was_paid = any(each > value for each in spent) and not self.of(Role.CHANGE)
        return None if not spent or more_was_paid else False

    def _is_rounded(self, value: Decimal) -> bool:
        """Whether it is another total, rounded as the paper says."""
        return any(
            each.value + sign * by.value == value
            for by in self.of(Role.ROUNDING)
            if by.value
            for each in self.of(Role.TOTAL, Role.FINAL, Role.SUBTOTAL)
            if each.value != value
            for sign in (1, -1)
        )

    def _is_built(self, value: Decimal) -> bool:
        """Whether it is a subtotal with tax, tip, charges and rounding, less the discounts."""
        whole = {each.value for each in self.of(Role.SUBTOTAL)}
        if not any(each.value for each in self.of(Role.TAX)):
            whole |= {each.value for each in self.of(Role.NET)}
        starts = whole | {each.value for each in self.of(Role.NET)}
        starts |= {each.value for each in self.of(Role.TOTAL) if 0 < each.value < value}
        return any(
            abs(start + added - value) < _CENT
            for start in starts
            for added in self._additions()
            if added or (start in whole and self._is_named(value))
        )

    def _additions(self) -> set[Decimal]:
        """What may come on top of a subtotal: the sums of any of the amounts that add or take."""
        addends = [
            *(each.value for each in self.of(Role.TAX, Role.CHARGE, Role.TIP, Role.ROUNDING)),
            *(row.tax.value for row in self.taxes),
            *(-each.value for each in self.of(Role.ROUNDING)),
            *(-abs(each.value) for each in self.of(Role.DISCOUNT)),
        ]
        addends = [addend for addend in dict.fromkeys(addends) if addend][:10]
        return {Decimal(0)} | {
            sum(some, Decimal(0))
            for count in range(1, _MOST_ADDENDS + 1)
            for some in combinations(addends, count)
        }

    def _adds_up(self, value: Decimal) -> bool | None:
        """Whether subtotal or net lead to the value; None when there is neither."""
        if self._is_built(value) or self._is_taxed(value) or self._is_rounded(value):
            return True
        if any(each.value == value for each in self.of(Role.SUBTOTAL)):
            return True
        has_additions = len(self._additions()) > 1
        # A net amount with a rate may be only that of this rate.
        whole = [each for each in self.of(Role.SUBTOTAL, Role.NET) if each.rate is None]
        return False if has_additions and whole else None

    def _lists(self, value: Decimal) -> bool | None:
        """Whether the items make the value, with what comes on top; None without items."""
        listed = self.purchase.sum
        if listed is None:
            return None
        before = listed - sum(self.purchase.discounts, Decimal(0))
        return any(
            abs(start + added - value) <= _ROUNDING
            if added == 0
            else abs(start + added - value) < _CENT
            for start in {listed, before}
            for added in self._additions()
        )

    def _is_taxed(self, value: Decimal) -> bool:
        """Whether the net amounts and taxes of the table make it, rounded or not."""
        rates = {(row.rate, row.net.value): row.gross_value for row in self.taxes}
        free = [each.value for each in self.of(Role.NET)]
        gross = sum(rates.values(), Decimal(0))
        return bool(rates) and any(
            abs(gross + more - value) <= _ROUNDING for more in [Decimal(0), *free]
        )


def largest(amounts: Iterable[Labelled]) -> Labelled | None:
    return max(amounts, key=lambda each: abs(each.value), default=None)


def sums_of(labelled: Sequence[Labelled], purchase: Purchase, taxes: Sequence[TaxRow]) -> Sums:
    """Put together what was read; several amounts of one total are net, tax and gross."""
    kept: list[Labelled] = []
    for _, group in groupby(labelled, key=lambda each: (each.line_number, each.role)):
        row = list(group)
        if row[0].role is Role.DISCOUNT and row[0].value < 0:
            row = [each for each in row if each.value < 0]  # behind it stands what is left
        kept += _told_apart(row) if row[0].role in (Role.TOTAL, Role.FINAL) else row
    return Sums(tuple(_without_parts(kept)), purchase, tuple(taxes))


def _without_parts(labelled: Sequence[Labelled]) -> list[Labelled]:
    """Without the totals of each rate of tax, "Total 6% supplies", beside that of the whole."""
    sums = [each for each in labelled if each.role in _SUMS]
    parts = [each for each in sums if each.rate is not None]
    if len({each.rate for each in parts}) < 2 or not any(
        each.rate is None and each.role in (Role.TOTAL, Role.FINAL) for each in sums
    ):
        return list(labelled)
    return [each for each in labelled if each not in parts]


def _told_apart(row: Sequence[Labelled]) -> list[Labelled]:
    values = [each.value for each in row]
    roles: tuple[Role, ...]
    if len(row) == 3 and values[0] + values[1] == values[2]:
        roles = (Role.NET, Role.TAX, Role.TOTAL)
    elif len(row) == 2 and values[0] > 2 * values[1]:
        roles = (Role.NET, Role.TAX)
    else:
        return list(row)
    return [replace(each, role=role) for each, role in zip(row, roles, strict=True)]
