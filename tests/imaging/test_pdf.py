"""Pages of PDF files: their sizes, their pixels, their forms."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from imaging.made_pdfs import MadePage, write_pdf
from imaging.samples import UPRIGHT, corner_picture, corners_of, decoded
from inklift.core.errors import PictureTooLarge, PictureUnreadable
from inklift.core.pictures import Preparation
from inklift.imaging import jobs
from inklift.imaging.formats import MAX_PAGES
from inklift.imaging.loading import load_bgr
from inklift.imaging.pdf import LONGEST_SIDE_PX


def _write_pdf(path: Path, pages: list[tuple[str, str]]) -> Path:
    """A PDF whose pages have the given media box and drawing operators."""
    return write_pdf(path, [MadePage(drawing, box=box) for box, drawing in pages])


_RED_PAGE = "1 0 0 rg 0 0 1000 1000 re f"


def test_pages_are_as_large_as_200_dpi_make_them(tmp_path: Path) -> None:
    pages = [("0 0 595 842", ""), ("0 0 144 72", ""), ("0 0 7200 3600", "")]
    path = _write_pdf(tmp_path / "a.pdf", pages)

    info = jobs.inspect(path)

    assert info.warnings == ()
    assert [(page.width_px, page.height_px) for page in info.pages] == [
        (1653, 2339),
        (400, 200),
        (LONGEST_SIDE_PX, LONGEST_SIDE_PX // 2),
    ]


def test_the_page_that_was_asked_for_is_drawn_upright(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    blank = Image.new("RGB", (320, 240), "black")
    blank.save(path, save_all=True, append_images=[corner_picture()], resolution=200)

    thumbnail = decoded(jobs.thumbnail(path, 2, 0, 64))
    made = jobs.prepare(path, 2, 1, Preparation(), tmp_path / "out")
    read = load_bgr(path, 2, 0, 160)

    assert (thumbnail.size, corners_of(thumbnail)) == ((64, 48), UPRIGHT)
    assert (made.width_px, made.height_px, made.scale) == (240, 320, 1.0)
    assert read.pixels.shape == (120, 160, 3)
    assert (read.full_width_px, read.full_height_px) == (320, 240)


def test_all_jobs_agree_on_the_size_of_a_page(tmp_path: Path) -> None:
    path = _write_pdf(tmp_path / "a.pdf", [("0 0 612.3 791.7", _RED_PAGE)])

    page = jobs.inspect(path).pages[0]
    made = jobs.prepare(path, 1, 0, Preparation(), tmp_path / "out")
    smaller = jobs.prepare(path, 1, 0, Preparation(longest_side_px=1000), tmp_path / "out")

    assert (made.width_px, made.height_px) == (page.width_px, page.height_px)
    assert max(smaller.width_px, smaller.height_px) == 1000


def test_a_page_of_text_and_lines_is_sent_as_png(tmp_path: Path) -> None:
    path = _write_pdf(tmp_path / "a.pdf", [("0 0 300 300", _RED_PAGE)])

    made = jobs.prepare(path, 1, 0, Preparation(), tmp_path / "out")

    assert made.format == "png"
    assert decoded((tmp_path / "out").read_bytes()).getpixel((50, 50)) == (255, 0, 0)


@pytest.mark.parametrize("page", [0, 3])
def test_a_page_that_is_not_there_is_unreadable(tmp_path: Path, page: int) -> None:
    path = _write_pdf(tmp_path / "a.pdf", [("0 0 100 100", "")] * 2)

    with pytest.raises(PictureUnreadable):
        jobs.thumbnail(path, page, 0)


def test_a_pdf_with_too_many_pages_is_refused(tmp_path: Path) -> None:
    path = _write_pdf(tmp_path / "a.pdf", [("0 0 10 10", "")] * (MAX_PAGES + 1))

    with pytest.raises(PictureTooLarge):
        jobs.inspect(path)


def test_bytes_before_the_beginning_of_a_pdf_do_no_harm(tmp_path: Path) -> None:
    path = _write_pdf(tmp_path / "a.pdf", [("0 0 100 100", "")])
    path.write_bytes(b"\n" * 500 + path.read_bytes())

    assert jobs.inspect(path).format == "pdf"


def test_a_file_can_be_deleted_after_use(tmp_path: Path) -> None:
    path = _write_pdf(tmp_path / "a.pdf", [("0 0 100 100", "")])

    jobs.inspect(path)
    jobs.thumbnail(path, 1, 0)
    path.unlink()

    assert not path.exists()


def test_forms_are_drawn_without_complaint(shared_file: Callable[[str], Path]) -> None:
    path = shared_file("oddpictures/sample-files/010-pdflatex-forms__pdflatex-forms.pdf")

    thumbnail = decoded(jobs.thumbnail(path, 1, 0)).convert("L")

    assert thumbnail.getextrema()[0] < 200
