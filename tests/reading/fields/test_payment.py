"""How something was paid, and the last digits of the card."""

import pytest

from inklift.reading.fields.labelled import labelled_amounts
from inklift.reading.fields.payment import card_ending_of, payment_method_of
from reading.made_pages import reading


def method(*lines: str) -> str | None:
    page = reading(*lines).lines
    found = payment_method_of(page, labelled_amounts(page))
    return found and found.text


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Total 12.50", "Cash 20.00", "Change 7.50"], "cash"),
        (["Summe 12,50", "Bar 20,00"], "cash"),
        (["ESPÈCES 20,00 €"], "cash"),
        (["EFECTIVO 20,00"], "cash"),
        (["CONTANTI 20,00"], "cash"),
        (["NUMERÁRIO 20,00"], "cash"),
        (["CONTANT 20,00"], "cash"),
        (["VISA ************4471 60.81"], "Visa"),
        (["Mastercard 12.50"], "Mastercard"),
        (["girocard 74,53"], "girocard"),
        (["TARJETA BANCARIA 26,24"], "card"),
        (["Carta di credito **** 2746"], "card"),
        (["Multibanco 65,00"], "Multibanco"),
        (["Pin € 1.234,56"], "PIN"),
        (["Zahlungsart: girocard"], "girocard"),
        (["Forma de pago: transferencia bancaria"], "bank transfer"),
        (["Total 12.50", "Change 7.50"], "cash"),
        (["Total 12.50"], None),
        (["Snack Bar"], None),
    ],
)
def test_the_method_is_what_the_paper_says(lines: list[str], expected: str | None) -> None:
    assert method(*lines) == expected


@pytest.mark.parametrize(
    ("line", "ending"),
    [
        ("CARD NO ************3306", "3306"),
        ("Mastercard **** **** **** 2210 1,284.00", "2210"),
        ("Visa ending in 6643", "6643"),
        ("PAN ###############4821", "4821"),
        ("MASTERCARD *1193 67,77", "1193"),
        ("Karte endet auf 4821", "4821"),
        ("Cartão de crédito final 5093", "5093"),
        ("4921XXXXXXXX1234", "1234"),
        ("Card no 1234 5678 9012 3456", "3456"),
        ("M00123**5 TID ****4417", None),
        ("Card 1234567890", None),
    ],
)
def test_the_last_four_digits_are_found(line: str, ending: str | None) -> None:
    found = card_ending_of(reading(line).lines)

    assert (found and found.text) == ending


@pytest.mark.parametrize(
    ("lines", "ending"),
    [
        (["Total 83.16", "VISA 4821"], "4821"),
        (["Total 83,16", "Maestro Karte 4821 83,16"], "4821"),
        (["Total 8316", "VISA 8316"], None),
        (["Total 83.16", "VISA 4821.00"], None),
    ],
)
def test_four_digits_behind_a_brand_are_no_amount_where_amounts_have_decimals(
    lines: list[str], ending: str | None
) -> None:
    found = card_ending_of(reading(*lines).lines)

    assert (found and found.text) == ending


@pytest.mark.parametrize(
    "line",
    ["Le règlement par chèque n’est plus accepté.", "Payment by cheque is not accepted"],
)
def test_what_is_not_taken_is_no_way_to_pay(line: str) -> None:
    assert payment_method_of(reading("Total 83.16", line).lines, ()) is None
