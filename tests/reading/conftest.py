"""What the tests of reading share: one recognizer, since loading it takes a second."""

from pathlib import Path

import pytest

from inklift.reading.recognizer import Recognizer
from reading.made_pages import drawn_receipt


@pytest.fixture(scope="session")
def recognizer() -> Recognizer:
    return Recognizer()


@pytest.fixture(scope="session")
def receipt_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("receipts") / "receipt.png"
    drawn_receipt().save(path)
    return path
