"""A paper → its picture, as a printer with one typeface would lay it out. Needs DejaVu fonts."""

from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from papers.paper import Anchor, Face, Paper, Row, Sheet

INK = (38, 38, 42)
SHEET_COLOUR = (250, 248, 243)
A4_AT_150_DPI = (1240, 1754)
_FACES: dict[Face, str] = {"mono": "DejaVuSansMono", "sans": "DejaVuSans", "serif": "DejaVuSerif"}
_LARGE = 1.45
_LINE_HEIGHT = 1.32
_LEAST_GAP = 0.25  # of a letter's height between two cells, else the paper is badly made
_PIL_ANCHORS: dict[Anchor, str] = {"l": "ls", "m": "ms", "r": "rs"}  # on the baseline


class BadlyLaidOut(Exception):
    """Texts of a row overlap or leave the paper: the paper must be written differently."""


@dataclass(frozen=True, slots=True)
class _Measures:
    width_px: int
    margin_px: int
    least_height_px: int
    gap: float  # of an empty line, in lines

    @property
    def printed_px(self) -> int:
        return self.width_px - 2 * self.margin_px


_SHEETS: dict[Sheet, _Measures] = {
    "roll": _Measures(600, 30, 0, 0.6),
    "a4": _Measures(A4_AT_150_DPI[0], 110, A4_AT_150_DPI[1], 1.3),
    "card": _Measures(700, 45, 430, 0.6),
}


def draw(paper: Paper) -> Image.Image:
    """The paper, plain and straight, RGB; the same pixels each time. Raises BadlyLaidOut.

    OSError when the DejaVu fonts are not installed.
    """
    measures = _SHEETS[paper.sheet]
    heights = [_row_height_px(row, paper.size_px, measures.gap) for row in paper.rows]
    margin_px = measures.margin_px
    height_px = max(measures.least_height_px, sum(heights) + 2 * margin_px)
    picture = Image.new("RGB", (measures.width_px, height_px), SHEET_COLOUR)
    canvas = ImageDraw.Draw(picture)
    top_px = margin_px
    for row, row_px in zip(paper.rows, heights, strict=True):
        if top_px + row_px > height_px:
            raise BadlyLaidOut(f"{paper.id}: more rows than a page holds")
        _draw_row(canvas, paper, row, top_px, row_px)
        top_px += row_px
    return picture


def _row_height_px(row: Row, size_px: int, gap: float) -> int:
    height = size_px * _LINE_HEIGHT
    if row.large:
        height *= _LARGE
    elif not row.cells and not row.rule:
        height *= gap
    return round(height)


def _draw_row(
    canvas: ImageDraw.ImageDraw, paper: Paper, row: Row, top_px: int, height_px: int
) -> None:
    measures = _SHEETS[paper.sheet]
    if row.rule:
        _draw_rule(canvas, paper, row.rule, top_px, height_px)
        return
    size_px = round(paper.size_px * (_LARGE if row.large else 1))
    font = _font(paper.face, row.bold, size_px)
    baseline_px = top_px + round(height_px * 0.75)
    ends_px = 0.0
    for cell in row.cells:
        x_px = measures.margin_px + cell.at * measures.printed_px
        anchor = _PIL_ANCHORS[cell.anchor]
        left, _, right, _ = canvas.textbbox((x_px, baseline_px), cell.text, font, anchor)
        if cell.text:
            if left < ends_px or right > measures.width_px - measures.margin_px / 3:
                raise BadlyLaidOut(f"{paper.id}: no room for {cell.text!r}")
            ends_px = right + _LEAST_GAP * size_px
        canvas.text((x_px, baseline_px), cell.text, INK, font, anchor)


def _draw_rule(
    canvas: ImageDraw.ImageDraw, paper: Paper, sign: str, top_px: int, height_px: int
) -> None:
    measures = _SHEETS[paper.sheet]
    left_px, right_px = measures.margin_px, measures.width_px - measures.margin_px
    middle_px = top_px + height_px // 2
    if paper.face == "mono" and sign != "_":
        font = _font("mono", False, paper.size_px)
        signs = int(measures.printed_px / font.getlength(sign))
        canvas.text((left_px, middle_px), sign * signs, INK, font, "lm")
        return
    for offset_px in (-2, 2) if sign == "=" else (0,):
        y_px = middle_px + offset_px
        canvas.line((left_px, y_px, right_px, y_px), INK, 2 if sign == "*" else 1)


@cache
def _font(face: Face, bold: bool, size_px: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(f"{_FACES[face]}{'-Bold' if bold else ''}.ttf", size_px)
