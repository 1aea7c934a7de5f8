"""The list of pictures as Qt's views see it: rows that can be moved, with thumbnails on demand."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from uuid import uuid4

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QPixmap

from inklift.core.pictures import PictureSource, PictureState

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a view or its delegate may ask of a row."""

    NAME = Qt.ItemDataRole.DisplayRole
    TOOL_TIP = Qt.ItemDataRole.ToolTipRole
    SPOKEN = Qt.ItemDataRole.AccessibleTextRole
    THUMBNAIL = Qt.ItemDataRole.DecorationRole
    SOURCE = Qt.ItemDataRole.UserRole
    STATE = Qt.ItemDataRole.UserRole + 1
    DETAIL = Qt.ItemDataRole.UserRole + 2  # the second line: page, size


@dataclass(frozen=True, slots=True)
class PictureRow:
    """One picture and how far it is."""

    source: PictureSource
    state: PictureState = PictureState.READY


DescribeRow = Callable[[PictureRow], tuple[str, str, str]]  # detail, tool tip, spoken text


class PictureListModel(QAbstractListModel):
    """Rows of pictures, with words for them from `describe`.

    A thumbnail is asked of `thumbnail` when a view first paints the row, which is what keeps a list
    of thousands quick; None means that it is not there yet (see `thumbnail_arrived`).
    """

    def __init__(
        self,
        describe: DescribeRow,
        thumbnail: Callable[[PictureSource], QPixmap | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._describe = describe
        self._thumbnail = thumbnail
        self._rows: list[PictureRow] = []
        # A type of its own: row numbers dragged over from another window would be nonsense here.
        self._rows_mime_type = f"application/x-inklift-rows-{uuid4().hex}"
        self._row_of: dict[str, int] = {}

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Role.NAME:
                return row.source.name
            case Role.THUMBNAIL:
                return self._thumbnail(row.source)
            case Role.SOURCE:
                return row.source
            case Role.STATE:
                return row.state
            case Role.DETAIL:
                return self._describe(row)[0]
            case Role.TOOL_TIP:
                return self._describe(row)[1]
            case Role.SPOKEN:
                return self._describe(row)[2]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled  # between the rows
        return (
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        )

    # Reordering by drag: rows travel as numbers, within this one list only.

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [self._rows_mime_type]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = sorted({index.row() for index in indexes})
        data = QMimeData()
        data.setData(self._rows_mime_type, QByteArray(",".join(map(str, rows)).encode()))
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if action != Qt.DropAction.MoveAction or not data.hasFormat(self._rows_mime_type):
            return False
        before = row if row >= 0 else (parent.row() if parent.isValid() else len(self._rows))
        text = bytes(data.data(self._rows_mime_type).data()).decode()
        self.move([int(part) for part in text.split(",")], before)
        return False  # the rows were moved here: the view has nothing left to remove

    # What the workspace does with the rows.

    @property
    def rows(self) -> Sequence[PictureRow]:
        return self._rows

    def row_of(self, source_id: str) -> int | None:
        return self._row_of.get(source_id)

    def append(self, sources: Sequence[PictureSource]) -> None:
        if not sources:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(sources) - 1)
        for number, source in enumerate(sources, start=first):
            self._rows.append(PictureRow(source))
            self._row_of[source.id] = number
        self.endInsertRows()

    def remove(self, rows: Iterable[int]) -> None:
        for first, last in reversed(_runs(sorted(set(rows)))):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self._number()
            self.endRemoveRows()

    def clear(self) -> None:
        self.beginResetModel()
        self._rows.clear()
        self._row_of.clear()
        self.endResetModel()

    def move(self, rows: Sequence[int], before: int) -> None:
        """Put these rows, in their order, before the row that is number `before` now."""
        moving = set(rows)
        kept = [row for row in range(len(self._rows)) if row not in moving]
        place = sum(1 for row in kept if row < before)
        order = [*kept[:place], *sorted(moving), *kept[place:]]
        if order == list(range(len(self._rows))):
            return
        self.layoutAboutToBeChanged.emit()
        new_place = {old: new for new, old in enumerate(order)}
        for index in self.persistentIndexList():
            self.changePersistentIndex(index, self.index(new_place[index.row()]))
        self._rows = [self._rows[old] for old in order]
        self._number()
        self.layoutChanged.emit()

    def set_source(self, source: PictureSource) -> None:
        """Show this in place of the source with the same id (after a turn, say)."""
        row = self._row_of.get(source.id)
        if row is not None:
            self._rows[row] = replace(self._rows[row], source=source)
            self._changed(row, [Role.THUMBNAIL, Role.SOURCE, Role.DETAIL, Role.TOOL_TIP])

    def set_state(self, source_ids: Iterable[str], state: PictureState) -> None:
        for source_id in source_ids:
            row = self._row_of.get(source_id)
            if row is not None and self._rows[row].state is not state:
                self._rows[row] = replace(self._rows[row], state=state)
                self._changed(row, [Role.STATE, Role.TOOL_TIP, Role.SPOKEN])

    def thumbnail_arrived(self, source_id: str) -> None:
        row = self._row_of.get(source_id)
        if row is not None:
            self._changed(row, [Role.THUMBNAIL])

    def _changed(self, row: int, roles: list[Role]) -> None:
        index = self.index(row)
        self.dataChanged.emit(index, index, [int(role) for role in roles])

    def _number(self) -> None:
        self._row_of = {row.source.id: number for number, row in enumerate(self._rows)}


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending numbers as (first, last) of each unbroken run."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
