"""Dates and times of day in a line of text."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from inklift.core.folding import folded

# January to December in English, German, French, Spanish, Italian, Portuguese and Dutch, as
# `folded` leaves them; more than three letters may be cut off behind the third, with a full stop.
_MONTHS = (
    "january jan januar janner janvier enero ene gennaio gen janeiro januari",
    "february feb februar feber fevrier fevr fev febrero febbraio fevereiro februari",
    "march mar marz mrz mars marzo marco maart mrt",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mag maio mei",
    "june jun juni juin junio giugno giu junho",
    "july jul juli juillet juil julio luglio lug julho",
    "august aug aout aou agosto ago augustus",
    "september sep sept septembre septiembre set settembre setembro",
    "october oct oktober okt octobre octubre ottobre ott outubro out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez decembre diciembre dic dicembre dezembro",
)
_MONTH_OF = {
    name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()
}
_NAMES = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_MONTH = rf"(?P<name>{_NAMES})(?![a-z])"
_DATES = tuple(
    # A time may be glued to a year of four digits.
    re.compile(
        rf"(?<![\d.,/-])(?<!\d:){pattern}"
        r"(?:(?![\d/]|[.,:-]\d)|(?<=\d{4})(?=\d\d?:\d\d)|(?<=\d{4})(?=-\d\d?:\d\d))"
    )
    for pattern in (
        r"(?P<year>(?:19|20)\d\d)(?P<mark>[-/.]) ?(?P<month>\d{1,2})(?P=mark) ?(?P<day>\d{1,2})",
        r"(?P<first>\d{1,2}) ?(?P<mark>[-/.]) ?(?P<second>\d{1,2}) ?(?P=mark) ?"
        r"(?P<year>\d{4}|\d\d)",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[oªº°])?[-/. ]*(?:de |di |of )?"
        rf"{_MONTH}\.?[-/., ']*(?:de |del |di )?(?P<year>\d{{4}}|\d\d)",
        rf"(?<![a-z]){_MONTH}\.?[- ]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[- ]*(?P<year>\d{{4}})",
        rf"(?<![a-z]){_MONTH}\.?[- ]*(?P<day>\d{{1,2}})[ ,]*['’](?P<year>\d\d)",
        rf"(?P<year>(?:19|20)\d\d)[-/. ]*{_MONTH}[-/. ]*(?P<day>\d{{1,2}})",
    )
)
_LENIENT = re.compile(
    r"(?<![\d.,/-])(?P<first>\d{2})[-/. ](?P<second>\d{2})[-/. ](?P<year>(?:20)?[0-3]\d)"
    r"(?![\d.,/-])"
)
_TIME = re.compile(
    r"(?:(?<![\d.,:/-])|(?<=[-/. ]\d{4})-?|(?<=[-/.]\d\d)-)(?P<hour>\d{1,2})"
    r"(?:(?P<mark>[:hu]) ?(?P<minute>\d\d)(?:[:m]\d\d)?"
    r"|\.(?P<dotted>\d\d)(?= ?(?:uhr|uur|u(?![a-z]))))"
    r"(?![\d:]) ?(?P<half>[ap]\.?(?:m\b|(?![\w.])))?"
)
_IN_THE_STATES = re.compile(  # the end of an address there
    r"(?:, ?|\b[A-Z][a-z]+ )(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]"
    r"|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]),? \d{5}(?:-\d{4})?(?![\d-])"
)
_DOLLAR = re.compile(r"(?<![A-Z])\$ ?\d")


@dataclass(frozen=True, slots=True)
class DateOrder:
    """How a page reads 03/04/2018: 4 March when `month_first`; `in_doubt` it may be either."""

    month_first: bool
    in_doubt: bool


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date, and the letters (from, to) of the line that it stands in.

    `date` is None when there is no such day (31/02/2018). `order_matters`: day and month could
    change places (03/04/2018).
    """

    date: datetime.date | None
    start: int
    end: int
    order_matters: bool = False


@dataclass(frozen=True, slots=True)
class TimeFound:
    """A time of day, and the letters (from, to) of the line that it stands in."""

    time: datetime.time
    start: int
    end: int


def date_order(lines: Sequence[str]) -> DateOrder:
    """How a page writes its dates: by one that can be read in one way only, else by where it is.

    An address in the States, and no other sign, puts the month first; "$" alone leaves a doubt.
    """
    firsts = [
        (int(match["first"]), int(match["second"]))
        for line in lines
        for match in _DATES[1].finditer(folded(line))
    ]
    if any(first > 12 for first, _ in firsts):
        return DateOrder(month_first=False, in_doubt=False)
    if any(second > 12 for _, second in firsts) or any(map(_IN_THE_STATES.search, lines)):
        return DateOrder(month_first=True, in_doubt=False)
    return DateOrder(month_first=False, in_doubt=any(map(_DOLLAR.search, lines)))


def lenient_dates_in(line: str) -> tuple[DateFound, ...]:
    """What may be dates, day first, though a mark between their numbers was not read: "5 02-18"."""
    return tuple(
        DateFound(date, *match.span())
        for match in _LENIENT.finditer(line)
        if (date := _date(match, month_first=False)) is not None
    )


def dates_in(line: str, *, month_first: bool = False) -> tuple[DateFound, ...]:
    """The dates in a line, in order; `month_first` says how 03/04/2018 is read."""
    found: dict[int, DateFound] = {}
    taken: set[int] = set()
    plain = folded(line)
    for pattern in _DATES:
        for match in pattern.finditer(plain):
            letters = range(*match.span())
            if taken.isdisjoint(letters):
                taken.update(letters)
                found[match.start()] = DateFound(
                    _date(match, month_first), *match.span(), _order_matters(match)
                )
    return tuple(found[start] for start in sorted(found))


def _order_matters(match: re.Match[str]) -> bool:
    parts = match.groupdict()
    return (
        "first" in parts
        and parts["first"].lstrip("0") != parts["second"].lstrip("0")
        and (int(parts["first"]) <= 12 and int(parts["second"]) <= 12)
    )


def _date(match: re.Match[str], month_first: bool) -> datetime.date | None:
    parts = match.groupdict()
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        swapped = second > 12 or (month_first and first <= 12)
        day, month = (second, first) if swapped else (first, second)
    else:
        day = int(parts["day"])
        name = parts.get("name")
        month = _MONTH_OF[name] if name else int(parts["month"])
    year = int(parts["year"])
    try:
        return datetime.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def times_in(line: str) -> tuple[TimeFound, ...]:
    """The times of day in a line, in order, to the minute."""
    found: list[TimeFound] = []
    for match in _TIME.finditer(folded(line)):
        hour, minute = int(match["hour"]), int(match["minute"] or match["dotted"])
        half = (match["half"] or "")[:1]
        if half and hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour < 24 and minute < 60:
            found.append(TimeFound(datetime.time(hour, minute), *match.span()))
    return tuple(found)
