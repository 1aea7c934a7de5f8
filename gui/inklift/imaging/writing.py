"""Bytes to a file, with what can go wrong there told apart from trouble with the picture."""

from pathlib import Path

from inklift.system.paths import as_storage_error


def write_file(path: Path, content: bytes) -> None:
    """Writes `content` to `path`. Raises DiskFull or FolderReadOnly."""
    try:
        path.write_bytes(content)
    except OSError as exc:
        raise as_storage_error(exc) from exc
