"""Reading order: pieces of a page become the lines that a person would type."""

import math
import random
from collections.abc import Sequence

import pytest

from inklift.core.pictures import Box
from inklift.reading.page import arrange, page_angle
from inklift.reading.pieces import Piece
from reading.made_pages import HEIGHT_PX, piece

RECEIPT = [
    ("CORNER BAKERY", 200, 0),
    ("Sourdough bread", 0, 40),
    ("4.20", 460, 42),
    ("Butter croissant", 0, 70),
    ("3 x 2.10", 300, 69),
    ("6.30", 460, 72),
    ("TOTAL", 0, 100),
    ("10.50", 450, 101),
]
RECEIPT_LINES = [
    "CORNER BAKERY",
    "Sourdough bread 4.20",
    "Butter croissant 3 x 2.10 6.30",
    "TOTAL 10.50",
]
LEFT_COLUMN = [
    "The committee met on Monday to",
    "hear what the members had found",
    "in the archive, and agreed that",
    "the letters should be copied",
    "before the end of the summer.",
]
RIGHT_COLUMN = [
    "A second visit is planned for",
    "the autumn, when the roof will",
    "be finished and the boxes from",
    "the cellar can be opened again",
    "by those who packed them once.",
]


def lines_of(pieces: Sequence[Piece]) -> list[str]:
    return [line.text for line in arrange(pieces, 2000, 2000).lines]


def receipt(turned_rad: float = 0.0) -> list[Piece]:
    pieces = [piece(text, left, y, turned_rad=turned_rad) for text, left, y in RECEIPT]
    random.Random(7).shuffle(pieces)
    return pieces


def columns(second_column_y: int = 0) -> list[Piece]:
    return [piece(text, 0, 30 * row) for row, text in enumerate(LEFT_COLUMN)] + [
        piece(text, 360, 30 * row + second_column_y) for row, text in enumerate(RIGHT_COLUMN)
    ]


def test_a_row_of_a_receipt_stays_one_line_however_wide_its_gap() -> None:
    assert lines_of(receipt()) == RECEIPT_LINES


@pytest.mark.parametrize("degrees", [-12, -5, 3, 5, 12, 90, 180, 270, 94, 176])
def test_a_tilted_or_turned_page_gives_the_same_lines(degrees: int) -> None:
    pieces = receipt(math.radians(degrees))

    assert lines_of(pieces) == RECEIPT_LINES
    assert math.remainder(page_angle(pieces) - math.radians(degrees), math.tau) == pytest.approx(
        0, abs=0.01
    )


def test_boxes_askew_do_not_tilt_a_page_of_short_pieces() -> None:
    chapters = [
        piece(f"{row} Foo", 338, 400 + 60 * row - 338 * 0.04, height=40, turned_rad=0.04)
        for row in range(1, 7)
    ]
    numbers = [piece(str(row), 1280, 401 + 60 * row, height=30) for row in range(1, 7)]

    assert lines_of(chapters + numbers) == [f"{row} Foo {row}" for row in range(1, 7)]


def test_a_price_is_found_where_its_row_leads_on_a_curled_page() -> None:
    pieces = [
        piece(text, x, 30 * row + drop)
        for row in range(4)
        for text, x, drop in ((f"item{row}", 0, 0), ("1 x 2", 200, 12), (f"{row}.00", 430, 26))
    ]

    assert lines_of(pieces) == [f"item{row} 1 x 2 {row}.00" for row in range(4)]


def test_an_indented_line_does_not_join_the_one_above() -> None:
    pieces = [piece("Butter croissant", 0, 0), piece("3 x 2.10", 300, 30)]

    assert lines_of(pieces) == ["Butter croissant", "3 x 2.10"]


def test_a_high_price_joins_the_row_of_its_label() -> None:
    pieces = [
        piece("Subtotal", 0, 0),
        piece("9.50", 300, 0),
        piece("TOTAL", 0, 35),
        piece("10.50", 280, 37, height=2 * HEIGHT_PX),
        piece("Thank you", 0, 70),
    ]

    assert lines_of(pieces) == ["Subtotal 9.50", "TOTAL 10.50", "Thank you"]


@pytest.mark.parametrize("second_column_y", [0, 9, 14])
def test_columns_of_prose_are_read_one_after_the_other(second_column_y: int) -> None:
    assert lines_of(columns(second_column_y)) == LEFT_COLUMN + RIGHT_COLUMN


def test_what_runs_across_both_columns_is_read_before_or_after_them() -> None:
    title = piece("Report of the committee to all of its members, in two parts", 20, -40)
    foot = piece("Printed on the first of June for the members of the society", 20, 190)

    assert lines_of([foot, *columns(), title]) == [
        title.text,
        *LEFT_COLUMN,
        *RIGHT_COLUMN,
        foot.text,
    ]


def test_a_date_at_the_top_right_is_read_before_the_columns() -> None:
    date = piece("London, 12 May", 480, -40)

    assert lines_of([*columns(), date])[0] == date.text


def test_three_columns_are_read_one_after_the_other() -> None:
    third = [text.upper() for text in LEFT_COLUMN]
    pieces = columns() + [piece(text, 720, 30 * row) for row, text in enumerate(third)]

    assert lines_of(pieces) == LEFT_COLUMN + RIGHT_COLUMN + third


def test_a_long_list_of_names_and_prices_is_not_taken_for_columns() -> None:
    names = [text.title() for text in LEFT_COLUMN]
    prices = [f"{row} pieces at 12.50 EUR  {row * 12.5:.2f}" for row in range(1, 6)]
    pieces = [piece(text, 0, 30 * row) for row, text in enumerate(names)] + [
        piece(text, 360, 30 * row) for row, text in enumerate(prices)
    ]

    assert lines_of(pieces) == [
        f"{name} {' '.join(price.split())}" for name, price in zip(names, prices, strict=True)
    ]


def test_labels_with_their_values_are_not_taken_for_columns() -> None:
    form = {"Name": "Ada Lovelace", "Road": "Queen Street", "Town": "Birmingham", "Work": "Writer"}
    pieces = [piece(label, 0, 30 * row) for row, label in enumerate(form)] + [
        piece(value, 200, 30 * row) for row, value in enumerate(form.values())
    ]

    assert lines_of(pieces) == [f"{label} {value}" for label, value in form.items()]


def test_a_note_that_runs_across_the_page_comes_last() -> None:
    note = piece("keep this copy", 0, -600, turned_rad=math.pi / 2)

    assert lines_of([note, *receipt()]) == [*RECEIPT_LINES, "keep this copy"]


def test_each_word_has_a_box_in_the_picture() -> None:
    page = arrange([piece("TOTAL 10.5", -4, 4)], 95, 12)

    assert [(word.text, word.box) for word in page.lines[0].words] == [
        ("TOTAL", Box(0, 0, 46, 12)),
        ("10.5", Box(56, 0, 95, 12)),
    ]


def test_a_box_is_never_empty_even_outside_the_picture() -> None:
    page = arrange([piece("X", 500, 500)], 100, 100)

    assert page.lines[0].box == Box(99, 99, 100, 100)


def test_a_page_without_text_has_no_lines() -> None:
    page = arrange([], 100, 50)

    assert (page.width_px, page.height_px, page.lines, page.text) == (100, 50, (), "")


@pytest.mark.timeout(10)
def test_a_page_crowded_with_words_takes_no_more_than_a_moment() -> None:
    pieces = [piece("word", 60 * x, 30 * y) for x in range(30) for y in range(60)]

    assert len(arrange(pieces, 1800, 1800).lines) == 60
