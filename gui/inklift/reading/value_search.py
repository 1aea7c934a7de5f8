"""Looks for amounts, numbers and dates on a page, however they are written there."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation

from inklift.core.dates import date_order, dates_in, lenient_dates_in, times_in
from inklift.core.money import CURRENCY_OF_SIGN, amounts_in, whole_amounts_in
from inklift.reading.text_search import Found, Stretch

_WRITTEN = re.compile(r"\d(?:[\d.,'’]*\d)?")
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\d)")
_DECIMALS = re.compile(r"[.,]\d\d\d?$")
# What a number stands alone beside: no part of a date, a time, a telephone number or a name.
_ALONE_BEFORE = re.compile(r"(?:^|[^\w./:,'’-])[-–\u2212+]?$")
_ALONE_BEHIND = re.compile(r"(?:[x×*@%]|[.,:;]?(?:$|[^\w./:,'’-]))")
_LENIENT = re.compile(
    r"(?<![^\W_])(?<![^\W_][.,:/'’-])"
    r"[\dOoIlSBZ|]{1,6}(?:[.,:;·-] ?| [.,]? ?)[\dOoIlSBZ|]{2}"
    r"(?![^\W_])(?![.,:/]\d)"
)
_DIGITS = str.maketrans("OoIl|SBZ", "00111582")
_POINTS = re.compile(r"[^\d]+")
_DATE_DIGITS = re.compile(r"(?<!\d)\d{8}(?!\d)")
_SHARED_SIGNS = {
    "$": frozenset({"AUD", "BRL", "CAD", "HKD", "MXN", "NZD", "SGD", "TWD", "USD"}),
    "kr": frozenset({"DKK", "NOK", "SEK"}),
    "¥": frozenset({"CNY", "JPY"}),
    "Rs": frozenset({"INR", "PKR", "LKR", "NPR"}),
}


class PageValues:
    """The lines of a page as places for numbers and dates."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        order = date_order(lines)
        self._month_first = {order.month_first} | ({True, False} if order.in_doubt else set())

    def find_amount(self, wanted: Decimal) -> tuple[Found, ...]:
        """Where a sum of money stands, with any signs for thousands and decimals.

        It has cents or a currency there; a minus sign may lack.
        """
        size = abs(wanted)
        found = self._where(lambda line: _amounts(line, size))
        return found or self._where(lambda line: _misread_amounts(line, size), slips=1)

    def find_number(self, wanted: Decimal) -> tuple[Found, ...]:
        """Where a number stands alone, or is a sum of money; a minus sign may lack."""
        size = abs(wanted)
        return self._where(lambda line: _numbers(line, size)) or self.find_amount(wanted)

    def find_date(self, wanted: datetime.date) -> tuple[Found, ...]:
        found = self._where(lambda line: self._dates(line, wanted))
        return found or self._where(lambda line: _misread_dates(line, wanted), slips=1)

    def find_time(self, wanted: datetime.time) -> tuple[Found, ...]:
        return self._where(
            lambda line: ((each.start, each.end) for each in times_in(line) if each.time == wanted)
        )

    def find_currency(self, code: str) -> tuple[Found, ...]:
        """Where the code, or a sign that may be of this currency, stands."""
        signs = [code, *(sign for sign, known in CURRENCY_OF_SIGN.items() if known == code)]
        signs += [sign for sign, codes in _SHARED_SIGNS.items() if code in codes]
        pattern = re.compile("|".join(map(_alone, signs)), re.IGNORECASE)
        return self._where(lambda line: (match.span() for match in pattern.finditer(line)))

    def _where(
        self, spans: Callable[[str], Iterable[tuple[int, int]]], slips: int = 0
    ) -> tuple[Found, ...]:
        return tuple(
            Found((Stretch(number, *span),), slips)
            for number, line in enumerate(self._lines)
            for span in dict.fromkeys(spans(line))
        )

    def _dates(self, line: str, wanted: datetime.date) -> Iterator[tuple[int, int]]:
        for month_first in self._month_first:
            for found in dates_in(line, month_first=month_first):
                if found.date == wanted:
                    yield found.start, found.end
        for match in _DATE_DIGITS.finditer(line):
            if match[0] in (f"{wanted:%Y%m%d}", f"{wanted:%d%m%Y}"):
                yield match.span()


def _alone(sign: str) -> str:
    """A pattern for the sign of a currency that is no part of a word."""
    return rf"(?<![^\W\d_]){re.escape(sign)}(?![^\W\d_])"


def _amounts(line: str, wanted: Decimal) -> Iterator[tuple[int, int]]:
    for spaced in (True, False):
        for amount in (*amounts_in(line, spaced=spaced), *whole_amounts_in(line)):
            if abs(amount.value) == wanted:
                yield amount.start, amount.end
    for pattern in (_WRITTEN, _SPACED):
        for match in pattern.finditer(line):
            if _DECIMALS.search(match[0]) and wanted in _values_of(match[0]):
                yield match.span()


def _numbers(line: str, wanted: Decimal) -> Iterator[tuple[int, int]]:
    for pattern in (_WRITTEN, _SPACED):
        for match in pattern.finditer(line):
            start, end = match.span()
            if not (_ALONE_BEFORE.search(line[:start]) and _ALONE_BEHIND.match(line, end)):
                continue
            values = _values_of(match[0])
            is_share = line[end : end + 2].lstrip().startswith("%")
            if wanted in values or (is_share and wanted * 100 in values):
                yield start, end


def _values_of(written: str) -> set[Decimal]:
    """What digits with points in them may mean: the last may be for decimals or thousands."""
    digits = _POINTS.sub("", written)
    values = {Decimal(digits)} if _is_grouped(written) else set()  # for thousands
    last = max((written.rfind(mark) for mark in ".,"), default=-1)
    if last < 0:
        return {Decimal(digits)}
    decimals = len(written) - last - 1
    whole = written[:last]
    if _is_grouped(whole) or whole.isdecimal():
        values.add(Decimal(digits).scaleb(-decimals))
    return values


def _is_grouped(written: str) -> bool:
    first, *groups = _POINTS.split(written)
    return (
        bool(groups)
        and 1 <= len(first) <= 3
        and not first.startswith("0")
        and all(2 <= len(group) <= 3 for group in groups)  # 12,34,567 in India
        and len(groups[-1]) == 3
    )


def _misread_amounts(line: str, wanted: Decimal) -> Iterator[tuple[int, int]]:
    times = [range(each.start, each.end) for each in times_in(line)]
    for match in _LENIENT.finditer(line):
        if any(match.start() in time for time in times):
            continue
        written = match[0]
        if not any(map(str.isdigit, written)):
            continue
        plain = _POINTS.sub(".", written.translate(_DIGITS))
        try:
            value = Decimal(plain)
        except InvalidOperation:
            continue
        if value == wanted:
            yield match.span()


def _misread_dates(line: str, wanted: datetime.date) -> Iterator[tuple[int, int]]:
    for found in lenient_dates_in(line):
        if found.date == wanted:
            yield found.start, found.end
    plain = line.translate(_DIGITS)
    for found in dates_in(plain):
        if found.date == wanted:
            yield found.start, found.end
