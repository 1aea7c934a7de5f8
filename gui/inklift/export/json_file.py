"""Answers as JSON (.json)."""

import json
from pathlib import Path
from typing import Any

from inklift.core.report import Report, ReportAnswer
from inklift.export.whole_file import write_whole_file


def write_json(report: Report, path: Path) -> None:
    """A list with an object for each answer; for a run of just one picture, no list around it.

    An object holds `pictures`, `text` and, when JSON was asked for, `data` (null: none was
    found); that of just one picture is its data alone, if there is any. The shape goes by the
    run's pictures, not by its answers, so that one failure among many changes nothing for the
    program that reads the file. Blocking; raises `StorageError`.
    """
    content: Any = [_entry(answer, report.json_mode) for answer in report.answers]
    if report.answers and _count_pictures(report) == 1:
        data = report.answers[0].data
        content = content[0] if data is None else data
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)
    # What is no UTF-8 can only stand inside strings, where JSON has the same escape as Python.
    write_whole_file(path, text.encode("utf-8", "backslashreplace") + b"\n")


def _count_pictures(report: Report) -> int:
    """All there were in the run, whatever became of them."""
    return len(report.pending) + sum(
        len(item.pictures)
        for items in (report.answers, report.failed, report.unknown)
        for item in items
    )


def _entry(answer: ReportAnswer, json_mode: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {"pictures": list(answer.pictures), "text": answer.text}
    if json_mode:
        entry["data"] = answer.data
    return entry
