"""Sums that add up in any usual way are left alone, and those that do not are marked."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inklift.core.answer_values import path_text
from inklift.core.checks import check_sums
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
        {"items": lines("4.00", "2.50"), "total": "6.90"},  # a tax was not asked for
        {"subtotal": "100.00", "tax_rate": 6, "total": "106.00"},
        {"items": lines("4.02", "2.51"), "total": "6.55"},
        # Several taxes and payments, also equal ones, and in all shapes.
        {"subtotal": 100, "taxes": [{"amount": 3.5}, {"amount": 3.5}], "total": 107},
        {"subtotal": 100, "taxes": [3.5, 3.5], "total": 107},
        {"subtotal": 100, "cgst": 3.5, "sgst": 3.5, "total": 107, "paid": None},
        {"subtotal": 100, "tax": {"rate": 6, "amount": 6}, "total": {"amount": 106}},
        {"subtotal": 100, "taxes": {"7%": 7}, "total": 107, "paid": None},
        {"subtotal": 100, "tax": {"rate": 6, "total": 6}, "total": 106},
        {"subtotal": 100, "tax_details": [{"rate": 6, "tax_amount": 6}], "total": 106},
        {"subtotal": 100, "vat_breakdown": [{"amount": 100, "vat": 6}], "total": 106},
        {"subtotal": 100, "taxes": [{"net_amount": 100, "gross_amount": 106}], "total": 106},
        {"subtotal": 100, "service tax": 10, "gst": "6.60", "total": 110},  # one is in the prices
        {"subtotal": 100, "service tax": 10, "gst": 6, "city tax": 5, "total": 115},
        {"items": lines("58.30"), "tax": "3.63", "total": "64.15"},  # and service of 10 %
        {"subtotal": 10, "tax": 1, "total": 11, "tip": 2, "grand_total": 13},
        {"total": 20, "payments": [{"amount": 10}, {"amount": 10}], "change": 0},
        {"total": 8, "payments": [{"method": "cash", "amount": 10, "change": 2}]},
        {"total": "12.50", "paid": "12.50", "cash": "20.00", "change": "7.50"},
        {"total": 28, "amount_paid": 30, "cash": 10, "payment": 20, "change": -2},
        {"total": 20, "voucher": 5, "paid": 15, "change": 0},
        {"total": 20, "paid": "card", "change": 0},
        # Lines.
        {"items": [{"qty": 2, "price": "3.00"}, {"qty": 1, "price": "4.00"}], "total": "10.00"},
        {"items": [{"qty": 2, "price": "5.00"}], "total": "5.00"},
        {"items": [{"qty": 2, "unit_price": "3.00"}], "total": "6.00"},
        {"items": [{"qty": 2, "price": "6.00", "total": "6.00"}], "total": "6.00"},
        {"items": [{"price": "10.00", "discount": "-1.00"}, {"price": "5.00"}], "total": "14.00"},
        {"items": [{"price": 10, "tax": 1}, {"price": 5}], "total": 16, "paid": None},
        {"items": [*lines("9.00"), {"name": "Discount", "price": "1.00"}], "total": "8.00"},
        {"items": [{"qty": 3, "unit_price": 10, "discount": 1, "price": 27}], "total": 27},
        {"items": [{"qty": 1, "unit_price": 20, "discount": 10, "price": 18}], "total": 18},
        {"items": [{"qty": 1, "unit_price": 20, "discount": "10 %", "price": 18}], "total": 18},
        {"items": [{"qty": "1.23", "unit_price": "8.99", "price": "11.08"}], "total": "11.08"},
        {"items": [{"qty": 250, "unit_price": "8.00", "price": "2.00"}], "total": "2.00"},
        {"items": [{"qty": "2 x", "unit_price": "3.00", "price": "6.00"}], "total": "6.00"},
        {"items": [{"qty": "some", "unit_price": "3.00", "price": "7.00"}], "total": "7.00"},
        {"items": [{"qty": 1, "unit_price": "5.00", "price": "-5.00"}], "total": "-5.00"},
        {"items": [{"qty": 1, "unit_price": "9.00", "price": "7.00"}, *lines("1")], "total": 8},
        {"food": lines("4.00"), "drinks": lines("2.00"), "total": "9.00", "tax": None},
        {"items": [{"unit_price": {"amount": 3}, "qty": 2, "total": {"amount": 6}}], "total": 6},
        # Around the paper.
        [{"items": lines("4.00", "2.50"), "total": "6.50"}],
        {
            "receipts": [
                {"subtotal": 1, "tax": 1, "total": 2},
                {"subtotal": 3, "tax": 1, "total": 4},
            ]
        },
        {"total": "7.15", "deep": {"subtotal": 1, "paid": 3, "change": 1}},
        {"items": [{"qty": "99999999999999.99", "unit_price": "99999999999999.99", "price": 1}]},
        {"subtotal": "9" * 40, "tax": 1e300, "total": "1." + "1" * 60},
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
            {"items": lines("4.00", "2.50"), "total": "9.90"},
            "lines",
            ["items[0].price", "items[1].price", "total"],
        ),
        (
            {"subtotal": "6.50", "tax": "0.65", "total": "7.51"},
            "total",
            ["subtotal", "tax", "total"],
        ),
        (
            {"items": lines("4.00", "2.50"), "tax": None, "total": "6.90"},  # nor is there a tax
            "lines",
            ["items[0].price", "items[1].price", "total"],
        ),
        (
            {"items": [{"qty": "2 x", "unit_price": "3.00", "price": "7.00"}]},
            "line",
            ["items[0].qty", "items[0].unit_price", "items[0].price"],
        ),
        (
            {"items": lines("4.00", "2.50"), "subtotal": "6.00", "total": "6.50"},
            "total",
            ["subtotal"],
        ),
        (
            {"items": lines("65.00"), "tax": "9.50", "total": "71.50", "cash": 80, "change": 8.5},
            "lines",
            ["items[0].price", "tax"],  # no service of 10 %: then 6.50 of the total were the tax
        ),
        (
            [{"items": lines("4.00"), "total": "4.00"}, {"items": lines("1.00"), "total": "9.00"}],
            "lines",
            ["[1].items[0].price", "[1].total"],
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


FULL = {
    "items": [{"qty": 2, "unit_price": "7.20", "price": "14.40"}, {"price": "6.00"}],
    "subtotal": "20.40",
    "tax": "1.43",
    "total": "21.83",
    "paid": "50.00",
    "change": "28.17",
}


@pytest.mark.parametrize(
    ("change", "blamed"),
    [
        ({"subtotal": "20.50"}, ["subtotal"]),
        ({"subtotal": "70.40"}, ["subtotal"]),
        ({"tax": "7.43"}, ["tax"]),
        ({"total": "27.83"}, ["total"]),
        ({"paid": "60.00"}, ["paid", "change"]),
        ({"change": "26.17"}, ["paid", "change"]),
    ],
)
def test_what_all_other_sums_speak_against_is_marked_alone(
    change: dict[str, str], blamed: list[str]
) -> None:
    assert marked(FULL) == {}

    (cells,) = marked(FULL | change).values()

    assert cells == blamed


@pytest.mark.parametrize(
    ("change", "blamed"),
    [
        ({"price": "74.40"}, ["items[0].price"]),
        ({"unit_price": "7.50"}, ["items[0].qty", "items[0].unit_price"]),
        ({"qty": 3}, ["items[0].qty", "items[0].unit_price"]),
    ],
)
def test_of_a_line_only_the_number_that_is_wrong_is_marked(
    change: dict[str, object], blamed: list[str]
) -> None:
    items = [{"qty": 2, "unit_price": "7.20", "price": "14.40"} | change, {"price": "6.00"}]

    assert marked(FULL | {"items": items}) == {"line": blamed}


@pytest.mark.parametrize("key", ["subtotal", "tax", "total", "paid", "change"])
@pytest.mark.parametrize("by", [Decimal("0.10"), Decimal("-0.10")])
def test_ten_cents_are_too_much_for_rounding(key: str, by: Decimal) -> None:
    assert marked(FULL | {key: str(Decimal(str(FULL[key])) + by)}) != {}


def test_single_cents_are_wrong_where_nothing_is_rounded() -> None:
    assert marked({"total": "12.53", "paid": "20.00", "change": "7.49"}) != {}
    assert marked({"total": "12.53", "paid": "20.00", "change": "7.45"}) == {}


def test_a_total_that_lines_and_change_speak_against_is_marked_alone() -> None:
    data = {"items": lines("4.00", "2.50"), "total": "9.50", "paid": "10.00", "change": "3.50"}

    assert marked(data) == {"lines": ["total"]}


def test_a_total_that_the_change_confirms_is_not_marked() -> None:
    data = {"subtotal": "6.90", "tax": "0.65", "total": "7.15", "paid": "10.00", "change": "2.85"}

    assert marked(data) == {"total": ["subtotal", "tax"]}


def test_lines_are_marked_where_the_subtotal_is_confirmed() -> None:
    data = {"items": lines("4.00", "2.00"), "subtotal": "6.50", "tax": "0.65", "total": "7.15"}

    assert marked(data) == {"lines": ["items[0].price", "items[1].price"]}


def test_what_is_marked_is_not_confirmed() -> None:
    checked = check_sums(FULL | {"tax": "7.43"})

    assert {("total",), ("paid",), ("change",), ("subtotal",)} <= checked.agreeing
    assert ("tax",) not in checked.agreeing


def test_where_each_number_is_confirmed_and_a_line_is_missing_all_are_marked() -> None:
    items = [{"qty": 2, "unit_price": "7.20", "price": "14.40"}]

    checked = check_sums(FULL | {"items": items})

    assert [path_text(path) for path in checked.disagreements[0].paths] == [
        "items[0].price",
        "subtotal",
    ]
    assert not checked.agreeing & set(checked.disagreements[0].paths)


def test_what_is_given_back_may_stand_beside_a_payment() -> None:
    payments = [{"method": "cash", "amount": "10.00", "change": "2.00"}]

    assert marked({"total": "8.00", "payments": payments}) == {}
    assert marked({"total": "7.00", "payments": payments}) != {}


def test_an_answer_may_be_nested_very_deep() -> None:
    data: object = {"subtotal": "6.50", "tax": "0.65", "total": "9.99"}
    for _ in range(2_000):
        data = {"more": data}

    (wrong,) = check_sums(data).disagreements

    assert wrong.what == "total"


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


@given(
    st.lists(_amounts, min_size=2, max_size=5),
    st.integers(10, 25),
    st.sampled_from(["subtotal", "tax", "total", "paid", "change", 0, 1]),
)
def test_a_made_receipt_adds_up_until_one_amount_is_changed(
    prices: list[Decimal], rate: int, changed: str | int
) -> None:
    subtotal = sum(prices, Decimal(0))
    tax = (subtotal * rate / 100).quantize(Decimal("0.01"))
    receipt: dict[str, Any] = {
        "items": lines(*map(str, prices)),
        "subtotal": str(subtotal),
        "tax": str(tax),
        "service": "3.00",
        "total": str(subtotal + tax + 3),
        "paid": "800.00",
        "change": str(800 - subtotal - tax - 3),
    }
    assert marked(receipt) == {}

    cell = receipt["items"][changed] if isinstance(changed, int) else receipt
    key = "price" if isinstance(changed, int) else changed
    cell[key] = str(Decimal(cell[key]) + 1000)

    wanted = f"items[{changed}].price" if isinstance(changed, int) else changed
    assert wanted in [each for cells in marked(receipt).values() for each in cells]


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
