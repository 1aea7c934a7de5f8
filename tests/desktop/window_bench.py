"""The whole window over services on command."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.acting import find
from fakes.window_services import WindowServices
from inklift.core.answers import Answer
from inklift.core.extract_image_api import RateLimit
from inklift.core.pictures import PictureState
from inklift.core.planning import plan_run
from inklift.core.progress import PicturesMoved, RequestAnswered, RunStarted
from inklift.core.runs import Plan, PlannedRequest, RunSummary
from inklift.desktop.controllers.session import Session
from inklift.desktop.views.main_window import MainWindow
from inklift.desktop.views.workbench import Workbench
from inklift.desktop.widgets.message_bar import MessageBar
from inklift.engines.registry import describe


class WindowBench:
    """A shown window, what works in it, and ways to get it into some state."""

    def __init__(
        self,
        qtbot: QtBot,
        window: MainWindow,
        workbench: Workbench,
        services: WindowServices,
        folder: Path,
    ) -> None:
        self.qtbot = qtbot
        self.window = window
        self.workbench = workbench
        self.services = services
        self._folder = folder

    @property
    def session(self) -> Session:
        return self.workbench.session

    @property
    def messages(self) -> MessageBar:
        return find(self.window, MessageBar, "MessageBar")

    @property
    def answer(self) -> QPlainTextEdit:
        return find(self.window, QPlainTextEdit, "Answer")

    def text_of(self, label: str) -> str:
        return find(self.window, QLabel, label).text()

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition)

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        pressed = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            pressed |= modifier
        QTest.keyClick(self.window.focusWidget() or self.window, key, pressed)

    def picture_files(self, *names: str) -> list[Path]:
        """Files that can be added, each with bytes of its own."""
        paths = [self._folder / name for name in names]
        for path in paths:
            path.write_bytes(path.name.encode())
        return paths

    def add(self, *names: str) -> list[Path]:
        """Add such files and wait until all of the window knows them."""
        paths = self.picture_files(*names)
        workspace = self.session.workspace
        with self.qtbot.waitSignals([workspace.adding_ended, workspace.pictures_changed]):
            workspace.add_paths(paths)
        return paths

    def wait_for_run(self) -> Plan:
        """The requests of the run that was just begun."""
        runner = self.services.runner
        self.wait(lambda: bool(runner.orders))
        order = runner.orders.pop()
        paid = describe(order.engine_id).capabilities.costs_credits
        plan = runner.planned_of(plan_run(order, costs_credits=paid), order)
        summary = RunSummary(
            "run", 3, "2026-01-01T00:00:00Z", order.engine_id, order.prompt, 1, 0, 0, 0, 1, 0
        )
        runner.tell(RunStarted(summary, plan))
        return plan

    def tell_answer(
        self,
        request: PlannedRequest,
        text: str,
        rate_limit: RateLimit = RateLimit(),
        **changes: object,
    ) -> None:
        ids = tuple(one for picture in request.pictures for one in picture.source_ids)
        answer = replace(Answer(text), **changes)
        self.services.runner.tell(
            PicturesMoved(ids, PictureState.DONE), RequestAnswered(request, answer, rate_limit)
        )

    def move(self, request: PlannedRequest, state: PictureState) -> None:
        """Let the pictures of a request be in this state, and the window know it."""
        ids = tuple(one for picture in request.pictures for one in picture.source_ids)
        self.services.runner.tell(PicturesMoved(ids, state))
        model = self.session.workspace.model
        self.wait(lambda: any(row.state is state for row in model.rows))

    def end_run(self) -> None:
        self.services.runner.end()
        self.wait(lambda: not self.session.extraction.is_running)

    def run(self, *texts: str, **changes: object) -> None:
        """A whole run, one text for each request."""
        self.session.extraction.start()
        plan = self.wait_for_run()
        for request, text in zip(plan.requests, texts, strict=True):
            self.tell_answer(request, text, **changes)
        self.end_run()
