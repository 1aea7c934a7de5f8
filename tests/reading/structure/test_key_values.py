"""Pairs of label and value, and the value of a label that is asked for."""

import pytest

from inklift.core.readings import Reading
from inklift.reading.structure.key_values import value_of
from reading.structure.placed_pages import page, pairs_of, tilted

INVOICE = page(
    [(50, "Müller & Söhne GmbH"), (700, "Invoice No.: 2024-117")],
    [(50, "Hauptstraße 5"), (700, "Due date:"), (900, "5 January 2026")],
    [(50, "80331 München"), (700, "Customer number"), (900, "K-4711")],
    "",
    [(50, "Order"), (300, "Reference"), (600, "Delivery date")],
    [(50, "A-99"), (300, "Ms Jones"), (600, "2025-12-20")],
    "",
    "Bill to:",
    "Jane Doe",
    "12 High Street",
    "Leeds LS1 4AB",
    "",
    "Tel: 030 1234 Fax: 030 1235",
    "Payment terms : 14 days net",
)


def _texts(made: Reading = INVOICE) -> dict[str, str]:
    return {pair.label: pair.value for pair in pairs_of(made)}


def test_a_value_stands_behind_its_label_beside_it_or_below() -> None:
    pairs = _texts()

    assert pairs == {
        "Invoice No": "2024-117",
        "Due date": "5 January 2026",
        "Customer number": "K-4711",
        "Order": "A-99",
        "Reference": "Ms Jones",
        "Delivery date": "2025-12-20",
        "Bill to": "Jane Doe 12 High Street Leeds LS1 4AB",
        "Tel": "030 1234",
        "Fax": "030 1235",
        "Payment terms": "14 days net",
    }


def test_a_pair_says_where_label_and_value_stand() -> None:
    pair = next(pair for pair in pairs_of(INVOICE) if pair.label == "Due date")

    assert pair.label_box.as_list() == [700, 30, 700 + 86, 50]
    assert [box.as_list() for box in pair.value_boxes] == [[900, 30, 900 + 132, 50]]


def test_each_line_of_an_address_has_its_box() -> None:
    value = value_of(INVOICE, ["bill to"])

    assert value is not None
    assert value.reason == "label"
    assert [box.top for box in value.boxes] == [240, 270, 300]


@pytest.mark.parametrize(
    ("lines", "phrases", "wanted"),
    [
        (["Due date: 2026-01-05"], ["due date"], "2026-01-05"),
        (["Date due 5 January 2026"], ["due date"], "5 January 2026"),
        (["DueDate:2026-01-05"], ["due date"], "2026-01-05"),
        (["Your customer number: 17"], ["customer number"], "17"),
        (["Customer No. 17"], ["customer number"], "17"),
        (["Kunden-Nr.: 4711"], ["Kundennummer"], "4711"),
        (["Ihre Kundennummer 4711"], ["Kundennummer"], "4711"),
        (["Fälligkeitsdatum: 05.01.2026"], ["falligkeitsdatum"], "05.01.2026"),
        (["Steuernummer", "12/345/67890"], ["Steuernummer"], "12/345/67890"),
        (["N° de commande : C-12"], ["numéro de commande"], "C-12"),
        (["Échéance : 5 janvier 2026"], ["echeance"], "5 janvier 2026"),
        (["Référence client", "AB 12"], ["référence client"], "AB 12"),
        (["Nº de pedido: 12-B"], ["número de pedido"], "12-B"),
        (["Fecha de vencimiento: 05/01/2026"], ["fecha de vencimiento"], "05/01/2026"),
        (["Codice cliente: 88"], ["codice cliente"], "88"),
        (["Data di scadenza 05/01/2026"], ["data di scadenza"], "05/01/2026"),
        (["N.º de encomenda: 5512"], ["número de encomenda"], "5512"),
        (["Data de vencimento: 05/01/2026"], ["data de vencimento"], "05/01/2026"),
        (["Klantnr. 9011"], ["klantnummer"], "9011"),
        (["Vervaldatum: 5 januari 2026"], ["vervaldatum"], "5 januari 2026"),
        (["Dellvery date: 2026-01-05"], ["delivery date"], "2026-01-05"),  # one letter misread
        (["IBAN DE12 5001 0517 0648 4898 90"], ["IBAN"], "DE12 5001 0517 0648 4898 90"),
        (["BIC INGDDEFF"], ["bic", "swift"], "INGDDEFF"),
        (["INVOICENO: A-17"], ["invoice number"], "A-17"),
        (["Inv. No. A-17"], ["invoice number"], "A-17"),
        (["Kd.-Nr. 4711"], ["Kundennummer"], "4711"),
        (["Cashier ANN", "Pax"], ["cashier"], "ANN"),
    ],
)
def test_the_value_of_a_label_is_found(lines: list[str], phrases: list[str], wanted: str) -> None:
    value = value_of(page("Some heading", "", *lines), phrases)

    assert value is not None
    assert value.text == wanted


@pytest.mark.parametrize(
    ("rows", "phrase"),
    [
        (["Due date:", "Customer number: 17"], "due date"),  # another label is no value
        ([[(50, "Due date"), (300, "Order date")]], "due date"),
        (["The due date is printed on the back of this page and so on."], "due date"),
        (["Dve date: 5"], "due date"),  # too short to be taken for a slip
        (["Order date: 2026-01-05"], "due date"),
        (["Total: 12.50"], "subtotal"),
        ([[(50, "Customer acceptance of"), (500, "Attended by")]], "customer"),
        (["CUSTOMER'S COPY"], "customer"),
        (["VAT @ 20 % included"], "VAT number"),
        ([], "due date"),
    ],
)
def test_nothing_is_taken_where_the_label_has_no_value(rows: list[str], phrase: str) -> None:
    value = value_of(page("Some heading", *rows), [phrase])

    assert value is None


def test_a_label_that_is_the_phrase_goes_before_one_that_contains_it() -> None:
    made = page("Customer order number: 1", "Order number: 2")

    value = value_of(made, ["order number"])

    assert value is not None
    assert value.text == "2"


def test_heads_of_columns_stand_side_by_side_and_their_values_below() -> None:
    made = page(
        [(50, "Kostenstelle"), (350, "Baustelle"), (700, "Polier")],
        [(50, "4711"), (350, "Nord 7"), (700, "M. Kurz")],
    )

    values = [value_of(made, [name]) for name in ("Kostenstelle", "Baustelle")]

    assert [value and value.text for value in values] == ["4711", "Nord 7"]


def test_rows_of_a_table_are_no_pairs() -> None:
    made = page(
        [(50, "Description"), (500, "Quantity"), (700, "Amount")],
        [(50, "Blue pens"), (500, "3"), (-760, "4.50")],
        [(50, "Paper"), (500, "10"), (-760, "45.00")],
        [(500, "Total"), (-760, "49.50")],
    )

    pairs = _texts(made)

    assert pairs == {"Total": "49.50"}
    assert value_of(made, ["quantity"]) is None


def test_sums_without_a_colon_are_pairs_with_their_amounts() -> None:
    made = page(
        [(500, "Zwischensumme"), (-900, "100,00 €")],
        [(500, "MwSt. 19 %"), (-900, "19,00 €")],
        [(500, "Gesamtbetrag"), (-900, "119,00 €")],
    )

    pairs = _texts(made)

    assert pairs == {
        "Zwischensumme": "100,00 €",
        "MwSt. 19 %": "19,00 €",
        "Gesamtbetrag": "119,00 €",
    }


def test_a_value_with_its_own_colon_belongs_to_the_cell_before() -> None:
    made = page([(50, "Invoice No"), (250, ": CS 1021")], [(50, "Cashier"), (250, ": Ann")])

    pairs = _texts(made)

    assert pairs == {"Invoice No": "CS 1021", "Cashier": "Ann"}


def test_times_and_addresses_of_the_web_are_no_pairs() -> None:
    made = page("Opened at 12:30:15", "http://example.org/a", "10:15 Uhr")

    pairs = _texts(made)

    assert pairs == {}


def test_what_stands_among_labels_is_one_though_its_words_are_not_known() -> None:
    made = page(
        [(50, "Nome completo"), (300, "João Conceição")],
        [(50, "Profissão"), (300, "Engenheiro")],
        [(50, "Telemóvel"), (300, "912 345 678")],
        [(50, "Corpete azul"), (300, "12,50")],
        [(700, "Nome completo"), (950, "Ninguém")],
    )

    pairs = _texts(made)

    assert pairs == {
        "Nome completo": "João Conceição",
        "Profissão": "Engenheiro",
        "Telemóvel": "912 345 678",
    }


def test_an_address_beside_its_label_goes_on_below_until_a_line_begins_further_left() -> None:
    made = page(
        [(50, "Anschrift:"), (300, "Hauptstraße 5")],
        [(300, "80331 München")],
        "Wir danken für Ihren Auftrag.",
        [(300, "Seite 1")],
    )

    pairs = _texts(made)

    assert pairs == {"Anschrift": "Hauptstraße 5 80331 München", "Seite": "1"}


def test_what_stands_below_a_title_is_not_its_value() -> None:
    made = page("Rechnung", "Vielen Dank für Ihren Einkauf", [(50, "Invoice"), (300, "117")])

    pairs = _texts(made)

    assert pairs == {"Invoice": "117"}


@pytest.mark.parametrize("label", ["Delvery date", "Dellivery date", "Delivory date"])
def test_one_letter_of_a_long_word_may_be_wrong_missing_or_too_much(label: str) -> None:
    value = value_of(page(f"{label}: 2026-01-05"), ["delivery date"])

    assert value is not None
    assert value.text == "2026-01-05"


def test_the_pairs_of_a_tilted_page_are_the_same() -> None:
    pairs = _texts(tilted(INVOICE, 0.08))

    assert pairs == _texts(INVOICE)


def test_the_head_of_a_table_is_no_value_of_the_empty_label_above_it() -> None:
    pairs = _texts(
        page(
            [(50, "Salesperson :"), (400, "Ref.:")],
            [(50, "Itern"), (300, "Qty"), (500, "S/Price"), (700, "Tax")],
            [(50, "Tea"), (300, "2"), (500, "1.50"), (700, "SR")],
        )
    )

    assert "Salesperson" not in pairs


def test_the_sign_for_a_number_parts_a_label_from_its_value() -> None:
    pairs = _texts(page("Company Reg #1101083-T", "", "GST Re9 #000899874816"))

    assert pairs == {"Company Reg": "1101083-T"}


def test_a_small_word_that_a_phrase_ends_with_counts() -> None:
    billed = value_of(page("Facturé à: Anna Blum"), ["facture a"])

    assert value_of(page("Facture n°562044387"), ["facture a"]) is None
    assert billed is not None
    assert billed.text == "Anna Blum"


def test_a_label_does_not_reach_back_over_a_number() -> None:
    pairs = _texts(page("Master 5148 App: 83650", "", "TOTAL RM5: 00", "", "GST @6%: $0.56"))

    assert pairs.keys().isdisjoint({"Master 5148 App", "RM5", "TOTAL RM5", "GST"})


def test_the_last_row_of_a_table_of_taxes_is_no_pair_and_brackets_stay_without_stray_marks() -> (
    None
):
    pairs = _texts(
        page(
            [(50, "Total :"), (400, "153.50"), (600, "9.21")],
            "",
            "Company Reg No .(002231061-T)",
        )
    )

    assert pairs == {"Company Reg No": "(002231061-T)"}
