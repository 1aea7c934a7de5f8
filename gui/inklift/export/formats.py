"""The kinds of file that answers can be saved to, by the ending of the file's name."""

import importlib
from pathlib import Path

from inklift.core.export_options import ExportOptions
from inklift.core.report import Report

_USUAL = ExportOptions()

# By module and function: each is imported when it is needed, and none to tell what there is.
_WRITERS = {
    ".txt": ("text_file", "write_text"),
    ".md": ("text_file", "write_markdown"),
    ".json": ("json_file", "write_json"),
    ".jsonl": ("json_file", "write_json_lines"),
    ".csv": ("csv_file", "write_csv"),
    ".xlsx": ("xlsx_file", "write_xlsx"),
}


def supported_suffixes() -> tuple[str, ...]:
    """In lower case, with the dot; the first is the one to offer."""
    return tuple(_WRITERS)


def write_report(report: Report, path: Path, options: ExportOptions = _USUAL) -> tuple[Path, ...]:
    """Write the answers in the format that the path's suffix names, in either case.

    Returns the files written: lists in the answers may have their own. Blocking. Raises
    `StorageError`; ValueError, a bug, for a suffix that is not supported: ask before the run.
    """
    if path.suffix.lower() not in _WRITERS:
        raise ValueError(f"no writer for {path.suffix!r}")
    module, function = _WRITERS[path.suffix.lower()]
    write = getattr(importlib.import_module(f"inklift.export.{module}"), function)
    written: tuple[Path, ...] = write(report, path, options)
    return written
