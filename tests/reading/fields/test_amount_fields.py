"""Subtotal, tax, discount, tip, paid, change and currency: picked so that they agree."""

import pytest

from inklift.reading.fields.known import known_values
from inklift.reading.fields.meanings import Meaning
from reading.made_pages import reading

BRITISH = (
    "Pie 20.00", "Tea 30.00", "Sub Total 50.00", "Discount -5.00", "VAT @ 20% included 7.50",
    "Tip 4.00", "Total £49.00", "Cash 60.00", "Change 11.00",
)  # fmt: skip
GERMAN = (
    "Kuchen 20,00", "Tee 30,00", "Zwischensumme 50,00", "Rabatt -5,00", "enth. 19% MwSt 7,18",
    "Trinkgeld 4,00", "Gesamt EUR 49,00", "Bar 60,00", "Rückgeld 11,00",
)  # fmt: skip
FRENCH = (
    "Tarte 20,00", "Thé 30,00", "Sous-total 50,00", "Remise -5,00", "dont TVA 20% 7,50",
    "Pourboire 4,00", "Total TTC 49,00 €", "Espèces 60,00", "Monnaie rendue 11,00",
)  # fmt: skip
SPANISH = (
    "Tarta 20,00", "Té 30,00", "Subtotal 50,00", "Descuento -5,00", "IVA 10% incluido 4,09",
    "Propina 4,00", "Total a pagar 49,00 €", "Efectivo 60,00", "Su cambio 11,00",
)  # fmt: skip
ITALIAN = (
    "Torta 20,00", "Tè 30,00", "Subtotale 50,00", "Sconto -5,00", "di cui IVA 10% 4,09",
    "Mancia 4,00", "Totale € 49,00", "Contanti 60,00", "Resto 11,00",
)  # fmt: skip
PORTUGUESE = (
    "Bolo 20,00", "Chá 30,00", "Subtotal 50,00", "Desconto -5,00", "IVA 13% incluído 5,18",
    "Gorjeta 4,00", "Total a pagar 49,00 €", "Numerário 60,00", "Troco 11,00",
)  # fmt: skip
DUTCH = (
    "Taart 20,00", "Thee 30,00", "Subtotaal 50,00", "Korting -5,00", "21% btw 7,81",
    "Fooi 4,00", "Te betalen € 49,00", "Contant 60,00", "Wisselgeld 11,00",
)  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "tax", "rate", "currency"),
    [
        (BRITISH, "7.50", "20", "GBP"),
        (GERMAN, "7.18", "19", "EUR"),
        (FRENCH, "7.50", "20", "EUR"),
        (SPANISH, "4.09", "10", "EUR"),
        (ITALIAN, "4.09", "10", "EUR"),
        (PORTUGUESE, "5.18", "13", "EUR"),
        (DUTCH, "7.81", "21", "EUR"),
    ],
)
def test_each_amount_is_found_in_each_language(
    lines: tuple[str, ...], tax: str, rate: str, currency: str
) -> None:
    values = known_values(reading(*lines)).values

    assert {meaning.value: values[meaning].text for meaning in AMOUNTS if meaning in values} == {
        "currency": currency,
        "subtotal": "50.00",
        "discount": "5.00",
        "tax_rate": rate,
        "tax": tax,
        "tip": "4.00",
        "total": "49.00",
        "paid": "60.00",
        "change": "11.00",
    }


AMOUNTS = (
    Meaning.CURRENCY, Meaning.SUBTOTAL, Meaning.DISCOUNT, Meaning.TAX_RATE, Meaning.TAX,
    Meaning.TIP, Meaning.TOTAL, Meaning.PAID, Meaning.CHANGE,
)  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "tax", "rate"),
    [
        (["Total 18,04", "A 5,50% 10,00 0,55 10,55", "B 20,00% 6,24 1,25 7,49"], "1.80", "5.5, 20"),
        (["Total 32.70", "SR 6 27.48 1.65", "ZRL 0 3.55 0.00"], "1.65", "6"),
        (["A:19,00% 62,63 11,90 74,53", "Summe 74,53"], "11.90", "19"),
    ],
)
def test_the_rows_of_a_table_of_taxes_are_added_up(lines: list[str], tax: str, rate: str) -> None:
    values = known_values(reading(*lines)).values

    assert values[Meaning.TAX].text == tax
    assert values[Meaning.TAX_RATE].text == rate


def test_ten_pieces_are_no_rate_of_tax() -> None:
    page = reading(
        "Paper 10 18.50 185.00", "Net total 185.00", "VAT 20% 37.00", "Amount due 222.00"
    )

    values = known_values(page).values

    assert values[Meaning.TAX].text == "37.00"
    assert values[Meaning.SUBTOTAL].text == "185.00"


@pytest.mark.parametrize(
    ("lines", "currency"),
    [
        (["Total RM 12.50"], "MYR"),
        (["Total 12.50 CHF"], "CHF"),
        (["Austin, TX 78701", "Total $12.50"], "USD"),
        (["Total $12.50"], None),
        (["Total 12.50"], None),
        (["Total € 12.50", "€ 3.00", "approx. USD 13.70"], "EUR"),
    ],
)
def test_the_currency_is_that_of_the_amounts(lines: list[str], currency: str | None) -> None:
    found = known_values(reading(*lines)).values.get(Meaning.CURRENCY)

    assert (found and found.text) == currency


def test_what_a_tax_is_on_is_not_the_tax() -> None:
    misread = known_values(
        reading("Pins 104.00", "Total Exdl. of GST 98.11", "Total Incl. of GST 104.00")
    ).values
    shortened = known_values(reading("Copy 5.00", "GST TA AMT RM4.72", "TOTAL RM5.00")).values

    assert Meaning.TAX not in misread
    assert Meaning.TAX not in shortened


def test_the_price_that_is_left_behind_a_discount_is_none() -> None:
    values = known_values(
        reading("Vitamins", "2.00 X 68.00", "DISC -28.00 108.00", "TOTAL 108.00")
    ).values

    assert values[Meaning.DISCOUNT].text == "28.00"
