"""Answers as JSON (.json) and as JSON Lines (.jsonl)."""

import json
from pathlib import Path
from typing import Any

from inklift.core.export_options import ExportOptions
from inklift.core.report import Report, ReportAnswer
from inklift.core.tables import records_of
from inklift.export.whole_file import write_whole_file


def write_json(report: Report, path: Path, _: ExportOptions) -> tuple[Path, ...]:
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
    return (path,)


def write_json_lines(report: Report, path: Path, _: ExportOptions) -> tuple[Path, ...]:
    """An object in a line for each picture: `pictures`, and `data` or else `text`.

    An answer about several pictures together is one line. Blocking; raises `StorageError`.
    """
    lines = []
    for answer in report.answers:
        for record in records_of(answer.pictures, answer.data):
            entry: dict[str, Any] = {"pictures": list(record.pictures)}
            if answer.data is None:
                entry["text"] = answer.text
            else:
                entry["data"] = record.data
            lines.append(json.dumps(entry, ensure_ascii=False, allow_nan=False))
    text = "".join(f"{line}\n" for line in lines)
    write_whole_file(path, text.encode("utf-8", "backslashreplace"))
    return (path,)


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
