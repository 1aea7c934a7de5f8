"""Many clients, large requests, stalled ones: the real `inklift serve`, its memory and its answers.

Slow; the figures are printed with `pytest -s`.
"""

import asyncio
import base64
import json
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import httpx
import psutil
import pytest
from PIL import Image, ImageDraw, ImageFont

from cli.program import Program, files_below
from cli.test_serve import KEY, Server
from endpoint.requests_made import filled_up

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

MIB = 2**20
HEADERS = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}


@pytest.fixture
def serve(program: Program) -> Any:
    """Starts `inklift serve` with more options."""
    keyed = program.with_environment(INKLIFT_SERVE_KEY=KEY)

    def start(*options: str) -> Server:
        errors = (program.folder / "errors.txt").open("wb")
        server = Server(keyed.start("serve", "--port", "0", *options, stderr=errors))
        errors.close()
        return server

    return start


@pytest.fixture
def line_of_text(tmp_path: Path) -> bytes:
    """A small picture with something to read."""
    image = Image.new("L", (300, 60), 255)
    ImageDraw.Draw(image).text((15, 12), "TOTAL 12.50", 0, font=ImageFont.load_default(size=32))
    image.save(tmp_path / "line.png")
    return (tmp_path / "line.png").read_bytes()


def body_of(*pictures: bytes) -> bytes:
    images = [base64.b64encode(picture).decode() for picture in pictures]
    return json.dumps({"inputMethod": "base64", "images": images, "prompt": "Total?"}).encode()


class MemoryWatch:
    """The most memory that a process held on its own (RSS), its children apart, in bytes."""

    def __init__(self, process_id: int) -> None:
        self._process = psutil.Process(process_id)
        self.before_bytes = self._now()
        self.peak_bytes = self.before_bytes
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    @property
    def extra_mb(self) -> float:
        return (self.peak_bytes - self.before_bytes) / 1e6

    def __enter__(self) -> "MemoryWatch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.01):
            self.peak_bytes = max(self.peak_bytes, self._now())

    def _now(self) -> int:
        return int(self._process.memory_info().rss)


@pytest.mark.parametrize(("count", "size_bytes"), [(5, 20 * MIB), (100, MIB)])
def test_a_request_of_100_mib_takes_little_memory(
    serve: Any, line_of_text: bytes, count: int, size_bytes: int
) -> None:
    server = serve()
    body = body_of(*[filled_up(line_of_text, size_bytes)] * count)
    httpx.get(server.url, headers=HEADERS, trust_env=False)

    with MemoryWatch(server.process.pid) as memory:
        started_s = time.monotonic()
        answer = httpx.post(server.url, content=body, headers=HEADERS, trust_env=False, timeout=500)
        took_s = time.monotonic() - started_s

    print(f"\n{count} × {size_bytes / MIB:.0f} MiB: {memory.extra_mb:.1f} MB extra, {took_s:.1f} s")
    assert answer.status_code == 200, answer.text[:300]
    assert answer.json()["results"].count("12.50") == count
    assert memory.extra_mb < 150


@pytest.mark.parametrize("options", [(), ("--rate-limit", "600/minute")])
def test_fifty_clients_at_once_for_a_minute_are_all_answered(
    serve: Any, program: Program, line_of_text: bytes, options: tuple[str, ...]
) -> None:
    server = serve(*options)
    body = body_of(line_of_text)
    answers: Counter[Any] = Counter()
    waits_s: list[float] = []

    async def client(until_s: float, http: httpx.AsyncClient) -> None:
        while time.monotonic() < until_s:
            started_s = time.monotonic()
            try:
                answer = await http.post(server.url, content=body, headers=HEADERS)
            except httpx.HTTPError as error:
                answers[repr(error)] += 1
                continue
            answers[answer.status_code] += 1
            if answer.status_code == 200:
                waits_s.append(time.monotonic() - started_s)
            else:
                assert int(answer.headers["retry-after"]) >= 1
                await asyncio.sleep(0.2)

    async def all_clients() -> None:
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=50)
        async with httpx.AsyncClient(timeout=300, trust_env=False, limits=limits) as http:
            until_s = time.monotonic() + 60
            await asyncio.gather(*(client(until_s, http) for _ in range(50)))

    with MemoryWatch(server.process.pid) as memory:
        asyncio.run(all_clients())

    status, _ = server.end(signal.SIGTERM)
    print(
        f"\n{options}: {dict(answers)}, median wait {median(waits_s):.2f} s, longest "
        f"{max(waits_s):.2f} s, {memory.extra_mb:.1f} MB extra"
    )
    assert answers.keys() <= {200, 429}
    assert answers[200] >= 100
    assert status == 0
    assert not [file for file in files_below(program.data) if file.suffix != ".log"]


def test_stalled_and_dripping_clients_do_not_slow_the_others(
    serve: Any, line_of_text: bytes
) -> None:
    server = serve()
    body = body_of(line_of_text)

    def ask() -> float:
        started_s = time.monotonic()
        answer = httpx.post(server.url, content=body, headers=HEADERS, trust_env=False, timeout=60)
        assert answer.status_code == 200
        return time.monotonic() - started_s

    ask()
    alone_s = median(ask() for _ in range(10))
    with _bad_clients(server, 100):
        beside_s = median(ask() for _ in range(10))

    print(f"\nalone {alone_s:.3f} s, beside 100 bad clients {beside_s:.3f} s")


@contextmanager
def _bad_clients(server: Server, count: int) -> Iterator[None]:
    """Clients that stop in the head, in the body, and (every third) send a byte now and then."""
    address = ("127.0.0.1", int(server.url.split(":")[2].split("/")[0]))
    head = (
        f"POST /api/v1/extract-image HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n"
        f"Authorization: Bearer {KEY}\r\nContent-Type: application/json\r\n\r\n"
    ).encode()
    over = threading.Event()
    clients = [socket.create_connection(address) for _ in range(count)]
    for number, client in enumerate(clients):
        client.sendall([head[:40], head + b'{"images": ["AAAA', head][number % 3])

    def drip() -> None:
        while not over.wait(0.1):
            for client in clients[2::3]:
                client.sendall(b" ")

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        for client in clients:
            client.close()
