"""Letters of a PDF's text layer → pieces of text, as the recognizer finds them on a picture.

Files tell letters and places and little else: spaces may be missing or too many, letters come in
any order, twice for bold print, or as ligatures. Where they stand decides.
"""

import itertools
import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from inklift.reading.pieces import Piece, Point, Span

if TYPE_CHECKING:
    from inklift.imaging.pdf_text import Letter

# All in heights of the font.
WIDE_GAP = 1.0  # ends a piece: the next column begins
MARKED_SPACE_GAP = 0.05  # is a space if the file has one: some are drawn and taken back
JOINING_SPACE_GAP = 0.15  # is a space between letters that the file does not give one by one
BACK_STEP = 0.4  # letters may overlap this much (kerning, accents drawn by themselves)
SAME_BASELINE = 0.12
ACCENT_RISE = 0.5  # of an accent over a capital, above its place over a small letter
SAME_PLACE = 0.12  # the same letter drawn again: bold print, a shadow
WIDEST_BEARING = 0.2  # of the white beside a letter that belongs to it
ASCENT, DESCENT = 0.76, 0.24  # of a piece's box, above and below the baseline
SIZE_RATIO = 1.5  # letters of such different sizes are no word
SAME_ANGLE_RAD = 0.03
SPACED_LETTERS = 4  # so many single letters in a row are a spaced heading
SPACED_SHARE = 0.7  # of its words are single letters
SPACED_WORD_GAP = 1.8  # its words are as many usual gaps apart
WIDEST_SPACING = 0.8

_TIDIED: dict[int, str | None] = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
    0x00AD: "-",  # a soft hyphen that can be seen is one; Word means every hyphen by it
    0x2010: "-",
    0x2011: "-",
}
_COMBINING = {
    "`": "\u0300",
    "\u00b4": "\u0301",
    "^": "\u0302",
    "\u02c6": "\u0302",
    "\u02dc": "\u0303",
    "\u00a8": "\u0308",
    "\u02da": "\u030a",
    "\u02c7": "\u030c",
    "\u00b8": "\u0327",
}


@dataclass(frozen=True, slots=True)
class _Mark:
    """A letter along and across the direction of its text, in pixels."""

    text: str
    start: float
    end: float
    across: float  # of the baseline
    size: float
    angle: float
    space: float  # before it, by the file; 0 if there is none
    number: int  # in the file


def pieces_of(letters: Sequence["Letter"]) -> tuple[Piece, ...]:
    """Words gathered into pieces that end at wide gaps. In no order; their confidence is 1."""
    chains = _chains(_marks(_drawn_once(letters)))
    return tuple(_piece(chain) for chain in _joined(chains))


def is_unknown(text: str) -> bool:
    """Whether a letter has no meaning outside its file: private use, controls, replacements."""
    return text == "\ufffd" or unicodedata.category(text) in ("Cc", "Cn", "Co", "Cs")


def _drawn_once(letters: Iterable["Letter"]) -> Iterable["Letter"]:
    """Without letters that are drawn again where they already stand."""
    seen: dict[tuple[str, int, int], list[Letter]] = {}
    for letter in letters:
        if not letter.text.isspace():
            cell = max(SAME_PLACE * letter.size_px, 1e-3)
            column, row = int(letter.x // cell), int(letter.y // cell)
            near = (
                other
                for x in (column - 1, column, column + 1)
                for y in (row - 1, row, row + 1)
                for other in seen.get((letter.text, x, y), ())
            )
            if any(
                other.text_object != letter.text_object
                and math.hypot(other.x - letter.x, other.y - letter.y) < cell
                for other in near
            ):
                continue
            # One is enough: more in the same place would only make hostile files slow.
            seen.setdefault((letter.text, column, row), [letter])
        yield letter


def _marks(letters: Iterable["Letter"]) -> list[_Mark]:
    marks: list[_Mark] = []
    last: Letter | None = None
    spaces: list[Letter] = []
    for number, letter in enumerate(letters):
        if letter.text.isspace():
            spaces.append(letter)
            continue
        text = letter.text.translate(_TIDIED)
        if is_unknown(letter.text) or unicodedata.category(letter.text) == "Cf":
            text = text if text == "-" else ""  # an icon; marks of direction, joiners
        if not text:
            continue
        if marks and last and _is_same_glyph(last, letter):
            marks[-1] = replace(marks[-1], text=marks[-1].text + text)
            continue
        cos, sin = math.cos(letter.angle), math.sin(letter.angle)
        along = letter.x * cos + letter.y * sin
        bearing = min(max(letter.ink_start_px, 0.0), WIDEST_BEARING * letter.size_px)
        mark = _Mark(
            text=text,
            start=along,
            end=along + max(letter.ink_end_px, letter.ink_start_px) + bearing,
            across=letter.y * cos - letter.x * sin,
            size=letter.size_px,
            angle=letter.angle,
            space=_space(spaces, along, letter),
            number=number,
        )
        accented = _accented(marks[-1], mark) if marks else None
        if accented:
            marks[-1] = accented
        else:
            marks.append(mark)
        last = letter
        spaces.clear()
    return marks


def _is_same_glyph(last: "Letter", letter: "Letter") -> bool:
    """Whether two letters are parts of one ligature."""
    return (last.text_object, last.x, last.y) == (letter.text_object, letter.x, letter.y)


def _accented(last: _Mark, mark: _Mark) -> _Mark | None:
    """A letter and an accent that was drawn upon it by itself, as TeX does, in either order."""
    for accent, letter in ((last, mark), (mark, last)):
        combining = _COMBINING.get(accent.text)
        if (
            combining
            and letter.text.isalpha()
            and letter.start < (accent.start + accent.end) / 2 < letter.end
            and abs(accent.across - letter.across) < ACCENT_RISE * letter.size
            and abs(math.remainder(accent.angle - letter.angle, math.tau)) < SAME_ANGLE_RAD
        ):
            return replace(letter, text=letter.text + combining, space=last.space)
    return None


def _space(spaces: Sequence["Letter"], along: float, letter: "Letter") -> float:
    """How wide the white space before a letter is, if the file has any.

    A space that it has begins where the letter before ends, which overhanging ink does not tell.
    """
    if not spaces:
        return 0.0
    if spaces[0].text_object < 0:  # the library found it, by the widths that the file gives
        return letter.size_px
    return along - (spaces[0].x * math.cos(letter.angle) + spaces[0].y * math.sin(letter.angle))


def _chains(marks: Iterable[_Mark]) -> list[list[_Mark]]:
    """Letters that follow one another in the file and on the page."""
    chains: list[list[_Mark]] = []
    for mark in marks:
        if chains and _follows(chains[-1][-1], mark):
            chains[-1].append(mark)
        else:
            chains.append([mark])
    return chains


def _follows(last: _Mark, mark: _Mark) -> bool:
    size = min(last.size, mark.size)
    return (
        abs(math.remainder(mark.angle - last.angle, math.tau)) < SAME_ANGLE_RAD
        and max(last.size, mark.size) <= SIZE_RATIO * size
        and abs(mark.across - last.across) <= SAME_BASELINE * size
        and -BACK_STEP * size <= mark.start - last.end <= WIDE_GAP * size
        and mark.start >= last.start
    )


def _joined(chains: Iterable[list[_Mark]]) -> list[list[_Mark]]:
    """Chains that go on in one another on the page, though not in the file, as one."""
    by_direction: dict[int, list[list[_Mark]]] = {}
    for chain in chains:
        by_direction.setdefault(round(chain[0].angle / SAME_ANGLE_RAD), []).append(chain)
    joined: list[list[_Mark]] = []
    for group in by_direction.values():
        group.sort(key=lambda chain: chain[0].across)
        for line in _on_one_baseline(group):
            line.sort(key=lambda chain: chain[0].start)
            first = len(joined)
            for chain in line:
                if len(joined) > first and _follows(joined[-1][-1], chain[0]):
                    joined[-1].extend(chain)
                else:
                    joined.append(list(chain))
    return joined


def _on_one_baseline(chains: Sequence[list[_Mark]]) -> Iterable[list[list[_Mark]]]:
    line: list[list[_Mark]] = []
    for chain in chains:
        if line and chain[0].across - line[-1][0].across > SAME_BASELINE * chain[0].size:
            yield line
            line = []
        line.append(chain)
    if line:
        yield line


def _piece(chain: Sequence[_Mark]) -> Piece:
    start = min(mark.start for mark in chain)
    end = max(mark.end for mark in chain)
    size = median(mark.size for mark in chain)
    across = median(mark.across for mark in chain)
    angle = chain[0].angle
    cos, sin = math.cos(angle), math.sin(angle)
    width = max(end - start, 1e-3)

    def corner(along: float, rise: float) -> Point:
        down = across - rise * size
        return Point(along * cos - down * sin, along * sin + down * cos)

    return Piece(
        tuple(
            Span(_text(word), (word[0].start - start) / width, (word[-1].end - start) / width)
            for word in _words(chain)
        ),
        corner(start, ASCENT),
        corner(end, ASCENT),
        corner(end, -DESCENT),
        corner(start, -DESCENT),
        1.0,
    )


def _words(chain: Sequence[_Mark]) -> list[list[_Mark]]:
    words = [[chain[0]]]
    for last, mark in itertools.pairwise(chain):
        if _is_space(last, mark):
            words.append([])
        words[-1].append(mark)
    return _unspaced(words)


def _is_space(last: _Mark, mark: _Mark) -> bool:
    size = min(last.size, mark.size)
    if not last.number < mark.number <= last.number + 3:
        return mark.start - last.end > JOINING_SPACE_GAP * size
    return mark.space > MARKED_SPACE_GAP * size


def _unspaced(words: list[list[_Mark]]) -> list[list[_Mark]]:
    """The words of a heading whose letters stand apart: "I N V O I C E"."""
    single = [word[0] for word in words if len(word) == 1 and word[0].text.isalpha()]
    if len(single) < max(SPACED_LETTERS, SPACED_SHARE * len(words)):
        return words
    marks = [mark for word in words for mark in word]
    gaps = [mark.start - last.end for last, mark in itertools.pairwise(marks)]
    usual = median(gaps)
    if usual > WIDEST_SPACING * marks[0].size:
        return words
    joined = [[marks[0]]]
    for gap, mark in zip(gaps, marks[1:], strict=True):
        if gap > SPACED_WORD_GAP * usual:
            joined.append([])
        joined[-1].append(mark)
    return joined


def _text(word: Sequence[_Mark]) -> str:
    letters = [mark.text for mark in word]
    if all(unicodedata.bidirectional(letter[0]) in ("R", "AL", "NSM") for letter in letters):
        letters.reverse()  # they were put in order from left to right
    return unicodedata.normalize("NFC", "".join(letters))
