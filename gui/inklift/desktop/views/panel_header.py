"""The line above a pane: its title and its few buttons."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from inklift.desktop.appearance import ICON_PX, SPACE_M_PX, SPACE_S_PX


class PanelHeader(QWidget):
    """A title on the left, buttons on the right; the same height in every pane."""

    def __init__(self, title: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE_M_PX, SPACE_S_PX, SPACE_S_PX, SPACE_S_PX)
        self._row.setSpacing(0)
        if isinstance(title, QLabel):
            font = title.font()
            font.setBold(True)
            title.setFont(font)
        self._row.addWidget(title, 1)

    def add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)

    def add_action(self, action: QAction) -> QToolButton:
        """A button for what the menu offers as well."""
        button = QToolButton()
        button.setDefaultAction(action)
        button.setObjectName(f"{action.objectName()}Button")
        button.setAccessibleName(action.iconText())
        button.setIconSize(QSize(ICON_PX, ICON_PX))
        button.setAutoRaise(True)
        self.add(button)
        return button
