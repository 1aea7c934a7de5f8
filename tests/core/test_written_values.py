"""Amounts, numbers and dates as people and models write them."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inklift.core.written_values import amount_of, date_of, money_text, number_of


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        *(("12.50", "12.50"), ("12,5", "12.5"), ("12", "12"), (".5", "0.5"), ("0,125", "0.125")),
        *(("RM 1.234,50", "1234.50"), ("1,234.50", "1234.50"), ("$1,234", "1234")),
        *(("1.234.567", "1234567"), ("1'234.50 CHF", "1234.50"), ("1 234,50 €", "1234.50")),
        *(("1\u202f234,50\u00a0€", "1234.50"), ("1,23,456.00", "123456.00"), ("€12.5", "12.5")),
        *(
            ("-12.50", "-12.50"),
            ("\u221212.50", "-12.50"),
            ("-$5.00", "-5.00"),
            ("(5.00)", "-5.00"),
        ),
        *(("$-5.00", "-5.00"), ("5.00-", "-5.00"), ("12.- CHF", "12"), ("12,-", "12")),
        *(("USD 12.50", "12.50"), ("12.50usd", "12.50"), ("US$ 3", "3"), ("R$ 7,00", "7.00")),
        *(("1.459", "1.459"), ("0.00012345678901234567890", "0.00012345678901234567890")),
    ],
)
def test_amounts_are_read_in_every_common_spelling(text: str, amount: str) -> None:
    read = amount_of(text)

    assert (read, str(read)) == (Decimal(amount), str(Decimal(amount)))


@pytest.mark.parametrize(
    "text",
    [
        *("", "free", "€", "12.50 to 13.50", "6%", "5 pcs", "12.50 and more", "1.2.3", "1,2,3"),
        *("1,23.45", "--5", "(5", "-(5)", "1e3", "€ 5 USD", ",", "12 34", "1" * 101),
        "€ 1.234",  # over a thousand, or three decimals?
    ],
)
def test_what_is_no_amount_or_could_be_two_is_not_read(text: str) -> None:
    assert amount_of(text) is None


@given(st.decimals(-(10**40), 10**40, places=4), st.sampled_from(["", "€ ", "RM"]))
def test_every_decimal_of_an_amount_stays(amount: Decimal, currency: str) -> None:
    assert amount_of(f"{currency}{amount:f}") == amount
    assert Decimal(money_text(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("12.5", "12.50"),
        ("12", "12.00"),
        ("1.459", "1.459"),
        ("1E+3", "1000.00"),
        ("-0.5", "-0.50"),
    ],
)
def test_money_has_two_decimals_at_least(amount: str, text: str) -> None:
    assert money_text(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("text", "number"), [("1,234.5", "1234.5"), ("-3", "-3"), ("1.234", "1.234"), ("+7", "7")]
)
def test_numbers_are_read(text: str, number: str) -> None:
    assert number_of(text) == Decimal(number)


@pytest.mark.parametrize("text", ["€ 5", "12 kg", "6%", "", "+49 30 1234"])
def test_what_is_more_than_a_number_is_none(text: str) -> None:
    assert number_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("2018-03-25", "25/03/2018", "25.3.18", "03/25/2018", "25 March 2018", "Mar 25, 2018"),
        *("2018-03-25T14:33:00Z", "2018-03-25 14:33", "25/03/2018 2:33 PM", "Sunday, 25 Mar 2018"),
        *("20180325", "2018年3月25日", " 2018-03-25\n", "25. März 2018", "25 MARS 2018"),
        *("25 de marzo de 2018", "25 Mrz. 2018"),
    ],
)
def test_dates_are_read_in_every_common_spelling(text: str) -> None:
    assert date_of(text) == datetime.date(2018, 3, 25)


def test_the_day_is_first_where_both_could_be() -> None:
    assert date_of("03/04/2018") == datetime.date(2018, 4, 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "March 2018",
        "31/02/2018",
        "25/03/2018 to 26/03/2018",
        "25/03/2018, no. 7",
        "2018",
    ],
)
def test_what_is_not_one_date_is_none(text: str) -> None:
    assert date_of(text) is None
