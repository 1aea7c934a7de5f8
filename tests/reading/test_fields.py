"""Fields: which ones a prompt asks for, and those that a page gives beyond doubt."""

import datetime
from decimal import Decimal

import pytest

from inklift.core.dates import dates_in, times_in
from inklift.core.money import amounts_in
from inklift.core.pictures import Box
from inklift.reading.fields.certain import certain_fields
from inklift.reading.fields.wanted import wanted_fields
from reading.made_pages import HEIGHT_PX, LETTER_PX, reading


@pytest.mark.parametrize(
    ("prompt", "names"),
    [
        ("merchant, date and total", ["merchant", "date", "total"]),
        ('{"total": "", "date": ""}', ["total", "date"]),
        ("Grand total and invoice date, please", ["grand_total", "invoice_date"]),
        ("the shop's name? the store name", ["shop", "store_name"]),
        ("merchant and address, store address", ["merchant", "address", "store_address"]),
        ("e-mail address, delivery address", []),
        ("Tax ID, phone number, currency code", ["tax_id", "phone_number", "currency_code"]),
        ("TOTAL TOTAL total", ["total"]),
        ("subtotal", []),
        ("total tax, tax total, total number of items", []),
        ("due date, date of birth, delivery date", []),
        ("update the totals one at a time", []),
        ("", []),
    ],
)
def test_the_fields_that_a_prompt_names_are_found(prompt: str, names: list[str]) -> None:
    assert [field.name for field in wanted_fields(prompt).fields] == names


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("TOTAL 12.50", ["12.50"]),
        ("TOTAL RM12.50", ["12.50"]),
        ("€ 1.234,50 and $1,234.50 and 1'234.50", ["1234.50"] * 3),
        ("12.50EUR", ["12.50"]),
        ("2 4.20 8.40", ["4.20", "8.40"]),
        ("-12.50", []),
        ("12.5 12.345 12,50,1 6.00% 25.03.2024 10.30-11.30 12.50x", []),
        ("1 234,50", []),
        ("1,234,50", []),
        ("100.00C", []),
    ],
)
def test_amounts_are_read_when_there_is_one_way_to(line: str, values: list[str]) -> None:
    assert [amount.value for amount in amounts_in(line)] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("2024-03-25", ["2024-03-25"]),
        ("25/03/2024 25.3.2024", ["2024-03-25", "2024-03-25"]),
        ("03/25/2024", ["2024-03-25"]),
        ("05/05/2024", ["2024-05-05"]),
        ("25 Mar 2024, 25-MAR-24, March 25th, 2024", ["2024-03-25"] * 3),
        ("03/04/2024", ["2024-04-03"]),
        ("25/03/24", ["2024-03-25"]),
        ("Date:25/03/2024", ["2024-03-25"]),
        ("25/03/202410:58", ["2024-03-25"]),
        ("31/02/2024", [None]),
        ("1.25/03/2024 12-34-56-78 3-4 192.168.12.20", []),
    ],
)
def test_dates_are_read_day_first(line: str, dates: list[str | None]) -> None:
    wanted = [datetime.date.fromisoformat(date) if date else None for date in dates]

    assert [found.date for found in dates_in(line)] == wanted


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("at 9:05", ["09:05"]),
        ("07:10:35 PM", ["19:10"]),
        ("12:15 a.m.", ["00:15"]),
        ("25:00 9:61 1:2 00:1A:2B:3C", []),
    ],
)
def test_times_are_read_to_the_minute(line: str, times: list[str]) -> None:
    assert [f"{found.time:%H:%M}" for found in times_in(line)] == times


@pytest.mark.parametrize(
    ("lines", "total"),
    [
        (["Subtotal 10.00", "Tax 2.50", "TOTAL 12.50", "Cash 20.00"], "12.50"),
        (["Total: RM 1,234.50"], "1234.50"),
        (["TOTAL 12.50", "Amount due 12.50"], "12.50"),
        (["Total 10.00", "VAT 2.00", "Grand Total 12.00"], "12.00"),
        (["Total incl. GST 12.50", "Total excl. GST 10.00"], "12.50"),
        (["TOTAL 12.48", "Rounding 0.02", "Total 12.50"], None),
        (["Total qty 3.00", "Total savings 5.00", "Total tax 1.00", "Subtotal 9.00"], None),
        (["Total 10.00 12.50"], None),
        (["Total 3 12.50"], None),
        (["TOTAL", "12.50"], None),
        (["Coffee 12.50"], None),
        # What was paid and given back decides.
        (["TOTAL 12.48", "Total after rounding 12.50", "Cash 20.00", "Change 7.50"], "12.50"),
        (["Total 71.02", "TOTAL 71.00", "Cash 71.00"], "71.00"),
        (["10 Subtotal 85.20", "Net total 35.20", "Cash 100.20", "Change 15.00"], "85.20"),
        (["Total 35.20", "Cash 100.20", "Change 15.00"], None),
        (["Subtotal 20.00", "Discount 5.00", "Total 15.00", "Cash 20.00"], "15.00"),
        (["Subtotal 20.40", "Cash 20.40"], "20.40"),
        (["Total Sales (iclusive of GST) 100.00", "Total GST 5.66"], "100.00"),
        (["Total incl. GST@6% 15.40", "GST @6% included in total 0.87", "Cash 15.40"], "15.40"),
        (["19:32:35 Total: 593.10"], "593.10"),
        (["Summe EUR 12,50", "Bar 20,00", "Rückgeld 7,50"], "12.50"),
        (["Total TTC 12,50", "dont TVA 20% 2,08"], "12.50"),
        (["Zwischensumme 10,00", "Zu zahlen 12,00"], "12.00"),
        (["Totaal 12,50", "Pin 12,50"], "12.50"),
        (["Totale complessivo 12,50", "Contanti 20,00", "Resto 7,50"], "12.50"),
        (["Total a pagar 12,50"], "12.50"),
    ],
)
def test_a_total_is_given_when_the_page_leaves_no_doubt(
    lines: list[str], total: str | None
) -> None:
    found = certain_fields(reading(*lines), "total").get("total")

    assert (found and found.text) == total


@pytest.mark.parametrize(
    ("lines", "date", "reason"),
    [
        (["25/03/2024 10:15"], "2024-03-25", "only_one"),
        (["25/03/2024", "printed 25 Mar 2024"], "2024-03-25", "only_one"),
        (["Date: 25/03/2024", "Return until 25/04/2024"], "2024-03-25", "label"),
        (["25/03/2024", "26/03/2024"], None, ""),
        (["25/03/2024", "03/04/2024"], None, ""),
        (["Due date: 25/03/2024", "26/03/2024"], None, ""),
        (["Due date: 25/03/2024"], "2024-03-25", "only_one"),
        (["25/03/2024", "26/03/2024 10:15"], "2024-03-26", "position"),
        (["Date: 25/03/2024", "Printed date: 26/03/2024"], "2024-03-25", "label"),
        (["Datum: 25.03.2024", "26.03.2024"], "2024-03-25", "label"),
        (["03/04/2024"], "2024-04-03", "only_one"),
        (["Date 03/04/2024", "Due 12/31/2024"], "2024-03-04", "label"),
        (["12 Main Street", "Springfield, IL 62704", "Date 03/04/2024"], "2024-03-04", "label"),
        (["Date 03/04/2024", "Due 31/12/2024"], "2024-04-03", "label"),
    ],
)
def test_a_date_is_given_when_the_page_leaves_no_doubt(
    lines: list[str], date: str | None, reason: str
) -> None:
    found = certain_fields(reading(*lines), "the date").get("date")

    assert (found and found.text) == date
    assert found is None or found.reason == reason


def test_other_fields_are_given_when_there_is_one() -> None:
    page = reading(
        "Tel: 03-5122 1701 Fax: 03-5121 5716",
        "GST ID : 001609584640",
        "17:45:10",
        "Bread RM 4.20",
        "Milk 3.10",
    )

    fields = certain_fields(page, "phone, tax id, time, currency, total")

    assert {name: value.text for name, value in fields.items()} == {
        "phone": "03-5122 1701",
        "tax_id": "001609584640",
        "time": "17:45",
        "currency": "MYR",
    }


def test_several_phones_times_or_currencies_give_none() -> None:
    page = reading("Tel 03-51221701, 03-51221702", "10:00", "11:00", "$ 4.20", "€ 3.10")

    assert certain_fields(page, "phone, time, currency") == {}


def test_only_fields_that_were_asked_for_are_given() -> None:
    page = reading("Date: 25/03/2024", "TOTAL 12.50")

    assert list(certain_fields(page, "the total, please")) == ["total"]
    assert certain_fields(page, "the text, please") == {}


def test_a_value_says_where_it_stands_and_why_it_was_taken() -> None:
    page = reading("Bread 12.50", "TOTAL RM 12.50", "Amount due 12.50")

    found = certain_fields(page, "total")["total"]

    assert found.reason == "label"
    assert found.boxes == (Box(11 * LETTER_PX, 60, 16 * LETTER_PX, 60 + HEIGHT_PX),)


def test_a_value_read_unsurely_is_not_given() -> None:
    assert certain_fields(reading("TOTAL 12.50", confidence=0.8), "total") == {}
