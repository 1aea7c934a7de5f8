"""The virtual environment inside the checkout: made, filled, and known to be up to date."""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from dev_programs import SetUpStoppedError, own_environment, say, succeeds

_LAYOUT = 1  # raised when an environment made by an older version of these files will not do
_OFFLINE = re.compile(
    r"NewConnectionError|ConnectTimeoutError|ReadTimeoutError|ProxyError|NameResolutionError"
    r"|Connection (?:broken|reset|refused|aborted)|IncompleteRead"
)


class Stage(StrEnum):
    """How much is installed; the value is what pip is asked for. TEST holds all of RUN."""

    RUN = "."
    TEST = ".[test]"

    @property
    def stamp(self) -> str:
        return f"installed-{self.name.lower()}"


class Environment:
    """`.venv` of one checkout. What is finished there is marked by stamps, written last."""

    def __init__(self, checkout: Path) -> None:
        self.checkout = checkout
        self.folder = checkout / ".venv"
        self._scripts = self.folder / ("Scripts" if os.name == "nt" else "bin")
        self._suffix = ".exe" if os.name == "nt" else ""
        self._unfinished = self.folder / "unfinished"
        self._log = self.folder / "set-up.log"

    @property
    def python(self) -> Path:
        return self.script("python")

    @property
    def pyside(self) -> Path:
        """The folder of the installed PySide6; it need not be there."""
        found = self.folder.glob("lib/python*/site-packages/PySide6")
        return next(found, self.folder / "Lib" / "site-packages" / "PySide6")

    def script(self, name: str) -> Path:
        return self._scripts / (name + self._suffix)

    def is_made(self) -> bool:
        """Whether an environment of this Python at this place is there, and no part of it is half
        installed."""
        return (
            self.is_stamped("made", self.identity)
            and self.python.exists()
            and not self._unfinished.exists()
        )

    def has(self, stage: Stage) -> bool:
        """Whether the project is installed as pyproject.toml and constraints.txt say today."""
        key = self.requirements_key()
        enough = {Stage.TEST, stage}
        return self.is_made() and any(self.is_stamped(each.stamp, key) for each in enough)

    def is_stamped(self, name: str, key: str) -> bool:
        try:
            return self._stamp(name).read_text(encoding="utf-8") == key
        except OSError:
            return False

    def stamp(self, name: str, key: str) -> None:
        self._stamp(name).write_text(key, encoding="utf-8")

    def requirements_key(self) -> str:
        digest = hashlib.sha256()
        for name in ("pyproject.toml", "installer/constraints.txt"):
            digest.update((self.checkout / name).read_bytes() + b"\0")
        return digest.hexdigest()

    def make(self) -> None:
        """A new, empty environment; whatever stood at its place is removed."""
        say(f"Making an environment in {self.folder}")
        command = [_base_python(), "-m", "venv", "--clear", str(self.folder)]
        finished = subprocess.run(command, env=own_environment(), capture_output=True, text=True)
        if finished.returncode != 0:
            reason = (finished.stderr or finished.stdout).strip()
            raise SetUpStoppedError(f"Python could not make {self.folder}:\n{reason}")
        self.stamp("made", self.identity)

    def install(self, stage: Stage) -> None:
        """Install the project, editable, with the tested versions."""
        say("Installing Inklift and what it needs: some 160 MB to fetch, which may take minutes")
        # A set-up that is killed from here on leaves this mark, and the next one starts anew: pip
        # takes a package whose files are half written for an installed one.
        self._unfinished.touch()
        self._log.write_text("", encoding="utf-8")
        # The build backend goes in first, at its tested version: pip would fetch the newest one
        # into a throw-away environment at each installation.
        self._pip("hatchling")
        self._pip("--no-build-isolation", "--editable", stage)
        self.stamp(stage.stamp, self.requirements_key())
        self._unfinished.unlink()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keeps a second set-up of the same checkout waiting until this one is done."""
        try:
            import fcntl
        except ImportError:  # Windows, where a lock would keep pip from reading the file
            yield
            return
        with (self.checkout / "pyproject.toml").open(encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _pip(self, *arguments: str) -> None:
        command = [str(self.python), "-m", "pip", "--disable-pip-version-check", "install"]
        command += ["--no-input", "--constraint", "installer/constraints.txt", *arguments]
        with (
            self._log.open("a", encoding="utf-8") as log,
            subprocess.Popen(
                command,
                cwd=self.checkout,
                env=own_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
            ) as pip,
        ):
            assert pip.stdout is not None
            lines = []
            for line in pip.stdout:
                log.write(line)
                lines.append(line)
                _show_progress(line)
            _show_progress("")
        if pip.returncode == 0:
            return
        package = not_fetched(lines)
        if package:
            self._unfinished.unlink()  # pip fetches everything before it installs anything
            raise SetUpStoppedError(f"Could not fetch {package}. Is this computer online?")
        raise SetUpStoppedError("pip could not install Inklift:\n" + "".join(lines[-15:]).strip())

    @property
    def identity(self) -> str:
        """What an environment has to be made of to be this one: its stamp."""
        version = "{}.{}".format(*sys.version_info)
        return f"layout {_LAYOUT}\n{version} {sys.base_prefix}\n{self.folder}\n"

    def _stamp(self, name: str) -> Path:
        return self.folder / f"{name}.stamp"


def has_ensurepip() -> bool:
    """Whether this Python can put pip into a new environment. Debian ships that as a package."""
    return succeeds([_base_python(), "-c", "import ensurepip, venv"], own_environment())


def not_fetched(pip_lines: Sequence[str]) -> str:
    """The package that pip could not fetch, from what it printed; empty if it failed otherwise."""
    text = "".join(pip_lines)
    lacking = re.findall(r"No matching distribution found for (\S+)", text)
    if not lacking and _OFFLINE.search(text):
        # Without an index, pip takes the version in our constraints for a contradiction.
        lacking = re.findall(r"The user requested \(constraint\) (\S+)", text)
        lacking = lacking or re.findall(r"^\s*(?:Collecting|Downloading) (\S+)", text, re.MULTILINE)
        lacking = lacking or ["the Python packages"]
    return lacking[-1] if lacking else ""


def _base_python() -> str:
    """The Python that environments are made from, also when this one runs in an environment."""
    return str(getattr(sys, "_base_executable", "") or sys.executable)


def _show_progress(line: str) -> None:
    """On a terminal, one line that changes; in a log, nothing."""
    if not sys.stderr.isatty():
        return
    words = line.split()
    if not words:
        text = ""
    elif words[0] in ("Collecting", "Downloading", "Installing", "Preparing"):
        text = " ".join(words)[:70]
    else:
        return
    sys.stderr.write(f"\r\033[K{text}")
    sys.stderr.flush()
