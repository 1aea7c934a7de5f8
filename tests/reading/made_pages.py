"""Pieces, readings and pictures that the tests of reading make for themselves."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from inklift.core.pictures import Box
from inklift.core.readings import Line, Reading, Word
from inklift.reading.pieces import Piece, Point, proportional_spans

LETTER_PX = 10
HEIGHT_PX = 20
RECEIPT_LINES = (
    ("CORNER BAKERY", ""),
    ("12 High Street, Leeds", ""),
    ("Date: 25/03/2024", ""),
    ("Sourdough bread", "4.20"),
    ("Butter croissant", "6.30"),
    ("Filter coffee", "2.00"),
    ("Subtotal", "12.50"),
    ("TOTAL", "12.50"),
    ("Thank you for your visit", ""),
)
RECEIPT_TEXT = "\n".join(f"{name} {price}".strip() for name, price in RECEIPT_LINES)


def piece(
    text: str,
    left: float,
    middle: float,
    *,
    height: float = HEIGHT_PX,
    turned_rad: float = 0.0,
    confidence: float = 0.99,
) -> Piece:
    """A piece of even letters, begun at `left`; a page is turned around its corner."""
    right = left + LETTER_PX * len(text)
    top, bottom = middle - height / 2, middle + height / 2
    cos, sin = math.cos(turned_rad), math.sin(turned_rad)

    def turned(x: float, y: float) -> Point:
        return Point(x * cos - y * sin, x * sin + y * cos)

    return Piece(
        proportional_spans(text),
        turned(left, top),
        turned(right, top),
        turned(right, bottom),
        turned(left, bottom),
        confidence,
    )


def reading(*lines: str, confidence: float = 0.99) -> Reading:
    """A reading of typewritten lines: letters are 10 × 20 pixels, lines 30 pixels apart."""
    return Reading(
        600,
        30 * len(lines),
        tuple(_line(text, 30 * number, confidence) for number, text in enumerate(lines)),
    )


def _line(text: str, top: int, confidence: float) -> Line:
    words: list[Word] = []
    position = 0
    for word in text.split():
        position = text.index(word, position)
        left = LETTER_PX * position
        position += len(word)
        words.append(Word(word, Box(left, top, LETTER_PX * position, top + HEIGHT_PX), confidence))
    return Line(tuple(words))


def drawn_receipt(lines: Sequence[tuple[str, str]] = RECEIPT_LINES) -> Image.Image:
    """A receipt of 600 pixels' width: names at the left, prices at the right, 50 pixels a line."""
    picture = Image.new("RGB", (600, 50 * len(lines) + 60), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(28)
    for number, (name, price) in enumerate(lines):
        draw.text((40, 30 + 50 * number), name, fill="black", font=font)
        draw.text((560, 30 + 50 * number), price, fill="black", font=font, anchor="ra")
    return picture


def bgr(picture: Image.Image) -> npt.NDArray[np.uint8]:
    """The picture's pixels as the recognizer takes them."""
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])
