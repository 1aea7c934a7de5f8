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
        (
            ["Désignation Qté P.U. Total", "Vitrail 1 2 450,00 2 450,00", "Total 2 450,00"],
            ("Vitrail", "1", "2450", "2450"),
        ),
        (["Foam board 3 63 60 190.80", "Total 190.80"], ("Foam board", "3", "63.6", "190.8")),
        (["2 Gipfeli à 1.80 3.60", "Total 3.60"], ("Gipfeli", "2", "1.8", "3.6")),
        (["1 Exchange 2010 3.89 3.89", "Total 3.89"], ("Exchange 2010", "1", "3.89", "3.89")),
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


def test_a_unit_below_a_name_is_no_name() -> None:
    found = purchase(
        "Qty UOM U.Price Amt", "013 SUMMER CUP", "1 CARTON 8.49 8.49", "Total 8.49",
    )  # fmt: skip
    own = purchase("Qty Price Amt", "1 CARTON 8.49 8.49", "Total 8.49")

    assert [item.name for item in found.items] == ["SUMMER CUP"]
    assert [item.name for item in own.items] == ["CARTON"]


def test_a_code_with_a_piece_of_the_name_gives_way_to_the_name_above() -> None:
    found = purchase(
        "Item Qty Price Amount", "Chicken Bento", "BEN02 1 12.90 12.90", "Fried Rice Set",
        "SET10 1 6.90 6.90", "Fish Set", "TS02 Fis 1 9.90 9.90", "Total 29.70",
    )  # fmt: skip

    assert [item.name for item in found.items] == ["Chicken Bento", "Fried Rice Set", "Fish Set"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Pos Bezeichnung Menge E-Preis Gesamt", "1 Schrank 50,00 50,00", "2 Griff 8 5,00 40,00"],
        ["1 Schrank 1 Stk 50,00 50,00", "2 Griff 8 Stk 5,00 40,00"],
        ["No Description Qty Price Amount", "1. Schrank 1 50.00 50.00", "2. Griff 8 5.00 40.00"],
    ],
)
def test_the_numbers_of_rows_are_neither_names_nor_quantities(lines: list[str]) -> None:
    found = purchase(*lines, "Total 90.00")

    assert [item.name for item in found.items] == ["Schrank", "Griff"]
    assert found.items[1].quantity == 8


def test_numbers_before_names_are_quantities_where_nothing_else_counts() -> None:
    found = purchase("1 Tea 2.00", "2 Coffee 3.00 6.00", "3 Cake 4.00 12.00", "Total 20.00")

    assert [item.quantity for item in found.items] == [1, 2, 3]


def test_items_stand_in_sections_with_a_subtotal_each() -> None:
    found = purchase(
        "Description Quantity Price Amount", "Wax 1.00 42.00 42.00", "Chair 2.00 35.00 70.00",
        "Subtotal 112.00", "--- Food ---", "Truffles 15.00 10.00 150.00", "Subtotal 150.00",
        "Subtotal 262.00", "Total 262.00",
    )  # fmt: skip

    assert [item.name for item in found.items] == ["Wax", "Chair", "Truffles"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Big Env 4.5X9.75 2.10", "Big Env 4.5X9.75"),
        ("SR: HAGER TIMER 2.10", "HAGER TIMER"),
        ("[LUX_TRF] Truffles 2.10", "Truffles"),
    ],
)
def test_sizes_and_codes_of_taxes_are_no_quantities_and_no_names(line: str, name: str) -> None:
    assert told(purchase(line, "Total 2.10"))[0][0] == name
    assert purchase(line, "Total 2.10").items[0].quantity is None


def test_a_price_without_decimals_behind_its_price_of_one_counts() -> None:
    found = purchase("Papier 2 3,50 € 7 €", "Beleg 0 3,50 € 0 €", "Total 7,00 €")

    assert [item.price for item in found.items] == [Decimal(7), Decimal(0)]


def test_rows_of_taxes_and_opening_hours_are_no_items() -> None:
    found = purchase(
        "Item Qty Price Amount", "FRI - SAT 1000 HRS - 2300 HRS", "1234567 1 5.90 5.90",
        "WET TISSUE", "21 % 4.88 1.02 5.90", "Total 5.90",
    )  # fmt: skip

    assert [item.name for item in found.items] == ["WET TISSUE"]


def test_rows_that_go_on_from_a_page_before_have_no_sum() -> None:
    head = "Pos. Menge Beschreibung Preis Betrag"

    assert purchase(head, "7 1 Postfach 3,89 3,89", "Total EUR 34,73").sum is None
    assert purchase(
        head, "Übertrag 30,84", "7 1 Postfach 3,89 3,89", "Total EUR 34,73"
    ).sum == Decimal("34.73")


@pytest.mark.parametrize(
    "line", ["DEPOSIT (SO48) 1 -6.00 -6.00", "Anzahlung vom 01.03. -6,00", "Acompte versé -6,00"]
)
def test_what_was_paid_before_is_no_discount_and_counts_in_the_sum(line: str) -> None:
    found = purchase("Tea 5.00", "Cake 3.00", line, "Total 2.00")

    assert [item.name for item in found.items] == ["Tea", "Cake"]
    assert (found.discounts, found.sum) == ((), Decimal("2.00"))


@pytest.mark.parametrize(
    "line", ["Incl. Thuiskopieheffing 1 4,24", "davon Pfand 0,25", "dont éco-participation 0,25"]
)
def test_what_a_price_includes_is_no_item(line: str) -> None:
    found = purchase("Tablet 399,00", line, "Hoes 69,99", "Totaal 468,99")

    assert [item.name for item in found.items] == ["Tablet", "Hoes"]


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


@pytest.mark.parametrize(
    ("lines", "item"),
    [
        (["SAFETY PINS - S", "6.00 BOXS 17.00 102.00 SR", "Total 102.00"], ("6", "17", "102")),
        (["SAFETY PINS - S", "3 slo 0 90.00 270.00 SR", "Total 270.00"], ("3", "90", "270")),
        (
            ["Qty Price Amount", "1 SR + SAFETY PINS - S 1 18.00 18.00", "Total 18.00",
             "SR 6.00 16.98 1.02"],
            ("1", "18", "18"),
        ),
        (
            ["Item Qty Total", "SR 100100000030- SAFETY PINS - S", "$3.30 1 $3.30", "Total $3.30",
             "SR = GST @6% 3 11 0 19"],
            ("1", "3.3", "3.3"),
        ),
        (
            ["Qty Price Amount", "SAFETY PINS - S SR", "0412638 2 14.90 29.80", "Total 29.80",
             "SR = 6% 28.11 1.69"],
            ("2", "14.9", "29.8"),
        ),
    ],
)  # fmt: skip
def test_units_scraps_and_codes_of_a_tax_are_no_part_of_a_name(
    lines: list[str], item: tuple[str, str, str]
) -> None:
    assert told(purchase(*lines)) == [("SAFETY PINS - S", *item)]


def test_a_word_at_the_end_of_a_name_stays_where_it_is_the_code_of_nothing() -> None:
    assert told(purchase("LAMP XL 5.00", "Total 5.00"))[0][0] == "LAMP XL"


def test_a_price_behind_a_discount_is_that_of_the_line_above() -> None:
    found = purchase(
        "1)9557892102639 IBUPROFEN 400MG 10", "3.00 X 3.00 9.00 z",
        "2)9316254866387 VITAMORE EPO 1000MG", "2.00 X 68.00", "DISC -28.00 108.00 *",
        "TOTAL 117.00",
    )  # fmt: skip

    assert told(found) == [
        ("IBUPROFEN 400MG 10", "3", "3", "9"),
        ("VITAMORE EPO 1000MG", "2", "68", "108"),
    ]
    assert found.sum == Decimal("117.00")


def test_the_first_and_the_last_name_show_on_which_side_of_the_numbers_all_of_them_stand() -> None:
    above = purchase(
        "-TAX INVOICE-", "CAULKING GUN *S", "KE41-51/2 - 50", "9071604 1 X 6.30 6.30",
        "DUSTPAN 370 *S", "WA12 - 12/144", "9555221303467 1 X 3.90 3.90", "Item(s) : 2",
        "Total 10.20",
    )  # fmt: skip
    below = purchase(
        "Description Qty Price Amount", "SR 9556173380636 14.31 14.31", "APPLE SWEETS",
        "2 SR 9556296307411 1 12.51 12.51", "CANDY", "Total 26.82", "SR 6.00 25.30 1.52",
    )  # fmt: skip

    assert [item.name for item in above.items] == ["CAULKING GUN", "DUSTPAN 370"]
    assert [item.name for item in below.items] == ["APPLE SWEETS", "CANDY"]


def test_the_number_of_a_single_row_is_no_part_of_its_name() -> None:
    row = purchase("Description Qty Price Amount", "1 DRILL BIT 2 4.00 8.00", "Total 8.00")
    unit = purchase("Description Qty Price Amount", "1 kg RICE 2 4.00 8.00", "Total 8.00")

    assert told(row) == [("DRILL BIT", "2", "4", "8")]
    assert told(unit)[0][0] != "kg RICE"
