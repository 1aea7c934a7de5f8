"""Every error there is has words of its own, and they say what it means for the money."""

import time
from collections.abc import Iterator

import pytest

from inklift.cli.messages import (
    clock_time,
    duration,
    error_sentence,
    explain,
    in_words,
    notice_sentence,
    reason_to_wait,
    size_text,
)
from inklift.core.answers import Notice
from inklift.core.errors import (
    AddressUnreachable,
    AppError,
    ConnectionLost,
    Offline,
    PictureTooLarge,
    RateLimited,
    Redirected,
    RequestRefused,
    ServerFailed,
    TimedOut,
)
from inklift.core.extract_image_api import MAX_SENT_REQUEST_BYTES
from inklift.core.report import Report, ReportFailure, ReportUnknown


def _all_errors(base: type[AppError] = AppError) -> Iterator[type[AppError]]:
    for kind in base.__subclasses__():
        yield kind
        yield from _all_errors(kind)


_CODES = sorted({kind.code for kind in _all_errors()} - {AppError.code})


@pytest.mark.parametrize("code", _CODES)
def test_every_code_has_whole_sentences_of_its_own(code: str) -> None:
    text = error_sentence(code)

    assert text != error_sentence(AppError.code)
    assert text.endswith(".")
    assert text[0].isupper()


def test_no_two_codes_have_the_same_words() -> None:
    texts = {error_sentence(code) for code in _CODES}

    assert len(texts) == len(_CODES)


@pytest.mark.parametrize("code", [*Notice])
def test_every_notice_has_words(code: str) -> None:
    assert notice_sentence(code) != notice_sentence("unheard_of").replace("unheard_of", code)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PictureTooLarge(size_bytes=16_200_000, limit_bytes=15_000_000), "16.2 MB, the limit is"),
        (AddressUnreachable(status=404), "status 404"),
        (PictureTooLarge(limit_bytes=15_000_000), "The limit is 15 MB."),
        (PictureTooLarge("the PDF has 2100 pages; the limit is 2000"), "Split it into smaller"),
        (RateLimited(retry_after_s=420), "(in 7 minutes)"),
        (RequestRefused(status=413), "fewer at once (--each)"),
        (RequestRefused(status=404), "INKLIFT_API_URL"),
        (ServerFailed(status=503), "overloaded"),
        (ServerFailed(status=418), "a problem of its own"),
        (Redirected(host="elsewhere.example"), "It named elsewhere.example."),
        (RequestRefused(service_message="too blurred"), "It said: too blurred"),
        (RequestRefused(), "It was not charged."),
        (Offline(), "Nothing was sent."),
        (ConnectionLost(), "may have been charged"),
        (TimedOut(), "may have been charged"),
    ],
)
def test_particulars_and_money_are_told(error: AppError, told: str) -> None:
    assert told in explain(error)


def test_what_is_too_large_together_has_words_of_its_own() -> None:
    error = PictureTooLarge(size_bytes=80_100_000, limit_bytes=MAX_SENT_REQUEST_BYTES)

    told = explain(error)

    assert "Leave some out, or use --each." in told
    assert "they have 80.1 MB or more, the limit is 75 MB." in told


@pytest.mark.parametrize("status", [400, 403, 404, 408, 409, 413, 415, 500, 502, 503])
def test_each_status_is_told_alike_now_and_from_the_journal(status: int) -> None:
    error = (RequestRefused if status < 500 else ServerFailed)(f"status {status}", status=status)
    kept = ReportFailure(("a.png",), error.code, f"status {status}: oh no")

    (failed,) = in_words(Report(None, "dumpling", "?", False, failed=(kept,))).failed

    sentence = failed.message.removesuffix(f" (status {status}: oh no)")
    assert explain(error).startswith(sentence)
    assert sentence != error_sentence(error.code)


def test_the_reason_of_a_wait_does_not_tell_what_to_do() -> None:
    assert reason_to_wait(RateLimited(status=429)) == "The service wants fewer requests."


def test_the_time_to_go_on_is_never_too_soon_and_has_its_date_if_not_today() -> None:
    noon_s = time.mktime((2026, 11, 22, 12, 0, 30, 0, 0, -1))

    assert clock_time(600, noon_s) == "at 12:11"
    assert clock_time(86_400, noon_s) == "on 2026-11-23 at 12:01"


@pytest.mark.parametrize(
    ("size_bytes", "words"),
    [
        (1, "1 byte"),
        (612, "612 bytes"),
        (34_400, "34 kB"),
        (999_600, "1 MB"),
        (16_240_000, "16.2 MB"),
    ],
)
def test_a_size_is_told_in_the_unit_that_fits(size_bytes: int, words: str) -> None:
    assert size_text(size_bytes) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "1 second"),
        (1, "1 second"),
        (40.4, "40 seconds"),
        (119, "119 seconds"),
        (180, "3 minutes"),
        (9000, "2 hours"),
    ],
)
def test_a_wait_is_told_in_words(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_a_report_for_people_has_sentences_and_keeps_the_detail() -> None:
    report = Report(
        None,
        "dumpling",
        "?",
        json_mode=False,
        failed=(ReportFailure(("a.png",), "missing", ""),),
        unknown=(ReportUnknown(("b.png",), "server_failed", "status 502"),),
    )

    told = in_words(report)

    assert told.failed[0].message == error_sentence("missing")
    assert told.unknown[0].message.startswith("The service did not answer its own gateway.")
    assert " (status 502) " in told.unknown[0].message
    assert "may have been charged" in told.unknown[0].message
