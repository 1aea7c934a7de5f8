"""The engine *Dumpling AI*: one paid request over the network, sent at most once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import httpx

from inklift.core.errors import NoKey
from inklift.core.ports import EngineRequest, RawAnswer, Secret
from inklift.engines.answer_body import AnswerBody
from inklift.engines.http import NETWORK_ERRORS, LazyClient, connection_error
from inklift.engines.http_options import HttpOptions
from inklift.engines.http_trace import PhaseLimits
from inklift.engines.registry import DUMPLING
from inklift.engines.request_body import make_body
from inklift.engines.service_errors import error_for, rate_limit_of
from inklift.engines.service_key import authorization
from inklift.engines.service_url import validate_service_url

logger = logging.getLogger(__name__)


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

    async def ask(
        self, request: EngineRequest, on_picture_started: Callable[[str], None]
    ) -> RawAnswer:
        """Send one request and return the body of its 200 unread, whatever is in it.

        A body that breaks off, or does not end, is returned as far as it came, as `broken_off`.
        Raises `EngineError`; or `PictureError` for a picture that cannot be sent, and then the
        service has not got the request. Cancelling closes the connection at once.
        """

        def start_all() -> None:
            for picture in request.pictures:
                on_picture_started(picture.source.id)

        body = await asyncio.to_thread(make_body, request, start_all)
        key = await self._key()
        if key is None:
            raise NoKey
        headers = authorization(key) | {
            "Content-Type": "application/json",
            "Content-Length": str(body.length_bytes),
            "Accept": "application/json",
        }
        client = await self._client.get()
        answer: AnswerBody | None = None
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
                    rate_limit = rate_limit_of(response.headers)
                    if response.status_code != 200:
                        limits.lift()  # the status is known: no time-out may hide it
                        raise await error_for(response, key)
                    answer = AnswerBody(response)
                    await answer.read()
        except NETWORK_ERRORS as error:
            if answer is None or not answer.kept():
                raise connection_error(error, sent_whole=body.sent_whole, key=key) from None
            logger.info("the answer broke off: %s", type(error).__name__)
        return RawAnswer(answer.kept(), rate_limit, broken_off=not answer.is_whole)

    async def close(self) -> None:
        await self._client.close()
