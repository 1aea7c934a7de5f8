"""An icon on its own, beside a text that says the same in words."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from inklift.desktop.appearance import ICON_PX, Appearance
from inklift.desktop.colours import Role


class IconLabel(QWidget):
    """Draws an icon in its own colour, sharp on every screen. Lives on the GUI thread."""

    def __init__(
        self, appearance: Appearance, size_px: int = ICON_PX, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._icon = appearance.app_icon()
        self.setObjectName("IconLabel")
        self.setFixedSize(QSize(size_px, size_px))
        appearance.changed.connect(self._on_appearance_changed)

    def set_icon(self, name: str, role: Role) -> None:
        self._icon = self._appearance.icon(name, role)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()

    @Slot()
    def _on_appearance_changed(self) -> None:
        self.update()
