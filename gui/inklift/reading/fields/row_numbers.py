"""The rows of an invoice without the numbers that only count them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from inklift.core.folding import folded
from inklift.core.money import amounts_in
from inklift.core.readings import Line
from inklift.reading.fields.item_lines import has_counted_price, is_unit
from inklift.reading.fields.item_words import COUNT_HEAD

_HEAD = re.compile(r"\W*(?:pos\w*|nr|no|n|lfd\w*|line|ligne|sr no|sl no|s no|#)(?![a-z])")
_ROW_NUMBER = re.compile(r"(?P<number>\d{1,3})[.):]?")


@dataclass(frozen=True, slots=True)
class NumberedRows:
    """The lines of a page, and the number of its first row; None where the rows have none."""

    lines: Sequence[Line]
    first: int | None


def numbered_rows(lines: Sequence[Line], first: int, end: int) -> NumberedRows:
    """Take the numbers of the rows away from the lines `first` to `end` of a page.

    Each is one more than that of the row before. Without a column head that names them ("Pos."),
    they might be quantities: then every row must have a quantity beside.
    """
    rows = {
        at: number for at in range(first, end) if (number := _row_number(lines[at])) is not None
    }
    numbers = list(rows.values())
    if not numbers or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return NumberedRows(lines, None)
    without = [
        replace(line, words=line.words[1:]) if at in rows else line for at, line in enumerate(lines)
    ]
    has_head = first > 0 and any(
        _HEAD.match(folded(line.text)) for line in lines[max(0, first - 3) : first]
    )
    may_be_rows = len(rows) > 1 or (first > 0 and COUNT_HEAD.search(folded(lines[first - 1].text)))
    is_counted = may_be_rows and all(has_counted_price(without[at].text) for at in rows)
    if not has_head and not (numbers[0] == 1 and is_counted):
        return NumberedRows(lines, None)
    return NumberedRows(without, numbers[0])


def _row_number(line: Line) -> int | None:
    """The number that a row with a price begins with; "1 kg" is none."""
    match = _ROW_NUMBER.fullmatch(line.words[0].text) if len(line.words) > 2 else None
    if match and is_unit(line.words[1].text):
        return None
    return int(match["number"]) if match and amounts_in(line.text) else None
