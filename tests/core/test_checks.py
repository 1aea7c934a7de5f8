"""Sums that add up in any usual way are left alone, and those that do not are marked."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inklift.core.answer_values import path_text
from inklift.core.checks import CASH_ROUNDING, check_sums
from inklift.core.sum_names import Part, line_part_named, part_named


def lines(*prices: str) -> list[dict[str, str]]:
    return [{"name": f"thing {number}", "price": price} for number, price in enumerate(prices)]


def marked(data: object) -> dict[str, list[str]]:
    return {
        each.what: [path_text(path) for path in each.paths]
        for each in check_sums(data).disagreements
    }


def agreeing(data: object) -> set[str]:
    return {path_text(path) for path in check_sums(data).agreeing}


@pytest.mark.parametrize(
    "data",
    [
        {"items": lines("4.00", "2.50"), "total": "6.50"},
        {"items": lines("4.00", "2.50"), "total": 6.5},
        {"items": lines("4.00", "2.50"), "subtotal": "6.50", "tax": "0.65", "total": "7.15"},
        {"items": lines("4.00", "2.50"), "subtotal": "6.50", "tax": "0.37", "total": "6.50"},
        {"items": lines("4.00", "3.15"), "subtotal": "6.50", "tax": "0.65", "total": "7.15"},
        {"items": lines("4.00", "2.50"), "discount": "1.00", "total": "5.50"},
        {"items": lines("4.00", "2.50"), "discount": "-1.00", "total": "5.50"},
        {"subtotal": "10.00", "service charge": "1.00", "tax": "0.60", "total": "11.60"},
        {"subtotal": "10.00", "tax": "0.60", "total": "11.60"},  # service of 10 % is not told
        {"subtotal": "10.00", "tip": "2.00", "total": "10.00", "paid": "12.00", "change": "0.00"},
        {"subtotal": "9.98", "rounding": "0.02", "total": "10.00"},
        {"subtotal": "9.98", "total": "10.00"},
        {"subtotal": "100.00", "taxes": [{"rate": 7, "amount": 7}, {"amount": 3}], "total": 110},
        {"total": "RM 12.50", "cash": "RM 20.00", "change": "RM 7.50"},
        {"total": "1.234,50", "bezahlt": "1.300,00", "wechselgeld": "65,50"},
        {"items": [{"qty": 3, "unit_price": "2.50", "amount": "7.50"}], "total": "7.50"},
        {"items": [{"qty": "0.842", "unit_price": "2.10", "price": "1.77"}], "total": "1.77"},
        {"items": [{"qty": 2, "price": "2.00", "total": "3.50", "discount": "0.50"}]},
        {"items": [{"qty": 2, "unit_price": 68, "price": 108}], "discount": 28, "total": 108},
        {"items": [{"name": "Tea"}, {"name": "Cake", "price": "4.00"}], "total": "9.00"},
        {"items": lines("4.00", "n/a"), "total": "9.00"},
        {"subtotal": "6.50", "tax": "unclear", "total": "9.99"},
        {"amounts": {"subtotal": "6.50", "tax": "0.65", "total": "7.15"}},
        {"total": "7.15", "tax": "0.65", "subtotal": "6.50", "values": {"GST": "0.65", "CASH": 9}},
        {"merchant": "Oak", "total": "7.00"},
        "no data at all",
        None,
        [],
    ],
)
def test_what_adds_up_or_cannot_be_checked_is_left_alone(data: object) -> None:
    assert marked(data) == {}


@pytest.mark.parametrize(
    ("data", "what", "cells"),
    [
        (
            {"items": lines("4.00", "2.50"), "total": "6.90"},
            "lines",
            ["items[0].price", "items[1].price", "total"],
        ),
        (
            {"subtotal": "6.50", "tax": "0.65", "total": "7.51"},
            "total",
            ["subtotal", "tax", "total"],
        ),
        (
            {"total": "12.50", "paid": "20.00", "change": "8.50"},
            "change",
            ["total", "paid", "change"],
        ),
        (
            {"items": [{"qty": 3, "unit_price": "2.50", "amount": "8.50"}]},
            "line",
            ["items[0].qty", "items[0].unit_price", "items[0].amount"],
        ),
    ],
)
def test_what_does_not_add_up_is_marked(data: object, what: str, cells: list[str]) -> None:
    assert marked(data) == {what: cells}


def test_the_sum_is_told_with_its_terms() -> None:
    (wrong,) = check_sums({"subtotal": "6.50", "tax": "0.65", "total": "7.51"}).disagreements

    assert (wrong.expected, wrong.found) == (Decimal("7.15"), Decimal("7.51"))
    assert wrong.terms == ((("subtotal",), Decimal("6.50")), (("tax",), Decimal("0.65")))


def test_a_total_that_two_other_sums_speak_against_is_marked_alone() -> None:
    data = {"subtotal": "6.50", "tax": "0.65", "total": "9.15", "paid": "10.00", "change": "2.85"}

    assert marked(data) == {"total": ["total"]}


def test_a_total_that_the_change_confirms_is_not_marked() -> None:
    data = {"subtotal": "6.90", "tax": "0.65", "total": "7.15", "paid": "10.00", "change": "2.85"}

    assert marked(data) == {"total": ["subtotal", "tax"]}


def test_lines_are_marked_where_the_subtotal_is_confirmed() -> None:
    data = {"items": lines("4.00", "2.00"), "subtotal": "6.50", "tax": "0.65", "total": "7.15"}

    assert marked(data) == {"lines": ["items[0].price", "items[1].price"]}


def test_quantity_and_price_are_marked_where_the_line_is_confirmed() -> None:
    items = [{"qty": 2, "unit_price": "4.00", "price": "4.00"}, {"price": "2.00"}]

    assert marked({"items": items, "total": "6.00"}) == {
        "line": ["items[0].qty", "items[0].unit_price"]
    }


def test_values_of_a_sum_of_three_confirm_one_another_and_two_equal_ones_do_not() -> None:
    assert agreeing({"subtotal": "6.50", "tax": "0.65", "total": "7.15"}) == {
        "subtotal",
        "tax",
        "total",
    }
    assert agreeing({"subtotal": "6.50", "total": "6.50"}) == set()
    assert agreeing({"total": "12.50", "cash": "20.00", "change": "7.50"}) == {
        "total",
        "cash",
        "change",
    }


_amounts = st.decimals(Decimal("1.00"), Decimal("99.00"), places=2)


@given(st.lists(_amounts, min_size=2, max_size=12), st.integers(0, 20), st.data())
def test_a_made_receipt_adds_up_until_one_amount_is_changed(
    prices: list[Decimal], rate: int, data: Any
) -> None:
    subtotal = sum(prices, Decimal(0))
    tax = (subtotal * rate / 100).quantize(Decimal("0.01"))
    receipt: dict[str, Any] = {
        "items": lines(*map(str, prices)),
        "subtotal": str(subtotal),
        "tax": str(tax),
        "total": str(subtotal + tax),
    }
    assert marked(receipt) == {}

    at = data.draw(st.integers(0, len(prices) - 1))
    receipt["items"][at]["price"] = str(prices[at] + 1000)

    assert marked(receipt) == {
        "lines": [f"items[{number}].price" for number in range(len(prices))]
        + (["subtotal"] if tax <= CASH_ROUNDING else [])  # as if rounded: no proof of anything
    }


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Total incl. GST (RM)", Part.TOTAL),
        ("grand_total", Part.TOTAL),
        ("totalAmount", Part.TOTAL),
        ("Gesamtbetrag", Part.TOTAL),
        ("sub_total", Part.SUBTOTAL),
        ("Total Excluding GST", Part.SUBTOTAL),
        ("MwSt.", Part.TAX),
        ("total_tax", Part.TAX),
        ("tax_rate", None),
        ("tax id", None),
        ("Rounding Adj", Part.ROUNDING),
        ("change_due", Part.CHANGE),
        ("cash", Part.PAID),
        ("total items", None),
        ("total quantity", None),
        ("merchant", None),
    ],
)
def test_names_tell_what_a_value_is(name: str, part: Part | None) -> None:
    assert part_named(name) is part


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("unitPrice", Part.UNIT_PRICE),
        ("price", Part.PRICE),
        ("line_total", Part.LINE_TOTAL),
        ("qty", Part.QUANTITY),
        ("name", None),
    ],
)
def test_names_tell_what_a_value_of_a_line_is(name: str, part: Part | None) -> None:
    assert line_part_named(name) is part
