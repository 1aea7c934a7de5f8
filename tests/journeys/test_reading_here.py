"""A photo is dropped and read on this computer: no key, no network, nothing set up."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from journeys.desk import Desk, until
from journeys.made_pictures import CLOTH, SHOP, TOTAL, receipt_photo


def _shows_colour(image: QImage, colour: tuple[int, int, int]) -> bool:
    """Whether a pixel has about that colour: thumbnails are JPEGs, and made smaller."""
    wanted = QColor(*colour)
    return any(
        abs(pixel.red() - wanted.red()) < 30
        and abs(pixel.green() - wanted.green()) < 30
        and abs(pixel.blue() - wanted.blue()) < 30
        for x in range(image.width())
        for y in range(image.height())
        for pixel in [image.pixelColor(x, y)]
    )


def test_a_dropped_heic_photo_is_seen_and_read(desk: Desk, tmp_path: Path) -> None:
    desk.drop(receipt_photo(tmp_path / "Bäckerei 1.heic"))
    until(lambda: desk.rows, "the picture in the list")
    until(lambda: _shows_colour(desk.painted_row(0), CLOTH), "its thumbnail on the screen")
    chosen = desk.find(QComboBox, "Engine").currentText()
    desk.extract()

    assert chosen == "This computer (free)"
    assert desk.rows == ["Bäckerei 1.heic, Done"]
    until(lambda: TOTAL in desk.answer, "the answer")
    assert SHOP in desk.answer
    assert desk.message == ""
    assert desk.credits == ""


@pytest.mark.parametrize("name", ["arrow.heic", "pug.heic"])
def test_a_real_phone_photo_shows_its_thumbnail_upright(
    desk: Desk, shared_dir: Path, name: str
) -> None:
    desk.add(shared_dir / "heic" / name)
    source = desk.application.session.workspace.sources[0]

    until(lambda: desk.thumbnail(0) is not None, "its thumbnail")

    thumbnail = desk.thumbnail(0)
    assert thumbnail is not None
    assert thumbnail.width() / thumbnail.height() == pytest.approx(
        source.width_px / source.height_px, rel=0.02
    )
    assert not _is_plain(thumbnail.toImage())


def _is_plain(image: QImage) -> bool:
    """Whether it has one colour only."""
    across = {image.pixel(x, image.height() // 2) for x in range(image.width())}
    return len(across) == 1


def test_a_picture_that_cannot_be_opened_does_not_keep_the_others(
    desk: Desk, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.heic"
    broken.write_bytes(b"\0\0\0\x18ftypheic" + b"\0" * 200)

    desk.drop(broken, receipt_photo(tmp_path / "good.heic"))

    until(lambda: desk.rows == ["good.heic, Ready"], "the good one")
    until(lambda: "broken.heic" in desk.message, "a message about the broken one")


def test_the_prompt_is_no_condition_but_its_limits_are_told(desk: Desk, tmp_path: Path) -> None:
    desk.add(receipt_photo(tmp_path / "receipt.png"))
    desk.write_prompt("Who sold this, and was it worth the price?")

    desk.extract()

    until(lambda: SHOP in desk.answer, "the answer")
    assert "does not follow instructions" in desk.all_texts
    assert desk.find(QPlainTextEdit, "Prompt").toPlainText().startswith("Who sold this")
