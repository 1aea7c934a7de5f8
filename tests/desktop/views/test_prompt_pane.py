"""What to ask: templates, words, form, engine, price, progress."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.acting import choose, click, drop, files, find, turn_wheel
from fakes.window_services import sources
from inklift.core.planning import plan_run
from inklift.core.prompts import AnswerForm, Grouping, Template
from inklift.core.runs import Plan, RunOrder
from inklift.desktop.appearance import Appearance
from inklift.desktop.controllers.shown_run import Question, RunStatus
from inklift.desktop.views.prompt_pane import PromptPane
from inklift.engines.registry import DUMPLING, ON_DEVICE

TOTAL = Template("total", "Total", "What is the total?", AnswerForm(json_mode=True))
SUM_UP = Template("sum", "Sum up", "Sum it all up.", AnswerForm(grouping=Grouping.TOGETHER))


@pytest.fixture
def pane(qtbot: QtBot, appearance: Appearance, english: None) -> PromptPane:
    pane = PromptPane(appearance)
    pane.set_templates([TOTAL, SUM_UP])
    pane.show_question(Question())
    qtbot.addWidget(pane)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


@pytest.fixture
def edits(pane: PromptPane) -> list[Question]:
    edits: list[Question] = []
    pane.question_edited.connect(edits.append)
    return edits


def _prompt(pane: PromptPane) -> QPlainTextEdit:
    return find(pane, QPlainTextEdit, "Prompt")


def _template(pane: PromptPane) -> QComboBox:
    return find(pane, QComboBox, "Template")


def _plan(pictures: int, form: AnswerForm) -> Plan:
    order = RunOrder(tuple(sources(pictures)), "", form, DUMPLING.id)
    return plan_run(order, costs_credits=True)


def test_a_template_brings_its_words_and_its_form(pane: PromptPane, edits: list[Question]) -> None:
    choose(_template(pane), "Total")

    assert _prompt(pane).toPlainText() == TOTAL.prompt
    assert find(pane, QCheckBox, "JSON").isChecked()
    assert edits == [Question(TOTAL.prompt, TOTAL.form)]


def test_a_template_keeps_the_engine(pane: PromptPane, edits: list[Question]) -> None:
    pane.show_question(Question(engine_id=DUMPLING.id))

    choose(_template(pane), "Sum up")

    assert edits[-1] == Question(SUM_UP.prompt, SUM_UP.form, DUMPLING.id)
    assert find(pane, QComboBox, "Answers").currentData() == Grouping.TOGETHER


def test_changed_words_are_nobodys_template_and_the_same_words_are_again(
    pane: PromptPane, edits: list[Question]
) -> None:
    choose(_template(pane), "Total")
    _prompt(pane).moveCursor(_prompt(pane).textCursor().MoveOperation.End)
    QTest.keyClicks(_prompt(pane), "!")
    changed = _template(pane).currentText()
    QTest.keyClick(_prompt(pane), Qt.Key.Key_Backspace)

    assert changed == "Own words"
    assert _template(pane).currentText() == "Total"
    assert [edit.prompt for edit in edits] == [TOTAL.prompt, TOTAL.prompt + "!", TOTAL.prompt]


def test_own_words_come_back_with_their_form(pane: PromptPane, edits: list[Question]) -> None:
    own = Question("Which shop?", AnswerForm(grouping=Grouping.TOGETHER))
    pane.show_question(own)
    choose(_template(pane), "Total")  # past Sum up, which is no own words either
    choose(_template(pane), "Sum up")

    choose(_template(pane), "Own words")

    assert edits[-1] == own
    assert _prompt(pane).toPlainText() == "Which shop?"
    assert not find(pane, QCheckBox, "JSON").isChecked()
    assert _template(pane).currentText() == "Own words"


def test_own_words_come_back_for_the_engine_that_is_chosen_by_then(
    pane: PromptPane, edits: list[Question]
) -> None:
    pane.show_question(Question("Which shop?"))
    choose(_template(pane), "Total")
    choose(find(pane, QComboBox, "Engine"), "Dumpling AI")

    choose(_template(pane), "Own words")

    assert edits[-1] == Question("Which shop?", engine_id=DUMPLING.id)


def test_a_template_made_ones_own_is_what_comes_back(
    pane: PromptPane, edits: list[Question]
) -> None:
    pane.show_question(Question("Which shop?"))
    choose(_template(pane), "Total")
    _prompt(pane).moveCursor(_prompt(pane).textCursor().MoveOperation.End)
    QTest.keyClicks(_prompt(pane), "!")
    choose(_template(pane), "Sum up")

    choose(_template(pane), "Own words")

    assert edits[-1] == Question(TOTAL.prompt + "!", TOTAL.form)


def test_without_words_of_ones_own_there_are_none_to_come_back(
    pane: PromptPane, edits: list[Question]
) -> None:
    pane.show_question(Question(TOTAL.prompt, TOTAL.form))  # as a start with the last prompt does

    choose(_template(pane), "Own words")

    assert edits[-1] == Question()
    assert _template(pane).currentText() == "Own words"


@pytest.mark.parametrize("name", ["Template", "Answers", "Engine"])
@pytest.mark.parametrize("focused", [False, True])
def test_the_wheel_passes_over_without_changing_anything(
    pane: PromptPane, edits: list[Question], name: str, focused: bool
) -> None:
    box = find(pane, QComboBox, name)
    if focused:
        box.setFocus()

    turn_wheel(box)

    assert box.currentIndex() == 0
    assert edits == []


def test_typing_in_the_middle_keeps_the_cursor_there(
    pane: PromptPane, edits: list[Question]
) -> None:
    pane.question_edited.connect(pane.show_question)  # as the window does
    QTest.keyClicks(_prompt(pane), "shop total")
    for _ in "total":
        QTest.keyClick(_prompt(pane), Qt.Key.Key_Left)

    QTest.keyClicks(_prompt(pane), "and ")

    assert edits[-1].prompt == "shop and total"


def test_tab_leaves_the_prompt(pane: PromptPane) -> None:
    _prompt(pane).setFocus()

    QTest.keyClick(_prompt(pane), Qt.Key.Key_Tab)

    assert not _prompt(pane).hasFocus()
    assert _prompt(pane).toPlainText() == ""


def test_form_and_engine_can_be_changed(pane: PromptPane, edits: list[Question]) -> None:
    click(find(pane, QCheckBox, "JSON"))
    choose(find(pane, QComboBox, "Answers"), "One answer for all pictures together")
    choose(find(pane, QComboBox, "Engine"), "Dumpling AI")

    assert edits[-1] == Question("", AnswerForm(True, Grouping.TOGETHER), DUMPLING.id)
    assert len(edits) == 3


def test_showing_a_question_is_no_edit(pane: PromptPane, edits: list[Question]) -> None:
    pane.show_question(Question("words", AnswerForm(True, Grouping.TOGETHER), DUMPLING.id))

    assert edits == []
    assert _prompt(pane).toPlainText() == "words"
    assert find(pane, QComboBox, "Engine").currentText() == "Dumpling AI"


def test_only_engines_that_are_there_are_offered(pane: PromptPane) -> None:
    engine = find(pane, QComboBox, "Engine")

    assert [engine.itemText(row) for row in range(engine.count())] == [
        "This computer (free)",
        "Dumpling AI",
    ]


@pytest.mark.parametrize(
    ("question", "seen"),
    [
        (Question("Total?"), True),
        (Question(" "), False),
        (Question("Total?", engine_id=DUMPLING.id), False),
    ],
)
def test_words_to_this_computer_get_the_hint_that_it_only_reads(
    pane: PromptPane, question: Question, seen: bool
) -> None:
    pane.show_question(question)

    assert find(pane, QLabel, "PromptHint").isVisible() is seen


@pytest.mark.parametrize(
    ("pictures", "grouping", "text"),
    [
        (1, Grouping.EACH, "1 picture · 1 request · <nobr><b>11 credits</b></nobr>"),
        (3, Grouping.EACH, "3 pictures · 3 requests · <nobr><b>33 credits</b></nobr>"),
        (3, Grouping.TOGETHER, "3 pictures · 1 request · <nobr><b>13 credits</b></nobr>"),
    ],
)
def test_the_price_line_says_what_a_paid_run_costs(
    pane: PromptPane, pictures: int, grouping: Grouping, text: str
) -> None:
    pane.show_plan(_plan(pictures, AnswerForm(grouping=grouping)), pictures, DUMPLING)

    assert find(pane, QLabel, "Price").text() == text


def test_the_price_line_says_that_this_computer_is_free(pane: PromptPane) -> None:
    pane.show_plan(Plan(()), 1, ON_DEVICE)

    assert find(pane, QLabel, "Price").text() == "1 picture · read on this computer, free"


def test_without_pictures_there_is_nothing_to_extract(qtbot: QtBot, pane: PromptPane) -> None:
    pane.show_plan(Plan(()), 0, DUMPLING)
    empty = find(pane, QPushButton, "Extract").isEnabled()
    pane.show_plan(Plan(()), 1, DUMPLING)

    assert not empty
    with qtbot.waitSignal(pane.extract_requested):
        click(find(pane, QPushButton, "Extract"))


def test_while_running_stop_and_progress_stand_beside_extract(
    qtbot: QtBot, pane: PromptPane
) -> None:
    pane.show_plan(Plan(()), 2, ON_DEVICE)

    pane.set_running(True)

    assert find(pane, QPushButton, "Extract").isVisible()
    assert not find(pane, QPushButton, "Extract").isEnabled()
    assert find(pane, QProgressBar, "Progress").isVisible()
    with qtbot.waitSignal(pane.stop_requested):
        click(find(pane, QPushButton, "Stop"))
    pane.set_running(False)
    assert find(pane, QPushButton, "Extract").isEnabled()
    assert not find(pane, QPushButton, "Stop").isVisible()
    assert not find(pane, QProgressBar, "Progress").isVisible()


def test_extract_keeps_its_place_so_that_a_double_click_does_not_stop(pane: PromptPane) -> None:
    pane.show_plan(Plan(()), 2, ON_DEVICE)
    extract = find(pane, QPushButton, "Extract")
    under_the_mouse = extract.mapTo(pane, extract.rect().center())

    pane.set_running(True)
    QTest.qWait(0)  # the layout takes Stop in

    assert pane.childAt(under_the_mouse) is extract


def test_pictures_added_during_a_run_do_not_offer_a_second_one(pane: PromptPane) -> None:
    pane.set_running(True)
    pane.show_plan(Plan(()), 2, ON_DEVICE)
    during = find(pane, QPushButton, "Extract").isEnabled()
    pane.set_running(False)

    assert not during
    assert find(pane, QPushButton, "Extract").isEnabled()


def test_without_pictures_extract_stays_disabled_after_a_run(pane: PromptPane) -> None:
    pane.show_plan(Plan(()), 1, ON_DEVICE)
    pane.set_running(True)
    pane.show_plan(Plan(()), 0, ON_DEVICE)
    pane.set_running(False)

    assert not find(pane, QPushButton, "Extract").isEnabled()


@pytest.mark.parametrize(
    ("before", "then"), [("Extract", "Prompt"), ("Prompt", "Prompt"), ("Engine", "Engine")]
)
def test_starting_never_puts_the_focus_on_stop(
    qtbot: QtBot, pane: PromptPane, before: str, then: str
) -> None:
    pane.show_plan(Plan(()), 1, ON_DEVICE)
    pane.activateWindow()
    find(pane, QWidget, before).setFocus()
    qtbot.waitUntil(find(pane, QWidget, before).hasFocus)

    pane.set_running(True)

    assert pane.focusWidget().objectName() == then


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (RunStatus(40, 0, None), "0 of 40 pictures"),
        (RunStatus(40, 12, 89.6), "12 of 40 pictures · about 90 s left"),
        (RunStatus(40, 39, 0.2), "39 of 40 pictures · about 1 s left"),
        (RunStatus(40, 12, 600.0), "12 of 40 pictures · about 10 min left"),
        (RunStatus(40, 12, 9.0, 30.0), "12 of 40 pictures · the service asks to wait 30 s"),
    ],
)
def test_progress_is_told_in_words_and_as_a_bar(
    pane: PromptPane, status: RunStatus, text: str
) -> None:
    pane.set_running(True)
    pane.show_status(status)

    bar = find(pane, QProgressBar, "Progress")
    assert find(pane, QLabel, "ProgressText").text() == text
    assert (bar.value(), bar.maximum()) == (status.finished, status.pictures)


def test_files_dropped_on_the_prompt_are_pictures_and_no_text(
    pane: PromptPane, tmp_path: Path
) -> None:
    told: list[object] = []
    pane.offered.connect(told.append)

    drop(_prompt(pane).viewport(), files(tmp_path / "1.png"))

    assert len(told) == 1
    assert _prompt(pane).toPlainText() == ""


def test_a_template_with_a_long_name_does_not_widen_the_column(pane: PromptPane) -> None:
    long_name = replace(TOTAL, name="A template with a name that is far longer than any column")
    narrow = pane.minimumSizeHint().width()

    pane.set_templates([long_name])

    assert pane.minimumSizeHint().width() == narrow


@pytest.mark.parametrize(
    ("expected_s", "told"),
    [(None, ""), (0.3, "about 1 s · "), (89, "about 89 s · "), (600, "about 10 min · ")],
)
def test_the_price_line_tells_how_long_it_takes_if_that_is_known(
    pane: PromptPane, expected_s: float | None, told: str
) -> None:
    order = RunOrder(tuple(sources(2)), "Total?", AnswerForm(), DUMPLING.id)
    plan = replace(plan_run(order, costs_credits=True), expected_s=expected_s)

    pane.show_plan(plan, 2, DUMPLING)

    price = find(pane, QLabel, "Price").text()
    assert price == f"2 pictures · 2 requests · {told}<nobr><b>22 credits</b></nobr>"
    pane.show_plan(plan, 2, ON_DEVICE)
    assert find(pane, QLabel, "Price").text() == f"2 pictures · {told}read on this computer, free"
