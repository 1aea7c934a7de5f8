"""The real program in a session of its own, seen and worked from outside only."""

import subprocess
import sys
import time
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from journeys.x_session import Control, XSession, until

ENDED_WITHIN_S = 2.0  # the aim is one second; the rest is for busy machines
WITHOUT_NETWORK = ("unshare", "--map-current-user", "--net")  # not even the loopback


def network_can_be_taken_away() -> bool:
    """Whether this system lets a program run without any network."""
    try:
        return subprocess.run([*WITHOUT_NETWORK, "true"], stderr=subprocess.DEVNULL).returncode == 0
    except FileNotFoundError:
        return False


class RealProgram:
    """`python -m inklift` with a real window."""

    def __init__(
        self,
        session: XSession,
        folder: Path,
        *pictures: Path,
        prefix: Sequence[str] = (),
        **environment: str,
    ) -> None:
        self.session = session
        self._complaints = folder / "complaints.txt"
        with self._complaints.open("w") as complaints:
            self.process = session.start(
                [*prefix, sys.executable, "-m", "inklift", *map(str, pictures)],
                {"INKLIFT_DATA_DIR": str(folder / "inklift-data"), **environment},
                stderr=complaints,
            )
        self.wait_for("Prompt")
        until(lambda: session.has_keyboard(self.process.pid), "the window to get the keyboard")

    @property
    def complaints(self) -> str:
        """What it wrote to the standard error, less what Qt says of AT-SPI's newest version."""
        lines = self._complaints.read_text().splitlines()
        return "\n".join(line for line in lines if not line.startswith("qt.accessibility.atspi"))

    def controls(self) -> list[Control]:
        assert self.process.poll() is None, f"the program ended: {self.complaints}"
        return self.session.controls(self.process.pid)

    def find(self, name: str, role: str = "") -> Control | None:
        """The control of that name (and role) that is on the screen now."""
        for control in self.controls():
            if control.name == name and role in control.role and "SHOWING" in control.states:
                return control
        return None

    def wait_for(self, name: str, role: str = "") -> Control:
        found: Control = until(lambda: self.find(name, role), f"{role or 'a control'} {name!r}")
        return found

    def wait_for_text(self, name: str, part: str) -> str:
        """The whole text of an edit field, once `part` is in it."""

        def text_with_part() -> str:
            control = self.find(name, "text")
            return control.text if control is not None and part in control.text else ""

        text: str = until(text_with_part, f"{part!r} in {name}")
        return text

    def focus_by_keyboard(self, name: str) -> None:
        """Press Tab until the focus is there."""
        for _ in range(40):
            if any(c.name == name and "FOCUSED" in c.states for c in self.controls()):
                return
            self.session.key("Tab")
        raise AssertionError(f"Tab never leads to {name}")

    def picture_of(self, control: Control) -> Image.Image:
        """The pixels of the screen where that control is."""
        shot = subprocess.run(
            ["import", "-window", "root", "png:-"],
            env=self.session.environment,
            capture_output=True,
            check=True,
        )
        screen: Any = Image.open(BytesIO(shot.stdout)).convert("RGB")
        right, bottom = control.left + control.width, control.top + control.height
        cropped: Image.Image = screen.crop((control.left, control.top, right, bottom))
        return cropped

    def close(self) -> float:
        """Close the window as the window manager does; the seconds until the process was gone."""
        window = self.wait_for("Inklift", "frame")
        self.session.click((window.left + window.width // 2, window.top + 4))
        began = time.monotonic()
        self.session.key("alt+F4")
        self.process.wait(30)
        return time.monotonic() - began
