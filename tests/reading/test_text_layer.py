"""Which pages of a PDF are read from the text they carry, and what is read from them."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from imaging.made_pdfs import MadePage, picture_at, text_at, write_pdf
from imaging.samples import SHARED, noise
from inklift.core.errors import PictureMissing, PictureUnreadable
from inklift.core.pictures import Box
from inklift.core.readings import Reading
from inklift.imaging.loading import load_bgr
from inklift.imaging.pdf import page_sizes
from inklift.reading import jobs
from inklift.reading.page import arrange
from inklift.reading.recognizer import Recognizer
from inklift.reading.text_layer import read_text_layer
from reading.made_pages import RECEIPT_TEXT, drawn_receipt

_LETTER = "".join(
    text_at(60, 760 - 20 * number, text)
    for number, text in enumerate(
        (
            "Café Müller GmbH",
            "Rechnung vom 3. März 2024",
            "Sehr geehrte Damen und Herren,",
            "für Ihren Auftrag berechnen wir wie folgt:",
        )
    )
)
_ROWS = text_at(60, 640, "Espresso") + text_at(400, 640, "2,40 €") + text_at(60, 620, "PayPaI xIt")
_TEXT = """Café Müller GmbH
Rechnung vom 3. März 2024
Sehr geehrte Damen und Herren,
für Ihren Auftrag berechnen wir wie folgt:
Espresso 2,40 €
PayPaI xIt"""
_INVOICES = SHARED / "invoices"
_AMOUNTS = ("amount", "amount_untaxed", "price_subtotal", "price_unit", "amount_tax")
# A picture holds the seller's address.
_READ_BY_SIGHT = {"saeco"}
_WITH_TEXT = sorted(path.stem for path in _INVOICES.glob("*.json") if path.stem != "Orlen")

_NEEDS_INVOICES = pytest.mark.skipif(
    not _WITH_TEXT, reason="shared/invoices is not beside this checkout"
)


def _read(tmp_path: Path, page: MadePage, quarter_turns: int = 0) -> Reading | None:
    return read_text_layer(write_pdf(tmp_path / "a.pdf", [page]), 1, quarter_turns)


@pytest.mark.parametrize("quarter_turns", [0, 1, 2, 3])
@pytest.mark.parametrize("entries", ["", "/Rotate 90", "/CropBox [40 600 500 790]"])
def test_a_page_with_its_own_text_is_read_letter_by_letter(
    tmp_path: Path, entries: str, quarter_turns: int
) -> None:
    path = write_pdf(tmp_path / "a.pdf", [MadePage(_LETTER + _ROWS, entries=entries)])

    reading = jobs.read(path, 1, quarter_turns)

    drawn = load_bgr(path, 1, quarter_turns)
    assert reading.text == _TEXT
    assert (reading.width_px, reading.height_px) == (drawn.full_width_px, drawn.full_height_px)
    assert {word.confidence for line in reading.lines for word in line.words} == {1.0}
    for line in reading.lines:
        for word in line.words:
            box = word.box
            assert drawn.pixels[box.top : box.bottom, box.left : box.right].min() < 100


def test_a_picture_of_text_above_a_footer_is_read_by_sight(tmp_path: Path) -> None:
    receipt = drawn_receipt()
    page = MadePage(
        picture_at(100, 300, receipt.width / 2, receipt.height / 2)
        + text_at(60, 30, "Scanned by the office, page 1 of 1"),
        picture=receipt,
    )

    text = jobs.read(write_pdf(tmp_path / "a.pdf", [page]), 1, 0).text

    assert text.startswith(RECEIPT_TEXT)
    assert "Scanned by the office" in text


def test_a_scan_under_hidden_text_is_read_by_sight(tmp_path: Path) -> None:
    scan = picture_at(0, 0, 595, 842)
    hidden = "3 Tr\n" + _LETTER

    assert _read(tmp_path, MadePage(scan + hidden, picture=drawn_receipt())) is None
    assert _read(tmp_path, MadePage(_LETTER + scan, picture=drawn_receipt())) is None
    assert _read(tmp_path, MadePage(hidden)) is None


def test_a_logo_does_not_keep_a_page_from_being_trusted(tmp_path: Path) -> None:
    page = MadePage(_LETTER + _ROWS + picture_at(450, 760, 60, 40), picture=noise(60, 40))

    reading = _read(tmp_path, page)

    assert reading is not None
    assert reading.text == _TEXT


def test_text_over_a_pale_picture_is_trusted(tmp_path: Path) -> None:
    paper = Image.effect_noise((150, 200), 4).point(lambda grey: min(255, grey + 110))
    page = MadePage(picture_at(0, 0, 595, 842) + _LETTER + _ROWS, picture=paper)

    reading = _read(tmp_path, page)

    assert reading is not None
    assert reading.text == _TEXT


def test_letters_without_meaning_are_not_trusted(tmp_path: Path) -> None:
    drawing = "".join(
        text_at(60, 700 - 20 * row, "Total amount due in euros", font="F3") for row in range(4)
    )
    private = {letter: chr(0xF000 + ord(letter)) for letter in set("Total amount due in euros")}
    shifted = {letter: chr(ord(letter) + 2) for letter in private}
    known = text_at(60, 500, "Only this line means what it shows")

    assert _read(tmp_path, MadePage(drawing + known, meanings=private)) is None
    assert _read(tmp_path, MadePage(drawing, meanings=shifted)) is None
    assert _read(tmp_path, MadePage(drawing + known)) is not None


def test_a_filled_in_form_is_read_by_sight() -> None:
    path = SHARED / "oddpictures/sample-files/010-pdflatex-forms__pdflatex-forms.pdf"
    if not path.is_file():
        pytest.skip("shared/oddpictures is not beside this checkout")

    assert read_text_layer(path, 1, 0) is None


def test_what_cannot_be_opened_is_an_error_of_the_picture(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [MadePage(_LETTER)])

    with pytest.raises(PictureMissing):
        jobs.read(tmp_path / "missing.pdf", 1, 0)
    with pytest.raises(PictureUnreadable):
        jobs.read(path, 2, 0)


def _truth(name: str) -> Any:
    return json.loads((_INVOICES / f"{name}.json").read_text(encoding="utf-8"))[0]


def _texts(name: str) -> Iterator[str]:
    path = _INVOICES / f"{name}.pdf"
    for page in range(1, len(page_sizes(path)) + 1):
        reading = read_text_layer(path, page, 0)
        assert reading is not None
        yield reading.text


def _has_amount(text: str, amount: float) -> bool:
    whole, cents = f"{amount:.2f}".split(".")
    text = re.sub(r"(?<=\d)[.,](?=\d{3})", "", text)
    return any(form in text for form in (f"{whole}.{cents}", f"{whole},{cents}")) or (
        cents == "00" and re.search(rf"\b{whole}\b", text) is not None
    )


def _has_date(text: str, day: date) -> bool:
    numbers = [f"{day:%d/%m/%Y}", f"{day:%m/%d/%Y}", f"{day:%d-%m-%Y}", f"{day:%d.%m.%y}"]
    words = text.lower()
    return any(number in text for number in numbers) or (
        re.search(rf"\b0?{day.day}\b", words) is not None and str(day.year) in words
    )


@_NEEDS_INVOICES
@pytest.mark.parametrize("name", sorted(set(_WITH_TEXT) - _READ_BY_SIGHT) or ["none"])
def test_amounts_dates_and_numbers_of_invoices_are_in_their_text(name: str) -> None:
    truth = _truth(name)

    text = "\n".join(_texts(name))

    lines = truth.get("lines", [])
    amounts = [float(entry[key]) for entry in (truth, *lines) for key in _AMOUNTS if key in entry]
    assert [amount for amount in amounts if not _has_amount(text, amount)] == []
    assert _has_date(text, date.fromisoformat(truth["date"]))
    assert str(truth["invoice_number"]) in text.replace(" ", "")


@_NEEDS_INVOICES
def test_rows_of_invoices_stay_lines() -> None:
    azure = "\n".join(_texts("AzureInterior"))
    coolblue = "\n".join(_texts("coolblue1"))

    assert "Total $ 279.84" in azure.splitlines()
    assert "Apple iPad Air Wifi 16 GB Zilver 1 € 399,00 21% € 399,00" in coolblue.splitlines()


@_NEEDS_INVOICES
def test_a_page_whose_letterhead_is_a_picture_is_read_by_sight() -> None:
    assert read_text_layer(_INVOICES / "saeco.pdf", 1, 0) is None


@_NEEDS_INVOICES
@pytest.mark.slow
@pytest.mark.parametrize("name", ["coolblue1", "AzureInterior"])
def test_boxes_are_those_of_the_same_words_on_the_picture(
    recognizer: Recognizer, name: str
) -> None:
    path = _INVOICES / f"{name}.pdf"
    from_file = read_text_layer(path, 1, 0)
    picture = load_bgr(path, 1, 0, 2000)
    pieces = recognizer.recognize(picture.pixels, picture.scale)
    by_sight = arrange(pieces, picture.full_width_px, picture.full_height_px)

    assert from_file is not None
    seen, compared = _unique_words(by_sight), _unique_words(from_file)
    common = [word for word in compared if word in seen]
    overlaps = sorted(_overlap(compared[word], seen[word]) for word in common)
    assert len(common) > 30
    assert overlaps[0] > 0.2
    assert overlaps[len(overlaps) // 2] > 0.5


def _unique_words(reading: Reading) -> dict[str, Box]:
    words = [word for line in reading.lines for word in line.words if len(word.text) > 3]
    texts = [word.text for word in words]
    return {word.text: word.box for word in words if texts.count(word.text) == 1}


def _overlap(one: Box, other: Box) -> float:
    """The area both share, of the area of both together."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    shared = max(0, width) * max(0, height)
    areas = [(box.right - box.left) * (box.bottom - box.top) for box in (one, other)]
    return shared / (sum(areas) - shared)
