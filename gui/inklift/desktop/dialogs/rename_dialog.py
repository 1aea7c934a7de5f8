"""Copies pictures under names made of their answers; every name is seen before it is written."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from inklift.core.renaming import USUAL_PATTERN
from inklift.desktop.appearance import SPACE_L_PX, SPACE_S_PX
from inklift.desktop.controllers.picture_copies import PictureCopiesController
from inklift.desktop.error_messages import error_text
from inklift.desktop.widgets.elided_label import ElidedLabel
from inklift.desktop.widgets.fitting_screen import resize_to_fit
from inklift.desktop.widgets.naming import named
from inklift.export.picture_copies import Copied, PlannedCopy

_USUAL = QSize(720, 560)
_PLAN_AFTER_MS = 200  # of the last letter typed
_FOLDER_NAME = "Renamed"


class RenameDialog(QDialog):
    """Pattern and folder above, the new names below. Lives on the GUI thread."""

    def __init__(self, copies: PictureCopiesController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("RenameDialog")
        self.setWindowTitle(self.tr("Copy pictures under new names"))
        self._copies = copies
        self._plan: tuple[PlannedCopy, ...] = ()
        self._copied: Copied | None = None
        self._folder = (copies.folder or Path.home()) / _FOLDER_NAME
        self._soon = QTimer(self, singleShot=True, interval=_PLAN_AFTER_MS)
        self._soon.timeout.connect(self._plan_anew)

        self._pattern = named(QLineEdit(USUAL_PATTERN), "NamePattern", self.tr("Name"))
        self._pattern.textChanged.connect(lambda _: self._soon.start())
        label = QLabel(self.tr("&Name"))
        label.setBuddy(self._pattern)
        fields = named(ElidedLabel(elide=Qt.TextElideMode.ElideRight), "NameFields")
        fields.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        known = " ".join(f"{{{name}}}" for name in copies.fields)
        #: {fields} are such as "{date} {merchant}"
        fields.setText(self.tr("Fields: {fields}").format(fields=known))
        self._place = named(ElidedLabel(str(self._folder)), "CopyFolder")
        choose = named(QPushButton(self.tr("Choose &folder…")), "ChooseFolder")
        choose.clicked.connect(self._choose_folder)
        place = QHBoxLayout()
        place.addWidget(QLabel(self.tr("Into")))
        place.addWidget(self._place, 1)
        place.addWidget(choose)

        self._names = named(QTableWidget(0, 2), "NewNames", self.tr("New names"))
        self._names.setHorizontalHeaderLabels([self.tr("Picture"), self.tr("Copy")])
        self._names.verticalHeader().hide()
        self._names.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._names.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._names.setTabKeyNavigation(False)
        self._names.setCornerButtonEnabled(False)
        header = self._names.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

        self._said = named(QLabel(), "CopyResult")
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._undo = named(QPushButton(self.tr("&Undo")), "UndoCopies")
        self._undo.clicked.connect(self._take_back)
        self._undo.hide()
        self._copy = named(QPushButton(), "CopyPictures")
        self._copy.setProperty("primary", True)
        self._copy.setDefault(True)
        self._copy.clicked.connect(self._carry_out)
        close = named(QPushButton(self.tr("Close")), "CloseRename")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        for button in (choose, self._undo):
            button.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addWidget(self._said, 1)
        for button in (self._undo, self._copy, close):
            buttons.addWidget(button)

        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L_PX, SPACE_L_PX, SPACE_L_PX, SPACE_L_PX)
        column.setSpacing(SPACE_S_PX)
        for part in (label, self._pattern, fields):
            column.addWidget(part)
        column.addLayout(place)
        column.addWidget(self._names, 1)
        column.addLayout(buttons)
        resize_to_fit(self, _USUAL)
        copies.planned.connect(self._on_planned)
        copies.copied.connect(self._on_copied)
        copies.taken_back.connect(self._on_taken_back)
        copies.failed.connect(self._on_failed)
        self._on_planned(())
        self._plan_anew()

    def _choose_folder(self) -> None:
        start = self._folder if self._folder.exists() else self._folder.parent
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Into which folder?"), str(start))
        if chosen:
            self._folder = Path(chosen)
            self._place.setText(chosen)
            self._plan_anew()

    def _plan_anew(self) -> None:
        self._copies.plan(self._pattern.text(), self._folder)

    def _on_planned(self, plan: tuple[PlannedCopy, ...]) -> None:
        self._plan = plan
        self._names.setRowCount(len(plan))
        for row, copy in enumerate(plan):
            self._names.setItem(row, 0, QTableWidgetItem(copy.source.name))
            self._names.setItem(row, 1, QTableWidgetItem(copy.target.name))
        self._copy.setText(self.tr("&Copy %n picture(s)", "", len(plan)))
        self._copy.setEnabled(bool(plan))

    def _carry_out(self) -> None:
        self._copy.setEnabled(False)
        self._copies.carry_out(self._plan)

    def _on_copied(self, copied: Copied) -> None:
        self._copied = copied
        count = len(copied.files)
        text = self.tr("%n picture(s) copied.", "", count)
        if copied.error is not None:
            text = f"{text} {error_text(copied.error).title}"
        self._said.setText(text)
        self._undo.setVisible(count > 0)
        self._plan_anew()  # the same again would need other names

    def _take_back(self) -> None:
        if self._copied is not None:
            self._copies.take_back(self._copied)

    def _on_taken_back(self, count: int) -> None:
        self._copied = None
        self._undo.hide()
        self._said.setText(self.tr("%n file(s) removed.", "", count))
        self._plan_anew()

    def _on_failed(self, error: Exception) -> None:
        self._said.setText(error_text(error).title)
        self._on_planned(())
