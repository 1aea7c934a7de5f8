"""What the one button of a message does."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate  # the name that lupdate looks for


class Remedy(StrEnum):
    """What the one button of a message does."""

    NONE = ""
    ENTER_KEY = "enter_key"
    SHRINK_TO_FIT = "shrink_to_fit"
    OPEN_PREFERENCES = "open_preferences"


def remedy_label(remedy: Remedy) -> str:
    """The text on the button."""
    match remedy:
        case Remedy.ENTER_KEY:
            return translate("Errors", "Enter a key…")
        case Remedy.SHRINK_TO_FIT:
            return translate("Errors", "Shrink to fit")
        case Remedy.OPEN_PREFERENCES:
            return translate("Errors", "Open preferences…")
    return ""
