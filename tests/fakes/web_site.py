"""A web site on the loopback, and a small world of names that all lead to it."""

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import httpx

from inklift.engines.http_options import HttpOptions
from inklift.engines.public_addresses import IPAddress, Reach
from inklift.engines.web_pictures import WebPictures

PICTURE = b"\xff\xd8\xff" + os.urandom(100_000)
PUBLIC = "93.184.216.34"


@dataclass
class Page:
    """What a path answers."""

    status: int = 200
    body: bytes = PICTURE
    headers: dict[str, str] = field(default_factory=dict)


class Site(ThreadingHTTPServer):
    """A web site on the loopback; `seen` has the path and headers of each request."""

    daemon_threads = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, Page] = {"/a.jpg": Page()}
        self.seen: list[tuple[str, dict[str, str]]] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def redirect(self, path: str, to: str, status: int = 302) -> None:
        self.pages[path] = Page(status, b"", {"Location": to})

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The client stops reading what is too large: say nothing."""


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.seen.append((self.path, headers))
        page = self.server.pages.get(self.path, Page(404, b"nothing here"))
        self.send_response(page.status)
        self.send_header("Set-Cookie", "trace=1")
        for name, value in {"Content-Length": str(len(page.body)), **page.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(page.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base class's name)
        """Quiet: tests read `seen`."""


class World:
    """Names with addresses, all of which lead to one site here; remembers who was connected to."""

    def __init__(self, site: Site, **names: Sequence[str]) -> None:
        self.site = site
        self.names = {name.replace("_", "."): addresses for name, addresses in names.items()}
        self.asked: list[str] = []
        self.connected: list[tuple[str, Any]] = []  # address, name for the certificate

    async def resolve(self, host: str, port: int) -> Sequence[IPAddress]:
        self.asked.append(host)
        if host not in self.names:
            raise OSError("no such name")
        addresses = self.names[host]
        if host == "rebinds.test":  # the second look would find something else
            self.names[host] = ["127.0.0.1"]
        return [ip_address(address) for address in addresses]

    def make(self, options: HttpOptions) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=_Rerouting(self), trust_env=False)

    def fetch(self, address: str, out: Path, reach: Reach = Reach.NAMED) -> None:
        async def run() -> None:
            web = WebPictures(HttpOptions(), resolve=self.resolve, make=self.make)
            try:
                await web.fetch(address, out, reach)
            finally:
                await web.close()

        asyncio.run(run())


class _Rerouting(httpx.AsyncHTTPTransport):
    """Connects to the site on the loopback whatever address a request is for, and notes that."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        sni = request.extensions.get("sni_hostname")
        self._world.connected.append((request.url.host, sni))
        if request.url.host == "93.184.216.99":
            raise httpx.ConnectError("unreachable")
        request.url = request.url.copy_with(
            scheme="http", host="127.0.0.1", port=self._world.site.port
        )
        return await super().handle_async_request(request)
