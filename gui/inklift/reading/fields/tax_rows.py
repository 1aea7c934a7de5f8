"""Rows of a table of taxes: rate, net, tax and gross, in whatever order, by their arithmetic."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations

from inklift.core.money import Amount, amounts_in
from inklift.core.readings import Line

_CENT = Decimal("0.01")
_ROUNDED_BY_ITEM = Decimal("0.02")  # off by so much where each item's tax is rounded by itself
_MOST_AMOUNTS = 6  # of a row
_HIGHEST_RATE = Decimal(30)
_RATE = re.compile(
    r"(?<![\d.,])(?P<rate>\d{1,2}(?:[.,]\d{1,2})?) ?(?P<sign>%|(?=z\b|Z\b))?(?![\d.,%]*\d)"
)


@dataclass(frozen=True, slots=True)
class TaxRow:
    """One rate of tax, in per cent; the amounts with their places in the line."""

    rate: Decimal
    net: Amount
    tax: Amount
    line: Line
    line_number: int

    @property
    def gross_value(self) -> Decimal:
        return self.net.value + self.tax.value


def tax_rows(lines: Sequence[Line], first: int) -> tuple[TaxRow, ...]:
    """The rows whose numbers agree: tax is the rate of net, to the cent.

    Above the line with the number `first`, where the items are, only what has a sign for per cent
    is a rate: ten pieces for 18.50 are 185.00.
    """
    rows = []
    for number, line in enumerate(lines):
        amounts = [amount for amount in amounts_in(line.text) if amount.value >= 0]
        if 2 <= len(amounts) <= _MOST_AMOUNTS:
            row = _row(line, number, amounts, with_sign=number < first)
            if row is not None:
                rows.append(row)
    return tuple(rows)


def _row(line: Line, number: int, amounts: Sequence[Amount], *, with_sign: bool) -> TaxRow | None:
    spans = {(amount.start, amount.end) for amount in amounts}
    for match in _RATE.finditer(line.text):
        if match["sign"] is None and (with_sign or match.span("rate") in spans):
            continue
        rate = Decimal(match["rate"].replace(",", "."))
        if not 0 < rate <= _HIGHEST_RATE:
            continue
        others = [each for each in amounts if each.start != match.start()]
        for net, tax in permutations(others, 2):
            is_whole = match["sign"] is not None and net.value > tax.value > 1
            slack = _ROUNDED_BY_ITEM if is_whole else _CENT
            if tax.value and abs(net.value * rate / 100 - tax.value) <= slack:
                return TaxRow(rate.normalize(), net, tax, line, number)
        for gross, tax in permutations(others[:2], 2):  # "19% aus 15,88 2,54"
            if tax.value and abs(gross.value * rate / (100 + rate) - tax.value) <= _CENT:
                net = replace(gross, value=gross.value - tax.value)
                return TaxRow(rate.normalize(), net, tax, line, number)
    return None
