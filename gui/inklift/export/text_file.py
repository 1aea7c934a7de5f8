"""Answers as plain text (.txt) and as Markdown (.md)."""

import re
from decimal import Decimal
from pathlib import Path

from inklift.core.answers import display_text
from inklift.core.export_options import ExportOptions
from inklift.core.report import Report, ReportAnswer
from inklift.core.tables import Cell, Column, typed
from inklift.export.records import pictures_of, sheets_in
from inklift.export.whole_file import write_whole_file

_MARKDOWN_MARKS = re.compile(r"([!-/:-@\[-`{-~])")  # all of ASCII's punctuation may be escaped
_BACKTICKS = re.compile(r"`+")


def write_text(report: Report, path: Path, _: ExportOptions) -> tuple[Path, ...]:
    """One answer: its text as it came. Several: each below the names of its pictures.

    Blocking; raises `StorageError`.
    """
    if len(report.answers) == 1:
        text = _ended(report.answers[0].text)
    else:
        text = "\n".join(
            f"=== {_title(answer)} ===\n\n{_ended(answer.text)}" for answer in report.answers
        )
    _write(path, text)
    return (path,)


def write_markdown(report: Report, path: Path, _: ExportOptions) -> tuple[Path, ...]:
    """Each answer in a code fence that nothing in it can end, below the names of its pictures.

    Values of several pictures stand in a table before that. Blocking; raises `StorageError`.
    """
    sections = [_section(answer, report.json_mode) for answer in report.answers]
    if sum(answer.data is not None for answer in report.answers) > 1:
        sections.insert(0, _table(report))
    _write(path, "\n".join(sections))
    return (path,)


def _table(report: Report) -> str:
    found = sheets_in(report)
    sheet = found.sheets[0]
    rows = [["picture", *(column.title for column in sheet.columns)]]
    rows += [
        [
            pictures_of(found.records[row.record]),
            *(_plain(cell, column) for cell, column in zip(row.cells, sheet.columns, strict=True)),
        ]
        for row in sheet.rows
    ]
    lines = [" | ".join(map(_table_cell, row)) for row in rows]
    lines.insert(1, " | ".join(["---"] * len(rows[0])))
    return "".join(f"| {line} |\n" for line in lines)


def _plain(cell: Cell, column: Column) -> str:
    value = typed(cell.value, column.kind)
    return f"{value:f}" if isinstance(value, Decimal) else "" if value is None else str(value)


def _table_cell(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return _MARKDOWN_MARKS.sub(r"\\\1", line)


def _section(answer: ReportAnswer, json_mode: bool) -> str:
    title = _MARKDOWN_MARKS.sub(r"\\\1", _title(answer))
    text = display_text(answer.text, json_mode)
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    kind = "json" if json_mode and answer.data is not None else "text"
    return f"## {title}\n\n{fence}{kind}\n{_ended(text)}{fence}\n"


def _title(answer: ReportAnswer) -> str:
    """The names on one line, whatever is in them."""
    names = ", ".join(answer.pictures)
    return "".join(character if character.isprintable() else " " for character in names)


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def _write(path: Path, text: str) -> None:
    # Half a surrogate pair, from a model or in a file name of other bytes, is no UTF-8.
    write_whole_file(path, text.encode("utf-8", "replace"))
