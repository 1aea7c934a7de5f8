"""Which program this is, and the versions that a helper will ask for."""

import platform

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inklift import __version__
from inklift.desktop.appearance import SPACE_L_PX, SPACE_M_PX, Appearance
from inklift.desktop.widgets.naming import named

_ICON_PX = 64


class AboutDialog(QDialog):
    """Name, version, licence; *Copy versions* puts them on the clipboard."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("AboutDialog")
        self.setWindowTitle(self.tr("About Inklift"))
        icon = QLabel()
        icon.setPixmap(appearance.app_icon().pixmap(QSize(_ICON_PX, _ICON_PX)))
        name = QLabel(f"Inklift {__version__}")
        name.setFont(appearance.headline_font())
        purpose = QLabel(
            self.tr(
                "Drop pictures of receipts and documents, say in plain words what you want from "
                "them, get text that you can trust."
            )
        )
        purpose.setWordWrap(True)
        versions = named(QLabel(_versions()), "Versions")
        versions.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        licence = QLabel(self.tr("Free software under the MIT licence."))

        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setObjectName("AboutClose")
        copy = named(QPushButton(self.tr("Copy versions")), "CopyVersions")
        copy.setIcon(appearance.icon("copy"))
        copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(f"Inklift {__version__}\n{_versions()}")
        )
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)

        texts = QVBoxLayout()
        texts.setSpacing(SPACE_M_PX)
        for label in (name, purpose, versions, licence):
            texts.addWidget(label)
        top = QHBoxLayout()
        top.setSpacing(SPACE_L_PX)
        top.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(texts, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L_PX, SPACE_L_PX, SPACE_L_PX, SPACE_L_PX)
        column.setSpacing(SPACE_L_PX)
        column.addLayout(top)
        column.addWidget(buttons)


def _versions() -> str:
    return "\n".join(
        (
            f"Python {platform.python_version()}",
            f"Qt {qVersion()}, PySide6 {pyside_version}",
            platform.platform(terse=True),
        )
    )
