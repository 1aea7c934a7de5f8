"""The sample pictures that are shipped: small enough, large enough to read."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

_SAMPLES = Path(__file__).parents[3] / "resources" / "samples"


@pytest.mark.parametrize("name", ["till-receipt.png", "cafe-receipt.jpg", "invoice.png"])
def test_a_sample_opens_and_is_small(qapp: QApplication, name: str) -> None:
    image = QImage(str(_SAMPLES / name))

    assert image.width() >= 900
    assert (_SAMPLES / name).stat().st_size < 400_000
