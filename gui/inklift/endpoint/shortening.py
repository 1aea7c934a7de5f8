"""Cuts an answer at the contract's limit of output, and keeps JSON valid while it does."""

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from inklift.core.extract_image_api import CHARACTERS_PER_TOKEN, MAX_OUTPUT_TOKENS

LIMIT = MAX_OUTPUT_TOKENS * CHARACTERS_PER_TOKEN  # in characters
_NOTE = "note"
_CUT = f"Shortened to {MAX_OUTPUT_TOKENS:,} tokens"
_LONGEST_NAMES = 200  # characters, of the members that a note names
_LEAST_PART = 20  # characters; less of a member says nothing


def shortened(results: str, *, json_mode: bool) -> str:
    """The results, in `LIMIT` characters at most.

    Text stops there. Of JSON, a list keeps as many of its entries as fit and gets one more with a
    `note`; an object keeps its small members whole, and gets a `note` that names those that were
    shortened. What fits is not touched.
    """
    if len(results) <= LIMIT:
        return results
    if not json_mode:
        return results[:LIMIT]
    value = json.loads(results)
    if isinstance(value, list):
        return _written(_fitted_answers(value))
    return _written(_fitted(value, LIMIT))


def _fitted_answers(entries: Sequence[Any]) -> list[Any]:
    """The list that is the whole answer: its last entry tells how many are missing."""
    left = LIMIT - len(_written([_list_note(len(entries), len(entries))])) - len(", ")
    kept = _fitted_list(entries, left) or [_fitted(entries[0], left - len("[]"))]
    return [*kept, _list_note(len(kept), len(entries))]


def _fitted(value: Any, room: int) -> Any:
    """The value, or what of it can be written in `room` characters."""
    if len(_written(value)) <= room:
        return value
    match value:
        case list():
            return _fitted_list(value, room)
        case dict():
            return _fitted_object(value, room)
        case str():
            return _start_of(value, room)
    return None  # a number of many digits: a part of it would be another number


def _fitted_list(entries: Sequence[Any], room: int) -> list[Any]:
    left = room - len("[]")
    kept: list[Any] = []
    for entry in entries:
        left -= len(_written(entry)) + len(", ")
        if left < 0:
            break
        kept.append(entry)
    return kept


def _list_note(kept: int, count: int) -> dict[str, str]:
    return {_NOTE: f"{_CUT}: {kept:,} of {count:,} entries are here."}


def _fitted_object(members: Mapping[str, Any], room: int) -> dict[str, Any]:
    """Small members stay whole; what is left of the room is shared by the large ones."""
    note_name = _NOTE if _NOTE not in members else "shortened"
    left = room - len(_written({note_name: f"{_CUT}: ."})) - _LONGEST_NAMES
    by_size = sorted(members, key=lambda name: len(_written({name: members[name]})))
    kept: dict[str, Any] = {}
    shortened_names: list[str] = []
    for number, name in enumerate(by_size):
        share = left // (len(by_size) - number)
        around = len(_written({name: 0})) - len("0")
        value = members[name]
        if len(_written(value)) + around > share:
            shortened_names.append(name)
            if share - around < _LEAST_PART:
                continue
            value = _fitted(value, share - around)
        kept[name] = value
        left -= len(_written(value)) + around
    names = ", ".join(name for name in members if name in shortened_names)
    if len(_written(names)) > _LONGEST_NAMES:
        names = f"{len(shortened_names):,} members"
    in_order = {name: kept[name] for name in members if name in kept}
    return in_order | {note_name: f"{_CUT}: {names}."}


def _start_of(text: str, room: int) -> str:
    """As much of a string as fits, with a sign that more was there."""
    lengths = range(len(text))
    fitting = bisect_right(lengths, room, key=lambda length: len(_written(f"{text[:length]}…")))
    return f"{text[: fitting - 1]}…" if fitting else ""


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
