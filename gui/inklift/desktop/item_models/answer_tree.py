"""The data of answers as a tree, made as far as it is looked at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from inklift.core.answer_values import Key, ValuePath
from inklift.core.reviews import Assessed

Index = QModelIndex | QPersistentModelIndex
_BATCH = 200  # entries of a list that are made at once: a view asks for all that it is told of


class TreeColumn(IntEnum):
    NAME = 0
    VALUE = 1
    KIND = 2


class TreeRole(IntEnum):
    """What a view may ask of a place in the tree beside Qt's own roles."""

    VALUE = Qt.ItemDataRole.UserRole  # as it is in the data
    PATH = Qt.ItemDataRole.UserRole + 1  # ValuePath inside the root
    ROOT = Qt.ItemDataRole.UserRole + 2  # its number
    ASSESSED = Qt.ItemDataRole.UserRole + 3  # Assessed or None


@dataclass(frozen=True, slots=True)
class TreeRoot:
    """The data of one answer; with a title it is a place of its own in the tree."""

    data: object
    title: str = ""


@dataclass(frozen=True, slots=True)
class TreeWords:
    """What is said of values; the model has no words of its own."""

    value: Callable[[object], str]
    kind: Callable[[object], str]
    spoken: Callable[[str, object, Assessed | None], str]
    tool_tip: Callable[[object, Assessed | None], str]
    headings: tuple[str, str, str]


class _Node:
    __slots__ = ("children", "key", "names", "parent", "root", "row", "shown", "value")

    def __init__(self, parent: "_Node | None", row: int, key: Key | str, value: object, root: int):
        self.parent = parent
        self.row = row
        self.key = key
        self.value = value
        self.root = root
        self.names: list[str] | None = list(value) if isinstance(value, dict) else None
        self.children: dict[int, _Node] = {}  # those that were asked for
        self.shown = min(self.count, _BATCH)

    @property
    def count(self) -> int:
        return len(self.value) if isinstance(self.value, dict | list) else 0

    def child(self, row: int) -> "_Node":
        found = self.children.get(row)
        if found is None:
            holder: Any = self.value
            key: Key = row if self.names is None else self.names[row]
            found = self.children[row] = _Node(self, row, key, holder[key], self.root)
        return found


class AnswerTreeModel(QAbstractItemModel):
    """Name, value and kind of everything in some answers' data.

    Lists are handed out by the batch. `assessed` says what is known of a value, `edited` what the
    user typed instead of one.
    """

    edited = Signal(int, object, str)  # number of the root, path, text

    def __init__(
        self,
        words: TreeWords,
        assessed: Callable[[int, ValuePath], Assessed | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._assessed = assessed
        self._roots: list[_Node] = []
        self._titled = False

    def show(self, roots: Sequence[TreeRoot]) -> None:
        """Have the data of just these answers. One without a title is shown member by member."""
        self.beginResetModel()
        self._titled = len(roots) > 1 or any(root.title for root in roots)
        self._roots = [
            _Node(None, number, root.title, root.data, number) for number, root in enumerate(roots)
        ]
        self.endResetModel()

    def refresh(self) -> None:
        """More is known of the values, or they were changed: all that is seen is asked anew."""
        for node in self._roots:
            self._tell_changed(node)

    def replace_data(self, root: int, data: object) -> None:
        """The same data with other values in it: places that were opened stay open."""
        self._put(self._roots[root], data)
        self._tell_changed(self._roots[root])

    # Places.

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        if row < 0 or not 0 <= column < len(TreeColumn) or row >= self.rowCount(parent):
            return QModelIndex()
        node = self._node(parent)
        if node is None:
            return self.createIndex(row, column, self._roots[row])
        return self.createIndex(row, column, node.child(row))

    def parent(self, child: Index | None = None) -> Any:
        if child is None:
            return super().parent()
        node = self._node(child)
        above = None if node is None else node.parent
        if above is None or (above.parent is None and not self._titled):
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index | None = None) -> int:
        if parent is not None and parent.isValid() and parent.column() != 0:
            return 0
        node = self._node(parent)
        if node is not None:
            return node.shown
        return len(self._roots) if self._lists_roots else 0

    def columnCount(self, parent: Index | None = None) -> int:
        return len(TreeColumn)

    def canFetchMore(self, parent: Index) -> bool:
        node = self._node(parent)
        return node is not None and node.shown < node.count

    def fetchMore(self, parent: Index) -> None:
        node = self._node(parent)
        if node is not None:
            self._hand_out(node, min(node.count, node.shown + _BATCH))

    def index_of(self, root: int, path: ValuePath, column: int = 0) -> QModelIndex:
        """The place of a value; invalid when it is not there. Opens nothing in the view."""
        node = self._roots[root] if root < len(self._roots) else None
        for key in path:
            row = None if node is None else self._row_of(node, key)
            if node is None or row is None:
                return QModelIndex()
            self._hand_out(node, row + 1)
            node = node.child(row)
        return QModelIndex() if node is None else self._index_of_node(node, column)

    # What is there.

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        node = self._node(index)
        if node is not None and index.column() == TreeColumn.VALUE and _is_plain(node.value):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._words.headings[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        node = self._node(index)
        if node is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(node, index.column())
            case Qt.ItemDataRole.EditRole:
                return "" if node.value is None else self._words.value(node.value)
            case Qt.ItemDataRole.ToolTipRole:
                return self._words.tool_tip(node.value, self._known(node))
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == TreeColumn.VALUE:
                return self._words.spoken(self._name(node), node.value, self._known(node))
            case TreeRole.VALUE:
                return node.value
            case TreeRole.PATH:
                return _path(node)
            case TreeRole.ROOT:
                return node.root
            case TreeRole.ASSESSED:
                return self._known(node)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Nothing changes here: whoever hears of `edited` puts the new value in."""
        node = self._node(index)
        if node is None or role != Qt.ItemDataRole.EditRole:
            return False
        if str(value) != self.data(index, Qt.ItemDataRole.EditRole):
            self.edited.emit(node.root, _path(node), str(value))
        return True

    @property
    def _lists_roots(self) -> bool:
        return self._titled or any(_is_plain(node.value) for node in self._roots)

    def _hand_out(self, node: _Node, count: int) -> None:
        """Let the view know of the first so many entries."""
        if node.shown < count:
            self.beginInsertRows(self._index_of_node(node), node.shown, count - 1)
            node.shown = count
            self.endInsertRows()

    def _text(self, node: _Node, column: int) -> str:
        match column:
            case TreeColumn.NAME:
                return self._name(node)
            case TreeColumn.VALUE:
                return self._words.value(node.value)
            case _:
                return self._words.kind(node.value)

    def _name(self, node: _Node) -> str:
        return str(node.key + 1) if isinstance(node.key, int) else node.key

    def _known(self, node: _Node) -> Assessed | None:
        return self._assessed(node.root, _path(node)) if _is_plain(node.value) else None

    def _node(self, index: Index | None) -> _Node | None:
        """What stands there; at the top, the only root if its members are the top."""
        if index is not None and index.isValid():
            node: _Node = index.internalPointer()
            return node
        return self._roots[0] if self._roots and not self._lists_roots else None

    def _index_of_node(self, node: _Node, column: int = 0) -> QModelIndex:
        if node.parent is None and not self._lists_roots:
            return QModelIndex()
        return self.createIndex(node.row, column, node)

    @staticmethod
    def _row_of(node: _Node, key: Key) -> int | None:
        if node.names is None:
            return key if isinstance(key, int) and key < node.count else None
        return node.names.index(key) if key in node.names else None

    def _put(self, top: _Node, data: object) -> None:
        waiting: list[tuple[_Node, Any]] = [(top, data)]
        while waiting:
            node, value = waiting.pop()
            if node.value is value:
                continue
            node.value = value
            waiting += [(child, value[child.key]) for child in node.children.values()]

    def _tell_changed(self, top: _Node) -> None:
        waiting = [top]
        while waiting:
            node = waiting.pop()
            waiting += node.children.values()
            if node.children:
                first, last = min(node.children), max(node.children)
                above = self._index_of_node(node)
                self.dataChanged.emit(
                    self.index(first, 0, above), self.index(last, TreeColumn.KIND, above)
                )
        if self._lists_roots:
            place = self._index_of_node(top)
            self.dataChanged.emit(place, place.siblingAtColumn(TreeColumn.KIND))


def _is_plain(value: object) -> bool:
    return not isinstance(value, dict | list)


def _path(node: _Node) -> ValuePath:
    keys: list[Key] = []
    above = node
    while above.parent is not None:
        keys.append(above.key)
        above = above.parent
    return tuple(reversed(keys))
