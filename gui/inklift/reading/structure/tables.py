"""Tables on a page: names of columns and rows of cells.

A table is rows in common columns (see `columns`) that are aligned, and has a header, or enough rows
and columns that it can be nothing else. Sums below it are no part of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from inklift.core.money import amounts_in
from inklift.core.pictures import Box
from inklift.core.readings import Line, Reading
from inklift.reading.structure.cells import Cell, Layout, layout_of
from inklift.reading.structure.columns import Block, grow, is_number, is_rich, is_sum
from inklift.reading.structure.label_words import SUM_WORDS
from inklift.reading.structure.labels import (
    Match,
    is_column_name,
    is_label,
    labelled_parts,
    match_of,
    words_of,
)
from inklift.reading.structure.table_headers import MOST_HEADER_ROWS, Header, header_above

LEAST_ROWS = 3  # of a table, its header counted
LEAST_COLUMNS = 3  # of a table without a header
FILLED = 0.9  # of the cells of a table without a header
HEADER_LETTERS = 40  # most of the name of a column
ALIGNED = 1.0  # heights that an edge may be off that of its column
ALIGNED_SHARE = 0.7  # of a column's cells, and of the columns
LONG_BLOCK = 20  # rows: one that is no table is not tried again from each of its rows


@dataclass(frozen=True, slots=True)
class Table:
    """Names of columns (none where there is no header) and rows, "" for an empty cell.

    `row_boxes` has the place of each row, `box` that of the whole table with its header.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_boxes: tuple[Box, ...]
    box: Box

    def column_named(self, name: str) -> tuple[str, ...] | None:
        """The cells below the head that means a name, one for each row; None without one."""
        for at, column in enumerate(self.columns):
            if match_of(column, name) is Match.SAME:
                return tuple(row[at] for row in self.rows)
        return None


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and the rows of the page (numbers) that it takes."""

    table: Table
    page_rows: range


def is_header(row: Sequence[Cell]) -> bool:
    """Whether a row is the header of a table of sums, also of one that could not be read."""
    named = [cell for cell in row if is_column_name(cell.text)]
    if len(row) < LEAST_COLUMNS or 2 * len(named) < len(row) or len(named) < 2:
        return False
    if any(":" in cell.text or is_number(cell.text) for cell in row):
        return False
    words = {word for cell in named for word in words_of(cell.text)}
    return not words.isdisjoint(SUM_WORDS)


def tables_of(reading: Reading) -> tuple[Table, ...]:
    """The tables of a page, from top to bottom."""
    return tuple(placed.table for placed in tables_in(layout_of(reading)))


def tables_in(layout: Layout) -> tuple[PlacedTable, ...]:
    """The tables of a page and the rows of the page that each takes."""
    tables: list[PlacedTable] = []
    free = number = 0  # the first row that no table took, and the one to begin at
    while number < len(layout.rows):
        table, block = _table_from(layout, number, free)
        if table is not None:
            tables.append(table)
            free = number = table.page_rows.stop
        elif block is not None and len(block.rows) > LONG_BLOCK:
            number = block.rows[-1] + 1
        else:
            number += 1
    return tuple(tables)


def _table_from(layout: Layout, number: int, free: int) -> tuple[PlacedTable | None, Block | None]:
    row = layout.rows[number]
    if is_rich(row):
        block = grow(layout, number)
        return _read(layout, block, header_above(layout, block, free)), block
    following = layout.rows[number + 1 : number + 1 + MOST_HEADER_ROWS]
    if len(row) < LEAST_COLUMNS or is_sum(row[0].text) or any(map(is_rich, following)):
        return None, None  # when numbers follow, it may be their header
    block = grow(layout, number, with_numbers=False)
    return _read_words(layout, block), block


def _read(layout: Layout, block: Block, header: Header | None) -> PlacedTable | None:
    anchors = [at for at, number in enumerate(block.rows) if is_rich(layout.rows[number])]
    width = len(block.columns)
    if header is None:
        filled = sum(len(block.cells[at]) for at in anchors)
        if (
            width < LEAST_COLUMNS
            or len(anchors) < LEAST_ROWS
            or filled < FILLED * width * len(anchors)
        ):
            return None
    elif (width < 2 or len(anchors) + 1 < LEAST_ROWS) and not _is_single_row(block, header):
        return None
    if not any(column.is_numeric for column in block.columns):
        return None
    if _holds_labels(block) or (width == 2 and header and not _names(header)):
        return None
    if not _is_aligned(block, [block.cells[at] for at in anchors], layout.line_height_px):
        return None
    lines = list(zip(block.rows, block.cells, strict=True))
    anchor_rows = {block.rows[at] for at in anchors}
    if header is not None:
        lines = [*header.lines, *lines]
    return _placed(lines, anchor_rows, header.rows if header else (), width)


def _read_words(layout: Layout, block: Block) -> PlacedTable | None:
    """A table without numbers: full rows, well aligned, under names that are known as labels."""
    width = len(block.columns)
    anchors = [at for at, cells in enumerate(block.cells) if len(cells) >= width - 1]
    if width < LEAST_COLUMNS or len(anchors) < LEAST_ROWS:
        return None
    if not _is_aligned(block, [block.cells[at] for at in anchors], layout.line_height_px):
        return None
    texts = [cell.text for cells in block.cells for cell in cells.values()]
    if median(map(len, texts)) > HEADER_LETTERS or _holds_labels(block):
        return None
    if any(map(labelled_parts, texts)):
        return None
    lines = list(zip(block.rows, block.cells, strict=True))
    anchor_rows = {block.rows[at] for at in anchors}
    first = block.cells[0]
    named = sum(is_column_name(cell.text) for cell in first.values()) * 2 >= len(first)
    if named:
        return _placed(lines[1:], anchor_rows, [first], width)
    return _placed(lines, anchor_rows, [], width)


def _holds_labels(block: Block) -> bool:
    """Whether the cells are labels with their values beside them, which makes no table."""
    texts = [cell.text for cells in block.cells for cell in cells.values()]
    words = [text for text in texts if not is_number(text)]
    return 3 * sum(map(is_label, words)) > len(words)


def _names(header: Header) -> int:
    """How many columns have a name that is known as a label."""
    return len({at for row in header.rows for at, cell in row.items() if is_column_name(cell.text)})


def _is_single_row(block: Block, header: Header) -> bool:
    """Whether one row below a header makes a table: names of columns, a price or sum among them."""
    words = {word for row in header.rows for cell in row.values() for word in words_of(cell.text)}
    return (
        len(block.columns) >= LEAST_COLUMNS
        and _names(header) >= LEAST_COLUMNS
        and not words.isdisjoint(SUM_WORDS)
    )


def _is_aligned(block: Block, rows: Sequence[dict[int, Cell]], height: float) -> bool:
    """Whether most columns have their left edges, right edges or middles in one line."""
    good = checked = 0
    for at in range(len(block.columns)):
        boxes = [cells[at].box for cells in rows if at in cells]
        if len(boxes) < 2:
            continue
        checked += 1
        good += any(
            _share_near(edges, ALIGNED * height) >= ALIGNED_SHARE
            for edges in (
                [box.left for box in boxes],
                [box.right for box in boxes],
                [(box.left + box.right) / 2 for box in boxes],
            )
        )
    return good >= ALIGNED_SHARE * checked


def _share_near(values: Sequence[float], most: float) -> float:
    middle = median(values)
    return sum(abs(value - middle) <= most for value in values) / len(values)


def _placed(
    lines: Sequence[tuple[int, dict[int, Cell]]],
    anchors: set[int],
    header: Sequence[dict[int, Cell]],
    width: int,
) -> PlacedTable | None:
    rows = _joined(lines, anchors)
    if len(rows) > 1 and _sums_up(rows[-1], rows[:-1]):
        rows.pop()
    used = sorted(
        {at for row in rows for cells in row for at in cells}
        | {at for cells in header for at in cells}
    )
    if not rows or len(used) < 2:
        return None
    columns = tuple(_text(header, at) for at in used) if header else ()
    texts = tuple(tuple(_text(row, at) for at in used) for row in rows)
    boxes = tuple(_box([cell for cells in row for cell in cells.values()]) for row in rows)
    head = [cell for cells in header for cell in cells.values()]
    every = [cell for row in rows for cells in row for cell in cells.values()] + head
    numbers = [cell.row for cell in every]
    return PlacedTable(
        Table(columns, texts, boxes, _box(every)), range(min(numbers), max(numbers) + 1)
    )


def _joined(
    lines: Sequence[tuple[int, dict[int, Cell]]], anchors: set[int]
) -> list[list[dict[int, Cell]]]:
    """The lines of each row: one with the numbers, and those nearer to it than to another."""
    numbered = [cells for number, cells in lines if number in anchors]
    rows: list[list[dict[int, Cell]]] = [[] for _ in numbered]
    at = -1
    for number, cells in lines:
        if number in anchors:
            at += 1
            rows[at].append(cells)
            continue
        # The next one must be clearly nearer: lines set evenly belong to the row they follow.
        goes_down = at < 0 or (
            at + 1 < len(rows)
            and 1.25 * _step(cells, numbered[at + 1]) < _step(rows[at][-1], cells)
        )
        rows[at + 1 if goes_down and at + 1 < len(rows) else at].append(cells)
    return [row for row in rows if row]


def _sums_up(row: Sequence[dict[int, Cell]], above: Sequence[Sequence[dict[int, Cell]]]) -> bool:
    """Whether a row without a name holds nothing but the sums of the columns above."""
    cells = [pair for line in row for pair in line.items()]
    if any(at == 0 for at, _ in cells):
        return False
    for at, cell in cells:
        own = amounts_in(cell.text)
        others = [amount for line in above for amount in amounts_in(_text(line, at))]
        if len(own) != 1 or own[0].value != sum(amount.value for amount in others):
            return False
    return True


def _step(above: dict[int, Cell], below: dict[int, Cell]) -> float:
    """How far down it is from one line to another, in columns that both have: pages are tilted."""
    both = above.keys() & below.keys()
    tops = [
        median((line[at].box.top + line[at].box.bottom) / 2 for at in both or line)
        for line in (above, below)
    ]
    return tops[1] - tops[0]


def _text(row: Sequence[dict[int, Cell]], at: int) -> str:
    return " ".join(cells[at].text for cells in row if at in cells)


def _box(cells: Sequence[Cell]) -> Box:
    """The place of cells in the picture."""
    return Line(tuple(placed.word for cell in cells for placed in cell.words)).box
