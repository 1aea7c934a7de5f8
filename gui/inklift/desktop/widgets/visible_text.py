"""Text from strangers, made safe to look at: nothing in it hides or turns the line around."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_NAMES = {
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
# Shown as one other character each: control characters, halves of characters, line ends of old.
_REPLACED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
# Shown as a mark: direction marks, and what Qt's documents use for their own structure.
_MARKED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffc\ufffe\uffff]")
_MOST_MARKS = 20_000  # a text with more of them is an attack: it must not hold up the window


@dataclass(frozen=True, slots=True)
class _Edit:
    """The original's part from `start` to `end` is shown as `shown`, which begins at `shown_at`."""

    start: int
    end: int
    shown: str
    shown_at: int


@dataclass(frozen=True, slots=True)
class VisibleText:
    """A text as it is shown, and the way back to the original.

    Positions count characters of Python strings.
    """

    shown: str
    original: str
    marks: tuple[_Edit, ...]  # from the original to the marked text
    breaks: tuple[_Edit, ...]  # from the marked text to the shown one

    def original_part(self, start: int, end: int) -> str:
        """What stands in the original where `shown[start:end]` is shown."""
        return self.original[self._original_position(start) : self._original_position(end)]

    def _original_position(self, position: int) -> int:
        return _position_before(self.marks, _position_before(self.breaks, position))


def visible(text: str, longest_line_chars: int | None = None) -> VisibleText:
    """The text with a mark such as ⟨RLO⟩ for each character that hides or deceives.

    Lines longer than `longest_line_chars` are broken.
    """
    replaced = _REPLACED.sub(_replacement, text)
    marks = tuple(islice(_marks(replaced), _MOST_MARKS))
    if len(marks) == _MOST_MARKS:
        done = marks[-1].end
        replaced = replaced[:done] + _MARKED.sub("\ufffd", replaced[done:])
    marked = _edited(replaced, marks)
    breaks = () if longest_line_chars is None else tuple(_breaks(marked, longest_line_chars))
    return VisibleText(_edited(marked, breaks), text, marks, breaks)


def _replacement(match: re.Match[str]) -> str:
    character = match[0]
    if character == "\r":
        # A blank before a line feed is not seen, and keeps all positions as they are.
        return " " if match.string.startswith("\n", match.end()) else "\n"
    if character >= "\ud800":
        return "\ufffd"
    return chr(0x2400 + ord(character))  # Unicode's own pictures of control characters


def _marks(text: str) -> Iterator[_Edit]:
    grown = 0
    for match in _MARKED.finditer(text):
        mark = f"⟨{_NAMES.get(match[0], f'U+{ord(match[0]):04X}')}⟩"
        yield _Edit(match.start(), match.end(), mark, match.start() + grown)
        grown += len(mark) - 1


def _breaks(text: str, longest_chars: int) -> Iterator[_Edit]:
    start = 0
    count = 0
    while len(text) - start > longest_chars:
        # Leaps from one line end to the last one in reach, so it looks at few of them.
        line_end = text.rfind("\n", start, start + longest_chars + 1)
        if line_end >= 0:
            start = line_end + 1
        else:
            start += longest_chars
            yield _Edit(start, start, "\n", start + count)
            count += 1


def _edited(text: str, edits: tuple[_Edit, ...]) -> str:
    pieces = []
    done = 0
    for edit in edits:
        pieces += [text[done : edit.start], edit.shown]
        done = edit.end
    pieces.append(text[done:])
    return "".join(pieces)


def _position_before(edits: tuple[_Edit, ...], position: int) -> int:
    """The position before the edits; from within a mark, the one behind its character."""
    index = bisect_right(edits, position, key=lambda edit: edit.shown_at) - 1
    if index < 0:
        return position
    edit = edits[index]
    if position == edit.shown_at:
        return edit.start
    return edit.end + max(0, position - edit.shown_at - len(edit.shown))
