"""Letters and digits that look alike, in words that leave no doubt."""

import pytest

from inklift.reading.letters import mended


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("WorId", "World"),
        ("HoteI", "Hotel"),
        ("JIn", "Jln"),
        ("BIk", "Blk"),
        ("RESERVATI0N", "RESERVATION"),
        ("tota1ling", "totalling"),
        ("or1ginal", "original"),
    ],
)
def test_lookalikes_are_put_right(read: str, meant: str) -> None:
    assert mended(read) == meant


@pytest.mark.parametrize(
    "word",
    [
        "myInvoice", "WiFi", "TOTAL", "Inklift", "III", "USB1A", "H1N1", "INV0001", "1O1", "pos1N",
        "P0S01", "WIN10PRO", "Île", "McIntosh", "25/03/2024", "", "€12.50",
    ],
)  # fmt: skip
def test_what_may_be_meant_stays(word: str) -> None:
    assert mended(word) == word
