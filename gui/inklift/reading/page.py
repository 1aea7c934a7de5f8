"""Pieces of text → lines in reading order, as a person would type the page."""

import math
from collections.abc import Sequence

from inklift.core.pictures import Box
from inklift.core.readings import Line, Reading, Word
from inklift.reading.columns import find_columns
from inklift.reading.letters import mended
from inklift.reading.paragraphs import continuing
from inklift.reading.pieces import Piece, Point, Span
from inklift.reading.rows import Placed, Row, into_rows

QUARTER_TURN_RAD = math.pi / 2
ACROSS_RAD = math.pi / 4  # text that runs this far off the page's direction is no part of its rows
STEADY_RATIO = 2.0  # a piece this many times wider than high tells its direction reliably


def arrange(pieces: Sequence[Piece], width_px: int, height_px: int) -> Reading:
    """Gather pieces into lines, top to bottom, and split them into words with boxes.

    A row stays one line however wide the gap in it (name left, price right); columns of running
    text are read one after the other, and lines that go on with a paragraph say so. The page may
    be tilted or turned: its direction is taken from the pieces. Text running across it (a note
    along the edge) comes last, a line each.
    Sizes are those of the upright picture, in whose pixels the pieces' corners are.
    """
    angle = page_angle(pieces)
    along: list[Piece] = []
    across: list[Piece] = []
    for piece in pieces:
        if piece.spans:
            (along if abs(_turn(piece.angle, angle)) < ACROSS_RAD else across).append(piece)

    parts = _in_reading_order([_place(piece, angle) for piece in along])
    rows = [row for part in parts for row in part]
    flags = continuing(parts)
    rows += [(_place(piece, angle),) for piece in across]
    flags += [False] * len(across)
    return Reading(
        width_px,
        height_px,
        tuple(
            _line(row, continues, width_px, height_px)
            for row, continues in zip(rows, flags, strict=True)
        ),
    )


def page_angle(pieces: Sequence[Piece]) -> float:
    """Which way the page's text runs, in radians clockwise; 0 for a page without text.

    Boxes of short pieces lie askew by a degree or two, and a page may have no others. Of the
    measured tilt and none at all, the one that makes fewer rows is right.
    """
    measured = _measured_angle(pieces)
    straight = round(measured / QUARTER_TURN_RAD) * QUARTER_TURN_RAD
    return min(
        (measured, straight),
        key=lambda angle: len(into_rows([_place(piece, angle) for piece in pieces])),
    )


def _measured_angle(pieces: Sequence[Piece]) -> float:
    x = sum(math.cos(piece.angle) * _weight(piece) for piece in pieces)
    y = sum(math.sin(piece.angle) * _weight(piece) for piece in pieces)
    rough = math.atan2(y, x) if (x, y) != (0, 0) else 0.0

    steady = [
        (_turn(piece.angle, rough), piece.width_px)
        for piece in pieces
        if piece.width_px >= STEADY_RATIO * piece.height_px
        and abs(_turn(piece.angle, rough)) < ACROSS_RAD
    ]
    return rough + _weighted_median(steady) if steady else rough


def _weight(piece: Piece) -> float:
    return piece.width_px * len(piece.text)


def _turn(angle: float, reference: float) -> float:
    """How far `angle` is from `reference`, from -π to π."""
    return math.remainder(angle - reference, math.tau)


def _weighted_median(values: list[tuple[float, float]]) -> float:
    half = sum(weight for _, weight in values) / 2
    passed = 0.0
    for value, weight in sorted(values):
        passed += weight
        if passed >= half:
            return value
    return 0.0


def _place(piece: Piece, angle: float) -> Placed:
    """Where a piece stands once the page is turned straight."""
    cos, sin = math.cos(-angle), math.sin(-angle)

    def straight(point: Point) -> Point:
        return Point(point.x * cos - point.y * sin, point.x * sin + point.y * cos)

    start, end = straight(piece.start), straight(piece.end)
    return Placed(
        piece=piece,
        left=min(start.x, end.x),
        right=max(start.x, end.x),
        start_y=start.y,
        end_y=end.y,
        height=piece.height_px,
    )


def _in_reading_order(placed: Sequence[Placed]) -> list[list[Row]]:
    """The page's parts, each with its rows from top to bottom.

    It has one part; where columns of running text are found, each is a part of its own.
    """
    rows = into_rows(placed)
    columns = find_columns(rows)
    if columns is None:
        return [rows]
    return [
        part
        for placed_there in (columns.above, columns.left, columns.right, columns.below)
        for part in _in_reading_order(placed_there)
    ]


def _line(row: Row, continues: bool, width_px: int, height_px: int) -> Line:
    return Line(
        tuple(
            Word(
                mended(span.text),
                _box(placed.piece, span, width_px, height_px),
                placed.piece.confidence,
            )
            for placed in row
            for span in placed.piece.spans
        ),
        continues,
    )


def _box(piece: Piece, span: Span, width_px: int, height_px: int) -> Box:
    """The smallest upright box around a word, inside the picture and never empty."""
    corners = piece.corners_of(span)
    left = min(max(math.floor(min(corner.x for corner in corners)), 0), width_px - 1)
    top = min(max(math.floor(min(corner.y for corner in corners)), 0), height_px - 1)
    right = min(math.ceil(max(corner.x for corner in corners)), width_px)
    bottom = min(math.ceil(max(corner.y for corner in corners)), height_px)
    return Box(left, top, max(right, left + 1), max(bottom, top + 1))
