"""Saves the answers that the window shows."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from inklift.core.export_options import CsvStyle, ExportOptions, Mark
from inklift.core.report import Report, ReportAnswer
from inklift.core.reviews import ValueState
from inklift.desktop.bridge import Bridge
from inklift.desktop.controllers.review import AnswerReview
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
        review_of: Callable[[ShownAnswer], AnswerReview],
        bridge: Bridge,
        aside: Aside,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._answers = answers
        self._review_of = review_of
        self._bridge = bridge
        self._aside = aside

    def save(self, path: Path, style: CsvStyle) -> None:
        """Save all answers with the user's corrections; what is to be checked is marked."""
        reviews = [self._review_of(answer) for answer in self._answers()]
        report, options = _report_of(reviews), _options_of(reviews, style)
        task = self._bridge.run(lambda _: export(report, path, self._aside, options), parent=self)
        task.succeeded.connect(lambda written: self.saved.emit(str(written)))
        task.failed.connect(self.failed)


_MARKS = {
    ValueState.TO_CHECK: Mark.TO_CHECK,
    ValueState.CORRECTED: Mark.CORRECTED,
    ValueState.CONFIRMED: Mark.CONFIRMED,
}


def _options_of(reviews: Sequence[AnswerReview], style: CsvStyle) -> ExportOptions:
    return ExportOptions(
        style,
        {
            (number, path): _MARKS[assessed.state]
            for number, review in enumerate(reviews)
            for path, assessed in review.assessed.items()
            if assessed.state in _MARKS
        },
        {
            source.name: source.path
            for review in reviews
            for source in review.answer.sources
            if source.path is not None
        },
    )


def _report_of(reviews: Sequence[AnswerReview]) -> Report:
    """The answers as a report. They may come from several runs, so it belongs to none of them."""
    answers = [review.answer for review in reviews]
    return Report(
        run=None,
        engine=answers[0].engine.id if answers else "",
        prompt="",
        json_mode=any(answer.json_mode for answer in answers),
        answers=tuple(
            ReportAnswer(
                review.answer.names,
                review.answer.answer.results,
                review.data,
                review.answer.answer.evidence,
                review.answer.answer.notices,
                review.answer.answer.credits,
            )
            for review in reviews
        ),
    )
