"""The HTTP client, and what its failures mean for the user's money."""

import asyncio
import ssl
from collections.abc import Callable
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.parse import urlsplit

import httpx
import truststore

from inklift import __version__
from inklift.core.errors import (
    ConnectionLost,
    EngineError,
    Offline,
    Outcome,
    TimedOut,
    TlsFailed,
)
from inklift.core.ports import Secret
from inklift.engines.http_options import HttpOptions

USER_AGENT = f"Inklift/{__version__}"
SHORT_ANSWER_S = 10  # for the body of an error: its status has said enough

# What httpx lets through besides its own errors: TLS alerts in mid-stream and stray resets
# (OSError, which TimeoutError is too), and host names that no resolver takes (UnicodeError).
NETWORK_ERRORS = (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError)
_NEVER_CONNECTED = (
    httpx.ConnectError,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
    UnicodeError,
)


def make_client(options: HttpOptions) -> httpx.AsyncClient:
    """A client that asks nobody but the address given, over a fresh connection each time.

    Takes about 150 ms (certificates): make one and share it, and make it off the loop. Raises
    `TlsFailed` or `Offline` (`NOT_SENT`) when the certificate file or the proxy is unusable.
    """
    context = _tls_context(options)
    return httpx.AsyncClient(
        verify=context,
        proxy=_proxy(options.proxy, context),
        trust_env=False,
        follow_redirects=False,
        http1=True,
        http2=False,  # ten times slower to upload with (httpx 0.28.1)
        # A kept connection that went stale dies on the next POST, and leaves open who got it.
        limits=httpx.Limits(max_keepalive_connections=0),
        timeout=httpx.Timeout(options.answer_timeout_s, connect=options.connect_timeout_s),
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity"},
    )


def _tls_context(options: HttpOptions) -> ssl.SSLContext:
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if options.extra_ca_file is not None:
        try:
            context.load_verify_locations(cafile=options.extra_ca_file)
        except (OSError, ValueError) as error:  # SSLError is an OSError
            raise TlsFailed(
                f"the file of extra certificates cannot be used: {error}", outcome=Outcome.NOT_SENT
            ) from error
    return context


def _proxy(address: str | None, context: ssl.SSLContext) -> httpx.Proxy | None:
    if not address:
        return None
    # What is wrong with it is not repeated, and no cause is chained: it may hold a password.
    trouble = "the proxy address cannot be used: it must be like http://host:port"
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        proxy = httpx.Proxy(address, ssl_context=context if parts.scheme == "https" else None)
    except (ValueError, httpx.InvalidURL):
        raise Offline(trouble, outcome=Outcome.NOT_SENT) from None
    if not usable:
        raise Offline(trouble, outcome=Outcome.NOT_SENT)
    return proxy


class LazyClient:
    """One shared client, made when it is first wanted. Lives on the loop."""

    def __init__(
        self,
        options: HttpOptions,
        make: Callable[[HttpOptions], httpx.AsyncClient] = make_client,
    ) -> None:
        self._options = options
        self._make = make
        self._client: httpx.AsyncClient | None = None
        self._making = asyncio.Lock()

    async def get(self) -> httpx.AsyncClient:
        """The client. Raises `EngineError` (`NOT_SENT`) when it cannot be made."""
        async with self._making:
            if self._client is None:
                self._client = await asyncio.to_thread(self._make, self._options)
            return self._client

    async def close(self) -> None:
        async with self._making:
            if self._client is not None:
                await self._client.aclose()
                self._client = None


def connection_error(
    error: Exception, *, sent_whole: bool, key: Secret | None = None
) -> EngineError:
    """Our error for one of `NETWORK_ERRORS`.

    Neither its type nor httpx's trace tells whether the service got the request (a small body
    "completes" into the kernel though nobody reads it), so the caller must know: `sent_whole` says
    whether the last piece of the body was handed over at all. Raise it `from None`: the service's
    own bytes may stand in the original's text, and only here is the `key` blotted out of them.
    """
    outcome = Outcome.UNKNOWN if sent_whole else Outcome.NOT_SENT
    causes = _causes(error)
    detail = f"{type(error).__name__}: {error}"
    if str(causes[-1]) not in detail:
        detail = f"{detail} ({causes[-1]})"
    if key is not None:
        detail = detail.replace(key.reveal(), repr(key))
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return TimedOut(detail, outcome=outcome)
    if isinstance(error, httpx.ConnectError) and any(isinstance(c, ssl.SSLError) for c in causes):
        return TlsFailed(detail, outcome=outcome)
    if isinstance(error, _NEVER_CONNECTED):
        return Offline(detail, outcome=outcome)
    return ConnectionLost(detail, outcome=outcome)


def _causes(error: BaseException) -> list[BaseException]:
    """The error, what caused it, what caused that …"""
    causes = [error]
    while cause := causes[-1].__cause__ or causes[-1].__context__:
        causes.append(cause)
    return causes


async def read_at_most(response: httpx.Response, limit_bytes: int) -> tuple[bytes, bool]:
    """The bytes of an answer as they came over the line, and whether that is all of it."""
    pieces = bytearray()
    async for piece in response.aiter_raw():
        pieces += piece
        if len(pieces) > limit_bytes:
            return bytes(pieces[:limit_bytes]), False
    return bytes(pieces), True
