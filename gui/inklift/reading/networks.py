"""The two networks that come with the OCR library: where on a picture is text, and which.

The only module that imports the OCR library. Nothing here touches the network: the models are
the files inside the installed package, named one by one, since naming a language or a version
instead makes the library download others at the first page.
"""

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
from inklift.reading.decoding import CropText, decoded

Picture = npt.NDArray[np.uint8]  # blue, green, red: height × width × 3

CROPS_AT_ONCE = 6  # read in one go; the shorter ones are padded to the longest
TALL = 1.5  # height to width from which the library takes a piece for text that runs downwards
LEAST_CROP_RATIO = 2.0  # width to height to which a crop is padded; more only costs time

_MODELS = Path(rapidocr.__file__).parent / "models"


def _settings(threads: int) -> dict[str, Any]:
    return {
        "Global.log_level": "error",
        "Global.use_cls": False,  # costs time and accuracy on every line; we turn whole pages
        "Det.model_path": str(_MODELS / "PP-OCRv6_det_small.onnx"),
        "Rec.model_path": str(_MODELS / "PP-OCRv6_rec_small.onnx"),
        "Det.limit_type": "max",
        "Det.limit_side_len": 1280,  # keeps memory of large pages in bounds
        "EngineConfig.onnxruntime.intra_op_num_threads": threads,
    }


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
        """Loading the models is put off until they are used."""
        self._library = RapidOCR(params=_settings(threads))

    def find(self, picture: Picture) -> list[Crop]:
        """Where on the picture there is text."""
        height_px, width_px = picture.shape[:2]
        resized, steps = self._library.preprocess_img(np.ascontiguousarray(picture))
        try:
            crops, found = self._library.detect_and_crop(resized, steps)
        except RapidOCRError:  # the library's way to say that there is no text
            return []
        quads = np.asarray(found.boxes, dtype=np.float64)
        tallness = [_tallness(quad) for quad in quads]
        quads = map_boxes_to_original(quads, steps, height_px, width_px)
        return [Crop(*each) for each in zip(quads, tallness, crops, strict=True)]

    def read(self, crops: Sequence[Picture]) -> list[CropText]:
        """The text of each crop, in their order.

        The library's own call keeps only the best letter of each column. What it drops tells
        where a space may be.
        """
        library: Any = self._library  # it has no types here
        network = library._load_rec_model()
        characters = network.postprocess_op.character
        texts: list[CropText | None] = [None] * len(crops)
        ratios = [crop.shape[1] / crop.shape[0] for crop in crops]
        by_ratio = sorted(range(len(crops)), key=ratios.__getitem__)
        for first in range(0, len(crops), CROPS_AT_ONCE):
            batch = by_ratio[first : first + CROPS_AT_ONCE]
            widest = max(LEAST_CROP_RATIO, ratios[batch[-1]])
            inputs = [network.resize_norm_img(crops[at], widest) for at in batch]
            outputs: npt.NDArray[np.float32] = network.session(np.stack(inputs))
            for at, columns in zip(batch, outputs, strict=True):
                texts[at] = decoded(columns, characters, len(columns) * ratios[at] / widest)
        return [text for text in texts if text is not None]


@contextmanager
def library_errors() -> Iterator[None]:
    """Failures while reading, as ours: out of memory, a network that broke down or is not there."""
    try:
        yield
    except (ONNXRuntimeError, cv2.error, MemoryError, OSError) as exc:
        raise ReadingFailed(f"{type(exc).__name__}: {exc}") from exc


def _tallness(quad: npt.NDArray[np.float64]) -> float:
    """Height to width of a crop, measured as the library does when it turns tall ones."""
    width = int(max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[2] - quad[3])))
    height = int(max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2])))
    return height / width if width else 0.0
