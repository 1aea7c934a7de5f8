"""Other processes that use a journal."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

CHILD = Path(__file__).with_name("journal_child.py")
Child = subprocess.Popen[str]


@pytest.fixture
def start_child() -> Iterator[Callable[..., Child]]:
    """Starts `journal_child.py` with these arguments; ends it with the test."""
    children: list[Child] = []

    def start(folder: Path, *arguments: str) -> Child:
        child = subprocess.Popen(
            [sys.executable, str(CHILD), str(folder), *arguments],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        children.append(child)
        return child

    yield start

    for child in children:
        child.kill()
        child.communicate()
