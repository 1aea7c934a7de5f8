"""A screen, a window manager and a session bus of their own, and hands to work them with."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pytest

SIZE = (1920, 1080)
SYSTEM_PYTHON = "/usr/bin/python3"  # Debian's own: the one that has gi
NEEDED = (
    *("Xvfb", "openbox", "xdotool", "xprop", "xclip", "import", "dbus-run-session"),
    SYSTEM_PYTHON,
)
NOT_STUCK_S = 60.0
_LOOK_AGAIN_S = 0.02
_STEPS = 20  # of the pointer, in a drag


def skip_unless_possible() -> None:
    """Skip the test where a real window cannot be opened or looked into."""
    if sys.platform != "linux":
        pytest.skip("a screen of its own needs Xvfb, which is for Linux")
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        pytest.skip(f"missing here: {', '.join(missing)} (installer/dev.py installs them)")
    look = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if subprocess.run([SYSTEM_PYTHON, "-c", look], stderr=subprocess.DEVNULL).returncode:
        pytest.skip("missing here: python3-gi and gir1.2-atspi-2.0")


def until(condition: Callable[[], Any], what: str, limit_s: float = NOT_STUCK_S) -> Any:
    """Whatever true value `condition` comes to; fails with `what` when it never does."""
    end = time.monotonic() + limit_s
    while not (value := condition()):
        assert time.monotonic() < end, f"waited {limit_s:.0f} s for {what}"
        time.sleep(_LOOK_AGAIN_S)
    return value


@dataclass(frozen=True, slots=True)
class Control:
    """Something on the screen as assistive technology sees it. Places are in screen pixels."""

    role: str
    name: str
    text: str
    states: frozenset[str]
    left: int
    top: int
    width: int
    height: int

    @property
    def centre(self) -> tuple[int, int]:
        return self.left + self.width // 2, self.top + self.height // 2


class XSession:
    """Xvfb, openbox and a session bus, from `with` to its end.

    `environment` is for programs in it; nothing of the user's own session is in there.
    """

    def __init__(self, home: Path) -> None:
        runtime = home / "runtime"
        runtime.mkdir(mode=0o700, parents=True)
        kept = ("PATH", "PYTHON_KEYRING_BACKEND", "LC_ALL")
        self.environment = {
            **{name: os.environ[name] for name in kept if name in os.environ},
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_SESSION_TYPE": "x11",
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "PYTHONPATH": str(Path(__file__).parents[2] / "gui"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        self._ends = contextlib.ExitStack()

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as ends:
            display, number = os.pipe()
            size = f"{SIZE[0]}x{SIZE[1]}x24"
            screen = ["Xvfb", "-displayfd", str(number), "-screen", "0", size]
            ends.enter_context(_ended([*screen, "-nolisten", "tcp"], None, pass_fds=(number,)))
            os.close(number)
            with os.fdopen(display) as numbers:
                self.environment["DISPLAY"] = f":{numbers.readline().strip()}"
            ends.enter_context(_ended(["openbox"], self.environment))
            until(self._has_window_manager, "the window manager")
            # The bus comes last, so that what it starts knows the screen.
            bus = ends.enter_context(
                _ended(
                    ["dbus-run-session", "--", "sh", "-c", "echo $DBUS_SESSION_BUS_ADDRESS; cat"],
                    self.environment,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            assert bus.stdout is not None
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
            self._ends = ends.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.close()

    def start(
        self, command: Sequence[str], more: Mapping[str, str] | None = None, **options: Any
    ) -> subprocess.Popen[str]:
        """Start a program in this session; it is the caller's to end."""
        environment = {**self.environment, **(more or {})}
        return subprocess.Popen(list(command), env=environment, text=True, **options)

    def run(self, *command: str) -> str:
        """Run a command to its end and return what it printed."""
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=NOT_STUCK_S
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
        return done.stdout

    def _has_window_manager(self) -> bool:
        found = subprocess.run(
            ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"],
            env=self.environment,
            capture_output=True,
            text=True,
        )
        return "#" in found.stdout

    # Hands.

    def type(self, text: str) -> None:
        self.run("xdotool", "type", "--delay", "5", text)

    def key(self, *keys: str) -> None:
        self.run("xdotool", "key", *keys)

    def click(self, place: tuple[int, int]) -> None:
        self.run("xdotool", "mousemove", "--sync", *map(str, place), "click", "1")

    def drag(
        self, start: tuple[int, int], end: tuple[int, int], accepted: Callable[[], bool]
    ) -> None:
        """Drag as a hand does, and let go once the target has accepted what is held over it."""
        self.run("xdotool", "mousemove", "--sync", *map(str, start), "mousedown", "1")
        for step in range(1, _STEPS + 1):
            x, y = (a + (b - a) * step // _STEPS for a, b in zip(start, end, strict=True))
            self.run("xdotool", "mousemove", str(x), str(y))

        def accepted_while_moving() -> bool:
            sign = 1 if time.monotonic_ns() // 10_000_000 % 2 else -1
            self.run("xdotool", "mousemove", str(end[0] + 3 * sign), str(end[1]))
            return accepted()

        until(accepted_while_moving, "the drop to be welcome")
        self.run("xdotool", "mouseup", "1")

    # Eyes.

    def clipboard_kinds(self) -> list[str]:
        """In what kinds of data the clipboard is offered now; empty while nobody offers it."""
        asked = subprocess.run(
            ["xclip", "-selection", "clipboard", "-t", "TARGETS", "-o"],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=NOT_STUCK_S,
        )
        return asked.stdout.split()

    def has_keyboard(self, pid: int) -> bool:
        """Whether keys go to a window of that process."""
        asked = subprocess.run(
            ["xdotool", "getwindowfocus", "getwindowpid"],
            env=self.environment,
            capture_output=True,
            text=True,
        )
        return asked.stdout.strip() == str(pid)

    def controls(self, pid: int) -> list[Control]:
        """Everything that the program with that process id shows now; empty if nothing yet."""
        script = Path(__file__).with_name("accessible_tree.py")
        done = subprocess.run(
            [SYSTEM_PYTHON, "-E", str(script), str(pid)],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=NOT_STUCK_S,
        )
        assert done.returncode == 0, done.stderr
        return [
            Control(**{**entry, "states": frozenset(entry["states"])})
            for entry in json.loads(done.stdout)
        ]


@contextlib.contextmanager
def _ended(command: Sequence[str], environment: Mapping[str, str] | None, **options: Any) -> Any:
    """A process that is ended at the end, gently if it lets itself be."""
    options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **options}
    process = subprocess.Popen(command, env=environment, **options)
    try:
        yield process
    finally:
        if process.stdin is None:
            process.terminate()
        else:
            process.stdin.close()  # the session then ends by itself, and its bus with it
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()
