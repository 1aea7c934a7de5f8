"""The kinds of file that answers can be saved to, by the ending of the file's name."""

from collections.abc import Callable
from pathlib import Path

from inklift.core.report import Report
from inklift.export.json_file import write_json
from inklift.export.text_file import write_markdown, write_text

_WRITERS: dict[str, Callable[[Report, Path], None]] = {
    ".txt": write_text,
    ".md": write_markdown,
    ".json": write_json,
}


def supported_suffixes() -> tuple[str, ...]:
    """In lower case, with the dot; the first is the one to offer."""
    return tuple(_WRITERS)


def write_report(report: Report, path: Path) -> None:
    """Write the answers in the format that the path's suffix names, in either case.

    Blocking. Raises `StorageError`; ValueError, a bug, for a suffix that is not supported: ask
    before the run, not after it.
    """
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise ValueError(f"no writer for {path.suffix!r}")
    writer(report, path)
