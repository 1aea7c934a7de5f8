"""The header of a table: the names above its first row, in one line or in several."""

import string
from collections.abc import Sequence
from dataclasses import dataclass

from inklift.reading.structure.cells import Cell, Layout
from inklift.reading.structure.columns import (
    FARTHEST_ROW,
    TIGHT_ROW,
    Block,
    is_number,
    is_sum,
    line_across,
    place,
    widen,
)
from inklift.reading.structure.labels import is_column_name, labelled_parts

MOST_HEADER_ROWS = 4  # above the first number, lines of the first row's cells counted
MOST_LETTERS = 80  # of the name of a column
DIGITS_SHARE = 0.2  # most of a name

Numbered = tuple[int, dict[int, Cell]]  # a row of the page and its cells by column
_GOES_ON = "(" + string.ascii_lowercase  # what the second line of a name begins with


@dataclass(frozen=True, slots=True)
class Header:
    """The lines of names, by column, then the lines above the first numbers that are no names."""

    rows: tuple[dict[int, Cell], ...]
    lines: tuple[Numbered, ...]


def header_above(layout: Layout, block: Block, free: int) -> Header | None:
    """The header of a block, looked for upwards from its first row; None where there is none.

    No row above row `free` is taken. Columns that only the header has are added to the block.
    """
    height = layout.line_height_px
    below: list[Numbered] = []
    top = _top(layout.rows[block.rows[0]])
    for number in range(block.rows[0] - 1, max(free, block.rows[0] - MOST_HEADER_ROWS) - 1, -1):
        row = layout.rows[number]
        gap = top - max(cell.box.bottom for cell in row)
        if not -1.5 * height < gap < FARTHEST_ROW * height or not _may_be_header(row):
            return None
        if len(row) > 1:
            widen(block, row, height, below)
        placed = place(row, block.columns, height, may_part=True, header=True)
        if len(row) == 1 and (placed is None or (len(placed) > 1 and not _are_names(placed))):
            placed = line_across(row[0], block.columns, height)
        if placed is None:
            return None
        top = _top(row)
        if len(placed) > 1:
            return _header(layout, block, free, [(number, placed), *below])
        below.insert(0, (number, placed))
    return None


def _header(layout: Layout, block: Block, free: int, lines: list[Numbered]) -> Header:
    """The header whose main line is the first of `lines`, or the one above it."""
    first = _line_above(layout, block, free, lines)
    if first is not None:
        lines.insert(0, first)
    count = 1 + (first is not None)
    while count < len(lines) and _is_more_of_names(block, lines[count][1]):
        count += 1
    return Header(tuple(cells for _, cells in lines[:count]), tuple(lines[count:]))


def _is_more_of_names(block: Block, cells: dict[int, Cell]) -> bool:
    """Whether a line below the names goes on with them: over numbers, in words of names."""
    return any(block.columns[at].is_numeric for at in cells) and all(
        cell.text.startswith("(") or is_column_name(cell.text) for cell in cells.values()
    )


def _line_above(layout: Layout, block: Block, free: int, lines: list[Numbered]) -> Numbered | None:
    """The row above the first of `lines` when the names begin there, and are no title."""
    number = lines[0][0] - 1
    if number < free:
        return None
    row = layout.rows[number]
    gap = _top(layout.rows[number + 1]) - max(cell.box.bottom for cell in row)
    if gap > TIGHT_ROW * layout.line_height_px or not _may_be_header(row):
        return None
    if len(row) > 1:
        widen(block, row, layout.line_height_px, lines)
    placed = place(row, block.columns, layout.line_height_px, may_part=True, header=True)
    if placed is None:
        return None
    below = lines[0][1]
    is_main = len(placed) > len(below) and 2 * _names(placed) >= len(placed)
    return (number, placed) if is_main or _goes_on(placed, below) else None


def _goes_on(placed: dict[int, Cell], below: dict[int, Cell]) -> bool:
    """Whether names go on in the line below, or are missing there."""
    if not _are_names(placed):
        return False
    return all(at not in below or below[at].text[:1] in _GOES_ON for at in placed)


def _are_names(placed: dict[int, Cell]) -> bool:
    return _names(placed) == len(placed)


def _names(placed: dict[int, Cell]) -> int:
    return sum(is_column_name(cell.text) for cell in placed.values())


def _may_be_header(row: Sequence[Cell]) -> bool:
    if len(row) == 1 and is_sum(row[0].text):
        return False
    return not any(
        is_number(cell.text)
        or len(cell.text) > MOST_LETTERS
        or (len(row) > 1 and sum(map(str.isdigit, cell.text)) > DIGITS_SHARE * len(cell.text))
        or labelled_parts(cell.text)
        for cell in row
    )


def _top(row: Sequence[Cell]) -> int:
    return min(cell.box.top for cell in row)
