"""A photo that was held askew: how much, and the same turned straight.

The networks read tilted lines from boxes that touch each other; straight lines are read better.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from inklift.reading.pieces import Point

Picture = npt.NDArray[np.uint8]
Quad = npt.NDArray[np.float64]  # 4 corners (x, y), clockwise from the top left

STEADY_RATIO = 2.0  # a box this many times wider than high tells its direction reliably
LEAST_BOXES = 3  # of that kind
AGREED_RAD = math.radians(4)  # boxes that differ more from the usual direction contradict it
MARGIN = 0.05  # of the picture's longer side, kept around the text: boxes may have been missed


@dataclass(frozen=True, slots=True)
class Straightened:
    """A picture turned so that its lines run level, and the way back."""

    pixels: Picture
    back: npt.NDArray[np.float64]  # 2 × 3, from its pixels to those of the tilted picture

    def to_tilted(self, point: Point) -> Point:
        x, y = self.back @ (point.x, point.y, 1.0)
        return Point(float(x), float(y))


def tilt_of(quads: Sequence[Quad]) -> float:
    """By how much lines are turned clockwise, in radians from -π/4 to π/4; 0 when it is unclear."""
    directions = [
        (math.atan2(right[1] - left[1], right[0] - left[0]), width)
        for left, right, width, height in map(_middles, quads)
        if width >= STEADY_RATIO * height
    ]
    if len(directions) < LEAST_BOXES:
        return 0.0
    half = sum(width for _, width in directions) / 2
    passed = 0.0
    tilt = 0.0
    for direction, width in sorted(directions):
        passed += width
        if passed >= half:
            tilt = direction
            break
    agreed = sum(width for direction, width in directions if abs(direction - tilt) <= AGREED_RAD)
    return tilt if agreed >= half and abs(tilt) <= math.pi / 4 else 0.0


def straightened(picture: Picture, quads: Sequence[Quad], tilt_rad: float) -> Straightened:
    """The part of the picture that has text, turned back by its tilt."""
    cos, sin = math.cos(tilt_rad), math.sin(tilt_rad)
    turn = np.array([[cos, sin], [-sin, cos]])
    height_px, width_px = picture.shape[:2]
    edge = np.array([(0, 0), (width_px, 0), (width_px, height_px), (0, height_px)]) @ turn.T
    text = np.concatenate(list(quads)) @ turn.T
    margin = MARGIN * max(width_px, height_px)
    left, top = np.maximum(edge.min(axis=0), text.min(axis=0) - margin)
    right, bottom = np.minimum(edge.max(axis=0), text.max(axis=0) + margin)

    there = np.hstack([turn, [[-left], [-top]]])
    pixels = cv2.warpAffine(
        picture,
        there,
        (max(1, math.ceil(right - left)), max(1, math.ceil(bottom - top))),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return Straightened(
        np.asarray(pixels, dtype=np.uint8),
        np.asarray(cv2.invertAffineTransform(there), dtype=np.float64),
    )


def _middles(quad: Quad) -> tuple[Quad, Quad, float, float]:
    """The middles of a box's left and right edge, its width and its height."""
    left, right = (quad[0] + quad[3]) / 2, (quad[1] + quad[2]) / 2
    height = float(np.linalg.norm(quad[0] - quad[3]) + np.linalg.norm(quad[1] - quad[2])) / 2
    return left, right, float(np.linalg.norm(right - left)), height
