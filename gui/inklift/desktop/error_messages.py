"""What the window says of an error: what happened, what it means, and what to do next."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from inklift.core.errors import (
    AddressUnreachable,
    AppError,
    EngineError,
    EntriesMissing,
    Outcome,
    PictureTooLarge,
    PriceRose,
    RateLimited,
    Redirected,
)
from inklift.desktop.remedies import Remedy
from inklift.desktop.service_messages import service_says, status_words
from inklift.desktop.storage_messages import storage_words

translate = QCoreApplication.translate  # the name that lupdate looks for


@dataclass(frozen=True, slots=True)
class ErrorText:
    """Sentences for the user, and the technical text that stands behind *Details*."""

    title: str
    explanation: str
    remedy: Remedy = Remedy.NONE
    details: str = ""


def error_text(error: Exception) -> ErrorText:
    """The words for an error of ours, or for a bug."""
    if not isinstance(error, AppError):
        return ErrorText(
            translate("Errors", "Something went wrong in the program"),
            translate(
                "Errors",
                "This is our mistake, not yours. Your pictures and the answers so far are safe. "
                "The details help us to mend it.",
            ),
            details=repr(error),
        )
    title, explanation, remedy = storage_words(error) or _words(error)
    if isinstance(error, EngineError):
        title, explanation = status_words(error) or (title, explanation)
        parts = (explanation, service_says(error), _money(error))
        explanation = " ".join(part for part in parts if part)
    return ErrorText(title, explanation, remedy, _details(error))


def _words(error: AppError) -> tuple[str, str, Remedy]:
    match error.code:
        case "missing":
            return (
                translate("Errors", "The picture is no longer there"),
                translate(
                    "Errors", "It was moved, renamed or deleted. Add it again from where it is now."
                ),
                Remedy.NONE,
            )
        case "no_permission":
            return (
                translate("Errors", "The picture may not be opened"),
                translate(
                    "Errors",
                    "Your account is not allowed to read this file. Copy it to a folder of yours, "
                    "or ask its owner.",
                ),
                Remedy.NONE,
            )
        case "unsupported":
            return (
                translate("Errors", "This is not a picture that can be opened"),
                translate(
                    "Errors",
                    "JPEG, PNG, WebP, HEIC, AVIF, TIFF, GIF, BMP and PDF without a password can be "
                    "opened. Save it as one of these and add it again.",
                ),
                Remedy.NONE,
            )
        case "unreadable":
            return (
                translate("Errors", "The picture is damaged"),
                translate(
                    "Errors",
                    "Not enough of it can be read. Copy it again from the camera or phone, or take "
                    "the photo again.",
                ),
                Remedy.NONE,
            )
        case "changed":
            return (
                translate("Errors", "The picture has changed"),
                translate(
                    "Errors",
                    "Its file is not the one it was when the run began, so it was not sent. Add "
                    "it again and press Extract.",
                ),
                Remedy.NONE,
            )
        case "not_fetched":
            return (
                translate("Errors", "This address is only for Dumpling AI"),
                translate(
                    "Errors",
                    "The picture was not fetched, so it cannot be read here. Choose Dumpling AI, "
                    "or add the address again without Send the address itself.",
                ),
                Remedy.NONE,
            )
        case "too_large":
            return _too_large(error)
        case "no_pictures":
            return (
                translate("Errors", "There are no pictures in this folder"),
                translate("Errors", "Add another folder, or the pictures themselves."),
                Remedy.NONE,
            )
        case "address_refused":
            return (
                translate("Errors", "This address cannot be used"),
                translate(
                    "Errors",
                    "Only public http and https addresses are fetched. Save the picture to your "
                    "computer and add it from there.",
                ),
                Remedy.NONE,
            )
        case "address_unreachable":
            return _unreachable_address(error)
        case "no_key":
            return (
                translate("Errors", "Dumpling AI needs your key"),
                translate(
                    "Errors",
                    "Enter the API key of your account, or choose the engine This computer.",
                ),
                Remedy.ENTER_KEY,
            )
        case "key_rejected":
            return (
                translate("Errors", "The key was refused"),
                translate(
                    "Errors",
                    "The service does not accept this API key. Copy it again from your account "
                    "page, then press Extract once more.",
                ),
                Remedy.ENTER_KEY,
            )
        case "out_of_credit":
            return (
                translate("Errors", "No credits are left"),
                translate(
                    "Errors",
                    "Add credits to your account with the service, then press Extract once more, "
                    "or choose the engine This computer.",
                ),
                Remedy.NONE,
            )
        case "budget_reached":
            return (
                translate("Errors", "The monthly budget is reached"),
                translate(
                    "Errors",
                    "Nothing more was sent, so that it is not passed. Raise it in the preferences, "
                    "or go on next month.",
                ),
                Remedy.OPEN_PREFERENCES,
            )
        case "unknown_before":
            return (
                translate("Errors", "Sent before, without an answer"),
                translate("Errors", "An earlier try sent this picture, and no answer came."),
                Remedy.NONE,
            )
        case "rate_limited":
            return _rate_limited(error)
        case "request_refused":
            return (
                translate("Errors", "The service did not accept the request"),
                translate("Errors", "Try fewer or smaller pictures, or another prompt."),
                Remedy.NONE,
            )
        case "offline":
            return (
                translate("Errors", "No connection to the service"),
                translate(
                    "Errors",
                    "Check the internet connection and, if you use one, the proxy in the "
                    "preferences. Then press Extract once more.",
                ),
                Remedy.OPEN_PREFERENCES,
            )
        case "timed_out":
            return (
                translate("Errors", "The service did not answer in time"),
                translate("Errors", "It may be busy. The time allowed is in the preferences."),
                Remedy.OPEN_PREFERENCES,
            )
        case "connection_lost":
            return (
                translate("Errors", "The connection broke"),
                translate("Errors", "It ended before the answer was here."),
                Remedy.NONE,
            )
        case "tls":
            return (
                translate("Errors", "The service could not prove who it is"),
                translate(
                    "Errors",
                    "In an office with its own certificates, add them in the preferences. "
                    "Elsewhere, do not go on: somebody may be listening.",
                ),
                Remedy.OPEN_PREFERENCES,
            )
        case "server_failed":
            return (
                translate("Errors", "The service had a problem"),
                translate("Errors", "It is not your picture's fault. Try again in a few minutes."),
                Remedy.NONE,
            )
        case "redirected":
            host = error.host if isinstance(error, Redirected) else ""
            return (
                translate("Errors", "The service points to another address"),
                translate(
                    "Errors",
                    "It named {host}. Neither your key nor your pictures were sent there. If this "
                    "goes on, ask the service.",
                ).format(host=host or translate("Errors", "another place")),
                Remedy.NONE,
            )
        case "wrong_shape":
            return (
                translate("Errors", "The answer cannot be read"),
                translate("Errors", "What arrived is kept, but no text was found in it."),
                Remedy.NONE,
            )
        case "entry_missing":
            return (
                translate("Errors", "The answer leaves pictures out"),
                translate(
                    "Errors",
                    "They were asked about together with others. They can be sent again, in "
                    "smaller requests.",
                ),
                Remedy.NONE,
            )
        case "price_rose":
            return (
                translate("Errors", "The price has changed"),
                translate(
                    "Errors",
                    "It is {credits} credits now, and nothing was sent. Press Extract again to "
                    "agree to it.",
                ).format(credits=error.credits if isinstance(error, PriceRose) else "?"),
                Remedy.NONE,
            )
        case "reading_failed":
            return (
                translate("Errors", "Reading on this computer stopped"),
                translate(
                    "Errors",
                    "Most often memory ran out. Close other programs and press Extract once more.",
                ),
                Remedy.NONE,
            )
        case "workers_unavailable":
            return (
                translate("Errors", "Inklift's helper programs do not start"),
                translate(
                    "Errors",
                    "They open and read the pictures. Close other programs or restart the "
                    "computer; if that does not help, install Inklift anew.",
                ),
                Remedy.NONE,
            )
        case "service_address":
            return (
                translate("Errors", "The address of the service cannot be used"),
                translate(
                    "Errors",
                    "INKLIFT_API_URL must be an https address (http only on this computer). "
                    "Correct or remove it and start Inklift again.",
                ),
                Remedy.NONE,
            )
    return (
        translate("Errors", "This did not work"),
        translate("Errors", "Details tell more."),
        Remedy.NONE,
    )


def _too_large(error: AppError) -> tuple[str, str, Remedy]:
    if not isinstance(error, PictureTooLarge) or not error.limit_bytes:
        return (
            translate("Errors", "The picture is too large to open"),
            translate("Errors", "Save a smaller copy of it and add that."),
            Remedy.NONE,
        )
    return (
        translate("Errors", "Too large to send"),
        translate(
            "Errors",
            "It has {size} MB; the service takes {limit} MB. Nothing was sent and nothing charged. "
            "Shrink to fit sends a smaller copy; your file stays as it is.",
        ).format(
            size=f"{error.size_bytes / 1e6:.1f}",
            limit=f"{error.limit_bytes / 1e6:.0f}",
        ),
        Remedy.SHRINK_TO_FIT,
    )


def _unreachable_address(error: AppError) -> tuple[str, str, Remedy]:
    title = translate("Errors", "Nothing could be fetched from this address")
    status = error.status if isinstance(error, AddressUnreachable) else 0
    if status in (401, 403):
        explanation = translate(
            "Errors", "The page wants you to sign in. Save the picture and add the file."
        )
    elif status in (404, 410):
        explanation = translate("Errors", "There is nothing at this address any more.")
    else:
        explanation = translate(
            "Errors", "Check the address and the connection, or save the picture and add it."
        )
    return (title, explanation, Remedy.NONE)


def _rate_limited(error: AppError) -> tuple[str, str, Remedy]:
    seconds = error.retry_after_s if isinstance(error, RateLimited) else None
    when = (
        translate("Errors", "Press Extract again in {minutes} min.").format(
            minutes=max(1, round(seconds / 60))
        )
        if seconds
        else translate("Errors", "Press Extract again in a few minutes.")
    )
    return (translate("Errors", "Too many requests for now"), when, Remedy.NONE)


def _money(error: EngineError) -> str:
    if isinstance(error, EntriesMissing):
        return translate("Errors", "The request was charged.")
    match error.outcome:
        case Outcome.NOT_SENT:
            return translate("Errors", "Nothing was sent, nothing was charged.")
        case Outcome.UNKNOWN:
            return translate(
                "Errors",
                "The request had left: it may have been charged. It is not sent again by itself.",
            )
    return translate("Errors", "This was not charged.")


def _details(error: AppError) -> str:
    lines = [str(error)]
    if isinstance(error, EngineError) and error.status:
        lines.append(f"HTTP {error.status}")
    return "\n".join(lines)
