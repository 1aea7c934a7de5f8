"""Everything that opens a picture, done by worker processes: a bad file costs only itself."""

import asyncio
import contextlib
import hashlib
import importlib
import itertools
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inklift.core.errors import (
    PictureChanged,
    PictureMissing,
    PictureNotFetched,
    PictureNotPermitted,
    PictureTooLarge,
    PictureUnreadable,
    ReadingFailed,
    WorkersUnavailable,
)
from inklift.core.pictures import (
    THUMBNAIL_PX,
    FileInfo,
    PictureSource,
    Preparation,
    PreparedPicture,
)
from inklift.core.readings import Reading
from inklift.system.background import Aside
from inklift.system.paths import write_cached
from inklift.system.workers import WorkerDied, WorkerNotStarted, WorkerPool, WorkerTimedOut

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WorkerJob:
    """A function named by its module, so that only the worker pays for importing it."""

    module: str
    function: str

    def __call__(self, *args: object) -> object:
        return getattr(importlib.import_module(self.module), self.function)(*args)


def _imaging(function: str) -> WorkerJob:
    return WorkerJob("inklift.imaging.jobs", function)


def _reading(function: str) -> WorkerJob:
    return WorkerJob("inklift.reading.jobs", function)


@dataclass(frozen=True, slots=True)
class RenderedPicture:
    """Pixels for the screen: `rgbx` holds width × height × 4 bytes, row by row."""

    width_px: int
    height_px: int
    rgbx: bytes


class PictureService:
    """Opens, draws, prepares and reads pictures. Its coroutines run on the loop.

    All of them raise `PictureError`, or `WorkersUnavailable` when no process can be started.
    """

    def __init__(
        self,
        *,
        pictures: WorkerPool,
        reading: WorkerPool,
        aside: Aside,
        thumbnails_folder: Path,
        scratch_folder: Path,
    ) -> None:
        self._pictures = pictures
        self._reading = reading
        self._aside = aside
        self._thumbnails_folder = thumbnails_folder
        self._scratch_folder = scratch_folder
        self._numbers: Iterator[int] = itertools.count(1)

    async def inspect(self, path: Path) -> FileInfo:
        info = await self._run(_imaging("inspect"), path)
        assert isinstance(info, FileInfo)
        return info

    async def thumbnail(self, source: PictureSource) -> bytes:
        """The JPEG bytes of the picture at most `THUMBNAIL_PX` large, from the disk if kept there.

        The cache goes by content, so a file that moved, or is gone, keeps its thumbnail. Raises
        `PictureChanged` rather than draw what another file shows that has its name now.
        """
        path = _path_of(source)
        kept = thumbnail_file(self._thumbnails_folder, source.fingerprint)
        with contextlib.suppress(OSError):
            return await self._aside(kept.read_bytes)
        data = await self._run(
            _imaging("thumbnail"), path, source.page, source.quarter_turns, THUMBNAIL_PX
        )
        assert isinstance(data, bytes)
        await self.check_unchanged(source)
        try:
            await self._aside(write_cached, kept, data)
        except OSError as error:  # a full disk only costs speed here
            logger.info("thumbnail not kept: %s", error)
        return data

    async def render(self, source: PictureSource, longest_side_px: int) -> RenderedPicture:
        """The upright picture for the screen, no larger than asked for."""
        path = _path_of(source)
        with self.scratch_file(".rgbx") as out:
            size = await self._run(
                _imaging("render"),
                path,
                source.page,
                source.quarter_turns,
                longest_side_px,
                out,
                urgent=True,  # the picture in view goes before thumbnails
            )
            assert isinstance(size, tuple)
            width, height = size
            return RenderedPicture(width, height, await self._aside(out.read_bytes))

    async def prepare(
        self, source: PictureSource, preparation: Preparation, out: Path
    ) -> PreparedPicture:
        """Write to `out` what may be sent of the picture: upright, no metadata, a taken format."""
        prepared = await self._run(
            _imaging("prepare"),
            _path_of(source),
            source.page,
            source.quarter_turns,
            preparation,
            out,
        )
        assert isinstance(prepared, PreparedPicture)
        return prepared

    async def check_unchanged(self, source: PictureSource) -> None:
        """Raise `PictureChanged` when the file has other bytes than when the picture was added.

        Nothing is checked of an address that is sent as it is.
        """
        if source.path is None:
            return
        try:
            sha256 = await self._aside(_sha256_of, source.path)
        except FileNotFoundError as error:
            raise PictureMissing(str(error.strerror)) from error
        except OSError as error:
            raise PictureNotPermitted(str(error.strerror)) from error
        if sha256 != source.sha256:
            raise PictureChanged

    async def warm_up_reading(self) -> None:
        """Load the models before they are needed; failing early helps nobody, so it only logs."""
        try:
            await self._reading.run(_reading("warm_up"))
        except (ReadingFailed, WorkerNotStarted, WorkerDied, WorkerTimedOut) as error:
            logger.warning("the reading worker could not warm up: %s", error)

    async def read(self, source: PictureSource) -> Reading:
        """The text of a picture, read on this computer. Raises `ReadingFailed` as well."""
        try:
            reading = await self._reading.run(
                _reading("read"), _path_of(source), source.page, source.quarter_turns
            )
        except WorkerNotStarted as error:
            raise WorkersUnavailable(str(error)) from error
        except (WorkerDied, WorkerTimedOut) as error:
            raise ReadingFailed(str(error)) from error
        assert isinstance(reading, Reading)
        return reading

    @contextlib.contextmanager
    def scratch_file(self, suffix: str) -> Iterator[Path]:
        """A path for a temporary file that is gone afterwards, whatever happened."""
        self._scratch_folder.mkdir(parents=True, exist_ok=True)
        path = self._scratch_folder / f"{next(self._numbers)}{suffix}"
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    async def close(self) -> None:
        await asyncio.gather(self._aside(self._pictures.close), self._aside(self._reading.close))

    async def _run(self, job: WorkerJob, path: Path, *args: object, urgent: bool = False) -> object:
        try:
            return await self._pictures.run(job, path, *args, urgent=urgent)
        except WorkerNotStarted as error:
            raise WorkersUnavailable(str(error)) from error
        except WorkerDied as error:
            if error.out_of_memory:
                raise PictureTooLarge(f"its decoder needs too much memory: {error}") from error
            raise PictureUnreadable(f"its decoder stopped: {error}") from error
        except WorkerTimedOut as error:
            raise PictureUnreadable(f"its decoder took too long: {error}") from error


def thumbnail_file(folder: Path, fingerprint: str) -> Path:
    """Where the thumbnail of a picture is kept, if it is."""
    name = hashlib.sha256(f"{fingerprint}/{THUMBNAIL_PX}".encode()).hexdigest()
    return folder / name[:2] / f"{name[2:40]}.jpg"


def _path_of(source: PictureSource) -> Path:
    if source.path is None:
        raise PictureNotFetched(source.name)
    return source.path


def _sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
