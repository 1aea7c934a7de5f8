"""Asks the service which picture formats it takes: the one request that costs nothing."""

import asyncio
from dataclasses import dataclass

import httpx

from inklift.core.errors import Outcome
from inklift.core.extract_image_api import RateLimit, format_names
from inklift.core.ports import Secret
from inklift.engines.http import NETWORK_ERRORS, connection_error, read_at_most
from inklift.engines.http_trace import ConnectionTrace
from inklift.engines.service_errors import error_for, rate_limit_of
from inklift.engines.service_key import authorization

_MAX_BYTES = 1_000_000
_LIMIT_S = 30  # for everything: somebody waits in front of a window


@dataclass(frozen=True, slots=True)
class FormatList:
    """What came back; `formats` is empty when no list of names was in it."""

    formats: tuple[str, ...]
    rate_limit: RateLimit


async def list_formats(client: httpx.AsyncClient, url: str, key: Secret | None) -> FormatList:
    """Get the list, with the key or without one.

    Raises `EngineError`, always with an outcome that says that nothing can have been charged.
    """
    headers = {} if key is None else authorization(key)
    try:
        async with (
            asyncio.timeout(_LIMIT_S),
            client.stream(
                "GET",
                url,
                headers=headers | {"Accept": "application/json"},
                extensions={"trace": ConnectionTrace()},
            ) as response,
        ):
            if response.status_code != 200:
                error = await error_for(response, key)
                if error.outcome is Outcome.UNKNOWN:  # true of a paid request only
                    error.outcome = Outcome.REFUSED
                raise error
            body, _ = await read_at_most(response, _MAX_BYTES)
            return FormatList(format_names(body), rate_limit_of(response.headers))
    except NETWORK_ERRORS as error:
        raise connection_error(error, sent_whole=False, key=key) from None
