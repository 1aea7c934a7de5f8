"""Lines → cells: runs of words between the wide gaps of a row.

A gap counts as wide by the height of its line and by the gaps that the page has between words: a
typewriter leaves as much between words as a narrow type leaves between columns.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from inklift.core.pictures import Box
from inklift.core.readings import Line, Reading, Word

LEAST_GAP = 0.75  # between cells, in heights of the line
CLEAR_GAP = 1.6  # at this width a gap is one between cells whatever the others are
SPACES = 1.9  # that many times the usual space between words parts cells
USUAL_SPACE = 0.35  # in heights, on a page that is too short to show its own
LOOSE_LINE = 1.3  # justified prose has even gaps up to this, in heights
EVEN_GAPS = 2.0  # widest gap of an even line, in its narrowest
PROSE_WORDS = 5  # a line of at least as many words may be prose
AMOUNTS_GAP = 0.1  # heights: two amounts side by side are never one

_AMOUNT = re.compile(r"\W{0,2}\d+(?:[.,]\d{3})*[.,]\d\d\W{0,2}")


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of one row that stand together; `row` counts the rows of the page from 0."""

    text: str
    box: Box
    words: tuple[Word, ...]
    row: int

    @property
    def line(self) -> Line:
        """The cell as a line, for what cuts stretches of letters out of lines."""
        return Line(self.words)


Cells = tuple[Cell, ...]  # of one row, left to right, never empty


@dataclass(frozen=True, slots=True)
class Layout:
    """The cells of a page, row by row in reading order, and the usual height of a line."""

    rows: tuple[Cells, ...]
    line_height_px: float
    _by_top: tuple[Cell, ...]
    _tops: tuple[int, ...]

    def between(self, top: float, bottom: float) -> Sequence[Cell]:
        """The cells whose upper edge lies between two heights, from the top."""
        return self._by_top[bisect_left(self._tops, top) : bisect_left(self._tops, bottom)]


def layout_of(reading: Reading) -> Layout:
    """Part each line of a page into cells. Lines without words are left out."""
    lines = [line for line in reading.lines if line.words]
    heights = [_height(line) for line in lines]
    space = _usual_space(lines, heights)
    rows = tuple(
        _cells(line, row, height, space)
        for row, (line, height) in enumerate(zip(lines, heights, strict=True))
    )
    return layout_from(rows, median(heights) if heights else 1.0)


def layout_from(rows: Sequence[Cells], line_height_px: float) -> Layout:
    """The layout of rows of cells, whose numbers are those of their rows."""
    by_top = tuple(
        sorted((cell for row in rows for cell in row), key=lambda cell: (cell.box.top, cell.row))
    )
    return Layout(tuple(rows), line_height_px, by_top, tuple(cell.box.top for cell in by_top))


def cells_of(line: Line, row: int = 0) -> Cells:
    """The cells of a single line."""
    return _cells(line, row, _height(line), USUAL_SPACE)


def cell_of(words: Sequence[Word], row: int) -> Cell:
    """One cell of some words of a row."""
    words = tuple(words)
    if len(words) == 1:
        return Cell(words[0].text, words[0].box, words, row)
    box = Box(
        min(word.box.left for word in words),
        min(word.box.top for word in words),
        max(word.box.right for word in words),
        max(word.box.bottom for word in words),
    )
    return Cell(" ".join(word.text for word in words), box, words, row)


def _height(line: Line) -> float:
    return max(1.0, median(word.box.bottom - word.box.top for word in line.words))


def _usual_space(lines: Sequence[Line], heights: Sequence[float]) -> float:
    """The usual gap between words, in heights of their line."""
    gaps = [
        gap / height
        for line, height in zip(lines, heights, strict=True)
        for gap in _gaps(line)
        if 0 < gap < LEAST_GAP * height
    ]
    return median(gaps) if len(gaps) >= PROSE_WORDS else USUAL_SPACE


def _gaps(line: Line) -> list[int]:
    return [after.box.left - word.box.right for word, after in pairwise(line.words)]


def _cells(line: Line, row: int, height: float, space: float) -> Cells:
    gaps = _gaps(line)
    wide = height * min(max(LEAST_GAP, SPACES * space), CLEAR_GAP)
    if _is_loose_prose(line, gaps, height):
        wide = CLEAR_GAP * height
    cells: list[Cell] = []
    first = 0
    for number, gap in enumerate([*gaps, wide], start=1):
        if gap >= wide or (
            gap >= AMOUNTS_GAP * height and _are_amounts(line.words[number - 1 : number + 1])
        ):
            cells.append(cell_of(line.words[first:number], row))
            first = number
    return tuple(cells)


def _is_loose_prose(line: Line, gaps: Sequence[int], height: float) -> bool:
    if len(line.words) < PROSE_WORDS or max(gaps) > LOOSE_LINE * height:
        return False
    letters = sum(word.text.strip(".,;:!?()\"'").isalpha() for word in line.words)
    return letters >= 0.8 * len(line.words) and max(gaps) <= EVEN_GAPS * max(min(gaps), 1)


def _are_amounts(words: Sequence[Word]) -> bool:
    return len(words) == 2 and all(_AMOUNT.fullmatch(word.text) for word in words)
