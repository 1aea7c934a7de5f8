"""The letters that a PDF's page carries: where they stand, and which of them can be seen."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from imaging.made_pdfs import MadePage, picture_at, text_at, write_pdf
from imaging.samples import noise
from inklift.core.errors import PictureMissing, PictureUnreadable
from inklift.imaging.loading import load_bgr
from inklift.imaging.pdf_text import MAX_LETTERS, TextLayer, load_text_layer

_CROPPED = "/CropBox [50 100 500 800]"


def _layer(tmp_path: Path, page: MadePage, quarter_turns: int = 0) -> TextLayer:
    layer = load_text_layer(write_pdf(tmp_path / "a.pdf", [page]), 1, quarter_turns)
    assert layer is not None
    return layer


def _text(layer: TextLayer) -> str:
    return "".join(letter.text for letter in layer.letters)


@pytest.mark.parametrize("entries", ["", "/Rotate 90", "/Rotate 180 " + _CROPPED, _CROPPED])
@pytest.mark.parametrize("quarter_turns", [0, 1, 2, 3])
def test_letters_stand_where_they_are_drawn(
    tmp_path: Path, entries: str, quarter_turns: int
) -> None:
    page = MadePage(text_at(120, 700, "H", size=72), entries=entries)

    layer = _layer(tmp_path, page, quarter_turns)

    drawn = load_bgr(tmp_path / "a.pdf", 1, quarter_turns)
    rows, columns = np.nonzero(drawn.pixels[:, :, 0] < 128)
    letter = layer.letters[0]
    cos, sin = np.cos(letter.angle), np.sin(letter.angle)
    start = (letter.x + letter.ink_start_px * cos, letter.y + letter.ink_start_px * sin)
    end = (letter.x + letter.ink_end_px * cos, letter.y + letter.ink_end_px * sin)
    top = (start[0] + 0.72 * letter.size_px * sin, start[1] - 0.72 * letter.size_px * cos)
    x, y = zip(start, end, top, strict=True)
    assert (layer.width_px, layer.height_px) == (drawn.full_width_px, drawn.full_height_px)
    assert (min(x), max(x)) == pytest.approx((columns.min(), columns.max() + 1), abs=4)
    assert (min(y), max(y)) == pytest.approx((rows.min(), rows.max() + 1), abs=4)


def test_text_at_a_slant_tells_its_direction_and_its_width(tmp_path: Path) -> None:
    page = MadePage("BT /F1 40 Tf .9397 .342 -.342 .9397 100 300 Tm (HH) Tj ET")

    first, second = _layer(tmp_path, page).letters

    assert np.degrees(first.angle) == pytest.approx(-20, abs=0.1)
    step_px = np.hypot(second.x - first.x, second.y - first.y)
    assert first.ink_end_px - first.ink_start_px == pytest.approx(0.78 * step_px, rel=0.1)


@pytest.mark.parametrize(
    "hidden",
    [
        "3 Tr " + text_at(100, 500, "hidden") + "0 Tr\n",
        "1 g " + text_at(100, 500, "hidden") + "0 g\n",
        text_at(100, 500, "hidden") + " 0.9 g 90 490 100 40 re f 0 g\n",
        text_at(100, -50, "hidden"),
        "q 0 0 10 10 re W n " + text_at(100, 500, "hidden") + "Q\n",
    ],
    ids=["invisible", "white on white", "painted over", "off the page", "clipped away"],
)
def test_letters_that_cannot_be_seen_are_left_out(tmp_path: Path, hidden: str) -> None:
    layer = _layer(tmp_path, MadePage(hidden + text_at(100, 600, "seen")))

    assert _text(layer).strip() == "seen"


def test_letters_behind_a_picture_are_left_out(tmp_path: Path) -> None:
    page = MadePage(
        text_at(100, 500, "scanned") + picture_at(0, 300, 595, 400) + text_at(100, 50, "footer"),
        picture=noise(200, 150),
    )

    layer = _layer(tmp_path, page)

    assert _text(layer).strip() == "footer"
    assert layer.unread_share > 0.4


def test_white_letters_on_a_dark_bar_and_pale_small_print_are_kept(tmp_path: Path) -> None:
    bar = "0.1 g 90 490 300 20 re f 1 g " + text_at(100, 495, "Amount", size=8)
    pale = "0.75 g " + text_at(100, 400, "ill. i", size=5)

    layer = _layer(tmp_path, MadePage(bar + pale))

    assert "".join(_text(layer).split()) == "Amountill.i"


def test_rulings_and_fields_of_colour_are_nothing_unread(tmp_path: Path) -> None:
    grid = "".join(f"50 {y} 500 15 re S\n" for y in range(100, 700, 20))
    field = "0.8 g 50 720 500 60 re f 0 g\n"

    layer = _layer(tmp_path, MadePage(grid + field + text_at(100, 740, "Invoice")))

    assert layer.unread_share < 0.004


def test_a_picture_with_letters_upon_it_is_nothing_unread(tmp_path: Path) -> None:
    banner = picture_at(60, 698, 300, 20)
    heading = text_at(60, 700, "ANNUAL REPORT MMXXIV", size=24)

    bare = _layer(tmp_path, MadePage(banner + text_at(60, 50, "x"), picture=noise(150, 10)))
    titled = _layer(tmp_path, MadePage(banner + heading, picture=noise(150, 10)))

    assert titled.unread_share < bare.unread_share / 4


def test_letters_drawn_as_outlines_are_unread(tmp_path: Path) -> None:
    strokes = "".join(
        f"{x} {y} m {x + 3} {y + 8} l {x + 6} {y} l S\n"
        for x in range(100, 400, 8)
        for y in range(300, 500, 14)
    )

    layer = _layer(tmp_path, MadePage(strokes + text_at(100, 600, "Page 1")))

    assert layer.unread_share > 0.05


def test_what_is_filled_into_a_form_is_noticed(shared_file: Callable[[str], Path]) -> None:
    path = shared_file("oddpictures/sample-files/010-pdflatex-forms__pdflatex-forms.pdf")

    layer = load_text_layer(path, 1, 0)

    assert layer is not None
    assert layer.annotations_share > 0.0004


def test_a_page_without_letters_has_no_layer(tmp_path: Path) -> None:
    drawn = Image.new("L", (100, 100), "white")
    ImageDraw.Draw(drawn).text((10, 10), "picture")
    path = write_pdf(tmp_path / "a.pdf", [MadePage(picture_at(0, 0, 595, 842), picture=drawn)])
    drawn.save(tmp_path / "a.png")

    assert load_text_layer(path, 1, 0) is None
    assert load_text_layer(tmp_path / "a.png", 1, 0) is None


def test_a_page_of_far_too_many_letters_has_no_layer(tmp_path: Path) -> None:
    lines = [text_at(10, 10 + 3 * at, "x" * 1_000, size=1) for at in range(201)]
    path = write_pdf(tmp_path / "a.pdf", [MadePage(lines[0]), MadePage("".join(lines))])

    assert len(lines) * 1_000 > MAX_LETTERS
    assert load_text_layer(path, 1, 0) is not None
    assert load_text_layer(path, 2, 0) is None


def test_what_cannot_be_opened_is_an_error_of_the_picture(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [MadePage(text_at(10, 10, "x"))])

    with pytest.raises(PictureMissing):
        load_text_layer(tmp_path / "missing.pdf", 1, 0)
    with pytest.raises(PictureUnreadable):
        load_text_layer(path, 2, 0)
