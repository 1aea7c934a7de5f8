"""The total, and whether the sums of a paper confirm one another."""

import pytest

from inklift.reading.fields.known import known_values
from inklift.reading.fields.meanings import Meaning
from inklift.reading.fields.sums import Agreement
from inklift.reading.fields.values import FieldValue
from reading.made_pages import reading


def total(*lines: str, confidence: float = 0.99) -> FieldValue | None:
    return known_values(reading(*lines, confidence=confidence)).values.get(Meaning.TOTAL)


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (["Subtotal 10.00", "Tax 2.50", "TOTAL 12.50", "Cash 20.00"], "12.50"),
        (["Total: RM 1,234.50"], "1234.50"),
        (["TOTAL 12.50", "Amount due 12.50"], "12.50"),
        (["Total 10.00", "VAT 2.00", "Grand Total 12.00"], "12.00"),
        (["Total incl. GST 12.50", "Total excl. GST 10.00"], "12.50"),
        (["TOTAL 12.48", "Rounding 0.02", "Total 12.50"], "12.50"),
        (["TOTAL 12.48", "Total after rounding 12.50", "Cash 20.00", "Change 7.50"], "12.50"),
        (["Total 71.02", "TOTAL 71.00", "Cash 71.00"], "71.00"),
        (["Subtotal 20.00", "Discount 5.00", "Total 15.00", "Cash 20.00"], "15.00"),
        (["Subtotal 20.40", "Cash 20.40"], "20.40"),
        (["Total 3 12.50"], "12.50"),
        (["TOTAL", "12.50"], "12.50"),
        (["Total incl. GST@6% 15.40", "GST @6% included in total 0.87", "Cash 15.40"], "15.40"),
        (["Tea 12.50", "TAL 12.50", "Cash 20.00", "Change 7.50"], "12.50"),
        (["Total 51.31", "Tip 9.50", "Grand Total 60.81"], "60.81"),
        (["Total : 31.03 1.65", "Total Sales 32.68", "Cash 32.68"], "32.68"),
        (["Summe EUR 12,50", "Bar 20,00", "Rückgeld 7,50"], "12.50"),
        (["Zwischensumme 10,00", "Zu zahlen 12,00"], "12.00"),
        (["Total TTC 12,50", "dont TVA 20% 2,08"], "12.50"),
        (["Total CHF 103.10", "Montant reçu 110.00", "Monnaie rendue 6.90"], "103.10"),
        (["Importe total 1.234,50 €"], "1234.50"),
        (["Totale complessivo 12,50", "Contanti 20,00", "Resto 7,50"], "12.50"),
        (["Total a pagar 12,50"], "12.50"),
        (["Totaal 12,50", "Pin 12,50"], "12.50"),
    ],
)
def test_the_total_is_what_agrees_with_the_rest(lines: list[str], value: str) -> None:
    found = total(*lines)

    assert found is not None
    assert (found.text, found.is_sure) == (value, True)


@pytest.mark.parametrize(
    "lines",
    [
        ["Coffee 12.50"],
        ["Total qty 3.00", "Total savings 5.00"],
        ["Table 12", "Welcome"],
    ],
)
def test_no_total_is_invented(lines: list[str]) -> None:
    assert total(*lines) is None


def test_a_total_that_is_paid_for_wins_over_one_that_is_misread() -> None:
    found = total("Tea 85.20", "Total 35.20", "Cash 100.20", "Change 15.00")

    assert found is not None
    assert (found.text, found.reason) == ("85.20", "arithmetic")


def test_a_total_that_nothing_confirms_and_is_hard_to_read_is_unsure() -> None:
    found = total("TOTAL 12.50", confidence=0.8)

    assert found is not None
    assert (found.text, found.is_sure) == ("12.50", False)


@pytest.mark.parametrize(
    ("lines", "agreement"),
    [
        (["Tea 5.00", "Cake 7.50", "Total 12.50"], Agreement.AGREE),
        (["Subtotal 10.00", "Tax 2.50", "TOTAL 12.50"], Agreement.AGREE),
        (["Total 12.50", "Cash 20.00", "Change 7.50"], Agreement.AGREE),
        (["Nettobetrag 10,00", "19% MwSt 1,90", "Summe 11,90"], Agreement.AGREE),
        (["Tea 5.00", "Cake 7.50", "Total 13.50"], Agreement.DIFFER),
        (["Subtotal 10.00", "Tax 2.50", "TOTAL 13.50"], Agreement.DIFFER),
        (["Total 12.50", "Cash 20.00", "Change 8.50"], Agreement.DIFFER),
        (
            ["Tea 10.70", "Cake 23.80", "Total 7% 10.70", "Total 19% 23.80", "Total 34.50"],
            Agreement.AGREE,
        ),
        (
            ["Tea 44.76", "Pie 13.30", "Total 6% (excl. GST) 13.30", "GST 0.80", "Total 58.86"],
            Agreement.AGREE,
        ),
        (["Total 12.50"], Agreement.UNPROVED),
        (["Total 12.50", "Cash 20.00"], Agreement.UNPROVED),
        (["no sums at all"], Agreement.UNPROVED),
    ],
)
def test_whether_the_sums_agree(lines: list[str], agreement: Agreement) -> None:
    assert known_values(reading(*lines)).agreement is agreement


def test_the_net_amount_of_one_rate_is_no_subtotal() -> None:
    lines = ("Tea 44.76", "Pie 13.30", "Total 6% (excl. GST) 13.30", "GST 0.80", "Total 58.86")

    assert Meaning.SUBTOTAL not in known_values(reading(*lines)).values


def test_what_was_paid_alone_proves_no_total() -> None:
    values = known_values(reading("VISA 20.00"))

    assert values.agreement is Agreement.UNPROVED
    assert not values.values[Meaning.TOTAL].is_sure


def test_a_subtotal_is_no_sure_total_where_tax_comes_on_top() -> None:
    found = total("Lamp 68.87", "Sub Total 68.87", "GST 6% 4.13")

    assert found is not None
    assert not found.is_sure


def test_what_is_given_back_adds_up_below_zero() -> None:
    page = reading("Coat -129.95", "Scarf -24.95", "TOTAL REFUNDED -154.90", "VISA -154.90")

    found = known_values(page)

    assert found.values[Meaning.TOTAL].text == "-154.90"
    assert [item.name for item in found.items] == ["Coat", "Scarf"]
    assert found.agreement is Agreement.AGREE


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (["Total € 12"], "12.00"),
        (["Summe 12,- €"], "12.00"),
        (["TOTAL $ 12.5"], "12.50"),
        (["2 Ajiaco $ 56.000", "1 Churrasco $ 48.500", "TOTAL A PAGAR $ 104.500"], "104500.00"),
        (["Room Rs 1939", "Breakfast Rs 150", "Grand Total Rs 2089"], "2089.00"),
        (["Tea ¥1,250", "Cake ¥2,000", "Total ¥3,250"], "3250.00"),
    ],
)
def test_money_without_cents_is_money(lines: list[str], value: str) -> None:
    found = total(*lines)

    assert found is not None
    assert found.text == value


@pytest.mark.parametrize(("place", "code"), [("GSTIN 06AABCO6063D1ZQ", "INR"), ("Lahore", None)])
def test_rupees_are_those_of_india_only_where_the_page_says_so(
    place: str, code: str | None
) -> None:
    values = known_values(reading("INN", place, "Room Rs 19.00", "Total Rs 19.00")).values

    found = values.get(Meaning.CURRENCY)
    assert (found and found.text) == code


def test_what_is_no_less_than_the_total_is_no_tax() -> None:
    values = known_values(reading("Bag 4.70", "Total 4.70", "GST : 0.27", "GST Item 4.79")).values

    assert values[Meaning.TAX].text == "0.27"


def test_the_subtotal_is_the_one_that_leads_to_the_total() -> None:
    page = reading(
        "Subtotal 112.00", "Subtotal 150.90", "Subtotal 262.90", "Tax 16.94", "Total 279.84"
    )

    assert known_values(page).values[Meaning.SUBTOTAL].text == "262.90"


def test_a_row_of_taxes_may_be_rounded_by_item() -> None:
    values = known_values(reading("Total 85.10", "GST Rate Amount Tax", "S = 6% 80.27 4.83")).values

    assert values[Meaning.TAX].text == "4.83"


def test_a_name_with_the_word_change_is_no_change() -> None:
    values = known_values(reading("GARAGE", "Oil change 40.00", "Total 40.00")).values

    assert Meaning.CHANGE not in values
    assert Meaning.PAYMENT_METHOD not in values


def test_suggested_tips_are_no_tip() -> None:
    page = reading("Total 10.00", "Tip 15% 1.50", "Tip 18% 1.80", "Tip 20% 2.00")

    assert Meaning.TIP not in known_values(page).values
