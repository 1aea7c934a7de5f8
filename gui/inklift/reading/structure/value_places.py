"""Where the value of a label stands: behind it, in the next cell of its row, or below.

What goes on over several lines (an address) is gathered as long as the lines stay aligned and no
label comes between.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from inklift.core.money import amounts_in
from inklift.core.pictures import Box
from inklift.reading.fields.values import boxes_of
from inklift.reading.structure.cells import Cell, Cells, Layout, cell_of, layout_from
from inklift.reading.structure.columns import is_number, is_sum
from inklift.reading.structure.labels import (
    NUMBER,
    is_made_of_label_words,
    is_title,
    labelled_parts,
    words_of,
)
from inklift.reading.structure.tables import PlacedTable, is_header

NEXT_LINE = 1.6  # heights from a line to the next of the same value
BELOW = 1.8  # heights from a label to a value below
SAME_EDGE = 1.0  # heights that aligned edges may differ
MOST_LINES = 6  # of a value
MOST_LETTERS_BELOW = 60  # of the first line of a value below its label
CELLS_OF_HEAD = 4  # a row of as many, without digits, is the head of a table
LEAST_IN_LIST = 2  # known labels that make another one known by its place
WORDS_OF_CODE = 3  # a value that no colon parts from its label has fewer words without digits
WORDS_OF_LABEL = 5  # most words that are tried as a label before a value in the same cell

_BEGIN_MARKS = re.compile(r"^(?:# ?|[.: ]+(?=[(A-Za-z]))")
_END_MARKS = re.compile(r"[\s,;|·–—-]+$")
RATE_BEHIND = re.compile(r" \(?\d{1,2}(?:[.,]\d{1,3})? ?%\)?$")
_CODE = re.compile(r"[A-Z]{1,4}|[$€£]|RM")


@dataclass(frozen=True, slots=True)
class Value:
    """The pieces of a value: letters (from, to) of cells, one for each line."""

    parts: tuple[tuple[Cell, int, int], ...]

    @property
    def text(self) -> str:
        text = " ".join(cell.text[start:end].strip() for cell, start, end in self.parts)
        text = _BEGIN_MARKS.sub("", _END_MARKS.sub("", text))
        return text[:-1] if text.endswith(")") and "(" not in text else text

    @property
    def boxes(self) -> tuple[Box, ...]:
        return tuple(
            box for cell, start, end in self.parts for box in boxes_of(cell.line, start, end)
        )


def joined_colons(layout: Layout) -> Layout:
    """The layout with values that bring their colon along (": 12") in the cells of their labels."""
    rows = []
    for row in layout.rows:
        cells: list[Cell] = []
        for cell in row:
            bare = cells[-1].text.rstrip() if cells else ""
            if cell.text.startswith(":") and bare and not labelled_parts(bare):
                cells[-1] = cell_of(cells[-1].words + cell.words, cell.row)
            else:
                cells.append(cell)
        rows.append(tuple(cells))
    return layout_from(rows, layout.line_height_px)


class LabelledPage:
    """Where the cells of a page stand, and which of them are labels."""

    def __init__(
        self, layout: Layout, tables: Sequence[PlacedTable], is_label: Callable[[str], bool]
    ) -> None:
        self.layout = layout
        self.height = layout.line_height_px
        self.is_label = is_label
        self._in_tables = {row for placed in tables for row in placed.page_rows}
        self._in_tables |= {row[0].row for row in layout.rows if is_header(row)}

    @cached_property
    def _lists(self) -> tuple[tuple[int, int], ...]:
        """The left edges of labels that fill their cell and of the values beside them."""
        return tuple(
            (row[0].box.left, row[1].box.left)
            for row in self.layout.rows
            if len(row) == 2
            and self.is_label(row[0].text)
            and self.is_free(row[1])
            and not self.is_in_table(row[0])
        )

    def is_in_list(self, row: Cells) -> bool:
        """Whether a row stands under one another with labels and their values.

        What is in the place of a label is one, then, though its words are not known as such.
        """
        if len(row) != 2 or amounts_in(row[1].text) or not self.is_free(row[1]):
            return False
        words = row[0].text.split()
        if len(words) > WORDS_OF_CODE or any(map(str.isdigit, row[0].text)):
            return False
        most = SAME_EDGE * self.height
        return (
            sum(
                abs(row[0].box.left - label) <= most and abs(row[1].box.left - value) <= most
                for label, value in self._lists
            )
            >= LEAST_IN_LIST
        )

    def is_in_table(self, cell: Cell) -> bool:
        return cell.row in self._in_tables

    def row(self, index: int) -> Cells:
        return self.layout.rows[index]

    def is_free(self, cell: Cell) -> bool:
        """Whether a cell can be a value: it is neither a label nor begins with one."""
        return (
            not self.is_label(cell.text)
            and not labelled_parts(cell.text)
            and not cell.text.endswith(":")
            and any(map(str.isalnum, cell.text))
        )

    def may_be_below(self, cell: Cell) -> bool:
        """Whether a cell can be a value below its label: no running text, no table."""
        row = self.row(cell.row)
        is_head = len(row) >= CELLS_OF_HEAD and not any(map(str.isdigit, _text_of(row)))
        return (
            self.is_free(cell)
            and not self.is_in_table(cell)
            and not is_head
            and len(cell.text) <= MOST_LETTERS_BELOW
        )

    def below(self, cell: Cell, distance: float) -> Cell | None:
        """The cell right below another that shares an edge or the middle with it."""
        near = self.layout.between(
            cell.box.bottom - 0.6 * self.height, cell.box.bottom + distance * self.height
        )
        for other in near:
            if other is not cell and other.row != cell.row and self.is_aligned(cell, other):
                return other
        return None

    def is_aligned(self, cell: Cell, other: Cell) -> bool:
        most = SAME_EDGE * self.height
        middles = (cell.box.left + cell.box.right - other.box.left - other.box.right) / 2
        return (
            abs(cell.box.left - other.box.left) <= most
            or (abs(cell.box.right - other.box.right) <= most and is_number(other.text))
            or (abs(middles) <= most and other.box.left < cell.box.right)
        )

    def is_left_aligned(self, cell: Cell, other: Cell) -> bool:
        return abs(cell.box.left - other.box.left) <= SAME_EDGE * self.height


def known_pair_end(text: str) -> int:
    """Where the label ends that a text begins with when a number, a code or a date follows it."""
    end = position = 0
    for word in text.split(" ")[:WORDS_OF_LABEL]:
        position += len(word)
        if not is_made_of_label_words(text[:position]) or any(map(str.isdigit, word)):
            break
        end = position
        position += 1
    words = text[end:].split()
    digits = sum(any(map(str.isdigit, word)) for word in words)
    if (
        not end
        or not words
        or len(words) - digits >= WORDS_OF_CODE
        or words_of(text[:end]) == (NUMBER,)
        or words[0].startswith("@")  # "GST @6%: 0.56"
        or any(word.startswith("#") for word in words[1:])  # the label goes on, misread
        or RATE_BEHIND.fullmatch(text[end:])
    ):
        return 0
    first = words[0]
    is_code = any(map(str.isdigit, first)) and not first[0].islower()
    return end if is_code or (_CODE.fullmatch(first) and is_number(" ".join(words[1:]))) else 0


def value_apart(page: LabelledPage, index: int, at: int, *, has_colon: bool) -> Value | None:
    """The value of a label that fills its cell: the next cell, or those below."""
    row = page.row(index)
    cell = row[at]
    beside = row[at + 1] if at + 1 < len(row) and page.is_free(row[at + 1]) else None
    is_row = len(row) > at + 2 and all(is_number(each.text) for each in row[at + 1 : at + 3])
    if is_row and (not has_colon or is_sum(cell.text)):
        return None  # of a table
    if beside is not None and not has_colon and known_pair_end(beside.text):
        beside = None
    below = page.below(cell, BELOW)
    if below is not None and not page.may_be_below(below):
        below = None
    if is_title(cell.text) and not has_colon and not _is_among_labels(row):
        below = None
        if beside is not None and not any(map(str.isdigit, beside.text)):
            beside = None
    if beside and below and not has_colon and _are_heads(page, beside, below):
        return _going_down(page, cell, below)
    if beside is not None:
        return value_behind(page, index, at + 1, 0, len(beside.text))
    return _going_down(page, cell, below) if below is not None else None


def _text_of(row: Cells) -> str:
    return " ".join(cell.text for cell in row)


def _is_among_labels(row: Cells) -> bool:
    return sum(is_made_of_label_words(cell.text) for cell in row) > 1


def _are_heads(page: LabelledPage, beside: Cell, below: Cell) -> bool:
    """Whether a cell and the one beside it are heads of columns, with numbers or codes below."""
    if any(map(str.isdigit, beside.text)) or not any(map(str.isdigit, below.text)):
        return False
    other = page.below(beside, BELOW)
    return other is not None and page.is_free(other)


def value_behind(page: LabelledPage, index: int, at: int, start: int, end: int) -> Value:
    """A value in a row, and the lines below that it goes on in."""
    cell = page.row(index)[at]
    parts = [(cell, start, end)]
    if (
        end == len(cell.text)
        and any(map(str.isalpha, cell.text[start:end]))
        and at + 1 == len(page.row(index))
    ):
        words = cell.words
        while start > 0 and len(words) > 1:  # the value's own left edge
            start -= len(words[0].text) + 1
            words = words[1:]
        edge = cell_of(words, cell.row)
        if edge.words != cell.words or at > 0:
            parts += _more_lines(page, edge)
    return Value(tuple(parts))


def _going_down(page: LabelledPage, label: Cell, first: Cell) -> Value:
    parts = [(first, 0, len(first.text))]
    if any(map(str.isalpha, first.text)) and page.is_left_aligned(label, first):
        parts += _more_lines(page, first, head=True)
    return Value(tuple(parts))


def _more_lines(
    page: LabelledPage, edge: Cell, *, head: bool = False
) -> list[tuple[Cell, int, int]]:
    """The lines below a first one that belong to the same value.

    Beside its label, nothing may stand to the left of them; below it, others may stand around.
    """
    lines: list[tuple[Cell, int, int]] = []
    last = edge
    while len(lines) < MOST_LINES - 1:
        following = page.below(last, NEXT_LINE - 1)
        if (
            following is None
            or not page.is_left_aligned(last, following)
            or not page.is_free(following)
            or page.is_in_table(following)
            or not any(map(str.isalpha, following.text))
            or (not head and following is not page.row(following.row)[0])
        ):
            break
        lines.append((following, 0, len(following.text)))
        last = following
    return lines
