"""Dates and times of day in a line of text."""

import datetime
import re
from dataclasses import dataclass

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATES = tuple(
    re.compile(rf"(?<![\d.,/:-]){pattern}(?![\d/]|[.,:-]\d)", re.IGNORECASE)
    for pattern in (
        r"(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
        r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-/. ]*{_MONTH}\.?[-/., ']*(?P<year>\d{{4}}|\d\d)",
        rf"{_MONTH}\.? *(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? +(?P<year>\d{{4}})",
    )
)
_TIME = re.compile(
    r"(?<![\d.,:/-])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?(?![\d:]) ?(?P<half>[ap]\.?m\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date, and the letters (from, to) of the line that it stands in.

    `date` is None when it can be read in more than one way (03/04/2018), or in none (31/02/2018).
    """

    date: datetime.date | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TimeFound:
    """A time of day, and the letters (from, to) of the line that it stands in."""

    time: datetime.time
    start: int
    end: int


def dates_in(line: str) -> tuple[DateFound, ...]:
    """The dates in a line, in order."""
    found: dict[int, DateFound] = {}
    taken: set[int] = set()
    for pattern in _DATES:
        for match in pattern.finditer(line):
            letters = range(*match.span())
            if taken.isdisjoint(letters):
                taken.update(letters)
                found[match.start()] = DateFound(_date(match), *match.span())
    return tuple(found[start] for start in sorted(found))


def _date(match: re.Match[str]) -> datetime.date | None:
    parts = match.groupdict()
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        if len(parts["year"]) == 2 or (max(first, second) <= 12 and first != second):
            return None
        day, month = (first, second) if second <= 12 else (second, first)
    else:
        day = int(parts["day"])
        name = parts.get("name")
        month = _MONTHS.index(name[:3].casefold()) + 1 if name else int(parts["month"])
    year = int(parts["year"])
    try:
        return datetime.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def times_in(line: str) -> tuple[TimeFound, ...]:
    """The times of day in a line, in order, to the minute."""
    found: list[TimeFound] = []
    for match in _TIME.finditer(line):
        hour, minute = int(match["hour"]), int(match["minute"])
        half = (match["half"] or "").casefold()[:1]
        if half and hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour < 24 and minute < 60:
            found.append(TimeFound(datetime.time(hour, minute), *match.span()))
    return tuple(found)
