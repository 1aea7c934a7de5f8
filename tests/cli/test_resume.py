"""`--resume`: an interrupted run goes on, from another folder and days later as well."""

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.program import PAID, Program, answered, checked_report, said
from fakes.fault_proxy import FaultProxy
from fakes.misbehaviour import stall

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are not sent like this")

Picture = Callable[..., str]
NAMES = [f"{index}.png" for index in range(7)]
AT_ONCE = 4  # requests, unless the user says otherwise
RESUME = ("extract", "--resume", "last", "--yes")


@pytest.fixture
def interrupted(paid: Program, service: FaultProxy, picture: Picture) -> str:
    """The id of a run of seven pictures, of which four are unknown and the others pending.

    All four have arrived before the end, so that no stall is left for those who ask next.
    """
    service.script(*[stall()] * AT_ONCE)
    child = paid.start(*PAID, *map(picture, NAMES))
    assert service.wait_for(AT_ONCE)
    child.send_signal(signal.SIGKILL)
    child.communicate(timeout=30)
    report = paid.last_run()
    assert len(names_in(report["unknown"])) == AT_ONCE
    assert len(report["pending"]) == len(NAMES) - AT_ONCE
    run_id: str = report["run"]
    service.received.clear()
    return run_id


def names_in(items: list[dict[str, Any]]) -> list[str]:
    return [name for item in items for name in item["pictures"]]


def test_what_was_not_sent_is_sent_and_what_is_unknown_is_not(
    paid: Program, service: FaultProxy, interrupted: str, tmp_path: Path
) -> None:
    before = paid.last_run()
    elsewhere = Program(tmp_path, paid.environment)

    finished = elsewhere.run(*RESUME, "--report", "report.json")

    report = elsewhere.report()
    assert finished.returncode == 1, said(finished)
    assert report["run"] == interrupted
    assert names_in(report["answers"]) == before["pending"]
    assert names_in(report["unknown"]) == names_in(before["unknown"])
    assert len(service.received) == len(before["pending"])
    assert f"{len(before['pending'])} requests" in said(finished)
    assert paid.last_run() == report

    nothing = elsewhere.run(*RESUME)
    assert nothing.returncode == 1
    assert "Nothing is left to be sent" in said(nothing)
    assert "--resend-unknown" in said(nothing)
    assert len(service.received) == len(before["pending"])


def test_what_is_unknown_is_sent_again_when_the_user_says_so(
    paid: Program, service: FaultProxy, interrupted: str
) -> None:
    rehearsed = paid.run(*RESUME, "--resend-unknown", "--dry-run", "--report", "plan.json")
    plan = checked_report((paid.folder / "plan.json").read_bytes())["plan"]
    assert rehearsed.returncode == 0, said(rehearsed)
    assert not service.received

    finished = paid.run("extract", "--resume", interrupted, "--yes", "--resend-unknown")

    assert finished.returncode == 0, said(finished)
    assert names_in(paid.last_run()["answers"]) == NAMES
    assert (plan["requests"], plan["credits"]) == (7, 77)
    assert service.credits == 77
    assert answered(finished).count("== ") == 7

    again = paid.run(*RESUME, "--resend-unknown", "--output", "again.txt")
    assert again.returncode == 0, said(again)
    assert "Nothing is left to be sent" in said(again)
    assert (paid.folder / "again.txt").is_file()
    assert service.credits == 77


def test_a_run_keeps_its_words_so_that_none_may_be_given(program: Program) -> None:
    for more in (["a.png"], ["--prompt", "x"], ["--json"], ["--engine", "dumpling"], ["--each"]):
        refused = program.run("extract", "--resume", "last", *more)

        assert refused.returncode == 2
        assert "leave out" in said(refused)


def test_what_there_is_no_run_of_is_wrong_usage(program: Program, interrupted: str) -> None:
    other = program.with_environment(INKLIFT_DATA_DIR=str(program.folder / "another"))

    assert "no runs are kept" in said(other.run(*RESUME))
    unknown = program.run("extract", "--resume", "20200101-000000-none", "--yes")
    assert unknown.returncode == 2
    assert "`inklift runs`" in said(unknown)


def test_credits_are_not_spent_unasked(
    paid: Program, service: FaultProxy, interrupted: str
) -> None:
    refused = paid.run("extract", "--resume", "last")

    assert refused.returncode == 2
    assert "add --yes" in said(refused)
    assert not service.received


def test_a_run_that_is_under_way_is_not_taken_over(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    service.script(*[stall()] * AT_ONCE)
    child = paid.start(*PAID, *map(picture, NAMES))
    assert service.wait_for(AT_ONCE)

    refused = paid.run(*RESUME)

    assert refused.returncode == 1
    assert "carrying this run out just now" in said(refused)
    assert child.poll() is None
    child.send_signal(signal.SIGINT)
    child.communicate(timeout=30)


def test_last_is_the_newest_run_with_work_left(
    paid: Program, service: FaultProxy, picture: Picture, interrupted: str
) -> None:
    assert paid.run(*PAID, picture("new.png")).returncode == 0

    assert paid.run(*RESUME, "--resend-unknown", "--report", "report.json").returncode == 0

    assert paid.report()["run"] == interrupted
