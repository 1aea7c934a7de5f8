"""A client that says exactly what it is told to, byte by byte, over a plain socket."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from fakes.quick_endpoint import Served

PATH = "/api/v1/extract-image"


@dataclass(frozen=True)
class RawAnswer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class RawClient:
    """One connection. Reading gives up after `_PATIENCE_S`."""

    _PATIENCE_S = 15.0

    def __init__(self, served: Served) -> None:
        host, port = served.origin.removeprefix("http://").split(":")
        self._socket = socket.create_connection((host, int(port)), timeout=self._PATIENCE_S)
        self._read = b""

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def drip(self, data: bytes) -> None:
        """One byte in each packet."""
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for position in range(len(data)):
            self._socket.sendall(data[position : position + 1])

    def answer(self) -> RawAnswer:
        """The next answer on this connection."""
        head, _, self._read = self._until(b"\r\n\r\n").partition(b"\r\n\r\n")
        status_line, *lines = head.decode().split("\r\n")
        headers = {
            name.lower(): value for name, _, value in (line.partition(": ") for line in lines)
        }
        length = int(headers.get("content-length", "0"))
        while len(self._read) < length:
            self._receive()
        body, self._read = self._read[:length], self._read[length:]
        return RawAnswer(int(status_line.split()[1]), headers, body)

    def is_closed(self) -> bool:
        """Whether the other side hangs up, at once or soon."""
        try:
            return self._socket.recv(1) == b""
        except ConnectionResetError:
            return True

    def close(self) -> None:
        self._socket.close()

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._read:
            self._receive()
        return self._read

    def _receive(self) -> None:
        data = self._socket.recv(65_536)
        if not data:
            raise ConnectionError(f"hung up after {self._read!r}")
        self._read += data


@contextmanager
def raw_client(served: Served) -> Iterator[RawClient]:
    client = RawClient(served)
    try:
        yield client
    finally:
        client.close()


def head(served: Served, length: int | None, **headers: str) -> bytes:
    """The head of a right POST; without a length it is chunked."""
    usual = {
        "Host": "localhost",
        "Authorization": f"Bearer {served.key}",
        "Content-Type": "application/json",
    }
    body = {"Transfer-Encoding": "chunked"} if length is None else {"Content-Length": str(length)}
    lines = [f"{name}: {value}" for name, value in (usual | body | headers).items()]
    return "\r\n".join([f"POST {PATH} HTTP/1.1", *lines, "", ""]).encode()


def wait_until(condition: Any, what: str) -> None:
    end = time.monotonic() + 15
    while not condition():
        assert time.monotonic() < end, f"waited for {what}"
        time.sleep(0.01)
