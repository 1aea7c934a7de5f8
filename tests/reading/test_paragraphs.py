"""Running text is joined to paragraphs; what was broken on purpose keeps its lines."""

import math
from collections.abc import Sequence
from textwrap import wrap

import pytest
from PIL import Image, ImageDraw, ImageFont

from inklift.reading.page import arrange
from inklift.reading.pieces import Piece
from inklift.reading.recognizer import Recognizer
from reading.made_pages import RECEIPT_LINES, bgr, piece

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

TEXT = (
    "The committee met on Monday to hear what the members had found in the archive, and agreed "
    "that the letters should be copied before the end of the summer. A second visit is planned "
    "for the autumn, when the roof will be finished."
)
LETTER = wrap(TEXT, 42)


def text_of(pieces: Sequence[Piece]) -> str:
    return arrange(pieces, 2000, 2000).text


def set_out(
    lines: Sequence[str], left: float = 0, top: float = 0, turned_rad: float = 0
) -> list[Piece]:
    return [
        piece(text, left, top + 30 * row, turned_rad=turned_rad) for row, text in enumerate(lines)
    ]


@pytest.mark.parametrize("degrees", [0, 8, -8, 90])
def test_the_lines_of_a_paragraph_are_joined_however_the_page_lies(degrees: int) -> None:
    assert text_of(set_out(LETTER, turned_rad=math.radians(degrees))) == " ".join(LETTER)


def test_a_paragraph_ends_where_the_next_word_would_have_had_room() -> None:
    more = wrap("Nothing else was decided on that day, and the members went home.", 42)

    assert text_of(set_out(LETTER + more)) == f"{TEXT}\n{' '.join(more)}"


def test_a_wider_gap_or_an_indented_line_begins_a_paragraph() -> None:
    full = LETTER[:3]
    indented = [piece(full[0][4:], 30, 90), *set_out(full[1:], top=120)]
    apart = set_out(full, top=230)

    assert text_of([*set_out(full), *indented, *apart]).split("\n") == [
        " ".join(full),
        " ".join([full[0][4:], *full[1:]]),
        " ".join(full),
    ]


def test_a_greeting_and_a_name_below_stand_alone() -> None:
    pieces = [piece("Dear Mrs Walker,", 0, -60), *set_out(LETTER), piece("Ann Miller", 0, 190)]

    assert text_of(pieces) == f"Dear Mrs Walker,\n{' '.join(LETTER)}\nAnn Miller"


def test_a_list_keeps_its_items_and_joins_within_them() -> None:
    items = ["1. " + LETTER[0], "2. " + LETTER[1], "3. " + LETTER[2]]
    pieces = [
        each
        for number, item in enumerate(items)
        for each in (piece(item, 0, 60 * number), piece("and so on", 30, 60 * number + 30))
    ]

    assert text_of(pieces) == "\n".join(f"{item} and so on" for item in items)


def test_receipts_addresses_and_tables_keep_a_line_for_each_row() -> None:
    receipt = [
        each
        for row, (name, price) in enumerate(RECEIPT_LINES)
        for each in (piece(name, 0, 30 * row), *([piece(price, 500, 30 * row)] if price else []))
    ]
    address = ["Corner Bakery Limited", "12 High Street", "Old Market Quarter", "Leeds LS1 4AB"]
    table = [
        each
        for row, word in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday"))
        for each in (
            piece(f"Letters that were copied on {word}", 0, 30 * row),
            piece("by three members", 500, 30 * row),
        )
    ]

    assert text_of(receipt).count("\n") == len(RECEIPT_LINES) - 1
    assert text_of(set_out(address)) == "\n".join(address)
    assert text_of(table).count("\n") == 3


def test_a_sentence_over_two_lines_of_a_receipt_stays_two_lines() -> None:
    items = [f"{number} x Coffee {number}.50" for number in range(1, 7)]
    thanks = ["Thank you for your visit and come again", "soon to our shop"]

    assert text_of(set_out(items + thanks)) == "\n".join(items + thanks)


def test_capitals_are_no_running_text() -> None:
    shouted = [line.upper() for line in LETTER]

    assert text_of(set_out(shouted)) == "\n".join(shouted)


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    lines = wrap(f"{TEXT} {TEXT}", 30)
    left, right = lines[: len(lines) // 2], lines[len(lines) // 2 :]

    assert text_of([*set_out(left), *set_out(right, left=400)]) == f"{TEXT} {TEXT}"


def test_a_printed_letter_is_read_as_paragraphs(recognizer: Recognizer) -> None:
    picture = Image.new("RGB", (700, 480), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(26)
    lines = ["Dear Mrs Walker,", "", *_filled(TEXT, font, 560), "", "Kind regards"]
    for row, line in enumerate(lines):
        draw.text((60, 40 + 38 * row), line, fill="black", font=font)

    text = arrange(recognizer.recognize(bgr(picture)), *picture.size).text

    assert text == f"Dear Mrs Walker,\n{TEXT}\nKind regards"


def _filled(text: str, font: Font, width_px: int) -> list[str]:
    """The text in lines as full as they can be."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width_px:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
