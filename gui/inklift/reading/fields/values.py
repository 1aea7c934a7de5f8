"""A value that was found on a page: its text, where it stands, and why it was taken."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from inklift.core.pictures import Box
from inklift.core.readings import Line, Word

LEAST_CONFIDENCE = 0.9  # of the words that a value is read from
LEGIBLE = 0.7  # of names and addresses, whose many words are seldom all read that well


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value as plain text (money "12.50", dates ISO 8601), where it stands, and why it was taken.

    `reason` is "label" (the page itself names it), "position" (where such a value stands),
    "arithmetic" (others confirm it), "pattern" (it looks like no other kind of value) or "only_one"
    (there is no other on the page). Not `is_sure`: it was hard to read, or others speak against it.
    """

    text: str
    boxes: tuple[Box, ...]
    reason: str
    is_sure: bool = True

    def doubted(self) -> "FieldValue":
        return replace(self, is_sure=False)


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


def is_legible(lines: Iterable[Line]) -> bool:
    """Whether every word of a name or an address could be read."""
    return all(word.confidence >= LEGIBLE for line in lines for word in line.words)


def is_sure(line: Line, start: int, end: int) -> bool:
    """Whether the reader is sure of every word of it."""
    return all(word.confidence >= LEAST_CONFIDENCE for word in words_at(line, start, end))


def without_repeats(boxes: Iterable[Box]) -> tuple[Box, ...]:
    return tuple(dict.fromkeys(boxes))
