"""Makes the pictures of one request ready for an engine, within what a service takes."""

import asyncio
from collections import deque
from contextlib import ExitStack

from inklift.core.errors import PictureTooLarge
from inklift.core.extract_image_api import MAX_SENT_PICTURE_BYTES, MAX_SENT_REQUEST_BYTES
from inklift.core.pictures import Preparation, PreparedPicture
from inklift.core.ports import RequestPicture
from inklift.core.runs import PlannedPicture, PlannedRequest, RunOptions
from inklift.services.pictures import PictureService

AT_ONCE = 2  # there are as many picture workers


class RequestPreparer:
    """Prepares pictures for sending. Its coroutines run on the loop."""

    def __init__(self, pictures: PictureService) -> None:
        self._pictures = pictures

    async def prepared(
        self, request: PlannedRequest, options: RunOptions, temporary: ExitStack
    ) -> tuple[RequestPicture, ...]:
        """The pictures of a request as files that last as long as `temporary`.

        Stops at the first that cannot be sent. Raises `PictureError` (all together too large:
        `PictureTooLarge` with the size so far), `WorkersUnavailable`, `StorageError`.
        """
        limit_bytes = min(MAX_SENT_PICTURE_BYTES, MAX_SENT_REQUEST_BYTES // len(request.pictures))
        preparation = Preparation(
            options.longest_side_px, limit_bytes if options.shrink_to_fit else None
        )
        ready: list[PreparedPicture] = []
        waiting: deque[asyncio.Task[PreparedPicture]] = deque()
        try:
            for picture in request.pictures:
                if len(waiting) == AT_ONCE:
                    _add(ready, await waiting[0])
                    waiting.popleft()
                work = self._one(picture, preparation, temporary)
                waiting.append(asyncio.ensure_future(work))
            while waiting:
                _add(ready, await waiting[0])
                waiting.popleft()
        finally:
            await _end(waiting)
        return tuple(
            RequestPicture(picture.source, prepared)
            for picture, prepared in zip(request.pictures, ready, strict=True)
        )

    async def _one(
        self, picture: PlannedPicture, preparation: Preparation, temporary: ExitStack
    ) -> PreparedPicture:
        out = temporary.enter_context(self._pictures.scratch_file(".sent"))
        prepared = await self._pictures.prepare(picture.source, preparation, out)
        if prepared.size_bytes > MAX_SENT_PICTURE_BYTES:
            raise PictureTooLarge(
                picture.names[0],
                size_bytes=prepared.size_bytes,
                limit_bytes=MAX_SENT_PICTURE_BYTES,
            )
        return prepared


def _add(ready: list[PreparedPicture], prepared: PreparedPicture) -> None:
    ready.append(prepared)
    together_bytes = sum(each.size_bytes for each in ready)
    if together_bytes > MAX_SENT_REQUEST_BYTES:
        raise PictureTooLarge(
            f"all together: at least {together_bytes} bytes",
            size_bytes=together_bytes,
            limit_bytes=MAX_SENT_REQUEST_BYTES,
        )


async def _end(tasks: deque[asyncio.Task[PreparedPicture]]) -> None:
    """Wait for their ends too: a worker must not write to a file that was removed already."""
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)
    for task in tasks:
        if not task.cancelled():
            task.exception()  # looked at: one of these is under way already
