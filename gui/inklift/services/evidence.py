"""Finds where the values of answers stand in their pictures, whoever answered."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from inklift.core.answer_values import values_by_picture
from inklift.core.answers import Evidence, Place
from inklift.core.pictures import PictureSource
from inklift.core.readings import Reading
from inklift.system.background import Aside

ReadPicture = Callable[[PictureSource], Awaitable[Reading]]


class EvidenceFinder:
    """Reads pictures on this computer to look for values in them. Lives on the loop."""

    def __init__(
        self,
        read: ReadPicture,
        aside: Aside,
        pages_at_once: int,
    ) -> None:
        self._read = read
        self._aside = aside
        self._free = asyncio.Semaphore(pages_at_once)

    async def find(self, sources: Sequence[PictureSource], data: object) -> Evidence:
        """The places of the values of an answer's data, by path; those not seen are left out.

        `data` is for these pictures, in their order. A picture takes seconds, and hardly any time
        when it was read before. Raises `PictureError`, `ReadingFailed`, `WorkersUnavailable`.
        """
        # Imported here: the rules cost start-up time that only a reading needs.
        from inklift.reading.evidence import places_on

        found: dict[str, list[Place]] = {}
        for source, values in zip(sources, values_by_picture(data, len(sources)), strict=True):
            if not values:
                continue
            async with self._free:
                reading = await self._read(source)
            for name, places in (
                await self._aside(places_on, reading, source.name, values)
            ).items():
                found.setdefault(name, []).extend(places)
        return found
