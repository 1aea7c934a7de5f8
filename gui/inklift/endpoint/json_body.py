"""The JSON of a request as it arrives, in little memory whatever its size.

The pictures, up to 100 MB of base64, are decoded into files on their way; only what is left, the
skeleton, is kept and parsed. A streaming parser such as ijson hands over whole strings, so that one
picture, or one hostile string, would stand in memory several times.
"""

import json
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from inklift.core.extract_image_api import (
    MAX_PICTURES,
    MAX_TAKEN_PICTURE_BYTES,
    MAX_TAKEN_REQUEST_BYTES,
)
from inklift.core.json_text import MAX_DEPTH
from inklift.endpoint.base64_file import Base64File, PictureFile
from inklift.endpoint.replies import BadRequestError

LONGEST_SHORT = 2_048  # characters; an address has no more, and any picture does
MAX_SKELETON_BYTES = 8 * 2**20  # the prompt, and MAX_PICTURES short strings
MAX_MARKS = 100_000  # brackets, commas and colons: parsing the skeleton costs time for each

_MARK = re.compile(rb'[\[\]{}:,"]')
_REST_OF_STRING = re.compile(rb'(?:[^"\\]++|\\(?:u[0-9a-fA-F]{4}|[^u]))*+')
_ESCAPE_BYTES = len(rb"\u002B")  # the longest
TOGETHER_TOO_LARGE = (
    "The total file size exceeds the limit of 100 MB. Send fewer pictures in one request."
)
_NAME_BYTES = 64  # more than the name of any member that matters
_BOM = b"\xef\xbb\xbf"


class JsonBody:
    """Takes a body in pieces of any size. Blocking calls, one thread at a time.

    Keeps the skeleton (8 MiB at most, usually some hundred bytes) and of a picture no more than the
    piece that was just given. The files go into `folder`, which the caller removes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._skeleton = bytearray()
        self._unread = b""  # an escape that the last piece broke off in
        # Where in the JSON this is.
        self._marks = 0
        self._open: list[bytes] = []  # the brackets around
        self._name = b""  # the last string directly in the outermost object, as it is written
        self._member = ""  # whose value comes or has begun, in the outermost object
        self._in_string = False
        # The pictures.
        self._index = -1
        self._text: bytearray | None = None  # of a picture, while it is short
        self._file: Base64File | None = None
        self._files: dict[str, PictureFile] = {}  # by what stands for them in the skeleton
        self._decoded_bytes = 0
        self._token = secrets.token_hex(16)  # no client can guess it, and so none can write it

    def feed(self, piece: bytes) -> None:
        """Take the next piece. Raises `BadRequestError` or `StorageError`."""
        data = self._unread + piece
        self._unread = b""
        position = 0
        while position < len(data):
            read = self._read_string if self._in_string else self._read_marks
            position = read(data, position)

    def finish(self) -> Any:
        """The value, in which a long string of `images` is a `PictureFile`.

        Raises `BadRequestError` for what is no JSON in UTF-8.
        """
        if self._in_string or self._open:
            raise BadRequestError("The body is cut off: its JSON has no end.")
        try:
            text = self._skeleton.removeprefix(_BOM).decode("utf-8")
            value = json.loads(text, parse_constant=_refuse)
        except UnicodeDecodeError as error:
            raise BadRequestError("The body is not in UTF-8.") from error
        except ValueError as error:
            raise BadRequestError(f"The body is not valid JSON{_reason(error)}.") from error
        images = value.get("images") if isinstance(value, dict) else None
        if isinstance(images, list):
            value["images"] = [
                self._files.get(image, image) if isinstance(image, str) else image
                for image in images
            ]
        return value

    def close(self) -> None:
        """Close a file that is still open. May be called twice."""
        if self._file is not None:
            self._file.close()

    def _read_marks(self, data: bytes, start: int) -> int:
        """Go on to the string that begins next, or to the end; returns how far that is."""
        for mark in _MARK.finditer(data, start):
            if mark[0] == b'"':
                self._keep(data[start : mark.end()])
                self._begin_string()
                return mark.end()
            self._pass(mark[0])
        self._keep(data[start:])
        return len(data)

    def _pass(self, mark: bytes) -> None:
        self._marks += 1
        if self._marks > MAX_MARKS:
            raise BadRequestError("The body holds too many values.")
        if mark in b"[{":
            self._open.append(mark)
            if len(self._open) > MAX_DEPTH:
                raise BadRequestError("The body is nested too deep.")
        elif mark in b"]}":
            if self._open:
                self._open.pop()
        elif self._open == [b"{"]:
            self._member = self._named() if mark == b":" else ""
            if self._member == "images" and self._index >= 0:
                raise BadRequestError("images is given twice.")

    def _named(self) -> str:
        try:
            return _unescaped(self._name)
        except ValueError:
            return ""  # parsing the skeleton will tell

    def _begin_string(self) -> None:
        self._in_string = True
        self._name = b""
        if self._member == "images" and self._open == [b"{", b"["]:
            self._index += 1
            if self._index >= MAX_PICTURES:
                raise BadRequestError(f"At most {MAX_PICTURES:,} images may be sent at once.")
            self._text = bytearray()

    def _read_string(self, data: bytes, start: int) -> int:
        """Go on to behind the end of the string, or as far as it is here; returns how far."""
        end = data.find(b'"', start)
        end = len(data) if end < 0 else end
        if data.find(b"\\", start, end) >= 0:  # the expression is slower by far than the search
            end = _REST_OF_STRING.match(data, start).end()  # type: ignore[union-attr] # never None
        self._take(data[start:end])
        if end == len(data):
            return end
        if data[end : end + 1] == b'"':
            self._end_string()
            return end + 1
        if len(data) - end >= _ESCAPE_BYTES:
            raise BadRequestError("The body is not valid JSON (a wrong escape in a string).")
        self._unread = data[end:]
        return len(data)

    def _take(self, part: bytes) -> None:
        """A part of a string, as it is written; no escape is cut."""
        if self._file is not None:
            self._decode(part)
        elif self._text is None:
            if self._open == [b"{"] and len(self._name) < _NAME_BYTES:
                self._name += part[:_NAME_BYTES]
            self._keep(part)
        else:
            self._text += part
            if len(self._text) > LONGEST_SHORT:
                self._file = Base64File(self._folder / f"{self._index}.picture")
                self._decode(bytes(self._text))
                self._text = None

    def _end_string(self) -> None:
        self._in_string = False
        if self._file is not None:
            self._end_picture(self._file)
        elif self._text is not None:
            self._keep(bytes(self._text))
        self._text = None
        self._keep(b'"')

    def _decode(self, part: bytes) -> None:
        assert self._file is not None
        with self._invalid_base64():
            self._file.add(_unescaped(part).encode("ascii") if b"\\" in part else part)
        self._check_sizes(self._file)

    def _end_picture(self, file: Base64File) -> None:
        with self._invalid_base64():
            picture = file.finish()
        self._check_sizes(file)
        self._decoded_bytes += picture.size_bytes
        self._file = None
        stand_in = f"{self._token}:{self._index}"
        self._files[stand_in] = picture
        self._keep(stand_in.encode())

    def _check_sizes(self, file: Base64File) -> None:
        if file.size_bytes > MAX_TAKEN_PICTURE_BYTES:
            raise BadRequestError(
                f"images[{self._index}] exceeds the limit of 20 MB for a picture. Send a smaller "
                "copy of it."
            )
        if self._decoded_bytes + file.size_bytes > MAX_TAKEN_REQUEST_BYTES:
            raise BadRequestError(TOGETHER_TOO_LARGE)

    @contextmanager
    def _invalid_base64(self) -> Iterator[None]:
        try:
            yield
        except ValueError as error:
            raise BadRequestError(not_base64(self._index)) from error

    def _keep(self, part: bytes) -> None:
        self._skeleton += part
        if len(self._skeleton) > MAX_SKELETON_BYTES:
            raise BadRequestError("The body holds too much besides its pictures.")


def not_base64(index: int) -> str:
    """What a client is told of a picture that cannot be decoded."""
    return f"images[{index}] is not base64 (of the picture file, on one line)."


def _unescaped(written: bytes) -> str:
    """The text of a string as JSON writes it; raises `ValueError`."""
    return str(json.loads(b'"' + written + b'"'))


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def _reason(error: ValueError) -> str:
    """Where it breaks is left out: the places in the skeleton are not those in the body."""
    return f": {error.msg}" if isinstance(error, json.JSONDecodeError) else ""
