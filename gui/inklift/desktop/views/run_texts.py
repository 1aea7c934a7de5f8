"""What the window says about earlier runs."""

import html

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from inklift.core.runs import RunSummary
from inklift.desktop.item_models.run_list import RunRow, RunWords
from inklift.engines.registry import DESCRIPTIONS, describe

translate = QCoreApplication.translate  # the name that lupdate looks for

_PROMPT_CHARACTERS = 400  # of the tool tip


def local_moment(iso: str) -> QDateTime:
    """A moment, ISO 8601 with offset, by the clock on the wall here."""
    return QDateTime.fromString(iso, Qt.DateFormat.ISODateWithMs).toLocalTime()


def moment_text(iso: str) -> str:
    """The same as people here write it."""
    return QLocale().toString(local_moment(iso), QLocale.FormatType.ShortFormat)


def engine_name(engine_id: str) -> str:
    """As the user knows it; the id of an engine that this version does not have."""
    known = engine_id in {description.id for description in DESCRIPTIONS}
    return describe(engine_id).name if known else engine_id


def describe_run(row: RunRow) -> RunWords:
    """The lines of a row: prompt; date and engine; what came of it, or where the words stand."""
    run = row.summary
    title = " ".join(run.prompt.split()) or translate("Runs", "Without a prompt")
    when = f"{moment_text(run.started)} · {engine_name(run.engine_id)}"
    what = facts_text(run)
    shown = title if len(title) <= _PROMPT_CHARACTERS else f"{title[:_PROMPT_CHARACTERS]}…"
    # A tool tip that looks like HTML is taken for it: a prompt must not become a page.
    tip = "<br>".join(html.escape(line) for line in (shown, when, what))
    third = " ".join(row.snippet.split()) or what
    return RunWords(title, (when, third), f"<span>{tip}</span>", f"{title}, {when}, {what}")


def facts_text(run: RunSummary) -> str:
    """Pictures, what is missing, and credits."""
    parts = [translate("Runs", "%n picture(s)", "", run.pictures)]
    missing = run.pictures - run.answered
    if missing:
        parts.append(translate("Runs", "%n without an answer", "", missing))
    if run.credits:
        parts.append(translate("Runs", "%n credit(s)", "", run.credits))
    return " · ".join(parts)
