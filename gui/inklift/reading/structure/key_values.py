"""Pairs of a label and its value, as invoices and forms have them: all, or the one asked for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from inklift.core.money import amounts_in
from inklift.core.pictures import Box
from inklift.core.readings import Reading
from inklift.reading.fields.values import FieldValue, boxes_of
from inklift.reading.structure.cells import Cell, Cells, Layout, layout_of
from inklift.reading.structure.columns import is_number, is_sum
from inklift.reading.structure.label_words import is_column_word, is_label_word
from inklift.reading.structure.labels import (
    NUMBER,
    Labelled,
    Match,
    bare_label,
    is_label,
    is_made_of_label_words,
    is_title,
    labelled_parts,
    match_of,
    words_of,
)
from inklift.reading.structure.tables import PlacedTable, tables_in
from inklift.reading.structure.value_places import (
    RATE_BEHIND,
    WORDS_OF_LABEL,
    LabelledPage,
    Value,
    joined_colons,
    known_pair_end,
    value_apart,
    value_behind,
)

MOST_VALUE_LETTERS = 120


@dataclass(frozen=True, slots=True)
class Pair:
    """A label as it is written, without its colon, and the value beside or below it."""

    label: str
    value: str
    label_box: Box
    value_boxes: tuple[Box, ...]
    rows: frozenset[int] = frozenset()  # of the page's cells that it takes


def pairs_in(layout: Layout, tables: Sequence[PlacedTable]) -> tuple[Pair, ...]:
    """The pairs of a page whose tables are known."""
    return tuple(_pairs(LabelledPage(layout, tables, is_label)))


def value_of(reading: Reading, label_phrases: Sequence[str]) -> FieldValue | None:
    """The value whose label means one of the phrases; None when there is none.

    Labels are compared without case, accents, punctuation and small words, and may carry "No.".
    A label that is the phrase goes before one that only contains it; of equal ones, the first.
    """
    layout = joined_colons(layout_of(reading))

    def best(label: str) -> Match | None:
        matches = [
            match for phrase in label_phrases if (match := match_of(label, phrase)) is not None
        ]
        return min(matches, default=None)

    page = LabelledPage(
        layout, tables_in(layout), lambda text: is_label(text) or best(bare_label(text)) == 0
    )
    found: list[tuple[Match, Value]] = []
    for index, row in enumerate(layout.rows):
        for at in () if _is_title_row(row) else range(len(row)):
            found += _matches(page, index, at, best)
        if any(match is Match.SAME for match, _ in found):
            break
    if not found:
        return None
    value = min(found, key=lambda each: each[0])[1]
    return FieldValue(value.text, value.boxes, "label")


def _pairs(page: LabelledPage) -> Iterator[Pair]:
    taken: set[tuple[int, Box]] = set()
    for index, row in enumerate(page.layout.rows):
        for at, cell in enumerate(() if _is_title_row(row) else row):
            if page.is_in_table(cell) or (cell.row, cell.box) in taken:
                continue
            for start, end, value in _pairs_of_cell(page, index, at):
                label = bare_label(cell.text[start:end])
                label_boxes = boxes_of(cell.line, start, end)
                if (
                    not label
                    or not label_boxes
                    or any((part.row, part.box) in taken for part, _, _ in value.parts)
                ):
                    continue
                if len(value.text) > MOST_VALUE_LETTERS and len(value.parts) == 1:
                    continue
                taken.update((part.row, part.box) for part, _, _ in value.parts if part is not cell)
                rows = frozenset([index, *(part.row for part, _, _ in value.parts)])
                yield Pair(label, value.text, label_boxes[0], value.boxes, rows)


def _is_title_row(row: Cells) -> bool:
    """Whether words that are set far apart are a title together, and no labels: "Tax  Invoice"."""
    return len(row) > 1 and is_title(" ".join(cell.text for cell in row))


def _pairs_of_cell(page: LabelledPage, index: int, at: int) -> Iterator[tuple[int, int, Value]]:
    cell = page.row(index)[at]
    parts = labelled_parts(cell.text)
    for part in parts:
        value = _value_of_part(page, index, at, part)
        if value is not None:
            yield part.label_start, part.label_end, value
    if parts:
        return
    following = page.row(index)[at + 1 :]
    if is_made_of_label_words(cell.text):
        value = value_apart(page, index, at, has_colon=False)
        if value is not None:
            yield 0, len(cell.text), value
    elif _is_amount_of(cell, following):
        yield 0, len(cell.text), Value(((following[0], 0, len(following[0].text)),))
    elif at == 0 and page.is_in_list(page.row(index)):
        yield 0, len(cell.text), value_behind(page, index, 1, 0, len(following[0].text))
    elif end := known_pair_end(cell.text):
        yield 0, end, Value(((cell, end, len(cell.text)),))


def _value_of_part(page: LabelledPage, index: int, at: int, part: Labelled) -> Value | None:
    """What stands behind a label with a colon, or apart from it when it is the last of its cell."""
    text = page.row(index)[at].text
    if any(map(str.isalnum, text[part.value_start : part.value_end])):
        return value_behind(page, index, at, part.value_start, part.value_end)
    is_last = not text[part.value_end :].strip()
    return value_apart(page, index, at, has_colon=True) if is_last else None


def _is_amount_of(cell: Cell, following: Cells) -> bool:
    """Whether the next cell is an amount that a text without a colon names, by its words."""
    if not following or not amounts_in(following[0].text, spaced=True):
        return False
    if is_number(cell.text) and not RATE_BEHIND.search(cell.text):
        return False
    if len(following) > 1 and is_number(following[1].text):
        return False  # a row of a table
    words = [word for word in words_of(cell.text) if not any(map(str.isdigit, word))]
    return is_sum(cell.text) or 2 * sum(map(is_column_word, words)) >= len(words) > 0


def _matches(
    page: LabelledPage, index: int, at: int, best: Callable[[str], Match | None]
) -> Iterator[tuple[Match, Value]]:
    """The values whose labels stand in a cell and are asked for, and how well the labels fit."""
    cell = page.row(index)[at]
    parts = labelled_parts(cell.text)
    for part in parts:
        match = best(bare_label(cell.text[part.label_start : part.label_end]))
        value = None if match is None else _value_of_part(page, index, at, part)
        if match is not None and value is not None:
            yield match, value
    if parts:
        return
    whole = best(bare_label(cell.text))
    in_front = list(_label_in_front(cell, page.row(index)[at + 1 :], best))
    in_table = page.is_in_table(cell) and not _is_beside_in_table(page, index, at)
    if whole is Match.CONTAINS and not _is_label_throughout(cell.text, best):
        whole = None
    if whole is not None:
        value = None if in_table else value_apart(page, index, at, has_colon=False)
        if value is not None:
            yield whole, value
            return
    yield from in_front


def _is_label_throughout(text: str, best: Callable[[str], Match | None]) -> bool:
    """Whether a text that contains a label is one as a whole: by its words, or those asked for."""
    unknown = [word for word in words_of(text) if word != NUMBER and not is_column_word(word)]
    is_known = not unknown or best(" ".join(unknown)) in (Match.SAME, Match.SAME_BUT_NUMBER)
    return is_known and not any(map(str.isdigit, text))


def _label_in_front(
    cell: Cell, following: Cells, best: Callable[[str], Match | None]
) -> Iterator[tuple[Match, Value]]:
    """A label and its value in one cell with no colon: "Due date 5 January 2026".

    A rate belongs to the label where an amount follows: "State Tax 8%", 6.16.
    """
    words = cell.text.split(" ")
    position = 0
    for number, word in enumerate(words[: WORDS_OF_LABEL + 1]):
        if any(map(str.isdigit, word)) or "@" in word:
            break
        position += len(word)
        label, rest = cell.text[:position], cell.text[position:].strip()
        position += 1
        match = best(bare_label(label)) if rest else None
        if match is None:
            continue
        goes_on = words_of(words[number + 1])
        if goes_on and all(word == NUMBER or is_label_word(word) for word in goes_on):
            continue  # the label goes on
        if (
            RATE_BEHIND.fullmatch(f" {rest}")
            and following
            and amounts_in(following[0].text, spaced=True)
        ):
            yield match, Value(((following[0], 0, len(following[0].text)),))
        elif _may_follow(rest, match):
            yield match, Value(((cell, position, len(cell.text)),))


def _may_follow(text: str, match: Match) -> bool:
    """Whether a text can be a value that no colon parts from its label: no running text.

    Without digits, it must look like a name behind a label that is just what was asked for.
    """
    without_digits = sum(not any(map(str.isdigit, word)) for word in text.split())
    if without_digits > WORDS_OF_LABEL or not (text[0].isalnum() or text[0] in "+-($€£"):
        return False
    is_name = all(word[:1].isupper() for word in text.split())
    return any(map(str.isdigit, text)) or (is_name and match is not Match.CONTAINS)


def _is_beside_in_table(page: LabelledPage, index: int, at: int) -> bool:
    """Whether a cell of a table names its row, so that the value is the cell behind."""
    row = page.row(index)
    return at == 0 and len(row) == 2 and is_number(row[1].text)
