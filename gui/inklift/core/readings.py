"""What was read on a picture: words with their boxes, gathered into lines in reading order."""

from collections.abc import Sequence
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
    continues: bool = False  # goes on with the paragraph of the line before

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
        """As a person would type it: the lines of a paragraph joined, all others one by one."""
        paragraphs: list[list[str]] = []
        for line in self.lines:
            if line.continues and paragraphs:
                paragraphs[-1].append(line.text)
            else:
                paragraphs.append([line.text])
        words = frozenset(
            word.text.strip(_PUNCTUATION) for line in self.lines for word in line.words
        )
        return "\n".join(_joined(lines, words) for lines in paragraphs)


_PUNCTUATION = ".,;:!?()\"'\u201c\u201d\u201e\u00ab\u00bb"
_AND_OR = frozenset({"and", "or", "und", "oder", "et", "ou", "y", "o", "e", "en", "of", "bzw"})
_HYPHENS = "-\u2010\u00ad"


def _joined(lines: Sequence[str], words: frozenset[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        text = _with(text, line, words)
    return text


def _with(text: str, line: str, words: frozenset[str]) -> str:
    """The text with one more line of its paragraph, and a word that the lines' end cut made whole.

    A hyphen stays where the page has the same word with it elsewhere, and where a capital or a
    digit follows it.
    """
    before = text.rpartition(" ")[2].lstrip(_PUNCTUATION)
    after = line.partition(" ")[0].rstrip(_PUNCTUATION)
    if len(before) > 1 and before[-1] in _HYPHENS and before[-2].isalnum() and after:
        if after in _AND_OR:  # "Ein- und Ausgang"
            return f"{text} {line}"
        if after[0].islower() and before[-2].isalpha() and before + after not in words:
            return text[:-1] + line
        return text + line
    if _is_set_without_spaces(text[-1:]) and _is_set_without_spaces(line[:1]):
        return text + line
    return f"{text} {line}"


def _is_set_without_spaces(letter: str) -> bool:
    return "\u3001" <= letter <= "\u9fff" or "\uff01" <= letter <= "\uff60"
