"""Answers one request with the engine *This computer*, and keeps nothing of it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Protocol

from inklift.core.answers import read_answer
from inklift.core.errors import (
    AddressRefused,
    AddressUnreachable,
    AppError,
    EngineError,
    PictureError,
    PictureTooLarge,
    StorageError,
    WorkersUnavailable,
)
from inklift.core.extract_image_api import MAX_TAKEN_REQUEST_BYTES, InputMethod
from inklift.core.pictures import FileInfo, Origin, PictureSource
from inklift.core.ports import Engine, EngineRequest, RequestPicture
from inklift.core.prompts import AnswerForm, Grouping
from inklift.endpoint.base64_file import PictureFile, decode
from inklift.endpoint.json_body import TOGETHER_TOO_LARGE, not_base64
from inklift.endpoint.replies import BadRequestError
from inklift.endpoint.request_fields import ExtractRequest
from inklift.endpoint.shortening import shortened
from inklift.system.background import Aside
from inklift.system.paths import as_storage_error

FetchPicture = Callable[[str, Path], Awaitable[None]]
"""Downloads an address to a file; raises `AddressError`, `PictureTooLarge`, `StorageError`."""

_FETCHES_AT_ONCE = 4


class InspectPictures(Protocol):
    """What of `services.pictures.PictureService` is needed here."""

    async def inspect(self, path: Path) -> FileInfo: ...


class ExtractionFailedError(Exception):
    """Nothing is wrong with the request, and yet there is no answer; its text tells why."""


class Extraction:
    """Opens, reads and answers. Lives on the loop; requests are answered side by side."""

    def __init__(
        self, *, pictures: InspectPictures, engine: Engine, fetch: FetchPicture, aside: Aside
    ) -> None:
        self._pictures = pictures
        self._engine = engine
        self._fetch = fetch
        self._aside = aside

    async def results(self, asked: ExtractRequest, folder: Path) -> str:
        """The answer to a request; its temporary files go into `folder`, which the caller removes.

        All pictures are opened before the first is read, since that takes seconds for each. Raises
        `BadRequestError`, `ExtractionFailedError`.
        """
        if asked.input_method is InputMethod.URL:
            paths = await self._fetched(asked.images, folder)
        else:
            paths = await self._decoded(asked.images, folder)
        sources = [
            await self._opened(index, path, _name(index, asked)) for index, path in enumerate(paths)
        ]
        return shortened(await self._read(asked, sources), json_mode=asked.json_mode)

    async def _fetched(self, images: Sequence[str | PictureFile], folder: Path) -> list[Path]:
        turn = asyncio.Semaphore(_FETCHES_AT_ONCE)
        fetched_bytes = 0

        async def fetch(index: int, image: str | PictureFile) -> Path:
            nonlocal fetched_bytes
            out = folder / f"{index}.fetched"
            async with turn:
                try:
                    if isinstance(image, PictureFile):
                        raise AddressRefused("longer than any address")
                    await self._fetch(image, out)
                except AppError as error:
                    raise _told(index, error) from error
            fetched_bytes += out.stat().st_size
            if fetched_bytes > MAX_TAKEN_REQUEST_BYTES:
                raise BadRequestError(TOGETHER_TOO_LARGE)
            return out

        try:
            async with asyncio.TaskGroup() as group:
                fetches = [
                    group.create_task(fetch(index, image)) for index, image in enumerate(images)
                ]
        except ExceptionGroup as failures:
            raise failures.exceptions[0] from None
        return [task.result() for task in fetches]

    async def _decoded(self, images: Sequence[str | PictureFile], folder: Path) -> list[Path]:
        """Files of all pictures; those that came as long base64 are in files by now."""
        paths: list[Path] = []
        decoded_bytes = 0
        for index, image in enumerate(images):
            if isinstance(image, PictureFile):
                paths.append(image.path)
                decoded_bytes += image.size_bytes
            else:
                path = folder / f"{index}.decoded"
                decoded_bytes += await self._aside(_decode, index, image, path)
                paths.append(path)
            if decoded_bytes > MAX_TAKEN_REQUEST_BYTES:
                raise BadRequestError(TOGETHER_TOO_LARGE)
        return paths

    async def _opened(self, index: int, path: Path, name: str) -> PictureSource:
        try:
            info = await self._pictures.inspect(path)
        except AppError as error:
            raise _told(index, error) from error
        if len(info.pages) > 1:
            raise BadRequestError(
                f"images[{index}] holds {len(info.pages)} pages. Send each as a picture of its own."
            )
        return PictureSource.of_page(
            info, info.pages[0], source_id=str(index), name=name, origin=Origin.FILE, path=path
        )

    async def _read(self, asked: ExtractRequest, sources: Sequence[PictureSource]) -> str:
        begun = ["0"]
        request = EngineRequest(
            tuple(RequestPicture(source) for source in sources),
            asked.prompt,
            AnswerForm(asked.json_mode, Grouping.TOGETHER),
        )
        try:
            raw = await self._engine.ask(request, begun.append)
        except AppError as error:
            raise _told(int(begun[-1]), error) from error
        return read_answer(raw.body, json_mode=False).results


def _decode(index: int, image: str, path: Path) -> int:
    """Write the picture to a file; returns its size in bytes. Blocking."""
    try:
        picture = decode(image)
    except ValueError as error:
        raise BadRequestError(not_base64(index)) from error
    try:
        return path.write_bytes(picture)
    except OSError as error:
        raise as_storage_error(error) from error


def _name(index: int, asked: ExtractRequest) -> str:
    """What a picture is called in an answer as text that is about several."""
    image = asked.images[index]
    is_address = asked.input_method is InputMethod.URL and isinstance(image, str)
    return str(image) if is_address else f"Picture {index + 1}"


def _told(index: int, error: AppError) -> BadRequestError | ExtractionFailedError:
    """Whose fault it is, in the client's words."""
    picture = f"images[{index}]"
    match error:
        case PictureTooLarge():
            return BadRequestError(f"{picture} is too large. Send a smaller copy of it.")
        case PictureError():
            return BadRequestError(
                f"{picture} is not a picture that can be opened. JPEG, PNG, WebP, HEIC and HEIF "
                "can, and some others; the file may be damaged."
            )
        case AddressRefused():
            return BadRequestError(
                f"{picture} is not fetched: only public http and https addresses are "
                f"({error.detail})."
            )
        case AddressUnreachable():
            return ExtractionFailedError(f"{picture} could not be fetched ({error.detail})")
        case EngineError():
            return ExtractionFailedError(
                f"{picture} could not be read, most often for want of memory"
            )
        case WorkersUnavailable():
            return ExtractionFailedError("the processes that open pictures cannot be started")
        case StorageError():
            return ExtractionFailedError(f"the disk cannot be written ({error.code})")
    return ExtractionFailedError(error.code)
