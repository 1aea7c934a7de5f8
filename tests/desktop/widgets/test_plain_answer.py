"""Answers from strangers: shown as they are, piece by piece, and copied unchanged."""

import time
from itertools import pairwise

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inklift.desktop.appearance import Appearance
from inklift.desktop.widgets.json_highlighter import JsonHighlighter
from inklift.desktop.widgets.plain_answer import AnswerText


@pytest.fixture
def answer(qtbot: QtBot) -> AnswerText:
    answer = AnswerText()
    qtbot.addWidget(answer)
    answer.resize(500, 400)
    answer.show()
    return answer


def _show(qtbot: QtBot, answer: AnswerText, text: str) -> None:
    with qtbot.waitSignal(answer.text_shown, timeout=20_000):
        # Short texts are there at once: the signal must be waited for from before.
        answer.show_text(text)


def test_a_short_text_is_there_at_once(answer: AnswerText) -> None:
    answer.show_text("Total: 12.50")

    assert answer.toPlainText() == "Total: 12.50"


def test_markup_is_nothing_but_text(qtbot: QtBot, answer: AnswerText) -> None:
    hostile = '<img src="http://a.test/x"><a href="file:///">x</a> [y](http://b.test)'

    _show(qtbot, answer, hostile)

    assert answer.toPlainText() == hostile
    assert not answer.anchorAt(answer.cursorRect().center())


def test_it_cannot_be_edited(qtbot: QtBot, answer: AnswerText) -> None:
    _show(qtbot, answer, "kept")

    QTest.keyClicks(answer, "other")
    QTest.keyClick(answer, Qt.Key.Key_Backspace)

    assert answer.toPlainText() == "kept"


def test_direction_marks_are_seen_but_copied_as_they_came(qtbot: QtBot, answer: AnswerText) -> None:
    text = "👩‍🍳 invoice\u202egnp.exe\r\nnext 👩‍🍳 line"
    _show(qtbot, answer, text)

    answer.selectAll()
    answer.copy()

    assert answer.toPlainText() == "👩‍🍳 invoice⟨RLO⟩gnp.exe \nnext 👩‍🍳 line"
    assert QApplication.clipboard().text() == text
    assert answer.text() == text


def test_a_part_behind_wide_characters_is_copied_exactly(qtbot: QtBot, answer: AnswerText) -> None:
    _show(qtbot, answer, "👩👩\u202eabc def")
    cursor = answer.document().find("bc d")

    answer.setTextCursor(cursor)

    assert answer.selected_text() == "bc d"


def test_nothing_but_plain_text_is_put_on_the_clipboard(qtbot: QtBot, answer: AnswerText) -> None:
    _show(qtbot, answer, "lone \ud800 <b>x</b>")
    answer.selectAll()

    mime: QMimeData = answer.createMimeDataFromSelection()

    assert mime.formats() == ["text/plain"]
    assert mime.text() == "lone \ufffd <b>x</b>"


def test_a_huge_line_is_broken_for_the_eye_only(qtbot: QtBot, answer: AnswerText) -> None:
    text = "x" * 250_000

    _show(qtbot, answer, text)
    answer.selectAll()

    longest = max(len(line) for line in answer.toPlainText().split("\n"))
    assert longest <= 20_000
    assert answer.selected_text() == text


def test_a_long_text_comes_in_pieces_while_the_window_goes_on(
    qtbot: QtBot, answer: AnswerText
) -> None:
    text = '  {"name": "Käsekuchen", "amount": "4.10"},\n' * 25_000
    beats_s = [time.perf_counter()]
    timer = QTimer()
    timer.setInterval(0)
    timer.timeout.connect(lambda: beats_s.append(time.perf_counter()))
    timer.start()

    _show(qtbot, answer, text)
    timer.stop()

    gaps_s = sorted(after - before for before, after in pairwise(beats_s))
    assert answer.toPlainText() == text
    assert len(gaps_s) >= len(text) // 65_536
    # Shared machines pause on their own now and then, so the middle is judged, not the worst.
    assert gaps_s[len(gaps_s) // 2] < 0.1


def test_another_text_replaces_one_that_is_still_coming(qtbot: QtBot, answer: AnswerText) -> None:
    answer.show_text("old line\n" * 50_000)

    _show(qtbot, answer, "new")

    assert answer.toPlainText() == "new"


def test_the_view_stays_at_the_top_and_the_selection_is_kept(
    qtbot: QtBot, answer: AnswerText
) -> None:
    text = "line\n" * 40_000
    with qtbot.waitSignal(answer.text_shown):
        answer.show_text(text)
        cursor = QTextCursor(answer.document())
        cursor.setPosition(4, QTextCursor.MoveMode.KeepAnchor)
        answer.setTextCursor(cursor)

    assert answer.verticalScrollBar().value() == 0
    assert answer.selected_text() == "line"


def test_wrapping_can_be_turned_off(qtbot: QtBot, answer: AnswerText) -> None:
    _show(qtbot, answer, "word " * 200)

    answer.set_word_wrap(False)

    assert answer.horizontalScrollBar().maximum() > 0
    answer.set_word_wrap(True)
    assert answer.horizontalScrollBar().maximum() == 0


def _coloured(answer: AnswerText, block_number: int) -> dict[str, str]:
    block = answer.document().findBlockByNumber(block_number)
    return {
        block.text()
        .encode("utf-16-le")[2 * part.start : 2 * (part.start + part.length)]
        .decode("utf-16-le"): part.format.foreground().color().name()
        for part in block.layout().formats()
    }


def test_json_is_coloured_by_kind(qtbot: QtBot, answer: AnswerText, appearance: Appearance) -> None:
    JsonHighlighter(answer, appearance)

    _show(qtbot, answer, '{"👩 na\\"me": "a: \\"b\\"", "n": -1.5e3, "x": [true, null]}')

    keys, text = appearance.colour("accent").name(), appearance.colour("success").name()
    assert _coloured(answer, 0) == {
        '"👩 na\\"me"': keys,
        '"a: \\"b\\""': text,
        '"n"': keys,
        "-1.5e3": appearance.colour("warning").name(),
        '"x"': keys,
        "true": appearance.colour("error").name(),
        "null": appearance.colour("error").name(),
    }


def test_a_string_goes_on_over_broken_lines(
    qtbot: QtBot, answer: AnswerText, appearance: Appearance
) -> None:
    JsonHighlighter(answer, appearance)
    answer.set_word_wrap(False)

    _show(qtbot, answer, '{"k": "' + "v" * 45_000 + '", "n": 1}')

    text = appearance.colour("success").name()
    assert set(_coloured(answer, 1).values()) == {text}
    assert _coloured(answer, 2)["1"] == appearance.colour("warning").name()


def test_a_place_that_is_scrolled_to_is_coloured_and_the_rest_is_left_alone(
    qtbot: QtBot, answer: AnswerText, appearance: Appearance
) -> None:
    JsonHighlighter(answer, appearance)
    _show(qtbot, answer, "12\n" * 5_000)
    before = _coloured(answer, 4_990)

    answer.verticalScrollBar().setValue(answer.verticalScrollBar().maximum())

    assert before == {}
    assert _coloured(answer, 4_990) == {"12": appearance.colour("warning").name()}
    assert _coloured(answer, 2_500) == {}


def test_a_text_that_is_no_json_stays_plain(
    qtbot: QtBot, answer: AnswerText, appearance: Appearance
) -> None:
    highlighter = JsonHighlighter(answer, appearance)
    _show(qtbot, answer, "Total: 12")
    coloured = _coloured(answer, 0)

    highlighter.set_enabled(False)

    assert coloured == {"12": appearance.colour("warning").name()}
    assert _coloured(answer, 0) == {}


def test_json_takes_the_colours_of_the_other_scheme(
    qtbot: QtBot, answer: AnswerText, appearance: Appearance
) -> None:
    JsonHighlighter(answer, appearance)
    _show(qtbot, answer, "12")
    before = _coloured(answer, 0)["12"]

    appearance.apply("dark")

    assert _coloured(answer, 0)["12"] == appearance.colour("warning").name() != before
