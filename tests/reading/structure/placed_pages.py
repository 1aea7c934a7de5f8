"""Readings laid out by hand: cells at places, letters of 10 × 20 pixels, lines 30 pixels apart."""

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from inklift.core.pictures import Box
from inklift.core.readings import Line, Reading, Word
from inklift.reading.structure.cells import layout_of
from inklift.reading.structure.key_values import Pair, pairs_in
from inklift.reading.structure.tables import tables_in
from inklift.reading.structure.value_places import joined_colons
from reading.made_pages import HEIGHT_PX, LETTER_PX

LINE_PX = 30
SPACE_PX = 6  # between words: narrower than a letter, as in printed type
DRAWN_LINE_PX = 36
MARGIN_PX = 200  # around a tilted page, so that nothing is cut off

Cells = Sequence[tuple[int, str]]  # each with its left edge; a negative one is the right edge


def page(*rows: str | Cells, width_px: int = 1240) -> Reading:
    """A page of rows: a text at the left margin, or cells. An empty row leaves a line free."""
    lines = []
    for number, row in enumerate(rows):
        cells = [(50, row)] if isinstance(row, str) else row
        words = tuple(word for cell in cells for word in _words(*cell, top=LINE_PX * number))
        if words:
            lines.append(Line(words))
    return Reading(width_px, LINE_PX * (len(rows) + 1), tuple(lines))


def pairs_of(reading: Reading) -> tuple[Pair, ...]:
    """The labels of a page that have a value, in reading order; tables are left out."""
    layout = joined_colons(layout_of(reading))
    return pairs_in(layout, tables_in(layout))


def tilted(reading: Reading, slope: float) -> Reading:
    """The same page with lines that go down by `slope` for each pixel to the right."""

    def moved(word: Word) -> Word:
        box = word.box
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        taller = (box.right - box.left) * abs(slope) / 2
        across, down = round(-slope * y), slope * x
        return Word(
            word.text,
            Box(
                box.left + across + MARGIN_PX,
                round(box.top + down - taller) + MARGIN_PX,
                box.right + across + MARGIN_PX,
                round(box.bottom + down + taller) + MARGIN_PX,
            ),
            word.confidence,
        )

    return Reading(
        reading.width_px + 2 * MARGIN_PX,
        reading.height_px + 2 * MARGIN_PX,
        tuple(Line(tuple(map(moved, line.words))) for line in reading.lines),
    )


def drawn_page(*rows: str | Cells, width_px: int = 1240) -> Image.Image:
    """The same as a picture, with type of 22 pixels."""
    picture = Image.new("RGB", (width_px, DRAWN_LINE_PX * (len(rows) + 2)), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(22)
    for number, row in enumerate(rows):
        top = DRAWN_LINE_PX * (number + 1)
        for left, text in [(50, row)] if isinstance(row, str) else row:
            draw.text(
                (abs(left), top), text, fill="black", font=font, anchor="ra" if left < 0 else "la"
            )
    return picture


def _words(left: int, text: str, *, top: int) -> list[Word]:
    words = text.split()
    if left < 0:
        left = -left - sum(LETTER_PX * len(word) for word in words) - SPACE_PX * (len(words) - 1)
    placed = []
    for word in words:
        right = left + LETTER_PX * len(word)
        placed.append(Word(word, Box(left, top, right, top + HEIGHT_PX), 0.99))
        left = right + SPACE_PX
    return placed
