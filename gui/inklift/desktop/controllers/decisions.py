"""One thing that the user decided about a value, to be undone and done again."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from inklift.core.reviews import Decision


class DecideCommand(QUndoCommand):
    """Sets a decision; None: nothing is decided. Its text is the caller's to set."""

    def __init__(
        self,
        set_decision: Callable[[Decision | None], None],
        before: Decision | None,
        after: Decision | None,
    ) -> None:
        super().__init__()
        self._set = set_decision
        self._before = before
        self._after = after

    def redo(self) -> None:
        self._set(self._after)

    def undo(self) -> None:
        self._set(self._before)
