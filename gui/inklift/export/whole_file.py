"""Writes a file whole or not at all; what is no file is written into as it is."""

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from inklift.system.paths import as_storage_error


def write_whole_file(path: Path, content: bytes) -> None:
    """Put `content` at `path`, over what is there. Blocking; raises `StorageError`.

    When it fails, what was there is there still, and nothing else. A pipe or device (/dev/null,
    say) is never replaced: the content goes into it.
    """
    try:
        if _is_special(path):
            path.write_bytes(content)
            return
        target = Path(os.path.realpath(path))  # a link goes on pointing to the file
        beside = target.with_name(f".{secrets.token_hex(6)}.part")
        try:
            with beside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
    except OSError as exc:
        raise as_storage_error(exc) from exc


def _is_special(path: Path) -> bool:
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return False
