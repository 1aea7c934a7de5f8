"""The words that are sent to a service that follows instructions: prompt, fields, and their form.

The report and the history keep the user's prompt alone.
"""

import json

from inklift.core.field_kinds import ITEM_KEYS, is_items, kind_of, plain_name
from inklift.core.prompts import AnswerForm, Field, FieldKind

_KINDS = {
    FieldKind.TEXT: "text",
    FieldKind.NUMBER: "a number, without thousands separators",
    FieldKind.MONEY: 'an amount of money as decimal text such as "12.50": a decimal point, no '
    "thousands separators, no currency sign",
    FieldKind.DATE: "a date as text, written YYYY-MM-DD",
    FieldKind.YES_NO: "true or false",
}
_ITEMS = (
    "a list of everything that was bought (empty when there is nothing), each entry an object with "
    f"the keys {', '.join(ITEM_KEYS)}, its numbers as decimal text, null for what is not there"
)
ARRAY_WANTED = "Answer with one JSON array and nothing else"  # what our words for one begin with
TEXT_KEY = "text"  # of an entry's object, where no JSON was asked for
_VALUES = (
    "Take the values from the picture and invent none. A value that cannot be found there is null."
)


def words_for(prompt: str, form: AnswerForm, pictures: int) -> str:
    """What to send for a request with that many pictures: the prompt, then what its form asks for.

    Word for word the prompt when no fields are named and there is one answer for the request.
    """
    if not prompt.strip() and not form.fields:
        return prompt
    if form.fields:
        lines = map(_field_line, form.fields)
        asked = "\n".join([_shape_of_fields(form.fields, pictures), *lines, _VALUES])
    elif form.json_mode and form.is_split(pictures):
        asked = (
            _array(pictures, "index")
            + " The other keys of an object hold the answer for its picture."
        )
    elif form.is_split(pictures):
        asked = (
            f"{_array(pictures, 'index')} Besides it, each has the key {_quoted(TEXT_KEY)}: all of "
            "the answer for its picture, as text."
        )
    else:
        return prompt
    return f"{prompt}\n\n{asked}" if prompt.strip() else asked


def wants_json(form: AnswerForm, pictures: int) -> bool:
    """Whether the service is asked for JSON: also for texts that come in an array."""
    return form.json_mode or form.is_split(pictures)


def index_key(fields: tuple[Field, ...]) -> str:
    """The key for the number of a picture in an array: `index`, unless a field has that name."""
    key = "index"
    while any(plain_name(field.name) == plain_name(key) for field in fields):
        key = f"picture_{key}"
    return key


def _shape_of_fields(fields: tuple[Field, ...], pictures: int) -> str:
    if pictures == 1:
        return (
            "Answer with one JSON object and nothing else, no words around it. It has exactly "
            "these keys, spelled as here:"
        )
    key = index_key(fields)
    return (
        f"{_array(pictures, key)} Besides {_quoted(key)}, each has exactly these keys, spelled as "
        "here:"
    )


def _array(pictures: int, key: str) -> str:
    first = f"{_quoted(key)}: 0"
    return (
        f"{ARRAY_WANTED}, no words around it: [{{{first}, …}}, …]. It "
        f"holds one object for each of the {pictures} pictures, in their order. {_quoted(key)} is "
        f"the number of its picture, counted from 0: the first object has {first}, the last "
        f"{_quoted(key)}: {pictures - 1}."
    )


def _field_line(field: Field) -> str:
    hint = " ".join(field.hint.split())
    return f"- {_quoted(field.name)}: {_kind_text(field)}{f' ({hint})' if hint else ''}"


def _kind_text(field: Field) -> str:
    if is_items(field):
        return _ITEMS
    kind = kind_of(field)
    if kind is FieldKind.LIST:
        item = _plain_kind_text(field.item_kind or FieldKind.TEXT, field.choices)
        return f"a list (empty when there is none), each entry {item}"
    return _plain_kind_text(kind, field.choices)


def _plain_kind_text(kind: FieldKind, choices: tuple[str, ...]) -> str:
    if kind is FieldKind.CHOICE:
        return f"one of {', '.join(map(_quoted, choices))}"
    return _KINDS[kind]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
