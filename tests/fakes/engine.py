"""An engine that answers, fails or waits on command, for tests of what works with engines."""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import replace

from inklift.core.extract_image_api import price
from inklift.core.ports import EngineRequest, RawAnswer
from inklift.engines.registry import DUMPLING, ON_DEVICE

Behaviour = Callable[["FakeEngine", EngineRequest], Awaitable[RawAnswer]]


class FakeEngine:
    """Fits `core.ports.Engine`, in the place of Dumpling AI or (free) This computer.

    `script` says how the next requests are treated, one behaviour each; those after that are
    answered with the names of their pictures. `asked` has every request in order of arrival. With
    `uploads_slowly` a request waits before it is handed over whole, and its reading begins.
    """

    def __init__(
        self,
        *,
        costs_credits: bool = True,
        takes_prepared: bool = False,
        requests_at_once: int = 1,
    ) -> None:
        description = DUMPLING if costs_credits else ON_DEVICE
        self.id = description.id
        self.capabilities = replace(
            description.capabilities,
            takes_prepared=takes_prepared,
            requests_at_once=requests_at_once,
        )
        self.asked: list[EngineRequest] = []
        self.waiting = asyncio.Event()  # set when a request begins to wait
        self.released = asyncio.Event()  # set it to let waiting requests go on
        self.closed = False
        self.uploads_slowly = False
        self._script: deque[Behaviour] = deque()

    def script(self, *behaviours: Behaviour) -> None:
        self._script.extend(behaviours)

    async def ask(
        self, request: EngineRequest, on_picture_started: Callable[[str], None]
    ) -> RawAnswer:
        self.asked.append(request)
        if self.uploads_slowly:
            self.waiting.set()
            await self.released.wait()
        for picture in request.pictures:
            on_picture_started(picture.source.id)
        behaviour = self._script.popleft() if self._script else answers()
        return await behaviour(self, request)

    async def close(self) -> None:
        self.closed = True


def answers(results: str | None = None) -> Behaviour:
    """An answer as documented; its results are the names of the pictures unless given."""

    async def behave(engine: FakeEngine, request: EngineRequest) -> RawAnswer:
        names = ", ".join(picture.source.name for picture in request.pictures)
        body = {
            "results": names if results is None else results,
            "prompt": request.prompt,
            "imageCount": len(request.pictures),
            "creditUsage": price(len(request.pictures)),
        }
        return RawAnswer(json.dumps(body).encode())

    return behave


def sends(body: bytes, *, broken_off: bool = False) -> Behaviour:
    """Any bytes as the body of a 200."""

    async def behave(engine: FakeEngine, request: EngineRequest) -> RawAnswer:
        return RawAnswer(body, broken_off=broken_off)

    return behave


def fails(error: Exception) -> Behaviour:
    async def behave(engine: FakeEngine, request: EngineRequest) -> RawAnswer:
        raise error

    return behave


def waits(then: Behaviour | None = None) -> Behaviour:
    """Wait until `released` is set, then go on as told."""

    async def behave(engine: FakeEngine, request: EngineRequest) -> RawAnswer:
        engine.waiting.set()
        await engine.released.wait()
        return await (then or answers())(engine, request)

    return behave


def looks(look: Callable[[], Awaitable[object]], seen: list[object]) -> Behaviour:
    """Note what `look` gives at the moment of being asked, then answer."""

    async def behave(engine: FakeEngine, request: EngineRequest) -> RawAnswer:
        seen.append(await look())
        return await answers()(engine, request)

    return behave
