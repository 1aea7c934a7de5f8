"""One request for several pictures with an answer for each: its array is split by index.

An entry counts only when its index names one picture and no other entry has the same: what cannot
be told apart for certain is missing, and may be asked again.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

from inklift.core import json_text
from inklift.core.answers import Answer, Notice, envelope_of, read_answer
from inklift.core.asking import TEXT_KEY, index_key
from inklift.core.json_text import NotJsonError
from inklift.core.prompts import AnswerForm
from inklift.core.runs import PlannedRequest


@dataclass(frozen=True, slots=True)
class SharedAnswer:
    """The answers by the position of their picture in the request, and those that are not there.

    The credits of each are its share of what the request used; the sum is exact, unless no picture
    has an answer.
    """

    answers: Mapping[int, Answer]
    missing: tuple[int, ...]
    credits: int | None  # of the whole request


def read_shared(raw: bytes, form: AnswerForm, pictures: int) -> SharedAnswer:
    """Split the bytes of a 200. Raises `AnswerUnreadable` when there are no `results` in it."""
    written, credits, lossless = envelope_of(raw)
    entries, mended = _entries(written, index_key(form.fields), pictures)
    bodies = {position: _body(entry, form, credits) for position, entry in entries.items()}
    answers = {
        position: read_answer(body, form.json_mode, 1, form.fields)
        for position, body in bodies.items()
        if body is not None
    }
    notices = [Notice.JSON_MENDED] * mended + [Notice.CHARACTERS_LOST] * (not lossless)
    shares: Iterator[int | None] = repeat(None)
    if credits is not None and answers:
        shares = iter(shares_of(credits, len(answers)))
    told = {
        position: replace(
            answer,
            credits=next(shares),
            notices=tuple(dict.fromkeys([*answer.notices, *notices])),
        )
        for position, answer in sorted(answers.items())
    }
    missing = tuple(position for position in range(pictures) if position not in told)
    return SharedAnswer(told, missing, credits)


def parts_of(request: PlannedRequest, shared: SharedAnswer) -> list[tuple[PlannedRequest, Answer]]:
    """Each picture with its answer, as if asked about alone, at its share of the price."""
    shares = shares_of(request.credits, len(shared.answers)) if shared.answers else []
    return [
        (replace(request, pictures=(request.pictures[position],), credits=credits), answer)
        for credits, (position, answer) in zip(shares, shared.answers.items(), strict=True)
    ]


def answer_alone(raw: bytes, form: AnswerForm, pictures: int, position: int) -> bytes | None:
    """The answer for one picture as the bytes of a request for it alone; None: it is missing."""
    written, credits, _ = envelope_of(raw)
    entries, _ = _entries(written, index_key(form.fields), pictures)
    entry = entries.get(position)
    return None if entry is None else _body(entry, form, credits)


def _body(entry: Mapping[str, object], form: AnswerForm, credits: int | None) -> bytes | None:
    if form.json_mode:
        results = json.dumps(entry, ensure_ascii=False)
    else:
        text = entry.get(TEXT_KEY)
        if not isinstance(text, str):
            return None
        results = text
    envelope = {"results": results, "imageCount": 1, "creditUsage": credits}
    return json.dumps(envelope, ensure_ascii=True).encode()


def _entries(written: str, key: str, pictures: int) -> tuple[dict[int, Mapping[str, object]], bool]:
    """The entries without their indexes, by position; and whether the JSON had to be mended."""
    try:
        found = json_text.find(written, expected=pictures)
    except NotJsonError:
        return {}, False
    entries = _list_in(found.value)
    if found.cut_off:
        entries = entries[:-1]  # what breaks off may have been longer
    indexed: list[tuple[int, Mapping[str, object]]] = [
        (index, {name: value for name, value in entry.items() if name != key})
        for entry in entries
        if isinstance(entry, dict) and (index := _index(entry.get(key))) is not None
    ]
    counts = Counter(index for index, _ in indexed)
    first = 1 if counts.keys() == set(range(1, pictures + 1)) else 0  # all of them, counted from 1
    by_position = {
        index - first: entry
        for index, entry in indexed
        if counts[index] == 1 and 0 <= index - first < pictures
    }
    return by_position, found.mended and not found.cut_off


def _list_in(value: object) -> Sequence[object]:
    """The array of an answer; also when it stands alone in an object, as models like to wrap it."""
    if isinstance(value, dict) and len(value) == 1:
        (value,) = value.values()
    return value if isinstance(value, list) else []


def _index(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 5:
        return int(value)
    return value if type(value) is int else None  # `type`, since True is an int as well


def shares_of(credits: int, answers: int) -> list[int]:
    """Whole credits that add up to those of a request, the larger shares first."""
    return [credits // answers + (number < credits % answers) for number in range(answers)]
