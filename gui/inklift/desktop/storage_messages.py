"""What the window says when the history or the system's keyring cannot be used."""

from PySide6.QtCore import QCoreApplication

from inklift.core.errors import AppError
from inklift.desktop.remedies import Remedy

translate = QCoreApplication.translate  # the name that lupdate looks for


def storage_words(error: AppError) -> tuple[str, str, Remedy] | None:
    """Title, explanation and remedy; None for other errors."""
    match error.code:
        case "disk_full":
            return (
                translate("Errors", "The disk is full"),
                translate(
                    "Errors",
                    "Nothing more is sent until answers can be kept. Free some space, then press "
                    "Extract once more.",
                ),
                Remedy.NONE,
            )
        case "database_locked":
            return (
                translate("Errors", "The history is in use"),
                translate(
                    "Errors",
                    "Another program holds it. Close that program, then press Extract once more.",
                ),
                Remedy.NONE,
            )
        case "run_under_way":
            return (
                translate("Errors", "The run is under way"),
                translate(
                    "Errors",
                    "Another window or command is carrying it out just now. Wait for its end.",
                ),
                Remedy.NONE,
            )
        case "database_damaged":
            return (
                translate("Errors", "The history file is damaged"),
                translate(
                    "Errors",
                    "Nothing is sent while answers cannot be kept. Move the file away that Details "
                    "names; a new one is made then.",
                ),
                Remedy.NONE,
            )
        case "folder_read_only":
            return (
                translate("Errors", "Inklift's folder cannot be written"),
                translate(
                    "Errors",
                    "Nothing is sent while answers cannot be kept. Allow writing to the folder "
                    "that Details names.",
                ),
                Remedy.NONE,
            )
        case "newer_version":
            return (
                translate("Errors", "A newer Inklift wrote this history"),
                translate("Errors", "It is left as it is. Start the newer version instead."),
                Remedy.NONE,
            )
        case "no_keyring":
            return (
                translate("Errors", "This computer has no safe place for the key"),
                translate(
                    "Errors",
                    "The key is kept until you close Inklift. Next time it has to be entered "
                    "again.",
                ),
                Remedy.NONE,
            )
        case "keyring_locked":
            return (
                translate("Errors", "The keyring is locked"),
                translate(
                    "Errors",
                    "Unlock it (your computer may have opened a password window), then try again.",
                ),
                Remedy.NONE,
            )
        case "keyring_failed":
            return (
                translate("Errors", "The keyring did not keep the key"),
                translate(
                    "Errors",
                    "Restart the keyring or the computer and try again. Until then the key can be "
                    "given in INKLIFT_API_KEY.",
                ),
                Remedy.NONE,
            )
    return None
