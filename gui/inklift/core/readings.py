"""What was read on a picture: words with their boxes, gathered into lines in reading order."""

from dataclasses import dataclass

from inklift.core.pictures import Box


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text that stands together, and how sure the reader is of it (0 to 1)."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class Line:
    """Words that a person reads in one go, left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        return Box(
            min(word.box.left for word in self.words),
            min(word.box.top for word in self.words),
            max(word.box.right for word in self.words),
            max(word.box.bottom for word in self.words),
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one picture. Boxes are in pixels of the upright picture of this size."""

    width_px: int
    height_px: int
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)
