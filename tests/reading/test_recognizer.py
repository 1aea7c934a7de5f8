"""Reading real pixels: receipts in any direction, and pictures with nothing to read on them."""

from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from inklift.core.errors import ReadingFailed
from inklift.core.readings import Reading, Word
from inklift.reading import networks as module
from inklift.reading.page import arrange
from inklift.reading.recognizer import Recognizer
from reading.made_pages import RECEIPT_LINES, RECEIPT_TEXT, bgr, drawn_receipt


def read(recognizer: Recognizer, picture: Image.Image) -> Reading:
    return arrange(recognizer.recognize(bgr(picture)), picture.width, picture.height)


def last_price(reading: Reading) -> Word:
    """The price that belongs to the total; two lines of the receipt show it."""
    (line,) = [line for line in reading.lines if line.text == "TOTAL 12.50"]
    return line.words[1]


def test_a_receipt_is_read_line_by_line(recognizer: Recognizer) -> None:
    assert read(recognizer, drawn_receipt()).text == RECEIPT_TEXT


def test_a_word_has_the_box_where_it_was_printed(recognizer: Recognizer) -> None:
    box = last_price(read(recognizer, drawn_receipt())).box

    left, top, right, bottom = printed_total_box(drawn_receipt())
    assert box.left == pytest.approx(left, abs=12)
    assert box.right == pytest.approx(right, abs=12)
    assert box.top <= top + 3
    assert box.bottom >= bottom - 3
    assert box.bottom - box.top < 50


def printed_total_box(picture: Image.Image) -> tuple[int, int, int, int]:
    """Where the ink of the last price is, found without the recognizer."""
    top = 30 + 50 * [name for name, _ in RECEIPT_LINES].index("TOTAL") - 5
    part = (400, top, 600, top + 50)
    ink = picture.crop(part).convert("L").point(lambda grey: 255 * (grey < 128)).getbbox()
    assert ink is not None
    return part[0] + ink[0], part[1] + ink[1], part[0] + ink[2], part[1] + ink[3]


@pytest.mark.parametrize(
    ("turn", "degrees"),
    [
        (Image.Transpose.ROTATE_270, 90),
        (Image.Transpose.ROTATE_180, 180),
        (Image.Transpose.ROTATE_90, 270),
    ],
)
def test_a_receipt_laid_down_turned_is_read_with_boxes_in_the_picture_as_it_lies(
    recognizer: Recognizer, turn: Image.Transpose, degrees: int
) -> None:
    upright = drawn_receipt()
    turned = upright.transpose(turn)
    ink = Image.new("L", upright.size)
    ink.paste(255, printed_total_box(upright))
    expected = ink.transpose(turn).getbbox()

    reading = read(recognizer, turned)

    assert reading.text == RECEIPT_TEXT, f"turned by {degrees}° clockwise"
    assert expected is not None
    assert last_price(reading).box.as_list() == pytest.approx(expected, abs=14)


def test_a_tilted_receipt_keeps_its_rows(recognizer: Recognizer) -> None:
    tilted = drawn_receipt().rotate(5, Image.Resampling.BICUBIC, expand=True, fillcolor="white")

    assert read(recognizer, tilted).text == RECEIPT_TEXT


def test_boxes_are_in_pixels_of_the_original_when_it_was_shrunk(recognizer: Recognizer) -> None:
    full = drawn_receipt().resize((1200, 1020), Image.Resampling.BICUBIC)

    pieces = recognizer.recognize(bgr(drawn_receipt()), 0.5)

    assert last_price(arrange(pieces, *full.size)).box.right == pytest.approx(1120, abs=24)


@pytest.mark.slow
def test_a_picture_larger_than_needed_is_shrunk_and_gives_boxes_all_the_same(
    recognizer: Recognizer,
) -> None:
    huge = drawn_receipt().resize((6000, 5100), Image.Resampling.BICUBIC)

    reading = read(recognizer, huge)

    assert reading.text == RECEIPT_TEXT
    assert last_price(reading).box.right == pytest.approx(5600, abs=120)


def test_a_long_receipt_is_read_to_its_end(recognizer: Recognizer) -> None:
    items = [(f"Item number {number}", f"{number}.50") for number in range(10, 80)]

    reading = read(recognizer, drawn_receipt(items))

    wanted = "\n".join(f"{name} {price}" for name, price in items)
    assert len(reading.lines) == len(items)
    assert SequenceMatcher(None, reading.text, wanted, autojunk=False).ratio() > 0.98


def test_a_lone_digit_is_not_read_lying_on_its_side(recognizer: Recognizer) -> None:
    rows = [(f"{quantity}", "9.00") for quantity in (1, 7, 1, 2)]

    lines = [line.text for line in read(recognizer, drawn_receipt(rows)).lines]

    assert lines == ["1 9.00", "7 9.00", "1 9.00", "2 9.00"]


def test_rows_of_signs_on_a_latin_page_are_not_taken_for_chinese(recognizer: Recognizer) -> None:
    picture = drawn_receipt()
    draw = ImageDraw.Draw(picture)
    for row, size in enumerate((14, 24)):  # were read as two and big
        draw.text((60, 265 + 100 * row), 10 * "=*", "black", font=ImageFont.load_default(size))

    text = read(recognizer, picture).text

    assert [letter for letter in text if letter > "\u2e80"] == []
    assert all(f"{name} {price}".strip() in text for name, price in RECEIPT_LINES)


@pytest.mark.parametrize("shape", [(400, 300, 3), (400, 300), (400, 300, 1), (400, 300, 4)])
def test_a_blank_picture_has_no_text(recognizer: Recognizer, shape: tuple[int, ...]) -> None:
    assert recognizer.recognize(np.full(shape, 255, dtype=np.uint8)) == ()


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 1), (9, 9, 4), (1, 3000, 3), (3000, 2, 3)])
def test_a_tiny_picture_has_no_text(recognizer: Recognizer, shape: tuple[int, ...]) -> None:
    assert recognizer.recognize(np.zeros(shape, dtype=np.uint8)) == ()


@pytest.mark.parametrize("shape", [(12, 12, 3), (20, 1900, 3), (1900, 20, 3), (40, 2600, 3)])
def test_a_narrow_picture_is_taken(recognizer: Recognizer, shape: tuple[int, ...]) -> None:
    assert recognizer.recognize(np.full(shape, 255, dtype=np.uint8)) == ()


def test_grey_and_transparent_pictures_are_read(recognizer: Recognizer) -> None:
    rows = [("TOTAL", "12.50")]
    grey = np.asarray(drawn_receipt(rows).convert("L"))
    see_through = np.zeros((*grey.shape, 4), dtype=np.uint8)  # black ink on nothing
    see_through[:, :, 3] = 255 - grey

    texts = [
        [piece.text for piece in recognizer.recognize(picture)] for picture in (grey, see_through)
    ]

    assert [sorted(text) for text in texts] == [["12.50", "TOTAL"]] * 2


def test_a_missing_model_is_a_failure_to_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # The folder is a fact of the installation, which no caller has a reason to choose.
    monkeypatch.setattr(module, "_MODELS", tmp_path)

    with pytest.raises(ReadingFailed):
        Recognizer().warm_up()
