"""Where a picture lies in a view: zoom, centre, and how points go from one to the other."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF

LARGEST_ZOOM = 16.0
_SMALLEST_ZOOM = 0.01
_LARGEST_FITTED_ZOOM = 2.0  # a tiny picture is not blown up to fill the view
_MARGIN_PX = 8  # around a fitted picture


class Placement:
    """The picture is in its own pixels; the view in logical pixels, of which a screen may have
    `screen_scale` device pixels each. Zoom 1.0 is a device pixel for each pixel of the picture.
    """

    def __init__(self) -> None:
        self.picture = QSizeF()
        self.view = QSizeF()
        self.view_without_bars = QSizeF()  # the largest the view can be
        self.screen_scale = 1.0
        self.zoom = 1.0
        self.fitted = True
        self.centre = QPointF()  # of the view, in pixels of the picture

    def place(self, picture: QSize) -> None:
        """Start with another picture, fitted."""
        self.picture = QSizeF(picture)
        self.fitted = True
        self.settle()

    def settle(self) -> None:
        """Bring zoom and centre back to what is allowed, after anything else has changed."""
        if self.fitted:
            self.zoom = self.fitting_zoom()
            self.centre = QPointF(self.picture.width() / 2, self.picture.height() / 2)
            return
        half_width = self.view.width() / self.points_per_pixel / 2
        half_height = self.view.height() / self.points_per_pixel / 2
        self.centre = QPointF(
            _kept_inside(self.centre.x(), half_width, self.picture.width()),
            _kept_inside(self.centre.y(), half_height, self.picture.height()),
        )

    def zoom_to(self, factor: float, anchor: QPointF) -> None:
        """Zoom, while the point of the picture under `anchor` (in the view) stays under it."""
        under_anchor = self.picture_point(anchor)
        smallest = min(_SMALLEST_ZOOM, self.fitting_zoom())
        self.zoom = min(max(factor, smallest), LARGEST_ZOOM)
        self.fitted = False
        self.centre = under_anchor - (anchor - self._middle) / self.points_per_pixel
        self.settle()

    def pan(self, distance: QPointF) -> None:
        """Move the view over the picture, by logical pixels."""
        self.centre += distance / self.points_per_pixel
        self.settle()

    @property
    def points_per_pixel(self) -> float:
        """Logical pixels of the view for each pixel of the picture."""
        return self.zoom / self.screen_scale

    @property
    def overhang(self) -> QSizeF:
        """By how many logical pixels the picture is larger than the view; nothing when fitted."""
        if self.fitted:
            return QSizeF(0, 0)
        return (self.picture * self.points_per_pixel - self.view).expandedTo(QSizeF(0, 0))

    @property
    def left_top(self) -> QPointF:
        """The corner of the view on the picture as it is drawn, in logical pixels."""
        return self.centre * self.points_per_pixel - self._middle

    @property
    def can_pan(self) -> bool:
        # Half a pixel of slack: rounding alone must not make the picture count as larger.
        return max(self.overhang.width(), self.overhang.height()) > 0.5

    @property
    def visible_part(self) -> QRectF:
        """The part of the picture that is in sight."""
        window = QRectF(QPointF(), self.view / self.points_per_pixel)
        window.moveCenter(self.centre)
        return window.intersected(QRectF(QPointF(), self.picture))

    def picture_point(self, position: QPointF) -> QPointF:
        return self.centre + (position - self._middle) / self.points_per_pixel

    def view_rect(self, rect: QRectF) -> QRectF:
        top_left = (rect.topLeft() - self.centre) * self.points_per_pixel + self._middle
        return QRectF(top_left, rect.size() * self.points_per_pixel)

    def fitting_zoom(self) -> float:
        if self.picture.isEmpty():
            return 1.0
        room_width = max(1.0, self.view_without_bars.width() - 2 * _MARGIN_PX)
        room_height = max(1.0, self.view_without_bars.height() - 2 * _MARGIN_PX)
        fitting = min(room_width / self.picture.width(), room_height / self.picture.height())
        return min(fitting * self.screen_scale, _LARGEST_FITTED_ZOOM)

    @property
    def _middle(self) -> QPointF:
        return QPointF(self.view.width() / 2, self.view.height() / 2)


def _kept_inside(centre: float, half_seen: float, length: float) -> float:
    if 2 * half_seen >= length:
        return length / 2
    return min(max(centre, half_seen), length - half_seen)
