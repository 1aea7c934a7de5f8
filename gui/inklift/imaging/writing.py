"""Bytes to a file, with what can go wrong there told apart from trouble with the picture."""

import errno
from pathlib import Path

from inklift.core.errors import DiskFull, FolderReadOnly

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_file(path: Path, content: bytes) -> None:
    """Writes `content` to `path`. Raises DiskFull or FolderReadOnly."""
    try:
        path.write_bytes(content)
    except OSError as exc:
        detail = f"{type(exc).__name__}: {exc}"
        if exc.errno in _NO_SPACE:
            raise DiskFull(detail) from exc
        raise FolderReadOnly(detail) from exc
