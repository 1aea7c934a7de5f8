"""Fetches a picture from a web address that the user added, and from nowhere else."""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx

from inklift.core.errors import (
    AddressRefused,
    AddressUnreachable,
    EngineError,
    PictureTooLarge,
)
from inklift.core.extract_image_api import MAX_TAKEN_PICTURE_BYTES
from inklift.engines.http import NETWORK_ERRORS, LazyClient, make_client, read_at_most
from inklift.engines.http_options import HttpOptions
from inklift.engines.http_trace import ConnectionTrace
from inklift.engines.public_addresses import (
    IPAddress,
    Reach,
    is_one_computer,
    is_public,
    literal_address,
)
from inklift.engines.service_url import is_loopback
from inklift.system.paths import as_storage_error

Resolve = Callable[[str, int], Awaitable[Sequence[IPAddress]]]

_MAX_REDIRECTS = 5
_LIMIT_S = 30  # for everything, redirects too
_CONNECT_LIMIT_S = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


async def resolve(host: str, port: int) -> Sequence[IPAddress]:
    """All addresses of a host, in the order in which the operating system would try them."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    texts = dict.fromkeys(str(entry[4][0]) for entry in found)
    return [address for address in map(literal_address, texts) if address is not None]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one request goes: the address it names, and the hosts that were found fit for it."""

    url: httpx.URL
    addresses: tuple[IPAddress, ...]
    is_here: bool  # in a network that the user allowed: may be private, and needs no proxy


class WebPictures:
    """Fetches pictures. Lives on the loop; fetches may run side by side.

    A name is resolved here, every address it has must be public, and the connection goes to just
    these, so that a name cannot mean something else a moment later. A private or loopback address
    is only taken when the user wrote it, as numbers or as localhost; no redirect and no other name
    leads there. A proxy resolves names itself: what was checked here is then no promise of where
    it goes.
    """

    def __init__(
        self,
        options: HttpOptions,
        *,
        resolve: Resolve = resolve,
        make: Callable[[HttpOptions], httpx.AsyncClient] = make_client,
    ) -> None:
        self._resolve = resolve
        self._has_proxy = options.proxy is not None
        self._here = LazyClient(replace(options, proxy=None), make)
        self._outside = LazyClient(options, make) if self._has_proxy else self._here

    async def fetch(self, address: str, out: Path, reach: Reach = Reach.NAMED) -> None:
        """Put the picture at `address` into the file `out`; nothing of it is opened or believed.

        `Reach.PUBLIC` is for an address that came by drag and drop, since a web page chose that.
        Raises `AddressRefused`, `AddressUnreachable`, `PictureTooLarge` (over 20 MiB) or
        `StorageError`. Sends no key and no cookies.
        """
        try:
            async with asyncio.timeout(_LIMIT_S):
                picture = await self._download(address, reach)
        except TimeoutError as error:
            raise AddressUnreachable(f"not answered within {_LIMIT_S} s") from error
        except EngineError as error:  # a client cannot be made: bad proxy, bad certificate file
            raise AddressUnreachable(error.detail) from error
        await asyncio.to_thread(_write, out, picture)

    async def close(self) -> None:
        await self._here.close()
        await self._outside.close()

    async def _download(self, address: str, reach: Reach) -> bytes:
        place = await self._place(_parsed(address), reach)
        further = Reach.PUBLIC if reach is Reach.NAMED else reach  # the user named no redirect
        for _ in range(_MAX_REDIRECTS + 1):
            response = await self._open(place)
            try:
                if response.status_code not in _REDIRECTS:
                    return await _picture_in(response)
                url = _next(place.url, response.headers.get("Location", ""))
            finally:
                await response.aclose()
            place = await self._place(url, further)
        raise AddressUnreachable(f"more than {_MAX_REDIRECTS} redirects")

    async def _place(self, url: httpx.URL, reach: Reach) -> _Place:
        host = url.raw_host.decode("ascii")
        if literal := literal_address(host):
            addresses: Sequence[IPAddress] = [literal]
            in_so_many_words = True
        else:
            addresses = await self._addresses(host, url)
            in_so_many_words = is_loopback(host) and all(a.is_loopback for a in addresses)
        if all(map(is_public, addresses)):
            return _Place(url, tuple(addresses), is_here=False)
        is_allowed = reach is Reach.PRIVATE or (reach is Reach.NAMED and in_so_many_words)
        if is_allowed and all(map(is_one_computer, addresses)):
            return _Place(url, tuple(addresses), is_here=True)
        raise AddressRefused(f"{host} is not on the open internet")

    async def _addresses(self, host: str, url: httpx.URL) -> Sequence[IPAddress]:
        port = url.port or (443 if url.scheme == "https" else 80)
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise AddressUnreachable(f"{host} is not known: {error}") from error
        if not addresses:
            raise AddressUnreachable(f"{host} has no address")
        return addresses

    async def _open(self, place: _Place) -> httpx.Response:
        """The open response of the first address that takes a connection."""
        client = await (self._here if place.is_here else self._outside).get()
        through_proxy = self._has_proxy and not place.is_here
        failure: Exception | None = None
        for address in place.addresses:
            request = _request(client, place.url, None if through_proxy else address)
            try:
                return await client.send(request, stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
            except NETWORK_ERRORS as error:
                raise AddressUnreachable(f"{type(error).__name__}: {error}") from error
        raise AddressUnreachable(f"{type(failure).__name__}: {failure}") from failure


def _request(client: httpx.AsyncClient, url: httpx.URL, address: IPAddress | None) -> httpx.Request:
    """A plain GET of `url`; with an `address`, the connection goes there whatever the name says."""
    headers = {"Accept": "image/*, application/pdf;q=0.9, */*;q=0.5"}
    extensions: dict[str, Any] = {"trace": ConnectionTrace()}
    target = url
    if address is not None:
        headers["Host"] = url.netloc.decode("ascii")
        target = url.copy_with(host=str(address))
        if url.scheme == "https" and literal_address(url.raw_host.decode("ascii")) is None:
            extensions["sni_hostname"] = url.raw_host.decode("ascii")  # certificate of the name
    timeout = httpx.Timeout(_LIMIT_S, connect=_CONNECT_LIMIT_S)
    return client.build_request(
        "GET", target, headers=headers, extensions=extensions, timeout=timeout
    )


def _parsed(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address.strip())
    except httpx.InvalidURL as error:
        raise AddressRefused("the address cannot be taken apart") from error
    return _acceptable(url)


def _next(url: httpx.URL, location: str) -> httpx.URL:
    try:
        target = url.join(location)
    except httpx.InvalidURL as error:
        raise AddressRefused("the redirect cannot be taken apart") from error
    if not location:
        raise AddressUnreachable("a redirect to nowhere")
    if url.scheme == "https" and target.scheme == "http":
        raise AddressRefused("a redirect from https: to http:")
    return _acceptable(target)


def _acceptable(url: httpx.URL) -> httpx.URL:
    if url.scheme not in ("http", "https"):
        raise AddressRefused("only http: and https: are fetched")
    if url.userinfo:
        raise AddressRefused("the address holds a user name or password")
    if not url.host or b"%" in url.raw_host:  # httpx 0.28.1 takes "http://[x/" and escapes it
        raise AddressRefused("the address names no host")
    return url


async def _picture_in(response: httpx.Response) -> bytes:
    status = response.status_code
    if status != 200:
        raise AddressUnreachable(f"status {status}", status=status)
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("", "identity"):  # unasked for; unpacking it would need limits of its own
        raise AddressUnreachable(f"the picture came packed as {encoding[:20]}", status=status)
    try:
        picture, whole = await read_at_most(response, MAX_TAKEN_PICTURE_BYTES)
    except NETWORK_ERRORS as error:
        raise AddressUnreachable(f"{type(error).__name__}: {error}", status=status) from error
    if not whole:
        raise PictureTooLarge(
            str(response.request.headers["Host"]), limit_bytes=MAX_TAKEN_PICTURE_BYTES
        )
    if not picture:
        raise AddressUnreachable("an empty answer", status=status)
    return picture


def _write(out: Path, picture: bytes) -> None:
    try:
        out.write_bytes(picture)
    except OSError as error:
        with contextlib.suppress(OSError):
            out.unlink()
        raise as_storage_error(error) from error
