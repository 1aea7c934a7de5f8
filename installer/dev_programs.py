"""How the set-up starts other programs, and how it stops with one sentence."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import NoReturn

# What these say would send pip or Python somewhere else than into our environment.
_MISLEADING = (
    "PIP_DRY_RUN",
    "PIP_NO_BUILD_ISOLATION",
    "PIP_NO_DEPS",
    "PIP_PREFIX",
    "PIP_PYTHON",
    "PIP_REPORT",
    "PIP_REQUIRE_HASHES",
    "PIP_ROOT",
    "PIP_TARGET",
    "PYTHONHOME",
    "PYTHONPATH",
    "PYTHONSAFEPATH",
    "__PYVENV_LAUNCHER__",
)


class SetUpStoppedError(Exception):
    """The set-up cannot go on. The text is for the user: a sentence, and the command that helps."""


def own_environment(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The variables for programs of our virtual environment, whatever the user's shell has set."""
    kept = {name: value for name, value in environment.items() if name not in _MISLEADING}
    return kept | {"PIP_USER": "0"}  # pip's configuration file may say otherwise


def succeeds(command: Sequence[str], environment: Mapping[str, str] | None = None) -> bool:
    """Whether the command ends with 0; what it prints is thrown away."""
    finished = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return finished.returncode == 0


def become(command: Sequence[str], environment: Mapping[str, str]) -> NoReturn:
    """Let the command take this process's place, with its signals and its exit status."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execve(command[0], list(command), dict(environment))
    sys.exit(subprocess.run(command, env=environment).returncode)


def say(sentence: str) -> None:
    """A message about the set-up; standard output belongs to the answers."""
    print(sentence, file=sys.stderr, flush=True)
