"""What a service answered when fields were named → objects with just these fields, plain values.

Money becomes decimal text, a date ISO 8601. What is not of its kind stays as it was written, as
text; what was not found is None. No number goes through binary floating point: JSON is to be read
with `exact` (see `core.json_text`).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inklift.core.asking import index_key
from inklift.core.field_kinds import is_items, kind_of, plain_name
from inklift.core.prompts import Field, FieldKind
from inklift.core.written_values import amount_of, date_of, money_text, number_of, yes_or_no

_DEEPEST_WRAPPING = 3  # {"result": {"receipt": {…}}}
_NO_VALUE = frozenset({"", "null", "n/a"})
_NO_VALUE_BUT_FOR_TEXT = frozenset({"-", "–", "—", "?", "none", "not found", "unknown"})

_Entry = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class FieldData:
    """The values of the fields, and what is to be said of them.

    `data` is an object for one picture; for several a list, with an object for each of them unless
    the count differs. It has text, bool, int, float (where that is exact), None, lists of these,
    and lists of objects with texts where things that were bought are listed.
    """

    data: dict[str, object] | list[dict[str, object]]
    fields_missing: bool = False  # one that was left out altogether
    wrong_kind: bool = False  # a value that stands there as it was written
    count_differs: bool = False  # not one object for each picture


def field_data(value: object, fields: tuple[Field, ...], pictures: int) -> FieldData:
    """The fields in the JSON of an answer for that many pictures."""
    bare = _unwrapped(value, {plain_name(field.name) for field in fields})
    found = [entry if isinstance(entry, dict) else {} for entry in _as_list(bare)]
    if pictures == 1:
        entries: Sequence[_Entry] = found[:1] or [{}]
        count_differs = len(found) > 1
    else:
        entries, count_differs = _in_order(found, index_key(fields), pictures)
    read = [_EntryReader(fields, entry) for entry in entries]
    objects = [entry.values for entry in read]
    return FieldData(
        objects[0] if pictures == 1 else objects,
        fields_missing=any(entry.fields_missing for entry in read),
        wrong_kind=any(entry.wrong_kind for entry in read),
        count_differs=count_differs,
    )


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _unwrapped(value: object, wanted: set[str]) -> object:
    """What stands inside objects that hold nothing else and none of the fields."""
    inside = value
    for _ in range(_DEEPEST_WRAPPING):
        if any(
            isinstance(entry, dict) and not wanted.isdisjoint(map(plain_name, entry))
            for entry in _as_list(inside)
        ):
            return inside
        if not isinstance(inside, dict) or len(inside) != 1:
            break
        (inside,) = inside.values()
    return value


def _in_order(entries: Sequence[_Entry], key: str, pictures: int) -> tuple[Sequence[_Entry], bool]:
    """One entry for each picture, in the pictures' order, and whether their count differs.

    Where a number says which picture an entry is for, it stands in its place, and an empty one in
    the place of each that is missing. An entry without a number is then for none of them.
    """
    indexes = [(_index(entry.get(key)), entry) for entry in entries]
    numbered = [(index, entry) for index, entry in indexes if index is not None]
    by_index = dict(numbered)
    if by_index.keys() == set(range(1, pictures + 1)):  # counted from 1
        by_index = {index - 1: entry for index, entry in by_index.items()}
    if numbered and len(by_index) == len(numbered) and by_index.keys() <= set(range(pictures)):
        in_order = [by_index.get(index, {}) for index in range(pictures)]
        return in_order, len(by_index) < pictures
    return entries, bool(numbered) or len(entries) != pictures


def _index(value: object) -> int | None:
    if isinstance(value, str) and value.isdecimal() and len(value) < 6:
        return int(value)
    return value if type(value) is int else None  # `type`, since True is an int as well


class _EntryReader:
    """Reads the object for one picture."""

    def __init__(self, fields: tuple[Field, ...], entry: _Entry) -> None:
        self.fields_missing = False
        self.wrong_kind = False
        by_plain_name: dict[str, str] = {}
        for name in entry:
            by_plain_name.setdefault(plain_name(name), name)
        self.values: dict[str, object] = {}
        for field in fields:
            key = field.name if field.name in entry else by_plain_name.get(plain_name(field.name))
            self.fields_missing |= key is None
            value = None if key is None else entry[key]
            self.values[field.name] = self._value_of(field, value)

    def _value_of(self, field: Field, value: object) -> object:
        kind = kind_of(field)
        if field.kind is None and (is_items(field) or _holds_objects(value)):
            return None if _says_nothing(FieldKind.LIST, value) else self._objects(value)
        if kind is FieldKind.LIST:
            return self._list(field, value)
        return self._value(kind, field.choices, value)

    def _objects(self, value: object) -> list[object]:
        """A list of objects as it is, its values as text: what was bought, or rows of a table."""
        self.wrong_kind |= not _holds_objects(value)
        return [
            {name: _text(each) for name, each in item.items()}
            if isinstance(item, dict)
            else _text(item)
            for item in _as_list(value)
        ]

    def _list(self, field: Field, value: object) -> list[object] | None:
        if _says_nothing(FieldKind.LIST, value):
            return None
        kind = field.item_kind or FieldKind.TEXT
        return [self._value(kind, field.choices, item) for item in _as_list(value)]

    def _value(self, kind: FieldKind, choices: tuple[str, ...], value: object) -> object:
        if _says_nothing(kind, value):
            return None
        plain = None if isinstance(value, dict | list) else _plain(kind, choices, value)
        if plain is not None:
            return plain
        self.wrong_kind = True
        return _written(value)


def _holds_objects(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict | list) for item in value)


def _text(value: object) -> object:
    if isinstance(value, list):
        return [_text(each) for each in value]
    return None if value is None else _written(value)


def _says_nothing(kind: FieldKind, value: object) -> bool:
    if isinstance(value, str):
        word = value.strip().casefold()
        takes_words = kind in (FieldKind.TEXT, FieldKind.CHOICE, FieldKind.LIST)
        return word in _NO_VALUE or (not takes_words and word in _NO_VALUE_BUT_FOR_TEXT)
    return value is None


def _plain(kind: FieldKind, choices: tuple[str, ...], value: object) -> object | None:
    """The value as its kind is told; None: it is of another kind."""
    written = _written(value)
    match kind:
        case FieldKind.MONEY:
            amount = _exact(value) if _is_number(value) else amount_of(written)
            return None if amount is None else money_text(amount)
        case FieldKind.NUMBER:
            return _number(value, written)
        case FieldKind.DATE:
            date = date_of(written)
            return None if date is None else date.isoformat()
        case FieldKind.YES_NO:
            return yes_or_no(written)
        case FieldKind.CHOICE:
            same = " ".join(written.split()).casefold()
            return next((choice for choice in choices if choice.casefold() == same), None)
        case _:
            return written


def _number(value: object, written: str) -> int | float | str | None:
    """A number of JSON where that is exact, else its text."""
    exact = _exact(value) if _is_number(value) else number_of(written)
    if exact is None:
        return None
    digits = written.strip().lstrip("+-")
    if len(digits) > 1 and digits.isdecimal() and digits.startswith("0"):
        return written  # 0042 is more than 42
    if f"{exact:f}".lstrip("-").isdecimal():
        return int(exact)
    near = float(exact)
    return near if Decimal(repr(near)) == exact else written


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _exact(value: object) -> Decimal:
    return Decimal(str(value))


def _written(value: object) -> str:
    """A value of JSON as text: a text as it is, everything else as JSON."""
    return value if isinstance(value, str) else _as_json(value)


def _as_json(value: object) -> str:
    match value:
        case Decimal():
            return str(value)
        case dict():
            members = (
                f"{json.dumps(k, ensure_ascii=False)}: {_as_json(v)}" for k, v in value.items()
            )
            return f"{{{', '.join(members)}}}"
        case list():
            return f"[{', '.join(map(_as_json, value))}]"
        case _:
            return json.dumps(value, ensure_ascii=False)
