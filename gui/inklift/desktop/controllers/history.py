"""Earlier runs: the one that was not finished, and any of them opened as it was."""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from inklift.core.kept_runs import OpenedRun, Unfinished
from inklift.desktop.bridge import Bridge
from inklift.services.history import History


class Purpose(StrEnum):
    """What a run is opened for."""

    LOOK = "look"
    GO_ON = "go_on"  # send what was not sent
    GO_ON_WITH_UNKNOWN = "go_on_with_unknown"  # and what may have been charged
    REPEAT = "repeat"  # ask about all of its pictures anew


class HistoryController(QObject):
    """Asks the journal for earlier runs. Lives on the GUI thread.

    `unfinished_found` carries an `Unfinished`; `opened` an `OpenedRun` and its `Purpose`;
    `spent_changed` the credits of this month; `failed` an error.
    """

    unfinished_found = Signal(object)
    opened = Signal(object, object)
    spent_changed = Signal(object)
    failed = Signal(object)

    def __init__(self, history: History, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._history = history
        self._bridge = bridge

    def look_for_unfinished(self, let_be_run: str = "") -> None:
        """Find out whether something is left of the newest run, unless the user let that one be.

        A history that cannot be read is told when something is to be written to it.
        """
        task = self._bridge.run(lambda _: self._history.unfinished(), parent=self)

        def on_found(found: Unfinished | None) -> None:
            if found is not None and found.summary.run_id != let_be_run:
                self.unfinished_found.emit(found)

        task.succeeded.connect(on_found)

    def look_at_spending(self) -> None:
        """Find out what this month has cost so far."""
        task = self._bridge.run(lambda _: self._history.spent_this_month(), parent=self)
        task.succeeded.connect(self.spent_changed)

    def open(self, run_id: str, purpose: Purpose = Purpose.LOOK) -> None:
        """Open a run as it was, to look at it or to go on with it."""
        task = self._bridge.run(lambda _: self._history.open(run_id), parent=self)

        def on_opened(run: OpenedRun | None) -> None:
            if run is not None:
                self.opened.emit(run, purpose)

        task.succeeded.connect(on_opened)
        task.failed.connect(self.failed)
