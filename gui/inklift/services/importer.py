"""From what the user offered (files, folders, addresses, pasted images) to pictures."""

import asyncio
import itertools
import os
import re
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from inklift.core.errors import (
    AppError,
    FolderEmpty,
    PictureError,
    PictureNotPermitted,
    PictureUnreadable,
)
from inklift.core.pictures import FileInfo, Origin, PictureSource
from inklift.engines.sent_addresses import check_sent_address
from inklift.imaging.formats import PICTURE_SUFFIXES
from inklift.services.pictures import PictureService
from inklift.system.background import Aside
from inklift.system.paths import as_storage_error, ensure

AT_ONCE = 4  # files being opened at a time: enough to keep two workers busy


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file or folder; `name` is what the user calls it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class OfferedAddress:
    """A web address. `as_it_is`: not fetched here, sent as an address later."""

    address: str
    as_it_is: bool = False
    named_by_user: bool = False  # typed, so that it may be a private one; not dragged here
    fallback: Callable[[Path], None] | None = None  # writes what a browser showed of it


@dataclass(frozen=True, slots=True)
class OfferedImage:
    """A pasted or dropped image; `write` puts it into a file and may run on any thread."""

    name: str
    write: Callable[[Path], None]


Offer = OfferedFile | OfferedAddress | OfferedImage


@dataclass(frozen=True, slots=True)
class Unopened:
    """Something the user offered that gave no picture, and why."""

    name: str
    error: AppError


@dataclass(frozen=True, slots=True)
class Collected:
    """What one offered file gave: its pages as pictures, or the reason that there are none."""

    sources: tuple[PictureSource, ...] = ()
    unopened: Unopened | None = None


class FetchAddress(Protocol):
    """Downloads a web picture to a file; raises `AddressError`."""

    async def __call__(self, address: str, out: Path, named_by_user: bool) -> None: ...


class Importer:
    """Walks folders, fetches addresses, splits pages. Its coroutines run on the loop."""

    def __init__(
        self,
        *,
        pictures: PictureService,
        aside: Aside,
        fetch: FetchAddress,
        kept_folder: Path,
        service_is_here: bool = False,
    ) -> None:
        self._pictures = pictures
        self._aside = aside
        self._fetch = fetch
        self._kept_folder = kept_folder  # pasted and fetched pictures live here from then on
        self._service_is_here = service_is_here  # of addresses that are sent as they are
        self._ids: Iterator[int] = itertools.count(1)

    async def collect(self, offers: Iterable[Offer]) -> AsyncGenerator[Collected, None]:
        """Open what was offered, in its order; each result comes as soon as those before it.

        When it ends early, of what was not given out no file is left that was made for it.
        """
        waiting: list[asyncio.Task[Collected]] = []
        try:
            async for offer in self._spread(offers):
                waiting.append(asyncio.ensure_future(self._open(offer)))
                if len(waiting) >= AT_ONCE:
                    yield await waiting.pop(0)
            while waiting:
                yield await waiting.pop(0)
        finally:
            for task in waiting:
                if not task.cancel() and not task.cancelled() and task.exception() is None:
                    discard_kept_files(task.result().sources)

    async def _spread(self, offers: Iterable[Offer]) -> AsyncIterator[Offer | Unopened]:
        """The offers, with each folder replaced by the pictures in it and what cannot be opened."""
        for offer in offers:
            if not isinstance(offer, OfferedFile):
                yield offer
                continue
            try:
                files = await self._aside(_files_of, offer)
            except PictureError as error:
                yield Unopened(offer.name, error)
                continue
            for found in files:
                yield found

    async def _open(self, offer: Offer | Unopened) -> Collected:
        try:
            match offer:
                case Unopened():
                    return Collected(unopened=offer)
                case OfferedFile(path, name):
                    return self._pages(name, Origin.FILE, path, await self._pictures.inspect(path))
                case OfferedAddress():
                    return await self._open_address(offer)
                case OfferedImage(name, write):
                    async with self._kept_file(".png") as path:
                        await self._aside(write, path)
                        info = await self._pictures.inspect(path)
                    return self._pages(name, Origin.PASTE, path, info)
        except AppError as error:
            name = offer.address if isinstance(offer, OfferedAddress) else offer.name
            return Collected(unopened=Unopened(name, error))

    async def _open_address(self, offer: OfferedAddress) -> Collected:
        if offer.as_it_is:
            check_sent_address(offer.address, service_is_here=self._service_is_here)
            return Collected((self._unfetched(offer.address),))
        async with self._kept_file("") as path:
            info = await self._fetch_or_fall_back(offer, path)
        return self._pages(offer.address, Origin.ADDRESS, path, info, address=offer.address)

    async def _fetch_or_fall_back(self, offer: OfferedAddress, path: Path) -> FileInfo:
        try:
            await self._fetch(offer.address, path, offer.named_by_user)
            return await self._pictures.inspect(path)
        except AppError:
            if offer.fallback is None:
                raise
            await self._aside(offer.fallback, path)
            return await self._pictures.inspect(path)

    @asynccontextmanager
    async def _kept_file(self, suffix: str) -> AsyncIterator[Path]:
        """A new file, which stays unless what is done with it fails or is cancelled."""
        path = await self._aside(_reserve, self._kept_folder, suffix)
        try:
            yield path
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def _pages(
        self,
        name: str,
        origin: Origin,
        path: Path,
        info: FileInfo,
        address: str | None = None,
    ) -> Collected:
        return Collected(
            tuple(
                PictureSource.of_page(
                    info,
                    page,
                    source_id=f"picture-{next(self._ids)}",
                    name=f"{name}#page={page.page}" if len(info.pages) > 1 else name,
                    origin=origin,
                    path=path,
                    address=address,
                )
                for page in info.pages
            )
        )

    def _unfetched(self, address: str) -> PictureSource:
        return PictureSource(
            id=f"picture-{next(self._ids)}",
            name=address,
            origin=Origin.ADDRESS,
            path=None,
            format="",
            width_px=0,
            height_px=0,
            size_bytes=0,
            sha256="",
            address=address,
        )


def is_web_address(text: str) -> bool:
    """Whether the text is meant as an http(s) address rather than as a path."""
    return text.lower().startswith(("http://", "https://"))


def discard_kept_files(sources: Iterable[PictureSource]) -> None:
    """Remove the files that were made for fetched and pasted pictures; those of the user stay."""
    for source in sources:
        if source.path is not None and source.origin is not Origin.FILE:
            with suppress(OSError):  # what cannot be removed only takes up space
                source.path.unlink(missing_ok=True)


def _files_of(offer: OfferedFile) -> list[OfferedFile | Unopened]:
    """The file itself, or the pictures below a folder in the order a person expects.

    In a folder only names that look like pictures count, hidden ones do not, and links to other
    folders are not followed (they may lead back). Folders that do not open stand among them.
    Raises `FolderEmpty` when there is nothing at all.
    """
    if not os.path.isdir(offer.path):  # noqa: PTH112 - Path.is_dir() raises on a name too long
        return [offer]
    found: list[OfferedFile | Unopened] = []

    def name_closed(error: OSError) -> None:
        found.append(_closed_folder(offer, error))

    for folder, folders, files in os.walk(offer.path, onerror=name_closed):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=_natural)
        below = Path(folder).relative_to(offer.path)
        for name in sorted(files, key=_natural):
            if not name.startswith(".") and name.lower().endswith(PICTURE_SUFFIXES):
                inside = below / name
                called = os.path.join(offer.name, inside)  # noqa: PTH118 - Path would drop "./"
                found.append(OfferedFile(offer.path / inside, called))
    if not found:
        raise FolderEmpty
    return found


def _closed_folder(offer: OfferedFile, error: OSError) -> Unopened:
    """A folder that was offered, or lies below one that was, and cannot be looked into."""
    below = os.path.relpath(error.filename, offer.path)
    name = offer.name if below == os.curdir else os.path.join(offer.name, below)  # noqa: PTH118
    kind = PictureNotPermitted if isinstance(error, PermissionError) else PictureUnreadable
    return Unopened(name, kind(str(error)))


def _natural(name: str) -> list[tuple[int, str]]:
    """Sort key that puts "scan 2" before "scan 10"."""
    return [
        (int(part), "") if part.isdecimal() else (-1, part.casefold())
        for part in re.split(r"(\d+)", name)
    ]


def _reserve(folder: Path, suffix: str) -> Path:
    """A new, empty file in the folder; raises `StorageError`."""
    ensure(folder)
    try:
        handle, name = tempfile.mkstemp(suffix=suffix, prefix="picture-", dir=folder)
    except OSError as error:
        raise as_storage_error(error) from error
    os.close(handle)
    return Path(name)
