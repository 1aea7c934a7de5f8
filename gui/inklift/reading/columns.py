"""Where a page sets running text in columns side by side.

A gutter alone does not make columns: a receipt has one between names and prices. Columns are
running text: several lines on both sides, most as wide as their column, made of letters, with a
gutter wider than the gaps between words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from inklift.reading.rows import Placed, Row, row_y

GUTTER = 1.0  # narrowest gutter, in heights of a line…
GUTTER_GAPS = 1.5  # …and, where words were found one by one, in gaps between them
WORDS_IN_LINE = 3  # pieces that usually have as many words were found as lines, not as words
LEAST_LINES = 4  # on each side of the gutter, side by side
LEAST_LETTERS = 15  # in the usual line of a column
LETTER_SHARE = 0.65  # of what stands in a column; tables are full of digits
FULL_LINE = 0.7  # of the column's width…
FULL_LINES = 0.5  # …is reached by at least this share of its lines


@dataclass(frozen=True, slots=True)
class Columns:
    """A page cut along a gutter: what is above, on either side, and below."""

    above: tuple[Placed, ...]
    left: tuple[Placed, ...]
    right: tuple[Placed, ...]
    below: tuple[Placed, ...]


def find_columns(rows: Sequence[Row]) -> Columns | None:
    """The cut with the most lines beside the gutter; None when the page has no columns.

    Each part may hold columns again.
    """
    best: Columns | None = None
    most_lines = 0
    for gutter_x in _gutters(rows):
        for first, after in _stretches(rows, gutter_x):
            lines = _lines_of_prose(rows[first:after], gutter_x)
            if lines > most_lines:
                best, most_lines = _cut(rows, first, after, gutter_x), lines
    return best


def _gutters(rows: Sequence[Row]) -> list[float]:
    """Where gaps have their middle, one for each line height of the page's width.

    Gaps within a row, and between a row and the next: the lines of two columns need not stand at
    the same height.
    """
    if not rows:
        return []
    height = median(placed.height for row in rows for placed in row)
    neighbours = [pair for row in rows for pair in pairwise(row)]
    for row, below in pairwise(rows):
        neighbours += [(row[-1], below[0]), (below[-1], row[0])]
    gutters: dict[int, float] = {}
    for left, right in neighbours:
        if right.left - left.right >= GUTTER * min(left.height, right.height):
            middle = (left.right + right.left) / 2
            gutters.setdefault(round(middle / height), middle)
    return list(gutters.values())


def _stretches(rows: Sequence[Row], x: float) -> list[tuple[int, int]]:
    """Runs of rows (first, after the last) in which no piece crosses `x` and both sides have text.

    A row in which only the right side has text does not begin a stretch: a date at the top right
    is read before the columns.
    """
    stretches: list[tuple[int, int]] = []
    first: int | None = None
    on_left = on_right = 0
    for number, row in enumerate([*rows, None]):
        if row is None or any(placed.left < x < placed.right for placed in row):
            if first is not None and min(on_left, on_right) >= LEAST_LINES:
                stretches.append((first, number))
            first, on_left, on_right = None, 0, 0
            continue
        if first is None and row[0].right <= x:
            first = number
        on_left += row[0].right <= x
        on_right += row[-1].left >= x
    return stretches


def _cut(rows: Sequence[Row], first: int, after: int, x: float) -> Columns:
    beside = [placed for row in rows[first:after] for placed in row]
    return Columns(
        above=tuple(placed for row in rows[:first] for placed in row),
        left=tuple(placed for placed in beside if placed.right <= x),
        right=tuple(placed for placed in beside if placed.right > x),
        below=tuple(placed for row in rows[after:] for placed in row),
    )


def _lines_of_prose(rows: Sequence[Row], x: float) -> int:
    """How many lines stand beside the gutter; 0 when they are no columns of running text."""
    left = [side for row in rows if (side := tuple(each for each in row if each.right <= x))]
    right = [side for row in rows if (side := tuple(each for each in row if each.right > x))]
    if not (_is_prose(left) and _is_prose(right) and _is_clear(left, right)):
        return 0
    top = max(row_y(left[0]), row_y(right[0]))
    bottom = min(row_y(left[-1]), row_y(right[-1]))
    for lines in (left, right):
        half = lines[0][0].height / 2
        beside = sum(top - half <= row_y(line) <= bottom + half for line in lines)
        if beside < LEAST_LINES:
            return 0
    return len(left) + len(right)


def _is_prose(lines: Sequence[Row]) -> bool:
    left = min(line[0].left for line in lines)
    right = max(line[-1].right for line in lines)
    full = sum(line[-1].right - line[0].left >= FULL_LINE * (right - left) for line in lines)
    texts = ["".join(each.piece.text for each in line).replace(" ", "") for line in lines]
    return (
        len(lines) >= LEAST_LINES
        and full >= FULL_LINES * len(lines)
        and median(map(len, texts)) >= LEAST_LETTERS
        and sum(map(str.isalpha, "".join(texts))) >= LETTER_SHARE * sum(map(len, texts))
    )


def _is_clear(left: Sequence[Row], right: Sequence[Row]) -> bool:
    gutter = min(line[0].left for line in right) - max(line[-1].right for line in left)
    lines = [*left, *right]
    if gutter < GUTTER * median(each.height for line in lines for each in line):
        return False
    gaps = [after.left - each.right for line in lines for each, after in pairwise(line)]
    words = median(len(each.piece.spans) for line in lines for each in line)
    return words >= WORDS_IN_LINE or not gaps or gutter >= GUTTER_GAPS * median(gaps)
