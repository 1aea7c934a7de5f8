"""The two networks that come with the OCR library: where on a picture is text, and which.

The only module that imports the OCR library and its runtime. The networks are run here and not by
the library's own call, which keeps all cores spinning while it waits, drops where letters and
spaces may be, and downloads a network when it thinks that another one is wanted.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import onnxruntime
import rapidocr
from rapidocr.ch_ppocr_det.utils import DBPostProcess, DetPreProcess
from rapidocr.utils.process_img import get_rotate_crop_image

from inklift.core.errors import ReadingFailed
from inklift.reading.decoding import CropText, decoded, is_east_asian

Picture = npt.NDArray[np.uint8]  # blue, green, red: height × width × 3

FOUND_SIDE_PX = 1280  # that text is looked for in: keeps memory of large pages in bounds
NARROW = 8  # times wider than high: text is found in such a picture when it has room around it
LEAST_SIDE_PX = 32  # the network sees in squares of this size
CROP_HEIGHT_PX = 48  # as which the network reads
CROPS_AT_ONCE = 6  # read in one go; the shorter ones are padded to the longest
LEAST_CROP_RATIO = 2.0  # width to height to which a crop is padded; more only costs time
TALL = 1.5  # height to width from which the library takes a piece for text that runs downwards

_MODELS = Path(rapidocr.__file__).parent / "models"


@dataclass(frozen=True, slots=True)
class Crop:
    """A place where there is text, cut out and laid flat."""

    quad: npt.NDArray[np.float64]  # 4 corners, clockwise from the top left, in the picture's pixels
    tallness: float  # height to width
    pixels: Picture  # turned to the left when it is tall

    @property
    def is_tall(self) -> bool:
        return self.tallness >= TALL


class Networks:
    """Finds and reads text. One for a process; not for use from several threads at once."""

    def __init__(self, threads: int) -> None:
        """Loading the networks is put off until they are used."""
        self._threads = threads
        self._shrink = DetPreProcess(FOUND_SIDE_PX, "max", [0.5] * 3, [0.5] * 3)
        self._boxes = DBPostProcess(
            thresh=0.3, box_thresh=0.5, unclip_ratio=1.6, score_mode="fast", use_dilation=True
        )

    def find(self, picture: Picture) -> list[Crop]:
        """Where on the picture there is text."""
        padded, above_px = _with_room(picture)
        shrunk = self._shrink(padded)
        if shrunk is None:  # the library could not
            return []
        found, _ = self._boxes(self._finder.run(shrunk), padded.shape[:2])
        return [
            Crop(
                np.clip(quad - (0, above_px), 0, (picture.shape[1], picture.shape[0])),
                _tallness(quad),
                get_rotate_crop_image(padded, quad.astype(np.float32)),
            )
            for quad in np.asarray(found, dtype=np.float64)
            if np.ptp(quad[:, 0]) >= 1 and np.ptp(quad[:, 1]) >= 1
        ]

    def read(self, crops: Sequence[Picture], *, east_asian: bool = True) -> list[CropText]:
        """The text of each crop, in their order; without the letters of East Asia if told so."""
        texts: dict[int, CropText] = {}
        ratios = [crop.shape[1] / crop.shape[0] for crop in crops]
        by_ratio = sorted(range(len(crops)), key=ratios.__getitem__)
        for first in range(0, len(crops), CROPS_AT_ONCE):
            batch = by_ratio[first : first + CROPS_AT_ONCE]
            widest = max(LEAST_CROP_RATIO, ratios[batch[-1]])
            outputs = self._reader.run(np.stack([_scaled(crops[at], widest) for at in batch]))
            if not east_asian:
                outputs = np.where(self._east_asian, np.float32(0), outputs)
            for at, columns in zip(batch, outputs, strict=True):
                count = len(columns) * ratios[at] / widest
                texts[at] = decoded(columns, self._characters, count)
        return [texts[at] for at in range(len(crops))]

    @cached_property
    def _finder(self) -> "_Network":
        return _Network("PP-OCRv6_det_small.onnx", self._threads)

    @cached_property
    def _reader(self) -> "_Network":
        return _Network("PP-OCRv6_rec_small.onnx", self._threads)

    @cached_property
    def _characters(self) -> list[str]:
        return ["", *self._reader.characters, " "]  # nothing comes first

    @cached_property
    def _east_asian(self) -> npt.NDArray[np.bool_]:
        return np.array([any(map(is_east_asian, letter)) for letter in self._characters])


class _NetworkFailed(Exception):
    """The runtime's errors, which have no class in common."""


class _Network:
    """One network on the processor. Raises `_NetworkFailed`."""

    def __init__(self, name: str, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4
        options.enable_cpu_mem_arena = False  # it keeps what the largest picture took
        options.intra_op_num_threads = threads
        # Threads that spin while they wait take the cores from each other, and from other pages.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._session = onnxruntime.InferenceSession(
                str(_MODELS / name), options, providers=["CPUExecutionProvider"]
            )
        except Exception as exc:
            raise _NetworkFailed(str(exc)) from exc

    @property
    def characters(self) -> list[str]:
        characters: str = self._session.get_modelmeta().custom_metadata_map["character"]
        return characters.splitlines()

    def run(self, values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        try:
            outputs: Any = self._session.run(None, {"x": values})
        except Exception as exc:
            raise _NetworkFailed(str(exc)) from exc
        return np.asarray(outputs[0])


@contextmanager
def library_errors() -> Iterator[None]:
    """Failures while reading, as ours: out of memory, a network that broke down or is not there."""
    try:
        yield
    except (_NetworkFailed, cv2.error, MemoryError, OSError) as exc:
        raise ReadingFailed(f"{type(exc).__name__}: {exc}") from exc


def _with_room(picture: Picture) -> tuple[Picture, int]:
    """A narrow or tiny picture with black around it, and how far down it moved for that."""
    height_px, width_px = picture.shape[:2]
    wanted_px = max(LEAST_SIDE_PX, 2 * width_px // NARROW if width_px > NARROW * height_px else 0)
    above = max(0, wanted_px - height_px) // 2
    below = max(0, wanted_px - height_px) - above
    beside = max(0, LEAST_SIDE_PX - width_px)
    if not (above or below or beside):
        return np.ascontiguousarray(picture), 0
    padded = cv2.copyMakeBorder(picture, above, below, 0, beside, cv2.BORDER_CONSTANT, value=0)
    return np.asarray(padded, dtype=np.uint8), above


def _scaled(crop: Picture, widest: float) -> npt.NDArray[np.float32]:
    """A crop as the network takes it: values from -1 to 1, padded at its right to a shape."""
    height_px, width_px = crop.shape[:2]
    padded_px = int(CROP_HEIGHT_PX * widest)
    scaled_px = min(padded_px, max(1, int(np.ceil(CROP_HEIGHT_PX * width_px / height_px))))
    scaled = np.asarray(cv2.resize(crop, (scaled_px, CROP_HEIGHT_PX)), dtype=np.float32)
    values = np.zeros((3, CROP_HEIGHT_PX, padded_px), dtype=np.float32)
    values[:, :, :scaled_px] = scaled.transpose((2, 0, 1)) / 127.5 - 1
    return values


def _tallness(quad: npt.NDArray[np.float64]) -> float:
    """Height to width of a crop, measured as the library does when it turns tall ones."""
    width = int(max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[2] - quad[3])))
    height = int(max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2])))
    return height / width if width else 0.0
