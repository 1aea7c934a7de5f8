"""Saves the answers that the window shows."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from inklift.core.report import Report, ReportAnswer
from inklift.desktop.bridge import Bridge
from inklift.desktop.controllers.shown_run import ShownAnswer
from inklift.services.exporter import export
from inklift.system.background import Aside


class AnswerFilesController(QObject):
    """Writes files off the GUI thread. `saved` tells the path, `failed` an error."""

    saved = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        answers: Callable[[], tuple[ShownAnswer, ...]],
        bridge: Bridge,
        aside: Aside,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._answers = answers
        self._bridge = bridge
        self._aside = aside

    def save(self, path: Path) -> None:
        report = _report_of(self._answers())
        task = self._bridge.run(lambda _: export(report, path, self._aside), parent=self)
        task.succeeded.connect(lambda written: self.saved.emit(str(written)))
        task.failed.connect(self.failed)


def _report_of(answers: tuple[ShownAnswer, ...]) -> Report:
    """The answers as a report. They may come from several runs, so it belongs to none of them."""
    return Report(
        run=None,
        engine=answers[0].engine.id if answers else "",
        prompt="",
        json_mode=any(answer.json_mode for answer in answers),
        answers=tuple(
            ReportAnswer(
                answer.names,
                answer.answer.results,
                answer.answer.data,
                answer.answer.evidence,
                answer.answer.notices,
                answer.answer.credits,
            )
            for answer in answers
        ),
    )
