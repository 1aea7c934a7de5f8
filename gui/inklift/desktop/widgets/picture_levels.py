"""Smaller copies of one large image, made little by little while the window lives on."""

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPainter

# A strip of this many source pixels is shrunk within a few milliseconds.
_STRIP_PIXELS = 1_000_000
# A picture of up to this many pixels is drawn at any size without a pause.
_ENOUGH_PIXELS = 3_000_000


class PictureLevels(QObject):
    """The image itself and halves of it, down to about a screenful. Lives on the GUI thread.

    Shrinking 200 megapixels at once would freeze the window for half a second or more, so each turn
    of the event loop shrinks one strip. Until a level is there, a larger one stands in for it.
    """

    grown = Signal()  # one more level is ready

    def __init__(self, image: QImage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._levels = [image]
        self._growing: QImage | None = None
        self._strip_top_px = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turn)
        if _pixels(image) > _ENOUGH_PIXELS:
            self._timer.start()

    @property
    def is_complete(self) -> bool:
        return not self._timer.isActive()

    def best_for(self, scale: float) -> QImage:
        """The smallest level that still has a pixel for each one drawn, when drawn at `scale`."""
        full_width_px = self._levels[0].width()
        for level in reversed(self._levels):
            if level.width() >= full_width_px * scale:
                return level
        return self._levels[0]

    @Slot()
    def _on_turn(self) -> None:
        source = self._levels[-1]
        if self._growing is None:
            half = QSize(max(1, source.width() // 2), max(1, source.height() // 2))
            # Not filled: touching all of its memory at once would take a quarter of a second.
            self._growing = QImage(half, QImage.Format.Format_ARGB32_Premultiplied)
            self._strip_top_px = 0
        self._shrink_strip(source, self._growing)
        if self._strip_top_px >= self._growing.height():
            self._levels.append(self._growing)
            self._growing = None
            if _pixels(self._levels[-1]) <= _ENOUGH_PIXELS:
                self._timer.stop()
            self.grown.emit()

    def _shrink_strip(self, source: QImage, target: QImage) -> None:
        rows_px = max(1, _STRIP_PIXELS // (2 * source.width()))
        rows_px = min(rows_px, target.height() - self._strip_top_px)
        strip = source.copy(QRect(0, 2 * self._strip_top_px, target.width() * 2, rows_px * 2))
        small = strip.scaled(
            QSize(target.width(), rows_px),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter = QPainter(target)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.drawImage(0, self._strip_top_px, small)
        painter.end()
        self._strip_top_px += rows_px


def _pixels(image: QImage) -> int:
    return image.width() * image.height()
