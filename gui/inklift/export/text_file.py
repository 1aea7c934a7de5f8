"""Answers as plain text (.txt) and as Markdown (.md)."""

import re
from pathlib import Path

from inklift.core.answers import display_text
from inklift.core.export_options import ExportOptions
from inklift.core.report import Report, ReportAnswer
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

    Blocking; raises `StorageError`.
    """
    _write(path, "\n".join(_section(answer, report.json_mode) for answer in report.answers))
    return (path,)


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
