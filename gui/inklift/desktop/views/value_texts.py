"""What the window says about single values: their kind, whether they can be trusted, and why."""

import html

from PySide6.QtCore import QCoreApplication

from inklift.core.reviews import Assessed, Doubt, ValueState
from inklift.desktop.colours import Role
from inklift.desktop.widgets.visible_text import visible

translate = QCoreApplication.translate  # the name that lupdate looks for

_LONGEST = 300  # characters of a value in one line; the rest is in the text of the answer

STATE_ICONS: dict[ValueState, tuple[str, Role]] = {
    ValueState.CERTAIN: ("done", "success"),
    ValueState.TO_CHECK: ("warning", "warning"),
    ValueState.CONFIRMED: ("tick", "success"),
    ValueState.CORRECTED: ("edit", "accent"),
}


def value_text(value: object) -> str:
    """A value in one line; a group or a list tells how much is in it."""
    match value:
        case None:
            return ""
        case bool():
            return translate("Values", "yes") if value else translate("Values", "no")
        case dict():
            return translate("Values", "%n value(s)", "", len(value))
        case list():
            return translate("Values", "%n item(s)", "", len(value))
        case _:
            return visible(str(value)[:_LONGEST]).shown.replace("\n", " ")


def kind_text(value: object) -> str:
    match value:
        case None:
            return translate("Values", "empty")
        case bool():
            return translate("Values", "yes/no")
        case int() | float():
            return translate("Values", "number")
        case str():
            return translate("Values", "text")
        case dict():
            return translate("Values", "group")
        case _:
            return translate("Values", "list")


def state_text(assessed: Assessed | None) -> str:
    """Whether a value can be trusted, in a few words; "" where nothing is known."""
    if assessed is None:
        return ""
    match assessed.state:
        case ValueState.CERTAIN:
            return translate("Values", "Seen in the picture")
        case ValueState.CONFIRMED:
            return translate("Values", "Confirmed by you")
        case ValueState.CORRECTED:
            return translate("Values", "Corrected by you")
        case ValueState.TO_CHECK:
            return translate("Values", "To check: {why}").format(why=doubts_text(assessed))
        case _:
            return ""


def doubts_text(assessed: Assessed, read_otherwise: str = "") -> str:
    """Why a value is to be checked."""
    return ", ".join(_doubt_text(doubt, read_otherwise) for doubt in assessed.doubts)


def _doubt_text(doubt: Doubt, read_otherwise: str) -> str:
    match doubt:
        case Doubt.NOT_SEEN:
            return translate("Values", "not seen in the picture")
        case Doubt.READ_OTHERWISE if read_otherwise:
            #: {value} is what our own reading found under the same name
            return translate("Values", "the picture seems to say {value}").format(
                value=read_otherwise
            )
        case Doubt.READ_OTHERWISE:
            return translate("Values", "the picture calls this value something else")
        case _:
            return translate("Values", "the sums do not add up")


def spoken_text(name: str, value: object, assessed: Assessed | None) -> str:
    """What assistive technology reads of a value."""
    parts = [f"{name}: {value_text(value) or kind_text(value)}", state_text(assessed)]
    return ", ".join(part for part in parts if part)


def tool_tip(value: object, assessed: Assessed | None) -> str:
    """The whole value, and what is known of it."""
    whole = value_text(value)
    known = state_text(assessed)
    lines = [html.escape(line) for line in (whole, known) if line]
    return f"<span>{'<br>'.join(lines)}</span>" if lines else ""
