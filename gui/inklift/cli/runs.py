"""`inklift runs`: the runs kept, as a list or one of them whole. Only ever reads."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from inklift.cli.arguments import RunsOptions
from inklift.cli.json_output import json_text
from inklift.cli.messages import in_words
from inklift.cli.terminal import Terminal, on_one_line
from inklift.cli.usage import UsageError
from inklift.core.ports import Journal
from inklift.core.report import build_report, report_json
from inklift.core.runs import RunSummary

_NEWEST = "last"
_PROMPT_CHARACTERS = 40
_HEADINGS = (
    "RUN",
    "STARTED",
    "ENGINE",
    "PICTURES",
    "ANSWERED",
    "FAILED",
    "UNKNOWN",
    "PENDING",
    "CREDITS",
    "PROMPT",
)


def show_runs(options: RunsOptions, terminal: Terminal, environment: Mapping[str, str]) -> int:
    """Print the list or one run; returns the exit status. Raises `StorageError`, `UsageError`."""
    from inklift.storage.runs import SqliteJournal
    from inklift.system.paths import DataPaths

    paths = DataPaths.of_this_computer(environment)
    return asyncio.run(_show_runs(options, terminal, SqliteJournal(paths.database_folder)))


async def _show_runs(options: RunsOptions, terminal: Terminal, journal: Journal) -> int:
    try:
        if options.shown_run is not None:
            terminal.print(await _report(options.shown_run, terminal, journal))
            return 0
        if options.as_json:
            entries = [_entry(run) for run in await journal.summaries()]
            terminal.print(json_text(entries, terminal.takes_any_character))
        else:
            terminal.print(_table(await journal.summaries()))
        await journal.check()  # else nobody would know that runs are missing
    finally:
        await journal.close()
    return 0


async def _report(wanted: str, terminal: Terminal, journal: Journal) -> str:
    run_id = wanted
    if wanted == _NEWEST:
        newest = next(iter(await journal.summaries()), None)
        if newest is None:
            raise UsageError("no runs are kept yet")
        run_id = newest.run_id
    record = await journal.load(run_id)
    if record is None:
        raise UsageError(f"there is no run {wanted}; `inklift runs` lists those there are")
    told = report_json(in_words(build_report(record)))
    return json_text(told, terminal.takes_any_character)


def _entry(run: RunSummary) -> dict[str, Any]:
    return {
        "run": run.run_id,
        "started": run.started,
        "engine": run.engine_id,
        "prompt": run.prompt,
        "pictures": run.pictures,
        "answered": run.answered,
        "failed": run.failed,
        "unknown": run.unknown,
        "pending": run.pending,
        "credits": run.credits,
    }


def _table(runs: Sequence[RunSummary]) -> str:
    """A line for each run under a line of headings; the prompt, of any length, comes last."""
    if not runs:
        return "No runs are kept yet.\n"
    rows = [_HEADINGS, *map(_row, runs)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join(lines) + "\n"


def _row(run: RunSummary) -> tuple[str, ...]:
    counts = (run.pictures, run.answered, run.failed, run.unknown, run.pending, run.credits)
    prompt = on_one_line(run.prompt)
    if len(prompt) > _PROMPT_CHARACTERS:
        prompt = prompt[: _PROMPT_CHARACTERS - 1] + "…"
    started = run.started[:16].replace("T", " ")
    return (run.run_id, started, run.engine_id, *map(str, counts), prompt)
