"""Lines → cells: runs of words between the wide gaps of a row.

A gap counts as wide by the height of its line and by the gaps that the page has between words: a
typewriter leaves as much between words as a narrow type leaves between columns. Pages may be
tilted; cells are placed as if they were straight.
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
LEAST_SLOPE = 0.004  # of lines: less is noise
MOST_SLOPE = 0.3  # more is no tilt
LEAST_ACROSS = 4  # heights between the first and the last word of a line that shows the slope

_AMOUNT = re.compile(r"\W{0,2}\d+(?:[.,]\d{3})*[.,]\d\d\W{0,2}")


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word, and where it would stand on a page that is not tilted (there it may be below 0)."""

    word: Word
    box: Box

    @property
    def text(self) -> str:
        return self.word.text


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of one row that stand together; `row` counts the rows of the page from 0.

    `box` is on the straightened page; that in the picture is `line.box`.
    """

    text: str
    box: Box
    words: tuple[PlacedWord, ...]
    row: int

    @property
    def line(self) -> Line:
        """The cell as a line of the picture."""
        return Line(tuple(placed.word for placed in self.words))


PlacedWords = tuple[PlacedWord, ...]  # of one line, left to right, never empty
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
    read = [line for line in reading.lines if line.words]
    slope = _slope(read)
    lines = [_placed(line, slope) for line in read]
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
    placed = _placed(line, 0.0)
    return _cells(placed, row, _height(placed), USUAL_SPACE)


def cell_of(words: Sequence[PlacedWord], row: int) -> Cell:
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


def _slope(lines: Sequence[Line]) -> float:
    """How far the lines of a page go down for each pixel to the right; 0 for next to none."""
    slopes: list[tuple[float, int]] = []
    for line in lines:
        first, last = line.words[0].box, line.words[-1].box
        across = (last.left + last.right - first.left - first.right) // 2
        if across > LEAST_ACROSS * (first.bottom - first.top):
            down = (last.top + last.bottom - first.top - first.bottom) / 2
            slopes.append((down / across, across))
    half = sum(across for _, across in slopes) / 2
    for slope, across in sorted(slopes):
        half -= across
        if half <= 0:
            return slope if LEAST_SLOPE < abs(slope) < MOST_SLOPE else 0.0
    return 0.0


def _placed(line: Line, slope: float) -> PlacedWords:
    if not slope:
        return tuple(PlacedWord(word, word.box) for word in line.words)
    return tuple(PlacedWord(word, _straight(word.box, slope)) for word in line.words)


def _straight(box: Box, slope: float) -> Box:
    """Where a box stands once the page is straight, without the height that the tilt gave it."""
    wide = box.right - box.left
    high = max(1.0, box.bottom - box.top - wide * abs(slope))
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    left, top = x + slope * y - wide / 2, y - slope * x - high / 2
    return Box(round(left), round(top), round(left + wide), round(top + high))


def _height(words: PlacedWords) -> float:
    return max(1.0, median(word.box.bottom - word.box.top for word in words))


def _usual_space(lines: Sequence[PlacedWords], heights: Sequence[float]) -> float:
    """The usual gap between words, in heights of their line."""
    gaps = [
        gap / height
        for line, height in zip(lines, heights, strict=True)
        for gap in _gaps(line)
        if 0 < gap < LEAST_GAP * height
    ]
    return median(gaps) if len(gaps) >= PROSE_WORDS else USUAL_SPACE


def _gaps(words: PlacedWords) -> list[int]:
    return [after.box.left - word.box.right for word, after in pairwise(words)]


def _cells(line: PlacedWords, row: int, height: float, space: float) -> Cells:
    gaps = _gaps(line)
    wide = height * min(max(LEAST_GAP, SPACES * space), CLEAR_GAP)
    if _is_loose_prose(line, gaps, height):
        wide = CLEAR_GAP * height
    cells: list[Cell] = []
    first = 0
    for number, gap in enumerate([*gaps, wide], start=1):
        if gap >= wide or (
            gap >= AMOUNTS_GAP * height and _are_amounts(line[number - 1 : number + 1])
        ):
            cells.append(cell_of(line[first:number], row))
            first = number
    return tuple(cells)


def _is_loose_prose(line: PlacedWords, gaps: Sequence[int], height: float) -> bool:
    if len(line) < PROSE_WORDS or max(gaps) > LOOSE_LINE * height:
        return False
    letters = sum(word.text.strip(".,;:!?()\"'").isalpha() for word in line)
    return letters >= 0.8 * len(line) and max(gaps) <= EVEN_GAPS * max(min(gaps), 1)


def _are_amounts(words: Sequence[PlacedWord]) -> bool:
    return len(words) == 2 and all(_AMOUNT.fullmatch(word.text) for word in words)
