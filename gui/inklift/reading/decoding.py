"""What the recognition network saw, column by column → letters, spaces and where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

# The network is shy of spaces: on receipts, four of five places where it gives one this much of
# its belief, yet prefers nothing, are spaces. Half or twice as much does nearly as well.
LEAST_SPACE = 0.1

LEAST_EAST_ASIAN_SCORE = 0.85  # below it, such letters are none…
LEAST_EAST_ASIAN = 2  # …and a lone one is a speck

_NOTHING = 0  # the class of columns between letters
_HALF_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}


@dataclass(frozen=True, slots=True)
class CropText:
    """What was read in one piece that was cut out."""

    text: str
    score: float  # 0 to 1
    columns: list[int]  # of the network's output, in which the letters (no spaces) were seen
    column_count: float  # as wide as the piece

    @property
    def is_east_asian(self) -> bool:
        """Whether it is Chinese, Japanese or Korean, and no speck and no row of stars."""
        letters = [letter for letter in self.text if is_east_asian(letter)]
        return (
            self.score >= LEAST_EAST_ASIAN_SCORE
            and len(letters) >= LEAST_EAST_ASIAN
            and 2 * len(set(letters)) >= len(letters)
        )


def decoded(
    beliefs: npt.NDArray[np.float32], characters: Sequence[str], column_count: float
) -> CropText:
    """The likeliest text. `beliefs` (columns × classes) is how much each is believed in, 0 to 1."""
    best = beliefs.argmax(axis=1)
    begins = best != _NOTHING
    begins[1:] &= best[1:] != best[:-1]  # a letter is seen in several columns on end
    space = beliefs[:, characters.index(" ")]

    text = ""
    columns: list[int] = []
    for column in map(int, np.flatnonzero(begins)):
        letter = characters[best[column]]
        if letter.isspace():
            continue
        if columns and space[columns[-1] : column].max() >= LEAST_SPACE:
            text += " "
        text += letter
        columns += [column] * len(letter)
    score = float(beliefs[begins, best[begins]].mean()) if begins.any() else 0.0
    return CropText(_half_width(text), score, columns, column_count)


def is_east_asian(letter: str) -> bool:
    """Whether it is Chinese, Japanese or Korean, punctuation included."""
    return "\u2e80" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7ff"


def _half_width(text: str) -> str:
    """Punctuation in Latin text that came out in its Chinese width, put right."""
    if any("\u3040" <= letter <= "\u9fff" for letter in text):
        return text
    return text.translate(_HALF_WIDTH)
