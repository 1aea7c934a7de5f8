"""`/api/v1/extract-image`: the two methods of the contract."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from inklift.core.errors import StorageError
from inklift.core.extract_image_api import SENT_FORMATS, price
from inklift.endpoint.extraction import Extraction, ExtractionFailedError
from inklift.endpoint.gate import Gate
from inklift.endpoint.receiving import NotReceivedError, Receiving, receive_json, unfit_media
from inklift.endpoint.replies import BadRequestError, JsonResponse, error_reply
from inklift.endpoint.request_fields import ExtractRequest, extract_request
from inklift.system.background import Aside
from inklift.system.paths import as_storage_error

T = TypeVar("T")


class ExtractImageApi:
    """Answers the requests of clients. Lives on the loop."""

    def __init__(
        self,
        *,
        gate: Gate,
        extraction: Extraction,
        aside: Aside,
        scratch_folder: Path,
        receiving: Receiving,
    ) -> None:
        self.gate = gate
        self._extraction = extraction
        self._aside = aside
        self._scratch_folder = scratch_folder
        self._receiving = receiving

    async def handle(self, request: Request) -> Response:
        refusal = self.gate.refusal(request)
        if refusal is not None:
            return refusal
        if request.method != "POST":
            return JsonResponse({"supportedFormats": list(SENT_FORMATS)})
        return unfit_media(request) or await self._extract(request)

    async def _extract(self, request: Request) -> Response:
        try:
            async with self.folder() as folder:
                body = await receive_json(request, folder, self._aside, self._receiving)
                asked = extract_request(body)
                results = await self.answer(asked, folder, request)
        except BadRequestError as error:
            return error_reply(400, str(error))
        except NotReceivedError as error:
            return error_reply(error.status, str(error))
        except ExtractionFailedError as error:
            return error_reply(500, f"Failed to extract image data: {error}")
        except StorageError as error:
            return error_reply(
                500, f"Failed to extract image data: the disk cannot be written ({error.code})"
            )
        return JsonResponse(
            {
                "results": results,
                "prompt": asked.prompt,
                "imageCount": len(asked.images),
                "creditUsage": price(len(asked.images)),
            }
        )

    async def answer(self, asked: ExtractRequest, folder: Path, request: Request) -> str:
        """The results, unless the client leaves meanwhile: its pictures then wait no longer.

        Raises what `Extraction.results` raises, or `ClientDisconnect`.
        """
        return await _unless_gone(self._extraction.results(asked, folder), request)

    @asynccontextmanager
    async def folder(self) -> AsyncIterator[Path]:
        """A folder for the temporary files of one request; raises `StorageError`."""
        try:
            made = await self._aside(tempfile.mkdtemp, "", "request-", self._scratch_folder)
        except OSError as error:
            raise as_storage_error(error) from error
        try:
            yield Path(made)
        finally:
            await asyncio.shield(self._aside(shutil.rmtree, made, True))


async def _unless_gone(work: Coroutine[Any, Any, T], request: Request) -> T:
    """The result of `work`, which is cancelled when the client hangs up."""
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_hang_up(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise ClientDisconnect
    finally:
        for each in (task, gone):
            each.cancel()
        await asyncio.wait({task, gone})


async def _hang_up(request: Request) -> None:
    """Returns when the client has left; its body is here by then."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
