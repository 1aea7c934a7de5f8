"""Whatever the service answers, the window says what happened and what it cost, and goes on."""

import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from fakes.fault_proxy import FaultProxy
from fakes.misbehaviour import (
    Behaviour,
    answer,
    close_after_reading,
    close_before_reading,
    cut_answer,
    rate_limited,
    raw_body,
    redirect,
    status,
)
from fakes.quick_endpoint import Served
from inklift.desktop.widgets.message_bar import MessageBar
from journeys.conftest import KEY, OpenDesk
from journeys.desk import Desk, until
from journeys.made_pictures import small_pictures

_HTML = b"<html><body><h1>Bad gateway</h1> key " + KEY.encode() + b"</body></html>"
_NOT_CHARGED, _MAYBE = "This was not charged.", "it may have been charged"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the service does to one of two pictures, and what the window has to say of it."""

    behaviour: Behaviour
    title: str
    says: tuple[str, ...]
    state: str  # of that picture, afterwards


@dataclass(frozen=True, slots=True)
class Met:
    """How it went."""

    message: str
    states: tuple[str, ...]
    all_texts: str
    can_extract: bool


def _error(code: int) -> Behaviour:
    return status(code, {"error": f"no: {KEY}"})


TROUBLES = {
    "400": Trouble(_error(400), "did not accept", ("Change the prompt", _NOT_CHARGED), "Failed"),
    "401": Trouble(_error(401), "The key was refused", ("account", _NOT_CHARGED), "Ready"),
    "402": Trouble(_error(402), "No credits are left", ("Add credits", _NOT_CHARGED), "Ready"),
    "403": Trouble(_error(403), "This key may not", ("another key", _NOT_CHARGED), "Ready"),
    "404": Trouble(_error(404), "not at its address", ("have moved", _NOT_CHARGED), "Failed"),
    "413": Trouble(_error(413), "Too much", ("fewer pictures", _NOT_CHARGED), "Failed"),
    "415": Trouble(_error(415), "cannot work with", ("This computer", _NOT_CHARGED), "Failed"),
    "422": Trouble(_error(422), "cannot work with", ("another prompt", _NOT_CHARGED), "Failed"),
    "429, come back in an hour": Trouble(
        rate_limited("3600"), "Too many requests", ("in 60 min", _NOT_CHARGED), "Ready"
    ),
    "500": Trouble(
        status(500, {"error": "Failed to extract image data: out of ink"}, charge=True),
        "could not read the picture",
        ("out of ink", "in a few minutes", _MAYBE),
        "Check",
    ),
    "502 as HTML": Trouble(
        status(502, _HTML, content_type="text/html"),
        "did not answer its own gateway",
        ("in a few minutes", _MAYBE),
        "Check",
    ),
    "503, empty": Trouble(status(503), "overloaded", ("Try again later", _MAYBE), "Check"),
    "307": Trouble(
        redirect("https://elsewhere.test/api"),
        "points to another address",
        ("elsewhere.test", "Neither your key nor your pictures"),
        "Check",
    ),
    "200 as HTML": Trouble(
        raw_body(_HTML, "text/html"), "The answer cannot be read", ("is kept", _MAYBE), "Check"
    ),
    "200 of garbage": Trouble(
        raw_body(b"\x00\xff{" * 90), "The answer cannot be read", ("is kept", _MAYBE), "Check"
    ),
    "200 without results": Trouble(
        answer(dress=lambda _: None),
        "The answer cannot be read",
        ("is kept",),
        "Check",
    ),
    "hangs up before reading": Trouble(
        close_before_reading(), "The connection broke", (_MAYBE,), "Check"
    ),
    "hangs up after reading": Trouble(
        close_after_reading(), "The connection broke", (_MAYBE,), "Check"
    ),
    "resets after reading": Trouble(
        close_after_reading(hard=True), "The connection broke", (_MAYBE,), "Check"
    ),
    "hangs up in its answer": Trouble(
        cut_answer(20), "The answer cannot be read", ("is kept", _MAYBE), "Check"
    ),
}


@pytest.fixture(scope="module")
def met(
    qapp: QApplication, endpoint: Served, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Met]]:
    """One window that meets all troubles, one after another, with two pictures each time."""
    folder = tmp_path_factory.mktemp("troubles")
    with pytest.MonkeyPatch.context() as patch, FaultProxy(endpoint, key=KEY) as server:
        patch.setattr(sys, "excepthook", sys.excepthook)
        patch.setattr(threading, "excepthook", threading.excepthook)
        patch.setenv("INKLIFT_DATA_DIR", str(folder / "data"))
        patch.setenv("INKLIFT_API_URL", server.url)
        patch.setenv("INKLIFT_API_KEY", KEY)
        desk = Desk(qapp, small_pictures(folder / "pictures", 2))
        try:
            desk.open()
            desk.choose("Engine", "Dumpling AI")
            until(lambda: len(desk.rows) == 2, "the pictures")
            yield {name: _meet(desk, server, name) for name in TROUBLES}
        finally:
            desk.close()


def _meet(desk: Desk, server: FaultProxy, name: str) -> Met:
    server.script(TROUBLES[name].behaviour)
    desk.write_prompt(name)  # another one each time: nothing is paid for twice unasked
    desk.extract()
    return Met(
        desk.message,
        tuple(sorted(desk.states)),
        desk.all_texts,
        desk.find(QPushButton, "Extract").isEnabled(),
    )


@pytest.mark.parametrize("name", TROUBLES)
def test_the_window_says_what_happened_and_goes_on(met: dict[str, Met], name: str) -> None:
    trouble, found = TROUBLES[name], met[name]

    title, _, explanation = found.message.partition("\n")

    assert trouble.title in title
    assert [words for words in trouble.says if words not in explanation] == []
    states = {tuple(sorted(("Done", trouble.state)))}
    if trouble.state == "Ready":  # what all would meet may be known before the other one is sent
        states.add(("Ready", "Ready"))
    assert found.states in states
    assert found.can_extract
    assert KEY not in found.all_texts


def test_a_short_wait_that_the_service_asks_for_is_sat_out(
    paid_desk: Desk, server: FaultProxy, tmp_path: Path
) -> None:
    server.script(rate_limited("1"))
    paid_desk.add(*small_pictures(tmp_path, 1))

    paid_desk.press("Extract")
    until(lambda: "asks to wait 1 s" in paid_desk.progress, "the wait to be told")
    until(lambda: not paid_desk.is_reading, "the run to end")

    assert paid_desk.states == ["Done"]
    assert paid_desk.message == ""
    assert server.credits == 11


def test_a_wait_without_a_time_can_be_stopped_and_costs_nothing(
    paid_desk: Desk, server: FaultProxy, tmp_path: Path
) -> None:
    server.script(rate_limited())
    paid_desk.add(*small_pictures(tmp_path, 1))

    paid_desk.press("Extract")
    until(lambda: "asks to wait" in paid_desk.progress, "the wait to be told")
    paid_desk.press("Stop")
    until(lambda: not paid_desk.is_reading, "the run to end")

    assert paid_desk.states == ["Ready"]
    assert server.credits == 0


def test_a_service_that_is_not_there_leaves_everything_ready(
    endpoint: Served,
    open_desk: OpenDesk,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    with FaultProxy(endpoint) as gone:
        address = gone.url
    monkeypatch.setenv("INKLIFT_API_URL", address)
    monkeypatch.setenv("INKLIFT_API_KEY", KEY)
    desk = open_desk(*small_pictures(tmp_path, 2))
    desk.choose("Engine", "Dumpling AI")
    desk.write_prompt("Total?")
    until(lambda: len(desk.rows) == 2, "the pictures")

    desk.extract()

    assert "No connection to the service" in desk.message
    assert "Nothing was sent, nothing was charged." in desk.message
    assert desk.states == ["Ready", "Ready"]
    until(lambda: desk.sees(QPushButton, "Open preferences…"), "a way to the proxy's setting")


def test_many_pictures_that_meet_the_same_error_are_told_once(
    paid_desk: Desk, server: FaultProxy, tmp_path: Path
) -> None:
    server.script(*[_error(422)] * 8)
    paid_desk.add(*small_pictures(tmp_path, 9))

    paid_desk.press("Extract")
    until(lambda: paid_desk.sees(QPushButton, "Extract for 99 credits"), "the question")
    asked = len(server.received)
    paid_desk.extract("Extract for 99 credits")

    assert asked == 0
    assert sorted(paid_desk.states) == ["Done"] + ["Failed"] * 8
    bar = paid_desk.window.findChild(MessageBar)
    assert bar is not None
    assert len(bar.messages) == 1
