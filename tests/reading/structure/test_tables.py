"""Tables on a page, and what is no table."""

import pytest

from inklift.core.readings import Reading
from inklift.reading.structure.tables import tables_of
from reading.made_pages import reading
from reading.structure.placed_pages import page, tilted

ITEMS = (
    [(50, "Description"), (500, "Quantity"), (700, "Unit price"), (-1000, "Amount")],
    [(50, "Blue pens"), (-560, "3"), (-780, "1.50"), (-1000, "4.50")],
    [(50, "Paper, white"), (-560, "10"), (-780, "4.50"), (-1000, "45.00")],
    [(50, "Envelopes"), (-560, "2"), (-780, "12.25"), (-1000, "24.50")],
)


def test_a_table_has_names_of_columns_and_rows_and_no_sums() -> None:
    made = page(
        "Invoice 12",
        "",
        *ITEMS,
        [(700, "Subtotal"), (-1000, "74.00")],
        [(700, "VAT 20 %"), (-1000, "14.80")],
        [(700, "Total"), (-1000, "88.80")],
    )

    (table,) = tables_of(made)

    assert table.columns == ("Description", "Quantity", "Unit price", "Amount")
    assert table.rows == (
        ("Blue pens", "3", "1.50", "4.50"),
        ("Paper, white", "10", "4.50", "45.00"),
        ("Envelopes", "2", "12.25", "24.50"),
    )
    assert table.box.as_list() == [50, 60, 1000, 170]
    assert [box.top for box in table.row_boxes] == [90, 120, 150]


@pytest.mark.parametrize(
    ("header", "total"),
    [
        (("Bezeichnung", "Menge", "Einzelpreis", "Gesamt"), "Gesamtbetrag"),
        (("Désignation", "Quantité", "Prix unitaire", "Montant"), "Total TTC"),
        (("Descripción", "Cantidad", "Precio", "Importe"), "Total"),
        (("Descrizione", "Quantità", "Prezzo", "Importo"), "Totale"),
        (("Descrição", "Quantidade", "Preço", "Valor"), "Total"),
        (("Omschrijving", "Aantal", "Prijs", "Bedrag"), "Te betalen"),
    ],
)
def test_one_row_below_known_names_is_a_table_too(header: tuple[str, ...], total: str) -> None:
    made = page(
        [(50, header[0]), (500, header[1]), (700, header[2]), (-1000, header[3])],
        [(50, "Müller 3000"), (-560, "1"), (-780, "9,50 €"), (-1000, "9,50 €")],
        [(700, total), (-1000, "9,50 €")],
    )

    (table,) = tables_of(made)

    assert table.columns == header
    assert table.rows == (("Müller 3000", "1", "9,50 €", "9,50 €"),)


def test_lines_of_a_cell_are_joined_into_their_row() -> None:
    made = page(
        ITEMS[0],
        ITEMS[1],
        "in a box of twelve",
        "made in Portugal",
        ITEMS[2],
        "A4, 500 sheets",
    )

    (table,) = tables_of(made)

    assert [row[0] for row in table.rows] == [
        "Blue pens in a box of twelve made in Portugal",
        "Paper, white A4, 500 sheets",
    ]
    assert [box.bottom for box in table.row_boxes] == [110, 170]


def test_an_empty_cell_is_empty_and_the_others_keep_their_columns() -> None:
    made = page(
        ITEMS[0],
        [(50, "Delivery"), (-1000, "5.00")],
        *ITEMS[1:],
    )

    (table,) = tables_of(made)

    assert table.rows[0] == ("Delivery", "", "", "5.00")
    assert table.rows[1] == ("Blue pens", "3", "1.50", "4.50")


def test_names_of_columns_may_take_two_lines() -> None:
    made = page(
        [(50, "Description"), (500, "Quantity"), (700, "Price"), (-1000, "Amount")],
        [(700, "(excl. VAT)"), (-1000, "(excl. VAT)")],
        *ITEMS[1:],
    )

    (table,) = tables_of(made)

    assert table.columns == ("Description", "Quantity", "Price (excl. VAT)", "Amount (excl. VAT)")


def test_names_read_in_one_piece_are_parted_by_the_columns_below() -> None:
    made = page(
        [(50, "Description"), (-790, "Quantity Price"), (-1000, "Amount")],
        *[
            [(50, "Blue pens"), (-700, "3"), (-790, "1.50"), (-1000, "4.50")],
            [(50, "Paper"), (-700, "10"), (-790, "4.50"), (-1000, "45.00")],
            [(50, "Ink"), (-700, "2"), (-790, "9.00"), (-1000, "18.00")],
        ],
    )

    (table,) = tables_of(made)

    assert table.columns == ("Description", "Quantity", "Price", "Amount")


def test_a_table_without_header_has_rows_only() -> None:
    made = page(
        *[
            [(50, f"Month {n}"), (400, f"{n}2.50"), (600, f"{n}7.10"), (800, f"{n}0 %")]
            for n in range(1, 5)
        ]
    )

    (table,) = tables_of(made)

    assert table.columns == ()
    assert table.rows[0] == ("Month 1", "12.50", "17.10", "10 %")
    assert len(table.rows) == 4


def test_a_table_of_words_is_read_by_its_columns() -> None:
    made = page(
        [(50, "Name"), (400, "Department"), (800, "City")],
        [(50, "Ann Green"), (400, "Sales"), (800, "Leeds")],
        [(50, "José Pérez"), (400, "Research"), (800, "Sevilla")],
        [(50, "Jörg Groß"), (400, "Workshop"), (800, "Köln")],
    )

    (table,) = tables_of(made)

    assert table.columns == ("Name", "Department", "City")
    assert table.rows[1] == ("José Pérez", "Research", "Sevilla")


def test_the_sum_of_a_part_does_not_end_a_table() -> None:
    made = page(
        *ITEMS[:3],
        [(700, "Subtotal"), (-1000, "49.50")],
        ITEMS[3],
        [(700, "Total"), (-1000, "74.00")],
    )

    (table,) = tables_of(made)

    assert [row[0] for row in table.rows] == ["Blue pens", "Paper, white", "Envelopes"]


@pytest.mark.parametrize(
    "made",
    [
        page(),
        page(*["A line of running text that goes on from the left to the right of a page."] * 6),
        page(  # a letterhead
            [(50, "Müller & Söhne GmbH"), (800, "Jane Doe")],
            [(50, "Hauptstraße 5"), (800, "12 High Street")],
            [(50, "80331 München"), (800, "Leeds LS1 4AB")],
            [(50, "Tel. 089 123456"), (800, "2024-05-01")],
        ),
        page(  # labels and values
            [(50, "Invoice no."), (300, "117"), (600, "Customer no."), (900, "4711")],
            [(50, "Date"), (300, "2024-05-01"), (600, "Due date"), (900, "2024-05-15")],
            [(50, "Reference"), (300, "12"), (600, "Order number"), (900, "99")],
        ),
        reading(
            "      CORNER BAKERY",
            "  12 High Street, Leeds",
            "Date: 25/03/2024   Time: 12:30",
            "Sourdough bread           4.20",
            "Butter croissant          6.30",
            "Filter coffee             2.00",
            "TOTAL                    12.50",
        ),
    ],
    ids=["nothing", "prose", "letterhead", "pairs", "receipt"],
)
def test_what_is_no_table_is_not_taken_for_one(made: Reading) -> None:
    tables = tables_of(made)

    assert tables == ()


def test_a_title_above_the_names_and_the_first_item_below_are_no_names() -> None:
    made = page(
        [(500, "Summary")],
        ITEMS[0],
        [(-790, "New stock")],
        *ITEMS[1:],
    )

    (table,) = tables_of(made)

    assert table.columns == ("Description", "Quantity", "Unit price", "Amount")


def test_a_row_of_nothing_but_the_sums_is_left_out() -> None:
    made = page(
        ITEMS[0],
        ITEMS[1],
        ITEMS[2],
        [(-560, "13"), (-780, "6.00"), (-1000, "49.50")],
    )
    sums = page(
        [(50, "Rate"), (500, "Net amount"), (700, "VAT"), (-1000, "Amount")],
        [(50, "20 %"), (500, "10.00"), (700, "2.00"), (-1000, "12.00")],
        [(50, "5 %"), (500, "20.00"), (700, "1.00"), (-1000, "21.00")],
        [(500, "30.00"), (700, "3.00"), (-1000, "33.00")],
    )

    (table,) = tables_of(made)
    (rates,) = tables_of(sums)

    assert len(table.rows) == 3  # 13 is no amount: it may be anything
    assert [row[0] for row in rates.rows] == ["20 %", "5 %"]


@pytest.mark.parametrize("slope", [-0.09, 0.09])
def test_a_tilted_table_is_read_alike_and_its_rows_are_placed_in_the_picture(slope: float) -> None:
    straight = page(ITEMS[0], ITEMS[1], "in a box of twelve", *ITEMS[2:])
    made = tilted(straight, slope)

    (table,) = tables_of(made)
    (expected,) = tables_of(straight)

    assert (table.columns, table.rows) == (expected.columns, expected.rows)
    assert table.row_boxes[1] == made.lines[3].box
