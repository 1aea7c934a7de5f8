"""Looking through earlier runs: find them, look into one, delete them for good."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from inklift.core.kept_runs import OpenedRun
from inklift.core.runs import DeletedRuns
from inklift.desktop.bridge import Bridge, QtTask, Report
from inklift.desktop.controllers.thumbnails import ThumbnailController
from inklift.desktop.item_models.run_list import RunRow
from inklift.services.history import History
from inklift.services.pictures import PictureService


class HistoryBrowser(QObject):
    """Asks the journal for those who look through it. Lives on the GUI thread.

    `found` carries `RunRow`s, newest first; `looked_into` an `OpenedRun`; `deleted` the ids of runs
    and `DeletedRuns`; `gone` the id of a run that is not kept any more; `failed` an error.
    """

    found = Signal(object)
    looked_into = Signal(object)
    deleted = Signal(object, object)
    gone = Signal(str)
    failed = Signal(object)

    def __init__(
        self, history: History, pictures: PictureService, bridge: Bridge, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.thumbnails = ThumbnailController(pictures, bridge, self)
        self._history = history
        self._bridge = bridge
        self._finding: QtTask | None = None
        self._looking: QtTask | None = None

    def find(self, words: str) -> None:
        """List the runs with all these words; all runs when there are none."""
        if self._finding is not None:
            self._finding.cancel()

        async def find(report: Report) -> list[RunRow]:
            snippets = await self._history.search(words) if words.strip() else None
            summaries = await self._history.summaries()
            return [
                RunRow(each, "" if snippets is None else snippets[each.run_id])
                for each in summaries
                if snippets is None or each.run_id in snippets
            ]

        self._finding = self._bridge.run(find, parent=self)
        self._finding.succeeded.connect(self.found)
        self._finding.failed.connect(self.failed)

    def check(self) -> None:
        """Tell (`failed`) if some of the history cannot be read: the list may lack runs then."""
        task = self._bridge.run(lambda _: self._history.check(), parent=self)
        task.failed.connect(self.failed)

    def look_into(self, run_id: str) -> None:
        """Read a run whole; only the last one that was wished for is told."""
        if self._looking is not None:
            self._looking.cancel()

        def on_opened(run: OpenedRun | None) -> None:
            if run is None:
                self.gone.emit(run_id)
                return
            self.thumbnails.forget_all_but(run.kept.order.sources)
            self.looked_into.emit(run)

        self._looking = self._bridge.run(lambda _: self._history.open(run_id), parent=self)
        self._looking.succeeded.connect(on_opened)
        self._looking.failed.connect(self.failed)

    def delete(self, run_ids: Collection[str], in_use: Collection[Path]) -> None:
        """Delete these runs for good, but none of the files that are `in_use`."""

        def on_deleted(deleted: DeletedRuns) -> None:
            self.deleted.emit(tuple(run_ids), deleted)

        task = self._bridge.run(lambda _: self._history.delete(run_ids, in_use=in_use), parent=self)
        task.succeeded.connect(on_deleted)
        task.failed.connect(self.failed)
