"""What every test gets: Qt without a screen, no network but the loopback, nothing left behind."""

import ipaddress
import logging
import os
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from fakes.quick_endpoint import Served
    from inklift.services.pictures import PictureService

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt
os.environ["LC_ALL"] = "C.UTF-8"  # Qt reads its system locale from here
for _name in ("LANGUAGE", "QT_QPA_PLATFORMTHEME", "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE"):
    os.environ.pop(_name, None)

CHECKOUT = Path(__file__).parents[1]
_ENDS_WITHIN_S = 2.0


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The root of the project's files."""
    return CHECKOUT


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder `shared` beside the checkout: real receipts, odd pictures, the desktop lab."""
    folder = CHECKOUT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("there is no folder `shared` beside the checkout")
    return folder


@pytest.fixture(scope="session")
def opened_pictures(tmp_path_factory: pytest.TempPathFactory) -> Iterator["PictureService"]:
    """Real worker processes that open pictures, for all tests of this session."""
    from fakes.quick_endpoint import opening_pictures

    with opening_pictures(tmp_path_factory.mktemp("opened")) as pictures:
        yield pictures


@pytest.fixture(scope="session")
def endpoint(opened_pictures: "PictureService") -> Iterator["Served"]:
    """Our own endpoint, for all tests of this session that need a service to pay."""
    from fakes.quick_endpoint import serving

    with serving(opened_pictures) as served:
        yield served


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of the developer's shell, folders or keyring reaches a test or its children."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name.startswith("INKLIFT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("INKLIFT_DATA_DIR", str(tmp_path / "inklift-data"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


class _Outside:
    """Refuses and notes what would leave this computer."""

    def __init__(self) -> None:
        self.attempts: list[str] = []

    def refuse_unless_local(self, address: Any) -> None:
        """For a socket's address: a path (Unix socket), or a tuple of host, port, …"""
        if isinstance(address, tuple) and not _is_loopback(address[0]):
            self.attempts.append(f"connect to {address[0]}")
            raise ConnectionRefusedError(f"tests reach the loopback only, not {address[0]}")

    def refuse_unless_known(self, host: Any) -> None:
        """For a name look-up: numbers and the names of this computer need no name server."""
        name = host.decode() if isinstance(host, bytes) else host
        if name in (None, "", "localhost") or _is_number(name):
            return
        if not name.endswith((".invalid", ".test")):  # names that nobody owns (RFC 6761)
            self.attempts.append(f"look up {name}")
        raise socket.gaierror(socket.EAI_NONAME, f"tests look up no names, not even {name}")


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    if not _is_number(host):
        return host == "localhost"
    address = ipaddress.ip_address(host.partition("%")[0])
    inner = getattr(address, "ipv4_mapped", None)
    return (inner or address).is_loopback


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails a test that tries to reach another computer, also when it swallows the refusal.

    This patches `socket`, because only there every library that talks to the network comes by; a
    transport handed to our own client would not see the others. Child processes are not covered.
    """
    outside = _Outside()
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
    look_up = socket.getaddrinfo

    def local_connect(self: socket.socket, address: Any) -> None:
        outside.refuse_unless_local(address)
        connect(self, address)

    def local_connect_ex(self: socket.socket, address: Any) -> int:
        outside.refuse_unless_local(address)
        return connect_ex(self, address)

    def local_look_up(host: Any, *arguments: Any, **options: Any) -> Any:
        outside.refuse_unless_known(host)
        return look_up(host, *arguments, **options)

    monkeypatch.setattr(socket.socket, "connect", local_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", local_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", local_look_up)
    yield

    assert not outside.attempts, f"tried to leave this computer: {outside.attempts}"


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """Fails a test after which a thread that Inklift started still runs, and shows where it is."""
    before = set(threading.enumerate())
    yield

    deadline_s = time.monotonic() + _ENDS_WITHIN_S
    started = [each for each in threading.enumerate() if each not in before and _is_ours(each)]
    for thread in started:
        thread.join(max(0.0, deadline_s - time.monotonic()))
    left = [thread for thread in started if thread.is_alive()]
    assert not left, "threads outlived the test:\n" + "\n".join(map(_whereabouts, left))


def _is_ours(thread: threading.Thread) -> bool:
    runs: Callable[..., object] | None = getattr(thread, "_target", None)
    modules = (type(thread).__module__, getattr(runs, "__module__", None) or "")
    return any(module.partition(".")[0] == "inklift" for module in modules)


def _whereabouts(thread: threading.Thread) -> str:
    frame = sys._current_frames().get(thread.ident or 0)
    return f"{thread.name}\n" + "".join(traceback.format_stack(frame) if frame else [])


class _Complaints(logging.Handler):
    """Collects what Inklift logs at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_unexpected_warning(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test in which Inklift logs a warning; one that asks for `caplog` looks itself."""
    complaints = _Complaints()
    logger = logging.getLogger("inklift")
    logger.addHandler(complaints)
    yield

    logger.removeHandler(complaints)
    if "caplog" not in request.fixturenames:
        assert not complaints.lines, f"logged without being expected: {complaints.lines}"
