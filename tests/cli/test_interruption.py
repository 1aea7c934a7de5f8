"""Ctrl-C and requests to end, in the middle of everything."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from cli.program import PAID, Program
from fakes.fault_proxy import FaultProxy
from fakes.misbehaviour import stall
from inklift.cli.interruption import Interruption, StoppedError
from inklift.core.runs import RequestState
from inklift.storage.runs import SqliteJournal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are not sent like this")

Picture = Callable[..., str]


def _ended(child: "subprocess.Popen[bytes]", number: signal.Signals) -> tuple[int, str]:
    """Send the signal; exit status and standard error of the end that it brings."""
    child.send_signal(number)
    _, errors = child.communicate(timeout=30)
    return child.returncode, errors.decode()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_was_sent_becomes_unknown_and_the_rest_is_pending(
    paid: Program, service: FaultProxy, picture: Picture, number: signal.Signals
) -> None:
    service.script(*[stall()] * 4)
    names = [picture(f"{index}.png") for index in range(6)]
    child = paid.start(*PAID, *names, "--report", "report.json")
    assert service.reached.wait(30)

    status, errors = _ended(child, number)

    assert status == 130, errors
    assert "Interrupted." in errors
    assert "Traceback" not in errors
    report = paid.report()
    unknown = [name for item in report["unknown"] for name in item["pictures"]]
    assert 1 <= len(service.received) <= len(unknown) <= 4
    assert sorted([*unknown, *report["pending"]]) == names
    assert all("may have been charged" in item["message"] for item in report["unknown"])
    assert paid.last_run() == report
    assert not list((paid.data / "data" / "history" / "locks").iterdir())
    assert not list((paid.data / "cache" / "scratch").iterdir())


def test_on_this_computer_everything_is_pending_again(program: Program, receipt: str) -> None:
    child = program.start("extract", receipt, "--report", "report.json")
    _wait_until(lambda: _states(program) == [RequestState.SENDING])

    status, errors = _ended(child, signal.SIGINT)

    assert status == 130, errors
    report = program.report()
    assert report["pending"] == [receipt]
    assert (report["answers"], report["unknown"]) == ([], [])


def test_while_pictures_are_opened_nothing_is_sent(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    for index in range(300):
        picture(f"many/{index}.png")
    child = paid.start(*PAID, "many", "--report", "report.json")
    _wait_until((paid.data / "cache" / "scratch").is_dir)

    status, errors = _ended(child, signal.SIGINT)

    assert status == 130, errors
    assert "Traceback" not in errors
    assert service.received == []
    assert not (paid.data / "data" / "history").exists()


def test_a_signal_before_the_work_has_begun_is_not_lost() -> None:
    worked = False

    async def work() -> None:
        nonlocal worked
        worked = True

    def make_work() -> Coroutine[Any, Any, None]:
        made = work()
        signal.raise_signal(signal.SIGINT)
        return made

    async def carry_out() -> None:
        with Interruption() as interruption, pytest.raises(StoppedError):
            await interruption.guard(make_work)

    asyncio.run(carry_out())
    assert not worked


def test_a_process_that_was_killed_leaves_what_it_had_sent_unknown(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    service.script(stall())
    child = paid.start(*PAID, picture("a.png"))
    assert service.reached.wait(30)
    running = paid.last_run()

    child.kill()
    child.communicate(timeout=30)
    left = paid.last_run()

    assert (running["pending"], running["unknown"]) == (["a.png"], [])
    assert [item["pictures"] for item in left["unknown"]] == [["a.png"]]
    assert left["pending"] == []


def test_a_name_look_up_that_hangs_does_not_hold_up_the_end(
    program: Program, tmp_path: Path
) -> None:
    place, asked = tmp_path / "hanging", tmp_path / "asked"
    place.mkdir()
    hanging = (
        "import pathlib, socket, time\n"
        "def hang(*_, **__):\n"
        f"    pathlib.Path({str(asked)!r}).touch()\n"
        "    time.sleep(60)\n"
        "socket.getaddrinfo = hang\n"
    )
    (place / "sitecustomize.py").write_text(hanging, encoding="utf-8")
    path = os.pathsep.join([str(place), program.environment["PYTHONPATH"]])
    child = program.with_environment(PYTHONPATH=path).start("extract", "http://slow.example/a.png")
    _wait_until(asked.exists)
    began_s = time.monotonic()

    status, errors = _ended(child, signal.SIGINT)

    assert status == 130, errors
    assert time.monotonic() - began_s < 5  # 0.5 s, on a computer with nothing else to do


def _states(program: Program) -> list[RequestState]:
    """Of the requests of the newest run, as a reader beside the program sees them."""

    async def look() -> list[RequestState]:
        journal = SqliteJournal(program.data / "data" / "history")
        try:
            newest = next(iter(await journal.summaries()), None)
            record = None if newest is None else await journal.load(newest.run_id)
        finally:
            await journal.close()
        return [] if record is None else [request.state for request in record.requests]

    return asyncio.run(look())


def _wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, "it never came so far"
        time.sleep(0.01)
