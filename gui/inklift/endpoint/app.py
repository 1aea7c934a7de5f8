"""The endpoint as a whole: made from the services, run on a socket until it is told to end."""

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path

from inklift.core.ports import Secret
from inklift.endpoint.api import ExtractImageApi
from inklift.endpoint.asgi import Answered, make_app
from inklift.endpoint.extraction import Extraction
from inklift.endpoint.gate import Gate
from inklift.endpoint.page import TryPage
from inklift.endpoint.rate_limit import RequestLimit
from inklift.endpoint.receiving import BodyLimits, Receiving
from inklift.endpoint.server import EndpointServer
from inklift.engines.public_addresses import Reach
from inklift.engines.registry import ON_DEVICE
from inklift.services.assembly import Services
from inklift.system.resources import resource

__all__ = ["Answered", "Endpoint", "listen"]

_BACKLOG = 512


class Endpoint:
    """The Extract Image API over the services of one process.

    Made on the loop; `end` and `end_now` may be called from any thread and in a signal's handler.
    """

    def __init__(
        self,
        services: Services,
        key: Secret,
        *,
        requests_per_minute: int,
        allow_private_urls: bool,
        tell: Callable[[Answered], None],
    ) -> None:
        """`tell` is called on the loop for each answer that went out."""
        reach = Reach.PRIVATE if allow_private_urls else Reach.PUBLIC

        async def fetch(address: str, out: Path) -> None:
            await services.fetcher.fetch(address, out, reach)

        stopping = asyncio.Event()
        receiving = Receiving(BodyLimits(), stopping)
        api = ExtractImageApi(
            gate=Gate(key, RequestLimit(requests_per_minute)),
            extraction=Extraction(
                pictures=services.pictures,
                engine=services.engines.engine(ON_DEVICE.id),
                fetch=fetch,
                aside=services.aside,
            ),
            aside=services.aside,
            scratch_folder=services.scratch.folder,
            receiving=receiving,
        )
        markup = resource("endpoint/page.html").read_text(encoding="utf-8")
        page = TryPage(api, receiving, services.aside, markup)
        self._server = EndpointServer(make_app(api, page, tell), stopping)

    async def serve_on(self, listening: socket.socket) -> None:
        """Answer requests until `end`; returns when the last of them is answered."""
        await self._server.serve_on(listening)

    def end(self) -> None:
        """Take no more requests, finish those in work."""
        self._server.end()

    def end_now(self) -> None:
        """Wait for nothing."""
        self._server.end_now()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any that is free. Raises `OSError`."""
    family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    return socket.create_server((host, port), family=family, backlog=_BACKLOG)
