"""What a page is taken for, and its structured reading."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inklift.core.pictures import Box
from inklift.core.readings import Line, Reading, Word
from inklift.reading.structure.key_values import value_of
from inklift.reading.structure.pages import PageKind, structured
from reading.structure.placed_pages import page

_TEXTS = st.one_of(
    st.sampled_from(
        ["Total", "12.50", "Date:", ":", "Qty", "Price", "€", "Dear", "Sir,", "Invoice", "No."]
    ),
    st.sampled_from(["1", "a@b.de", "+49", "30", "1234567", "regards", "", " ", "-", "Müller"]),
    st.text(max_size=12),
)
_WORDS = st.builds(
    lambda text, left, top, width, height: Word(
        text, Box(left, top, left + width, top + height), 0.9
    ),
    _TEXTS,
    st.integers(0, 900),
    st.integers(0, 900),
    st.integers(1, 300),
    st.integers(1, 60),
)


@given(st.lists(st.lists(_WORDS, max_size=8).map(lambda words: Line(tuple(words))), max_size=12))
@settings(max_examples=150, deadline=None)
def test_no_reading_makes_it_fail_and_the_same_one_is_always_read_alike(lines: list[Line]) -> None:
    reading = Reading(1000, 1000, tuple(lines))

    first, second = structured(reading), structured(reading)
    values = [value_of(reading, ["date", "due date", "Kunde", text]) for text in ("", "x", "12")]

    assert first == second
    assert first.data["kind"] == first.kind
    assert first.data["text"] == reading.text
    json.dumps(first.data)
    assert all(value is None or value.text for value in values)


@pytest.mark.parametrize(
    ("reading", "kind"),
    [
        (page(), PageKind.TEXT),
        (page("Hello"), PageKind.TEXT),
        (page(*["A line of running text that goes on from left to right."] * 8), PageKind.TEXT),
        (
            page(
                "CORNER BAKERY",
                "12 High Street",
                "Date: 25/03/2024 12:30",
                [(50, "Sourdough bread"), (-400, "4.20")],
                [(50, "Filter coffee"), (-400, "2.00")],
                [(50, "TOTAL"), (-400, "6.20")],
                [(50, "CASH"), (-400, "10.00")],
                [(50, "CHANGE"), (-400, "3.80")],
                "Thank you for your visit",
                "Please come again",
                "Open every day from eight",
                "except on Sundays",
                "and in the month of August",
            ),
            PageKind.RECEIPT,
        ),
        (
            page(
                [(50, "Müller & Söhne GmbH"), (800, "Rechnung Nr. 117")],
                [(50, "Kundennummer: 4711"), (800, "Datum: 05.01.2026")],
                "",
                [(50, "Bezeichnung"), (500, "Menge"), (700, "Preis"), (-1000, "Betrag")],
                [(50, "Kugelschreiber, blau"), (500, "3"), (700, "1,50"), (-1000, "4,50")],
                [(50, "Papier"), (500, "10"), (700, "4,50"), (-1000, "45,00")],
                [(700, "Gesamtbetrag"), (-1000, "49,50")],
                "Bitte zahlen Sie bis zum 20.01.2026 auf das unten genannte Konto.",
                "IBAN DE12 5001 0517 0648 4898 90",
            ),
            PageKind.INVOICE,
        ),
        (
            page(
                "Registration",
                [(50, "First name:"), (300, "José")],
                [(50, "Surname:"), (300, "Núñez")],
                [(50, "Date of birth:"), (300, "25.12.1980")],
                [(50, "Place of birth:"), (300, "Sevilla")],
            ),
            PageKind.FORM,
        ),
        (
            page(
                "Members",
                [(50, "Name"), (400, "City"), (700, "Phone")],
                [(50, "Ann Green"), (400, "Leeds"), (700, "0113 496 0000")],
                [(50, "José Pérez"), (400, "Sevilla"), (700, "954 123 456")],
                [(50, "Jörg Groß"), (400, "Köln"), (700, "0221 123456")],
            ),
            PageKind.TABLE,
        ),
    ],
    ids=["nothing", "one word", "prose", "receipt", "invoice", "form", "table"],
)
def test_a_page_is_taken_for_what_it_is(reading: Reading, kind: PageKind) -> None:
    assert structured(reading).kind == kind


def test_a_form_is_its_values_by_label_with_dates_that_are_sure_as_iso() -> None:
    form = page(
        "Anmeldung",
        [(50, "Vorname:"), (300, "Jörg")],
        [(50, "Geburtsdatum:"), (300, "25.12.1980")],
        [(50, "Telefon:"), (300, "0221 123456")],
        [(50, "Telefon:"), (300, "0171 2345678")],
    )

    result = structured(form)

    assert result.data == {
        "kind": "form",
        "values": {
            "Vorname": "Jörg",
            "Geburtsdatum": "1980-12-25",
            "Telefon": "0221 123456",
            "Telefon (2)": "0171 2345678",
        },
        "tables": [],
        "text": form.text,
    }
    assert [box.as_list() for box in result.evidence["Geburtsdatum"][0].boxes] == [
        [300, 60, 400, 80]
    ]
    assert result.evidence["Telefon (2)"][0].reason == "label"


def test_a_table_is_lists_of_names_and_rows() -> None:
    result = structured(
        page(
            [(50, "Date"), (400, "Hours"), (700, "Place")],
            [(50, "2026-01-05"), (400, "7.50"), (700, "Leeds")],
            [(50, "2026-01-06"), (400, "8.00"), (700, "York")],
        )
    )

    assert result.data["tables"] == [
        {
            "columns": ["Date", "Hours", "Place"],
            "rows": [["2026-01-05", "7.50", "Leeds"], ["2026-01-06", "8.00", "York"]],
        }
    ]


def test_a_card_is_its_parts() -> None:
    result = structured(
        page("Mary Jones", "Engineer", "Brightwater Ltd", "Tel: +44 113 496 0000", "m@example.org")
    )

    assert result.data["kind"] == "business_card"
    assert result.data["name"] == "Mary Jones"
    assert result.data["phones"] == [{"kind": "phone", "number": "+44 113 496 0000"}]
    assert result.data["address"] is None
    assert set(result.evidence) == {"name", "title", "company", "email", "phones"}


def test_a_letter_is_its_parts_and_paragraphs() -> None:
    result = structured(
        page(
            "Leeds, 5 January 2026",
            "",
            "Dear Ms Jones,",
            "",
            "thank you for your letter of last week, which we have read with joy.",
            "",
            "We are glad to send you the papers that you asked for.",
            "",
            "Yours sincerely,",
            "Peter Brown",
        )
    )

    assert result.data["kind"] == "letter"
    assert result.data["date"] == "2026-01-05"
    assert result.data["signature"] == "Peter Brown"
    assert result.data["paragraphs"] == [
        "thank you for your letter of last week, which we have read with joy.",
        "We are glad to send you the papers that you asked for.",
    ]


def test_plain_text_is_its_paragraphs() -> None:
    result = structured(
        page(
            "Running text that is parted at the end of a line by a hy-",
            "phen is put together.",
            "",
            "A second paragraph stands below.",
        )
    )

    assert result.data["kind"] == "text"
    assert result.data["paragraphs"] == [
        "Running text that is parted at the end of a line by a hyphen is put together.",
        "A second paragraph stands below.",
    ]


def test_thousands_of_words_take_no_time_to_speak_of() -> None:
    line = [(50, "A line of running text with some more words that fill it up to the end")]
    reading = page(*[line] * 190)

    started = time.process_time()
    structured(reading)
    spent_s = time.process_time() - started

    assert sum(len(each.words) for each in reading.lines) > 3000
    assert spent_s < 0.5  # 0.02 measured; machines that run tests are slow and busy


def test_pieces_of_rows_of_items_and_bare_currencies_are_no_values() -> None:
    made = page(
        "Shop",
        [(50, "Description"), (300, "Amount TX")],
        [(50, "RM"), (300, "100.00")],
        "No: G3, Jalan Indah",
        "Total: RM",
        "Total In: of GST",
        "Cashier: Ann",
    )

    assert structured(made, is_purchase=True).data["values"] == {"Cashier": "Ann"}


def test_values_are_told_plainly_under_labels_without_marks() -> None:
    made = page(
        [(50, "Tax"), (300, "Invoice")],
        [(50, "Table"), (300, "38")],
        "(GST Reg. No: 000670224384)",
        "",
        "",
        "",
        "Thank you for coming to see us",
        "",
        "",
        "",
        [(50, "Taxable amount"), (-1100, "1 055,25 €")],
        [(50, "IVA 21%"), (-1100, "11,60")],
    )

    assert structured(made, is_purchase=True).data["values"] == {
        "Table": "38",
        "GST Reg. No": "000670224384",
        "Taxable amount": "1055.25",
        "IVA 21%": "11.60",
    }


def test_a_date_whose_month_is_in_doubt_stays_as_it_is_written() -> None:
    form = page("Form", "Start date: 03/04/2026", "End date: 3.4.2026", "Monthly fee: $ 5.50")

    values = structured(form).data["values"]

    assert values == {"Start date": "03/04/2026", "End date": "2026-04-03", "Monthly fee": "5.50"}


@pytest.mark.parametrize(
    ("row", "date"),
    [
        ("25/06/18 00:23 34001 01 5093", "2018-06-25"),
        ("03/06/18 00:23 34001 01 5093", "03/06/18"),  # its month is in doubt
        ("25/06/18 00:23", "25/06/18 00:23"),
    ],
)
def test_numbers_of_other_heads_behind_a_date_are_left_out(row: str, date: str) -> None:
    data = structured(page("LARKFIELD SHOP", "Total: $5.00", "Cash: $5.00", "Date:", row)).data

    assert isinstance(values := data["values"], dict)
    assert values["Date"] == date


def test_labels_of_sums_have_amounts_or_nothing() -> None:
    data = structured(
        page(
            [(50, "DISCOUNT"), (400, "")],
            [(50, "SUBTOTAL (EXCL GST)"), (400, "GST (6%)")],
            [(50, "TOTAL:"), (400, "CASH")],
            [(50, "Payment mode:"), (400, "CASH")],
            "Thank you, Cash 5.00, Change 0.00",
        ),
        is_purchase=True,
    ).data

    assert data["values"] == {"Payment mode": "CASH"}
