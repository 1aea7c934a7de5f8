"""The engine *This computer*: how many pages it asks for at once."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from inklift.core.errors import ReadingFailed
from inklift.core.pictures import Box, Origin, PictureSource
from inklift.core.ports import EngineRequest, RequestPicture
from inklift.core.prompts import AnswerForm
from inklift.core.readings import Line, Reading, Word
from inklift.engines.on_device import OnDeviceEngine
from inklift.system.background import Aside


@pytest.fixture
def aside() -> Iterator[Aside]:
    threads = Aside("answering")
    yield threads
    threads.shutdown()


class SlowReader:
    """Reads a picture as its own name, a moment later; counts how many it reads at a time."""

    def __init__(self, fails_at: str | None = None) -> None:
        self.now = 0
        self.most = 0
        self.finished: list[str] = []
        self._fails_at = fails_at

    async def __call__(self, source: PictureSource) -> Reading:
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            await asyncio.sleep(0.01 * (9 - int(source.name)))  # later pictures are ready sooner
            if source.name == self._fails_at:
                raise ReadingFailed(source.name)
        finally:
            self.now -= 1
        self.finished.append(source.name)
        return Reading(9, 9, (Line((Word(source.name, Box(0, 0, 9, 9), 1.0),)),))


def request(count: int) -> EngineRequest:
    names = [str(number) for number in range(count)]
    return EngineRequest(
        tuple(
            RequestPicture(PictureSource(name, name, Origin.FILE, Path(name), "png", 9, 9, 1, ""))
            for name in names
        ),
        "",
        AnswerForm(),
    )


@pytest.mark.parametrize(("pages_at_once", "most"), [(1, 1), (2, 2), (8, 4)])
def test_as_many_pages_are_read_at_once_as_there_are_processes(
    aside: Aside, pages_at_once: int, most: int
) -> None:
    reader = SlowReader()
    engine = OnDeviceEngine(reader, aside, pages_at_once)
    started: list[str] = []

    answer = json.loads(asyncio.run(engine.ask(request(4), started.append)).body)

    assert (reader.most, engine.capabilities.requests_at_once) == (most, pages_at_once)
    assert started == ["0", "1", "2", "3"]
    assert answer["results"] == "\n\n".join(f"{name}\n{name}" for name in "0123")


def test_a_page_that_cannot_be_read_ends_the_request_and_the_other_pages(aside: Aside) -> None:
    reader = SlowReader(fails_at="3")

    async def ask_and_wait() -> None:
        with pytest.raises(ReadingFailed):
            await OnDeviceEngine(reader, aside, 4).ask(request(4), lambda _: None)
        await asyncio.sleep(0.1)  # by now the others would have been read

    asyncio.run(ask_and_wait())
    assert reader.finished == []
