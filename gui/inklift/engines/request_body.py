"""The body of one request: checked against the limits, then read and encoded while it is sent."""

import asyncio
import json
import os
import stat
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import pybase64

from inklift.core.asking import wants_json, words_for
from inklift.core.errors import (
    Outcome,
    PictureMissing,
    PictureNotPermitted,
    PictureTooLarge,
    PictureUnreadable,
    RequestRefused,
)
from inklift.core.extract_image_api import (
    MAX_PICTURES,
    MAX_SENT_PICTURE_BYTES,
    MAX_SENT_REQUEST_BYTES,
    REQUEST_SOURCE,
    InputMethod,
)
from inklift.core.ports import EngineRequest, RequestPicture

_READ_BYTES = 192 * 1024  # a multiple of 3, so that base64 needs no padding in between
_PIECE_BYTES = _READ_BYTES // 3 * 4
_PIECES_AT_ONCE = 4  # going to a thread and back takes longer than reading one


@dataclass(frozen=True, slots=True)
class _PictureFile:
    """A file as it was when the length of the body was settled."""

    path: Path
    name: str
    size_bytes: int
    modified_ns: int

    @property
    def encoded_bytes(self) -> int:
        return (self.size_bytes + 2) // 3 * 4


class RequestBody:
    """The JSON of one request as a stream of known length. Made on any thread, sent on the loop,
    once.

    Files are read and encoded on threads of the loop's default executor, a few pieces at a time;
    the first of them, which are all of a small body, when it is made. `sent_whole` turns true, and
    `on_last_piece` is called, just before the last piece is handed over. Until then the service
    cannot have the request: without its end it is no JSON, and has no prompt. That is the one sure
    sign of *not sent* there is, for bodies of any size: one that fits into the socket's buffers is
    handed over whole at once, and so rightly counts as *maybe sent* from then on.
    """

    def __init__(
        self,
        start: bytes,
        files: tuple[_PictureFile, ...],
        end: bytes,
        on_last_piece: Callable[[], None],
    ) -> None:
        self._start = start
        self._files = files
        self._end = end
        commas_and_quotes = max(0, len(files) - 1) + 2 * len(files)
        encoded_bytes = sum(file.encoded_bytes for file in files)
        self.length_bytes = len(start) + commas_and_quotes + encoded_bytes + len(end)
        self._on_last_piece = on_last_piece
        self._rest = self._pieces()
        self._read_ahead = _next_few(self._rest)
        self.sent_whole = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            for piece in self._read_ahead:
                yield piece
            if len(self._read_ahead) < _PIECES_AT_ONCE:
                break
            # A thread that is still reading when the request is cancelled keeps the generator, and
            # with it the open file, to itself until it is done.
            self._read_ahead = await asyncio.to_thread(_next_few, self._rest)
        self.sent_whole = True
        self._on_last_piece()
        yield self._end

    def _pieces(self) -> Iterator[bytes]:
        """Everything but the end.

        What is small is gathered first, or thousands of small pictures would make as many writes;
        a full piece goes out as it was encoded, since copying it would double the work.
        """
        gathered = bytearray(self._start)
        for index, file in enumerate(self._files):
            gathered += b',"' if index else b'"'
            for data in _read(file):
                encoded = pybase64.b64encode(data)
                if gathered and len(gathered) + len(encoded) > _PIECE_BYTES:
                    yield bytes(gathered)
                    gathered.clear()
                if len(encoded) == _PIECE_BYTES:
                    yield encoded
                else:
                    gathered += encoded
            gathered += b'"'
        yield bytes(gathered)


def _next_few(pieces: Iterator[bytes]) -> list[bytes]:
    return list(islice(pieces, _PIECES_AT_ONCE))


def _read(file: _PictureFile) -> Iterator[bytes]:
    """The file's bytes; `PictureUnreadable` when it is no longer the file that was measured."""
    try:
        with file.path.open("rb") as opened:
            left_bytes = file.size_bytes
            while left_bytes and _is_unchanged(opened, file):
                data = opened.read(min(_READ_BYTES, left_bytes))
                if not data:
                    break
                left_bytes -= len(data)
                yield data
            if left_bytes or not _is_unchanged(opened, file):
                raise PictureUnreadable(f"{file.name}: the file changed while it was being sent")
    except OSError as error:
        raise PictureUnreadable(f"{file.name}: {error}") from error


def _is_unchanged(opened: BinaryIO, file: _PictureFile) -> bool:
    now = os.fstat(opened.fileno())
    return (now.st_size, now.st_mtime_ns) == (file.size_bytes, file.modified_ns)


def make_body(
    request: EngineRequest, on_last_piece: Callable[[], None] = lambda: None
) -> RequestBody:
    """Measure the files and check everything before a single byte is sent. Blocks on the disk.

    Raises `PictureError` for a picture that cannot go (one that is too large, or all together:
    `PictureTooLarge` with their names as its detail), `RequestRefused` (`NOT_SENT`) for a request
    that no service would take.
    """
    count = len(request.pictures)
    if not 1 <= count <= MAX_PICTURES:
        raise RequestRefused(f"{count} pictures in one request", outcome=Outcome.NOT_SENT)
    words = words_for(request.prompt, request.form, count)
    if not words.strip():
        raise RequestRefused("the prompt is empty", outcome=Outcome.NOT_SENT)
    end = b'],"prompt":%b,"jsonMode":%b,"requestSource":%b}' % (
        _json(words),
        _json(wants_json(request.form, count)),
        _json(REQUEST_SOURCE),
    )
    if request.send_addresses:
        addresses = b",".join(_json(_address(picture)) for picture in request.pictures)
        return RequestBody(_start(InputMethod.URL) + addresses, (), end, on_last_piece)
    files = tuple(_measured(picture) for picture in request.pictures)
    together_bytes = sum(file.size_bytes for file in files)
    if together_bytes > MAX_SENT_REQUEST_BYTES:
        raise PictureTooLarge(
            ", ".join(file.name for file in files),
            size_bytes=together_bytes,
            limit_bytes=MAX_SENT_REQUEST_BYTES,
        )
    return RequestBody(_start(InputMethod.BASE64), files, end, on_last_piece)


def _start(method: InputMethod) -> bytes:
    return b'{"inputMethod":%b,"images":[' % _json(method)


def _json(value: str | bool) -> bytes:
    return json.dumps(value).encode("ascii")


def _address(picture: RequestPicture) -> str:
    if picture.source.address is None:
        raise ValueError(f"{picture.source.name} has no address to send")
    return picture.source.address


def _measured(picture: RequestPicture) -> _PictureFile:
    prepared, name = picture.prepared, picture.source.name
    if prepared is None:
        raise ValueError(f"{name} was not prepared")
    try:
        found = prepared.path.stat()
    except FileNotFoundError as error:
        raise PictureMissing(name) from error
    except PermissionError as error:
        raise PictureNotPermitted(name) from error
    except OSError as error:
        raise PictureUnreadable(f"{name}: {error}") from error
    # A pipe or a device would be read for ever, an empty picture be paid for.
    if not stat.S_ISREG(found.st_mode) or found.st_size == 0:
        raise PictureUnreadable(f"{name}: nothing to send is in {prepared.path.name}")
    if found.st_size != prepared.size_bytes:
        raise PictureUnreadable(f"{name}: the file changed after it was prepared")
    if found.st_size > MAX_SENT_PICTURE_BYTES:
        raise PictureTooLarge(name, size_bytes=found.st_size, limit_bytes=MAX_SENT_PICTURE_BYTES)
    return _PictureFile(prepared.path, name, found.st_size, found.st_mtime_ns)
