"""A picture → the pieces of text on it, whichever way it lies.

It lives in the reading worker, where one `Recognizer` is made for the whole process.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from inklift.reading.contrast import drawn_apart
from inklift.reading.decoding import CropText, is_east_asian
from inklift.reading.framing import framed_anew
from inklift.reading.networks import FOUND_SIDE_PX, TALL, Crop, Networks, Picture, library_errors
from inklift.reading.pieces import Piece, Point, measured_spans
from inklift.reading.strips import longest_side_px, put_together, stretches

SMALLEST_SIDE_PX = 10  # no letter can be read in less
MOST_THREADS = 4  # more bring nothing for networks this small
SURE_SCORE = 0.93  # pieces at or above it gain nothing by being read again
SENSELESS_SCORE = 0.75  # mean of a page: below it, it lies the wrong way
MARGIN = 0.12  # of a box's height on either side of its letters: best overlap with true boxes
LEAST_SCORE = 0.5  # pieces below it are noise, by the library's own default
DOUBTFUL_SCORE = 0.85  # mean of a page: about 0.7 the wrong way up, 0.95 when right
EAST_ASIAN_SHARE = 0.1  # of a page's letters, from which Chinese and Japanese are at home on it
TALLEST_LETTERS = 3.0  # up to here it may be a lone letter or two, such as a quantity of "1"


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What was read with the picture turned clockwise by so many quarter turns."""

    quarter_turns: int
    pieces: tuple[Piece, ...]  # in pixels of the turned picture

    @property
    def letters(self) -> int:
        return sum(len(piece.text) for piece in self.pieces)

    @property
    def upright_letters(self) -> int:
        return sum(len(piece.text) for piece in self.pieces if _runs_to_the_right(piece))

    @property
    def score(self) -> float:
        return float(np.mean([piece.confidence for piece in self.pieces])) if self.pieces else 0.0

    @property
    def runs_across(self) -> bool:
        return self.upright_letters < self.letters / 2

    @property
    def is_doubtful(self) -> bool:
        return bool(self.pieces) and (self.score < DOUBTFUL_SCORE or self.runs_across)

    @property
    def merit(self) -> float:
        return self.score * self.upright_letters


class Recognizer:
    """Finds and reads text. One for a process; not for use from several threads at once."""

    def __init__(self, threads: int | None = None) -> None:
        """Loading the models is put off until the first picture. `threads`: by the cores."""
        count = threads or min(MOST_THREADS, os.cpu_count() or 1)
        self._networks = Networks(count)

    def warm_up(self) -> None:
        """Load both networks and run them once. Raises ReadingFailed."""
        picture = np.full((64, 256, 3), 255, dtype=np.uint8)
        cv2.putText(picture, "12.50", (40, 45), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 2)
        self.recognize(picture)

    def recognize(self, picture: Picture, scale: float = 1.0) -> tuple[Piece, ...]:
        """The pieces of text on a picture, in no order; none when there is no text.

        `picture` is BGR (height, width, 3) uint8; grey and BGRA are taken too. `scale` is its
        pixels for each pixel of the upright original, in whose pixels the pieces are given.
        A page that was laid down turned is read the right way up all the same; its pieces tell
        their direction by their corners. Raises ReadingFailed.
        """
        picture, shrunk = _bounded(_as_bgr(picture))
        height_px, width_px = picture.shape[:2]
        if min(height_px, width_px) < SMALLEST_SIDE_PX:
            return ()
        with library_errors():
            best = self._best_attempt(drawn_apart(picture))
        return tuple(
            _turned_back(piece, best.quarter_turns, width_px, height_px, scale * shrunk)
            for piece in best.pieces
        )

    def _best_attempt(self, picture: Picture) -> _Attempt:
        best = self._attempt(picture, 0)
        if best.is_doubtful:
            for turns in _likely_turns(best):
                attempt = self._attempt(picture, turns)
                best = max(best, attempt, key=lambda attempt: attempt.merit)
                if best is attempt and not attempt.is_doubtful:
                    break
        return best

    def _attempt(self, picture: Picture, quarter_turns: int) -> _Attempt:
        turned = np.rot90(picture, -quarter_turns)
        height_px, width_px = turned.shape[:2]
        read = [
            (part, self._read(turned[part.top : part.bottom, part.left : part.right]))
            for part in stretches(width_px, height_px)
        ]
        return _Attempt(quarter_turns, put_together(read, width_px, height_px))

    def _read(self, picture: Picture) -> tuple[Piece, ...]:
        """Detection and recognition; what is small or tilted is framed anew in between."""
        crops = self._networks.find(picture)
        frame = framed_anew(picture, [crop.quad for crop in crops], FOUND_SIDE_PX)
        if frame is None:
            return self._read_crops(crops)
        pieces = self._read_crops(self._networks.find(frame.pixels))
        return tuple(piece.moved(frame.to_picture) for piece in pieces)

    def _read_crops(self, crops: Sequence[Crop]) -> tuple[Piece, ...]:
        """Text that runs downwards is tall, but so is a lone "1": that is read standing too."""
        pixels = [crop.pixels for crop in crops]
        readings = self._networks.read(pixels)
        tall = [crop.is_tall for crop in crops]
        lone = [at for at, crop in enumerate(crops) if TALL <= crop.tallness < TALLEST_LETTERS]
        stood_up = [np.rot90(pixels[at], -1) for at in lone]
        for at, crop, reading in zip(lone, stood_up, self._networks.read(stood_up), strict=True):
            if reading.score >= readings[at].score:
                pixels[at], readings[at], tall[at] = crop, reading, False
        self._read_as_latin(pixels, readings)
        self._read_again(pixels, readings)
        return tuple(
            _piece(crop.quad, is_tall, reading)
            for crop, is_tall, reading in zip(crops, tall, readings, strict=True)
            if reading.score >= LEAST_SCORE and reading.text.strip()
        )

    def _read_as_latin(self, crops: Sequence[Picture], readings: list[CropText]) -> None:
        """Specks and rows of stars come out as Chinese; on other pages they are read without it.

        A line of real Chinese, such as a shop's second name, stays.
        """
        real = sum(len(reading.text) for reading in readings if reading.is_east_asian)
        if real > EAST_ASIAN_SHARE * sum(len(reading.text) for reading in readings):
            return
        strange = [
            at
            for at, reading in enumerate(readings)
            if any(map(is_east_asian, reading.text)) and not reading.is_east_asian
        ]
        again = self._networks.read([crops[at] for at in strange], east_asian=False)
        for at, reading in zip(strange, again, strict=True):
            readings[at] = reading

    def _read_again(self, crops: Sequence[Picture], readings: list[CropText]) -> None:
        """Read what is in doubt once more, softened, and keep the better reading.

        Dots of a needle printer run together to letters, and noise goes. A page without any sense
        is left alone: it lies the wrong way.
        """
        if not readings or np.mean([reading.score for reading in readings]) < SENSELESS_SCORE:
            return
        doubtful = [at for at, reading in enumerate(readings) if reading.score < SURE_SCORE]
        again = self._networks.read([_softened(crops[at]) for at in doubtful])
        for at, reading in zip(doubtful, again, strict=True):
            if reading.score > readings[at].score and _no_stranger(reading, readings[at]):
                readings[at] = reading


def _no_stranger(reading: CropText, known: CropText) -> bool:
    """Whether a reading has letters of East Asia only if the one before had."""
    return not any(map(is_east_asian, reading.text)) or any(map(is_east_asian, known.text))


def _softened(crop: Picture) -> Picture:
    sigma_px = max(0.8, crop.shape[0] / 30)
    return np.asarray(cv2.GaussianBlur(crop, (0, 0), sigma_px), dtype=np.uint8)


def _likely_turns(attempt: _Attempt) -> tuple[int, ...]:
    """Which turns to try, the likeliest first. Tall pieces are read from the top downwards."""
    if not attempt.runs_across:
        return (2, 1, 3)
    return (3, 1, 2) if attempt.score >= DOUBTFUL_SCORE else (1, 3, 2)


def _runs_to_the_right(piece: Piece) -> bool:
    return piece.end.x - piece.start.x > abs(piece.end.y - piece.start.y)


def _as_bgr(picture: Picture) -> Picture:
    if picture.ndim == 2 or picture.shape[2] == 1:
        return np.asarray(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), dtype=np.uint8)
    if picture.shape[2] == 4:  # laid on white paper
        opacity = picture[:, :, 3:].astype(np.uint16)
        mixed = (picture[:, :, :3] * opacity + 255 * (255 - opacity)) // 255
        return mixed.astype(np.uint8)
    return picture


def _bounded(picture: Picture) -> tuple[Picture, float]:
    """The picture no larger than can be read, and how much it was shrunk (1.0: not at all)."""
    wanted_px = longest_side_px(picture.shape[1], picture.shape[0])
    longest_px = max(picture.shape[:2])
    if longest_px <= wanted_px:
        return picture, 1.0
    factor = wanted_px / longest_px
    height_px, width_px = (max(1, round(side * factor)) for side in picture.shape[:2])
    smaller = cv2.resize(picture, (width_px, height_px), interpolation=cv2.INTER_AREA)
    return np.asarray(smaller, dtype=np.uint8), factor


def _piece(quad: npt.NDArray[np.float64], is_tall: bool, reading: CropText) -> Piece:
    top_left, top_right, bottom_right, bottom_left = (Point(float(x), float(y)) for x, y in quad)
    if is_tall:  # was turned to the left to be read: its text begins at the top right
        top_left, top_right, bottom_right, bottom_left = (
            top_right,
            bottom_right,
            bottom_left,
            top_left,
        )
    return Piece(
        measured_spans(reading.text, reading.columns, reading.column_count),
        top_left,
        top_right,
        bottom_right,
        bottom_left,
        reading.score,
        MARGIN,
    )


def _turned_back(
    piece: Piece, quarter_turns: int, width_px: int, height_px: int, scale: float
) -> Piece:
    """A piece of the turned picture, in pixels of the original of the unturned one."""

    def back(point: Point) -> Point:
        match quarter_turns:
            case 1:
                x, y = point.y, height_px - point.x
            case 2:
                x, y = width_px - point.x, height_px - point.y
            case 3:
                x, y = width_px - point.y, point.x
            case _:
                x, y = point.x, point.y
        return Point(x / scale, y / scale)

    return piece.moved(back)
