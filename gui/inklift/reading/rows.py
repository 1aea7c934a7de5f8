"""Which pieces of a straightened page stand in the same row."""

from collections.abc import Sequence
from dataclasses import dataclass

from inklift.reading.pieces import Piece

SAME_ROW = 0.6  # of the smaller height: pieces whose middles are further apart are in two rows
OVERLAP = 0.6  # of the smaller height: boxes are drawn generously, so neighbours may overlap


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece on the straightened page, in pixels: text runs to the right, y grows downwards."""

    piece: Piece
    left: float
    right: float
    start_y: float  # of the middle, where the text begins
    end_y: float  # of the middle, where it ends: a curled page bends its lines
    height: float

    @property
    def middle_y(self) -> float:
        return (self.start_y + self.end_y) / 2


Row = tuple[Placed, ...]  # from left to right, never empty


def row_y(row: Row) -> float:
    """The middle of a row; wide pieces count more than specks."""
    total = sum(placed.right - placed.left + 1 for placed in row)
    return sum(placed.middle_y * (placed.right - placed.left + 1) for placed in row) / total


def into_rows(pieces: Sequence[Placed]) -> list[Row]:
    """Gather pieces into rows, top to bottom.

    From left to right, each piece joins the row that leads to it best, so that rows may bend with
    the paper.
    """
    rows: list[list[Placed]] = []
    for placed in sorted(pieces, key=lambda placed: (placed.left, placed.start_y)):
        candidates = [row for row in rows if _continues(row, placed)]
        if candidates:
            min(candidates, key=lambda row: _step(row, placed)).append(placed)
        else:
            rows.append([placed])
    return sorted((tuple(row) for row in rows), key=row_y)


def _continues(row: Sequence[Placed], following: Placed) -> bool:
    last = row[-1]
    lower = min(last.height, following.height)
    return (
        following.left >= last.right - OVERLAP * lower and _step(row, following) <= SAME_ROW * lower
    )


def _step(row: Sequence[Placed], following: Placed) -> float:
    """How far up or down a piece begins from where the row leads."""
    first, last = row[0], row[-1]
    width = last.right - first.left
    # As far as it is wide, a row shows which way it goes; beyond that its slope is mostly noise.
    gap = min(max(following.left - last.right, 0.0), width)
    slope = (last.end_y - first.start_y) / width if width else 0.0
    return abs(following.start_y - last.end_y - slope * gap)
