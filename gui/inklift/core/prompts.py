"""What the user asks for: the prompt, the form of the answer, and saved pairs of the two."""

from dataclasses import dataclass
from enum import StrEnum


class Grouping(StrEnum):
    """How many answers a run gives."""

    EACH = "each"  # one for each picture
    TOGETHER = "together"  # one for all pictures


class FieldKind(StrEnum):
    """What the value of a field is; the words are those of `--fields`."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    YES_NO = "yesno"
    CHOICE = "choice"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Field:
    """One named value wanted from each picture."""

    name: str
    kind: FieldKind | None = None  # None: as its name says (see `core.field_kinds`)
    choices: tuple[str, ...] = ()  # of a choice, or of a list of choices
    item_kind: FieldKind | None = None  # of a list's entries; None: text
    hint: str = ""  # the user's words on where or what it is


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """Text or JSON, for each picture or for all together; with fields, JSON of just these."""

    json_mode: bool = False
    grouping: Grouping = Grouping.EACH
    fields: tuple[Field, ...] = ()  # no two with the same `core.field_kinds.plain_name`

    def is_split(self, pictures: int) -> bool:
        """Whether one request for so many pictures gives an answer for each of them."""
        return self.grouping is Grouping.EACH and pictures > 1


@dataclass(frozen=True, slots=True)
class Template:
    """A saved prompt with its answer form. `id` is stable; `name` is shown."""

    id: str
    name: str
    prompt: str
    form: AnswerForm
