"""Reports as JSON, for files and for standard output."""

import json
from pathlib import Path
from typing import Any

from inklift.core.report import Report, report_json
from inklift.export.whole_file import write_whole_file


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
    write_whole_file(path, json_text(report_json(report), True).encode("utf-8", "backslashreplace"))
