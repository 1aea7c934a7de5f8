"""Copies of the pictures under names made of their answers: planned, made, taken back."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from inklift.core.renaming import Named, fields_in
from inklift.core.tables import records_of
from inklift.desktop.bridge import Bridge, QtTask
from inklift.desktop.controllers.review import AnswerReview
from inklift.desktop.controllers.shown_run import ShownAnswer
from inklift.export.picture_copies import Copied, PlannedCopy
from inklift.services.exporter import copy_renamed, plan_renamed, take_back
from inklift.system.background import Aside


class PictureCopiesController(QObject):
    """Lives on the GUI thread. `planned` carries PlannedCopy, a tuple of them; `copied` a Copied;
    `taken_back` how many copies are gone again; `failed` an error."""

    planned = Signal(object)
    copied = Signal(object)
    taken_back = Signal(int)
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
        self._planning: QtTask | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The names that may stand in braces."""
        return fields_in(self._named())

    @property
    def folder(self) -> Path | None:
        """Where the first picture lies: copies go beside it, unless the user says otherwise."""
        return next((Path(each.file).parent for each in self._named()), None)

    def plan(self, pattern: str, folder: Path) -> None:
        """Work out all names anew; an earlier question is given up."""
        if self._planning is not None:
            self._planning.cancel()
        pictures = self._named()
        task = self._bridge.run(
            lambda _: plan_renamed(pattern, pictures, folder, self._aside), parent=self
        )
        self._planning = task
        task.succeeded.connect(self.planned)
        task.failed.connect(self.failed)

    def carry_out(self, plan: tuple[PlannedCopy, ...]) -> None:
        task = self._bridge.run(lambda _: copy_renamed(plan, self._aside), parent=self)
        task.succeeded.connect(self.copied)
        task.failed.connect(self.failed)

    def take_back(self, copied: Copied) -> None:
        task = self._bridge.run(lambda _: take_back(copied, self._aside), parent=self)
        task.succeeded.connect(lambda count: self.taken_back.emit(count))
        task.failed.connect(self.failed)

    def _named(self) -> list[Named]:
        """The files of pictures that have values, with the user's corrections."""
        named = []
        for answer in self._answers():
            names = [source.name for source in answer.sources]
            records = records_of(names, self._review_of(answer).data)
            if answer.answer.data is None or len(records) != len(answer.sources):
                continue
            for source, record in zip(answer.sources, records, strict=True):
                if source.path is not None:
                    named.append(Named(source.path, record.data))
        return named
