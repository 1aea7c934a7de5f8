"""Names made of answers: fit for every system, and no two alike."""

from pathlib import PurePath

import pytest

from inklift.core.renaming import USUAL_PATTERN, Named, fields_in, new_names

DATA = {"date": "3 Mar 2024", "merchant": "Oak & Son", "total": "12.50", "to": {"city": "Leeds"}}


def name(pattern: str, data: object, file: str = "scan 1.JPG") -> str:
    (made,) = new_names(pattern, [Named(PurePath(file), data)])
    return made


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (USUAL_PATTERN, "2024-03-03 Oak & Son 12.50.jpg"),
        ("{merchant} in {to.city}", "Oak & Son in Leeds.jpg"),
        ("{ total } {nothing} EUR", "12.50 EUR.jpg"),
        ("{nothing}", "scan 1.jpg"),
        ("", "scan 1.jpg"),
        ("{merchant", "{merchant.jpg"),
    ],
)
def test_fields_stand_for_their_values(pattern: str, expected: str) -> None:
    assert name(pattern, DATA) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("../../etc/passwd", "etc passwd.jpg"),
        ("CON", "CON_.jpg"),
        ("nul.txt", "nul.txt_.jpg"),
        ("a/b\\c:d*e?f", "a b c d e f.jpg"),
        ("line\none\ttwo", "line one two.jpg"),
        ("ends with dots...", "ends with dots.jpg"),
        ("Cafe\u0301", "Caf\u00e9.jpg"),
        ("\ud800half", "half.jpg"),
        ("x" * 300, "x" * 120 + ".jpg"),
        ("\U0001f9fe receipt", "\U0001f9fe receipt.jpg"),
        (None, "scan 1.jpg"),
        (True, "true.jpg"),
        (12.5, "12.5.jpg"),
    ],
)
def test_every_system_takes_the_name(value: object, expected: str) -> None:
    assert name("{a}", {"a": value}) == expected


def test_no_two_are_alike_in_any_case_and_none_is_taken() -> None:
    pictures = [Named(PurePath(f"{at}.png"), {"shop": shop}) for at, shop in enumerate("aAb")]

    assert new_names("{shop}", pictures, taken=["B.PNG"]) == ["a.png", "A (2).png", "b (2).png"]


def test_the_names_that_may_be_used_are_told() -> None:
    pictures = [Named(PurePath("a"), DATA), Named(PurePath("b"), {"tax": 1, "items": [{"a": 1}]})]

    assert fields_in(pictures) == ("date", "merchant", "total", "to.city", "tax")
