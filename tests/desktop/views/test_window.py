"""The whole window: the list, from Extract to an answer, the dialogs, as a user sees them."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QListView,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QToolButton,
)

from desktop.acting import choose, click, find
from desktop.window_bench import WindowBench
from inklift.core.errors import PictureUnreadable
from inklift.core.pictures import PictureState
from inklift.core.progress import PicturesMoved
from inklift.core.prompts import AnswerForm, Grouping
from inklift.desktop.widgets.drop_area import DropArea
from inklift.desktop.widgets.picture_view import PictureView

CTRL, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


def _names(bench: WindowBench) -> list[str]:
    return [Path(one.name).name for one in bench.session.workspace.sources]


def _view(bench: WindowBench) -> PictureView:
    return find(bench.window, PictureView, "Picture")


def _list(bench: WindowBench) -> QListView:
    return find(bench.window, QListView, "Pictures")


def _action(bench: WindowBench, name: str) -> QAction:
    action = bench.window.findChild(QAction, name)
    assert isinstance(action, QAction)
    return action


# The list.


def test_delete_removes_what_is_selected_and_moves_on(bench: WindowBench) -> None:
    bench.add("1.png", "2.png", "3.png")
    _list(bench).setFocus()

    bench.press(Qt.Key.Key_Delete)
    after_one = _names(bench)
    bench.press(Qt.Key.Key_Delete)

    assert after_one == ["2.png", "3.png"]
    assert _names(bench) == ["3.png"]
    assert bench.window.pictures_pane.selected_rows == [0]
    assert bench.text_of("PictureTitle") == "3.png"


def test_removing_the_last_picture_shows_what_to_do_again(bench: WindowBench) -> None:
    bench.add("1.png")
    bench.wait(lambda: _view(bench).has_picture)

    click(find(bench.window, QToolButton, "RemoveButton"))
    bench.wait(lambda: not find(bench.window, QPushButton, "Extract").isEnabled())

    assert find(bench.window, DropArea, "DropArea").isVisible()
    assert not _view(bench).has_picture
    assert bench.text_of("PictureTitle") == ""
    assert bench.text_of("NoAnswer") == "Answers appear here."


def test_delete_in_the_prompt_deletes_letters_and_no_pictures(bench: WindowBench) -> None:
    bench.add("1.png")
    prompt = find(bench.window, QPlainTextEdit, "Prompt")
    prompt.setPlainText("xTotal")
    prompt.setFocus()

    bench.press(Qt.Key.Key_Delete)

    assert prompt.toPlainText() == "Total"
    assert _names(bench) == ["1.png"]


def test_alt_and_arrows_move_the_selected_picture(bench: WindowBench) -> None:
    bench.add("1.png", "2.png", "3.png")
    _list(bench).setFocus()

    bench.press(Qt.Key.Key_Down, ALT)
    once = _names(bench)
    bench.press(Qt.Key.Key_Down, ALT)
    bench.press(Qt.Key.Key_Down, ALT)
    down = _names(bench)
    bench.press(Qt.Key.Key_Up, ALT)

    assert once == ["2.png", "1.png", "3.png"]
    assert down == ["2.png", "3.png", "1.png"]
    assert _names(bench) == ["2.png", "1.png", "3.png"]
    assert bench.window.pictures_pane.selected_rows == [1]


def test_next_and_previous_work_from_the_keyboard_wherever_the_focus_is(
    bench: WindowBench,
) -> None:
    bench.add("1.png", "2.png")
    find(bench.window, QPlainTextEdit, "Prompt").setFocus()

    bench.press(Qt.Key.Key_PageDown, CTRL)
    second = bench.text_of("PictureTitle")
    bench.press(Qt.Key.Key_PageUp, CTRL)

    assert second == "2.png"
    assert bench.text_of("PictureTitle") == "1.png"


def test_a_turn_is_rendered_anew_and_the_answer_stays(bench: WindowBench) -> None:
    bench.add("1.png")
    bench.run("the answer")
    bench.wait(lambda: _view(bench).has_picture)

    click(find(bench.window, QToolButton, "RotateRightButton"))
    bench.wait(lambda: len(bench.services.pictures.asked_renderings) == 2)

    assert bench.services.pictures.asked_renderings[1].source.quarter_turns == 1
    assert bench.answer.isVisible()
    assert bench.answer.toPlainText() == "the answer"
    assert bench.session.workspace.model.rows[0].state is PictureState.DONE


def test_a_picture_that_cannot_be_shown_says_why_and_the_next_one_is_shown(
    bench: WindowBench,
) -> None:
    bench.services.pictures.held = True
    bench.add("1.png", "2.png")
    bench.wait(lambda: len(bench.services.pictures.asked_renderings) == 1)
    bench.services.pictures.held = False
    bench.services.pictures.asked_renderings[0].fail(PictureUnreadable("bad"))
    bench.wait(lambda: "damaged" in _view(bench).accessibleDescription())

    bench.press(Qt.Key.Key_PageDown, CTRL)
    bench.wait(lambda: _view(bench).has_picture)

    assert "damaged" not in _view(bench).accessibleDescription()


# Asking and answers.


def test_from_extract_to_the_answer(bench: WindowBench) -> None:
    bench.add("1.png", "2.png")
    click(find(bench.window, QPushButton, "Extract"))
    plan = bench.wait_for_run()
    bench.tell_answer(plan.requests[0], "first text")
    bench.wait(lambda: bench.answer.toPlainText() == "first text")
    during = (
        find(bench.window, QPushButton, "Stop").isVisible(),
        find(bench.window, QProgressBar, "Progress").value(),
    )
    bench.tell_answer(plan.requests[1], "second text")
    bench.end_run()

    bench.press(Qt.Key.Key_PageDown, CTRL)

    assert during == (True, 1)
    assert bench.answer.toPlainText() == "second text"
    assert find(bench.window, QPushButton, "Extract").isEnabled()
    assert bench.text_of("StatusText") == "Try 3: 2 pictures answered"


def test_control_and_return_extracts_from_within_the_prompt(bench: WindowBench) -> None:
    bench.add("1.png")
    find(bench.window, QPlainTextEdit, "Prompt").setFocus()

    bench.press(Qt.Key.Key_Return, CTRL)

    bench.wait_for_run()
    bench.end_run()
    assert find(bench.window, QPlainTextEdit, "Prompt").toPlainText() == ""


def test_before_an_answer_is_there_the_reason_is_said(bench: WindowBench) -> None:
    nothing = bench.text_of("NoAnswer")
    bench.add("1.png")
    ready = bench.text_of("NoAnswer")
    bench.session.extraction.start()
    bench.wait_for_run()
    running = bench.text_of("NoAnswer")
    bench.end_run()

    assert nothing == "Answers appear here."
    assert ready == "No answer for this picture yet. Press Extract."
    assert running == "The answer appears here as soon as it has been read."


def test_all_answers_can_be_shown_below_each_other(bench: WindowBench) -> None:
    bench.add("1.png", "2.png")
    bench.run("first", "second")

    choose(find(bench.window, QComboBox, "AnswerScope"), "All pictures")

    assert bench.answer.toPlainText() == "1.png\nfirst\n\n2.png\nsecond"


def test_an_answer_for_all_is_shown_with_each_picture(bench: WindowBench) -> None:
    form = AnswerForm(grouping=Grouping.TOGETHER)
    bench.session.extraction.ask(replace(bench.session.extraction.question, form=form))
    bench.add("1.png", "2.png")
    bench.run("both")
    first = bench.answer.toPlainText()

    bench.press(Qt.Key.Key_PageDown, CTRL)

    assert first == bench.answer.toPlainText() == "both"


def test_another_answer_that_arrives_leaves_the_one_in_view_alone(bench: WindowBench) -> None:
    bench.add("1.png", "2.png")
    bench.session.extraction.start()
    plan = bench.wait_for_run()
    bench.tell_answer(plan.requests[0], "first text")
    bench.wait(lambda: bench.answer.toPlainText() == "first text")
    bench.answer.selectAll()

    bench.tell_answer(plan.requests[1], "second text")
    bench.end_run()

    assert bench.answer.textCursor().selectedText() == "first text"


def test_the_answer_is_copied_as_it_came_even_half_a_character(bench: WindowBench) -> None:
    bench.add("1.png")
    bench.run("12,50 \ud83d")

    _action(bench, "CopyAnswer").trigger()

    assert QGuiApplication.clipboard().text().startswith("12,50 ")
    assert bench.text_of("StatusText") == "The answer was copied."


def test_an_answer_says_when_its_question_is_not_what_is_asked_any_more(
    bench: WindowBench,
) -> None:
    bench.add("1.png")
    bench.run("text")
    before = bench.text_of("AnswerOrigin")

    find(bench.window, QPlainTextEdit, "Prompt").setPlainText("Which shop?")
    bench.wait(lambda: bench.text_of("AnswerOrigin") != before)
    changed = bench.text_of("AnswerOrigin")
    find(bench.window, QPlainTextEdit, "Prompt").setPlainText("")
    bench.wait(lambda: bench.text_of("AnswerOrigin") != changed)

    assert before == "Try 3, This computer"
    assert changed == "Try 3, This computer, asked otherwise"
    assert bench.text_of("AnswerOrigin") == before


def test_copy_and_save_are_there_only_with_an_answer(bench: WindowBench) -> None:
    bench.add("1.png", "2.png")
    names = ("CopyAnswer", "SaveAnswer")
    before = [_action(bench, name).isEnabled() for name in names]
    bench.session.extraction.start()
    plan = bench.wait_for_run()
    bench.tell_answer(plan.requests[0], "first")
    bench.end_run()
    at_first = [_action(bench, name).isEnabled() for name in names]
    bench.press(Qt.Key.Key_PageDown, CTRL)
    at_second = [_action(bench, name).isEnabled() for name in names]

    assert before == [False, False]
    assert at_first == [True, True]
    assert at_second == [False, True]


def test_commands_that_make_no_sense_are_disabled(bench: WindowBench) -> None:
    empty = {one.objectName() for one in bench.window.actions() if not one.isEnabled()}
    bench.add("1.png")
    one = {each.objectName() for each in bench.window.actions() if not each.isEnabled()}

    assert {"Remove", "RunExtract", "RunStop", "ZoomIn", "RotateLeft", "Next"} <= empty
    assert {"Next", "Previous", "RunStop"} <= one
    assert not {"Remove", "RunExtract", "ZoomIn", "RotateLeft"} & one


def test_the_price_follows_pictures_and_form(bench: WindowBench) -> None:
    choose(find(bench.window, QComboBox, "Engine"), "Dumpling AI")
    bench.add("1.png", "2.png")
    each = bench.text_of("Price")
    choose(find(bench.window, QComboBox, "Answers"), "One answer for all pictures together")

    assert each == "2 pictures · 2 requests · <nobr><b>22 credits</b></nobr>"
    assert bench.text_of("Price") == "2 pictures · 1 request · <nobr><b>12 credits</b></nobr>"


def test_a_template_is_what_is_asked(bench: WindowBench) -> None:
    template = find(bench.window, QComboBox, "Template")
    choose(template, template.itemText(2))

    asked = bench.session.extraction.question
    assert asked.prompt == find(bench.window, QPlainTextEdit, "Prompt").toPlainText()
    assert asked.prompt != ""


def test_states_are_seen_while_the_run_goes_on(bench: WindowBench) -> None:
    bench.add("1.png")
    bench.session.extraction.start()
    [request] = bench.wait_for_run().requests
    bench.move(request, PictureState.READING)
    spoken = _list(bench).model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    bench.services.runner.tell(PicturesMoved(request.pictures[0].source_ids, PictureState.TOO_BIG))
    bench.end_run()

    assert spoken == "1.png, Reading…"
    assert bench.session.workspace.model.rows[0].state is PictureState.TOO_BIG


def test_stop_works_while_other_pictures_wait(bench: WindowBench) -> None:
    bench.add("1.png", "2.png")
    bench.session.extraction.start()
    bench.wait_for_run()

    bench.press(Qt.Key.Key_Period, CTRL)
    bench.wait(find(bench.window, QPushButton, "Extract").isEnabled)

    assert not find(bench.window, QPushButton, "Stop").isVisible()


# Dialogs, and the end.


@pytest.mark.parametrize(
    ("action", "dialog"),
    [
        ("Preferences", "PreferencesDialog"),
        ("About", "AboutDialog"),
        ("AddAddress", "AddressDialog"),
    ],
)
def test_dialogs_open_over_the_window_and_close_with_escape(
    bench: WindowBench, action: str, dialog: str
) -> None:
    _action(bench, action).trigger()
    opened = find(bench.window, QDialog, dialog)
    was_visible = opened.isVisible()
    bench.qtbot.keyClick(opened, Qt.Key.Key_Escape)

    assert was_visible
    assert not opened.isVisible()


def test_chosen_answers_are_saved_where_the_user_says(
    bench: WindowBench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.add("1.png")
    bench.run("the answer")
    # The platform's own dialog cannot be driven: what it gives stands in for it.
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "answers"), "Text (*.txt)")
    )

    with bench.qtbot.waitSignal(bench.session.answer_files.saved):
        _action(bench, "SaveAnswer").trigger()

    assert (tmp_path / "answers.txt").read_text() == "the answer\n"


def test_closing_is_told_before_the_window_goes(bench: WindowBench) -> None:
    with bench.qtbot.waitSignal(bench.window.closing):
        bench.window.close()
