"""Icons drawn from an SVG in the colour of the moment, sharp at every size."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer


class SvgIconEngine(QIconEngine):
    """Draws an SVG in the colour that holds at the moment of drawing; `QColor()` keeps its own."""

    # PySide6 6.11 lets go of what `clone()` returns while Qt still uses it: the program crashes.
    # Qt asks for clones only when an icon is altered, which is rare, so keeping them is cheap.
    _clones: ClassVar[list["SvgIconEngine"]] = []

    def __init__(self, drawing: str, colour_for: Callable[[QIcon.Mode], QColor]) -> None:
        super().__init__()
        self._drawing = drawing
        self._colour_for = colour_for

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, scale))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(  # noqa: N802 (Qt's name)
        self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float
    ) -> QPixmap:
        """`size` is in logical pixels; the pixmap has `scale` times as many."""
        colour = self._colour_for(mode)
        sharp = size * scale
        key = f"inklift-icon {hash(self._drawing)} {colour.name()} {sharp.toTuple()}"
        pixmap = QPixmap()
        if not QPixmapCache.find(key, pixmap):
            pixmap = self._render(sharp, colour)
            QPixmapCache.insert(key, pixmap)
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def clone(self) -> QIconEngine:
        twin = SvgIconEngine(self._drawing, self._colour_for)
        self._clones.append(twin)
        return twin

    def _render(self, size: QSize, colour: QColor) -> QPixmap:
        drawing = self._drawing
        if colour.isValid():
            drawing = drawing.replace("currentColor", colour.name())
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        side_px = min(size.width(), size.height())
        area = QRectF((size.width() - side_px) / 2, (size.height() - side_px) / 2, side_px, side_px)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, area)
        painter.end()
        return pixmap
