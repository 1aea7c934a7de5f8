"""A value that was found on a page: its text, where it stands, and why it was taken."""

from dataclasses import dataclass

from inklift.core.pictures import Box
from inklift.core.readings import Line, Word

LEAST_CONFIDENCE = 0.9  # of the words that a value is read from


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value as plain text (money "12.50", dates ISO 8601), where it stands, and why it was taken.

    `reason` is "label" (the page itself names it), "position" (where such a value stands),
    "arithmetic" (others confirm it) or "only_one" (there is no other on the page).
    """

    text: str
    boxes: tuple[Box, ...]
    reason: str


def words_at(line: Line, start: int, end: int) -> tuple[Word, ...]:
    """The words of a line that letters `start` to `end` of its text belong to."""
    words = []
    position = 0
    for word in line.words:
        if position < end and position + len(word.text) > start:
            words.append(word)
        position += len(word.text) + 1
    return tuple(words)


def boxes_of(line: Line, start: int, end: int) -> tuple[Box, ...]:
    """The one box around letters `start` to `end` of a line; none for an empty stretch."""
    words = words_at(line, start, end)
    return (Line(words).box,) if words else ()


def is_sure(line: Line, start: int, end: int) -> bool:
    """Whether the reader is sure of every word of it."""
    return all(word.confidence >= LEAST_CONFIDENCE for word in words_at(line, start, end))
