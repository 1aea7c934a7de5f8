"""Finds where the values of answers stand in their pictures, whoever answered."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from inklift.core.answer_values import values_by_picture
from inklift.core.answers import Evidence, Place
from inklift.core.evidence import Findings
from inklift.core.pictures import Box, PictureSource
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

    async def text_in(self, source: PictureSource, box: Box) -> str:
        """The words that stand in a part of a picture, its lines joined; "" when there are none."""
        async with self._free:
            reading = await self._read(source)
        words = [
            word.text
            for line in reading.lines
            for word in line.words
            if box.left <= (word.box.left + word.box.right) / 2 < box.right
            and box.top <= (word.box.top + word.box.bottom) / 2 < box.bottom
        ]
        return " ".join(words)

    async def find(self, sources: Sequence[PictureSource], data: object) -> Evidence:
        """The same in the shape of a report: by the path of a value, those not seen left out."""
        found: dict[str, list[Place]] = {}
        for source, findings in zip(sources, await self.look(sources, data), strict=True):
            for name, places in findings.as_evidence(source.name).items():
                found.setdefault(name, []).extend(places)
        return found

    async def look(self, sources: Sequence[PictureSource], data: object) -> tuple[Findings, ...]:
        """What is found of an answer's values on each of its pictures, in their order.

        A picture takes seconds, and hardly any time when it was read before. Raises
        `PictureError`, `ReadingFailed`, `WorkersUnavailable`.
        """
        # Imported here: the rules cost start-up time that only a reading needs.
        from inklift.reading.evidence import look_for

        found = []
        for source, values in zip(sources, values_by_picture(data, len(sources)), strict=True):
            if not values:
                found.append(Findings())
                continue
            async with self._free:
                reading = await self._read(source)
            found.append(await self._aside(look_for, reading, values))
        return tuple(found)
