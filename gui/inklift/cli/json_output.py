"""Reports as JSON, for files and for standard output."""

import json
import stat
from pathlib import Path
from typing import Any

from inklift.core.report import Report, report_json
from inklift.export.whole_file import write_whole_file
from inklift.system.paths import as_storage_error


def json_text(value: Any, any_character: bool) -> str:
    """The value on several lines; with escapes only, unless it may hold any character.

    Half a surrogate pair stays as it is: see `Terminal`, and `write_report_json`.
    """
    return json.dumps(value, ensure_ascii=not any_character, indent=2, allow_nan=False) + "\n"


def write_report_json(report: Report, path: Path) -> None:
    """Write the report whole or not at all; into a pipe or device as it is. Blocking.

    Raises `StorageError`.
    """
    # What is no UTF-8 can only stand inside strings, where JSON has the same escape as Python.
    content = json_text(report_json(report), True).encode("utf-8", "backslashreplace")
    if not _is_special(path):
        write_whole_file(path, content)
        return
    try:
        path.write_bytes(content)
    except OSError as error:
        raise as_storage_error(error) from error


def _is_special(path: Path) -> bool:
    """Whether something is there that must not be replaced, such as /dev/null."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise as_storage_error(error) from error
