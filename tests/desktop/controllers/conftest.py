"""What several tests of the controller of runs share."""

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.controllers.extraction_bench import ExtractionBench
from inklift.desktop.bridge import Bridge


@pytest.fixture
def bench(qtbot: QtBot, bridge: Bridge, owner: QObject) -> ExtractionBench:
    return ExtractionBench(qtbot, bridge, owner)
