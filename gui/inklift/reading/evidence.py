"""Where the values of an answer stand on a page: values → boxes, or nothing where none is seen."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from inklift.core.answer_values import AnswerValue, ValuePath
from inklift.core.evidence import Findings, Seen
from inklift.core.field_kinds import kind_by_name
from inklift.core.folding import folded
from inklift.core.money import CURRENCY_CODES
from inklift.core.pictures import Box
from inklift.core.prompts import FieldKind
from inklift.core.readings import Reading
from inklift.core.same_value import same_rule
from inklift.core.written_values import amount_of, date_of, number_of, time_of
from inklift.reading.fields.meanings import Meaning
from inklift.reading.fields.values import boxes_of
from inklift.reading.fields.wanted import WantedField, meaning_of
from inklift.reading.page_teller import PageTeller
from inklift.reading.text_search import Found, PageText
from inklift.reading.value_search import PageValues

_NO_COUNT = 100  # from here on a bare number may be a sum: below, it counts or is a share
# What a page names, and what an answer takes from the wrong place most often.
_NAMED = frozenset({Meaning.DATE, Meaning.SUBTOTAL, Meaning.TAX, Meaning.TOTAL})
_NEAR_LINES = 3  # how far apart the values of one row of a list stand at most


def look_for(reading: Reading, values: Sequence[AnswerValue]) -> Findings:
    """Where values stand on a page, and which of them the page gives another name."""
    page = _Page(reading)
    seen = page.locate(values)
    return Findings(seen, page.read_otherwise(values, seen))


def locate(reading: Reading, values: Iterable[AnswerValue]) -> Mapping[ValuePath, Seen]:
    """The values that are seen on a page; what is not is left out, and so is yes and no.

    Amounts, numbers and dates count by what they mean, texts but for slips of the reader. Of
    several places the one is told that is named as the value is; the values of a row of a list
    stand near one another, below those of the row before.
    """
    return _Page(reading).locate(values)


def _row_of(path: ValuePath) -> ValuePath | None:
    """The path of the innermost entry of a list that a value belongs to, beside others."""
    for length in range(len(path) - 1, 0, -1):
        if isinstance(path[length - 1], int):
            return path[:length]
    return None


class _Page:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        lines = [line.text for line in reading.lines]
        self._text = PageText(lines)
        self._values = PageValues(lines)
        self._lines = [folded(line) for line in lines]
        self._last_row: dict[
            ValuePath, int
        ] = {}  # the line of the last row, by the path of its list

    @cached_property
    def _teller(self) -> PageTeller:
        return PageTeller(self._reading)

    def locate(self, values: Iterable[AnswerValue]) -> dict[ValuePath, Seen]:
        seen: dict[ValuePath, Seen] = {}
        for row, group in groupby(values, key=lambda each: _row_of(each.path)):
            together = list(group)
            seen |= self._alone(together) if row is None else self._of_row(row, together)
        return seen

    def read_otherwise(
        self, values: Sequence[AnswerValue], seen: Mapping[ValuePath, Seen]
    ) -> dict[ValuePath, str]:
        """Sums and dates that stand where the page calls them something else."""
        otherwise = {}
        for each in values:
            meaning = meaning_of(each.name) if each.path in seen and len(each.path) == 1 else None
            if meaning not in _NAMED:
                continue
            told = self._teller.tell(WantedField(each.name, meaning, each.name))
            if told.value is None or not told.is_sure or same_rule(told.value, each.value):
                continue
            place = seen[each.path].boxes
            if not self._is_named(each.name, place) and not _touch(told.boxes, place):
                otherwise[each.path] = str(told.value)
        return otherwise

    def _is_named(self, name: str, place: Sequence[Box]) -> bool:
        """Whether a word of the name stands in a line with one of these boxes."""
        words = _words_of(name)
        return any(
            any(word in text for word in words)
            for line, text in zip(self._reading.lines, self._lines, strict=True)
            if any(_overlap(line.box, box) for box in place)
        )

    def _alone(self, values: Iterable[AnswerValue]) -> dict[ValuePath, Seen]:
        seen = {}
        for each in values:
            places = self._places(each)
            if places:
                seen[each.path] = self._best(each, places)
        return seen

    def _of_row(self, row: ValuePath, values: Sequence[AnswerValue]) -> dict[ValuePath, Seen]:
        places = {each.path: self._places(each) for each in values}
        after = self._last_row.get(row[:-1], -1)
        line = self._line_of_row(list(places.values()), after)
        if line is None:
            return {}
        self._last_row[row[:-1]] = line
        seen = {}
        for path, found in places.items():
            near = [each for each in found if abs(_line(each) - line) <= _NEAR_LINES]
            if near:
                best = min(near, key=lambda each: (abs(_line(each) - line), _line(each) < line))
                seen[path] = self._seen(best, "text")
        return seen

    def _line_of_row(self, places: Sequence[Sequence[Found]], after: int) -> int | None:
        """The line that most values of a row stand on or beside, first of those below `after`."""
        lines = {_line(each) for found in places for each in found}

        def worth(line: int) -> tuple[float, bool, int]:
            near = 0.0
            for found in places:
                distance = min((abs(_line(each) - line) for each in found), default=99)
                near += max(0.0, 1 - distance / (_NEAR_LINES + 1)) * (1 + _letters(found) / 20)
            return near, line > after, -line

        return max(lines, key=worth, default=None)

    def _places(self, value: AnswerValue) -> tuple[Found, ...]:
        written = value.value
        if isinstance(written, bool) or value.is_empty:
            return ()
        if not isinstance(written, str):
            return self._numbers(Decimal(repr(written)), value.name)
        text = written.strip()
        amount = amount_of(text)
        if amount is not None:
            return self._amounts(amount, text, value.name)
        date = date_of(text)
        if date is not None:
            return self._values.find_date(date)
        time = time_of(text)
        if time is not None:
            return self._values.find_time(time)
        found = self._text.find(text)
        if not found and text.upper() in CURRENCY_CODES:
            return self._values.find_currency(text.upper())
        return found

    def _amounts(self, amount: Decimal, text: str, name: str) -> tuple[Found, ...]:
        if number_of(text) is None:  # with a currency
            return self._values.find_amount(amount)
        if not text.isdecimal():
            return self._values.find_amount(amount) or self._values.find_number(amount)
        found = self._text.find(text) if _is_code(text) else self._numbers(amount, name)
        return found or self._text.find(text)

    def _numbers(self, number: Decimal, name: str) -> tuple[Found, ...]:
        if kind_by_name(name) is FieldKind.MONEY:
            found = self._values.find_amount(number)
            return found or (self._values.find_number(number) if number >= _NO_COUNT else ())
        return self._values.find_number(number)

    def _best(self, value: AnswerValue, places: Sequence[Found]) -> Seen:
        """Of several places the one that the page itself names so."""
        if len(places) > 1:
            told = self._told_boxes(value.name)
            for place in places:
                seen = self._seen(place, "label")
                if _touch(told, seen.boxes):
                    return seen
            words = _words_of(value.name)
            for place in places:
                if any(word in self._lines[_line(place)] for word in words):
                    return self._seen(place, "label")
        return self._seen(places[0], "text")

    def _told_boxes(self, name: str) -> tuple[Box, ...]:
        meaning = meaning_of(name)
        if meaning is None:
            return ()
        return self._teller.tell(WantedField(name, meaning, name.replace("_", " "))).boxes

    def _seen(self, found: Found, reason: str) -> Seen:
        boxes = tuple(
            box
            for each in found.stretches
            for box in boxes_of(self._reading.lines[each.line], each.start, each.end)
        )
        return Seen(boxes, reason, found.slips)


def _line(found: Found) -> int:
    return found.stretches[0].line


def _letters(places: Sequence[Found]) -> int:
    if not places:
        return 0
    return sum(each.end - each.start for each in places[0].stretches)


def _is_code(text: str) -> bool:
    """Whether digits are a number of something: an article, a telephone."""
    return text.isdecimal() and (len(text) > 6 or (len(text) > 1 and text.startswith("0")))


def _words_of(name: str) -> list[str]:
    return [word for word in folded(name).replace("_", " ").split() if len(word) > 2]


def _touch(some: Iterable[Box], others: Sequence[Box]) -> bool:
    return any(_overlap(one, other) for one in some for other in others)


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )
