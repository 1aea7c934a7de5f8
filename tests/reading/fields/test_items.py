"""What was bought: names, quantities and prices in the layouts of many tills."""

from decimal import Decimal

import pytest

from inklift.reading.fields.items import Purchase, purchase_in
from inklift.reading.fields.labelled import labelled_amounts
from reading.made_pages import reading

Told = tuple[str | None, str | None, str | None, str | None]


def purchase(*lines: str) -> Purchase:
    page = reading(*lines).lines
    return purchase_in(page, labelled_amounts(page))


def told(found: Purchase) -> list[Told]:
    return [
        (
            item.name,
            *(
                None if value is None else f"{value.normalize():f}"
                for value in (item.quantity, item.unit_price, item.price)
            ),
        )
        for item in found.items
    ]


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        (["Tea 2.10", "Cake 3.45", "Total 5.55"], [("Tea", "2.1"), ("Cake", "3.45")]),
        (
            ["Brot 1,99 A", "Milch 1,5% 1,09 B", "Summe 3,08"],
            [("Brot", "1.99"), ("Milch 1,5%", "1.09")],
        ),
        (["9556641320027 COLA 3.50 SR", "Total 3.50"], [("COLA", "3.5")]),
        (["(C) PÃO 1,75", "001 SUCO 2,00", "TOTAL 3,75"], [("PÃO", "1.75"), ("SUCO", "2")]),
        (["04/09/2023 Room 389.00", "Total 389.00"], [("Room", "389")]),
    ],
)
def test_a_line_gives_name_and_price(lines: list[str], items: list[tuple[str, str]]) -> None:
    assert told(purchase(*lines)) == [(name, None, None, price) for name, price in items]


@pytest.mark.parametrize(
    ("lines", "item"),
    [
        (["Item Qty Price Amount", "Tea 2 3.50 7.00", "Total 7.00"], ("Tea", "2", "3.5", "7")),
        (["2 x Tea 7.00", "Total 7.00"], ("Tea", "2", None, "7")),
        (["2 Tea 7.00", "Total 7.00"], ("Tea", "2", None, "7")),
        (["Tea 2 x 3,50 7,00", "Summe 7,00"], ("Tea", "2", "3.5", "7")),
        (["Tea", "2 x 3.50 7.00", "Total 7.00"], ("Tea", "2", "3.5", "7")),
        (["Tea 7,00", "2 Stk x 3,50", "Summe 7,00"], ("Tea", "2", "3.5", "7")),
        (["Äpfel", "0,456 kg x 3,99 €/kg 1,82", "Summe 1,82"], ("Äpfel", "0.456", "3.99", "1.82")),
        (
            ["Super E10 74,53 A", "42,37l 1,759 EUR/l", "Zu zahlen 74,53"],
            ("Super E10", "42.37", "1.759", "74.53"),
        ),
        (
            ["TOMBOW TAPE", "2pc @ 9.89 19.78 T", "Total 19.78"],
            ("TOMBOW TAPE", "2", "9.89", "19.78"),
        ),
        (
            ["Désignation Qté Montant", "Réfrigérateur 1 1 099,00 €", "Total 1 099,00"],
            ("Réfrigérateur", "1", None, "1099"),
        ),
        (
            ["Artículo Uds. Precio Total", "Mesa de roble 1 890,00 890,00", "TOTAL 890,00"],
            ("Mesa de roble", "1", "890", "890"),
        ),
        (
            ["Descrizione Qtà Prezzo Importo", "Tonnarelli 13,00 26,00", "Totale 26,00"],
            ("Tonnarelli", "2", "13", "26"),
        ),
    ],
)  # fmt: skip
def test_quantities_and_prices_of_one_are_read(lines: list[str], item: Told) -> None:
    assert told(purchase(*lines)) == [item]


def test_names_above_or_below_their_numbers_are_told_apart() -> None:
    above = purchase("COLA", "1234567 2 1.50 3.00", "TEA", "1234568 1 2.00 2.00", "Total 5.00")
    below = purchase(
        "Item Qty Price Amount", "1234567 2 1.50 3.00", "COLA", "1234568 1 2.00 2.00", "TEA",
        "Total 5.00",
    )  # fmt: skip

    assert [item.name for item in above.items] == ["COLA", "TEA"]
    assert [item.name for item in below.items] == ["COLA", "TEA"]


def test_discounts_between_items_are_no_items_and_count_in_the_sum() -> None:
    found = purchase("Tea 5.00", "Member Discount -1.00", "Cake 3.00", "Total 7.00")

    assert [item.name for item in found.items] == ["Tea", "Cake"]
    assert (found.discounts, found.sum) == ((Decimal("-1.00"),), Decimal("7.00"))


def test_what_stands_below_the_sums_or_in_the_head_is_no_item() -> None:
    found = purchase(
        "SHOP", "Tel: 012 50", "Tea 5.00", "Total 5.00", "Cash 10.00", "Change 5.00",
        "Points 12.00", "GST 6% 4.72 0.28",
    )  # fmt: skip

    assert [item.name for item in found.items] == ["Tea"]


def test_a_page_without_items_has_no_sum() -> None:
    found = purchase("Total 5.00", "Visa 5.00")

    assert (found.items, found.sum) == ((), None)
