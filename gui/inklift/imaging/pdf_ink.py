"""Which letters of a PDF's page can be seen, and how much is drawn on it that is no letter.

A text layer may lie: letters that are invisible, white on white, behind a picture or outside the
page; and a picture or outlines may show text that the layer lacks. Instead of following all the
ways to hide text, the page is drawn small with and without its text: what differs is text that can
be seen, and what stays is all that the layer does not tell.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    Grey = NDArray[np.int16]

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom, in shares of the page

INK_DPI = 100  # the smallest print is still some pixels high
LONGEST_INK_PX = 1400
LEAST_DIFFERENCE = 12  # of 255: light grey print passes, white on nearly white does not
LEAST_EDGE = 40  # of 255, from one pixel to the next: what is drawn, and not a soft background
LONG_LINE_PX = 20  # edges this straight are rulings and fields of colour; strokes are shorter
CELL_PX = 8  # 2 mm: about a letter
LEAST_EDGE_PX = 4  # in a cell
MAX_OBJECTS = 100_000  # of a page; more are taken for an attack
_DEPTH = 8  # of forms within forms
# What these show is no text, or text that also stands on the page.
_SILENT_ANNOTATIONS = frozenset(
    {
        pdfium.FPDF_ANNOT_LINK,
        pdfium.FPDF_ANNOT_POPUP,
        pdfium.FPDF_ANNOT_TEXT,
        pdfium.FPDF_ANNOT_HIGHLIGHT,
        pdfium.FPDF_ANNOT_UNDERLINE,
        pdfium.FPDF_ANNOT_SQUIGGLY,
        pdfium.FPDF_ANNOT_STRIKEOUT,
    }
)


@dataclass(frozen=True, slots=True)
class Ink:
    """What was measured on one page; shares are of its area."""

    visible: tuple[bool, ...]  # for each rectangle that was asked about
    letters_share: float  # where visible letters stand
    unread_share: float  # where something detailed is drawn and no visible letter stands
    annotations_share: float  # where forms and notes draw something detailed


def measure_ink(sheet: pypdfium2.PdfPage, letters: Sequence[Rectangle]) -> Ink:
    """Look at where `letters` stand on the page. The page loses its text: do not draw it later.

    Raises PdfiumError, or ValueError for a page of too many objects.
    """
    scale = min(INK_DPI / 72, LONGEST_INK_PX / max(sheet.get_size()))
    with_text = _drawn(sheet, scale)
    for number, text_object in enumerate(_text_objects(sheet)):
        if number >= MAX_OBJECTS:
            raise ValueError("too many objects")
        pdfium.FPDFPageObj_SetIsActive(text_object, False)
    without_text = _drawn(sheet, scale)

    differs = np.abs(with_text - without_text) >= LEAST_DIFFERENCE
    boxes = _in_pixels(letters, with_text.shape)
    visible = _any_in(differs, boxes)
    covered = np.zeros(with_text.shape, dtype=bool)
    for left, top, right, bottom in boxes[visible]:
        covered[top:bottom, left:right] = True
    covered_cells = _counts_in_cells(covered) > 0
    drawn_cells = _detailed_cells(without_text)
    annotations = np.zeros_like(drawn_cells)
    if _has_telling_annotations(sheet):
        bare = _drawn(sheet, scale, annotations=False)
        annotations = drawn_cells & (_counts_in_cells(np.abs(without_text - bare) > LEAST_EDGE) > 0)
    return Ink(
        visible=tuple(visible.tolist()),
        letters_share=float(covered_cells.mean()),
        unread_share=float((drawn_cells & ~covered_cells).mean()),
        annotations_share=float(annotations.mean()),
    )


def _drawn(sheet: pypdfium2.PdfPage, scale: float, *, annotations: bool = True) -> "Grey":
    drawing = sheet.render(
        scale=scale, grayscale=True, may_draw_forms=annotations, draw_annots=annotations
    )
    with closing(drawing) as bitmap:
        pixels = np.asarray(bitmap.to_numpy()).reshape(bitmap.height, -1)[:, : bitmap.width]
        return pixels.astype(np.int16)  # a copy: it outlives the bitmap; signed, to be subtracted


def _text_objects(sheet: pypdfium2.PdfPage) -> Iterator[Any]:
    yield from sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=_DEPTH)


def _has_telling_annotations(sheet: pypdfium2.PdfPage) -> bool:
    for index in range(pdfium.FPDFPage_GetAnnotCount(sheet)):
        annotation = pdfium.FPDFPage_GetAnnot(sheet, index)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind not in _SILENT_ANNOTATIONS:
            return True
    return False


def _in_pixels(shares: Sequence[Rectangle], shape: tuple[int, ...]) -> "NDArray[np.int64]":
    """The pixels that the rectangles touch, and one around them; empty for those outside the page.

    The one around: the library moves a thin letter by part of a pixel to draw it sharply.
    """
    height_px, width_px = shape
    boxes = np.array(shares, dtype=np.float64).reshape(-1, 4)
    boxes = np.nan_to_num(boxes, nan=-1.0, posinf=2.0, neginf=-1.0)
    scaled = boxes * (width_px, height_px, width_px, height_px)
    scaled[:, :2] = np.floor(scaled[:, :2]) - 1
    scaled[:, 2:] = np.ceil(scaled[:, 2:]) + 1
    limits = (width_px, height_px, width_px, height_px)
    return np.clip(scaled, 0, limits).astype(np.int64)


def _any_in(mask: "Mask", boxes: "NDArray[np.int64]") -> "Mask":
    """For each box, whether a pixel in it is set."""
    sums = np.zeros((mask.shape[0] + 1, mask.shape[1] + 1), dtype=np.int32)
    sums[1:, 1:] = mask.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32)
    left, top, right, bottom = boxes.T
    counts = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return np.asarray((counts > 0) & (right > left) & (bottom > top))


def _detailed_cells(grey: "Grey") -> "Mask":
    """Cells in which strokes are drawn: edges that are no parts of long straight lines."""
    rising = np.zeros(grey.shape, dtype=bool)
    sideways = np.zeros(grey.shape, dtype=bool)
    rising[1:] = np.abs(np.diff(grey, axis=0)) >= LEAST_EDGE
    sideways[:, 1:] = np.abs(np.diff(grey, axis=1)) >= LEAST_EDGE
    strokes = (rising & ~_long_runs(rising)) | (sideways & ~_long_runs(sideways.T).T)
    return np.asarray(_counts_in_cells(strokes) >= LEAST_EDGE_PX)


def _long_runs(mask: "Mask") -> "Mask":
    """Where at least `LONG_LINE_PX` neighbours in a row of the array are set."""
    if mask.shape[1] < LONG_LINE_PX:
        return np.zeros(mask.shape, dtype=bool)
    sums = np.zeros((mask.shape[0], mask.shape[1] + 1), dtype=np.int32)
    sums[:, 1:] = mask.cumsum(axis=1, dtype=np.int32)
    starts = (sums[:, LONG_LINE_PX:] - sums[:, :-LONG_LINE_PX]) == LONG_LINE_PX
    changes = np.zeros(sums.shape, dtype=np.int32)
    changes[:, : starts.shape[1]] += starts
    changes[:, LONG_LINE_PX:] -= starts
    return np.asarray(changes.cumsum(axis=1)[:, : mask.shape[1]] > 0)


def _counts_in_cells(mask: "Mask") -> "NDArray[np.int32]":
    """How many pixels are set in each cell; cells at the right and bottom may be smaller."""
    rows = np.arange(0, mask.shape[0], CELL_PX)
    columns = np.arange(0, mask.shape[1], CELL_PX)
    in_rows = np.add.reduceat(mask.astype(np.int32), rows, axis=0)
    return np.asarray(np.add.reduceat(in_rows, columns, axis=1))
