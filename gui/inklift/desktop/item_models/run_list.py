"""Earlier runs as Qt's views see them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inklift.core.runs import RunSummary

Index = QModelIndex | QPersistentModelIndex


class RunRole(IntEnum):
    """What a view or its delegate may ask of a row."""

    TITLE = Qt.ItemDataRole.DisplayRole
    SPOKEN = Qt.ItemDataRole.AccessibleTextRole
    TOOL_TIP = Qt.ItemDataRole.ToolTipRole
    RUN = Qt.ItemDataRole.UserRole
    LINES = Qt.ItemDataRole.UserRole + 1  # the second line and the third


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run. `snippet` is a piece of its texts with the words that were looked for."""

    summary: RunSummary
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class RunWords:
    """What is said of a run."""

    title: str
    lines: tuple[str, str]
    tool_tip: str
    spoken: str


class RunListModel(QAbstractListModel):
    """Rows of runs, with words for them from `describe`."""

    def __init__(
        self, describe: Callable[[RunRow], RunWords], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._describe = describe
        self._rows: tuple[RunRow, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case RunRole.RUN:
                return row.summary
            case RunRole.TITLE:
                return self._describe(row).title
            case RunRole.LINES:
                return self._describe(row).lines
            case RunRole.TOOL_TIP:
                return self._describe(row).tool_tip
            case RunRole.SPOKEN:
                return self._describe(row).spoken
        return None

    @property
    def rows(self) -> Sequence[RunRow]:
        return self._rows

    def show(self, rows: Sequence[RunRow]) -> None:
        """Have just these rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()
