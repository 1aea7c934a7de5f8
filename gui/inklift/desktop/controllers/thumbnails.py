"""Thumbnails for the rows in view: newest wish first, few at a time, never a stutter."""

import time
from collections import OrderedDict
from collections.abc import Iterable

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

    `arrived` tells a source id whose pixmap can be had now. Keys are fingerprints.
    """

    arrived = Signal(str)

    def __init__(self, pictures: PictureService, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._bridge = bridge
        self._jpegs: dict[str, bytes] = {}
        self._pixmaps: OrderedDict[str, QPixmap] = OrderedDict()
        self._wanted: OrderedDict[str, PictureSource] = OrderedDict()
        self._fetching: set[str] = set()
        self._to_decode: OrderedDict[str, PictureSource] = OrderedDict()
        self._hopeless: set[str] = set()
        self._drain = QTimer(self, interval=DRAIN_INTERVAL_MS)
        self._drain.timeout.connect(self._on_drain)

    def pixmap(self, source: PictureSource) -> QPixmap | None:
        """The thumbnail if it is at hand; else it is on its way and `arrived` will tell."""
        key = source.fingerprint
        pixmap = self._pixmaps.get(key)
        if pixmap is not None:
            self._pixmaps.move_to_end(key)
            return pixmap
        if source.path is None or key in self._hopeless:
            return None
        if key in self._jpegs:
            self._decode_soon(source)
        elif key not in self._fetching:
            self._wanted[key] = source
            self._wanted.move_to_end(key)
            self._fetch_more()
        return None

    def forget_all_but(self, sources: Iterable[PictureSource]) -> None:
        """Let go of what belongs to pictures that are not here any more."""
        here = {source.fingerprint for source in sources}
        for kept in (self._jpegs, self._pixmaps, self._wanted, self._to_decode):
            for key in kept.keys() - here:
                del kept[key]
        self._hopeless &= here

    def _fetch_more(self) -> None:
        while self._wanted and len(self._fetching) < AT_ONCE:
            key, source = self._wanted.popitem()
            self._fetching.add(key)
            self._fetch(source)

    def _fetch(self, source: PictureSource) -> None:
        task = self._bridge.run(lambda _: self._pictures.thumbnail(source), parent=self)
        task.succeeded.connect(lambda data: self._on_thumbnail(source, data))
        task.failed.connect(lambda _: self._on_failed(source))

    def _on_thumbnail(self, source: PictureSource, data: bytes) -> None:
        self._fetching.discard(source.fingerprint)
        self._jpegs[source.fingerprint] = data
        self._decode_soon(source)
        self._fetch_more()

    def _on_failed(self, source: PictureSource) -> None:
        self._fetching.discard(source.fingerprint)
        self._hopeless.add(source.fingerprint)
        self._fetch_more()

    def _decode_soon(self, source: PictureSource) -> None:
        self._to_decode.setdefault(source.fingerprint, source)
        if not self._drain.isActive():
            self._drain.start()

    def _on_drain(self) -> None:
        end = time.perf_counter() + DRAIN_BUDGET_S
        while self._to_decode and time.perf_counter() < end:
            key, source = self._to_decode.popitem(last=False)
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
