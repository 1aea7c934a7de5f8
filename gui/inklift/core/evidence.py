"""Which values of an answer were seen in their pictures."""

from collections.abc import Sequence

from inklift.core.answer_values import AnswerValue, path_text, values_by_picture
from inklift.core.answers import Evidence


def is_looked_for(value: AnswerValue) -> bool:
    """Whether a value can stand in a picture: not yes, no, nothing, nor marks alone."""
    if value.value is None or isinstance(value.value, bool):
        return False
    return any(map(str.isalnum, str(value.value)))


def not_seen(data: object, names: Sequence[str], evidence: Evidence) -> tuple[str, ...]:
    """The paths of values without a place, each once; `names` are those of the pictures."""
    return tuple(
        dict.fromkeys(
            path
            for name, values in zip(names, values_by_picture(data, len(names)), strict=True)
            for value in values
            if is_looked_for(value) and not _is_on(name, evidence, path := path_text(value.path))
        )
    )


def _is_on(name: str, evidence: Evidence, path: str) -> bool:
    return any(place["picture"] == name for place in evidence.get(path, ()))
