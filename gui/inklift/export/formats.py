"""The kinds of file that answers can be saved to, by the ending of the file's name."""

from collections.abc import Callable
from pathlib import Path

from inklift.core.export_options import ExportOptions
from inklift.core.report import Report
from inklift.export.csv_file import write_csv
from inklift.export.json_file import write_json, write_json_lines
from inklift.export.text_file import write_markdown, write_text
from inklift.export.xlsx_file import write_xlsx

_USUAL = ExportOptions()
_Writer = Callable[[Report, Path, ExportOptions], tuple[Path, ...]]


def _plain(write: Callable[[Report, Path], None]) -> _Writer:
    """A writer that has nothing to choose."""

    def written(report: Report, path: Path, _: ExportOptions) -> tuple[Path, ...]:
        write(report, path)
        return (path,)

    return written


_WRITERS: dict[str, _Writer] = {
    ".txt": _plain(write_text),
    ".md": _plain(write_markdown),
    ".json": _plain(write_json),
    ".jsonl": _plain(write_json_lines),
    ".csv": write_csv,
    ".xlsx": write_xlsx,
}


def supported_suffixes() -> tuple[str, ...]:
    """In lower case, with the dot; the first is the one to offer."""
    return tuple(_WRITERS)


def write_report(report: Report, path: Path, options: ExportOptions = _USUAL) -> tuple[Path, ...]:
    """Write the answers in the format that the path's suffix names, in either case.

    Returns the files written: lists in the answers may have their own. Blocking. Raises
    `StorageError`; ValueError, a bug, for a suffix that is not supported: ask before the run.
    """
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise ValueError(f"no writer for {path.suffix!r}")
    return writer(report, path, options)
