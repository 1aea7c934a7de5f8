"""Which failures are tried again without asking, how often, how long, and when never."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from typing import TypeVar

from inklift.core.errors import (
    ConnectionLost,
    EngineError,
    Offline,
    Outcome,
    RateLimited,
    TimedOut,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Numbers and rules, without a clock.

    Two kinds of failure are tried again: "too many requests", which costs nothing, after the wait
    that the service names; and a connection that failed while the service certainly had not got
    the request: a few times, and for much longer once the service was reached, since then the
    network was lost, or the computer slept. Everything else either would fail again or may have
    been charged.
    """

    longest_wait_s: float = 300  # for one request: all its waits for the service together
    unsent_tries: int = 3
    unsent_pause_s: float = 0.5  # doubled after each failure
    lost_pause_s: float = 10  # between tries while a network that was there is lost
    lost_limit_s: float = 1800  # for one request: all these pauses together
    unnamed_wait_s: float = 5  # after a 429 that names no time; doubled after each
    shortest_wait_s: float = 1  # even if the service says 0; doubled after each

    def pause_s(
        self, error: EngineError, failures: int, waited_s: float, *, was_reached: bool = False
    ) -> float | None:
        """How long to wait before the next try; None to give up.

        `failures` counts those of this kind, this one too; `waited_s` is what they have cost;
        `was_reached` tells whether the service answered anything a short time ago.
        """
        grown = 2.0 ** (failures - 1)
        if isinstance(error, RateLimited):
            if error.retry_after_s is None:
                pause_s = self.unnamed_wait_s * grown
            else:
                pause_s = max(error.retry_after_s, self.shortest_wait_s * grown)
            return pause_s if waited_s + pause_s <= self.longest_wait_s else None
        if isinstance(error, Offline | TimedOut | ConnectionLost):
            if error.outcome is not Outcome.NOT_SENT:
                return None
            if failures < self.unsent_tries:
                return self.unsent_pause_s * grown
            if was_reached and waited_s + self.lost_pause_s <= self.lost_limit_s:
                return self.lost_pause_s
        return None

    def holds_all(self, error: EngineError, failures: int) -> bool:
        """Whether the others need not try either, for as long as the wait after it takes."""
        return isinstance(error, RateLimited) or failures >= self.unsent_tries


class Patience:
    """Carries the policy out. Lives on the loop, holds nothing of a request, may be shared."""

    def __init__(
        self,
        policy: RetryPolicy,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """`chance` gives numbers from 0 to 1, so that waiting requests do not all start at once."""
        self._policy = policy
        self._sleep = sleep
        self._chance = chance

    async def ask(
        self,
        ask: Callable[[], Awaitable[T]],
        on_wait: Callable[[float, EngineError], None],
        while_waiting: Callable[[], AbstractAsyncContextManager[None]] = nullcontext,
        was_reached: Callable[[], bool] = lambda: False,
    ) -> T:
        """The answer of `ask`, tried again as the policy allows; else its last `EngineError`.

        `on_wait` gets the seconds of each wait, and what made it necessary, before it begins;
        `while_waiting` is entered for as long as a wait takes that concerns all requests;
        `was_reached` tells whether the service has answered any of them.
        """
        failures: Counter[str] = Counter()
        waited_s = 0.0
        while True:
            try:
                return await ask()
            except EngineError as error:
                failures[error.code] += 1
                count = failures[error.code]
                pause_s = self._policy.pause_s(error, count, waited_s, was_reached=was_reached())
                if pause_s is None:
                    raise
                waited_s += pause_s
                pause_s += self._chance() * min(1.0, pause_s / 4)  # never sooner than named
                on_wait(pause_s, error)
                holds_all = self._policy.holds_all(error, count)
            async with while_waiting() if holds_all else nullcontext():
                await self._sleep(pause_s)
