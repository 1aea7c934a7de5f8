"""Where a picture's text is too small or askew: the same framed anew, straight and large enough.

The networks miss lone letters in small text, and read tilted lines from boxes that touch each
other. A receipt that lies askew or far away on a photo is therefore looked at a second time.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from inklift.reading.pieces import Point

Picture = npt.NDArray[np.uint8]
Quad = npt.NDArray[np.float64]  # 4 corners (x, y), clockwise from the top left

LEAST_TILT_RAD = math.radians(2.5)  # less harms no line
SMALL_LINE_PX = 24  # as the first look sees it; larger lines gain nothing
WANTED_LINE_PX = 30
LEAST_GAIN = 1.25  # times larger, or a second look is not worth its time
STEADY_RATIO = 2.0  # a box this many times wider than high tells its direction reliably
LEAST_BOXES = 3  # of that kind
AGREED_RAD = math.radians(4)  # boxes that differ more from the usual direction contradict it
MARGIN = 0.05  # of the picture's longer side, kept around the text: boxes may have been missed


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a picture that has text, turned and enlarged, and the way back."""

    pixels: Picture
    back: npt.NDArray[np.float64]  # 2 × 3, from its pixels to those of the picture

    def to_picture(self, point: Point) -> Point:
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


def framed_anew(picture: Picture, quads: Sequence[Quad], longest_px: int) -> Frame | None:
    """A better look at the text that was found; None when the first was good enough.

    `longest_px` is the longest side that is looked at without being shrunk.
    """
    if not quads:
        return None
    tilt_rad = tilt_of(quads)
    if abs(tilt_rad) < LEAST_TILT_RAD:
        tilt_rad = 0.0
    left, top, right, bottom = _bounds(picture, quads, tilt_rad)
    line_px = median(height for _, _, _, height in map(_middles, quads))
    room = longest_px / max(right - left, bottom - top)
    seen_scale = min(1.0, longest_px / max(picture.shape[:2]))
    scale = max(1.0, min(room, WANTED_LINE_PX / line_px))
    is_small = line_px * seen_scale < SMALL_LINE_PX and min(room, scale) >= LEAST_GAIN * seen_scale
    if not (tilt_rad or is_small):
        return None
    return _frame(picture, tilt_rad, scale if is_small else 1.0, (left, top, right, bottom))


def _bounds(
    picture: Picture, quads: Sequence[Quad], tilt_rad: float
) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the text, with a margin, on the picture turned straight."""
    turn = _turn(tilt_rad)
    height_px, width_px = picture.shape[:2]
    edge = np.array([(0, 0), (width_px, 0), (width_px, height_px), (0, height_px)]) @ turn.T
    text = np.concatenate(list(quads)) @ turn.T
    margin = MARGIN * max(width_px, height_px)
    left, top = np.maximum(edge.min(axis=0), text.min(axis=0) - margin)
    right, bottom = np.minimum(edge.max(axis=0), text.max(axis=0) + margin)
    return float(left), float(top), float(max(right, left + 1)), float(max(bottom, top + 1))


def _frame(
    picture: Picture, tilt_rad: float, scale: float, bounds: tuple[float, float, float, float]
) -> Frame:
    left, top, right, bottom = bounds
    there = scale * np.hstack([_turn(tilt_rad), [[-left], [-top]]])
    pixels = cv2.warpAffine(
        picture,
        there,
        (math.ceil(scale * (right - left)), math.ceil(scale * (bottom - top))),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return Frame(
        np.asarray(pixels, dtype=np.uint8),
        np.asarray(cv2.invertAffineTransform(there), dtype=np.float64),
    )


def _turn(tilt_rad: float) -> Quad:
    cos, sin = math.cos(tilt_rad), math.sin(tilt_rad)
    return np.array([[cos, sin], [-sin, cos]])


def _middles(quad: Quad) -> tuple[Quad, Quad, float, float]:
    """The middles of a box's left and right edge, its width and its height."""
    left, right = (quad[0] + quad[3]) / 2, (quad[1] + quad[2]) / 2
    height = float(np.linalg.norm(quad[0] - quad[3]) + np.linalg.norm(quad[1] - quad[2])) / 2
    return left, right, float(np.linalg.norm(right - left)), height
