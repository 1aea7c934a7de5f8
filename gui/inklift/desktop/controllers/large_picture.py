"""The picture in view: asks for its pixels off the GUI thread, first quickly, then sharply."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from inklift.core.pictures import PictureSource
from inklift.desktop.bridge import Bridge, QtTask
from inklift.services.pictures import PictureService, RenderedPicture

FIRST_LOOK_PX = 1600  # longest side of the first rendering: fills a pane, comes quickly
SHARPEST_PX = 8000  # 256 MB of pixels at the most; more detail than a receipt has


class LargePictureController(QObject):
    """Renders the current picture. Lives on the GUI thread.

    `image_ready` carries (`QImage`, `PictureSource`); `unreadable` an error, when there is nothing
    at all to show; a picture that went out of view in the meantime is never told.
    """

    image_ready = Signal(object, object)
    unreadable = Signal(object)
    cleared = Signal()

    def __init__(self, pictures: PictureService, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._bridge = bridge
        self._source: PictureSource | None = None
        self._task: QtTask | None = None
        self._rendered_px = 0

    def show(self, source: PictureSource | None) -> None:
        self._stop()
        self._source = source
        self._rendered_px = 0
        if source is None or source.path is None:
            self.cleared.emit()
        else:
            self._render(source, FIRST_LOOK_PX)

    def sharpen(self) -> None:
        """The user looks closer than the pixels at hand: get them all."""
        source = self._source
        if source is None or source.path is None or self._task is not None:
            return
        longest = min(SHARPEST_PX, max(source.width_px, source.height_px))
        if longest > self._rendered_px:
            self._render(source, longest)

    def _render(self, source: PictureSource, longest_side_px: int) -> None:
        def on_rendered(rendered: RenderedPicture) -> None:
            self._task = None
            self._rendered_px = longest_side_px
            self.image_ready.emit(image_of(rendered), source)

        def on_failed(error: Exception) -> None:
            self._task = None
            if self._rendered_px:
                self._rendered_px = longest_side_px  # what is shown stays, and is not tried again
            else:
                self.unreadable.emit(error)

        task = self._bridge.run(
            lambda _: self._pictures.render(source, longest_side_px), parent=self
        )
        task.succeeded.connect(on_rendered)
        task.failed.connect(on_failed)
        self._task = task

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None


def image_of(rendered: RenderedPicture) -> QImage:
    """The pixels as an image that owns its memory."""
    return QImage(
        rendered.rgbx,
        rendered.width_px,
        rendered.height_px,
        rendered.width_px * 4,
        QImage.Format.Format_RGBX8888,
    ).copy()
