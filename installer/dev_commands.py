"""What `dev.py run` and `dev.py test` do, step by step."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import dev_debian
from dev_debian import Qt
from dev_environment import Environment, Stage, has_ensurepip
from dev_programs import SetUpStoppedError, become, own_environment, say

CHECKOUT = Path(__file__).resolve().parent.parent
FIRST_RUN_PICTURE = "inklift-first-run.png"
USAGE = """\
python3 installer/dev.py run [ARGS ...]
    set up what is missing, then start inklift ARGS
python3 installer/dev.py test [--all] [-- PYTEST-ARGS ...]
    set up what is missing, then run every check and test; --all: the slow tests too"""

STOPPED = 3
_WITHOUT_WINDOW = {"extract", "runs", "templates", "serve", "--version", "--help", "-h"}


@dataclass(frozen=True, slots=True)
class Check:
    """One program that looks at the checkout."""

    name: str
    command: Sequence[str | Path]


def main(arguments: Sequence[str]) -> int:
    """Returns the exit status: 2 for wrong usage, 3 when the set-up cannot go on."""
    verb, rest = (arguments[0], list(arguments[1:])) if arguments else ("", [])
    try:
        if verb == "run":
            return run(Environment(CHECKOUT), rest)
        if verb == "test":
            return test(Environment(CHECKOUT), rest)
        if verb in ("--help", "-h"):
            print(USAGE)
            return 0
    except SetUpStoppedError as stopped:
        say(str(stopped))
        return STOPPED
    except PermissionError as denied:
        say(f"This user may not write {denied.filename}: make it theirs, then start again.")
        return STOPPED
    except KeyboardInterrupt:
        return 130
    say(USAGE)
    return 2


def run(environment: Environment, arguments: Sequence[str]) -> int:
    """Set up, then start Inklift in place of this process, or show it where there is no screen."""
    install(environment, Stage.RUN)
    needs_window = not (arguments and arguments[0] in _WITHOUT_WINDOW)
    screen = has_screen(sys.platform, os.environ)
    try:
        provide_qt(environment, Qt.SCREEN if screen else Qt.OFFSCREEN)
    except SetUpStoppedError:
        if needs_window:
            raise
        # The command line works without Qt's libraries, and nobody asked for a window.
    if arguments or screen:
        start = [str(environment.python), "-m", "inklift", *arguments]
        become(start, own_environment())
    return first_run(environment)


def first_run(environment: Environment) -> int:
    """Without a screen: read the samples, print each answer, and draw the window with them."""
    say(
        "There is no screen here, so the samples are read on the command line and the window is "
        f"drawn into {FIRST_RUN_PICTURE}."
    )
    samples = sorted(
        str(file)
        for file in (environment.checkout / "resources" / "samples").iterdir()
        if file.suffix in (".png", ".jpg")
    )
    python = str(environment.python)
    variables = own_environment() | {"QT_QPA_PLATFORM": "offscreen"}
    extract = [python, "-m", "inklift", "extract", "--engine", "on-device", *samples]
    draw = [python, "-m", "inklift.desktop.first_run", FIRST_RUN_PICTURE, *samples]
    for command in (extract, draw):
        status = subprocess.run(command, env=variables).returncode
        if status != 0:
            return status
    say(f"The window is in {Path(FIRST_RUN_PICTURE).resolve()}")
    return 0


def test(environment: Environment, arguments: Sequence[str]) -> int:
    """Set up, then run every check and test."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    ours, for_pytest = arguments[:end], arguments[end + 1 :]
    if any(argument != "--all" for argument in ours):
        say(USAGE)
        return 2
    packages = dev_debian.TEST_PACKAGES + (dev_debian.LARGE_TEST_PACKAGES if ours else ())
    install(environment, Stage.TEST, packages)
    provide_qt(environment, Qt.SCREEN)
    chosen = [] if ours else ["-m", "not slow"]
    return run_checks(checks(environment, [*chosen, *for_pytest]), environment.checkout)


def run_checks(chosen: Sequence[Check], folder: Path) -> int:
    """Run all of them, then print how each one ended. Returns 0 if none failed, else 1."""
    results = []
    for check in chosen:
        print(f"\n== {check.name}", flush=True)
        start_s = time.monotonic()
        finished = subprocess.run(check.command, cwd=folder, env=own_environment())
        results.append((check.name, finished.returncode, time.monotonic() - start_s))
    print()
    for name, status, took_s in results:
        print(f"{name:14} {verdict(name, status):22} {took_s:6.1f} s")
    return int(any(status != 0 for _, status, _ in results))


def checks(environment: Environment, for_pytest: Sequence[str]) -> list[Check]:
    python = environment.python
    return [
        Check("ruff check", [python, "-m", "ruff", "check"]),
        Check("ruff format", [python, "-m", "ruff", "format", "--check"]),
        Check("mypy", [python, "-m", "mypy"]),
        Check("lint-imports", [environment.script("lint-imports")]),
        Check("pytest", [python, "-m", "pytest", *for_pytest]),
    ]


def verdict(name: str, status: int) -> str:
    if status == 0:
        return "ok"
    if name == "pytest" and status == 5:
        return "FAILED: no test ran"
    return f"FAILED (status {status})"


def install(environment: Environment, stage: Stage, packages: Sequence[str] = ()) -> None:
    """The environment with the project in it, and where this is Debian those `packages` too."""
    wanted = dev_debian.missing_packages(packages) if dev_debian.is_debian() else []
    if environment.has(stage) and not wanted:
        return
    with environment.alone():
        if not environment.is_made():
            if not has_ensurepip():
                wanted = [*wanted, "python{}.{}-venv".format(*sys.version_info)]
            if dev_debian.is_debian():
                dev_debian.install(wanted, dev_debian.way_to_root())
            if not has_ensurepip():
                raise SetUpStoppedError(
                    f"{sys.executable} has no ensurepip, which new environments need: please "
                    "install that part of it, then start again."
                )
            environment.make()
        else:
            dev_debian.install(wanted, dev_debian.way_to_root())
        if not environment.has(stage):
            environment.install(stage)


def provide_qt(environment: Environment, wanted: Qt) -> None:
    """The system libraries that the installed Qt lacks; the proof is that it can be imported."""
    key = f"{environment.requirements_key()} {dev_debian.database_state()}"
    if environment.is_stamped(wanted, key):
        return
    missing = []
    if sys.platform == "linux":
        missing = dev_debian.missing_sonames(environment.pyside, wanted)
    if missing and dev_debian.is_debian():
        dev_debian.install(dev_debian.packages_of(missing), dev_debian.way_to_root())
    proof = subprocess.run(
        [environment.python, "-c", "import PySide6.QtWidgets"],
        env=own_environment(),
        capture_output=True,
        text=True,
    )
    if proof.returncode != 0:
        reason = proof.stderr.strip().splitlines()[-1]
        raise SetUpStoppedError(
            f"Qt does not start here ({reason}): please install what it lacks, then start again."
        )
    key = f"{environment.requirements_key()} {dev_debian.database_state()}"
    environment.stamp(wanted, key)


def has_screen(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a window can be shown. Windows and macOS always have a screen."""
    if platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
