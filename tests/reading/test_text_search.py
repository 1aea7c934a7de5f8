"""Texts are found on a page whatever a reader did to their letters, and no others are."""

import pytest

from inklift.reading.text_search import Found, PageText, Stretch

PAGE = (
    "TASTE OF THE WORID SDN BHD",
    "No. 17-G, Jalan Setia Indah  Tel 03-7781 2200",
    "(X) U13/X, Setia Alam, 40170 Shah Alam",
    "Café Zürich",
    "TOTALAMOUNT 12.00",
)


def lines_of(found: tuple[Found, ...]) -> list[int]:
    return [stretch.line for each in found for stretch in each.stretches]


@pytest.fixture(scope="module")
def page() -> PageText:
    return PageText(PAGE)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("cafe zurich", [3]),
        ("Tel: 03 7781-2200", [1]),
        ("40170 SHAH ALAM", [2]),
        ("Total amount", [4]),  # the space got lost
        ("X", [2, 2]),
    ],
)
def test_case_accents_spaces_and_marks_do_not_matter(
    page: PageText, text: str, lines: list[int]
) -> None:
    assert lines_of(page.find(text)) == lines


def test_the_letters_of_each_line_are_told(page: PageText) -> None:
    (found,) = page.find("Jalan Setia Indah")

    assert found == Found((Stretch(1, 10, 27),))
    assert PAGE[1][10:27] == "Jalan Setia Indah"


@pytest.mark.parametrize(
    ("text", "line", "slips"),
    [
        ("Taste of the World Sdn Bhd", 0, 1),  # l was read as I
        ("Taste of the Wor1d Sdn Bhd", 0, 1),
        ("Caffé Zürich", 3, 1),
    ],
)
def test_a_slip_of_the_reader_is_forgiven(page: PageText, text: str, line: int, slips: int) -> None:
    (found,) = page.find(text)

    assert lines_of((found,)) == [line]
    assert found.slips == slips


@pytest.mark.parametrize(
    "text",
    [
        "Taste of the South Sdn Bhd",
        "Taste of Sdn Bhd London",
        "Cafe Berlin",
        "ah",  # inside "Shah"
        "4017",  # a part of a number
        "40171 Shah Alam",  # a digit is no slip
        "17-G Jalan Setia Indah U13",
        "",
        "%",
    ],
)
def test_another_text_is_not_found(page: PageText, text: str) -> None:
    assert page.find(text) == ()


def test_an_address_is_found_around_what_stands_beside_it(page: PageText) -> None:
    (found,) = page.find("No. 17-G, Jalan Setia Indah, (X) U13/X, Setia Alam, 40170 Shah Alam")

    assert sorted(set(lines_of((found,)))) == [1, 2]
    assert Stretch(1, 10, 27) in found.stretches
    assert all(stretch.end <= 27 for stretch in found.stretches if stretch.line == 1)


def test_parts_of_a_text_that_stand_far_apart_are_another_text() -> None:
    page = PageText(["High Street 12", *["something else"] * 9, "Leeds"])

    assert page.find("High Street 12, Leeds") == ()


def test_every_place_of_a_text_is_told() -> None:
    page = PageText(["Cash", "Total 5.00", "Cash 10.00"])

    assert lines_of(page.find("CASH")) == [0, 2]


@pytest.mark.parametrize("lines", [(), ("",), ("---",)])
def test_an_empty_page_has_nothing(lines: tuple[str, ...]) -> None:
    assert PageText(lines).find("anything at all") == ()
