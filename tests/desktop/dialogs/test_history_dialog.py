"""Earlier runs: found, looked into, opened, repeated, and deleted for good."""

from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QMessageBox, QPlainTextEdit, QPushButton

from desktop.acting import find
from desktop.kept_runs import kept_run
from desktop.window_bench import WindowBench
from fakes.window_services import source, sources
from inklift.core.errors import DatabaseDamaged, DiskFull, RunUnderWay
from inklift.core.pictures import PictureState
from inklift.desktop.dialogs.history_dialog import HistoryDialog
from inklift.desktop.item_models.picture_list import Role as PictureRole
from inklift.desktop.item_models.run_list import RunRole
from inklift.desktop.widgets.message_bar import MessageBar

NEVER_SENT = None


class Shown:
    """The dialog over three runs, the newest of which is looked at."""

    def __init__(self, bench: WindowBench) -> None:
        bench.window.actions_.history.trigger()
        self.bench = bench
        self.dialog = find(bench.window, HistoryDialog, "HistoryDialog")
        self.runs = find(self.dialog, QListView, "Runs")
        self.pictures = find(self.dialog, QListView, "RunPictures")
        self.search = find(self.dialog, QLineEdit, "HistorySearch")

    def button(self, name: str) -> QPushButton:
        return find(self.dialog, QPushButton, name)

    def text(self, name: str) -> str:
        return find(self.dialog, QPlainTextEdit, name).toPlainText()

    @property
    def titles(self) -> list[str]:
        model = self.runs.model()
        return [model.index(row, 0).data(RunRole.TITLE) for row in range(model.rowCount())]

    @property
    def states(self) -> list[PictureState]:
        model = self.pictures.model()
        return [model.index(row, 0).data(PictureRole.STATE) for row in range(model.rowCount())]

    @property
    def said(self) -> list[str]:
        return [each.title for each in find(self.dialog, MessageBar, "MessageBar").messages]

    def look_at(self, row: int, prompt: str) -> None:
        self.runs.setCurrentIndex(self.runs.model().index(row, 0))
        self.bench.wait(lambda: self.text("RunPrompt") == prompt)

    def agree_to_delete(self, button: str) -> str:
        """Press a button and agree; the question."""
        self.button(button).click()
        box = find(self.dialog, QMessageBox, "ConfirmDeletion")
        question = box.text()
        find(box, QPushButton, "DeletionConfirmed").click()
        return question


@pytest.fixture
def shown(bench: WindowBench) -> Shown:
    history = bench.services.history
    history.keep(kept_run(1, "What is the total?", sources(1), "12.50"))
    history.keep(kept_run(2, "Which shop?", [source(4)], "Corner shop"))
    history.keep(kept_run(3, "Which date?", sources(2), "Monday", NEVER_SENT))
    shown = Shown(bench)
    bench.wait(lambda: shown.text("Answer") == "Monday")
    return shown


def test_the_runs_are_listed_and_the_newest_is_looked_into(shown: Shown) -> None:
    assert shown.titles == ["Which date?", "Which shop?", "What is the total?"]
    assert shown.text("RunPrompt") == "Which date?"
    facts = find(shown.dialog, QLabel, "RunFacts").text()
    assert facts.endswith("Dumpling AI · 2 pictures · 1 without an answer · 11 credits")
    assert shown.states == [PictureState.DONE, PictureState.READY]
    lines = shown.text("PictureFile").splitlines()
    assert lines == ["/nowhere/picture-1.png", f"SHA-256 {source(1).sha256}"]


def test_each_picture_has_its_answer_or_says_that_there_is_none(shown: Shown) -> None:
    shown.pictures.setCurrentIndex(shown.pictures.model().index(1, 0))

    assert find(shown.dialog, QLabel, "NoAnswer").isVisible()
    assert shown.text("PictureFile").startswith("/nowhere/picture-2.png")


def test_another_run_is_looked_into(shown: Shown) -> None:
    shown.look_at(1, "Which shop?")

    assert shown.text("Answer") == "Corner shop"
    assert shown.states == [PictureState.DONE]


def test_runs_are_searched_as_one_types(shown: Shown) -> None:
    QTest.keyClicks(shown.search, "shop")
    shown.bench.wait(lambda: shown.titles == ["Which shop?"])
    shown.bench.wait(lambda: shown.text("Answer") == "Corner shop")
    lines = shown.runs.model().index(0, 0).data(RunRole.LINES)
    all_can_go = shown.button("DeleteAllRuns").isEnabled()
    shown.search.setText("nowhere to be found")
    nothing = find(shown.dialog, QLabel, "NoRuns")
    shown.bench.wait(nothing.isVisible)
    openable = shown.button("OpenRun").isEnabled()
    shown.search.clear()
    shown.bench.wait(lambda: len(shown.titles) == 3)

    assert lines[1] == "…shop…"
    assert shown.bench.services.history.searched[0] == "shop"
    assert nothing.text().startswith("Nothing was found")
    assert not all_can_go  # what is not in sight is not deleted
    assert not openable


def test_a_run_is_opened_as_it_was(shown: Shown) -> None:
    shown.look_at(2, "What is the total?")

    shown.button("OpenRun").click()
    bench = shown.bench
    bench.wait(lambda: bench.answer.toPlainText() == "12.50")

    assert [row.source.id for row in bench.session.workspace.model.rows] == ["id-1"]
    assert bench.session.extraction.question.prompt == "What is the total?"
    assert bench.services.runner.orders == []


def test_a_run_is_repeated_at_the_price_on_the_button(shown: Shown) -> None:
    button = shown.button("RepeatRun")
    named = button.text()

    button.click()
    runner = shown.bench.services.runner
    shown.bench.wait(lambda: bool(runner.orders))
    [order] = runner.orders
    shown.bench.wait_for_run()
    shown.bench.end_run()

    assert named == "Run again (22 credits)"
    assert runner.agreed_credits == [22]
    assert order.options.ask_again
    assert [each.id for each in order.sources] == ["id-1", "id-2"]


def test_the_price_on_the_button_is_the_one_that_holds_now(shown: Shown) -> None:
    preferences = shown.bench.session.preferences

    preferences.change(replace(preferences.settings, pictures_per_request=2))

    assert shown.button("RepeatRun").text() == "Run again (12 credits)"


def test_a_dialog_that_is_closed_hears_nothing_more(shown: Shown) -> None:
    browser = shown.bench.session.browser
    shown.dialog.close()
    shown.bench.wait(lambda: not shiboken6.isValid(shown.dialog))

    with shown.bench.qtbot.waitSignal(browser.gone):  # an error in a slot would fail this test
        browser.look_into("no such run")


def test_nothing_is_opened_over_a_run_that_goes_on(shown: Shown) -> None:
    bench = shown.bench
    bench.add("1.png")
    bench.session.extraction.start()
    bench.wait_for_run()
    during = [shown.button(name).isEnabled() for name in ("OpenRun", "RepeatRun")]
    bench.end_run()

    assert during == [False, False]
    assert shown.button("OpenRun").isEnabled()


def test_runs_are_deleted_after_a_question(shown: Shown) -> None:
    [path] = shown.bench.add("here.png")

    question = shown.agree_to_delete("DeleteRuns")
    shown.bench.wait(lambda: shown.titles == ["Which shop?", "What is the total?"])
    shown.bench.wait(lambda: shown.text("Answer") == "Corner shop")

    assert question == "Delete 1 run for good?"
    assert shown.bench.services.history.deleted == [(("run-3",), (path,))]
    assert shown.said == ["1 run deleted"]


def test_all_runs_are_deleted(shown: Shown) -> None:
    shown.bench.services.history.traces_left = True

    question = shown.agree_to_delete("DeleteAllRuns")
    shown.bench.wait(lambda: not shown.titles)

    assert question == "Delete all 3 runs for good?"
    assert find(shown.dialog, QLabel, "NoRuns").text().startswith("No runs are kept yet.")
    assert not shown.button("DeleteAllRuns").isEnabled()
    [message] = find(shown.dialog, MessageBar, "MessageBar").messages
    assert "The last traces go when it closes" in message.explanation


def test_who_does_not_agree_keeps_the_runs(shown: Shown) -> None:
    shown.runs.setFocus()
    QTest.keyClick(shown.runs, Qt.Key.Key_Delete)
    box = find(shown.dialog, QMessageBox, "ConfirmDeletion")
    QTest.keyClick(box, Qt.Key.Key_Return)  # the default is to cancel
    shown.bench.wait(lambda: not box.isVisible())

    assert shown.bench.services.history.deleted == []


@pytest.mark.parametrize(
    ("error", "title"),
    [(RunUnderWay(), "The run is under way"), (DiskFull(), "The disk is full")],
)
def test_what_cannot_be_deleted_is_told_and_stays(
    shown: Shown, error: Exception, title: str
) -> None:
    shown.bench.services.history.error = error

    shown.agree_to_delete("DeleteRuns")
    shown.bench.wait(lambda: shown.said == [title])

    assert len(shown.titles) == 3


def test_a_history_that_cannot_be_read_whole_is_told_above_what_can(
    bench: WindowBench,
) -> None:
    bench.services.history.keep(kept_run(1, "What is the total?", sources(1), "12.50"))
    bench.services.history.damage = DatabaseDamaged("page 12")

    shown = Shown(bench)

    bench.wait(lambda: shown.said == ["The history file is damaged"])
    bench.wait(lambda: shown.text("Answer") == "12.50")


def test_a_run_that_another_window_deleted_goes_from_the_list(shown: Shown) -> None:
    history = shown.bench.services.history
    del history.runs["run-2"]
    del history.listed[1]

    shown.runs.setCurrentIndex(shown.runs.model().index(1, 0))
    shown.bench.wait(lambda: shown.titles == ["Which date?", "What is the total?"])


def test_the_dialog_fits_the_screen(shown: Shown) -> None:
    room = shown.dialog.screen().availableSize()

    assert shown.dialog.width() < room.width() < 960  # the test's screen is a small one
    assert shown.dialog.height() < room.height()


def test_there_is_one_dialog_however_often_it_is_asked_for(shown: Shown) -> None:
    shown.bench.window.actions_.history.trigger()
    once = shown.bench.window.findChildren(HistoryDialog)
    shown.button("CloseHistory").click()
    shown.bench.window.actions_.history.trigger()

    assert once == [shown.dialog]
    assert [each for each in shown.bench.window.findChildren(HistoryDialog) if each.isVisible()]
