"""Answers as JSON (.json)."""

import json
from pathlib import Path
from typing import Any

from inklift.core.report import Report, ReportAnswer
from inklift.export.whole_file import write_whole_file


def write_json(report: Report, path: Path) -> None:
    """One answer with data: just the data. Other answers are objects, in a list if not just one.

    An object holds `pictures`, `text` and, when JSON was asked for, `data` (null: none was
    found). Blocking; raises `StorageError`.
    """
    content: Any = [_entry(answer, report.json_mode) for answer in report.answers]
    if len(report.answers) == 1:
        data = report.answers[0].data
        content = content[0] if data is None else data
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)
    # What is no UTF-8 can only stand inside strings, where JSON has the same escape as Python.
    write_whole_file(path, text.encode("utf-8", "backslashreplace") + b"\n")


def _entry(answer: ReportAnswer, json_mode: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {"pictures": list(answer.pictures), "text": answer.text}
    if json_mode:
        entry["data"] = answer.data
    return entry
