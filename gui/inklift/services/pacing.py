"""How many requests are at a service at once, and when the next may go, by what it says itself."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from inklift.core.extract_image_api import RateLimit

SLOW_PAUSE_S = 1.0  # before each request while the service says that none is left


class Pace:
    """Lets requests of one run go, in the order in which they asked. Lives on the loop.

    What a service says of its limit (`X-RateLimit-Remaining`) bounds how many are with it; when
    none is left, they go one at a time and slowly. A wait that it asked one of them for (429), or
    for a network that is lost, is everyone's.
    """

    def __init__(
        self, at_once: int, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._most = at_once
        self._allowed = at_once
        self._under_way = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._is_slow = False
        self._held: asyncio.Event = asyncio.Event()
        self._held.set()
        self._holders = 0
        self._sleep = sleep

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a place, and keep it for as long as the request is with the service."""
        await self._take_place()
        try:
            await self._held.wait()
            if self._is_slow:
                await self._sleep(SLOW_PAUSE_S)
            yield
        finally:
            self._under_way -= 1
            self._let_in()

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Nobody begins meanwhile: the service asked for a wait, or is out of reach."""
        self._holders += 1
        self._held.clear()
        try:
            yield
        finally:
            self._holders -= 1
            if not self._holders:
                self._held.set()

    def note(self, rate_limit: RateLimit) -> None:
        """What the service said with an answer; nothing changes when it said nothing."""
        if rate_limit.remaining is None:
            return
        self._is_slow = rate_limit.remaining <= 0
        self._allowed = max(1, min(self._most, rate_limit.remaining))
        self._let_in()

    async def _take_place(self) -> None:
        if self._under_way < self._allowed and not self._waiting:
            self._under_way += 1
            return
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():  # it was given, and is not wanted any more
                self._under_way -= 1
                self._let_in()
            elif place in self._waiting:
                self._waiting.remove(place)
            raise

    def _let_in(self) -> None:
        while self._waiting and self._under_way < self._allowed:
            place = self._waiting.popleft()
            if not place.done():
                self._under_way += 1
                place.set_result(None)


class PauseSwitch:
    """Lets the user hold a run: what is at the service goes on, nothing more begins.

    Lives on the loop; one for each run.
    """

    def __init__(self) -> None:
        self._open = asyncio.Event()
        self._open.set()

    @property
    def is_paused(self) -> bool:
        return not self._open.is_set()

    async def set_paused(self, paused: bool) -> None:
        if paused:
            self._open.clear()
        else:
            self._open.set()

    async def wait(self) -> None:
        """Return at once, or when the user goes on."""
        await self._open.wait()
