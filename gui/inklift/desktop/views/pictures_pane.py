"""The left column: the pictures of this session, or what to do while there are none."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inklift.core.extract_image_api import SHOWN_LIMIT_BYTES
from inklift.desktop.appearance import SPACE_M_PX, SPACE_S_PX, Appearance
from inklift.desktop.item_models.picture_list import PictureListModel, Role
from inklift.desktop.views.panel_header import PanelHeader
from inklift.desktop.views.picture_delegate import PictureDelegate
from inklift.desktop.views.picture_texts import megabytes
from inklift.desktop.widgets.drop_area import DropArea
from inklift.desktop.widgets.drop_filter import DropFilter
from inklift.desktop.widgets.naming import named
from inklift.desktop.widgets.row_list import RowList


class PicturesPane(QWidget):
    """Holds the list; `offered` tells what was dropped, `current_chosen` a source id."""

    offered = Signal(object)
    current_chosen = Signal(object)
    add_requested = Signal()
    sample_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("PicturesPane")
        self._appearance = appearance

        self.header = PanelHeader(QLabel(self.tr("Pictures")))

        self.list = named(RowList(), "Pictures", self.tr("Pictures"))
        self.list.setItemDelegate(PictureDelegate(appearance, self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.list.setDragEnabled(True)
        self.list.setDropIndicatorShown(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        drops = DropFilter(self.list)
        drops.offered.connect(self.offered)

        self._empty = self._build_empty()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)

        self._foot = named(QLabel(), "PicturesFoot")
        self._foot.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._foot.setWordWrap(True)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        body = QVBoxLayout()
        body.setContentsMargins(SPACE_M_PX, 0, SPACE_M_PX, SPACE_M_PX)
        body.setSpacing(SPACE_S_PX)
        body.addWidget(self._stack, 1)
        body.addWidget(self._foot)
        column.addLayout(body, 1)
        self.show_sizes(0, 0, adding=False)

    def set_model(self, model: PictureListModel) -> None:
        self.list.setModel(model)
        model.rowsInserted.connect(self._on_rows_changed)
        model.rowsRemoved.connect(self._on_rows_removed)
        model.modelReset.connect(self._on_rows_changed)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._on_rows_changed()

    def set_context_actions(self, actions: Sequence[QAction]) -> None:
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.list.addActions(actions)

    @property
    def selected_rows(self) -> list[int]:
        return sorted(index.row() for index in self.list.selectionModel().selectedIndexes())

    def show_current(self, row: int | None) -> None:
        """Make this row the current one, if it is not yet, and bring it into sight."""
        model = self.list.model()
        index = model.index(row, 0) if row is not None else model.index(-1, 0)
        selection = self.list.selectionModel()
        # Qt makes the first row current when the list gets the focus, without selecting it.
        if self.list.currentIndex() != index or not selection.hasSelection():
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if index.isValid():
            self.list.scrollTo(index)

    def select_rows(self, rows: Sequence[int]) -> None:
        selection = QItemSelection()
        for row in rows:
            index = self.list.model().index(row, 0)
            selection.select(index, index)
        self.list.selectionModel().select(
            selection, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def show_sizes(self, pictures: int, size_bytes: int, *, adding: bool) -> None:
        """The foot line: how many, how large, against what one request may hold."""
        if pictures == 0 and not adding:
            self._foot.hide()
            return
        limit = f"{SHOWN_LIMIT_BYTES // 1_000_000} MB"
        sizes = self.tr("{size} of {limit}").format(size=megabytes(size_bytes), limit=limit)
        text = f"{self.tr('%n picture(s)', '', pictures)} · {sizes}"
        self._foot.setText(f"{text} · {self.tr('adding…')}" if adding else text)
        self._foot.setToolTip(
            self.tr("One request to a service may hold 100 MB. This computer has no limit.")
        )
        self._foot.show()

    def _build_empty(self) -> DropArea:
        area = DropArea(self._appearance, "add-pictures")
        area.set_texts(
            self.tr("Drop pictures here"),
            self.tr("Receipts, documents, photos, PDFs or whole folders. Or paste them."),
        )
        area.offered.connect(self.offered)
        add = named(
            QPushButton(self.tr("Add pictures…")),
            "AddPicturesLarge",
            self.tr("Add pictures to begin"),
        )
        add.setProperty("primary", True)
        add.clicked.connect(self.add_requested)
        area.add_button(add)
        sample = named(
            QPushButton(self.tr("Try with a sample receipt")),
            "TrySample",
            self.tr("Try with a sample receipt"),
        )
        sample.setProperty("link", True)
        sample.clicked.connect(self.sample_requested)
        area.add_button(sample)
        return area

    def _on_rows_changed(self) -> None:
        empty = self.list.model().rowCount() == 0
        self._stack.setCurrentWidget(self._empty if empty else self.list)

    def _on_rows_removed(self) -> None:
        """Qt makes a neighbour the current row but leaves it unselected: Del would stop there."""
        self._on_rows_changed()
        selection = self.list.selectionModel()
        if selection.currentIndex().isValid() and not selection.hasSelection():
            selection.select(
                selection.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def _on_current_changed(self) -> None:
        source = self.list.currentIndex().data(Role.SOURCE)
        if source is not None:
            self.current_chosen.emit(source.id)
