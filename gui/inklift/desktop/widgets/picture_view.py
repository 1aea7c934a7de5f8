"""One picture, large: zoomed, moved about, with boxes drawn over it."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, log2

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QRubberBand, QWidget

from inklift.desktop.appearance import SPACE_XL_PX, Appearance
from inklift.desktop.colours import Role
from inklift.desktop.widgets.picture_levels import PictureLevels
from inklift.desktop.widgets.placement import Placement

_ZOOM_STEP = 1.25
_ZOOM_PER_WHEEL_UNIT = 1.0018  # a notch is 120 units: about a quarter larger
_PAN_STEP_PX = 60
# How much of the view a part takes that is looked at, and how large it is drawn at most.
_LOOK_WIDTH, _LOOK_HEIGHT, _LARGEST_LOOK = 0.6, 0.12, 1.5
_LOOK_SLACK = 1.6  # a zoom that is so near to the best one is left as it is
_SHARPER_DELAY_MS = 120  # a turn of the wheel comes as many small zooms: ask once, at its end


@dataclass(frozen=True, slots=True)
class Zoom:
    """How large the picture is shown: device pixels for each pixel of the full picture."""

    factor: float
    fitted: bool  # follows the size of the view


@dataclass(frozen=True, slots=True)
class PictureBox:
    """A rectangle in pixels of the full picture, and the colour it is drawn in."""

    rect: QRectF
    role: Role = "accent"
    is_current: bool = False  # the one that is looked at; the others stay quiet


class PictureView(QAbstractScrollArea):
    """Shows a QImage, fitted at first. Lives on the GUI thread.

    The image may be a reduced rendering of a picture of `full_size`; zoom and boxes are always in
    pixels of the full picture. When it is zoomed in further than the rendering is sharp,
    `sharper_wanted` says how many rendered pixels there should be for each pixel of the full
    picture (a float up to 1.0); whoever has such a rendering hands it to `sharpen`.

    The mouse moves the picture, and with Shift held draws a box. Keys: + and - zoom, 0 shows the
    actual size, F fits, arrows move. All others, and the arrows while there is nothing to move, go
    on to the parent.
    """

    zoom_changed = Signal(object)  # Zoom
    sharper_wanted = Signal(object)  # float
    clicked = Signal(object)  # QPointF, in pixels of the full picture
    area_drawn = Signal(object)  # QRectF, the same: a box that was drawn with Shift held

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._levels: PictureLevels | None = None
        self._rendered_scale = 1.0  # rendered pixels for each pixel of the full picture
        self._asked_scale = 0.0
        self._placement = Placement()
        self._told_zoom = Zoom(1.0, fitted=True)
        self._boxes: tuple[PictureBox, ...] = ()
        self._placeholder = ""
        self._drag_from: QPointF | None = None
        self._pressed_at: QPointF | None = None
        self._band: QRubberBand | None = None  # while a box is drawn
        self._mirroring = False

        self.setObjectName("PictureView")
        self.setAccessibleName(self.tr("Picture"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._sharper_timer = QTimer(self)
        self._sharper_timer.setSingleShot(True)
        self._sharper_timer.setInterval(_SHARPER_DELAY_MS)
        self._sharper_timer.timeout.connect(self._on_zoom_rested)
        appearance.changed.connect(self._on_appearance_changed)

    def set_image(self, image: QImage, full_size: QSize) -> None:
        """Show a picture, fitted, without boxes. `full_size` is that of the upright picture."""
        self._boxes = ()
        self._asked_scale = 0.0
        self._placement.place(full_size)
        self._replace_rendering(image)

    def sharpen(self, image: QImage) -> None:
        """Replace the rendering of the same picture by another one; the view stays as it is."""
        self._replace_rendering(image)

    def clear(self) -> None:
        """Show no picture, only the placeholder."""
        self.set_image(QImage(), QSize())

    def set_placeholder(self, text: str) -> None:
        """What is said where no picture is shown."""
        self._placeholder = text
        self._describe()
        self.viewport().update()

    def set_boxes(self, boxes: Iterable[PictureBox]) -> None:
        self._boxes = tuple(boxes)
        self.viewport().update()

    def zoom_to_rect(self, rect: QRectF) -> None:
        """Bring a part of the full picture to the middle, large enough to be read with ease.

        A view that shows it so already stays as it is.
        """
        if not self.has_picture or rect.isEmpty():
            return
        room = self._placement.view
        wide = room.width() * _LOOK_WIDTH / rect.width()
        high = room.height() * _LOOK_HEIGHT / rect.height()
        wanted = min(wide, high, _LARGEST_LOOK) * self._placement.screen_scale
        wanted = max(wanted, self._placement.fitting_zoom())
        is_readable = wanted / _LOOK_SLACK <= self._placement.zoom <= wanted * _LOOK_SLACK
        if not is_readable:
            self._placement.zoom_to(wanted, QRectF(self.viewport().rect()).center())
        if not is_readable or not self._placement.visible_part.contains(rect):
            self._placement.centre = rect.center()
            self._placement.settle()
        self._update_view()

    def reveal(self, rect: QRectF) -> None:
        """Move the view, if need be, so that this part of the full picture is in sight."""
        if self.has_picture and not self._placement.visible_part.contains(rect):
            self._placement.centre = rect.center()
            self._update_view()

    @property
    def has_picture(self) -> bool:
        return self._levels is not None

    @property
    def zoom(self) -> Zoom:
        return Zoom(self._placement.zoom, self._placement.fitted)

    def set_zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom, while the point of the picture under `at` (in the viewport) stays where it is."""
        if self.has_picture:
            anchor = at if at is not None else QRectF(self.viewport().rect()).center()
            self._placement.zoom_to(factor, anchor)
            self._update_view()

    @Slot()
    def fit(self) -> None:
        """Show the whole picture, and keep doing so when the view changes its size."""
        self._placement.fitted = True
        self._update_view()

    @Slot()
    def show_actual_size(self) -> None:
        """One pixel of the screen for each pixel of the picture."""
        self.set_zoom(1.0)

    @Slot()
    def zoom_in(self) -> None:
        self.set_zoom(self._placement.zoom * _ZOOM_STEP)

    @Slot()
    def zoom_out(self) -> None:
        self.set_zoom(self._placement.zoom / _ZOOM_STEP)

    def picture_point(self, position: QPointF) -> QPointF:
        """Where in the full picture a point of the viewport lies."""
        return self._placement.picture_point(position)

    def view_rect(self, rect: QRectF) -> QRectF:
        """Where in the viewport a rectangle of the full picture lies."""
        return self._placement.view_rect(rect)

    def sizeHint(self) -> QSize:
        return QSize(480, 560)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 160)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._appearance.colour("canvas"))
        if self._levels is None:
            self._draw_placeholder(painter)
        else:
            self._draw_picture(painter, self._levels)
            self._draw_boxes(painter)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._appearance.colour("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_view()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.has_picture:
            event.ignore()
            return
        turned = event.angleDelta()
        # Only a touchpad tells the phases of a movement: two fingers move, a pinch or Ctrl zooms.
        from_touchpad = event.phase() != Qt.ScrollPhase.NoScrollPhase
        keys = event.modifiers()
        if from_touchpad and not keys & Qt.KeyboardModifier.ControlModifier:
            self._pan(-QPointF(event.pixelDelta()))
        elif keys & Qt.KeyboardModifier.ShiftModifier or abs(turned.x()) > abs(turned.y()):
            self._pan(QPointF(-(turned.x() or turned.y()), 0))
        else:
            factor = _ZOOM_PER_WHEEL_UNIT ** turned.y()
            self.set_zoom(self._placement.zoom * factor, event.position())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.set_zoom(self._placement.zoom * (1 + event.value()), event.position())
                return True
            return False
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._update_view()
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.button() == Qt.MouseButton.LeftButton and shift and self.has_picture:
            self._band = QRubberBand(QRubberBand.Shape.Rectangle, self.viewport())
        elif event.button() == Qt.MouseButton.LeftButton and self._placement.can_pan:
            self._drag_from = event.position()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self._pressed_at = event.position() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._band is not None and self._pressed_at is not None:
            area = QRectF(self._pressed_at, event.position()).normalized().toRect()
            self._band.setGeometry(area)
            self._band.show()
            return
        if self._drag_from is not None:
            self._pan(self._drag_from - event.position())
            self._drag_from = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag_from = None
            self._update_view()
            pressed, self._pressed_at = self._pressed_at, None
            band, self._band = self._band, None
            if band is not None:
                band.hide()
                band.deleteLater()
            if pressed is not None and self.has_picture:
                moved = (event.position() - pressed).manhattanLength()
                if band is not None and moved >= QApplication.startDragDistance():
                    corners = map(self._placement.picture_point, (pressed, event.position()))
                    self.area_drawn.emit(QRectF(*corners).normalized())
                    return
                if moved < QApplication.startDragDistance():
                    self.clicked.emit(self._placement.picture_point(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._placement.fitted:
            self.set_zoom(1.0, event.position())
        else:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = {
            Qt.Key.Key_Left: QPointF(-_PAN_STEP_PX, 0),
            Qt.Key.Key_Right: QPointF(_PAN_STEP_PX, 0),
            Qt.Key.Key_Up: QPointF(0, -_PAN_STEP_PX),
            Qt.Key.Key_Down: QPointF(0, _PAN_STEP_PX),
        }
        commands = {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,  # + without Shift on many keyboards
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.show_actual_size,
            Qt.Key.Key_F: self.fit,
        }
        # Ctrl and Alt belong to the shortcuts of the window; Shift and the number pad do not.
        others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if not self.has_picture or event.modifiers() & others:
            event.ignore()
        elif event.key() in commands:
            commands[Qt.Key(event.key())]()
        elif event.key() in arrows and self._placement.can_pan:
            self._pan(arrows[Qt.Key(event.key())])
        else:
            event.ignore()

    def _replace_rendering(self, image: QImage) -> None:
        if self._levels is not None:
            self._levels.deleteLater()
            self._levels = None
        if not image.isNull() and not self._placement.picture.isEmpty():
            self._levels = PictureLevels(image, self)
            self._levels.grown.connect(self.viewport().update)
            self._rendered_scale = image.width() / self._placement.picture.width()
        self._describe()
        self._update_view()

    def _describe(self) -> None:
        self.setAccessibleDescription("" if self.has_picture else self._placeholder)

    def _pan(self, distance: QPointF) -> None:
        if self._placement.can_pan:
            self._placement.pan(distance)
            self._update_view()

    def _update_view(self) -> None:
        self._measure()
        self._mirror_in_scroll_bars()
        self._update_cursor()
        if self._wanted_scale() > self._asked_scale:
            self._sharper_timer.start()
        self.viewport().update()
        if self.has_picture and self.zoom != self._told_zoom:
            self._told_zoom = self.zoom
            self.zoom_changed.emit(self.zoom)

    def _measure(self) -> None:
        self._placement.view = QSizeF(self.viewport().size())
        self._placement.view_without_bars = QSizeF(self.maximumViewportSize())
        self._placement.screen_scale = self.devicePixelRatioF()
        self._placement.settle()

    def _mirror_in_scroll_bars(self) -> None:
        # A new range may show or hide a bar: the view is resized, and we come here in between.
        was_mirroring = self._mirroring
        self._mirroring = True
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, round(self._placement.overhang.width()))
        down.setRange(0, round(self._placement.overhang.height()))
        for bar, room in ((across, self.viewport().width()), (down, self.viewport().height())):
            bar.setPageStep(room)
            bar.setSingleStep(_PAN_STEP_PX)
        across.setValue(round(self._placement.left_top.x()))
        down.setValue(round(self._placement.left_top.y()))
        self._mirroring = was_mirroring

    def _update_cursor(self) -> None:
        if self._drag_from is None and self._placement.can_pan and self.has_picture:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif self._drag_from is None:
            self.viewport().unsetCursor()

    def _wanted_scale(self) -> float:
        """How sharp the rendering should be for this zoom; 0.0 when it is sharp enough."""
        zoom = self._placement.zoom
        if not self.has_picture or self._rendered_scale >= min(1.0, zoom / 1.02):
            return 0.0
        return min(1.0, 2.0 ** ceil(log2(zoom)))

    @Slot()
    def _on_zoom_rested(self) -> None:
        wanted = self._wanted_scale()
        if wanted > self._asked_scale:
            self._asked_scale = wanted
            self.sharper_wanted.emit(wanted)

    @Slot()
    def _on_scrolled(self) -> None:
        if not self._mirroring:
            bars = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
            self._pan(bars - self._placement.left_top)

    @Slot()
    def _on_appearance_changed(self) -> None:
        self.viewport().update()

    def _draw_placeholder(self, painter: QPainter) -> None:
        room = self.viewport().rect().adjusted(SPACE_XL_PX, SPACE_XL_PX, -SPACE_XL_PX, -SPACE_XL_PX)
        painter.setPen(self._appearance.colour("muted"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), self._placeholder)

    def _draw_picture(self, painter: QPainter, levels: PictureLevels) -> None:
        place = self._placement
        level = levels.best_for(place.zoom / self._rendered_scale)
        part = place.visible_part
        target = place.view_rect(part)
        across = level.width() / place.picture.width()
        down = level.height() / place.picture.height()
        source = QRectF(
            part.x() * across, part.y() * down, part.width() * across, part.height() * down
        )
        if level.hasAlphaChannel():
            painter.fillRect(target, QColor("white"))  # what is transparent is paper
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, level, source)

    def _draw_boxes(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box in sorted(self._boxes, key=lambda each: each.is_current):
            area = self._placement.view_rect(box.rect).adjusted(-3, -3, 3, 3)
            colour = self._appearance.colour_on_paper(box.role)
            tint = QColor(colour)
            tint.setAlpha(48)
            if not box.is_current:
                colour.setAlpha(110)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colour, 1))
                painter.drawRoundedRect(area, 3, 3)
                continue
            painter.setBrush(tint)
            painter.setPen(QPen(QColor(255, 255, 255, 190), 4))  # also seen upon dark pictures
            painter.drawRoundedRect(area, 3, 3)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, 2))
            painter.drawRoundedRect(area, 3, 3)
