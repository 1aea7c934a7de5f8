"""What is tried again by itself, after how long, and what never is."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import pytest

from inklift.core.errors import (
    AnswerUnreadable,
    AppError,
    ConnectionLost,
    EngineError,
    KeyRejected,
    NoKey,
    Offline,
    Outcome,
    OutOfCredit,
    PictureTooLarge,
    RateLimited,
    Redirected,
    RequestRefused,
    ServerFailed,
    TimedOut,
    TlsFailed,
)
from inklift.engines.retrying import Patience, RetryPolicy


class Attempts:
    """Fails in the given order, then answers; remembers every wait."""

    def __init__(self, errors: Iterable[AppError], chance: float = 0.0) -> None:
        self.errors = iter(errors)
        self.asked = 0
        self.slept_s: list[float] = []
        self.announced: list[tuple[float, str]] = []
        self.held = 0  # waits that concern all requests
        self.patience = Patience(RetryPolicy(), sleep=self.sleep, chance=lambda: chance)

    async def sleep(self, seconds: float) -> None:
        self.slept_s.append(seconds)

    async def ask(self) -> str:
        self.asked += 1
        for error in self.errors:
            raise error
        return "answer"

    @asynccontextmanager
    async def hold(self) -> AsyncIterator[None]:
        self.held += 1
        yield

    def run(self, *, was_reached: bool = False) -> str:
        return asyncio.run(
            self.patience.ask(
                self.ask,
                lambda seconds, error: self.announced.append((seconds, error.code)),
                self.hold,
                lambda: was_reached,
            )
        )


def test_too_many_requests_are_tried_again_after_the_wait_that_was_named() -> None:
    attempts = Attempts([RateLimited(retry_after_s=7)])

    answer = attempts.run()

    assert answer == "answer"
    assert attempts.slept_s == [7]
    assert attempts.announced == [(7, "rate_limited")]


def test_waits_without_a_named_time_grow() -> None:
    attempts = Attempts([RateLimited()] * 4)

    attempts.run()

    assert attempts.slept_s == [5, 10, 20, 40]


def test_a_named_time_of_nothing_does_not_hammer_the_service() -> None:
    attempts = Attempts([RateLimited(retry_after_s=0)] * 5)

    attempts.run()

    assert attempts.slept_s == [1, 2, 4, 8, 16]


@pytest.mark.parametrize(("named_s", "tries"), [(300, 2), (301, 1), (100_000, 1)])
def test_a_wait_of_more_than_five_minutes_is_not_begun(named_s: float, tries: int) -> None:
    attempts = Attempts([RateLimited(retry_after_s=named_s)] * 9)

    with pytest.raises(RateLimited) as caught:
        attempts.run()

    assert caught.value.retry_after_s == named_s
    assert attempts.asked == tries


def test_all_waits_of_a_request_together_stay_within_five_minutes() -> None:
    attempts = Attempts([RateLimited(retry_after_s=70)] * 99)

    with pytest.raises(RateLimited):
        attempts.run()

    assert attempts.slept_s == [70, 70, 70, 70]
    assert sum(attempts.slept_s) <= 300


@pytest.mark.parametrize("kind", [Offline, TimedOut, ConnectionLost])
def test_what_was_certainly_not_sent_is_tried_a_few_times(kind: type[EngineError]) -> None:
    attempts = Attempts([kind(outcome=Outcome.NOT_SENT)] * 9)

    with pytest.raises(kind):
        attempts.run()

    assert attempts.asked == 3
    assert attempts.slept_s == [0.5, 1.0]


@pytest.mark.parametrize("kind", [Offline, TimedOut, ConnectionLost])
def test_a_network_that_was_there_is_waited_for_half_an_hour(kind: type[EngineError]) -> None:
    attempts = Attempts([kind(outcome=Outcome.NOT_SENT)] * 999)

    with pytest.raises(kind):
        attempts.run(was_reached=True)

    assert attempts.slept_s[:4] == [0.5, 1.0, 10.0, 10.0]
    assert 1780 < sum(attempts.slept_s) <= 1800
    assert attempts.held == len(attempts.slept_s) - 2  # the short waits are of one request only


def test_what_may_have_been_charged_is_not_tried_again_after_a_lost_network() -> None:
    attempts = Attempts([*[Offline()] * 5, ConnectionLost()])

    with pytest.raises(ConnectionLost):
        attempts.run(was_reached=True)

    assert attempts.asked == 6


def test_a_connection_that_comes_back_is_used() -> None:
    attempts = Attempts([Offline(), RateLimited(retry_after_s=3), Offline()])

    assert attempts.run() == "answer"


@pytest.mark.parametrize(
    "error",
    [
        TimedOut(),
        ConnectionLost(),
        ServerFailed(status=503),
        ServerFailed(status=408),
        Redirected(),
        AnswerUnreadable(),
        RequestRefused(),
        RequestRefused(outcome=Outcome.NOT_SENT),
        KeyRejected(),
        NoKey(),
        OutOfCredit(),
        TlsFailed(),
        PictureTooLarge(),
    ],
)
def test_everything_else_is_never_tried_again(error: AppError) -> None:
    attempts = Attempts([error] * 2)

    with pytest.raises(type(error)):
        attempts.run()

    assert attempts.asked == 1
    assert attempts.slept_s == []


def test_chance_only_ever_lengthens_a_wait_and_only_a_little() -> None:
    attempts = Attempts([RateLimited(retry_after_s=100), Offline()], chance=1.0)

    attempts.run()

    assert attempts.slept_s == [101, 0.625]
    assert [seconds for seconds, _ in attempts.announced] == attempts.slept_s


def test_a_wait_can_be_cancelled() -> None:
    async def fail() -> None:
        raise RateLimited(retry_after_s=200)

    async def run() -> None:
        begun = asyncio.Event()
        patience = Patience(RetryPolicy())
        task = asyncio.create_task(patience.ask(fail, lambda *_: begun.set()))
        await asyncio.wait_for(begun.wait(), 5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())
