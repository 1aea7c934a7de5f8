"""How many requests go at once: as the service's limit allows, in order, and slowly at its end."""

import asyncio

import pytest

from inklift.core.extract_image_api import RateLimit
from inklift.services.pacing import SLOW_PAUSE_S, Pace


class Requests:
    """Requests that take their turn and stay until they are let go."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self.begun: list[int] = []
        self._ends: dict[int, asyncio.Event] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}

    async def ask(self, *numbers: int) -> None:
        for number in numbers:
            self._ends[number] = asyncio.Event()
            self._tasks[number] = asyncio.ensure_future(self._one(number))
        await self._settle()

    async def _one(self, number: int) -> None:
        async with self._pace.turn():
            self.begun.append(number)
            await self._ends[number].wait()

    async def end(self, *numbers: int) -> None:
        for number in numbers:
            self._ends[number].set()
        await self._settle()

    async def cancel(self, number: int) -> None:
        self._tasks[number].cancel()
        await self._settle()

    async def _settle(self) -> None:
        for _ in range(8):
            await asyncio.sleep(0)

    async def close(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)


def test_no_more_than_so_many_are_under_way_and_they_keep_their_order() -> None:
    async def work() -> None:
        requests = Requests(Pace(2))
        await requests.ask(1, 2, 3, 4)
        assert requests.begun == [1, 2]
        await requests.end(2)
        assert requests.begun == [1, 2, 3]
        await requests.ask(5)
        await requests.end(1, 3)
        assert requests.begun == [1, 2, 3, 4, 5]
        await requests.close()

    asyncio.run(work())


@pytest.mark.parametrize(("remaining", "at_once"), [(0, 1), (1, 1), (3, 3), (99, 4), (None, 4)])
def test_what_is_left_of_the_limit_bounds_them(remaining: int | None, at_once: int) -> None:
    async def work() -> None:
        waits: list[float] = []

        async def sleep(seconds: float) -> None:
            waits.append(seconds)

        pace = Pace(4, sleep=sleep)
        pace.note(RateLimit(10, remaining))
        requests = Requests(pace)
        await requests.ask(*range(6))

        assert len(requests.begun) == at_once
        assert waits == ([SLOW_PAUSE_S] if remaining == 0 else [])

        pace.note(RateLimit(10, 10))
        await requests.end()
        assert len(requests.begun) == 4
        await requests.close()

    asyncio.run(work())


def test_a_wait_of_one_is_a_wait_of_all() -> None:
    async def work() -> None:
        pace = Pace(2)
        requests = Requests(pace)
        async with pace.held():
            await requests.ask(1, 2)
            assert requests.begun == []
        await requests.end()
        assert requests.begun == [1, 2]
        await requests.close()

    asyncio.run(work())


def test_who_gives_up_takes_no_place() -> None:
    async def work() -> None:
        requests = Requests(Pace(1))
        await requests.ask(1, 2, 3)
        await requests.cancel(2)
        await requests.cancel(1)
        assert requests.begun == [1, 3]
        await requests.close()

    asyncio.run(work())
