"""What a status other than 200 means: our error, with what the service said about it."""

import asyncio
import math
import time
from email.utils import parsedate_to_datetime

import httpx

from inklift.core.errors import (
    EngineError,
    KeyRejected,
    OutOfCredit,
    RateLimited,
    Redirected,
    RequestRefused,
    ServerFailed,
)
from inklift.core.extract_image_api import RateLimit, error_message
from inklift.core.ports import Secret
from inklift.engines.http import NETWORK_ERRORS, SHORT_ANSWER_S, read_at_most

_MAX_ERROR_BYTES = 64 * 1024


async def error_for(response: httpx.Response, key: Secret | None) -> EngineError:
    """The error for an open response that is not a 200.

    The status decides. Whether its body arrives, in time and readable, only changes the words, in
    which the key is blotted out should the service repeat it.
    """
    said = error_message(await _body(response))
    if key is not None:
        said = said.replace(key.reveal(), repr(key))
    status = response.status_code
    detail = f"status {status}"
    if 300 <= status < 400:
        host = _host_pointed_to(response)
        return Redirected(f"{detail} to {host}", status=status, service_message=said, host=host)
    match status:
        case 401 | 403:
            return KeyRejected(detail, status=status, service_message=said)
        case 402:
            return OutOfCredit(detail, status=status, service_message=said)
        case 400 | 404 | 405 | 413 | 415 | 422:
            return RequestRefused(detail, status=status, service_message=said)
        case 429:
            wait_s = retry_after_s(response.headers)
            return RateLimited(detail, status=status, service_message=said, retry_after_s=wait_s)
    return ServerFailed(detail, status=status, service_message=said)


async def _body(response: httpx.Response) -> bytes:
    try:
        async with asyncio.timeout(SHORT_ANSWER_S):
            body, _ = await read_at_most(response, _MAX_ERROR_BYTES)
    except NETWORK_ERRORS:
        return b""
    return body


def _host_pointed_to(response: httpx.Response) -> str:
    try:
        # As it stands on the wire: in other letters a name could look like another.
        return response.url.join(response.headers.get("Location", "")).raw_host.decode("ascii")
    except httpx.InvalidURL:
        return ""


def retry_after_s(headers: httpx.Headers) -> float | None:
    """Seconds to wait, from seconds or an HTTP date; None when the header says nothing usable.

    A date is taken relative to the answer's own `Date`: this computer's clock may be wrong.
    """
    value = headers.get("Retry-After", "").strip()
    try:
        seconds = float(value)
    except ValueError:
        until_s = _http_date_s(value)
        if until_s is None:
            return None
        sent_s = _http_date_s(headers.get("Date", ""))
        seconds = until_s - (time.time() if sent_s is None else sent_s)
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _http_date_s(value: str) -> float | None:
    try:
        return parsedate_to_datetime(value).timestamp()
    except (ValueError, OverflowError):
        return None


def rate_limit_of(headers: httpx.Headers) -> RateLimit:
    return RateLimit(
        _count(headers.get("X-RateLimit-Limit", "")),
        _count(headers.get("X-RateLimit-Remaining", "")),
    )


def _count(value: str) -> int | None:
    value = value.strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None
