"""JSON as models write it: found among other text, mended without inventing a value, laid out.

Answers may be hostile: mending takes time linear to the text, knows no recursion, and leaves long
texts alone.
"""

import json
import math
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum, auto
from typing import Any

MAX_DEPTH = 100  # deeper than any table or document; far from Python's own limit
MAX_MENDED_CHARACTERS = 200_000  # six times what the service can write
_MAX_PIECES = 1_000  # brackets to look behind; prose has few
_MAX_DIGITS = 4_000  # Python refuses to turn longer numbers to text, at 4,300

_SPACE = " \t\n\r"
_OPENING = re.compile(r"[\[{]")
_TOKEN = re.compile(
    r'[ \t\n\r]*+(?:(?P<string>"[^"\\]*+(?:\\.[^"\\]*+)*+")|(?P<mark>[\[\]{}:,])'
    r'|(?P<word>[^\s\[\]{}:,"]++))',
    re.DOTALL,
)
_SCALAR = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null", re.ASCII)
_SCALAR_BEGUN = re.compile(r"[-+.eE\d]+|t(ru?)?e?|f(a(ls?)?)?e?|n(ul?)?l?", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f]")
_CLOSING = {"{": "}", "[": "]"}
# A string that never ends is one up to the end: looking for the next from its middle on would take
# time quadratic to the text.
_STRING_OR_BRACKET = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{}]', re.DOTALL)


class NotJsonError(ValueError):
    """There is no JSON here; `cut_off` when there was some, and it ends before its first value."""

    def __init__(self, *, cut_off: bool = False) -> None:
        super().__init__("no JSON")
        self.cut_off = cut_off


@dataclass(frozen=True, slots=True)
class FoundJson:
    """A value that strict JSON can hold, and what had to be done to get it."""

    value: object
    mended: bool = False  # what is there is not, word for word, what the text says
    cut_off: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text that is JSON, or becomes it with small changes."""

    json: str  # "": it breaks off before its first value
    length: int  # in the text it was found in
    mended: bool
    cut_off: bool


def strict(text: str, *, exact: bool = False) -> FoundJson:
    """The value of a text that is JSON and nothing else; `NotJsonError` otherwise.

    Numbers that no program could hold become text, and of a name given twice the last value
    counts; both are told as `mended`. `exact`: other numbers than whole ones are `Decimal`.
    """
    if is_deeper_than(text, MAX_DEPTH):
        raise NotJsonError
    changes: list[str] = []

    def told(digits: str) -> object:
        value = _exact_number(digits) if exact else number(digits)
        if isinstance(value, str):
            changes.append(digits)
        return value

    def members(pairs: list[tuple[str, object]]) -> dict[str, object]:
        value = dict(pairs)
        if len(value) < len(pairs):
            changes.append("a name given twice")
        return value

    try:
        value: object = json.loads(
            text,
            parse_int=told,
            parse_float=told,
            parse_constant=_refuse_constant,
            object_pairs_hook=members,
        )
    except ValueError as exc:
        raise NotJsonError from exc
    return FoundJson(value, mended=bool(changes))


def number(digits: str) -> int | float | str:
    """The value of a number in JSON; the digits themselves when Python cannot handle it."""
    if len(digits) <= _MAX_DIGITS:
        if digits.lstrip("-").isdigit():
            return int(digits)
        value = float(digits)
        if math.isfinite(value):
            return value
    return digits


def _exact_number(digits: str) -> int | Decimal | str:
    """The same for numbers of which no digit may be lost."""
    if len(digits) <= _MAX_DIGITS:
        if digits.lstrip("-").isdigit():
            return int(digits)
        with suppress(InvalidOperation):
            value = Decimal(digits)
            if abs(value.adjusted()) < _MAX_DIGITS:  # so it can be written without an exponent
                return value
    return digits


def _refuse_constant(name: str) -> Any:
    raise NotJsonError  # NaN and Infinity: Python's idea, not JSON's


def is_deeper_than(text: str, limit: int) -> bool:
    """Whether lists and objects are nested deeper than `limit` in a text that may be JSON.

    To be asked before `json.loads`, which walks down to Python's limit of recursion: down there,
    any other code that happens to run (the end of some object, say) breaks for lack of room.
    """
    if text.count("[") + text.count("{") <= limit:
        return False
    level = 0
    for found in _STRING_OR_BRACKET.finditer(text):
        if found[0] in ("[", "{"):
            level += 1
            if level > limit:
                return True
        elif found[0] in ("]", "}"):
            level -= 1
    return False


def unfenced(text: str) -> str:
    """What stands inside a Markdown code fence, when that is all there is; else the text."""
    bare = text.strip()
    first_line, line_end, rest = bare.partition("\n")
    fence = first_line[:3]
    if not line_end or fence not in ("```", "~~~") or fence[0] in first_line.lstrip(fence[0]):
        return text
    inside = rest.rstrip(fence[0])
    return inside if len(rest) - len(inside) >= len(fence) else text


def find(text: str, *, expected: int = 1, exact: bool = False) -> FoundJson:
    """The JSON in an answer that was to be JSON; `NotJsonError` when there is none.

    Fences and words around it are left out. When it breaks off, its last, incomplete members are
    left out and it is closed. Several objects are gathered to a list when several were `expected`;
    otherwise the longest value is taken and the loss told as `mended`. `exact` as for `strict`.
    """
    bare = text.strip("\ufeff" + _SPACE)
    for candidate in (bare, unfenced(bare)):
        with suppress(NotJsonError):
            return strict(candidate, exact=exact)
    pieces = list(_pieces(bare)) if len(bare) <= MAX_MENDED_CHARACTERS else []
    if not pieces:
        raise NotJsonError
    objects = [piece.json for piece in pieces if piece.json.startswith("{")]
    if (
        expected > 1
        and len(objects) > 1
        and not any(piece.json.startswith("[") for piece in pieces)
    ):
        return FoundJson(
            strict(f"[{','.join(objects)}]", exact=exact).value,
            mended=True,
            cut_off=pieces[-1].cut_off,
        )
    longest = max(pieces, key=lambda piece: piece.length)
    if not longest.json:
        raise NotJsonError(cut_off=True)
    found = strict(longest.json, exact=exact)
    lost = any('"' in piece.json for piece in pieces if piece is not longest)
    return FoundJson(found.value, found.mended or longest.mended or lost, longest.cut_off)


def member_text(text: str, name: str) -> str:
    """What is written behind a name of the object that is the whole text; "" when it has no such.

    The text must be one that `json.loads` takes. As there, the last of several counts.
    """
    found, start, level, before = "", -1, 0, ""
    for token in _TOKEN.finditer(text):
        written = token[token.lastgroup or 0]
        if level == 1 and start >= 0 and written in (",", "}"):
            found, start = text[start : token.start()], -1
        if level == 1 and written == ":" and json.loads(before) == name:
            start = token.end()
        level += {"{": 1, "[": 1, "}": -1, "]": -1}.get(written, 0)
        before = written
    return found.strip(_SPACE)


def laid_out(text: str) -> str:
    """Strict JSON on several lines, two spaces a level. Numbers keep each of their digits."""
    lines: list[str] = []
    level = 0
    before = ""
    for token in _TOKEN.finditer(text):
        written = token[token.lastgroup or 0]
        if written in ("}", "]"):
            level -= 1
        if (written in ("}", "]") and before not in ("{", "[")) or (
            written not in ("}", "]") and before in ("{", "[", ",")
        ):
            lines.append("\n" + "  " * level)
        if written in ("{", "["):
            level += 1
        if token.lastgroup == "string":
            lines.append(json.dumps(json.loads(written), ensure_ascii=False))
        else:
            lines.append(": " if written == ":" else written)
        before = written
    return "".join(lines)


def _pieces(text: str) -> Iterator[_Piece]:
    """The lists and objects in a text, one after the other; none inside another."""
    position = 0
    for _ in range(_MAX_PIECES):
        found = _OPENING.search(text, position)
        if found is None:
            return
        scan = _Scan(text, found.start())
        piece = scan.run()
        if piece is not None:
            yield piece
        elif "{" in scan.open_marks or len(scan.open_marks) == MAX_DEPTH:
            return  # it is broken or too deep: what stands inside must not pass for the whole
        position = max(scan.position, found.end())


class _Wants(Enum):
    VALUE = auto()
    NAME = auto()
    COLON = auto()
    NEXT = auto()  # a comma or the end


class _Scan:
    """Reads one list or object from `start` on and writes it anew, mended where it can be."""

    def __init__(self, text: str, start: int) -> None:
        self.position = start
        self.open_marks: list[str] = []
        self._text = text
        self._start = start
        self._written: list[str] = []
        self._mended = False
        self._complete = 0  # so many tokens hold whole values only …
        self._open_then: tuple[str, ...] = ()  # … and these marks are to be closed after them

    def run(self) -> _Piece | None:
        """None: what is here is no JSON, and does not begin like it."""
        wants = _Wants.VALUE
        while token := _TOKEN.match(self._text, self.position):
            written = token[token.lastgroup or 0]
            if token.lastgroup == "word" and self._may_go_on(token, wants):
                return self._broken_off()
            if written in ("}", "]"):
                if not self._closes(written, wants):
                    return None
                wants = _Wants.NEXT
            else:
                after = self._after(wants, token.lastgroup, written)
                if after is None:
                    return None
                wants = after
            self.position = token.end()
            if wants is _Wants.NEXT:
                if not self.open_marks:
                    return self._piece("".join(self._written), cut_off=False)
                self._complete = len(self._written)
                self._open_then = tuple(self.open_marks)
        rest = self._text[self.position :].lstrip(_SPACE)
        begins_string = rest.startswith('"') and wants in (_Wants.VALUE, _Wants.NAME)
        return self._broken_off() if not rest or begins_string else None

    def _may_go_on(self, word: re.Match[str], wants: _Wants) -> bool:
        """Whether the text broke off in this word: a number, say, that may have been longer."""
        if word.end() < len(self._text):
            return False
        begun = wants is _Wants.VALUE and _SCALAR_BEGUN.fullmatch(word["word"])
        return bool(begun) or set(word["word"]) <= {"`", "~"}  # a fence closes broken JSON too

    def _closes(self, mark: str, wants: _Wants) -> bool:
        """Whether the mark closes what is open, if need be without the comma before it."""
        last = self._written[-1]
        if _CLOSING[self.open_marks[-1]] != mark:
            return False
        if wants is not _Wants.NEXT and last not in ("{", "[", ","):
            return False
        if last == ",":
            self._written.pop()
            self._mended = True
        self._written.append(mark)
        self.open_marks.pop()
        return True

    def _after(self, wants: _Wants, kind: str | None, written: str) -> _Wants | None:
        """Write a token that closes nothing. What is wanted after it; None: it is out of place."""
        after: _Wants | None = None
        if wants is _Wants.NEXT and written == ",":
            after = _Wants.NAME if self.open_marks[-1] == "{" else _Wants.VALUE
        elif wants is _Wants.COLON and written == ":":
            after = _Wants.VALUE
        elif wants is _Wants.NAME and kind == "string":
            after = _Wants.COLON
        elif wants is _Wants.VALUE and written in ("{", "["):
            if len(self.open_marks) < MAX_DEPTH:
                self.open_marks.append(written)
                after = _Wants.NAME if written == "{" else _Wants.VALUE
        elif wants is _Wants.VALUE and (kind == "string" or _SCALAR.fullmatch(written)):
            after = _Wants.NEXT
        if kind == "string" and _CONTROL.search(written):  # a line break that was not escaped
            written = _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
            self._mended = True
        self._written.append(written)
        return after

    def _broken_off(self) -> _Piece:
        self.position = len(self._text)
        self._mended = True
        whole = "".join(self._written[: self._complete])
        closing = "".join(_CLOSING[mark] for mark in reversed(self._open_then))
        return self._piece(whole + closing, cut_off=True)

    def _piece(self, text: str, *, cut_off: bool) -> _Piece:
        return _Piece(text, self.position - self._start, self._mended, cut_off)
