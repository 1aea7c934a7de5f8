"""What the tests of the services share: pictures, worker processes, and a runner to try."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from fakes.engine import FakeEngine
from inklift.services.pictures import PictureService
from inklift.system.background import Aside
from inklift.system.workers import WorkerPool
from services.bench import Bench, Scenario, TryOut, make_bench

T = TypeVar("T")
Run = Callable[[Coroutine[Any, Any, T]], T]

_NOT_STUCK_S = 60


@pytest.fixture
def run() -> Run[Any]:
    """Runs a coroutine on a loop of its own, and not for ever."""

    def run(work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run(asyncio.wait_for(work, _NOT_STUCK_S))

    return run


@pytest.fixture
def aside() -> Iterator[Aside]:
    aside = Aside()
    yield aside

    aside.shutdown()


@pytest.fixture
def picture_service(aside: Aside, tmp_path: Path) -> Iterator[PictureService]:
    """The real one; its processes start when a picture is opened, and end with the test."""
    pictures = WorkerPool("pictures", 1, task_timeout_s=60)
    reading = WorkerPool("reading", 1, task_timeout_s=60)
    yield PictureService(
        pictures=pictures,
        reading=reading,
        aside=aside,
        thumbnails_folder=tmp_path / "thumbnails",
        scratch_folder=tmp_path / "scratch",
    )

    pictures.close()
    reading.close()


@pytest.fixture
def try_out(picture_service: PictureService, aside: Aside, tmp_path: Path) -> TryOut:
    """Carries out a scenario with a bench around the engine given (a paid one, unless given)."""

    def try_out(scenario: Scenario, engine: FakeEngine | None = None) -> Bench:
        bench = make_bench(engine or FakeEngine(), tmp_path, picture_service, aside)

        async def carry_out() -> None:
            try:
                async with asyncio.timeout(_NOT_STUCK_S):
                    await scenario(bench)
            finally:
                await bench.journal.close()

        asyncio.run(carry_out())
        return bench

    return try_out
