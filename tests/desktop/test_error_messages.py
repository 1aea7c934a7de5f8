"""Words for every error: what happened, what it means for the money, what to do."""

from collections.abc import Iterator

import pytest

from inklift.core.errors import (
    AddressUnreachable,
    AppError,
    EngineError,
    EntriesMissing,
    KeyringLocked,
    Offline,
    Outcome,
    PictureTooLarge,
    PriceRose,
    RateLimited,
    Redirected,
    ServerFailed,
    TimedOut,
)
from inklift.desktop.error_messages import error_text
from inklift.desktop.remedies import Remedy, remedy_label


def _tree(error: type[AppError]) -> Iterator[type[AppError]]:
    for child in error.__subclasses__():
        yield child
        yield from _tree(child)


# Those without a code of their own only gather others below them.
_RAISED = [error for error in _tree(AppError) if "code" in vars(error)]


def test_the_whole_tree_is_known_here() -> None:
    codes = [error.code for error in _RAISED]

    assert len(codes) == len(set(codes))
    assert len(codes) >= 28
    assert {"missing", "no_key", "offline", "disk_full", "keyring_failed"} <= set(codes)


@pytest.mark.parametrize("error", _RAISED, ids=lambda error: error.code)
def test_each_error_has_words_of_its_own(error: type[AppError]) -> None:
    words = error_text(error("technical"))
    others = [error_text(other("technical")) for other in _RAISED if other is not error]

    assert words.title not in {other.title for other in others}
    assert words.explanation not in {other.explanation for other in others}
    assert words.title != error_text(AppError()).title
    assert not words.title.endswith(".")
    assert words.explanation.endswith(".")


@pytest.mark.parametrize("error", _RAISED, ids=lambda error: error.code)
def test_technical_text_stands_behind_details_alone(error: type[AppError]) -> None:
    words = error_text(error("errno 5 at 0x2A"))

    assert "0x2A" in words.details
    assert "0x2A" not in words.title + words.explanation


@pytest.mark.parametrize(
    "error",
    [one for one in _RAISED if issubclass(one, EngineError) and one is not EntriesMissing],
    ids=lambda error: error.code,
)
@pytest.mark.parametrize("outcome", Outcome)
def test_a_failed_request_says_what_it_means_for_the_money(
    error: type[EngineError], outcome: Outcome
) -> None:
    explanation = error_text(error(outcome=outcome)).explanation

    assert ("may have been charged" in explanation) is (outcome is Outcome.UNKNOWN)
    assert ("nothing was charged" in explanation) is (outcome is Outcome.NOT_SENT)
    assert ("not charged" in explanation) is (outcome is Outcome.REFUSED)


def test_a_price_that_rose_is_named() -> None:
    assert "26 credits" in error_text(PriceRose(credits=26)).explanation


def test_an_answer_that_leaves_pictures_out_was_charged() -> None:
    assert "was charged" in error_text(EntriesMissing()).explanation


def test_what_the_service_said_is_shown_and_its_status_stands_behind_details() -> None:
    words = error_text(ServerFailed("bad gateway", status=502, service_message="try later"))

    assert "try later" in words.explanation
    assert words.details == "server_failed: bad gateway\nHTTP 502"


@pytest.mark.parametrize("remedy", Remedy)
def test_each_remedy_but_none_has_a_button(remedy: Remedy) -> None:
    assert bool(remedy_label(remedy)) is (remedy is not Remedy.NONE)


def test_an_error_of_the_program_is_said_to_be_ours() -> None:
    words = error_text(ZeroDivisionError("a bug"))

    assert words.title == "Something went wrong in the program"
    assert words.details == "ZeroDivisionError('a bug')"


def test_too_large_to_send_says_how_large_and_offers_to_shrink() -> None:
    to_send = error_text(PictureTooLarge(size_bytes=21_340_000, limit_bytes=15_000_000))
    to_open = error_text(PictureTooLarge("500 megapixels"))

    assert "21.3 MB" in to_send.explanation
    assert "15 MB" in to_send.explanation
    assert to_send.remedy is Remedy.SHRINK_TO_FIT
    assert to_open.remedy is Remedy.NONE


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, "in a few minutes"), (20.0, "in 1 min"), (600.0, "in 10 min")],
)
def test_too_many_requests_says_when_to_go_on(seconds: float | None, words: str) -> None:
    assert words in error_text(RateLimited(retry_after_s=seconds)).explanation


@pytest.mark.parametrize(
    ("status", "words"),
    [(403, "sign in"), (404, "any more"), (0, "connection"), (500, "connection")],
)
def test_an_address_that_gives_nothing_says_why(status: int, words: str) -> None:
    assert words in error_text(AddressUnreachable(status=status)).explanation


def test_a_redirect_names_the_other_host() -> None:
    assert "evil.test" in error_text(Redirected(host="evil.test")).explanation
    assert "another place" in error_text(Redirected()).explanation


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (Offline(), Remedy.OPEN_PREFERENCES),
        (TimedOut(), Remedy.OPEN_PREFERENCES),
        (KeyringLocked(), Remedy.NONE),
    ],
)
def test_the_remedy_fits_the_error(error: AppError, remedy: Remedy) -> None:
    assert error_text(error).remedy is remedy
