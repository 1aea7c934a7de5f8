"""The fields of a run as the text of one column: JSON, in ASCII, with hints and all."""

import json

from inklift.core.prompts import Field, FieldKind


def fields_text(fields: tuple[Field, ...]) -> str:
    """ "" when there are none."""
    if not fields:
        return ""
    return json.dumps(
        [
            {
                "name": field.name,
                "kind": field.kind,
                "choices": field.choices,
                "item_kind": field.item_kind,
                "hint": field.hint,
            }
            for field in fields
        ]
    )


def fields_in(text: str) -> tuple[Field, ...]:
    """The fields that `fields_text` wrote."""
    return tuple(
        Field(
            value["name"],
            _kind(value["kind"]),
            tuple(value["choices"]),
            _kind(value["item_kind"]),
            value["hint"],
        )
        for value in (json.loads(text) if text else ())
    )


def _kind(word: str | None) -> FieldKind | None:
    return None if word is None else FieldKind(word)
