"""A picture → the pieces of text on it, by the networks that come with the OCR library.

The only module that imports the OCR library and OpenCV. It lives in the reading worker,
where one `Recognizer` is made for the whole process. Nothing here touches the network: the models
are the files inside the installed package, named one by one, since naming a language or a version
instead makes the library download others at the first page.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import rapidocr
from rapidocr.inference_engine.onnxruntime.main import ONNXRuntimeError
from rapidocr.main import RapidOCR, RapidOCRError
from rapidocr.utils.process_img import map_boxes_to_original

from inklift.core.errors import ReadingFailed
from inklift.reading.pieces import Piece, Point, measured_spans
from inklift.reading.strips import longest_side_px, put_together, stretches

Picture = npt.NDArray[np.uint8]

SMALLEST_SIDE_PX = 10  # no letter can be read in less
MOST_THREADS = 4  # more bring nothing for networks this small
LEAST_SCORE = 0.5  # pieces below it are noise, by the library's own default
DOUBTFUL_SCORE = 0.85  # mean of a page: about 0.7 the wrong way up, 0.95 when right
TALL = 1.5  # height to width from which the library takes a piece for text that runs downwards
TALLEST_LETTERS = 3.0  # up to here it may be a lone letter or two, such as a quantity of "1"

_MODELS = Path(rapidocr.__file__).parent / "models"


def _settings(threads: int) -> dict[str, Any]:
    return {
        "Global.log_level": "error",
        "Global.use_cls": False,  # costs time and accuracy on every line; we turn whole pages
        "Det.model_path": str(_MODELS / "PP-OCRv6_det_small.onnx"),
        "Rec.model_path": str(_MODELS / "PP-OCRv6_rec_small.onnx"),
        "Rec.rec_img_shape": [3, 48, 96],  # less padding: 30 % less CPU, fewer glued words
        "Det.limit_type": "max",
        "Det.limit_side_len": 1280,  # keeps memory of large pages in bounds
        "EngineConfig.onnxruntime.intra_op_num_threads": threads,
    }


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


@dataclass(frozen=True, slots=True)
class _CropText:
    """What was read in one piece that was cut out."""

    text: str
    score: float  # 0 to 1
    columns: list[int]  # of the network's output in which the letters were seen
    column_count: float  # as wide as the piece


class Recognizer:
    """Finds and reads text. One for a process; not for use from several threads at once."""

    def __init__(self, threads: int | None = None) -> None:
        """Loading the models is put off until the first picture. `threads`: by the cores."""
        count = threads or min(MOST_THREADS, os.cpu_count() or 1)
        self._library = RapidOCR(params=_settings(count))
        self._library.return_word_box = True  # tells where in a piece each letter stands

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
        with _library_errors():
            best = self._best_attempt(picture)
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
        """Run detection and recognition. The library's own call, in three of its steps.

        Taken apart because the call drops where the letters stand, and turns every tall piece, so
        that a lone "1" is read lying on its side.
        """
        height_px, width_px = picture.shape[:2]
        resized, steps = self._library.preprocess_img(np.ascontiguousarray(picture))
        try:
            crops, found = self._library.detect_and_crop(resized, steps)
        except RapidOCRError:  # the library's way to say that there is no text
            return ()
        quads = np.asarray(found.boxes, dtype=np.float64)
        readings = self._read_crops(crops)

        tall = [_tallness(quad) >= TALL for quad in quads]
        lone = [at for at, quad in enumerate(quads) if TALL <= _tallness(quad) < TALLEST_LETTERS]
        if lone:
            stood_up = self._read_crops([np.rot90(crops[at], -1) for at in lone])
            for at, reading in zip(lone, stood_up, strict=True):
                if reading.score >= readings[at].score:
                    readings[at] = reading
                    tall[at] = False

        quads = map_boxes_to_original(quads, steps, height_px, width_px)
        return tuple(
            _piece(quad, is_tall, reading)
            for quad, is_tall, reading in zip(quads, tall, readings, strict=True)
            if reading.score >= LEAST_SCORE and reading.text.strip()
        )

    def _read_crops(self, crops: Sequence[Picture]) -> list[_CropText]:
        result: Any = self._library.recognize_txt(list(crops))  # its annotations are not true
        return [
            _CropText(
                _half_width(text),
                float(score),
                [column for word in info.word_cols for column in word],
                float(info.line_txt_len),
            )
            for text, score, info in zip(
                result.txts, result.scores, result.word_results, strict=True
            )
        ]


@contextmanager
def _library_errors() -> Iterator[None]:
    """Failures while reading, as ours: out of memory, a network that broke down or is not there."""
    try:
        yield
    except (ONNXRuntimeError, cv2.error, MemoryError, OSError) as exc:
        raise ReadingFailed(f"{type(exc).__name__}: {exc}") from exc


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


def _tallness(quad: npt.NDArray[np.float64]) -> float:
    """Height to width of a crop, measured as the library does when it turns tall ones."""
    width = int(max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[2] - quad[3])))
    height = int(max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2])))
    return height / width if width else 0.0


def _piece(quad: npt.NDArray[np.float64], is_tall: bool, reading: _CropText) -> Piece:
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


_HALF_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}


def _half_width(text: str) -> str:
    """Punctuation in Latin text that came out in its Chinese width, put right."""
    if any("\u3040" <= letter <= "\u9fff" for letter in text):
        return text
    return text.translate(_HALF_WIDTH)
