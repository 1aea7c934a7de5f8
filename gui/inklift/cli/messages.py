"""What the command line says of an error or a notice: what happened, what it means, what to do."""

import re
import time
from collections.abc import Mapping
from dataclasses import replace

from inklift.core.errors import (
    AddressUnreachable,
    AppError,
    BudgetReached,
    EngineError,
    KeyRejected,
    Outcome,
    PictureTooLarge,
    RateLimited,
    Redirected,
    RequestRefused,
    ServerFailed,
)
from inklift.core.extract_image_api import MAX_SENT_REQUEST_BYTES
from inklift.core.report import Report

_ERRORS = {
    "missing": "There is no file of that name. Check the name and where the file is.",
    "no_permission": "Your account may not read this file or folder. Copy it to a folder of "
    "yours, or ask its owner.",
    "unsupported": "This is no picture that can be opened. JPEG, PNG, WebP, HEIC, AVIF, TIFF, GIF, "
    "BMP, and PDF without a password can.",
    "unreadable": "The file is damaged or empty. Copy it again from where it came.",
    "too_large": "The picture is too large. Use a smaller copy of it.",
    "changed": "The file is not the one it was when the run began. Start a new run with it.",
    "not_fetched": "An address that is sent as it is cannot be read on this computer. Leave out "
    "--send-addresses, or choose --engine dumpling.",
    "no_pictures": "There is no picture in this folder. Name another folder, or the files.",
    "address_refused": "This address is not used: only public http and https addresses, without "
    "a password in them, are fetched or sent. Save the picture and give the file.",
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
    "budget_reached": "The monthly budget is reached; nothing more is sent. Raise it in the "
    "window's preferences, or go on next month with --resume.",
    "request_refused": "The service did not accept the request. Try fewer or smaller pictures, or "
    "another prompt.",
    "unknown_before": "The same was sent in an earlier run, whose answer never came. "
    "--resend-unknown sends it again.",
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
    "entry_missing": "The answer for several pictures was charged, but leaves some out or does not "
    "tell them apart. The same command with --resend-unknown, and a smaller --per-request, asks "
    "about these alone.",
    "price_rose": "The price has changed meanwhile. Nothing was sent.",
    "reading_failed": "Reading on this computer stopped, most often for want of memory. Close "
    "other programs and start again.",
    "disk_full": "The disk is full. Nothing is sent while answers cannot be kept: free some space, "
    "then start again.",
    "database_locked": "Another program holds the history. Nothing is sent while answers cannot "
    "be kept: close that program, then start again.",
    "run_under_way": "Another window or command is carrying this run out just now. Wait for its "
    "end.",
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
    "workers_unavailable": "The program's helper processes cannot start, so no picture can be "
    "opened. Restart the computer; if that does not help, install Inklift again.",
    "app_error": "This did not work. The log tells more.",
    # Not errors of their own, but what the journal says of a request that has no answer.
    "cancelled": "It was stopped before the answer was here.",
    "interrupted": "The program ended before the answer was here.",
}

_NOTICES = {
    "reads_only": "This engine finds text and values; nothing else that the prompt asks for was "
    "done.",
    "not_json": "JSON was asked for, but the answer holds none.",
    "json_mended": "The JSON of the answer was broken and has been mended; no value was invented.",
    "cut_off": "The answer stops in the middle: it was too long for the service.",
    "count_differs": "The answer does not have one entry for each picture.",
    "wrong_kind": "Some values are not of the kind that was asked for; they stand as they were "
    "written.",
    "fields_missing": "The answer leaves out some of the fields; they are empty.",
    "unsure": "Some values were hard to read or do not agree; look at them.",
    "sums_agree": "The sums agree.",
    "sums_differ": "The sums on it do not add up.",
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
_NO_MONEY = frozenset(
    {
        "budget_reached",
        "entry_missing",
        "no_key",
        "key_rejected",
        "out_of_credit",
        "reading_failed",
    }
)


# What a service answers instead of an answer; the other statuses are told well by the error's code.
_STATUSES = {
    400: "The service did not accept the request. Change the prompt or the pictures.",
    403: "This key may not be used for reading pictures. Look at the settings of your account "
    "with the service, or use another key.",
    404: "The service is not at its address. It may have moved: look for a newer Inklift, and at "
    "INKLIFT_API_URL if it is set.",
    408: "The service gave up waiting. The connection may be slow: send fewer or smaller pictures.",
    409: "The service is busy with another request of yours. Wait a minute and start again.",
    413: "It is too much for one request. Send smaller pictures, or fewer at once (--each).",
    415: "The service cannot work with this picture or prompt. Try another prompt, or --engine "
    "on-device.",
    500: "The service stopped in the middle of the work. Try again in a few minutes, or use "
    "--engine on-device.",
    502: "The service did not answer its own gateway. This mends itself as a rule: try again in a "
    "few minutes.",
    503: "The service is overloaded or under repair. Try again later, or use --engine on-device.",
}
_STATUSES |= {405: _STATUSES[404], 422: _STATUSES[415], 504: _STATUSES[502]}
_STATUS_IN_DETAIL = re.compile(r"status (\d{3})\b")  # how the engines' details begin

_TOO_MUCH_TOGETHER = (
    "The pictures are too large for one request together. Leave some out, or use --each."
)
_TOO_MANY_PAGES = "The document has more than 2,000 pages. Split it into smaller ones."
_PAGES_IN_DETAIL = re.compile(r"the \w+ has .*\d pages")  # of a document that was not opened


def explain(error: AppError) -> str:
    """One or more sentences on one line; what the service said is in them, so print it safely."""
    sentences = [_sentence_of(error), *_particulars(error)]
    if isinstance(error, EngineError) and error.code not in _NO_MONEY:
        sentences.append(_MONEY[error.outcome])
    return " ".join(sentences)


def error_sentence(code: str) -> str:
    """What the code of an error means, also that of an `AppError` which is not known here."""
    return _ERRORS.get(code, _ERRORS["app_error"])


def reason_to_wait(error: AppError) -> str:
    """What is the matter, without what to do: the program waits and goes on by itself."""
    return _sentence_of(error).partition(". ")[0].removesuffix(".") + "."


def notice_sentence(code: str) -> str:
    """What the notice of an answer means; engines may give codes that are not known here."""
    return _NOTICES.get(code, f"The engine notes: {code}.")


def warning_sentence(code: str) -> str:
    """What the warning of a picture means."""
    return _WARNINGS.get(code, f"The picture has the warning {code}.")


def in_words(report: Report, explained: Mapping[tuple[str, ...], str] | None = None) -> Report:
    """The report with sentences as messages, and what was its technical detail behind them.

    `explained`, by the names of pictures that failed, are words that say more than can be told
    from a code and a detail.
    """
    explained = explained or {}
    return replace(
        report,
        failed=tuple(
            replace(
                item,
                message=explained.get(item.pictures) or _with_detail(item.code, item.message),
            )
            for item in report.failed
        ),
        unknown=tuple(
            replace(
                item,
                message=f"{_with_detail(item.code, item.message)} {_MONEY[Outcome.UNKNOWN]}",
            )
            for item in report.unknown
        ),
    )


def _sentence_of(error: AppError) -> str:
    if isinstance(error, EngineError) and error.status in _STATUSES:
        return _STATUSES[error.status]
    if isinstance(error, PictureTooLarge):
        if error.limit_bytes == MAX_SENT_REQUEST_BYTES:
            return _TOO_MUCH_TOGETHER
        if not error.limit_bytes:
            return _sentence_by_detail(error.code, error.detail)
    return error_sentence(error.code)


def _sentence_by_detail(code: str, detail: str) -> str:
    """For what is only known from the journal: there is no status there, and no number of pages."""
    found = _STATUS_IN_DETAIL.match(detail)
    if found and code in ("key_rejected", "request_refused", "server_failed"):
        return _STATUSES.get(int(found[1]), error_sentence(code))
    if code == PictureTooLarge.code and _PAGES_IN_DETAIL.match(detail):
        return _TOO_MANY_PAGES
    return error_sentence(code)


def _with_detail(code: str, detail: str) -> str:
    sentence = _sentence_by_detail(code, detail)
    return f"{sentence} ({detail})" if detail else sentence


def _particulars(error: AppError) -> list[str]:
    match error:
        case PictureTooLarge(limit_bytes=limit) if limit == MAX_SENT_REQUEST_BYTES:
            size = size_text(error.size_bytes)
            return [
                f"Prepared for sending, they have {size} or more, the limit is {size_text(limit)}."
            ]
        case PictureTooLarge(size_bytes=size_bytes, limit_bytes=limit) if limit:
            told = f"It has {size_text(size_bytes)}, the limit" if size_bytes else "The limit"
            return [f"{told} is {size_text(limit)}."]
        case AddressUnreachable(status=status) if status:
            return [f"The answer was status {status}."]
        case RateLimited(retry_after_s=seconds) if seconds:
            return [f"Go on {clock_time(seconds)} (in {duration(seconds)})."]
        case BudgetReached(spent=spent, budget=budget):
            return [f"{spent} of {counted(budget, 'credit')} are spent this month."]
        case Redirected(host=host) if host:
            return [f"It named {host}."]
        case RequestRefused() | ServerFailed() | KeyRejected() if error.service_message:
            return [f"It said: {error.service_message}"]
    return []


def duration(seconds: float) -> str:
    """A time in words, such as "1 second", "40 seconds" or "3 hours"."""
    whole = max(1, round(seconds))
    count, unit = (whole, "second") if whole < 120 else (round(whole / 60), "minute")
    if whole >= 2 * 3600:
        count, unit = round(whole / 3600), "hour"
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def clock_time(seconds: float, now_s: float | None = None) -> str:
    """The local time so many seconds from now, such as "at 14:35", with its date if not today."""
    start_s = time.time() if now_s is None else now_s
    now, then = time.localtime(start_s), time.localtime(start_s + seconds + 59)  # not too soon
    is_today = now[:3] == then[:3]
    return time.strftime("at %H:%M" if is_today else "on %Y-%m-%d at %H:%M", then)


def size_text(size_bytes: int) -> str:
    """Such as "612 bytes", "34 kB", "2.3 MB" or "15 MB"."""
    if size_bytes < 1_000:
        return counted(size_bytes, "byte")
    if size_bytes < 999_500:
        return f"{size_bytes / 1e3:.0f} kB"
    return f"{size_bytes / 1e6:.1f}".removesuffix(".0") + " MB"


def counted(count: int, singular: str) -> str:
    """A number with its noun, such as "1 picture" or "3 pictures"."""
    return f"{count} {singular}" if count == 1 else f"{count} {singular}s"
