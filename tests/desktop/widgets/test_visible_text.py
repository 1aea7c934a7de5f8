"""Texts that hide or deceive, shown so that they do not, with the way back to the original."""

import pytest

from inklift.desktop.widgets.visible_text import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain\n\ttext", "plain\n\ttext"),
        ("Käse 日本 👩‍🍳", "Käse 日本 👩‍🍳"),
        ("receipt\u202egnp.exe", "receipt⟨RLO⟩gnp.exe"),
        ("\u2066a\u2069", "⟨LRI⟩a⟨PDI⟩"),
        ("a\r\nb\rc\n", "a \nb\nc\n"),
        ("\x1b[31m\x00", "␛[31m␀"),
        ("a\u2029b\ufdd0", "a⟨U+2029⟩b⟨U+FDD0⟩"),
        ("\x7f\x85", "⟨U+007F⟩⟨U+0085⟩"),
        ("lone \ud800!", "lone \ufffd!"),
    ],
)
def test_what_hides_is_shown_as_a_mark(text: str, shown: str) -> None:
    assert visible(text).shown == shown


@pytest.mark.parametrize(
    "text", ["", "abc", "a\u202eb\u202cc", "\r\n\r\n", "x" * 25 + "\u202e" * 9]
)
def test_all_that_is_shown_is_all_of_the_original(text: str) -> None:
    result = visible(text, 10)

    assert result.original_part(0, len(result.shown)) == text


def test_a_part_is_found_again_in_the_original() -> None:
    result = visible("ab\u202ecd\r\nef")
    end = result.shown.index("f")

    assert result.shown == "ab⟨RLO⟩cd \nef"
    assert result.original_part(0, 2) == "ab"
    assert result.original_part(1, 8) == "b\u202ec"
    assert result.original_part(result.shown.index("c"), end) == "cd\r\ne"
    assert result.original_part(3, 5) == ""  # within a mark there is nothing of its own


def test_long_lines_are_broken_and_put_together_again() -> None:
    text = "a" * 25 + "\n" + "b" * 10 + "\n" + "c" * 11

    result = visible(text, 10)

    assert result.shown.split("\n") == ["a" * 10, "a" * 10, "a" * 5, "b" * 10, "c" * 10, "c"]
    assert result.original_part(5, 15) == "a" * 9
    assert result.original_part(0, len(result.shown)) == text


def test_a_line_of_marks_alone_is_broken_too() -> None:
    result = visible("\u202e" * 100, 20)

    assert max(len(line) for line in result.shown.split("\n")) <= 20


def test_an_attack_with_marks_is_shown_quickly_and_kept_exactly() -> None:
    text = "a\u202e" * 30_000

    result = visible(text, 1_000)

    assert result.shown.count("⟨RLO⟩") + result.shown.count("\ufffd") >= 29_000
    assert "\u202e" not in result.shown
    assert result.original_part(0, len(result.shown)) == text
