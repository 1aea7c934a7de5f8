"""A loopback proxy in front of our own endpoint that makes faults when told to.

For tests: `with FaultProxy(endpoint, key="…") as server: … server.url …`; `server.script(stall(),
…)` says how the next POSTs are treated, with behaviours from `fakes.misbehaviour`; everything else
is passed on to the endpoint, and its answer back. By hand: `python tests/fakes/fault_proxy.py
--port 8799 --key KEY`, then start the program with the two variables that it prints.
"""

import argparse
import http.client
import json
import select
import socket
import ssl
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

if __name__ == "__main__":  # by hand, the path begins with this folder, whose `secrets` is ours
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from fakes.extract_image_contract import PATH, Received, judge
from fakes.misbehaviour import Behaviour, pass_on
from fakes.quick_endpoint import Served, opening_pictures, serving

_RATE_LIMIT_HEADERS = ("X-RateLimit-Limit", "X-RateLimit-Remaining")


@dataclass(frozen=True)
class Reply:
    """What the endpoint answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Exchange:
    """One POST being answered; what a behaviour gets. Lives on the connection's own thread."""

    def __init__(self, server: "FaultProxy", handler: BaseHTTPRequestHandler) -> None:
        self.server = server
        self._handler = handler

    def receive(self, *, charge: bool = True) -> Received | None:
        """Read and judge the body. None if it never came whole; a bad request is not charged."""
        length = self._handler.headers.get("Content-Length", "")
        if not length.isdigit():
            self.send(411, {"error": "Content-Length is missing"})
            return None
        body = self._handler.rfile.read(int(length))
        if len(body) < int(length):
            self.server.note_cut_short()
            return None
        headers = {name.lower(): value for name, value in self._handler.headers.items()}
        received = judge(headers, body, self.server.key)
        if charge and received.status == 200:
            received = replace(received, credits=10 + received.count)
        self.server.note(received)
        return received

    def ask_endpoint(self, received: Received) -> Reply:
        """What the endpoint says to the request; it must agree with the judge."""
        reply = self.server.ask_endpoint("POST", received.headers, received.body)
        if reply.status != received.status:
            self.server.disagreements.append((received.status, received.error, reply))
        return reply

    def send_reply(self, reply: Reply) -> None:
        """Hand back an answer of the endpoint as it is."""
        told = [(name, reply.headers[name]) for name in _RATE_LIMIT_HEADERS]
        self.send(reply.status, reply.body, headers=[] if self.server.rate_limit else told)

    def send(
        self,
        status: int,
        body: object,
        *,
        content_type: str = "application/json",
        headers: Iterable[tuple[str, str]] = (),
        write: "Callable[[Exchange, bytes], None] | None" = None,
    ) -> None:
        """Answer with bytes, or anything else as JSON; `write` may spoil how the body goes out."""
        payload = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.server.answered.append(payload)
        self._handler.send_response(status)
        self._handler.send_header("Content-Type", content_type)
        self._handler.send_header("Content-Length", str(len(payload)))
        for name, value in (*self.server.rate_limit_headers(), *headers):
            self._handler.send_header(name, value)
        self._handler.end_headers()
        if write is None:
            self.write(payload)
        else:
            write(self, payload)

    def write(self, payload: bytes) -> None:
        self._handler.wfile.write(payload)
        self._handler.wfile.flush()

    def pause(self, seconds: float) -> bool:
        """Wait, unless the client hangs up or the server closes; whether the wait was whole."""
        self.server.reached.set()
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.server.closing.is_set():
            readable, _, _ = select.select([self._handler.connection], [], [], 0.01)
            if readable and self._hung_up():
                self.server.hung_up.set()
                return False
        return not self.server.closing.is_set()

    def _hung_up(self) -> bool:
        try:
            return not self._handler.connection.recv(1)
        except OSError:
            return True

    def hang_up(self) -> None:
        self._handler.close_connection = True

    def hang_up_hard(self) -> None:
        """Close with a reset, as a crashed service does."""
        linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
        self._handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.hang_up()


class FaultProxy(ThreadingHTTPServer):
    """The way to the endpoint, on a port of its own. Attributes may be read from any thread.

    `received` has every POST that arrived whole, `connections` every connection that was opened.
    `reached` is set when a behaviour starts to wait, `hung_up` when the client left meanwhile.
    """

    daemon_threads = False  # so that closing waits for them
    allow_reuse_address = True

    def __init__(
        self,
        endpoint: Served,
        *,
        key: str = "test-key",
        port: int = 0,
        rate_limit: tuple[int, int] | None = None,
        get_checks_key: bool = True,
        tls: tuple[Path, Path] | None = None,
    ) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.key = key
        self._endpoint = endpoint
        # Says something else than the endpoint, when it is there.
        self.answerer: Callable[[Received], object] | None = None
        # The judge's status and error, and the endpoint's reply, where they differ.
        self.disagreements: list[tuple[int, str, Reply]] = []
        self.rate_limit = rate_limit  # limit, remaining: the second goes down with each POST
        self.get_checks_key = get_checks_key
        self.received: list[Received] = []
        self.answered: list[bytes] = []  # the body of each answer, as it was meant to go out
        self.got: list[Mapping[str, str]] = []  # headers of each GET
        self.get_status = 200
        self.date = ""  # what its clock shows, when not the time
        self.connections = 0
        self.cut_short = 0  # bodies that never came whole
        self.reached = threading.Event()
        self.hung_up = threading.Event()
        self.closing = threading.Event()
        self.usual: Behaviour = pass_on()
        self._script: deque[Behaviour] = deque()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._more_received = threading.Condition(self._lock)
        self._tls: ssl.SSLContext | None = None
        if tls is not None:
            self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._tls.load_cert_chain(*tls)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,))

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}{PATH}"

    @property
    def credits(self) -> int:
        """Everything charged so far."""
        return sum(received.credits for received in self.received)

    def script(self, *behaviours: Behaviour) -> None:
        """How the next POSTs are treated, one behaviour each."""
        self._script.extend(behaviours)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.shutdown()
        with self._lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # the client was faster
        self.server_close()
        self._thread.join()
        assert not self.disagreements, f"contract and endpoint differ: {self.disagreements}"

    def ask_endpoint(self, method: str, headers: Mapping[str, str], body: bytes | None) -> Reply:
        """Pass a request on; who knows our key is known to the endpoint."""
        connection = http.client.HTTPConnection(self._endpoint.origin.removeprefix("http://"))
        passed = {
            name: headers[name] for name in ("content-type", "authorization") if name in headers
        }
        if passed.get("authorization") == f"Bearer {self.key}":
            passed["authorization"] = f"Bearer {self._endpoint.key}"
        with closing(connection):
            connection.request(method, PATH, body, passed)
            response = connection.getresponse()
            return Reply(response.status, response.headers, response.read())

    def next_behaviour(self) -> Behaviour:
        with self._lock:
            return self._script.popleft() if self._script else self.usual

    def note(self, received: Received) -> None:
        with self._more_received:
            self.received.append(received)
            self._more_received.notify_all()
            if self.rate_limit is not None:
                limit, remaining = self.rate_limit
                self.rate_limit = (limit, max(0, remaining - 1))

    def wait_for(self, count: int, limit_s: float = 30) -> bool:
        """Whether that many POSTs have arrived whole within that time."""
        with self._more_received:
            return self._more_received.wait_for(lambda: len(self.received) >= count, limit_s)

    def note_cut_short(self) -> None:
        with self._lock:
            self.cut_short += 1

    def rate_limit_headers(self) -> list[tuple[str, str]]:
        if self.rate_limit is None:
            return []
        return [
            (name, str(value))
            for name, value in zip(_RATE_LIMIT_HEADERS, self.rate_limit, strict=True)
        ]

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        if self._tls is not None:  # the handshake happens on the connection's own thread
            connection = self._tls.wrap_socket(
                connection, server_side=True, do_handshake_on_connect=False
            )
        with self._lock:
            self.connections += 1
            self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that leave in the middle are what these tests are about: say nothing."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FaultProxy

    def date_time_string(self, timestamp: float | None = None) -> str:
        return self.server.date or super().date_time_string(timestamp)

    def do_POST(self) -> None:
        exchange = Exchange(self.server, self)
        if self.path != PATH:
            exchange.send(404, {"error": "Not found"})
            self.close_connection = True
            return
        self.server.next_behaviour()(exchange)

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.got.append(headers)
        exchange = Exchange(self.server, self)
        if not self.server.get_checks_key:
            headers["authorization"] = f"Bearer {self.server.key}"
        reply = self.server.ask_endpoint("GET", headers, None)
        if reply.status == 200 and self.server.get_status != 200:
            exchange.send(self.server.get_status, {"error": "no formats today"})
        else:
            exchange.send_reply(reply)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base class's name)
        """Quiet: tests read `received`."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8799)
    parser.add_argument("--key", default="test-key")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds before each answer")
    options = parser.parse_args()

    def slowly(exchange: Exchange) -> None:
        time.sleep(options.delay)
        pass_on()(exchange)

    with (
        tempfile.TemporaryDirectory() as folder,
        opening_pictures(Path(folder)) as pictures,
        serving(pictures) as endpoint,
        FaultProxy(endpoint, key=options.key, port=options.port) as proxy,
    ):
        proxy.usual = slowly
        print(f"INKLIFT_API_URL={proxy.url} INKLIFT_API_KEY={options.key}", flush=True)  # noqa: T201
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
