"""The text of a reading: paragraphs joined, words that a line's end cut made whole."""

import pytest

from inklift.core.pictures import Box
from inklift.core.readings import Line, Reading, Word


def line(text: str, *, continues: bool = False) -> Line:
    return Line(tuple(Word(word, Box(0, 0, 1, 1), 1.0) for word in text.split()), continues)


def paragraph(first: str, *others: str) -> Reading:
    return Reading(10, 10, (line(first), *(line(other, continues=True) for other in others)))


def test_lines_that_continue_are_joined_and_others_are_not() -> None:
    reading = Reading(
        10, 10, (line("one"), line("two", continues=True), line("three"), line("four"))
    )

    assert reading.text == "one two\nthree\nfour"
    assert [each.text for each in reading.lines] == ["one", "two", "three", "four"]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("of the commit-", "tee's report", "of the committee's report"),
        ("die Rech-", "nung vom Mai", "die Rechnung vom Mai"),
        ("an Anglo-", "Saxon name", "an Anglo-Saxon name"),
        ("the years 2015-", "2018 were", "the years 2015-2018 were"),
        ("an der Ein-", "und Ausfahrt", "an der Ein- und Ausfahrt"),
        ("and then -", "as before", "and then - as before"),
        ("(well-", "known) too", "(wellknown) too"),
    ],
)
def test_a_word_cut_by_the_lines_end_is_made_whole(first: str, second: str, joined: str) -> None:
    assert paragraph(first, second).text == joined


def test_a_hyphen_stays_when_the_page_has_the_word_with_it_elsewhere() -> None:
    reading = paragraph("a well-known man, yet not as well-", "known as she")

    assert reading.text == "a well-known man, yet not as well-known as she"


def test_chinese_lines_are_joined_without_a_space() -> None:
    assert paragraph("今天我们", "开会").text == "今天我们开会"


def test_a_first_line_that_continues_nothing_is_a_line() -> None:
    assert Reading(10, 10, (line("one", continues=True),)).text == "one"
