"""Which lines of a page go on with the paragraph of the line before.

Only running text is joined. What a writer broke on purpose (a receipt, a table, an address, a list,
a poem) keeps its lines: there a line ends although the next word would have had room in it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from inklift.reading.rows import Row, row_y

LEAST_LETTERS = 20  # of a line of running text, …
LETTER_SHARE = 0.75  # … of what stands in it, …
SMALL_SHARE = 0.6  # … and small ones among the letters; scripts without capitals have all small
GAP = 2.0  # in heights: a wider gap within a row is a table's or a receipt's
LEAST_LINES = 3  # of running text on end; a sentence over two lines may stand on any receipt…
PROSE_SHARE = 0.5  # …so that fewer are joined only where this share of the lines is running text
NEARBY = 8  # rows above and below that tell how far lines reach: edges may slant in a photo
SAME_EDGE = 1.0  # in heights: left edges no further apart belong to one block
INDENT = 6.0  # in heights: a paragraph's first line begins no further in
SAME_SIZE = 1.4  # heights of lines that differ more are of different text, such as a heading
SAME_PITCH = 1.35  # times the usual way down to the next line; more is room between paragraphs
RAGGED = 4.0  # in heights: so much room may be left in the middle of a sentence
SPACE = 0.2  # in heights: the narrowest space

_ITEM = re.compile(
    r"(?:[-\u2013\u2014\u2022\u00b7*▪●○■►]|\(?\w{1,2}[.)](?=\s|$))"
)  # begins an item
_SENTENCE_END = tuple(".!?:;\"'\u201d\u2019\u3002")


def continuing(parts: Sequence[Sequence[Row]]) -> list[bool]:
    """For each row of the page, in reading order, whether it goes on with the one before.

    `parts` are the page's parts in reading order: what is above, in or below its columns. A
    paragraph may go on in the next column.
    """
    flags: list[bool] = []
    last: Row | None = None
    for rows in parts:
        if not rows:
            continue
        block = _continuing_in_part(rows)
        if last is not None and len(parts) > 1:
            block[0] = _goes_on_in_next_column(last, rows[0])
        flags += block
        last = rows[-1]
    return flags


def _continuing_in_part(rows: Sequence[Row]) -> list[bool]:
    prose = [_is_prose(row) for row in rows]
    pitches = [
        row_y(row) - row_y(above)
        for (above, row), is_prose in zip(pairwise(rows), prose, strict=False)
        if is_prose
    ]
    if not pitches:
        return [False] * len(rows)
    highest_pitch = SAME_PITCH * median(pitches)

    flags = [False]
    for number in range(1, len(rows)):
        above, row = rows[number - 1], rows[number]
        flags.append(
            prose[number - 1]
            and row_y(row) - row_y(above) <= highest_pitch
            and _is_same_block(above, row, above_begins=not flags[-1])
            and not _fits(row, above, _reach(rows, prose, number - 1))
        )
    if sum(prose) < PROSE_SHARE * len(rows):
        _keep_long_ones(flags)
    return flags


def _keep_long_ones(flags: list[bool]) -> None:
    first = 0
    for number in range(1, len(flags) + 1):
        if number == len(flags) or not flags[number]:
            if number - first < LEAST_LINES:
                flags[first:number] = [False] * (number - first)
            first = number


def _is_prose(row: Row) -> bool:
    text = _text(row).replace(" ", "")
    letters = [letter for letter in text if letter.isalpha()]
    small = sum(not letter.isupper() for letter in letters)
    return (
        len(letters) >= LEAST_LETTERS
        and len(letters) >= LETTER_SHARE * len(text)
        and small >= SMALL_SHARE * len(letters)
        and not _has_gap(row)
    )


def _has_gap(row: Row) -> bool:
    return any(
        right.left - left.right > GAP * min(left.height, right.height)
        for left, right in pairwise(row)
    )


def _is_same_block(above: Row, row: Row, *, above_begins: bool) -> bool:
    """Whether the row stands where the paragraph of the one above would go on."""
    height, other = _height(above), _height(row)
    if max(height, other) > SAME_SIZE * min(height, other) or _has_gap(row):
        return False
    if _ITEM.match(_text(row)):
        return False
    further_in = (row[0].left - above[0].left) / height
    if further_in > SAME_EDGE:  # the text of a list's item is set in
        return above_begins and further_in <= INDENT and bool(_ITEM.match(_text(above)))
    return further_in >= (-INDENT if above_begins else -SAME_EDGE)


def _fits(row: Row, above: Row, reach: float) -> bool:
    """Whether the row's first word would have had ample room in the line above."""
    first = row[0].piece.spans[0]
    width = (first.end - first.start) * (row[0].right - row[0].left)
    room = reach - above[-1].right - SPACE * _height(above) - width
    return room >= (RAGGED * _height(above) if _goes_on_in_words(above, row) else 0)


def _reach(rows: Sequence[Row], prose: Sequence[bool], number: int) -> float:
    """How far to the right lines go around here."""
    nearby = range(max(0, number - NEARBY), min(len(rows), number + NEARBY + 1))
    return max(rows[each][-1].right for each in nearby if prose[each])


def _goes_on_in_next_column(last: Row, first: Row) -> bool:
    return (
        _is_prose(last)
        and _is_prose(first)
        and _goes_on_in_words(last, first)
        and row_y(first) < row_y(last)
    )


def _goes_on_in_words(row: Row, following: Row) -> bool:
    return _text(following)[0].islower() and not _text(row).endswith(_SENTENCE_END)


def _height(row: Row) -> float:
    return median(placed.height for placed in row)


def _text(row: Row) -> str:
    return " ".join(placed.piece.text for placed in row)
