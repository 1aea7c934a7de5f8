"""Which values of an answer were seen in their pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from inklift.core.answer_values import AnswerValue, ValuePath, path_text, values_by_picture
from inklift.core.answers import Evidence, Place
from inklift.core.pictures import Box


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a value stands: a box for each line that it runs over. `slips`: letters that differ."""

    boxes: tuple[Box, ...]
    reason: str  # "label": where the page names it; "text": where it is written
    slips: int = 0


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found of the values of one picture, by their paths.

    `read_otherwise` are values that stand there, though not under their name: what the page gives
    that name to, as our own reading has it.
    """

    seen: Mapping[ValuePath, Seen] = field(default_factory=dict)
    read_otherwise: Mapping[ValuePath, str] = field(default_factory=dict)

    def as_evidence(self, picture: str) -> dict[str, list[Place]]:
        """In the shape of a report, for the picture of that name."""
        return {
            path_text(path): [
                Place(picture=picture, box=box.as_list(), reason=seen.reason) for box in seen.boxes
            ]
            for path, seen in self.seen.items()
        }


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
