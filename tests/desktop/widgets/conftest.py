"""What the tests of the widgets share: the look."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from inklift.desktop.appearance import Appearance


@pytest.fixture
def appearance(qapp: QApplication, checkout: Path) -> Iterator[Appearance]:
    appearance = Appearance(checkout / "resources", qapp)
    appearance.apply("light")
    yield appearance
    appearance.deleteLater()
