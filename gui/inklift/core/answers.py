"""What the raw bytes of an answer say: its text, its data, and what was missing in it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypedDict

from inklift.core import json_text
from inklift.core.errors import AnswerUnreadable
from inklift.core.extract_image_api import CHARACTERS_PER_TOKEN, MAX_OUTPUT_TOKENS
from inklift.core.field_values import field_data
from inklift.core.json_text import FoundJson, NotJsonError
from inklift.core.prompts import Field

_LONGEST_OUTPUT = MAX_OUTPUT_TOKENS * CHARACTERS_PER_TOKEN
_LARGEST_COUNT = 2**31 - 1  # of credits; more is nonsense
_DEEPEST = 5 * json_text.MAX_DEPTH  # of a whole answer, in which `results` may be a value
_DIGITS = re.compile(r"[0-9]{1,10}")
_NOTICE = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Notice(StrEnum):
    """Codes of what there is to say of an answer. Engines may give others."""

    NOT_JSON = "not_json"  # JSON was asked for and none is there
    JSON_MENDED = "json_mended"  # the data is not, word for word, what the text says
    CUT_OFF = "cut_off"  # the service stopped writing before it was done
    COUNT_DIFFERS = "count_differs"  # not one entry for each picture
    CHARACTERS_LOST = "characters_lost"  # bytes that are no text stand as U+FFFD
    WRONG_KIND = "wrong_kind"  # a field's value is not of its kind and stays as it was written
    FIELDS_MISSING = "fields_missing"  # the answer leaves fields out
    UNSURE = "unsure"  # our own engine: values that were hard to read or do not agree
    SUMS_AGREE = "sums_agree"  # our own engine: what stands in the picture adds up …
    SUMS_DIFFER = "sums_differ"  # … or does not
    READS_ONLY = "reads_only"  # our own engine: the prompt asks for more than it can do


class Place(TypedDict):
    """Where a value was found: as in the report, so that it goes there as it is."""

    picture: str  # its name
    box: list[int]  # left, top, right, bottom, in pixels of the upright picture
    reason: str


Evidence = Mapping[str, list[Place]]  # by field

_NO_TROUBLE = frozenset({Notice.READS_ONLY, Notice.SUMS_AGREE})


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, read. `data` can always be written as strict JSON; None also when there is none.

    `results` is character for character what the service wrote and may hold lone surrogates. With
    fields, `data` is what `core.field_values` makes of it: an object, for several pictures a list.
    `evidence` maps a field to `[{"picture", "box", "reason"}]`; only our own engine gives it.
    """

    results: str
    data: object | None = None
    notices: tuple[str, ...] = ()
    credits: int | None = None
    evidence: Evidence = field(default_factory=dict)

    def about(self, name: str) -> "Answer":
        """The answer for a picture that is called otherwise now."""
        evidence = {
            field: [Place(picture=name, box=place["box"], reason=place["reason"]) for place in all_]
            for field, all_ in self.evidence.items()
        }
        return replace(self, evidence=evidence)

    @property
    def deserves_a_look(self) -> bool:
        """Whether something may be wrong with it; what an engine never does is no such thing."""
        return not _NO_TROUBLE.issuperset(self.notices)


def read_answer(
    raw: bytes, json_mode: bool, expected: int = 1, fields: tuple[Field, ...] = ()
) -> Answer:
    """Read the bytes of a 200; `expected` is the number of pictures in the request.

    `fields` are those that were asked for, with JSON. Raises `AnswerUnreadable` when there are no
    `results` in it. Everything else is a notice.
    """
    text, lossless = _decoded(raw)
    envelope = _envelope(text)
    results, found, notices = _results(envelope["results"], json_mode, expected)
    data = None if found is None else found.value
    if found is not None and fields:
        data, more = _fields(text, envelope["results"], fields, expected)
        notices += more
    elif _counts_differ(data, expected):
        notices.append(Notice.COUNT_DIFFERS)
    if not lossless:
        notices.append(Notice.CHARACTERS_LOST)
    own = _own_notices(envelope.get("notices"))
    speaks_for_itself = "notices" in envelope  # our own engine, which has no limit of tokens
    if found is None and len(results) >= _LONGEST_OUTPUT and not speaks_for_itself:
        notices.append(Notice.CUT_OFF)
    return Answer(
        results,
        data,
        tuple(dict.fromkeys([*own, *notices])),
        _count(envelope.get("creditUsage")),
        _evidence(envelope.get("evidence")),
    )


def envelope_of(raw: bytes) -> tuple[str, int | None, bool]:
    """The text of `results`, the credits used, and whether each byte of the answer made sense.

    Raises `AnswerUnreadable` when there are no `results`.
    """
    text, lossless = _decoded(raw)
    envelope = _envelope(text)
    return _written(text, envelope["results"]), _count(envelope.get("creditUsage")), lossless


def credits_in(raw: bytes) -> int | None:
    """What the bytes of a 200 say was used; None when they do not say, or cannot be read."""
    try:
        return _count(_envelope(_decoded(raw)[0]).get("creditUsage"))
    except AnswerUnreadable:
        return None


def display_text(answer_text: str, json_mode: bool) -> str:
    """The text of an answer to look at: JSON without its fence and laid out, else as it is."""
    if not json_mode:
        return answer_text
    inside = json_text.unfenced(answer_text.strip("\ufeff")).strip()
    try:
        json_text.strict(inside)
    except NotJsonError:
        return answer_text
    return json_text.laid_out(inside)


def _decoded(raw: bytes) -> tuple[str, bool]:
    """The text of JSON in any of its encodings, and whether each byte of it made sense."""
    encoding = json.detect_encoding(raw)
    try:
        return raw.decode(encoding, "surrogatepass"), True
    except UnicodeDecodeError:
        return raw.decode(encoding, "replace"), False


def _envelope(text: str) -> dict[str, Any]:
    if json_text.is_deeper_than(text, _DEEPEST):
        raise AnswerUnreadable("it is nested too deep")
    try:
        value = json.loads(text, parse_int=json_text.number, parse_float=json_text.number)
    except ValueError as exc:
        raise AnswerUnreadable(f"no JSON: {type(exc).__name__}") from exc
    if not isinstance(value, dict) or value.get("results") is None:
        raise AnswerUnreadable("no results in it")
    return value


def _results(
    value: object, json_mode: bool, expected: int
) -> tuple[str, FoundJson | None, list[Notice]]:
    """The text of `results`, its JSON, and notices. The contract says string; others are taken."""
    if not isinstance(value, str):
        text = json.dumps(value, ensure_ascii=False)
    elif json_mode:
        text = value
    else:
        return value, None, []
    try:
        found = json_text.find(text, expected=expected)
    except NotJsonError as exc:
        return text, None, [Notice.NOT_JSON] + [Notice.CUT_OFF] * exc.cut_off
    mended = [Notice.JSON_MENDED] * found.mended + [Notice.CUT_OFF] * found.cut_off
    return text, found, mended


def _written(text: str, results: object) -> str:
    """The text of `results`; of other values than strings, as they are written in the answer."""
    return results if isinstance(results, str) else json_text.member_text(text, "results")


def _fields(
    text: str, results: object, fields: tuple[Field, ...], expected: int
) -> tuple[object, list[Notice]]:
    """The values of the fields in an answer that holds JSON, with each digit that is written."""
    exact = json_text.find(_written(text, results), expected=expected, exact=True)
    told = field_data(exact.value, fields, expected)
    return told.data, (
        [Notice.COUNT_DIFFERS] * told.count_differs
        + [Notice.FIELDS_MISSING] * told.fields_missing
        + [Notice.WRONG_KIND] * told.wrong_kind
    )


def _counts_differ(data: object, expected: int) -> bool:
    indexes = _indexes(data)
    return expected > 1 and bool(indexes) and indexes != list(range(expected))


def _indexes(data: object) -> list[int]:
    """Which pictures the entries of a list say they are for, in order.

    Our own endpoint ends a list that it had to shorten with a note, which is for none of them.
    """
    if not isinstance(data, list) or not all(isinstance(entry, dict) for entry in data):
        return []
    return sorted(entry["index"] for entry in data if type(entry.get("index")) is int)


def _count(value: object) -> int | None:
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        value = int(value)
    # `type`, since True is an int as well.
    return value if type(value) is int and 0 <= value <= _LARGEST_COUNT else None


def _own_notices(value: object) -> list[str]:
    if not isinstance(value, list):
        return []
    return [code for code in value if isinstance(code, str) and _NOTICE.fullmatch(code)]


def _evidence(value: object) -> dict[str, list[Place]]:
    """The evidence of those fields for which it has the right shape."""
    if not isinstance(value, dict):
        return {}
    return {
        name: places
        for name, places in value.items()
        if isinstance(places, list) and all(_is_place(place) for place in places)
    }


def _is_place(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    box = value.get("box")
    return (
        isinstance(value.get("picture"), str)
        and isinstance(value.get("reason", ""), str)
        and isinstance(box, list)
        and len(box) == 4
        and all(type(edge) is int for edge in box)
    )
