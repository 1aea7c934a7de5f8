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
    the request. Everything else either would fail again or may have been charged.
    """

    longest_wait_s: float = 300  # for one request: all its waits for the service together
    unsent_tries: int = 3
    unsent_pause_s: float = 0.5  # doubled after each failure
    unnamed_wait_s: float = 5  # after a 429 that names no time; doubled after each
    shortest_wait_s: float = 1  # even if the service says 0; doubled after each

    def pause_s(self, error: EngineError, failures: int, waited_s: float) -> float | None:
        """How long to wait before the next try; None to give up.

        `failures` counts those of this kind, this one too; `waited_s` is what they have cost.
        """
        grown = 2.0 ** (failures - 1)
        if isinstance(error, RateLimited):
            if error.retry_after_s is None:
                pause_s = self.unnamed_wait_s * grown
            else:
                pause_s = max(error.retry_after_s, self.shortest_wait_s * grown)
            return pause_s if waited_s + pause_s <= self.longest_wait_s else None
        if isinstance(error, Offline | TimedOut | ConnectionLost):
            certainly_unsent = error.outcome is Outcome.NOT_SENT
            if certainly_unsent and failures < self.unsent_tries:
                return self.unsent_pause_s * grown
        return None


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
    ) -> T:
        """The answer of `ask`, tried again as the policy allows; else its last `EngineError`.

        `on_wait` gets the seconds of each wait, and what made it necessary, before it begins;
        `while_waiting` is entered for as long as a wait takes that the service asked for.
        """
        failures: Counter[str] = Counter()
        waited_s = 0.0
        while True:
            try:
                return await ask()
            except EngineError as error:
                failures[error.code] += 1
                pause_s = self._policy.pause_s(error, failures[error.code], waited_s)
                if pause_s is None:
                    raise
                waited_s += pause_s
                pause_s += self._chance() * min(1.0, pause_s / 4)  # never sooner than named
                on_wait(pause_s, error)
                asked_for = isinstance(error, RateLimited)
            async with while_waiting() if asked_for else nullcontext():
                await self._sleep(pause_s)
