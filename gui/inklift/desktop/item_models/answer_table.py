"""A sheet of answers as a table: a row for each picture, or for each entry of a list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from inklift.core.answer_values import ValuePath
from inklift.core.reviews import Assessed, ValueState
from inklift.core.tables import Cell, Column, ColumnKind, Sheet, typed
from inklift.desktop.item_models.answer_tree import TreeRole

Index = QModelIndex | QPersistentModelIndex
PICTURE = 0  # the column that names the pictures; those of the sheet follow

_DOUBLE = Assessed(None, ValueState.TO_CHECK)  # a picture of a paper that is there twice
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NUMBERS = frozenset({ColumnKind.NUMBER, ColumnKind.MONEY})


class TableRole(IntEnum):
    """What a view may ask of a cell beside `TreeRole`, which counts here too."""

    SORT = Qt.ItemDataRole.UserRole + 10


@dataclass(frozen=True, slots=True)
class TableRecord:
    """Where a record comes from: the number of its answer, its path in there, its pictures."""

    answer: int
    path: ValuePath
    pictures: str
    tool_tip: str = ""
    is_duplicate: bool = False


@dataclass(frozen=True, slots=True)
class TableWords:
    """What is said of cells; the model has no words of its own."""

    picture: str  # heading of the first column
    value: Callable[[object], str]
    spoken: Callable[[str, object, Assessed | None], str]
    tool_tip: Callable[[object, Assessed | None], str]


class AnswerTableModel(QAbstractTableModel):
    """`assessed` says what is known of a value, `edited` what the user typed over one."""

    edited = Signal(int, object, str)  # number of the answer, path, text

    def __init__(
        self,
        words: TableWords,
        assessed: Callable[[int, ValuePath], Assessed | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._assessed = assessed
        self._records: Sequence[TableRecord] = ()
        self.sheet = Sheet("", (), ())

    def show(self, sheet: Sheet, records: Sequence[TableRecord]) -> None:
        """Have just these rows; the same columns and rows with other values keep their places."""
        same = (
            sheet.columns == self.sheet.columns
            and [(row.record, row.path) for row in sheet.rows]
            == [(row.record, row.path) for row in self.sheet.rows]
            and len(records) == len(self._records)
        )
        if same and sheet.rows:
            self.sheet, self._records = sheet, records
            self.refresh()
            return
        self.beginResetModel()
        self.sheet, self._records = sheet, records
        self.endResetModel()

    def refresh(self) -> None:
        """More is known of the values."""
        if self.sheet.rows:
            last = self.index(len(self.sheet.rows) - 1, len(self.sheet.columns))
            self.dataChanged.emit(self.index(0, 0), last)

    def key_of(self, row: int) -> tuple[str, ValuePath]:
        """What a row is about: it stays the same while others come before it."""
        return self._records[self.sheet.rows[row].record].pictures, self.sheet.rows[row].path

    def row_of(self, answer: int, path: ValuePath) -> tuple[int, int] | None:
        """Row and column of a value; the row alone (column 0) for what has no cell here."""
        in_row = None
        for number, row in enumerate(self.sheet.rows):
            record = self._records[row.record]
            if record.answer != answer:
                continue
            for place, cell in enumerate(row.cells, start=1):
                if cell.path is not None and (*record.path, *cell.path) == path:
                    return number, place
            if in_row is None:
                in_row = number, PICTURE
        return in_row

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.sheet.columns) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1)
        if section > len(self.sheet.columns):
            return None
        return self._words.picture if section == PICTURE else self.column(section).title

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        cell = self._cell(index)
        if cell is not None and cell.path is not None and not cell.is_list:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        record = self._records[self.sheet.rows[index.row()].record]
        cell = self._cell(index)
        if role == TreeRole.ROOT:
            return record.answer
        if cell is None:
            return self._of_picture(record, role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words.value(cell.value)
            case Qt.ItemDataRole.EditRole:
                return "" if cell.value is None else self._words.value(cell.value)
            case Qt.ItemDataRole.ToolTipRole:
                return self._words.tool_tip(cell.value, self._known(record, cell))
            case Qt.ItemDataRole.AccessibleTextRole:
                title = self.column(index.column()).title
                return self._words.spoken(title, cell.value, self._known(record, cell))
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if self.column(index.column()).kind in _NUMBERS else None
            case TreeRole.VALUE:
                return cell.value
            case TreeRole.PATH:
                return None if cell.path is None else (*record.path, *cell.path)
            case TreeRole.ASSESSED:
                return self._known(record, cell)
            case TableRole.SORT:
                return _order(typed(cell.value, self.column(index.column()).kind))
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Nothing changes here: whoever hears of `edited` puts the new value in."""
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        if str(value) != index.data(Qt.ItemDataRole.EditRole):
            self.edited.emit(index.data(TreeRole.ROOT), index.data(TreeRole.PATH), str(value))
        return True

    def column(self, section: int) -> Column:
        """The column of the sheet that stands there; not for the pictures'."""
        return self.sheet.columns[section - 1]

    def _cell(self, index: Index) -> Cell | None:
        if not index.isValid() or index.column() == PICTURE:
            return None
        return self.sheet.rows[index.row()].cells[index.column() - 1]

    def _known(self, record: TableRecord, cell: Cell) -> Assessed | None:
        if cell.path is None or cell.is_list:
            return None
        return self._assessed(record.answer, (*record.path, *cell.path))

    def _of_picture(self, record: TableRecord, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return record.pictures
            case Qt.ItemDataRole.ToolTipRole:
                return record.tool_tip or record.pictures
            case TableRole.SORT:
                return _order(record.pictures)
            case TreeRole.ASSESSED:
                return _DOUBLE if record.is_duplicate else None
            case TreeRole.PATH:
                return record.path
        return None


def _order(value: str | Decimal | date | bool | None) -> str:
    """A text that sorts as the value does: nothing last, numbers before texts."""
    match value:
        case None:
            return "~"
        case bool():
            return f"1{int(value)}"
        case Decimal():
            shifted = value + Decimal(10) ** 18  # so that those below zero come first
            return f"2{shifted:030.6f}"
        case date():
            return f"3{value.isoformat()}"
        case _:
            return f"4{value.casefold()}"
