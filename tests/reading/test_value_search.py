"""Amounts, numbers and dates are found by what they mean, however the page writes them."""

import datetime
from decimal import Decimal

import pytest

from inklift.reading.value_search import PageValues


def written(lines: list[str], found: object) -> list[str]:
    assert isinstance(found, tuple)
    return [
        lines[stretch.line][stretch.start : stretch.end]
        for each in found
        for stretch in each.stretches
    ]


@pytest.mark.parametrize(
    ("line", "amount", "seen"),
    [
        ("TOTAL 1.234,50", "1234.50", "1.234,50"),
        ("TOTAL 1,234.50", "1234.50", "1,234.50"),
        ("TOTAL 1 234,50 EUR", "1234.5", "1 234,50"),
        ("TOTAL 1'234.50", "1234.50", "1'234.50"),
        ("Total RM12.00", "12", "12.00"),
        ("Discount -5.00", "5.00", "5.00"),
        ("Discount 5.00", "-5.00", "5.00"),
        ("Total € 12,-", "12.00", "12"),
        ("TOTAL 15.O0", "15.00", "15.O0"),
        ("Change 0.125", "0.125", "0.125"),
    ],
)
def test_an_amount_is_found_however_it_is_written(line: str, amount: str, seen: str) -> None:
    assert seen in "".join(written([line], PageValues([line]).find_amount(Decimal(amount))))


@pytest.mark.parametrize(
    ("line", "amount"),
    [
        ("TOTAL 15.00", "16.00"),
        ("01/03/18 12:36", "12.00"),
        ("01/03/18 12:36", "12.36"),
        ("GST 6%", "6.00"),
        ("Level 19", "19.00"),
        ("Change 0.010", "10.00"),
        ("Total 1,234.50", "234.50"),
        ("Total 115.00", "15.00"),
        ("10:49:40 AM", "49.40"),
    ],
)
def test_another_amount_is_not(line: str, amount: str) -> None:
    assert PageValues([line]).find_amount(Decimal(amount)) == ()


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("2 x 3.50", "2"),
        ("2x 3.50", "2"),
        ("Qty: 12", "12"),
        ("GST 6%", "6"),
        ("GST 6 %", "0.06"),
        ("1,250 pieces", "1250"),
        ("Total 8.00", "8"),
    ],
)
def test_a_number_is_found_where_it_stands_alone(line: str, number: str) -> None:
    assert PageValues([line]).find_number(Decimal(number))


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("03/04/2018", "3"),
        ("12:36", "12"),
        ("Tel 012-373 2096", "373"),
        ("A4 paper", "4"),
        ("v2.5.1", "5"),
    ],
)
def test_a_number_is_no_part_of_something_else(line: str, number: str) -> None:
    assert PageValues([line]).find_number(Decimal(number)) == ()


@pytest.mark.parametrize(
    "line",
    [
        "Date: 03/04/2018 12:01",
        "3 Apr 2018",
        "2018-04-03",
        "03.04.18",
        "20180403",
        "DATE:03-04-2018",
    ],
)
def test_a_date_is_found_however_it_is_written(line: str) -> None:
    assert PageValues([line]).find_date(datetime.date(2018, 4, 3))


def test_a_page_that_shows_its_order_of_day_and_month_is_taken_at_its_word() -> None:
    page = PageValues(["03/04/2018", "Expires 25/12/2019"])

    assert page.find_date(datetime.date(2018, 4, 3))
    assert not page.find_date(datetime.date(2018, 3, 4))


def test_where_the_order_is_in_doubt_both_count() -> None:
    page = PageValues(["03/04/2018", "Total $12.00"])

    assert page.find_date(datetime.date(2018, 4, 3))
    assert page.find_date(datetime.date(2018, 3, 4))


@pytest.mark.parametrize(
    ("line", "code", "seen"),
    [
        ("Total RM 5.00", "MYR", True),
        ("Total 5,00 €", "EUR", True),
        ("Total $5.00", "USD", True),
        ("Total USD 5.00", "USD", True),
        ("FORMULA 5.00", "MYR", False),
        ("Total $5.00", "EUR", False),
    ],
)
def test_a_currency_is_found_by_its_code_or_its_sign(line: str, code: str, seen: bool) -> None:
    assert bool(PageValues([line]).find_currency(code)) is seen


def test_a_time_is_found_however_it_is_written() -> None:
    page = PageValues(["Date 25/04/18 2:05 PM"])

    assert page.find_time(datetime.time(14, 5))
    assert not page.find_time(datetime.time(2, 5))
