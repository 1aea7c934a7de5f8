"""The large area that says what to do while there is nothing yet."""

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout, QWidget

from inklift.desktop.appearance import SPACE_M_PX, SPACE_S_PX, SPACE_XL_PX, Appearance
from inklift.desktop.widgets.drop_filter import DropFilter
from inklift.desktop.widgets.icon_label import IconLabel

_ICON_PX = 48
_CORNER_PX = 10


class DropArea(QWidget):
    """A dashed area with an icon, a headline, an explanation and buttons. Lives on the GUI thread.

    Takes drops, and shows it while something that it would take is held over it.
    """

    offered = Signal(object)  # tuple of offers, see dropping

    def __init__(self, appearance: Appearance, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._icon_name = icon
        self._hovered = False
        self.setObjectName("DropArea")

        self._icon = IconLabel(appearance, _ICON_PX)
        self._headline = _text_label("DropAreaHeadline")
        self._headline.setFont(appearance.headline_font())
        self._explanation = _text_label("DropAreaExplanation")
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(SPACE_S_PX)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_XL_PX, SPACE_XL_PX, SPACE_XL_PX, SPACE_XL_PX)
        layout.setSpacing(SPACE_M_PX)
        layout.addStretch()
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._headline)
        layout.addWidget(self._explanation)
        layout.addSpacing(SPACE_S_PX)
        layout.addLayout(self._buttons)
        layout.addStretch()

        drops = DropFilter(self)
        drops.offered.connect(self.offered)
        drops.hovering.connect(self._on_hovering)
        appearance.changed.connect(self._take_colours)
        self._take_colours()

    def set_texts(self, headline: str, explanation: str) -> None:
        self._headline.setText(headline)
        self._explanation.setText(explanation)
        self.setAccessibleName(headline)
        self.setAccessibleDescription(explanation)

    def add_button(self, button: QAbstractButton) -> None:
        """Put one more button below the others."""
        self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    @property
    def is_hovered(self) -> bool:
        """Something that would be taken is held over the area."""
        return self._hovered

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._appearance.colour("accent" if self._hovered else "edge"))
        pen.setWidthF(2.0 if self._hovered else 1.5)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(self._appearance.colour("accent-soft" if self._hovered else "base"))
        area = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.drawRoundedRect(area, _CORNER_PX, _CORNER_PX)
        painter.end()

    @Slot(object)
    def _on_hovering(self, hovered: bool) -> None:
        self._hovered = hovered
        self.update()

    @Slot()
    def _take_colours(self) -> None:
        self._icon.set_icon(self._icon_name, "accent")
        palette = self._explanation.palette()
        palette.setColor(self._explanation.foregroundRole(), self._appearance.colour("muted"))
        self._explanation.setPalette(palette)
        self.update()


def _text_label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label
