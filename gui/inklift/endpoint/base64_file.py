"""Base64 as it arrives → the bytes of a picture in a file."""

from dataclasses import dataclass
from pathlib import Path

import pybase64

from inklift.system.paths import as_storage_error

_WHITE_SPACE = b" \t\r\n"
_LONGEST_PREFIX = 200  # "data:image/png;base64,"


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture that came as base64, decoded into a file."""

    path: Path
    size_bytes: int


class Base64File:
    """Decodes one picture piece by piece. Blocking; one thread at a time.

    The standard alphabet, padded; white space is left out, and so is a `data:` prefix. All methods
    raise `ValueError` for what is no base64 and `StorageError` when the disk cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size_bytes = 0
        self._undecoded = b""  # never empty once something came: the end may hold padding
        self._begun = False
        try:
            self._file = path.open("xb")
        except OSError as error:
            raise as_storage_error(error) from error

    def add(self, text: bytes) -> None:
        """The first piece must hold the whole `data:` prefix, if there is one."""
        if not self._begun:
            text = without_prefix(text)
            self._begun = True
        text = self._undecoded + _without_white_space(text)
        ready = max(0, (len(text) - 1) // 4 * 4)
        self._undecoded = text[ready:]
        if text.find(b"=", 0, ready) >= 0:
            raise ValueError("padding in the middle")
        self._write(pybase64.b64decode(text[:ready], validate=True))

    def finish(self) -> PictureFile:
        """Decode the end and close the file."""
        self._write(pybase64.b64decode(self._undecoded, validate=True))
        self.close()
        return PictureFile(self.path, self.size_bytes)

    def close(self) -> None:
        self._file.close()

    def _write(self, data: bytes) -> None:
        try:
            self._file.write(data)
        except OSError as error:
            raise as_storage_error(error) from error
        self.size_bytes += len(data)


def decode(text: str) -> bytes:
    """The same for text that is here as a whole; raises `ValueError`."""
    bare = _without_white_space(without_prefix(text.encode("ascii")))
    return pybase64.b64decode(bare, validate=True)


def _without_white_space(text: bytes) -> bytes:
    if any(space in text for space in _WHITE_SPACE):  # looking for it is far quicker
        text = text.translate(None, _WHITE_SPACE)
    return text


def without_prefix(text: bytes) -> bytes:
    """The base64 behind a `data:image/png;base64,`, or the text as it is."""
    if text[:5].lower() != b"data:":
        return text
    head, comma, rest = text.partition(b",")
    if not comma or len(head) > _LONGEST_PREFIX or not head.lower().endswith(b";base64"):
        raise ValueError("a data: address without base64")
    return rest
