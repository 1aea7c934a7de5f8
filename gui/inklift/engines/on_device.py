"""The engine *This computer*: reads text here, costs nothing, and follows no instructions."""

import json
from collections.abc import Awaitable, Callable

from inklift.core.pictures import PictureSource
from inklift.core.ports import EngineRequest, RawAnswer
from inklift.core.readings import Reading
from inklift.engines.registry import ON_DEVICE


class OnDeviceEngine:
    """Fits `core.ports.Engine`. Its answers have the contract's shape, with 0 credits.

    `read` gives the text of one picture and is the caller's: this class opens no file.
    """

    id = ON_DEVICE.id
    capabilities = ON_DEVICE.capabilities

    def __init__(self, read: Callable[[PictureSource], Awaitable[Reading]]) -> None:
        self._read = read

    async def ask(
        self, request: EngineRequest, on_picture_started: Callable[[str], None]
    ) -> RawAnswer:
        # Imported here: the field rules cost start-up time that only a reading needs.
        from inklift.reading.answering import answer_for

        readings = []
        for picture in request.pictures:
            on_picture_started(picture.source.id)
            readings.append(await self._read(picture.source))
        answer = answer_for(
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
