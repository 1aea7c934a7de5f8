"""Where a row of a page is parted into cells."""

from inklift.core.readings import Line, Reading
from inklift.reading.structure.cells import layout_of
from reading.made_pages import reading
from reading.structure.placed_pages import page


def _texts(made: Reading) -> list[list[str]]:
    return [[cell.text for cell in row] for row in layout_of(made).rows]


def test_wide_gaps_part_a_row_and_spaces_between_words_do_not() -> None:
    made = page([(50, "Green tea"), (300, "2"), (400, "3.50"), (500, "7.00")])

    texts = _texts(made)

    assert texts == [["Green tea", "2", "3.50", "7.00"]]


def test_two_spaces_of_a_typewriter_part_cells_and_one_does_not() -> None:
    made = reading("Green tea  2  3.50  7.00", "Black tea in bags  1  2.00  2.00")

    texts = _texts(made)

    assert texts == [["Green tea", "2", "3.50", "7.00"], ["Black tea in bags", "1", "2.00", "2.00"]]


def test_a_justified_line_of_prose_stays_one_cell() -> None:
    made = page([(50 + 42 * number, "word") for number in range(7)], [(50, "a"), (62, "b")])
    loose = page([(50 + 64 * number, "word") for number in range(7)])

    texts = _texts(made)

    assert len(texts[0]) == 1
    assert len(_texts(loose)[0]) == 1  # 24 pixels of gap in lines of 20


def test_two_amounts_are_two_cells_however_close_they_stand() -> None:
    made = page([(50, "Coffee beans"), (300, "10.00 15.00%"), (500, "8.50")])

    texts = _texts(made)

    assert texts == [["Coffee beans", "10.00", "15.00%", "8.50"]]


def test_cells_know_their_row_and_their_place() -> None:
    made = page("Heading", "", [(50, "Name"), (300, "Jane Doe")])

    cell = layout_of(made).rows[1][1]

    assert (cell.row, cell.box.as_list()) == (1, [300, 60, 300 + 76, 80])


def test_a_page_without_words_has_no_rows() -> None:
    made = Reading(100, 100, (Line(()),))

    layout = layout_of(made)

    assert layout.rows == ()
