"""Pieces: where their words stand, and where the networks left a space out."""

import pytest

from inklift.reading.pieces import Span, measured_spans, proportional_spans
from reading.made_pages import piece


def test_words_get_their_share_of_the_width_when_nothing_better_is_known() -> None:
    spans = proportional_spans(" TOTAL 12.50")

    assert spans == (Span("TOTAL", 0.0, 5 / 11), Span("12.50", 6 / 11, 1.0))


def test_words_stand_where_their_letters_were_seen() -> None:
    spans = measured_spans("AB CD", [2, 4, 12, 14], 20)

    assert [span.text for span in spans] == ["AB", "CD"]
    assert spans[0].start == pytest.approx(0.075)
    assert spans[0].end == pytest.approx(0.275)
    assert spans[1].start == pytest.approx(0.575)
    assert spans[1].end == pytest.approx(0.775)


def test_a_gap_as_wide_as_a_space_parts_words_that_were_glued_together() -> None:
    spans = measured_spans("NO.12Main", [1, 3, 4, 6, 8, 13, 15, 17, 19], 22)

    assert [span.text for span in spans] == ["NO.12", "Main"]


def test_letters_of_different_width_stay_one_word() -> None:
    spans = measured_spans("Illwm", [1, 2, 3, 5, 8], 11)

    assert [span.text for span in spans] == ["Illwm"]


def test_words_are_split_evenly_when_the_columns_do_not_match_the_letters() -> None:
    spans = measured_spans("AB CD", [2, 4], 20)

    assert spans == proportional_spans("AB CD")


@pytest.mark.parametrize("text", ["", "  "])
def test_no_letters_make_no_words(text: str) -> None:
    assert measured_spans(text, [], 10) == ()


def test_a_word_has_its_corners_along_a_tilted_piece() -> None:
    tilted = piece("AB CD", 0, 0, turned_rad=0.1)

    corners = tilted.corners_of(tilted.spans[1])

    assert corners[1] == tilted.top_right
    assert corners[0].y - tilted.top_left.y == pytest.approx(
        (tilted.top_right.y - tilted.top_left.y) * 3 / 5
    )
