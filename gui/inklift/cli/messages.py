"""What the command line says of an error or a notice: what happened, what it means, what to do."""

from dataclasses import replace

from inklift.core.errors import (
    AddressUnreachable,
    AppError,
    EngineError,
    KeyRejected,
    Outcome,
    PictureTooLarge,
    RateLimited,
    Redirected,
    RequestRefused,
    ServerFailed,
)
from inklift.core.report import Report

_ERRORS = {
    "missing": "There is no file of that name. Check the name and where the file is.",
    "no_permission": "Your account may not read this file. Copy it to a folder of yours, or ask "
    "its owner.",
    "unsupported": "This is no picture that can be opened. JPEG, PNG, WebP, HEIC, AVIF, TIFF, GIF, "
    "BMP, and PDF without a password can.",
    "unreadable": "The file is damaged or empty. Copy it again from where it came.",
    "too_large": "The picture is too large. Use a smaller copy of it.",
    "no_pictures": "There is no picture in this folder. Name another folder, or the files.",
    "address_refused": "This address is not used: only public http and https addresses are "
    "fetched. Save the picture and give the file.",
    "address_unreachable": "No picture could be fetched from this address. Check the address and "
    "the connection, or save the picture and give the file.",
    "no_key": "There is no API key for this engine. Enter it in the window's preferences, or put "
    "it into the environment variable INKLIFT_API_KEY.",
    "key_rejected": "The service refused the API key. Copy it again from your account's page, "
    "into the preferences or INKLIFT_API_KEY.",
    "service_address": "The address of the service in INKLIFT_API_URL may not get key and "
    "pictures. It must begin with https:, or with http: on this computer.",
    "out_of_credit": "No credits are left. Add credits to your account with the service, or use "
    "--engine on-device.",
    "rate_limited": "The service wants fewer requests. Start again later, or with fewer pictures.",
    "request_refused": "The service did not accept the request. Try fewer or smaller pictures, or "
    "another prompt.",
    "offline": "There is no connection to the service. Check the internet connection and, if you "
    "use one, the proxy in the preferences; then start again.",
    "timed_out": "The service did not answer in time. The time allowed is in the preferences.",
    "connection_lost": "The connection broke before the answer was here.",
    "tls": "The service could not prove who it is. In an office with certificates of its own, add "
    "them in the preferences; elsewhere do not go on, somebody may be listening.",
    "server_failed": "The service had a problem of its own. Try again in a few minutes.",
    "redirected": "The service points to another address. Neither key nor pictures were sent "
    "there. If this goes on, ask the service.",
    "wrong_shape": "An answer came, but there is no text in it. Its bytes are kept.",
    "reading_failed": "Reading on this computer stopped, most often for want of memory. Close "
    "other programs and start again.",
    "disk_full": "The disk is full. Nothing is sent while answers cannot be kept: free some space, "
    "then start again.",
    "database_locked": "Another program holds the history. Nothing is sent while answers cannot "
    "be kept: close that program, then start again.",
    "database_damaged": "The history file is damaged. Nothing is sent while answers cannot be "
    "kept: move the file away, then start again.",
    "folder_read_only": "A folder cannot be written. Nothing is sent while answers cannot be kept: "
    "allow writing to it, then start again.",
    "newer_version": "A newer Inklift wrote the history, which is left as it is. Start that one.",
    "no_keyring": "This computer has no keyring that can be trusted with the key. Put the key into "
    "the environment variable INKLIFT_API_KEY.",
    "keyring_locked": "The keyring is locked or does not answer. Unlock it and start again, or put "
    "the key into the environment variable INKLIFT_API_KEY.",
    "keyring_failed": "The keyring did not keep or give the key. Put the key into the environment "
    "variable INKLIFT_API_KEY.",
    "app_error": "This did not work. The log tells more.",
    # Not errors of their own, but what the journal says of a request that has no answer.
    "cancelled": "It was stopped before the answer was here.",
    "interrupted": "The program ended before the answer was here.",
}

_NOTICES = {
    "reads_only": "This engine reads the text and does nothing else that the prompt asks for.",
    "not_json": "JSON was asked for, but the answer holds none.",
    "json_mended": "The JSON of the answer was broken and has been mended; no value was invented.",
    "cut_off": "The answer stops in the middle: it was too long for the service.",
    "count_differs": "The answer does not have one entry for each picture.",
    "characters_lost": "Some characters of the answer could not be read.",
}

_WARNINGS = {
    "damaged": "The file opened but is damaged: a part of the picture may be missing.",
}

_MONEY = {
    Outcome.NOT_SENT: "Nothing was sent.",
    Outcome.REFUSED: "It was not charged.",
    Outcome.UNKNOWN: "It may have been charged, so it is not sent again by itself.",
}
_NO_MONEY = frozenset({"no_key", "key_rejected", "out_of_credit", "reading_failed"})


def explain(error: AppError) -> str:
    """One or more sentences on one line; what the service said is in them, so print it safely."""
    sentences = [error_sentence(error.code), *_particulars(error)]
    if isinstance(error, EngineError) and error.code not in _NO_MONEY:
        sentences.append(_MONEY[error.outcome])
    return " ".join(sentences)


def error_sentence(code: str) -> str:
    """What the code of an error means, also that of an `AppError` which is not known here."""
    return _ERRORS.get(code, _ERRORS["app_error"])


def notice_sentence(code: str) -> str:
    """What the notice of an answer means; engines may give codes that are not known here."""
    return _NOTICES.get(code, f"The engine notes: {code}.")


def warning_sentence(code: str) -> str:
    """What the warning of a picture means."""
    return _WARNINGS.get(code, f"The picture has the warning {code}.")


def in_words(report: Report) -> Report:
    """The report with sentences as messages, and what was its technical detail behind them."""
    return replace(
        report,
        failed=tuple(
            replace(item, message=_with_detail(item.code, item.message)) for item in report.failed
        ),
        unknown=tuple(
            replace(
                item,
                message=f"{_with_detail(item.code, item.message)} {_MONEY[Outcome.UNKNOWN]}",
            )
            for item in report.unknown
        ),
    )


def _with_detail(code: str, detail: str) -> str:
    return f"{error_sentence(code)} ({detail})" if detail else error_sentence(code)


def _particulars(error: AppError) -> list[str]:
    match error:
        case PictureTooLarge(size_bytes=size, limit_bytes=limit) if limit:
            return [f"It has {size / 1e6:.1f} MB, the limit is {limit / 1e6:.0f} MB."]
        case AddressUnreachable(status=status) if status:
            return [f"The answer was status {status}."]
        case RateLimited(retry_after_s=seconds) if seconds:
            return [f"It asked for a wait of {duration(seconds)}."]
        case Redirected(host=host) if host:
            return [f"It named {host}."]
        case RequestRefused() | ServerFailed() | KeyRejected() if error.service_message:
            return [f"It said: {error.service_message}"]
    return []


def duration(seconds: float) -> str:
    """A time to wait in words, such as "1 minute" or "40 seconds"."""
    whole = round(seconds)
    count, unit = (whole, "second") if whole < 120 else (round(whole / 60), "minute")
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def counted(count: int, singular: str) -> str:
    """A number with its noun, such as "1 picture" or "3 pictures"."""
    return f"{count} {singular}" if count == 1 else f"{count} {singular}s"
