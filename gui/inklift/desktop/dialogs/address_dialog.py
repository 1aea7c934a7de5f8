"""Asks for the web address of a picture."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from inklift.desktop.appearance import SPACE_L_PX, SPACE_S_PX
from inklift.desktop.widgets.naming import named


class AddressDialog(QDialog):
    """`address` and `as_it_is` hold what the user chose once the dialog was accepted."""

    def __init__(self, *, as_it_is: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("AddressDialog")
        self.setWindowTitle(self.tr("Add web address"))
        self._field = named(QLineEdit(), "Address", self.tr("Web address"))
        self._field.setPlaceholderText("https://")
        self._field.setMinimumWidth(self._field.fontMetrics().averageCharWidth() * 56)
        self._field.textChanged.connect(self._on_changed)
        label = QLabel(self.tr("Web address of a picture or PDF"))
        label.setBuddy(self._field)

        self._as_it_is = named(
            QCheckBox(self.tr("Send the address itself")),
            "SendAddress",
            self.tr("Send the address itself"),
        )
        self._as_it_is.setChecked(as_it_is)
        explanation = QLabel(
            self.tr(
                "Only for Dumpling AI: the service fetches the picture, with all the place and "
                "camera data in it. It is not shown here first."
            )
        )
        explanation.setWordWrap(True)
        explanation.setForegroundRole(QPalette.ColorRole.PlaceholderText)

        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        add = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        add.setText(self.tr("Add"))
        add.setObjectName("AddAddress")
        add.setProperty("primary", True)
        cancel = self._buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setObjectName("AddressCancel")
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L_PX, SPACE_L_PX, SPACE_L_PX, SPACE_L_PX)
        column.setSpacing(SPACE_S_PX)
        column.addWidget(label)
        column.addWidget(self._field)
        column.addSpacing(SPACE_S_PX)
        column.addWidget(self._as_it_is)
        column.addWidget(explanation)
        column.addSpacing(SPACE_S_PX)
        column.addWidget(self._buttons)
        self._take_from_clipboard()
        self._on_changed()

    @property
    def address(self) -> str:
        return self._field.text().strip()

    @property
    def as_it_is(self) -> bool:
        return self._as_it_is.isChecked()

    def _take_from_clipboard(self) -> None:
        text = QGuiApplication.clipboard().text()[:2000].strip()
        if _is_address(text):
            self._field.setText(text)
            self._field.selectAll()

    def _on_changed(self) -> None:
        add = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        add.setEnabled(_is_address(self.address))


def _is_address(text: str) -> bool:
    url = QUrl(text, QUrl.ParsingMode.StrictMode)
    return url.isValid() and url.scheme().lower() in ("http", "https") and bool(url.host())
