"""What a run would meet before anything is sent, found out without sending anything."""

import asyncio
from dataclasses import dataclass

from inklift.core.errors import PictureError, PictureTooLarge
from inklift.core.extract_image_api import MAX_SENT_PICTURE_BYTES, MAX_SENT_REQUEST_BYTES
from inklift.core.pictures import Preparation
from inklift.core.runs import Plan, PlannedPicture, PlannedRequest
from inklift.services.pictures import PictureService


@dataclass(frozen=True, slots=True)
class Unsendable:
    """Pictures for which their request would not be sent, and why."""

    request_number: int
    names: tuple[str, ...]
    error: PictureError


async def find_unsendable(
    plan: Plan, pictures: PictureService, preparation: Preparation
) -> tuple[Unsendable, ...]:
    """Prepare every picture as if it were to be sent, and look at its size.

    For engines that take prepared pictures. Pictures that go as their address are not looked at.
    """
    found = [await _look_at(request, pictures, preparation) for request in plan.to_send]
    return tuple(trouble for troubles in found for trouble in troubles)


async def _look_at(
    request: PlannedRequest, pictures: PictureService, preparation: Preparation
) -> list[Unsendable]:
    files = [picture for picture in request.pictures if picture.source.path is not None]
    results = await asyncio.gather(
        *(_size_bytes(picture, pictures, preparation) for picture in files)
    )
    troubles = [
        Unsendable(request.number, picture.names, result)
        for picture, result in zip(files, results, strict=True)
        if isinstance(result, PictureError)
    ]
    total_bytes = sum(result for result in results if isinstance(result, int))
    if not troubles and total_bytes > MAX_SENT_REQUEST_BYTES:
        error = PictureTooLarge(
            "all together", size_bytes=total_bytes, limit_bytes=MAX_SENT_REQUEST_BYTES
        )
        troubles.append(Unsendable(request.number, request.names, error))
    return troubles


async def _size_bytes(
    picture: PlannedPicture, pictures: PictureService, preparation: Preparation
) -> int | PictureError:
    try:
        with pictures.scratch_file(".sent") as out:
            prepared = await pictures.prepare(picture.source, preparation, out)
    except PictureError as error:
        return error
    if prepared.size_bytes > MAX_SENT_PICTURE_BYTES:
        return PictureTooLarge(
            picture.names[0],
            size_bytes=prepared.size_bytes,
            limit_bytes=MAX_SENT_PICTURE_BYTES,
        )
    return prepared.size_bytes
