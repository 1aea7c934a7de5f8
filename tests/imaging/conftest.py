"""Fixtures for the tests of imaging."""

from collections.abc import Callable
from pathlib import Path

import pytest

from imaging.samples import SHARED


@pytest.fixture
def shared_file() -> Callable[[str], Path]:
    """A file beside the checkout by its path there; skips the test when it is not there."""

    def find(relative: str) -> Path:
        path = SHARED / relative
        if not path.is_file():
            pytest.skip(f"shared/{relative} is not beside this checkout")
        return path

    return find
