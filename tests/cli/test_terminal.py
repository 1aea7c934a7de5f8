"""In a terminal: questions before money is spent, a line that moves, and nothing that steers it."""

import os
import re
import select
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from cli.program import Program
from fakes.fault_proxy import FaultProxy
from fakes.misbehaviour import answer, rate_limited
from inklift.cli.terminal import harmless, on_one_line

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

import pty

Picture = Callable[..., str]

ASKED = ("extract", "--engine", "dumpling", "--prompt", "What is the total?")
QUESTION = "2 requests, 22 credits. Go on? [y/N] "


@dataclass
class Console:
    """A pseudo-terminal: `end` is what programs get, `seen` what came out of it so far."""

    own: int
    end: int
    seen: bytes = b""

    def wait_for(self, text: str) -> None:
        while text.encode() not in self.seen:
            assert self._read(within_s=30), f"{text!r} never came, but {self.seen!r}"

    def type(self, text: str) -> None:
        os.write(self.own, text.encode())

    def read_all(self) -> str:
        """What there is to read once the program has ended."""
        while self._read(within_s=0):
            pass
        return self.seen.decode()

    def _read(self, within_s: float) -> bool:
        ready, _, _ = select.select([self.own], [], [], within_s)
        if ready:
            self.seen += os.read(self.own, 10_000)
        return bool(ready)


@pytest.fixture
def console() -> Iterator[Console]:
    own, end = pty.openpty()
    yield Console(own, end)

    os.close(own)
    os.close(end)


def test_after_yes_the_credits_are_spent(
    paid: Program, service: FaultProxy, picture: Picture, console: Console
) -> None:
    names = [picture("a.png"), picture("b.png")]
    child = paid.start(*ASKED, *names, stdin=console.end, stderr=console.end)
    console.wait_for(QUESTION)
    assert service.connections == 0

    console.type("y\n")
    child.communicate(timeout=60)

    assert child.returncode == 0, console.read_all()
    assert service.credits == 22
    assert "2 answered; 22 credits used." in console.read_all()


@pytest.mark.parametrize("typed", ["n\n", "\n", "\x04"])
def test_without_a_yes_nothing_is_sent(
    paid: Program, service: FaultProxy, picture: Picture, console: Console, typed: str
) -> None:
    names = [picture("a.png"), picture("b.png")]
    child = paid.start(*ASKED, *names, stdin=console.end, stderr=console.end)
    console.wait_for(QUESTION)

    console.type(typed)
    child.communicate(timeout=60)

    assert child.returncode == 1
    assert "Nothing was sent." in console.read_all()
    assert service.connections == 0
    assert paid.run("runs", "--json").stdout == b"[]\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_at_the_question_ends_the_command(
    paid: Program,
    service: FaultProxy,
    picture: Picture,
    console: Console,
    number: signal.Signals,
) -> None:
    names = [picture("a.png"), picture("b.png")]
    child = paid.start(
        *ASKED, *names, "--report", "report.json", stdin=console.end, stderr=console.end
    )
    console.wait_for(QUESTION)

    child.send_signal(number)
    child.communicate(timeout=60)

    assert child.returncode == 130
    assert "Traceback" not in console.read_all()
    assert paid.report()["pending"] == names
    assert service.connections == 0


def test_an_answer_cannot_steer_the_terminal(
    paid: Program, service: FaultProxy, picture: Picture, console: Console
) -> None:
    service.script(answer("\x1b]0;owned\x07Total\t\x1b[31m12.50\x9b2J\u202e\nEnd"))

    child = paid.start(*ASKED, "--yes", picture("a.png"), stdout=console.end)
    child.communicate(timeout=60)

    assert child.returncode == 0
    assert console.read_all() == "]0;ownedTotal\t[31m12.502J\r\nEnd\r\n"


def test_a_wait_is_counted_down(
    paid: Program, service: FaultProxy, picture: Picture, console: Console
) -> None:
    service.script(rate_limited("2"))

    child = paid.start(*ASKED, "--yes", picture("a.png"), stderr=console.end)
    child.communicate(timeout=60)

    assert child.returncode == 0
    told = console.read_all()
    assert "Waiting for the service, 2 seconds left" in told
    assert "Waiting for the service, 1 second left" in told
    assert "1 answered; 11 credits used." in told


def test_a_countdown_goes_on_while_other_requests_are_answered(
    paid: Program, service: FaultProxy, picture: Picture, console: Console
) -> None:
    service.script(rate_limited("3"))
    names = [picture(f"{number}.png") for number in range(12)]

    child = paid.start(*ASKED, "--yes", *names, stderr=console.end)
    child.communicate(timeout=60)

    assert child.returncode == 0
    told = console.read_all()
    # One of the four that are under way is asked to wait, and no further one begins meanwhile.
    assert re.search("Waiting for the service, [12] seconds? left; [1-3] of 12 done", told)
    assert told.rindex("Waiting") < told.rindex("12 answered")


def test_what_is_harmless_keeps_its_lines_and_letters() -> None:
    assert harmless("a\tb\nc é 漢") == "a\tb\nc é 漢"
    assert harmless("\x00\x1b[2J\x7f\x85\r\u2066") == "[2J"


def test_one_line_stays_one_line() -> None:
    assert on_one_line(" a\n\tb\x1b  c\r\n") == "a b c"
