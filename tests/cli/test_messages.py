"""Every error there is has words of its own, and they say what it means for the money."""

from collections.abc import Iterator

import pytest

from inklift.cli.messages import (
    duration,
    error_sentence,
    explain,
    in_words,
    notice_sentence,
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
    TimedOut,
)
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


@pytest.mark.parametrize("code", [*Notice, "reads_only"])
def test_every_notice_has_words(code: str) -> None:
    assert notice_sentence(code) != notice_sentence("unheard_of").replace("unheard_of", code)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PictureTooLarge(size_bytes=16_200_000, limit_bytes=15_000_000), "16.2 MB, the limit is"),
        (AddressUnreachable(status=404), "status 404"),
        (RateLimited(retry_after_s=420), "a wait of 7 minutes"),
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


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 second"), (40.4, "40 seconds"), (119, "119 seconds"), (180, "3 minutes")],
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
    assert told.unknown[0].message.startswith(f"{error_sentence('server_failed')} (status 502)")
    assert "may have been charged" in told.unknown[0].message
