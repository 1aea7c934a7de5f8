"""What was read on the pictures of a request → the answer of the engine *This computer*.

Standard library only: engines import this without paying for the OCR library.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inklift.core.answers import Notice, Place
from inklift.core.readings import Reading
from inklift.reading.fields.certain import certain_fields
from inklift.reading.fields.values import FieldValue
from inklift.reading.fields.wanted import wanted_fields
from inklift.reading.plain_reading import asks_for_more_than_fields, asks_for_more_than_text


@dataclass(frozen=True, slots=True)
class OnDeviceAnswer:
    """An answer whose parts go into the body of the response as they are."""

    results: str
    notices: tuple[str, ...]
    evidence: dict[str, list[Place]]  # by field


def answer_for(
    readings: Sequence[Reading], names: Sequence[str], prompt: str, *, json_mode: bool
) -> OnDeviceAnswer:
    """Answer a prompt from the readings of its pictures; `names` are what the user calls them.

    As text: all that was read, and with several pictures each under its name. As JSON: `text`,
    `lines` and the fields that the prompt asks for and that are certain, as an object; with several
    pictures a list of such objects, each with its `index` from 0. The notice `reads_only` says that
    the prompt asks for something that is not in the answer.
    """
    if not json_mode:
        return OnDeviceAnswer(
            results=_as_text(readings, names),
            notices=(Notice.READS_ONLY,) if asks_for_more_than_text(prompt) else (),
            evidence={},
        )
    fields = [certain_fields(reading, prompt) for reading in readings]
    records = [_record(reading, values) for reading, values in zip(readings, fields, strict=True)]
    value = (
        records[0]
        if len(records) == 1
        else [{"index": index, **record} for index, record in enumerate(records)]
    )
    return OnDeviceAnswer(
        results=json.dumps(value, ensure_ascii=False),
        notices=() if _is_answered(prompt, fields) else (Notice.READS_ONLY,),
        evidence=_evidence(fields, names),
    )


def _as_text(readings: Sequence[Reading], names: Sequence[str]) -> str:
    if len(readings) == 1:
        return readings[0].text
    return "\n\n".join(
        f"{name}\n{reading.text}" for reading, name in zip(readings, names, strict=True)
    )


def _record(reading: Reading, values: Mapping[str, FieldValue]) -> dict[str, object]:
    return {
        "text": reading.text,
        "lines": [line.text for line in reading.lines],
        **{name: value.text for name, value in values.items()},
    }


def _is_answered(prompt: str, fields: Sequence[Mapping[str, FieldValue]]) -> bool:
    wanted = wanted_fields(prompt)
    if not wanted.fields:
        return not asks_for_more_than_text(prompt)
    return not asks_for_more_than_fields(wanted.rest) and all(
        field.name in values for values in fields for field in wanted.fields
    )


def _evidence(
    fields: Sequence[Mapping[str, FieldValue]], names: Sequence[str]
) -> dict[str, list[Place]]:
    evidence: dict[str, list[Place]] = {}
    for values, picture in zip(fields, names, strict=True):
        for name, value in values.items():
            evidence.setdefault(name, []).extend(
                Place(picture=picture, box=box.as_list(), reason=value.reason)
                for box in value.boxes
            )
    return evidence
