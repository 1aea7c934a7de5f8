"""The fields behind `--fields`, and what to write instead when they cannot be read."""

from inklift.cli.terminal import on_one_line
from inklift.cli.usage import UsageError
from inklift.core.field_list import FieldListError, FieldListTrouble, parse_fields
from inklift.core.prompts import Field

FIELD_KINDS = "text number money date yesno choice(a|b) list(kind)"

_SENTENCES = {
    FieldListTrouble.EMPTY_NAME: "a name is empty; write names with commas between them, such as "
    '--fields "merchant, date, total:money"',
    FieldListTrouble.NAME_TWICE: "{part} is there twice; give each field a name of its own (case, "
    "spaces, hyphens and underscores make no difference)",
    FieldListTrouble.PARENTHESES: "in {part} the parentheses do not close; write ( and ) in pairs",
    FieldListTrouble.UNKNOWN_KIND: "{part} is no kind; write one of {kinds} behind the colon, or "
    "the name alone",
    FieldListTrouble.NO_CHOICES: "{part} lacks a value; write all values of a choice with bars "
    "between them, such as status:choice(paid|open)",
    FieldListTrouble.CHOICE_TWICE: "{part} has a value twice; write each value of a choice once",
    FieldListTrouble.TAKES_NOTHING: "{part} takes nothing in parentheses; only choice(a|b) and "
    "list(kind) do",
    FieldListTrouble.LIST_IN_LIST: "{part} is a list of lists; write list(text), say, instead",
}


def fields_option(text: str) -> tuple[Field, ...]:
    """The fields that were named; raises `UsageError`."""
    try:
        return parse_fields(text)
    except FieldListError as error:
        sentence = _SENTENCES[error.trouble].format(part=on_one_line(error.part), kinds=FIELD_KINDS)
        raise UsageError(f"--fields: {sentence}") from error
