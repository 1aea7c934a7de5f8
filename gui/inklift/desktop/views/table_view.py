"""The answers as a table: sorted, filtered, added up, typed into, and copied to spreadsheets."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale, QModelIndex, QPoint, QSortFilterProxyModel, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from inklift.core.answer_values import ValuePath
from inklift.core.reviews import Assessed
from inklift.core.tables import Cell, Row, Sheet, sum_of, text_of
from inklift.desktop.appearance import SPACE_S_PX, Appearance
from inklift.desktop.item_models.answer_table import (
    PICTURE,
    AnswerTableModel,
    TableRecord,
    TableRole,
    TableWords,
)
from inklift.desktop.item_models.answer_tree import TreeRole
from inklift.desktop.views.value_delegate import ValueDelegate
from inklift.desktop.views.value_texts import spoken_text, tool_tip, value_text
from inklift.desktop.widgets.elided_label import ElidedLabel
from inklift.desktop.widgets.naming import named
from inklift.desktop.widgets.search_field import SearchField

_WIDEST_PX = 260  # of a column, unless the user makes it wider
_SAMPLE_ROWS = 60  # that widths are taken from
_SUMS_AFTER_MS = 50


class TableView(QWidget):
    """Shows the sheets of some answers. Lives on the GUI thread.

    `value_chosen` tells the value of the cell that the user moved to (its path is that of the
    whole row in the column of pictures), `edited` what was typed into one.
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
        self.setObjectName("TableView")
        self._sheets: Sequence[Sheet] = ()
        self._records: Sequence[TableRecord] = ()
        self._is_read_only = False
        words = TableWords(self.tr("Picture"), value_text, spoken_text, tool_tip)
        self.model = AnswerTableModel(words, assessed, self)
        self.model.edited.connect(self.edited)
        self._rows = QSortFilterProxyModel(self)
        self._rows.setSourceModel(self.model)
        self._rows.setSortRole(TableRole.SORT)
        self._rows.setFilterKeyColumn(-1)
        self._rows.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._rows.setDynamicSortFilter(False)  # a row that is typed into stays where it is

        self._sheet = named(QComboBox(), "Sheet", self.tr("Sheet"))
        self._sheet.activated.connect(self._show_sheet)
        self._filter = named(
            SearchField(self.tr("Filter")), "TableFilter", self.tr("Filter the rows")
        )
        self._filter.textChanged.connect(self._on_filter)
        top = QHBoxLayout()
        top.setSpacing(SPACE_S_PX)
        top.addWidget(self._sheet)
        top.addWidget(self._filter, 1)

        self.table = named(QTableView(), "Table", self.tr("Table"))
        self.table.setModel(self._rows)
        self.table.setItemDelegate(ValueDelegate(appearance, None, self.table))
        self.table.setSortingEnabled(True)
        self.table.setWordWrap(False)
        self.table.setCornerButtonEnabled(False)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.table.setTabKeyNavigation(False)  # Tab leads on to the next control
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_columns_wanted)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu_wanted)
        self.table.selectionModel().currentChanged.connect(self._on_current_changed)
        self.table.selectionModel().selectionChanged.connect(self._tell_sums_soon)

        self._sums = named(ElidedLabel(elide=Qt.TextElideMode.ElideRight), "Sums")
        self._sums.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S_PX)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self._sums)
        self.copy_cells = self._action("CopyCells", self.tr("&Copy"), "Ctrl+C")
        self.copy_cells.triggered.connect(lambda: self._copy(with_titles=False))
        self.copy_with_titles = self._action("CopyWithTitles", self.tr("Copy with &titles"), "")
        self.copy_with_titles.triggered.connect(lambda: self._copy(with_titles=True))
        self.hide_column = self._action("HideColumn", self.tr("&Hide column"), "")
        self.hide_column.triggered.connect(self._hide_current_column)
        self._timer = QTimer(self, singleShot=True, interval=_SUMS_AFTER_MS)
        self._timer.timeout.connect(self._tell_sums)

    def show_sheets(self, sheets: Sequence[Sheet], records: Sequence[TableRecord]) -> None:
        """Show these; the sheet that was looked at stays in view where there is one of its name."""
        names = [sheet.name for sheet in sheets]
        before = self.sheet_name
        if names != [self._sheet.itemData(at) for at in range(self._sheet.count())]:
            self._sheet.clear()
            for name in names:
                self._sheet.addItem(name or self.tr("Pictures"), name)
            self._sheet.setCurrentIndex(names.index(before) if before in names else 0)
        self._sheet.setVisible(len(sheets) > 1)
        self._sheets, self._records = sheets, records
        self._show_sheet()

    @property
    def sheet_name(self) -> str:
        return self._sheet.currentData() or ""

    def set_read_only(self) -> None:
        """Nothing can be typed into cells here."""
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._is_read_only = True

    def refresh(self) -> None:
        """More is known of the values."""
        self.model.refresh()

    def select(self, answer: int, path: ValuePath) -> None:
        """Go to a value, in whichever sheet it is, without telling that the user did."""
        if self.model.row_of(answer, path) in (None, (0, PICTURE)) and len(self._sheets) > 1:
            self._change_sheet(answer, path)
        place = self.model.row_of(answer, path)
        if place is not None:
            self._set_current(self.model.index(*place))

    def _change_sheet(self, answer: int, path: ValuePath) -> None:
        for number, sheet in enumerate(self._sheets):
            for row in sheet.rows:
                record = self._records[row.record]
                if record.answer == answer and any(
                    cell.path is not None and (*record.path, *cell.path) == path
                    for cell in row.cells
                ):
                    self._sheet.setCurrentIndex(number)
                    self._show_sheet()
                    return

    def _show_sheet(self) -> None:
        sheet = self._sheets[max(0, self._sheet.currentIndex())]
        columns = [column.title for column in self.model.sheet.columns]
        place, scrolled = self._current_key(), self.table.verticalScrollBar().value()
        self.model.show(sheet, self._records)
        self._go_back_to(place, scrolled)
        if columns != [column.title for column in sheet.columns]:
            header = self.table.horizontalHeader()
            self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
            for section in range(header.count()):
                self.table.showColumn(section)
                header.moveSection(header.visualIndex(section), section)
        self._fit_columns()
        self._tell_sums_soon()

    def _current_key(self) -> tuple[str, ValuePath, str] | None:
        """The cell that is looked at, by what stays the same while rows come in between."""
        index = self._rows.mapToSource(self.table.currentIndex())
        if not index.isValid():
            return None
        title = str(self.model.headerData(index.column(), Qt.Orientation.Horizontal))
        return *self.model.key_of(index.row()), title

    def _go_back_to(self, place: tuple[str, ValuePath, str] | None, scrolled: int) -> None:
        """More rows came: the cell that was looked at is so still, and so is what is in view."""
        if place is None or self.table.currentIndex().isValid():
            return
        *key, title = place
        titles = [
            self.model.headerData(at, Qt.Orientation.Horizontal)
            for at in range(self.model.columnCount())
        ]
        row = next(
            (at for at in range(self.model.rowCount()) if self.model.key_of(at) == tuple(key)), None
        )
        if row is not None and title in titles:
            self._set_current(self.model.index(row, titles.index(title)))
            self.table.verticalScrollBar().setValue(scrolled)

    def _set_current(self, source: QModelIndex) -> None:
        """Go there without telling that the user did."""
        index = self._rows.mapFromSource(source)
        if index.isValid() and index != self.table.currentIndex():
            selection = self.table.selectionModel()
            selection.blockSignals(True)
            self.table.setCurrentIndex(index)
            selection.blockSignals(False)
            self.table.scrollTo(index)
            self.table.viewport().update()

    def _fit_columns(self) -> None:
        """Widths by the first rows: Qt's own would look at thousands."""
        metrics = self.fontMetrics()
        for section in range(self.model.columnCount()):
            title = str(self.model.headerData(section, Qt.Orientation.Horizontal))
            texts = [
                str(self.model.index(row, section).data() or "")
                for row in range(min(self.model.rowCount(), _SAMPLE_ROWS))
            ]
            widest = max((metrics.horizontalAdvance(text[:80]) for text in texts), default=0)
            width = max(widest + 40, metrics.horizontalAdvance(title) + 40)
            self.table.setColumnWidth(section, min(width, _WIDEST_PX))

    def _on_filter(self, text: str) -> None:
        self._rows.setFilterFixedString(text.strip())
        self._tell_sums_soon()

    def _on_current_changed(self, index: QModelIndex) -> None:
        path = index.data(TreeRole.PATH) if index.isValid() else None
        if path is not None:
            self.value_chosen.emit(index.data(TreeRole.ROOT), path)

    # Sums.

    def _tell_sums_soon(self) -> None:
        self._timer.start()

    def _tell_sums(self) -> None:
        """Of the selected cells, if several are; else of all rows that are in view."""
        selected = self.table.selectionModel().selectedIndexes()
        if len(selected) > 1:
            self._sums.setText(self._sum_of_selection(selected))
            return
        shown: Sequence[Row] = self.model.sheet.rows
        if self._filter.text().strip():
            shown = [
                shown[self._rows.mapToSource(self._rows.index(row, 0)).row()]
                for row in range(self._rows.rowCount())
            ]
        parts = [self.tr("%n row(s)", "", len(shown))]
        for place, column in enumerate(self.model.sheet.columns):
            total = sum_of(column, (row.cells[place] for row in shown))
            if total is not None:
                parts.append(f"{column.title} {QLocale().toString(float(total), 'f', 2)}")
        self._sums.setText(" · ".join(parts))

    def _sum_of_selection(self, selected: Sequence[QModelIndex]) -> str:
        text = self.tr("%n cell(s) selected", "", len(selected))
        by_column: dict[int, list[Cell]] = {}
        for index in selected:
            if index.column() != PICTURE:
                by_column.setdefault(index.column(), []).append(Cell(index.data(TreeRole.VALUE)))
        sums = [sum_of(self.model.column(at), cells) for at, cells in by_column.items()]
        amounts = [each for each in sums if each is not None]
        if not amounts:
            return text
        total = QLocale().toString(float(sum(amounts)), "f", 2)
        #: Such as "3 cells selected · sum 12.50"
        return self.tr("{cells} · sum {sum}").format(cells=text, sum=total)

    # Copying.

    def _copy(self, *, with_titles: bool) -> None:
        """The selection as text that spreadsheets put into cells."""
        text = self.selection_as_text(with_titles=with_titles)
        if text:
            harmless = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            QGuiApplication.clipboard().setText(harmless)

    def selection_as_text(self, *, with_titles: bool = False) -> str:
        """Tabs between cells, a line for each row, as the columns stand; decimals as here."""
        selected = self.table.selectionModel().selectedIndexes()
        header = self.table.horizontalHeader()
        columns = sorted({index.column() for index in selected}, key=header.visualIndex)
        rows = sorted({index.row() for index in selected})
        chosen = {(index.row(), index.column()) for index in selected}
        lines = [
            [
                self._cell_text(self._rows.index(row, at)) if (row, at) in chosen else ""
                for at in columns
            ]
            for row in rows
        ]
        if with_titles:
            titles = [self.model.headerData(at, Qt.Orientation.Horizontal) for at in columns]
            lines.insert(0, [str(title) for title in titles])
        return "\n".join("\t".join(map(_one_line, line)) for line in lines)

    def _cell_text(self, index: QModelIndex) -> str:
        if index.column() == PICTURE:
            return str(index.data() or "")
        kind = self.model.column(index.column()).kind
        return text_of(index.data(TreeRole.VALUE), kind, QLocale().decimalPoint())

    # Columns.

    def _on_menu_wanted(self, place: QPoint) -> None:
        if not self.table.indexAt(place).isValid():
            return
        menu = self._menu()
        menu.addActions([self.copy_cells, self.copy_with_titles])
        editable = self.table.indexAt(place).flags() & Qt.ItemFlag.ItemIsEditable
        if editable and not self._is_read_only:
            menu.addSeparator()
            edit = menu.addAction(self.tr("&Edit value"))
            edit.triggered.connect(lambda: self.table.edit(self.table.currentIndex()))
        menu.addSeparator()
        menu.addAction(self.hide_column)
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _on_columns_wanted(self, place: QPoint) -> None:
        """Which columns are shown."""
        menu = self._menu()
        for section in range(self.model.columnCount()):
            title = str(self.model.headerData(section, Qt.Orientation.Horizontal))
            action = menu.addAction(title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(not self.table.isColumnHidden(section))
            action.setEnabled(section != PICTURE)
            action.toggled.connect(
                lambda shown, section=section: self.table.setColumnHidden(section, not shown)
            )
        menu.popup(self.table.horizontalHeader().mapToGlobal(place))

    def _hide_current_column(self) -> None:
        section = self.table.currentIndex().column()
        if section > PICTURE:
            self.table.hideColumn(section)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _action(self, name: str, text: str, shortcut: str) -> QAction:
        action = QAction(text, self.table)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.table.addAction(action)
        return action


def _one_line(text: str) -> str:
    return " ".join(text.split())
