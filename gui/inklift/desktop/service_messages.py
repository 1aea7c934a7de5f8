"""What the window says when a service answers with a status instead of an answer."""

from PySide6.QtCore import QCoreApplication

from inklift.core.errors import EngineError

translate = QCoreApplication.translate  # the name that lupdate looks for


def status_words(error: EngineError) -> tuple[str, str] | None:
    """Title and explanation for the HTTP status of an error; None where its code says enough."""
    match error.status:
        case 400:
            return (
                translate("Errors", "The service did not accept the request"),
                translate("Errors", "Change the prompt or the pictures, then press Extract again."),
            )
        case 403:
            return (
                translate("Errors", "This key may not be used for reading pictures"),
                translate(
                    "Errors",
                    "Your account or key does not allow it. Look at its settings with the service, "
                    "or enter another key.",
                ),
            )
        case 404 | 405:
            return (
                translate("Errors", "The service is not at its address"),
                translate(
                    "Errors",
                    "It may have moved, or the address was changed here. Look for a newer Inklift.",
                ),
            )
        case 408:
            return (
                translate("Errors", "The service gave up waiting"),
                translate(
                    "Errors",
                    "The connection may be slow. Sending smaller pictures helps: see Preferences.",
                ),
            )
        case 409:
            return (
                translate("Errors", "The service is busy with another request of yours"),
                translate("Errors", "Wait a minute before you press Extract again."),
            )
        case 413:
            return (
                translate("Errors", "Too much for one request"),
                translate(
                    "Errors",
                    "Choose a smaller size for the pictures that are sent, in Preferences, or ask "
                    "about fewer pictures at once.",
                ),
            )
        case 415 | 422:
            return (
                translate("Errors", "The service cannot work with this picture or prompt"),
                translate("Errors", "Try another prompt, or read the picture on This computer."),
            )
        case 500:
            return (
                translate("Errors", "The service could not read the picture"),
                translate(
                    "Errors",
                    "It stopped in the middle of the work. Try again in a few minutes, or read the "
                    "picture on This computer.",
                ),
            )
        case 502 | 504:
            return (
                translate("Errors", "The service did not answer its own gateway"),
                translate("Errors", "This mends itself as a rule. Try again in a few minutes."),
            )
        case 503:
            return (
                translate("Errors", "The service is overloaded or under repair"),
                translate("Errors", "Try again later, or read the pictures on This computer."),
            )
    return None


def service_says(error: EngineError) -> str:
    """The service's own words, if it had any."""
    if not error.service_message:
        return ""
    #: {message} is what a web service said, in its own words
    return translate("Errors", "The service says: “{message}”").format(
        message=error.service_message
    )
