"""Three lines of text in a row of a list: a bold one and two that explain it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from inklift.desktop.appearance import SPACE_XS_PX


def three_lines(area: QRect, font: QFont) -> list[QRect]:
    """Where they stand, together in the middle of the area."""
    height = QFontMetrics(font).lineSpacing() + SPACE_XS_PX
    top = area.top() + (area.height() - 3 * height + SPACE_XS_PX) // 2
    return [QRect(area.left(), top + n * height, area.width(), height) for n in range(3)]


def draw_line(
    painter: QPainter,
    place: QRect,
    text: str,
    font: QFont,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
) -> None:
    painter.setFont(font)
    elided = QFontMetrics(font).elidedText(text, elide, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)
