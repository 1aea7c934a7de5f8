"""The text that a PDF's page carries: its letters and where they stand, in pixels of the page.

Nothing is judged here; `reading.text_layer` decides whether the letters are the page's text.
"""

import ctypes
import math
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from inklift.core.errors import PictureUnreadable
from inklift.imaging.failures import picture_errors
from inklift.imaging.formats import Kind
from inklift.imaging.opening import opened
from inklift.imaging.pdf import full_size_px, open_page
from inklift.imaging.pdf_ink import Rectangle, measure_ink

Pair = tuple[float, float]

MAX_LETTERS = 200_000  # a page of fine print has 10,000
LONGEST_S = 5.0  # for a page; a full one takes 0.05 s
UNKNOWN = "\ufffd"  # a letter that the file does not tell the meaning of
_DEADLINE_EVERY = 1_000  # letters
_SURROGATES = range(0xD800, 0xE000)
_LARGEST_CODE = 0x10FFFF
_DIAGONAL = 0.3  # cos² - sin² of text that runs at about 45°: 0
_SIDE = 1_000  # of the square that the library is asked to lay the page on


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that can be seen, or a space.

    The origin is where its baseline begins, in pixels of the upright, turned page at the full
    resolution. Ink and size are measured along and across the direction of its text, in pixels.
    """

    text: str  # one character; a ligature's letters come one by one; `UNKNOWN`
    x: float
    y: float
    angle: float  # which way its text runs, in radians clockwise: 0 is to the right, π/2 is down
    size_px: float  # of its font: about from the top of an É to the bottom of a g
    ink_start_px: float  # along the text, from the origin
    ink_end_px: float
    text_object: int  # letters with the same number were drawn in one go


@dataclass(frozen=True, slots=True)
class TextLayer:
    """The letters of a page in the order of the file; shares are of the page's area."""

    width_px: int  # upright and turned, at the full resolution
    height_px: int
    letters: tuple[Letter, ...]
    hidden_count: int  # letters that were left out since they cannot be seen
    letters_share: float  # where the letters stand
    unread_share: float  # where something detailed is drawn and no letter stands
    annotations_share: float  # where forms and notes draw something detailed


@dataclass(frozen=True, slots=True)
class _Placed:
    """A letter in points of the page, as the file has it."""

    text: str
    origin: Pair
    box: Rectangle  # left, bottom, right, top of its ink
    style: "_Style | None"  # None for a space that the file leaves to be guessed


@dataclass(frozen=True, slots=True)
class _Style:
    """What the letters of one text object have in common."""

    number: int
    direction: Pair
    size: float
    is_drawn: bool


def load_text_layer(path: Path, page: int, quarter_turns: int) -> TextLayer | None:
    """The text layer of page `page` (from 1), turned clockwise by the user.

    None when the file is no PDF, when the page has no text that can be seen, and when there is too
    much of it. Raises a PictureError and nothing else. For a worker's one thread.
    """
    with picture_errors():
        with opened(path) as source:
            if source.kind is not Kind.PDF:
                return None
        with open_page(path, page) as sheet:
            placed = _letters(sheet)
            return _layer(sheet, placed, quarter_turns % 4) if placed else None


def _letters(sheet: pypdfium2.PdfPage) -> list[_Placed]:
    """All letters of a page; none of a page that has too many."""
    end_s = time.monotonic() + LONGEST_S
    textpage = sheet.get_textpage()
    count = textpage.count_chars()
    if count > MAX_LETTERS:
        return []
    styles: dict[int, _Style] = {}
    letters: list[_Placed] = []
    for index in range(count):
        if index % _DEADLINE_EVERY == 0 and time.monotonic() > end_s:
            return []
        letter = _letter(textpage, index, styles)
        if letter is not None:
            letters.append(letter)
    return letters


def _letter(
    textpage: pypdfium2.PdfTextPage, index: int, styles: dict[int, _Style]
) -> _Placed | None:
    code = pdfium.FPDFText_GetUnicode(textpage, index)
    if pdfium.FPDFText_IsGenerated(textpage, index) == 1:
        return _Placed(" ", (0.0, 0.0), (0.0, 0.0, 0.0, 0.0), None)
    text_object = pdfium.FPDFText_GetTextObject(textpage, index)
    if not text_object:
        return None
    address = ctypes.cast(text_object, ctypes.c_void_p).value or 0
    style = styles.get(address)
    if style is None:
        style = styles[address] = _style(textpage, index, text_object, len(styles))
    if not style.is_drawn:
        return None

    if pdfium.FPDFText_IsHyphen(textpage, index) == 1:
        text = "-"  # the library marks one at the end of a line by a code of its own
    elif pdfium.FPDFText_HasUnicodeMapError(textpage, index) == 1:
        text = UNKNOWN
    else:
        text = UNKNOWN if code in _SURROGATES or code > _LARGEST_CODE else chr(code)
    left, bottom, right, top = textpage.get_charbox(index)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
    values = (x.value, y.value, left, bottom, right, top)
    if not all(map(math.isfinite, values)):
        return None
    return _Placed(text, (x.value, y.value), (left, bottom, right, top), style)


def _style(
    textpage: pypdfium2.PdfTextPage,
    index: int,
    text_object: Any,
    number: int,
) -> _Style:
    matrix = pdfium.FS_MATRIX()
    found = pdfium.FPDFText_GetMatrix(textpage, index, matrix)
    size = pdfium.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(text_object)
    is_drawn = mode not in (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
    length = math.hypot(matrix.a, matrix.b)
    if not (found and math.isfinite(size) and size > 0 and math.isfinite(length) and length > 0):
        return _Style(number, (1.0, 0.0), 0.0, is_drawn=False)
    return _Style(number, (matrix.a / length, matrix.b / length), size, is_drawn)


def _layer(sheet: pypdfium2.PdfPage, placed: list[_Placed], turns: int) -> TextLayer | None:
    inked = [letter for letter in placed if letter.style and not letter.text.isspace()]
    frame = _Frame(sheet, turns)
    unturned = _Frame(sheet, 0)
    ink = measure_ink(sheet, [unturned.rectangle(letter.box, (1, 1)) for letter in inked])
    hidden = {id(letter) for letter, seen in zip(inked, ink.visible, strict=True) if not seen}
    if len(hidden) == len(inked):
        return None
    width_px, height_px = full_size_px(sheet)
    full_px = (height_px, width_px) if turns % 2 else (width_px, height_px)
    return TextLayer(
        *full_px,
        letters=tuple(
            _turned(letter, frame, full_px) for letter in placed if id(letter) not in hidden
        ),
        hidden_count=len(hidden),
        letters_share=ink.letters_share,
        unread_share=ink.unread_share,
        annotations_share=ink.annotations_share,
    )


def _turned(letter: _Placed, frame: "_Frame", full_px: tuple[int, int]) -> Letter:
    style = letter.style
    if style is None:
        return Letter(" ", 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -1)
    x, y = frame.point(letter.origin, full_px)
    end_x, end_y = frame.point(
        (letter.origin[0] + style.direction[0], letter.origin[1] + style.direction[1]), full_px
    )
    px_per_pt = math.hypot(end_x - x, end_y - y)
    cos, sin = (end_x - x) / px_per_pt, (end_y - y) / px_per_pt
    size_px = style.size * px_per_pt
    left, top, right, bottom = frame.rectangle(letter.box, full_px)
    width_px = _width_along(right - left, bottom - top, cos, sin, size_px)
    middle_px = ((left + right) / 2 - x) * cos + ((top + bottom) / 2 - y) * sin
    return Letter(
        letter.text,
        x,
        y,
        math.atan2(sin, cos),
        size_px,
        middle_px - width_px / 2,
        middle_px + width_px / 2,
        style.number,
    )


def _width_along(width: float, height: float, cos: float, sin: float, size: float) -> float:
    """How far a letter reaches along its text, from the upright box around it."""
    difference = cos * cos - sin * sin
    if abs(difference) < _DIAGONAL:
        return size / 2  # the box tells nothing: a usual letter
    return min(max((width * abs(cos) - height * abs(sin)) / difference, 0.0), 2 * size)


class _Frame:
    """Points of the page, as the file counts them → the upright page, turned by the user."""

    def __init__(self, sheet: pypdfium2.PdfPage, quarter_turns: int) -> None:
        # Asked of the library, which knows all that moves a page: its boxes, and its rotation.
        sides = ((0, 0), (_SIDE, 0), (_SIDE, _SIDE), (0, _SIDE))  # clockwise from the top left
        corners = [_to_page(sheet, x, y) for x, y in sides]
        self._origin = corners[-quarter_turns % 4]
        right, down = corners[(1 - quarter_turns) % 4], corners[(3 - quarter_turns) % 4]
        self._right = (right[0] - self._origin[0], right[1] - self._origin[1])
        self._down = (down[0] - self._origin[0], down[1] - self._origin[1])
        self._area = self._right[0] * self._down[1] - self._right[1] * self._down[0]

    def point(self, point: Pair, size: tuple[int, int]) -> Pair:
        """A point of the page in a picture of `size`."""
        x, y = point[0] - self._origin[0], point[1] - self._origin[1]
        return (
            (x * self._down[1] - y * self._down[0]) / self._area * size[0],
            (y * self._right[0] - x * self._right[1]) / self._area * size[1],
        )

    def rectangle(self, box: Rectangle, size: tuple[int, int]) -> Rectangle:
        """A box of the page (left, bottom, right, top) as left, top, right, bottom there."""
        (x1, y1), (x2, y2) = self.point(box[:2], size), self.point(box[2:], size)
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _to_page(sheet: pypdfium2.PdfPage, x: int, y: int) -> Pair:
    page_x, page_y = ctypes.c_double(), ctypes.c_double()
    done = pdfium.FPDF_DeviceToPage(sheet, 0, 0, _SIDE, _SIDE, 0, x, y, page_x, page_y)
    if not done:
        raise PictureUnreadable("the page has no place")
    return page_x.value, page_y.value
