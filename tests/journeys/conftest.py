"""What the journeys share: a window in this process, the service on the loopback."""

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from fakes.fault_proxy import FaultProxy
from fakes.quick_endpoint import Served
from journeys.desk import Desk
from journeys.real_program import RealProgram
from journeys.x_session import XSession, skip_unless_possible

KEY = "sk-journey-do-not-tell-0815"
OpenDesk = Callable[..., Desk]
StartProgram = Callable[..., RealProgram]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture
def open_desk(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenDesk]:
    """Opens the window, with nothing replaced but the folder for its data."""
    # The program hooks itself in here for good, which suits a process of its own.
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    desks: list[Desk] = []

    def open_desk(*pictures: Path) -> Desk:
        desk = Desk(qapp, pictures)
        desks.append(desk)
        desk.open()
        return desk

    yield open_desk

    for desk in desks:
        desk.close()


@pytest.fixture
def desk(open_desk: OpenDesk) -> Desk:
    return open_desk()


@pytest.fixture
def server(endpoint: Served) -> Iterator[FaultProxy]:
    with FaultProxy(endpoint, key=KEY) as server:
        yield server


@pytest.fixture
def paid_desk(server: FaultProxy, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A window that knows the service and a key, with *Dumpling AI* chosen and a prompt written."""
    monkeypatch.setenv("INKLIFT_API_URL", server.url)
    monkeypatch.setenv("INKLIFT_API_KEY", KEY)
    desk = open_desk()
    desk.choose("Engine", "Dumpling AI")
    desk.write_prompt("Shop and total, please.")
    return desk


@pytest.fixture
def session(tmp_path: Path) -> Iterator[XSession]:
    skip_unless_possible()
    with XSession(tmp_path / "home") as session:
        yield session


@pytest.fixture
def start_program(session: XSession, tmp_path: Path) -> Iterator[StartProgram]:
    started: list[RealProgram] = []

    def start_program(*pictures: Path, **options: object) -> RealProgram:
        started.append(RealProgram(session, tmp_path, *pictures, **options))  # type: ignore[arg-type]
        return started[-1]

    yield start_program

    for program in started:
        program.process.kill()
        program.process.wait()
        assert program.complaints == ""
