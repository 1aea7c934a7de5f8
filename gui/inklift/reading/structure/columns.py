"""Rows that stand one below the other in the same columns: the raw table, before it is read.

Columns are found by the rows that hold a number, since these are set to the columns most
carefully; rows between them that hold text only are the rest of a cell that took several lines.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, pairwise

from inklift.core.folding import folded_text
from inklift.reading.structure.cells import Cell, Cells, Layout, PlacedWord, cell_of
from inklift.reading.structure.labels import labelled_parts

FULL_ROW = 0.7  # of the columns are filled in a row that shows that a table goes on
FARTHEST_ROW = 4.0  # heights between two rows of a table
TIGHT_ROW = 0.9  # heights between lines of the same cell
TOUCH = 0.3  # heights that a cell must share with a column to stand in it
NEAREST = 3.0  # heights from a column that a cell may stand off
MOST_TEXT_LINES = 8  # without a number, one after the other
WORDS_IN_COLUMN = 4  # most words for each column in a cell that reaches over several
MOST_PARTED = 14  # most words of such a cell
GAP_COUNTS = 2.0  # a pixel of gap is worth as many pixels of misfit
SHORT_LETTERS = 8  # in place of a number: "free", "n. a.", "incl."

_NUMBER = re.compile(
    r"[^\w]*(?:[^\W\d]{1,3}\.?[^\w]*)?\d[\d.,'’ :/\-–]*[^\w]*"
    r"(?:[^\W\d]{1,5}\.?|pieces|stunden|heures)?[^\w]*",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,2}\.?[ \-]?[^\W\d]{3,10}\.?[ ,\-]{1,2}\d{2,4}|[^\W\d]{3,9} \d\d?, ?\d{4}")
_SUM = re.compile(
    r"^\W*(?:(?:grand|net|gross|order|invoice|amount|balance|total|sub) ?-?)*"
    r"(?:totals?|sub ?-?total|balance|amount (?:due|paid|payable)|summe|zwischensumme"
    r"|(?:gesamt|netto|brutto|rechnungs|end|zahl)-?(?:betrag|summe|preis)|gesamt|ubertrag"
    r"|sous-?total|total(?:e|aal|es)?|net a payer|somme a payer|montant (?:total|ttc|ht|du)"
    r"|importe total|base imponible|imponibile|totale|subtotale|subtotaal|totaal|totaalbedrag"
    r"|te betalen|(?:bedrag|totaal) (?:excl|incl|ex)\w*|zzgl|inkl|plus|a pagar|valor total"
    r"|carried forward|brought forward|rounding|zu zahlen"
    r")(?!\w)",
)
_TAX = re.compile(
    r"^\W*(?:\d{1,2}(?:[.,]\d+)? ?% ?)?(?:vat|gst|sales tax|tax|mwst|ust|tva|iva|btw|mehrwertsteuer"
    r"|umsatzsteuer|shipping|postage|versand(?:kosten)?|verzendkosten|frais de port|gastos de envio"
    r"|spese di spedizione|discount|rabatt|remise)\b",
)


@dataclass(slots=True)
class Column:
    """Where a column stands, and what its cells were like so far."""

    left: int
    right: int
    numbers: int = 0
    texts: int = 0

    @property
    def is_numeric(self) -> bool:
        return self.numbers > 0 and self.numbers >= 3 * self.texts

    def add(self, cell: Cell) -> None:
        self.left = min(self.left, cell.box.left)
        self.right = max(self.right, cell.box.right)
        if is_number(cell.text):
            self.numbers += 1
        elif len(re.findall(r"[^\W\d]", cell.text)) > 1:
            self.texts += 1


@dataclass(slots=True)
class Block:
    """Rows (their numbers on the page) in common columns, and the cells of each by column."""

    columns: list[Column]
    rows: list[int] = field(default_factory=list)
    cells: list[dict[int, Cell]] = field(default_factory=list)


@lru_cache(maxsize=8192)
def is_number(text: str) -> bool:
    """Whether a cell holds an amount, a quantity, a rate, a date: a number, hardly any letters."""
    return bool(_NUMBER.fullmatch(text) or _DATE.fullmatch(text)) and any(map(str.isdigit, text))


@lru_cache(maxsize=8192)
def is_sum(text: str) -> bool:
    """Whether a row that begins so sums the table up and is no row of it."""
    return bool(_SUM.match(folded_text(text)))


def is_rich(row: Cells) -> bool:
    """Whether a row can be one of a table: several cells, one of them a number."""
    return (
        len(row) >= 2
        and any(is_number(cell.text) for cell in row)
        and not is_sum(row[0].text)
        and sum(_is_labelled(cell) for cell in row) * 2 < len(row)
    )


def _is_labelled(cell: Cell) -> bool:
    return cell.text.startswith(":") or bool(labelled_parts(cell.text))


def grow(layout: Layout, first: int, *, with_numbers: bool = True) -> Block:
    """The rows from row `first` on that keep to the columns of those before them."""
    height = layout.line_height_px
    row = layout.rows[first]
    block = Block([_new_column(cell) for cell in row], [first], [dict(enumerate(row))])
    texts = 0
    bottom = _bottom(row)
    pending: list[tuple[int, dict[int, Cell]]] = []
    for number in range(first + 1, len(layout.rows)):
        row = layout.rows[number]
        gap = min(cell.box.top for cell in row) - bottom
        if not -1.5 * height < gap < FARTHEST_ROW * height:
            break
        if ends_table(row, block.columns):
            if not with_numbers or not _goes_on_after(layout, number, block):
                break
            bottom = _bottom(row)
            continue
        rich = is_rich(row) if with_numbers else len(row) >= len(block.columns) - 1 > 0
        if rich:
            widen(block, row, height, pending)
        placed = place(row, block.columns, height, may_part=rich)
        if placed is None and len(row) == 1 and number - 1 in block.rows:
            placed = line_across(row[0], block.columns, height)  # the only one between two rows
        if placed is None or _breaks_kind(placed, block.columns):
            break
        if not rich:
            texts += 1
            in_text = any(not block.columns[at].is_numeric for at in placed)
            if texts > MOST_TEXT_LINES or not in_text:
                break
            pending.append((number, placed))
        else:
            texts = 0
            for each_number, each in [*pending, (number, placed)]:
                _add(block, each_number, each)
            pending.clear()
        bottom = max(bottom, _bottom(row)) if gap < 0 else _bottom(row)
    for number, placed in pending:  # what follows closely is the end of the last cell
        top = min(cell.box.top for cell in placed.values())
        close = top - _bottom(list(block.cells[-1].values())) <= TIGHT_ROW * height
        if not close or place(layout.rows[number], block.columns, height) is None:
            break
        _add(block, number, placed)
    return block


def ends_table(row: Cells, columns: Sequence[Column]) -> bool:
    """Whether a row sums up, or begins with a tax that stands where the table has numbers."""
    if is_sum(row[0].text):
        return True
    in_first = row[0].box.left < columns[0].right
    return bool(_TAX.match(folded_text(row[0].text))) and not in_first


def _goes_on_after(layout: Layout, number: int, block: Block) -> bool:
    """Whether the sum in row `number` is one of a part: the table goes on below in full rows."""
    for row in layout.rows[number + 1 : number + 3]:
        if is_rich(row):
            placed = place(row, block.columns, layout.line_height_px, may_part=True)
            full = len(row) > 2 and len(row) >= FULL_ROW * len(block.columns)
            return full and placed is not None and not ends_table(row, block.columns)
        if is_sum(row[0].text):
            return False
    return False


def line_across(cell: Cell, columns: Sequence[Column], height: float) -> dict[int, Cell] | None:
    """The column that a long line begins in, when it is one of text: lines of it may run on."""
    for at, column in enumerate(columns):
        if abs(cell.box.left - column.left) <= height and not column.is_numeric:
            return {at: cell}
    return None


def place(
    row: Cells,
    columns: Sequence[Column],
    height: float,
    *,
    may_part: bool = False,
    header: bool = False,
) -> dict[int, Cell] | None:
    """The cells of a row by column; None when they do not keep to the columns.

    `may_part`: a cell that reaches over several columns is parted; a line of text is not.
    """
    placed: dict[int, list[PlacedWord]] = {}
    for cell in row:
        touched = _touched(cell, columns, height)
        if len(touched) == 1:
            placed.setdefault(touched[0], []).extend(cell.words)
        elif touched:
            if not may_part:
                return None
            parts = _parted(cell, [columns[at] for at in touched], height, header=header)
            if parts is None:
                return None
            for at, words in zip(touched, parts, strict=True):
                placed.setdefault(at, []).extend(words)
        else:
            nearest = _nearest(cell, columns)
            if nearest in placed or _distance(cell, columns[nearest]) > NEAREST * height:
                return None
            placed[nearest] = list(cell.words)
    return {at: cell_of(words, row[0].row) for at, words in placed.items()}


def widen(
    block: Block, row: Cells, height: float, pending: list[tuple[int, dict[int, Cell]]]
) -> None:
    """Add columns for cells of a row that stand in none; cells already placed are numbered anew."""
    touched = [_touched(cell, block.columns, height) for cell in row]
    taken = {at for each in touched for at in each}
    new = [
        cell
        for cell, each in zip(row, touched, strict=True)
        if not each
        and (
            _distance(cell, block.columns[_nearest(cell, block.columns)]) > NEAREST * height
            or _nearest(cell, block.columns) in taken
        )
    ]
    for cell in new:
        at = sum(column.right <= cell.box.left for column in block.columns)
        block.columns.insert(at, Column(cell.box.left, cell.box.right))
        block.cells[:] = [_shifted(cells, at) for cells in block.cells]
        pending[:] = [(number, _shifted(cells, at)) for number, cells in pending]


def _shifted(cells: dict[int, Cell], at: int) -> dict[int, Cell]:
    return {(key + 1 if key >= at else key): cell for key, cell in cells.items()}


def _nearest(cell: Cell, columns: Sequence[Column]) -> int:
    return min(range(len(columns)), key=lambda at: _distance(cell, columns[at]))


def _touched(cell: Cell, columns: Sequence[Column], height: float) -> list[int]:
    left, right = cell.box.left, cell.box.right
    least = min(TOUCH * height, (right - left) / 2)
    return [
        at
        for at, column in enumerate(columns)
        if column.left <= right - least
        and column.right >= left + least
        and min(right, column.right) - max(left, column.left) >= least
    ]


def _distance(cell: Cell, column: Column) -> int:
    return max(column.left - cell.box.right, cell.box.left - column.right, 0)


def _parted(
    cell: Cell, columns: Sequence[Column], height: float, *, header: bool
) -> tuple[tuple[PlacedWord, ...], ...] | None:
    """The words of a cell for each of the columns that it reaches over; None: no way to part it.

    It is parted where the gaps are wide and the parts fit their columns. Running text that merely
    crosses columns is not, nor words that would stand among numbers.
    """
    count = len(cell.words)
    if not len(columns) <= count <= min(WORDS_IN_COLUMN * len(columns), MOST_PARTED):
        return None
    best: tuple[float, tuple[tuple[PlacedWord, ...], ...]] | None = None
    for cuts in combinations(range(1, count), len(columns) - 1):
        ends = (0, *cuts, count)
        parts = tuple(cell.words[start:end] for start, end in pairwise(ends))
        misfit = sum(
            _misfit(part, column) for part, column in zip(parts, columns, strict=True)
        ) - sum(
            GAP_COUNTS * (cell.words[cut].box.left - cell.words[cut - 1].box.right) for cut in cuts
        )
        if best is None or misfit < best[0]:
            best = (misfit, parts)
    if best is None:
        return None
    fits = header or all(
        is_number(" ".join(word.text for word in part)) or not column.is_numeric
        for part, column in zip(best[1], columns, strict=True)
    )
    return best[1] if fits else None


def _misfit(part: Sequence[PlacedWord], column: Column) -> float:
    """How far a part is off the nearest edge or the middle of its column, in pixels."""
    left, right = part[0].box.left - column.left, part[-1].box.right - column.right
    return min(abs(left), abs(right), abs(left + right) / 2) + 0.3 * abs(left + right) / 2


def _breaks_kind(placed: dict[int, Cell], columns: Sequence[Column]) -> bool:
    """Whether words stand where the rows above have numbers, as labels of sums do."""
    return any(
        columns[at].is_numeric
        and not is_number(cell.text)
        and len(re.findall(r"[^\W\d]", cell.text)) > SHORT_LETTERS
        for at, cell in placed.items()
    )


def _add(block: Block, number: int, placed: dict[int, Cell]) -> None:
    for at, cell in placed.items():
        column = block.columns[at]
        if len(placed) == 1 and cell.box.right > column.right:
            continue  # a line that may run on across the columns beside its own
        column.add(cell)
        # A column reaches no further than its neighbours.
        if at > 0:
            column.left = max(column.left, block.columns[at - 1].right)
        if at + 1 < len(block.columns):
            column.right = min(column.right, block.columns[at + 1].left)
        column.right = max(column.right, column.left)
    block.rows.append(number)
    block.cells.append(placed)


def _new_column(cell: Cell) -> Column:
    column = Column(cell.box.left, cell.box.right)
    column.add(cell)
    return column


def _bottom(row: Sequence[Cell]) -> int:
    return max(cell.box.bottom for cell in row)
