"""Amounts of money in a line: found, told from other numbers, below zero, and read leniently."""

from decimal import Decimal

import pytest

from inklift.core.money import amounts_in, lenient_amounts_in


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("TOTAL 12.50", ["12.50"]),
        ("TOTAL RM12.50", ["12.50"]),
        ("Total:12.50", ["12.50"]),
        ("R$ 12,50", ["12.50"]),
        ("€ 1.234,50 and $1,234.50 and 1'234.50", ["1234.50"] * 3),
        ("12.50EUR 12.50SR 12,50*", ["12.50"] * 3),
        ("2 4.20 8.40", ["4.20", "8.40"]),
        ("0,456 kg x 3,99 €/kg 1,82", ["3.99", "1.82"]),
        ("19,00% 4,20 0,80", ["4.20", "0.80"]),
        ("100.00C 1,99 A", ["100.00", "1.99"]),
        ("12.5 12.345 12,50,1 6.00% 25.03.2024 10.30-11.30 12.50x", []),
        ("1 234,50", []),
        ("1,234,50", []),
    ],
)
def test_amounts_are_told_from_other_numbers(line: str, values: list[str]) -> None:
    assert [amount.value for amount in amounts_in(line)] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    "line", ["-12.50", "12,50-", "(-12.50)", "€ -12,50", "-RM 12.50", "-£12.50"]
)
def test_a_minus_before_or_behind_makes_an_amount_negative(line: str) -> None:
    assert [amount.value for amount in amounts_in(line)] == [Decimal("-12.50")]


def test_a_space_in_an_amount_is_read_as_the_caller_says() -> None:
    one = amounts_in("Table 1 234,50 €", spaced=True)
    two = amounts_in("Table 1 234,50 €", spaced=False)

    assert [amount.value for amount in one] == [Decimal("1234.50")]
    assert [amount.value for amount in two] == [Decimal("234.50")]
    assert (one[0].start, two[0].start) == (6, 8)


@pytest.mark.parametrize(
    ("line", "value"),
    [("Total 6 00", "6.00"), ("TOTAL RM5:00", "5.00"), ("GST O.28", "0.28"), ("1O.5O", "10.50")],
)
def test_misread_digits_and_points_are_read_leniently(line: str, value: str) -> None:
    assert [amount.value for amount in lenient_amounts_in(line)] == [Decimal(value)]


def test_words_are_no_amounts_however_lenient() -> None:
    assert lenient_amounts_in("SO IS IO") == ()
