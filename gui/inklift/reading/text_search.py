"""Looks for a text among the lines of a page, forgiving what a reader gets wrong."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from inklift.core.folding import folded

_WORD = re.compile(r"[^\W_]+")
_CHUNKS = re.compile(r"[\n\r;,|]+")
_ALIKE = tuple(map(frozenset, ("il1!|j", "o0dq", "s5", "b8", "z2", "g69", "e3", "a4", "t7")))

_LEAST_LETTERS = 5  # of a text in which a slip is forgiven
_LEAST_INSIDE = 6  # of a text that may stand inside a longer word: spaces get lost
_LETTERS_FOR_A_SLIP = 4  # of a word, for each letter of it that is quite another
_LETTERS_OF_A_WORD = 3  # that may have a slip beside other words
_MOST_WRONG = 0.12  # of all letters of a text
_LEAST_SCORE = 80.0  # of the alignment, in percent, to be worth a closer look
_MARGIN = 6  # letters around an alignment, so that its ends may move
_LINES_BETWEEN = 3  # from one part of a text to the next, where columns stand side by side


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters `start` to `end` of one line."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """Where a text stands, line by line; `slips` letters were read otherwise."""

    stretches: tuple[Stretch, ...]
    slips: int = 0


class PageText:
    """The letters and digits of some lines in one row, without case, accents and marks."""

    def __init__(self, lines: Sequence[str]) -> None:
        letters: list[str] = []
        self._places: list[tuple[int, int]] = []  # line and letter in it
        self._starts: set[int] = set()
        self._ends: set[int] = set()
        for number, line in enumerate(lines):
            plain = folded(line)
            for word in _WORD.finditer(plain):
                self._starts.add(len(letters))
                letters += word[0]
                self._places += [(number, at) for at in range(*word.span())]
                self._ends.add(len(letters))
        self._letters = "".join(letters)

    def find(self, text: str) -> tuple[Found, ...]:
        """Every place where the text stands as it is; else the one that is nearest to it, if any.

        Case, accents, spaces and marks do not matter.
        """
        words = _WORD.findall(folded(text))
        wanted = "".join(words)
        if not wanted:
            return ()
        exact = tuple(self._found(start, start + len(wanted)) for start in self._exact(wanted))
        if exact:
            return exact
        near = self._near(words, wanted) or self._in_parts(text)
        return () if near is None else (near,)

    def _exact(self, wanted: str) -> Iterator[int]:
        start = self._letters.find(wanted)
        while start >= 0:
            end = start + len(wanted)
            whole = start in self._starts and end in self._ends
            if whole or (len(wanted) >= _LEAST_INSIDE and not self._cuts_number(start, end)):
                yield start
            start = self._letters.find(wanted, start + 1)

    def _cuts_number(self, start: int, end: int) -> bool:
        """Whether the digits at an end of this stretch go on beyond it."""
        letters = self._letters
        before = start not in self._starts and letters[start - 1].isdigit()
        behind = end not in self._ends and letters[end].isdigit()
        return (before and letters[start].isdigit()) or (behind and letters[end - 1].isdigit())

    def _near(self, words: Sequence[str], wanted: str) -> Found | None:
        if len(wanted) < _LEAST_LETTERS or len(self._letters) < _LEAST_LETTERS:
            return None
        at = fuzz.partial_ratio_alignment(wanted, self._letters, score_cutoff=_LEAST_SCORE)
        if at is None:
            return None
        if len(wanted) > len(self._letters):  # the alignment is of the page in the text then
            return None
        start, end = self._best_ends(wanted, at.dest_start, at.dest_end)
        slips = _slips(wanted, self._letters[start:end])
        return self._found(start, end, slips.count) if _is_near(words, wanted, slips) else None

    def _best_ends(self, wanted: str, start: int, end: int) -> tuple[int, int]:
        """From where to where the letters are nearest to the text: an alignment has its length."""

        def distance(ends: tuple[int, int]) -> tuple[int, int]:
            whole = (ends[0] in self._starts) + (ends[1] in self._ends)
            return Levenshtein.distance(wanted, self._letters[slice(*ends)]), -whole

        def around(place: int) -> range:
            return range(max(0, place - _MARGIN), min(len(self._letters), place + _MARGIN) + 1)

        return min(
            ((first, last) for first in around(start) for last in around(end) if first < last),
            key=distance,
        )

    def _in_parts(self, text: str) -> Found | None:
        """The parts of a text between commas, one after the other with other words between."""
        parts = [part for part in _CHUNKS.split(text) if _WORD.search(folded(part))]
        if len(parts) < 2:
            return None
        found: list[Found] = []
        for part in parts:
            last = found[-1].stretches[-1] if found else None
            following = [each for each in self.find(part) if _follows(last, each)]
            if not following:
                return None
            found.append(following[0])
        return Found(
            tuple(stretch for each in found for stretch in each.stretches),
            sum(each.slips for each in found),
        )

    def _found(self, start: int, end: int, slips: int = 0) -> Found:
        ends: dict[int, tuple[int, int]] = {}
        for line, letter in self._places[start:end]:
            first, _ = ends.get(line, (letter, letter))
            ends[line] = (first, letter + 1)
        return Found(tuple(Stretch(line, *span) for line, span in ends.items()), slips)


@dataclass(frozen=True, slots=True)
class _Slips:
    """Letters of a text, by their places in it, that a stretch of the page has otherwise."""

    wrong: tuple[int, ...]
    alike: tuple[int, ...]  # those of them in whose place one stands that looks like it
    extra: tuple[int, ...]  # before these stands a letter too many

    @property
    def count(self) -> int:
        return len(self.wrong) + len(self.extra)


def _slips(wanted: str, part: str) -> _Slips:
    wrong, alike, extra = [], [], []
    for operation in Levenshtein.editops(wanted, part):
        at, there = operation.src_pos, operation.dest_pos
        if operation.tag == "insert":
            extra.append(at)
        else:
            wrong.append(at)
        if operation.tag == "replace" and _look_alike(wanted[at], part[there]):
            alike.append(at)
    return _Slips(tuple(wrong), tuple(alike), tuple(extra))


def _is_near(words: Sequence[str], wanted: str, slips: _Slips) -> bool:
    """Whether every word of the text is there but for slips of the reader."""
    if slips.count > max(1, _MOST_WRONG * len(wanted)):
        return False
    if any(wanted[at].isdigit() and at not in slips.alike for at in slips.wrong):
        return False
    first = 0
    for word in words:
        letters = range(first, first + len(word))
        first += len(word)
        grave = sum(at in letters and at not in slips.alike for at in slips.wrong)
        grave += sum(at in letters[1:] for at in slips.extra)
        may_slip = len(words) > 2 and len(word) >= _LETTERS_OF_A_WORD
        if grave > max(may_slip, len(word) // _LETTERS_FOR_A_SLIP):
            return False
    return True


def _look_alike(one: str, other: str) -> bool:
    if one.isdigit() and other.isdigit():
        return False  # a reader takes a digit for a letter, seldom for another digit
    return any(one in each and other in each for each in _ALIKE)


def _follows(last: Stretch | None, found: Found) -> bool:
    first = found.stretches[0]
    return last is None or (
        0 <= first.line - last.line <= _LINES_BETWEEN
        and (first.line > last.line or first.start >= last.end)
    )
