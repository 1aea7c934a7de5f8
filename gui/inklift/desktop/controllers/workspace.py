"""The pictures of this session: adding, removing, turning, ordering, and the one in view."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QTimer, Signal
from PySide6.QtGui import QImage, QImageWriter

from inklift.core.errors import PictureUnreadable
from inklift.core.pictures import PictureSource
from inklift.desktop.bridge import Bridge, QtTask, Report
from inklift.desktop.item_models.picture_list import PictureListModel
from inklift.imaging.formats import PICTURE_SUFFIXES
from inklift.services.importer import (
    Collected,
    Importer,
    Offer,
    OfferedAddress,
    OfferedFile,
    OfferedImage,
    Unopened,
    is_web_address,
)

TAKE_AFTER_MS = 40  # each insertion has the list laid out anew: several pictures share one
ANNOUNCE_AFTER_MS = 20  # pictures come by the thousand: what depends on all of them is told once
ROWS_ANNOUNCED_IN_MS = 10  # the wait grows with the rows, as the work does


@dataclass(frozen=True, slots=True)
class AddingResult:
    """What came of one drop, paste or dialog."""

    added: int
    already_there: int
    unopened: tuple[Unopened, ...]


class WorkspaceController(QObject):
    """Holds the list of pictures. Lives on the GUI thread.

    `pictures_changed`: which pictures there are, or their order, is another now.
    `current_changed`: the picture to show large (a `PictureSource`, or None).
    `adding_changed`: whether pictures are being opened right now.
    `adding_ended`: an `AddingResult`; before it `adding_broke`, an error, if there was a bug.
    """

    pictures_changed = Signal()
    current_changed = Signal(object)
    adding_changed = Signal(bool)
    adding_ended = Signal(object)
    adding_broke = Signal(object)

    def __init__(
        self, importer: Importer, bridge: Bridge, model: PictureListModel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._importer = importer
        self._bridge = bridge
        self.model = model
        self._current_id: str | None = None
        self._adding: list[QtTask] = []
        self._fingerprints: set[str] = set()
        self._announcement = QTimer(self, singleShot=True, interval=ANNOUNCE_AFTER_MS)
        self._announcement.timeout.connect(self.pictures_changed)
        model.layoutChanged.connect(self._on_order_changed)  # also by a drag within the list

    @property
    def sources(self) -> tuple[PictureSource, ...]:
        return tuple(row.source for row in self.model.rows)

    @property
    def current(self) -> PictureSource | None:
        row = None if self._current_id is None else self.model.row_of(self._current_id)
        return None if row is None else self.model.rows[row].source

    @property
    def size_bytes(self) -> int:
        """Of all files here; a file with many pages counts once."""
        return sum({source.sha256: source.size_bytes for source in self.sources}.values())

    @property
    def file_patterns(self) -> str:
        """What a file dialog is to show, such as "*.jpg *.png"."""
        return " ".join(f"*{suffix} *{suffix.upper()}" for suffix in PICTURE_SUFFIXES)

    @property
    def is_adding(self) -> bool:
        return bool(self._adding)

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Add files and folders."""
        self._offer([OfferedFile(path, str(path)) for path in paths])

    def add_arguments(self, arguments: Sequence[str]) -> None:
        """Add what stood on the command line: files, folders and web addresses, in that order."""
        self._offer(
            [
                OfferedAddress(argument, named_by_user=True)
                if is_web_address(argument)
                else OfferedFile(Path(argument), argument)
                for argument in arguments
            ]
        )

    def add_addresses(
        self,
        addresses: Sequence[str],
        *,
        as_it_is: bool = False,
        typed: bool = False,
        image: QImage | None = None,
    ) -> None:
        """Add web pictures; `image` is what a browser showed, for when the address gives nothing.

        Only an address that the user typed may be a private one.
        """
        fallback = None if image is None else _writer(image)
        self._offer([OfferedAddress(address, as_it_is, typed, fallback) for address in addresses])

    def add_image(self, image: QImage, name: str) -> None:
        """Add a pasted image, which has no file yet."""
        self._offer([OfferedImage(name, _writer(image))])

    def _offer(self, offers: Sequence[Offer]) -> None:
        """Open what the user dropped, pasted or chose; pictures appear as they are opened."""
        if not offers:
            return
        result = AddingResult(0, 0, ())

        async def collect(report: Report) -> None:
            async for collected in self._importer.collect(offers):
                report(collected)

        arrived: list[Collected] = []
        pause = QTimer(self, singleShot=True, interval=TAKE_AFTER_MS)

        def take() -> None:
            nonlocal result
            result = self._take(arrived, result)
            arrived.clear()

        def on_collected(collected: Collected) -> None:
            arrived.append(collected)
            if not pause.isActive():
                pause.start()

        def on_over() -> None:
            pause.deleteLater()
            take()
            self._adding.remove(task)
            self.adding_changed.emit(self.is_adding)
            self.adding_ended.emit(result)

        pause.timeout.connect(take)
        task = self._bridge.run(collect, parent=self)
        task.progressed.connect(on_collected)
        task.succeeded.connect(on_over)
        task.cancelled.connect(on_over)
        task.failed.connect(on_over)
        task.failed.connect(self.adding_broke)
        self._adding.append(task)
        self.adding_changed.emit(True)

    def open(self, sources: Sequence[PictureSource]) -> None:
        """Have just these pictures, which are known already, in place of those that are here."""
        self.stop_adding()
        self.model.clear()
        self.model.append(sources)
        self.show(sources[0].id if sources else None)
        self._announce()

    def stop_adding(self) -> None:
        for task in self._adding:
            task.cancel()

    def remove(self, rows: Sequence[int]) -> None:
        """Take pictures off the list (their files stay); the next one becomes the current one."""
        if not rows:
            return
        current_row = self.model.row_of(self._current_id) if self._current_id is not None else None
        self.model.remove(rows)
        if current_row in rows:
            row = min(min(rows), len(self.model.rows) - 1)
            self.show(self.model.rows[row].source.id if row >= 0 else None)
        self._announce()

    def move(self, rows: Sequence[int], before: int) -> None:
        self.model.move(rows, before)

    def turn(self, rows: Sequence[int], quarter_turns: int) -> None:
        """Turn pictures clockwise. Their answers stay: they may have cost something."""
        for row in rows:
            source = self.model.rows[row].source
            turned = replace(source, quarter_turns=(source.quarter_turns + quarter_turns) % 4)
            if quarter_turns % 2:
                turned = replace(turned, width_px=source.height_px, height_px=source.width_px)
            self.model.set_source(turned)
            if source.id == self._current_id:
                self.current_changed.emit(turned)
        if rows:
            self._announce()

    def show(self, source_id: str | None) -> None:
        """Make this the picture in view."""
        if source_id != self._current_id:
            self._current_id = source_id
            self.current_changed.emit(self.current)

    def step(self, by: int) -> None:
        """Show the picture that many rows further, stopping at the ends."""
        rows = self.model.rows
        if not rows:
            return
        here = self.model.row_of(self._current_id) if self._current_id is not None else None
        row = 0 if here is None else max(0, min(len(rows) - 1, here + by))
        self.show(rows[row].source.id)

    def _on_order_changed(self) -> None:
        self._announce_soon()

    def _announce_soon(self) -> None:
        """At once for a few; with thousands, that much work a few times in a second only."""
        if not self._announcement.isActive():
            rows = len(self.model.rows)
            self._announcement.start(max(ANNOUNCE_AFTER_MS, rows // ROWS_ANNOUNCED_IN_MS))

    def _announce(self) -> None:
        self._fingerprints = {source.fingerprint for source in self.sources}
        self._announce_soon()

    def _take(self, arrived: Sequence[Collected], result: AddingResult) -> AddingResult:
        unopened = tuple(one.unopened for one in arrived if one.unopened is not None)
        sources = [source for one in arrived for source in one.sources]
        new = []
        for source in sources:
            if source.fingerprint not in self._fingerprints:
                self._fingerprints.add(source.fingerprint)
                new.append(source)
        if new:
            self.model.append(new)
            if not result.added:
                self.show(new[0].id)  # the first of what the user just added
            self._announce_soon()
        return AddingResult(
            result.added + len(new),
            result.already_there + len(sources) - len(new),
            (*result.unopened, *unopened),
        )


def _writer(image: QImage) -> Callable[[Path], None]:
    """Writes the image as PNG, on whatever thread calls it: the copy is nobody else's."""
    own = image.copy()

    def write(path: Path) -> None:
        if not QImageWriter(str(path), QByteArray(b"PNG")).write(own):
            raise PictureUnreadable("the pasted image could not be written")

    return write
