"""What the product answers about a picture. Score and tests ask here and nowhere else."""

import hashlib
import json
import pickle
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from inklift.core.answers import Notice
from inklift.core.prompts import AnswerForm, Field
from inklift.core.readings import Reading
from inklift.reading.answering import answer_for
from inklift.reading.page import arrange
from inklift.reading.recognizer import Recognizer
from papers.paper import FIELD_NAMES


def fields_of(picture: Image.Image, labels: Sequence[str] = ()) -> dict[str, object]:
    """What the product finds on a picture, by field name; `labels` are asked for too."""
    return fields_in(reading_of(picture), labels)


def fields_in(reading: Reading, labels: Sequence[str] = ()) -> dict[str, object]:
    """What the product finds in a reading, by the names of `paper.FIELD_NAMES` and of `labels`.

    What is not found is None or absent. `sums_agree`, when given, is whether the paper adds up.
    """
    fields = tuple(Field(name) for name in (*FIELD_NAMES, *labels))
    answer = answer_for([reading], ["picture"], "", AnswerForm(json_mode=True, fields=fields))
    found: dict[str, object] = json.loads(answer.results)
    if not {Notice.SUMS_AGREE, Notice.SUMS_DIFFER}.isdisjoint(answer.notices):
        found["sums_agree"] = Notice.SUMS_AGREE in answer.notices
    return found


def reading_of(
    picture: Image.Image, recognizer: Recognizer | None = None, kept_in: Path | None = None
) -> Reading:
    """The text of a picture; from the folder `kept_in` when it was read before, and put there."""
    pixels = np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])
    kept = kept_in / f"{hashlib.sha256(pixels.tobytes()).hexdigest()}.pickle" if kept_in else None
    if kept is not None and kept.exists():
        pieces = pickle.loads(kept.read_bytes())
    else:
        pieces = (recognizer or _own_recognizer()).recognize(pixels)
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(pickle.dumps(pieces))
    return arrange(pieces, picture.width, picture.height)


@cache
def _own_recognizer() -> Recognizer:
    return Recognizer()
