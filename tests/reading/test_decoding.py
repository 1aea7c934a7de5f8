"""The network's columns become letters and spaces."""

import numpy as np
import numpy.typing as npt
import pytest

from inklift.reading.decoding import CropText, decoded

CHARACTERS = ["nothing", "A", "B", "\uff0c", "飯", " "]
NOTHING, A, B, WIDE_COMMA, RICE, SPACE = range(len(CHARACTERS))


def beliefs(*classes: int, sure: float = 0.9) -> npt.NDArray[np.float32]:
    """One column for each class, which is believed in so much."""
    columns = np.zeros((len(classes), len(CHARACTERS)), dtype=np.float32)
    columns[range(len(classes)), classes] = sure
    return columns


def test_a_letter_is_one_though_it_is_seen_in_several_columns() -> None:
    text = decoded(beliefs(A, A, NOTHING, A, B, B), CHARACTERS, 6.0)

    assert (text.text, text.columns, text.column_count) == ("AAB", [0, 3, 4], 6.0)
    assert text.score == pytest.approx(0.9)


def test_a_space_that_the_network_prefers_parts_words() -> None:
    text = decoded(beliefs(A, SPACE, B), CHARACTERS, 3.0)

    assert (text.text, text.columns) == ("A B", [0, 2])


@pytest.mark.parametrize(("belief", "wanted"), [(0.3, "A B"), (0.02, "AB")])
def test_a_space_is_taken_though_the_network_only_suspects_it(belief: float, wanted: str) -> None:
    columns = beliefs(A, NOTHING, NOTHING, B, sure=0.6)
    columns[2, SPACE] = belief

    assert decoded(columns, CHARACTERS, 4.0).text == wanted


def test_spaces_at_the_ends_are_nothing() -> None:
    text = decoded(beliefs(SPACE, A, SPACE), CHARACTERS, 3.0)

    assert (text.text, text.columns) == ("A", [1])


def test_punctuation_of_chinese_width_is_made_narrow_in_latin_text_alone() -> None:
    latin = decoded(beliefs(A, WIDE_COMMA), CHARACTERS, 2.0)
    chinese = decoded(beliefs(RICE, WIDE_COMMA), CHARACTERS, 2.0)

    assert (latin.text, chinese.text) == ("A,", "飯\uff0c")


def test_a_crop_without_letters_has_no_text_and_no_score() -> None:
    text = decoded(beliefs(NOTHING, NOTHING), CHARACTERS, 2.0)

    assert (text.text, text.score) == ("", 0.0)


@pytest.mark.parametrize(
    ("text", "score", "wanted"),
    [
        ("谢谢惠顾", 0.95, True),
        ("谢谢", 0.95, True),
        ("牛肉面 12.50", 0.9, True),
        ("谢谢惠顾", 0.6, False),
        ("大大大大大大", 0.95, False),
        ("9.98 米", 0.95, False),
        ("TOTAL", 0.95, False),
    ],
)
def test_real_text_of_east_asia_is_told_from_specks_and_rows_of_stars(
    text: str, score: float, wanted: bool
) -> None:
    assert CropText(text, score, [], 0.0).is_east_asian is wanted
