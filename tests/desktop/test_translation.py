"""The language of the window."""

import pytest
from PySide6.QtCore import QCoreApplication

from inklift.desktop.translation import EnglishPlurals


@pytest.mark.parametrize(
    ("text", "count", "shown"),
    [
        ("%n picture(s)", 1, "1 picture"),
        ("%n picture(s)", 0, "0 pictures"),
        ("%n picture(s)", 12, "12 pictures"),
        ("%n without an answer", 2, "2 without an answer"),
        ("Text (*.txt)", -1, "Text (*.txt)"),
        ("Picture", -1, "Picture"),
    ],
)
@pytest.mark.usefixtures("english")
def test_english_plurals_are_words_without_brackets(text: str, count: int, shown: str) -> None:
    assert QCoreApplication.translate("Test", text, "", count) == shown


def test_a_translation_that_is_not_there_is_not_empty() -> None:
    assert EnglishPlurals().translate("Test", "Picture") == "Picture"
