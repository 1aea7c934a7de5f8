"""Long pictures, such as a supermarket's receipt, are read in stretches that overlap.

Shrunk as a whole to what the networks take, their letters would be too small to read.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inklift.reading.pieces import Piece, Point, between

LONGEST_SIDE_PX = 2000  # of what is read at once; larger brings nothing
STRIP_RATIO = 2.5  # pictures this many times longer than wide are read in stretches
LONGEST_STRIP_PX = 12_000  # six or seven stretches: keeps time and memory in bounds
OVERLAP_PX = 200  # more than a line is high, so that each line is whole in one stretch
EDGE_PX = 6.0  # a piece this near to a cut may be half of one


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a picture, in its pixels; right and bottom lie outside it."""

    left: int
    top: int
    right: int
    bottom: int

    def to_picture(self, point: Point) -> Point:
        """A point of the stretch as one of the picture."""
        return Point(point.x + self.left, point.y + self.top)


def longest_side_px(width_px: int, height_px: int) -> int:
    """How long the longest side of a picture of this shape is worth being."""
    ratio = max(width_px, height_px) / max(1, min(width_px, height_px))
    if ratio <= STRIP_RATIO:
        return LONGEST_SIDE_PX
    return min(round(LONGEST_SIDE_PX * ratio / STRIP_RATIO), LONGEST_STRIP_PX)


def stretches(width_px: int, height_px: int) -> list[Stretch]:
    """The parts to be read one by one, in order: the whole picture, unless it is too long."""
    if height_px >= width_px:
        return [Stretch(0, top, width_px, bottom) for top, bottom in _spans(height_px)]
    return [Stretch(left, 0, right, height_px) for left, right in _spans(width_px)]


def _spans(length_px: int) -> Iterator[tuple[int, int]]:
    start = 0
    while length_px - start > LONGEST_SIDE_PX:
        yield start, start + LONGEST_SIDE_PX
        start += LONGEST_SIDE_PX - OVERLAP_PX
    yield start, length_px


def put_together(
    read: Sequence[tuple[Stretch, Sequence[Piece]]], width_px: int, height_px: int
) -> tuple[Piece, ...]:
    """The pieces of all stretches (each in its own pixels), in pixels of the picture.

    What two stretches both saw is kept once; whole pieces go before those that a cut may have
    halved.
    """
    moved = [
        (number, piece.moved(stretch.to_picture))
        for number, (stretch, pieces) in enumerate(read)
        for piece in pieces
    ]
    moved.sort(key=lambda pair: _is_at_a_cut(pair[1], read[pair[0]][0], width_px, height_px))
    kept: list[tuple[int, Piece]] = []
    for number, piece in moved:
        if not any(
            number != other_number and _show_the_same(piece, other) for other_number, other in kept
        ):
            kept.append((number, piece))
    return tuple(piece for _, piece in kept)


def _is_at_a_cut(piece: Piece, stretch: Stretch, width_px: int, height_px: int) -> bool:
    corners = (piece.top_left, piece.top_right, piece.bottom_right, piece.bottom_left)
    return (
        (stretch.left > 0 and min(point.x for point in corners) < stretch.left + EDGE_PX)
        or (stretch.top > 0 and min(point.y for point in corners) < stretch.top + EDGE_PX)
        or (
            stretch.right < width_px and max(point.x for point in corners) > stretch.right - EDGE_PX
        )
        or (
            stretch.bottom < height_px
            and max(point.y for point in corners) > stretch.bottom - EDGE_PX
        )
    )


def _show_the_same(one: Piece, other: Piece) -> bool:
    """Whether the middle of either lies in the other."""
    return _holds_middle_of(one, other) or _holds_middle_of(other, one)


def _holds_middle_of(piece: Piece, other: Piece) -> bool:
    middle = between(other.start, other.end, 0.5)
    x, y = middle.x - piece.start.x, middle.y - piece.start.y
    cos, sin = math.cos(piece.angle), math.sin(piece.angle)
    along, across = x * cos + y * sin, y * cos - x * sin
    return 0 < along < piece.width_px and abs(across) < piece.height_px / 2
