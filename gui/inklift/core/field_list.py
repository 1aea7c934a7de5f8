"""Fields written as one line of text, `merchant, date, total:money`, and that line read.

    line    = field {"," field}              commas inside parentheses are part of a field
    field   = name [":" kind]
    kind    = "text" | "number" | "money" | "date" | "yesno"
            | "choice(" value {"|" value} ")" | "list" ["(" kind ")"]      no list in a list

A colon inside parentheses, or before anything but a single word, is part of the name.
"""

import re
from dataclasses import replace
from enum import StrEnum

from inklift.core.field_kinds import plain_name
from inklift.core.prompts import Field, FieldKind

_KIND = re.compile(r"(?P<word>[^\W\d_]+)\s*(?:\((?P<inside>.*)\))?", re.DOTALL)


class FieldListTrouble(StrEnum):
    """What keeps a line from being read as fields."""

    EMPTY_NAME = "empty_name"
    NAME_TWICE = "name_twice"
    PARENTHESES = "parentheses"  # one that is not closed, or not opened
    UNKNOWN_KIND = "unknown_kind"
    NO_CHOICES = "no_choices"
    CHOICE_TWICE = "choice_twice"
    TAKES_NOTHING = "takes_nothing"  # text(…), say
    LIST_IN_LIST = "list_in_list"


class FieldListError(ValueError):
    """A line that names no fields; `part` is where the trouble is: a field, or its kind."""

    def __init__(self, trouble: FieldListTrouble, part: str) -> None:
        super().__init__(f"{trouble}: {part}")
        self.trouble = trouble
        self.part = part


def parse_fields(line: str) -> tuple[Field, ...]:
    """The fields of a line, in order. Raises `FieldListError`."""
    fields: dict[str, Field] = {}
    for part in _parts(line):
        field = _field(" ".join(part.split()))
        plain = plain_name(field.name)
        if plain in fields:
            raise FieldListError(FieldListTrouble.NAME_TWICE, field.name)
        fields[plain] = field
    return tuple(fields.values())


def _parts(line: str) -> list[str]:
    """The line cut at the commas outside parentheses."""
    parts: list[str] = []
    start = depth = 0
    for place, character in enumerate(line):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            raise FieldListError(FieldListTrouble.PARENTHESES, line[start : place + 1].strip())
        if character == "," and depth == 0:
            parts.append(line[start:place])
            start = place + 1
    if depth:
        raise FieldListError(FieldListTrouble.PARENTHESES, line[start:].strip())
    return [*parts, line[start:]]


def _field(text: str) -> Field:
    colon = _last_colon(text)
    kind = None if colon is None else _KIND.fullmatch(text[colon + 1 :].strip())
    if colon is None or kind is None:
        field = Field(text)
    else:
        field = _with_kind(Field(text[:colon].strip()), kind, text)
    if not plain_name(field.name):
        raise FieldListError(FieldListTrouble.EMPTY_NAME, text)
    return field


def _last_colon(text: str) -> int | None:
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(text[place], 0)
        if text[place] == ":" and depth == 0:
            return place
    return None


def _with_kind(field: Field, found: re.Match[str], whole: str, *, in_list: bool = False) -> Field:
    try:
        kind = FieldKind(found["word"].casefold())
    except ValueError as error:
        raise FieldListError(FieldListTrouble.UNKNOWN_KIND, found["word"]) from error
    inside: str | None = found["inside"]
    if in_list and kind is FieldKind.LIST:
        raise FieldListError(FieldListTrouble.LIST_IN_LIST, whole)
    if kind is FieldKind.CHOICE:
        field = replace(field, choices=_choices(inside or "", whole))
    elif kind is FieldKind.LIST:
        if inside is not None:
            item = _KIND.fullmatch(inside.strip())
            if item is None:
                raise FieldListError(FieldListTrouble.UNKNOWN_KIND, inside.strip() or "()")
            field = _with_kind(field, item, whole, in_list=True)
    elif inside is not None:
        raise FieldListError(FieldListTrouble.TAKES_NOTHING, found[0])
    return replace(field, item_kind=kind) if in_list else replace(field, kind=kind)


def _choices(inside: str, whole: str) -> tuple[str, ...]:
    choices = tuple(choice.strip() for choice in inside.split("|"))
    if not all(choices):
        raise FieldListError(FieldListTrouble.NO_CHOICES, whole)
    if len({choice.casefold() for choice in choices}) < len(choices):
        raise FieldListError(FieldListTrouble.CHOICE_TWICE, whole)
    return choices
