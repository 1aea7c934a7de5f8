"""The answers as text: which ones, what is said beside them."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.acting import choose, find
from fakes.window_services import sources
from inklift.core.answers import Answer, Notice
from inklift.core.prompts import AnswerForm
from inklift.desktop.appearance import Appearance
from inklift.desktop.controllers.review import AnswerReview
from inklift.desktop.controllers.shown_run import Question, ShownAnswer
from inklift.desktop.views.answer_pane import AnswerPane
from inklift.desktop.widgets.elided_label import ElidedLabel
from inklift.engines.registry import DUMPLING, ON_DEVICE

ASKED = Question("What is it?", engine_id=DUMPLING.id)


@pytest.fixture
def pane(qtbot: QtBot, appearance: Appearance, english: None) -> AnswerPane:
    pane = AnswerPane(appearance, AnswerReview)
    qtbot.addWidget(pane)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def _shown(text: str, *names: str, json_mode: bool = False, notices: str = "") -> ShownAnswer:
    answer = Answer(text, notices=tuple(notices.split()))
    question = replace(ASKED, form=AnswerForm(json_mode=json_mode))
    return ShownAnswer(names, names, answer, question, 3, sources(len(names)))


def _text(pane: AnswerPane) -> QPlainTextEdit:
    return find(pane, QPlainTextEdit, "Answer")


def _is_coloured(pane: AnswerPane, line: int) -> bool:
    return bool(_text(pane).document().findBlockByNumber(line).layout().formats())


def test_without_an_answer_the_reason_is_shown(pane: AnswerPane) -> None:
    pane.show_answers((), "Press Extract.", ASKED)

    assert find(pane, QLabel, "NoAnswer").isVisible()
    assert find(pane, QLabel, "NoAnswer").text() == "Press Extract."
    assert not _text(pane).isVisible()


def test_an_answer_is_shown_as_it_is(pane: AnswerPane) -> None:
    pane.show_answers([_shown("Total: <b>12.50</b>", "a.png")], "", ASKED)

    assert _text(pane).isVisible()
    assert _text(pane).toPlainText() == "Total: <b>12.50</b>"
    assert not find(pane, QLabel, "NoAnswer").isVisible()


def test_json_is_laid_out_and_coloured(qtbot: QtBot, pane: AnswerPane) -> None:
    fenced = '```json\n{"shop": "A", "total": 12.50}\n```'

    pane.show_answers([_shown(fenced, "a.png", json_mode=True)], "", ASKED)

    assert _text(pane).toPlainText() == '{\n  "shop": "A",\n  "total": 12.50\n}'
    qtbot.waitUntil(lambda: _is_coloured(pane, 1))


def test_text_is_not_coloured_as_json_even_after_some(qtbot: QtBot, pane: AnswerPane) -> None:
    pane.show_answers([_shown('{"a": 1}', "a.png", json_mode=True)], "", ASKED)
    qtbot.waitUntil(lambda: _is_coloured(pane, 1))

    pane.show_answers([_shown('"a": 1', "a.png")], "", ASKED)

    qtbot.waitUntil(lambda: not _is_coloured(pane, 0))


def test_several_answers_stand_below_the_names_of_their_pictures(pane: AnswerPane) -> None:
    answers = [_shown("one", "/folder/a.png"), _shown("two", r"C:\folder\b.png", "c.png")]

    pane.show_answers(answers, "", ASKED)

    assert _text(pane).toPlainText() == "a.png\none\n\nb.png, c.png\ntwo"


@pytest.mark.parametrize("code", [*Notice, "reads_only"])
def test_each_notice_has_words_of_its_own(pane: AnswerPane, code: str) -> None:
    pane.show_answers([_shown("text", "a.png", notices=code)], "", ASKED)

    notice = find(pane, QLabel, "Notice")
    assert notice.isVisible()
    assert notice.text().endswith(".")
    others = set(Notice) | {"reads_only"}
    for other in others - {code}:
        pane.show_answers([_shown("text", "a.png", notices=other)], "", ASKED)
        assert find(pane, QLabel, "Notice").text() != ""
    texts = {_notice_of(pane, other) for other in others}
    assert len(texts) == len(others)


def _notice_of(pane: AnswerPane, code: str) -> str:
    pane.show_answers([_shown("text", "a.png", notices=code)], "", ASKED)
    return find(pane, QLabel, "Notice").text()


def test_the_same_notice_of_many_answers_is_said_once(pane: AnswerPane) -> None:
    pane.show_answers([_shown("x", f"{n}.png", notices="cut_off") for n in range(3)], "", ASKED)

    assert find(pane, QLabel, "Notice").text().count("cut off") == 1


@pytest.mark.parametrize("notices", ["", "from_the_future"])
def test_without_a_notice_its_line_is_gone(pane: AnswerPane, notices: str) -> None:
    pane.show_answers([_shown("text", "a.png", notices="cut_off")], "", ASKED)
    pane.show_answers([_shown("text", "a.png", notices=notices)], "", ASKED)

    assert not find(pane, QLabel, "Notice").isVisible()


def test_one_or_all_is_only_a_question_when_there_are_several(
    qtbot: QtBot, pane: AnswerPane
) -> None:
    scope = find(pane, QComboBox, "AnswerScope")
    pane.set_several(True)
    with qtbot.waitSignal(pane.scope_changed):
        choose(scope, "All pictures")
    all_of_them = pane.shows_all

    pane.set_several(False)

    assert all_of_them
    assert not pane.shows_all
    assert not scope.isVisible()


def test_showing_the_same_again_leaves_selection_and_place_alone(pane: AnswerPane) -> None:
    text = "\n".join(f"line {number}" for number in range(500))
    pane.show_answers([_shown(text, "a.png")], "", ASKED)
    _text(pane).moveCursor(QTextCursor.MoveOperation.End)
    _text(pane).moveCursor(QTextCursor.MoveOperation.StartOfLine, QTextCursor.MoveMode.KeepAnchor)
    place = _text(pane).verticalScrollBar().value()

    pane.show_answers([_shown(text, "a.png")], "", ASKED)

    assert _text(pane).textCursor().selectedText() == "line 499"
    assert _text(pane).verticalScrollBar().value() == place


@pytest.mark.parametrize(
    ("asked_now", "origin"),
    [
        (ASKED, "Try 3, Dumpling AI"),
        (replace(ASKED, prompt="And the date?"), "Try 3, Dumpling AI, asked otherwise"),
        (
            replace(ASKED, form=AnswerForm(json_mode=True)),
            "Try 3, Dumpling AI, asked otherwise",
        ),
        (replace(ASKED, engine_id=ON_DEVICE.id), "Try 3, Dumpling AI, asked otherwise"),
    ],
)
def test_the_header_says_where_an_answer_is_from_and_whether_it_is_what_is_asked(
    pane: AnswerPane, asked_now: Question, origin: str
) -> None:
    pane.show_answers([_shown("text", "a.png")], "", asked_now)

    assert find(pane, ElidedLabel, "AnswerOrigin").text() == origin


def test_one_among_several_that_was_asked_otherwise_is_said(pane: AnswerPane) -> None:
    answers = [_shown("one", "a.png"), _shown("two", "b.png", json_mode=True)]

    pane.show_answers(answers, "", ASKED)

    origin = find(pane, ElidedLabel, "AnswerOrigin").text()
    assert origin == "Try 3, Dumpling AI, asked otherwise"


@pytest.mark.parametrize(
    "change", [{"try_number": 4}, {"question": replace(ASKED, engine_id=ON_DEVICE.id)}]
)
def test_answers_of_several_tries_or_engines_have_no_common_origin(
    pane: AnswerPane, change: dict[str, object]
) -> None:
    one = _shown("one", "a.png")

    pane.show_answers([one, replace(one, **change)], "", ASKED)  # type: ignore[arg-type]

    assert find(pane, ElidedLabel, "AnswerOrigin").text() == ""


def test_without_an_answer_nothing_is_said_of_where_it_is_from(pane: AnswerPane) -> None:
    pane.show_answers([_shown("text", "a.png")], "", ASKED)
    pane.show_answers((), "Press Extract.", ASKED)

    assert find(pane, ElidedLabel, "AnswerOrigin").text() == ""


def test_large_answers_are_laid_out_elsewhere_and_only_the_last_wish_counts(
    qtbot: QtBot, appearance: Appearance, english: None
) -> None:
    waiting: list[tuple[Callable[[], object], Callable[[object], None]]] = []
    pane = AnswerPane(
        appearance, AnswerReview, later=lambda work, then: waiting.append((work, then))
    )
    qtbot.addWidget(pane)
    large = [_shown(letter * 300_000, f"{letter}.png") for letter in "abc"]

    for answer in large:
        pane.show_answers([answer], "", ASKED)
    asked = len(waiting)
    while waiting:
        work, then = waiting.pop(0)
        then(work())

    assert asked == 1
    assert pane.text.text() == "c" * 300_000
