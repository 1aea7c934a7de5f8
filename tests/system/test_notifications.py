"""Notifications through a real session bus: to a desktop that shows them, refuses, or is absent."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
DAEMON = Path(__file__).with_name("notification_daemon.py")
CLIENT = """
import asyncio
from inklift.system.background import Aside
from inklift.system.notifications import DesktopNotifications

async def main():
    aside = Aside()
    print(await DesktopNotifications(aside).show("Title – ü", "2 pictures · 22 credits"))
    aside.shutdown()

asyncio.run(main())
"""

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="there is a session bus on Linux only"),
    pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="needs dbus-run-session"),
]


def _run(command: list[str], folder: Path) -> str:
    environment = {
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "XDG_DATA_DIRS": str(folder),  # no desktop that the bus could start
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(CHECKOUT / "gui"),
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, encoding="utf-8", timeout=60, check=True
    )
    return done.stdout


def _with_desktop(how: str, folder: Path) -> dict[str, object]:
    client = [sys.executable, "-c", CLIENT]
    printed = _run(["dbus-run-session", "--", sys.executable, str(DAEMON), how, *client], folder)
    told = json.loads(printed)
    assert isinstance(told, dict)
    return told


def test_a_desktop_is_told(tmp_path: Path) -> None:
    told = _with_desktop("show", tmp_path)

    assert told["client"] == "True"
    assert told["notified"] == [
        "Inklift", 0, "inklift", "Title – ü", "2 pictures · 22 credits", [],
        {"desktop-entry": ["s", "inklift"]}, -1,
    ]  # fmt: skip


def test_a_desktop_may_refuse(tmp_path: Path) -> None:
    assert _with_desktop("refuse", tmp_path)["client"] == "False"


def test_there_may_be_no_desktop_on_the_bus(tmp_path: Path) -> None:
    told = _run(["dbus-run-session", "--", sys.executable, "-c", CLIENT], tmp_path)

    assert told.strip() == "False"


def test_there_may_be_no_bus(tmp_path: Path) -> None:
    assert _run([sys.executable, "-c", CLIENT], tmp_path).strip() == "False"
