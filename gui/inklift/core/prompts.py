"""What the user asks for: the prompt, the form of the answer, and saved pairs of the two."""

from dataclasses import dataclass
from enum import StrEnum


class Grouping(StrEnum):
    """How many answers a run gives."""

    EACH = "each"  # one for each picture
    TOGETHER = "together"  # one for all pictures


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """Text or JSON, for each picture or for all together."""

    json_mode: bool = False
    grouping: Grouping = Grouping.EACH


@dataclass(frozen=True, slots=True)
class Template:
    """A saved prompt with its answer form. `id` is stable; `name` is shown."""

    id: str
    name: str
    prompt: str
    form: AnswerForm
