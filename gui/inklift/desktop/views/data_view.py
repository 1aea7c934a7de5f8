"""The data of answers as a tree: searched, copied, typed over, and led back to the picture."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from inklift.core.answer_values import AnswerValue, ValuePath, path_text, values_in
from inklift.core.folding import folded
from inklift.core.reviews import Assessed
from inklift.desktop.appearance import SPACE_S_PX, SPACE_XS_PX, Appearance
from inklift.desktop.item_models.answer_tree import (
    AnswerTreeModel,
    TreeColumn,
    TreeRole,
    TreeRoot,
    TreeWords,
)
from inklift.desktop.views.value_delegate import ValueDelegate
from inklift.desktop.views.value_texts import kind_text, spoken_text, tool_tip, value_text
from inklift.desktop.widgets.naming import named
from inklift.desktop.widgets.search_field import SearchField

_LOOKED_AT_ONCE = 4_000  # values in one turn of the event loop
_OPEN_TO = 200  # values; with more, only the first level is opened by itself


class DataView(QWidget):
    """Shows the data of one answer or several. Lives on the GUI thread.

    `value_chosen` tells the value that the user moved to, `edited` what was typed over one: the
    number of the answer in `show_data`, and the path in its data.
    """

    value_chosen = Signal(int, object)
    edited = Signal(int, object, str)

    def __init__(
        self,
        appearance: Appearance,
        assessed: Callable[[int, ValuePath], Assessed | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("DataView")
        self._roots: tuple[TreeRoot, ...] = ()
        self._found: list[tuple[int, ValuePath]] = []
        self._search: Iterator[tuple[int, AnswerValue]] = iter(())
        words = TreeWords(
            value_text,
            kind_text,
            spoken_text,
            tool_tip,
            (self.tr("Name"), self.tr("Value"), self.tr("Kind")),
        )
        self.model = AnswerTreeModel(words, assessed, self)
        self.model.edited.connect(self.edited)

        self.search = named(
            SearchField(self.tr("Search")), "DataSearch", self.tr("Search the data")
        )
        self.search.textChanged.connect(self._on_search)
        self.search.returnPressed.connect(lambda: self.go_to_match(1))
        self._matches = named(QLabel(), "DataMatches")
        self._matches.hide()
        row = QHBoxLayout()
        row.setSpacing(SPACE_XS_PX)
        row.addWidget(self.search, 1)
        row.addWidget(self._matches)
        for icon, name, text, step in (
            ("move-up", "PreviousMatch", self.tr("Previous match"), -1),
            ("move-down", "NextMatch", self.tr("Next match"), 1),
        ):
            button = named(QToolButton(), name, text)
            button.setIcon(appearance.icon(icon))
            button.setToolTip(text)
            button.setAutoRaise(True)
            button.clicked.connect(lambda _=False, step=step: self.go_to_match(step))
            row.addWidget(button)

        self.tree = named(QTreeView(), "Data", self.tr("Data"))
        self.tree.setModel(self.model)
        self.tree.setUniformRowHeights(True)  # else every row there is would be asked for its size
        self.tree.setItemDelegate(ValueDelegate(appearance, TreeColumn.VALUE, self.tree))
        self.tree.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._on_menu_wanted)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.tree.header()
        header.setSectionResizeMode(TreeColumn.NAME, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(TreeColumn.VALUE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(TreeColumn.KIND, QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(False)
        header.resizeSection(TreeColumn.NAME, 140)
        # By the longest word: asking the rows would take seconds where there are thousands.
        kinds = map(kind_text, (None, True, 1, "", {}, []))
        widest = max(self.fontMetrics().horizontalAdvance(kind) for kind in kinds)
        header.resizeSection(TreeColumn.KIND, widest + 2 * SPACE_S_PX)
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S_PX)
        column.addLayout(row)
        column.addWidget(self.tree, 1)
        self.copy_value = self._action("CopyValue", self.tr("&Copy value"), "Ctrl+C")
        self.copy_value.triggered.connect(lambda: self._copy(self._value_at))
        self.copy_path = self._action("CopyPath", self.tr("Copy &path"), "")
        self.copy_path.triggered.connect(lambda: self._copy(self._path_at))
        self.edit_value = self._action("EditValue", self.tr("&Edit value"), "F2")
        self.edit_value.triggered.connect(self._edit)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.setFocus)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._look_on)

    def show_data(self, roots: Sequence[TreeRoot]) -> None:
        """Show other answers; the same ones with other values keep what was opened."""
        if [root.title for root in roots] == [root.title for root in self._roots] and all(
            _same_shape(old.data, new.data) for old, new in zip(self._roots, roots, strict=True)
        ):
            for number, root in enumerate(roots):
                self.model.replace_data(number, root.data)
            self._roots = tuple(roots)
            return
        self._roots = tuple(roots)
        self.model.show(roots)
        few = sum(1 for _, _ in zip(self._values(), range(_OPEN_TO + 1), strict=False)) <= _OPEN_TO
        self.tree.expandAll() if few else self.tree.expandToDepth(0)
        self._on_search(self.search.text())

    def set_read_only(self) -> None:
        """Nothing can be typed over here."""
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.edit_value.setEnabled(False)

    def refresh(self) -> None:
        """More is known of the values."""
        self.model.refresh()

    def select(self, root: int, path: ValuePath) -> None:
        """Go to a value without telling anybody that the user did."""
        place = self.model.index_of(root, path, TreeColumn.VALUE)
        if place.isValid() and place != self.tree.currentIndex():
            selection = self.tree.selectionModel()
            selection.blockSignals(True)
            self.tree.setCurrentIndex(place)
            selection.blockSignals(False)
            self.tree.scrollTo(place)
            self.tree.viewport().update()

    @property
    def current(self) -> tuple[int, ValuePath] | None:
        index = self.tree.currentIndex()
        if not index.isValid():
            return None
        return index.data(TreeRole.ROOT), index.data(TreeRole.PATH)

    def go_to_match(self, step: int) -> None:
        """To the next place that was found, or the one before, around the end."""
        if not self._found:
            return
        at = self.current
        now = self._found.index(at) if at in self._found else (-1 if step > 0 else 0)
        number = (now + step) % len(self._found)
        root, path = self._found[number]
        self.tree.setCurrentIndex(self.model.index_of(root, path, TreeColumn.VALUE))
        self._tell_matches(number + 1)

    def _values(self) -> Iterator[tuple[int, AnswerValue]]:
        for number, root in enumerate(self._roots):
            for value in values_in(root.data):
                yield number, value

    def _on_search(self, text: str) -> None:
        self._found = []
        self._search = self._values()
        self._matches.setVisible(bool(text.strip()))
        self._timer.start() if text.strip() else self._timer.stop()

    def _look_on(self) -> None:
        """A part of the values: an answer may have more than can be looked through at once."""
        words = folded(self.search.text().strip())
        is_first = not self._found
        for _ in range(_LOOKED_AT_ONCE):
            found = next(self._search, None)
            if found is None:
                self._timer.stop()
                break
            number, value = found
            if words in folded(path_text(value.path)) or words in folded(value_text(value.value)):
                self._found.append((number, value.path))
        if is_first and self._found:
            self.go_to_match(1)
        elif not self._timer.isActive():
            self._tell_matches(0)

    def _tell_matches(self, number: int) -> None:
        count = len(self._found)
        if number:
            #: Such as "3 of 17"
            text = self.tr("{number} of {count}").format(number=number, count=count)
        else:
            text = self.tr("%n match(es)", "", count) if count else self.tr("Nothing found")
        self._matches.setText(text)

    def _on_current_changed(self, index: QModelIndex) -> None:
        if index.isValid():
            self.value_chosen.emit(index.data(TreeRole.ROOT), index.data(TreeRole.PATH))

    def _on_menu_wanted(self, place: QPoint) -> None:
        index = self.tree.indexAt(place)
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.addActions([self.copy_value, self.copy_path])
        if index.siblingAtColumn(TreeColumn.VALUE).flags() & Qt.ItemFlag.ItemIsEditable:
            menu.addAction(self.edit_value)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.tree.viewport().mapToGlobal(place))

    def _edit(self) -> None:
        self.tree.edit(self.tree.currentIndex().siblingAtColumn(TreeColumn.VALUE))

    def _copy(self, text_at: Callable[[QModelIndex], str]) -> None:
        index = self.tree.currentIndex()
        if index.isValid():
            text = text_at(index).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            QGuiApplication.clipboard().setText(text)

    @staticmethod
    def _value_at(index: QModelIndex) -> str:
        return plain_or_json(index.data(TreeRole.VALUE))

    @staticmethod
    def _path_at(index: QModelIndex) -> str:
        return path_text(index.data(TreeRole.PATH))

    def _action(self, name: str, text: str, shortcut: str) -> QAction:
        action = QAction(text, self.tree)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.tree.addAction(action)
        return action


def plain_or_json(value: object) -> str:
    """A value as it is copied: a text as it is, groups and lists as JSON."""
    import json

    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False, indent=2)


def _same_shape(old: object, new: object) -> bool:
    """Whether one is the other with some plain values changed."""
    waiting = [(old, new)]
    while waiting:
        one, other = waiting.pop()
        if one is other:
            continue
        if isinstance(one, dict) and isinstance(other, dict) and list(one) == list(other):
            waiting += [(one[key], other[key]) for key in one]
        elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
            waiting += list(zip(one, other, strict=True))
        elif isinstance(one, dict | list) or isinstance(other, dict | list):
            return False
    return True
