"""The engine *This computer*: finds text and values here, for nothing, and follows no orders."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace

from inklift.core.pictures import PictureSource
from inklift.core.ports import EngineRequest, RawAnswer
from inklift.core.readings import Reading
from inklift.engines.registry import ON_DEVICE
from inklift.system.background import Aside


class OnDeviceEngine:
    """Fits `core.ports.Engine`. Its answers have the contract's shape, with 0 credits.

    `read` gives the text of one picture and is the caller's: this class opens no file. So many
    pages are asked of it at once. Finding the values in the text takes some ten milliseconds a
    picture, which `aside` keeps off the loop.
    """

    id = ON_DEVICE.id

    def __init__(
        self,
        read: Callable[[PictureSource], Awaitable[Reading]],
        aside: Aside,
        pages_at_once: int = 1,
    ) -> None:
        self._read = read
        self._aside = aside
        self._pages_at_once = pages_at_once
        self.capabilities = replace(ON_DEVICE.capabilities, requests_at_once=pages_at_once)

    async def ask(
        self, request: EngineRequest, on_picture_started: Callable[[str], None]
    ) -> RawAnswer:
        # Imported here: the field rules cost start-up time that only a reading needs.
        from inklift.reading.answering import answer_for

        free = asyncio.Semaphore(self._pages_at_once)

        async def read(source: PictureSource) -> Reading:
            async with free:
                on_picture_started(source.id)
                return await self._read(source)

        tasks = [asyncio.ensure_future(read(picture.source)) for picture in request.pictures]
        try:
            readings = await asyncio.gather(*tasks)
        finally:
            for task in tasks:  # when one fails, nobody wants the others
                task.cancel()
        answer = await self._aside(
            answer_for,
            readings,
            [picture.source.name for picture in request.pictures],
            request.prompt,
            request.form,
        )
        body = {
            "results": answer.results,
            "prompt": request.prompt,
            "imageCount": len(request.pictures),
            "creditUsage": 0,
            "notices": answer.notices,
            "evidence": answer.evidence,
        }
        # ASCII, so that any text there is (also half a surrogate pair) makes valid bytes.
        return RawAnswer(json.dumps(body).encode("ascii"))

    async def close(self) -> None:
        """Nothing to let go of: the reading worker belongs to whoever gave `read`."""
