"""The engine *Dumpling AI*: one paid request over the network, sent at most once."""

import asyncio
from collections.abc import Awaitable, Callable

import httpx

from inklift.core.errors import NoKey
from inklift.core.extract_image_api import RateLimit
from inklift.core.ports import EngineRequest, RawAnswer, Secret
from inklift.engines.answer_body import read_answer_body
from inklift.engines.http import NETWORK_ERRORS, LazyClient, connection_error
from inklift.engines.http_options import HttpOptions
from inklift.engines.http_trace import PhaseLimits
from inklift.engines.registry import DUMPLING
from inklift.engines.request_body import make_body
from inklift.engines.service_errors import error_for, rate_limit_of
from inklift.engines.service_key import authorization
from inklift.engines.service_url import validate_service_url


class DumplingEngine:
    """Fits `core.ports.Engine`. Lives on the loop; requests may run side by side.

    Nothing is ever sent twice from here: what may be tried again is for `retrying` to say.
    """

    id = DUMPLING.id
    capabilities = DUMPLING.capabilities

    def __init__(
        self,
        url: str,
        key: Callable[[], Awaitable[Secret | None]],
        options: HttpOptions,
    ) -> None:
        """`key` is asked anew for each request. Raises `AddressRefused` for an unfit `url`."""
        self._url = validate_service_url(url)
        self._key = key
        self._options = options.for_address(url)
        self._client = LazyClient(self._options)
        self._last_rate_limit = RateLimit()

    @property
    def last_rate_limit(self) -> RateLimit:
        """What the newest answer, of any status, told of it."""
        return self._last_rate_limit

    async def ask(
        self, request: EngineRequest, on_picture_started: Callable[[str], None]
    ) -> RawAnswer:
        """Send one request and return the body of its 200 unread, whatever is in it.

        Raises `EngineError`; or `PictureError` for a picture that cannot be sent, and then the
        service has not got the request. Cancelling closes the connection at once.
        """
        body = await asyncio.to_thread(make_body, request)
        key = await self._key()
        if key is None:
            raise NoKey
        headers = authorization(key) | {
            "Content-Type": "application/json",
            "Content-Length": str(body.length_bytes),
            "Accept": "application/json",
        }
        client = await self._client.get()
        for picture in request.pictures:
            on_picture_started(picture.source.id)
        answer_limit_s = self._options.answer_limit_s(len(request.pictures))
        try:
            async with asyncio.timeout(self._options.connect_timeout_s) as timeout:
                limits = PhaseLimits(timeout, answer_limit_s)
                async with client.stream(
                    "POST",
                    self._url,
                    content=body,
                    headers=headers,
                    timeout=httpx.Timeout(answer_limit_s, connect=self._options.connect_timeout_s),
                    extensions={"trace": limits},
                ) as response:
                    self._last_rate_limit = rate_limit_of(response.headers)
                    if response.status_code == 200:
                        answer = await read_answer_body(response)
                        return RawAnswer(answer, self._last_rate_limit)
                    limits.lift()  # the status is known: no time-out may hide it
                    raise await error_for(response, key)
        except NETWORK_ERRORS as error:
            raise connection_error(error, sent_whole=body.sent_whole, key=key) from None

    async def close(self) -> None:
        await self._client.close()
