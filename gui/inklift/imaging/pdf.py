"""Pages of PDF files: how many, how large, and their pixels.

PDFium is not thread-safe: one call at a time in a process. Every document is closed on return.
"""

import math
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from inklift.core.errors import PictureTooLarge, PictureUnreadable, PictureUnsupported
from inklift.imaging.formats import MAX_PAGES

RESOLUTION_DPI = 200  # small print on a receipt stays readable
LONGEST_SIDE_PX = 4000
_POINTS_PER_INCH = 72
# pypdfium2 rounds up: without this, 240.0000001 would become 241 and exceed what was allowed.
_ROUNDING = 1 - 1e-6


def page_sizes(path: Path) -> list[tuple[int, int]]:
    """Width and height in pixels of every page, as `render_page` makes it at its largest.

    Raises PictureUnsupported (a password is asked for), PictureTooLarge (over `MAX_PAGES`),
    PictureUnreadable.
    """
    with _document(path) as document:
        count = len(document)
        if count == 0:
            raise PictureUnreadable("the PDF has no pages")
        if count > MAX_PAGES:
            raise PictureTooLarge(f"the PDF has {count} pages; the limit is {MAX_PAGES}")
        sizes_pt = [document.get_page_size(index) for index in range(count)]
    return [_pixels(size_pt, _scale(size_pt)) for size_pt in sizes_pt]


def render_page(
    path: Path, page: int, longest_side_px: int | None = None
) -> tuple[Image.Image, tuple[int, int]]:
    """Page `page` (from 1) as an "RGB" image on white, and its size at the full resolution.

    The full resolution is 200 dpi, less for pages larger than `LONGEST_SIDE_PX`; the image is
    smaller when `longest_side_px` asks for it. Filled-in form fields are drawn.
    """
    with open_page(path, page) as sheet:
        size_pt = sheet.get_size()
        scale = _scale(size_pt)
        if longest_side_px is not None:
            scale = min(scale, longest_side_px / max(size_pt) * _ROUNDING)
        with closing(sheet.render(scale=scale, rev_byteorder=True)) as bitmap:
            # `copy`: the image must outlive the bitmap whose memory it may share.
            image: Image.Image = bitmap.to_pil().convert("RGB").copy()
        return image, full_size_px(sheet)


@contextmanager
def open_page(path: Path, page: int) -> Iterator[pypdfium2.PdfPage]:
    """Page `page` (from 1), for as long as the context lasts. Raises as `page_sizes` does."""
    with _document(path) as document:
        if not 1 <= page <= len(document):
            raise PictureUnreadable(f"page {page} of {len(document)}")
        with closing(document[page - 1]) as sheet:
            yield sheet


def full_size_px(sheet: pypdfium2.PdfPage) -> tuple[int, int]:
    """Width and height of a page, turned as its file says, at the full resolution."""
    size_pt = sheet.get_size()
    return _pixels(size_pt, _scale(size_pt))


@contextmanager
def _document(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as exc:
        if exc.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise PictureUnsupported("the PDF asks for a password") from exc
        if exc.err_code == pdfium.FPDF_ERR_SECURITY:
            raise PictureUnsupported("the PDF is protected in a way that is not known") from exc
        raise
    with document:
        document.init_forms()
        yield document


def _scale(size_pt: tuple[float, float]) -> float:
    return min(RESOLUTION_DPI / _POINTS_PER_INCH, LONGEST_SIDE_PX / max(size_pt)) * _ROUNDING


def _pixels(size_pt: tuple[float, float], scale: float) -> tuple[int, int]:
    return math.ceil(size_pt[0] * scale), math.ceil(size_pt[1] * scale)
