"""What is left of a run on the command line: files, answers, and a last line about it all."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from inklift.cli.arguments import ExtractOptions
from inklift.cli.json_output import write_report_json
from inklift.cli.messages import counted, notice_sentence, size_text
from inklift.cli.progress import shortened
from inklift.cli.terminal import Terminal, on_one_line
from inklift.core.answers import Notice
from inklift.core.errors import StorageError
from inklift.core.report import Report
from inklift.export.formats import write_report


def hand_over(
    report: Report, options: ExtractOptions, terminal: Terminal, unsaid_credits: int
) -> bool:
    """Write the files, print answers or plan, say how it ended. Blocking.

    `unsaid_credits` is the price of the answers that do not say what they used. False when
    something of it was lost; what could be kept is kept in the journal.
    """
    complete = True
    if options.report is not None:
        complete &= _written(write_report_json, report, options.report, terminal)
    if options.output is not None and report.answers:
        complete &= _written(partial(_write_answers, terminal), report, options.output, terminal)
    elif options.output is not None:
        _say_not_written(options.output, terminal)
    terminal.print(_answers_text(report) if report.plan is None else _plan_text(report))
    for answer in report.answers:
        for notice in answer.notices:
            if notice == Notice.SUMS_AGREE:
                continue  # good news of each receipt would hide the others
            terminal.say(f"{shortened(answer.pictures)}: {on_one_line(notice_sentence(notice))}")
    if report.run is not None:
        terminal.say(_summary(report, unsaid_credits))
    return complete and not terminal.output_was_lost


def price_text(requests: int, price_credits: int) -> str:
    """Such as "3 requests, 33 credits"."""
    return f"{counted(requests, 'request')}, {counted(price_credits, 'credit')}"


def _write_answers(terminal: Terminal, report: Report, path: Path) -> None:
    _, *lists = write_report(report, path)
    for beside in lists:
        terminal.say(f"A list in the answers is in {on_one_line(str(beside))}.")


def _written(
    write: Callable[[Report, Path], None], report: Report, path: Path, terminal: Terminal
) -> bool:
    try:
        write(report, path)
    except StorageError as error:
        kept = " What was answered is kept: see `inklift runs show last`." if report.run else ""
        terminal.say(
            f"{on_one_line(str(path))} could not be written ({on_one_line(error.detail)}).{kept}"
        )
        return False
    return True


def _say_not_written(path: Path, terminal: Terminal) -> None:
    """What is at the path must not pass for answers of this run."""
    old = "; what is in it is from before" if os.path.exists(path) else ""  # noqa: PTH110
    terminal.say(f"{on_one_line(str(path))} was not written: there are no answers{old}.")


def _answers_text(report: Report) -> str:
    if len(report.answers) == 1:
        return _ended(report.answers[0].text)
    return "\n".join(
        f"== {', '.join(map(on_one_line, answer.pictures))} ==\n{_ended(answer.text)}"
        for answer in report.answers
    )


def _plan_text(report: Report) -> str:
    assert report.plan is not None
    lines = [
        f"{on_one_line(picture.name)}: {picture.format} {picture.width_px} × {picture.height_px}, "
        f"{size_text(picture.size_bytes)}"
        if picture.format
        else f"{on_one_line(picture.name)}: sent as its address"
        for picture in report.plan.pictures
    ]
    return "\n".join([*lines, f"{price_text(report.plan.requests, report.plan.credits)}.", ""])


def _summary(report: Report, unsaid_credits: int) -> str:
    """One line: what became of the pictures, and what it cost."""
    counts = (
        (sum(len(answer.pictures) for answer in report.answers), "answered"),
        (sum(len(item.pictures) for item in report.failed), "failed"),
        (sum(len(item.pictures) for item in report.unknown), "unknown (may have been charged)"),
        (len(report.pending), "not sent"),
    )
    told = ", ".join(f"{count} {what}" for count, what in counts if count)
    used = f"{counted(report.credits, 'credit')} used"
    if report.credits_unsaid:
        unsaid = counted(report.credits_unsaid, "answer")
        used = f"{used}; {unsaid} did not say (planned {unsaid_credits})"
    return f"{told}; {used}. Run {report.run}."


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"
