"""A keyring that never answers holds up neither the window nor its end."""

import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fakes.fault_proxy import FaultProxy
from journeys.made_pictures import small_pictures
from journeys.real_program import ENDED_WITHIN_S, RealProgram
from journeys.x_session import XSession, skip_unless_possible

ANSWERS_WITHIN_S = 5.0  # typing, and what was typed read from outside; several looks at the window

_START_KEYRING = """
printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
until dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus / \
    org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets 2>/dev/null
do sleep 0.02; done
"""


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[XSession]:
    """A session whose keyring was unlocked and then froze."""
    skip_unless_possible()
    if not shutil.which("gnome-keyring-daemon"):
        pytest.skip("missing here: gnome-keyring-daemon (installer/dev.py installs it)")
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    with XSession(tmp_path / "home") as session:
        daemon = int(session.run("bash", "-c", _START_KEYRING).split()[-1])
        os.kill(daemon, signal.SIGSTOP)
        yield session

        os.kill(daemon, signal.SIGKILL)


@pytest.mark.slow
def test_a_frozen_keyring_holds_up_neither_the_window_nor_its_end(
    session: XSession, server: FaultProxy, tmp_path: Path
) -> None:
    settings = tmp_path / "inklift-data" / "config" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"engine_id": "dumpling", "prompt": "Total"}))
    picture = small_pictures(tmp_path / "pictures", 1)[0]
    program = RealProgram(session, tmp_path, picture, INKLIFT_API_URL=server.url)
    program.wait_for("picture 0.png, Ready")

    session.key("ctrl+Return")
    program.wait_for("Stop", "button")
    session.click(program.wait_for("Prompt", "text").centre)
    began = time.monotonic()
    session.type(" please")
    program.wait_for_text("Prompt", " please")
    took_s = time.monotonic() - began
    program.wait_for("The keyring is locked")
    program.wait_for("picture 0.png, Ready")
    session.key("ctrl+Return")  # asks the same keyring once more, and is closed meanwhile
    ended_s = program.close()

    assert took_s < ANSWERS_WITHIN_S
    assert ended_s < ENDED_WITHIN_S
    assert program.process.returncode == 0
    assert program.complaints == ""
    assert server.connections == 0
