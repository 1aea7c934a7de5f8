"""Answers on their way to readers that left, full disks, narrow consoles; and bugs."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.program import PAID, Program, answered, checked_report, said
from fakes.fault_proxy import FaultProxy
from fakes.misbehaviour import answer, status

Picture = Callable[..., str]


def test_a_report_that_cannot_be_written_does_not_hide_the_answers(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    service.script(answer("Total 12.50"))
    too_long = "x" * 300 + ".json"

    finished = paid.run(*PAID, picture("a.png"), "--report", too_long)

    assert finished.returncode == 1
    assert answered(finished) == "Total 12.50\n"
    assert f"{too_long} could not be written" in said(finished)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_report_goes_into_a_pipe_and_does_not_replace_it(program: Program) -> None:
    pipe = program.folder / "pipe"
    os.mkfifo(pipe)
    own = os.open(pipe, os.O_RDWR)  # so that neither side waits for the other to open it

    finished = program.run("extract", "nowhere.png", "--report", pipe)
    report = checked_report(os.read(own, 100_000))
    os.close(own)

    assert finished.returncode == 1
    assert pipe.is_fifo()
    assert [item["pictures"] for item in report["failed"]] == [["nowhere.png"]]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux alone")
def test_a_name_that_is_no_text_goes_through_whole(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    odd = os.fsdecode(b"caf\xe9.png")
    (paid.folder / picture("a.png")).rename(paid.folder / odd)

    finished = paid.run(*PAID, odd, "nowhere.png", "--report", "report.json", "--output", "o.json")

    assert finished.returncode == 1, said(finished)
    assert paid.report()["answers"][0]["pictures"] == [odd]
    assert len(service.received) == 1


def test_a_console_of_few_letters_shows_the_others_as_escapes(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    service.script(answer("12,50 € \ud800"))

    finished = paid.with_environment(PYTHONIOENCODING="ascii").run(*PAID, picture("a.png"))

    assert finished.returncode == 0, said(finished)
    assert answered(finished) == "12,50 \\u20ac \\ud800\n"


def test_a_reader_who_has_left_costs_no_answer(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    child = paid.start(*PAID, picture("a.png"))
    assert child.stdout is not None
    child.stdout.close()

    _, errors = child.communicate(timeout=60)

    assert child.returncode == 0, errors
    assert b"Traceback" not in errors
    assert b"BrokenPipe" not in errors
    assert len(paid.last_run()["answers"]) == 1


def test_answers_that_standard_output_does_not_take_are_not_lost_silently(
    paid: Program, picture: Picture
) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no /dev/full here")

    with full.open("wb") as out:
        child = paid.start(*PAID, picture("a.png"), stdout=out)
        _, errors = child.communicate(timeout=60)

    assert child.returncode == 1
    assert b"Standard output cannot be written" in errors


def test_a_journal_that_cannot_be_read_any_more_does_not_hide_the_answers(
    paid: Program, service: FaultProxy, picture: Picture, tmp_path: Path
) -> None:
    service.script(answer("Total 12.50"), status(400, {"error": "no"}))
    place = tmp_path / "unreadable"
    place.mkdir()
    (place / "sitecustomize.py").write_text(
        "import inklift.storage.runs as runs\n"
        "from inklift.core.errors import DatabaseDamaged\n"
        "async def load(self, run_id):\n"
        "    raise DatabaseDamaged\n"
        "runs.SqliteJournal.load = load\n",
        encoding="utf-8",
    )
    path = os.pathsep.join([str(place), paid.environment["PYTHONPATH"]])
    names = [picture("a.png"), picture("b.png"), "gone.png"]

    finished = paid.with_environment(PYTHONPATH=path).run(*PAID, *names, "--report", "report.json")

    assert finished.returncode == 1
    assert answered(finished) == "Total 12.50\n"
    report = paid.report()
    assert (report["credits"], report["pending"], report["unknown"]) == (11, [], [])
    assert {item["code"] for item in report["failed"]} == {"missing", "request_refused"}
    assert "The history file is damaged" in said(finished)


def test_a_bug_is_told_without_its_traceback_which_is_in_the_log(
    paid: Program, picture: Picture, tmp_path: Path
) -> None:
    place = tmp_path / "buggy"
    place.mkdir()
    bug = "import inklift.core.planning as planning\nplanning.plan_run = None\n"
    (place / "sitecustomize.py").write_text(bug, encoding="utf-8")
    path = os.pathsep.join([str(place), paid.environment["PYTHONPATH"]])

    finished = paid.with_environment(PYTHONPATH=path).run(*PAID, picture("a.png"))

    assert finished.returncode == 1
    assert "Something went wrong in the program" in said(finished)
    assert "Traceback" not in said(finished)
    log = paid.data / "logs" / "inklift-extract.log"
    assert str(log) in said(finished)
    assert "TypeError" in log.read_text(encoding="utf-8")
