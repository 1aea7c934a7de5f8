"""What the label of an amount says it is, in seven languages and with slips of the reader."""

from decimal import Decimal

import pytest

from inklift.reading.fields.labelled import labelled_amounts, role_of
from inklift.reading.fields.phrases import phrase_list
from inklift.reading.fields.sum_labels import PHRASES, Role
from reading.made_pages import reading


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("TOTAL SALES (INCLUSIVE OF GST) :", Role.TOTAL),
        ("Grand Total", Role.FINAL),
        ("Amount due GBP", Role.FINAL),
        ("Total incl. GST@6%", Role.TOTAL),
        ("Total (Excluding GST):", Role.NET),
        ("Total GST", Role.TAX),
        ("GST @6% included in total", Role.TAX),
        ("Sub-total", Role.SUBTOTAL),
        ("Member Discount", Role.DISCOUNT),
        ("Total Savings", Role.OTHER),
        ("Rounding Adj", Role.ROUNDING),
        ("Total after rounding", Role.FINAL),
        ("Cash Received", Role.PAID),
        ("Change Due", Role.CHANGE),
        ("Item Count 3 Change Amt", Role.CHANGE),
        ("Total Qty", Role.OTHER),
        ("Summe EUR", Role.TOTAL),
        ("zu zahlen", Role.FINAL),
        ("enth. 19% MwSt", Role.TAX),
        ("Nettobetrag", Role.NET),
        ("Zwischensumme", Role.SUBTOTAL),
        ("Rückgeld", Role.CHANGE),
        ("Bar", Role.PAID),
        ("Trinkgeld", Role.TIP),
        ("Rabatt 10%", Role.DISCOUNT),
        ("Total TTC", Role.TOTAL),
        ("Net à payer", Role.FINAL),
        ("Total HT", Role.NET),
        ("dont TVA 20 %", Role.TAX),
        ("Montant reçu", Role.PAID),
        ("Monnaie rendue", Role.CHANGE),
        ("Sous-total", Role.SUBTOTAL),
        ("Pourboire", Role.TIP),
        ("Importe total", Role.TOTAL),
        ("Base imponible", Role.NET),
        ("I.V.A. 21% incluido", Role.TAX),
        ("Descuento", Role.DISCOUNT),
        ("Su cambio", Role.CHANGE),
        ("Totale complessivo", Role.FINAL),
        ("di cui IVA", Role.TAX),
        ("Sconto", Role.DISCOUNT),
        ("Contanti", Role.PAID),
        ("Total a pagar", Role.FINAL),
        ("Desconto", Role.DISCOUNT),
        ("Numerário", Role.PAID),
        ("Troco", Role.CHANGE),
        ("Te betalen", Role.FINAL),
        ("Subtotaal", Role.SUBTOTAL),
        ("Wisselgeld", Role.CHANGE),
        ("21% btw", Role.TAX),
        ("Tatal Sales", Role.TOTAL),
        ("TOTL, :", Role.TOTAL),
        ("SUBIUIAL", Role.SUBTOTAL),
    ],
)
def test_labels_are_known(label: str, role: Role) -> None:
    assert role_of(label) is role


@pytest.mark.parametrize(
    "name", ["Snack Bar", "Tip Top Bread", "Coca Cola Total", "Cash Butter", "Total Cereal Flakes"]
)
def test_names_of_things_are_no_labels(name: str) -> None:
    assert role_of(name) is None


def test_each_amount_of_a_line_has_its_own_label() -> None:
    page = reading("Total Saving 0.00 Total 41.50")

    found = labelled_amounts(page.lines)

    assert [(each.role, each.value) for each in found] == [
        (Role.OTHER, Decimal("0.00")),
        (Role.TOTAL, Decimal("41.50")),
    ]


def test_a_label_alone_takes_the_amount_of_the_next_line() -> None:
    page = reading("TOTAL", "RM 12.50", "Thank you")

    (found,) = labelled_amounts(page.lines)

    assert (found.role, found.value, found.line_number) == (Role.TOTAL, Decimal("12.50"), 1)


def test_a_misread_amount_is_taken_as_unsure() -> None:
    (found,) = labelled_amounts(reading("TOTAL 12 50").lines)

    assert (found.value, found.is_sure) == (Decimal("12.50"), False)


def test_a_saving_below_zero_is_a_discount() -> None:
    (found,) = labelled_amounts(reading("Member saving -0.75").lines)

    assert (found.role, found.value) == (Role.DISCOUNT, Decimal("-0.75"))


def test_no_phrase_stands_twice() -> None:
    phrases = [phrase for text in PHRASES.values() for phrase in phrase_list(text)]

    assert sorted(phrases) == sorted(set(phrases))
