"""Thumbnails for the rows in view: newest wish first, few at a time, never a stutter."""

import time
from collections import OrderedDict, deque

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap

from inklift.core.pictures import PictureSource
from inklift.desktop.bridge import Bridge
from inklift.services.pictures import PictureService

AT_ONCE = 4  # keeps both picture workers busy and leaves room for what scrolls into view next
PIXMAPS_KEPT = 300
DRAIN_INTERVAL_MS = 50
DRAIN_BUDGET_S = 0.004  # of each interval, so that a frame is never late


class ThumbnailController(QObject):
    """Keeps thumbnails as JPEG bytes, and the last few hundred as pixmaps. Lives on the GUI thread.

    `arrived` tells a source id whose pixmap can be had now.
    """

    arrived = Signal(str)

    def __init__(self, pictures: PictureService, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._bridge = bridge
        self._jpegs: dict[str, bytes] = {}
        self._pixmaps: OrderedDict[str, QPixmap] = OrderedDict()
        self._wanted: OrderedDict[str, PictureSource] = OrderedDict()
        self._under_way: set[str] = set()
        self._hopeless: set[str] = set()
        self._to_decode: deque[PictureSource] = deque()
        self._drain = QTimer(self, interval=DRAIN_INTERVAL_MS)
        self._drain.timeout.connect(self._on_drain)

    def pixmap(self, source: PictureSource) -> QPixmap | None:
        """The thumbnail if it is at hand; else it is on its way and `arrived` will tell."""
        key = source.fingerprint
        pixmap = self._pixmaps.get(key)
        if pixmap is not None:
            self._pixmaps.move_to_end(key)
            return pixmap
        if source.path is None or key in self._hopeless or key in self._under_way:
            return None
        if key in self._jpegs:
            self._under_way.add(key)
            self._enqueue(source)
        else:
            self._wanted[key] = source
            self._wanted.move_to_end(key)
            self._ask()
        return None

    def _ask(self) -> None:
        while self._wanted and len(self._under_way) < AT_ONCE:
            key, source = self._wanted.popitem()
            self._under_way.add(key)
            self._fetch(source)

    def _fetch(self, source: PictureSource) -> None:
        task = self._bridge.run(lambda _: self._pictures.thumbnail(source), parent=self)
        task.succeeded.connect(lambda data: self._on_thumbnail(source, data))
        task.failed.connect(lambda _: self._on_failed(source))

    def _on_thumbnail(self, source: PictureSource, data: bytes) -> None:
        self._jpegs[source.fingerprint] = data
        self._enqueue(source)
        # Its place in the queue of workers is free now, though it still has to be decoded.
        self._ask_more(source)

    def _ask_more(self, source: PictureSource) -> None:
        self._under_way.discard(source.fingerprint)
        self._ask()

    def _on_failed(self, source: PictureSource) -> None:
        self._hopeless.add(source.fingerprint)
        self._ask_more(source)

    def _enqueue(self, source: PictureSource) -> None:
        self._to_decode.append(source)
        if not self._drain.isActive():
            self._drain.start()

    def _on_drain(self) -> None:
        end = time.perf_counter() + DRAIN_BUDGET_S
        while self._to_decode and time.perf_counter() < end:
            source = self._to_decode.popleft()
            key = source.fingerprint
            self._under_way.discard(key)
            pixmap = QPixmap()
            if not pixmap.loadFromData(self._jpegs[key]):
                self._hopeless.add(key)
                continue
            self._pixmaps[key] = pixmap
            if len(self._pixmaps) > PIXMAPS_KEPT:
                self._pixmaps.popitem(last=False)
            self.arrived.emit(source.id)
        if not self._to_decode:
            self._drain.stop()
