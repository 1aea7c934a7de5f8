"""Documents as pictures, read by the real recognizer.

Without accents: the font that comes with Pillow has none.
"""

import numpy as np
import pytest
from PIL import Image

from inklift.core.readings import Reading
from inklift.reading.page import arrange
from inklift.reading.recognizer import Recognizer
from inklift.reading.structure.cards import business_card_of
from inklift.reading.structure.key_values import value_of
from inklift.reading.structure.letters import letter_of
from inklift.reading.structure.pages import PageKind, structured
from inklift.reading.structure.tables import tables_of
from reading.structure.placed_pages import drawn_page, pairs_of


def _read(recognizer: Recognizer, picture: Image.Image) -> Reading:
    pixels = np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])
    return arrange(recognizer.recognize(pixels), picture.width, picture.height)


@pytest.mark.parametrize("tilt_degrees", [0, 5])
def test_an_invoice_gives_its_pairs_and_its_table(
    recognizer: Recognizer, tilt_degrees: float
) -> None:
    picture = drawn_page(
        [(50, "Cartoleria Rossi S.r.l."), (750, "Fattura n. 2024-117")],
        [(50, "Via Garibaldi 8"), (750, "Data:"), (960, "12/05/2024")],
        [(50, "20121 Milano"), (750, "Scadenza:"), (960, "27/05/2024")],
        "",
        [(50, "Descrizione"), (560, "Quantita"), (-900, "Prezzo unitario"), (-1190, "Importo")],
        [(50, "Penne blu"), (-640, "3"), (-900, "1,50"), (-1190, "4,50")],
        "in scatola da dodici",
        [(50, "Carta bianca"), (-640, "10"), (-900, "4,50"), (-1190, "45,00")],
        [(50, "Buste"), (-640, "2"), (-900, "12,25"), (-1190, "24,50")],
        "",
        [(-900, "Totale"), (-1190, "74,00")],
    ).rotate(tilt_degrees, Image.Resampling.BICUBIC, expand=True, fillcolor="white")

    reading = _read(recognizer, picture)

    due = value_of(reading, ["data di scadenza", "scadenza"])
    (table,) = tables_of(reading)
    assert structured(reading).kind is PageKind.INVOICE
    assert due is not None
    assert due.text == "27/05/2024"
    assert len(table.columns) == 4
    assert [row[0] for row in table.rows] == [
        "Penne blu in scatola da dodici",
        "Carta bianca",
        "Buste",
    ]
    assert [row[3] for row in table.rows] == ["4,50", "45,00", "24,50"]


def test_a_form_gives_the_value_of_each_label(recognizer: Recognizer) -> None:
    picture = drawn_page(
        "Anmeldung",
        "",
        [(50, "Vorname:"), (400, "Hans")],
        [(50, "Nachname:"), (400, "Winter")],
        [(50, "Geburtsdatum:"), (400, "25.12.1980")],
        [(50, "Anschrift:"), (400, "Hauptweg 5")],
        [(400, "50667 Bonn")],
        [(50, "Kundennummer"), (400, "Telefon"), (750, "Bearbeiter")],
        [(50, "K-4711"), (400, "089 123456"), (750, "A. Klein")],
    )

    reading = _read(recognizer, picture)

    assert {pair.label: pair.value for pair in pairs_of(reading)} == {
        "Vorname": "Hans",
        "Nachname": "Winter",
        "Geburtsdatum": "25.12.1980",
        "Anschrift": "Hauptweg 5 50667 Bonn",
        "Kundennummer": "K-4711",
        "Telefon": "089 123456",
        "Bearbeiter": "A. Klein",
    }
    assert structured(reading).kind is PageKind.FORM


def test_a_card_gives_its_parts(recognizer: Recognizer) -> None:
    picture = drawn_page(
        "Aceites del Sur, S.L.",
        "",
        "Carmen Ortega",
        "Director de ventas",
        "",
        "Calle Mayor 12",
        "41001 Sevilla",
        "Tel.: +34 600 123 456",
        "ortega@example.es",
        width_px=700,
    )

    card = business_card_of(_read(recognizer, picture))

    assert card is not None
    assert card.name is not None
    assert card.name.text == "Carmen Ortega"
    assert card.title is not None
    assert card.title.text == "Director de ventas"
    assert [phone.kind for phone in card.phones] == ["phone"]


def test_a_letter_gives_its_parts(recognizer: Recognizer) -> None:
    picture = drawn_page(
        "Boekhandel De Vries B.V.",
        "Keizersgracht 100",
        "1015 AA Amsterdam",
        "",
        "Mevrouw A. Jansen",
        "Molenstraat 7",
        "3511 AB Utrecht",
        "",
        [(800, "Amsterdam, 5 januari 2026")],
        "",
        "Betreft: uw bestelling",
        "",
        "Geachte mevrouw Jansen,",
        "",
        "Hartelijk dank voor uw brief van vorige week. Wij hebben uw bestelling",
        "ontvangen en sturen u de boeken deze maand nog toe.",
        "",
        "Met vriendelijke groet,",
        "",
        "Pieter de Vries",
    )

    letter = letter_of(_read(recognizer, picture))

    assert letter is not None
    assert letter.recipient is not None
    assert letter.recipient.text.startswith("Mevrouw A. Jansen")
    assert letter.date is not None
    assert letter.date.text == "2026-01-05"
    assert letter.subject is not None
    assert letter.subject.text == "uw bestelling"
    assert len(letter.paragraphs) == 1
    assert letter.signature is not None
    assert letter.signature.text == "Pieter de Vries"
