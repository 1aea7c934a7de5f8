"""A line to a server on the loopback that breaks after so many bytes, in either direction."""

import contextlib
import socket
import threading
from collections.abc import Callable
from typing import Self


class CuttingLine:
    """Passes connections on to a port until as many bytes have gone through as it is told.

    `bytes_until_cut` is asked for each connection; None lets it live. Both ends of a cut line see
    a reset. `cuts` counts them. Attributes may be read from any thread.
    """

    def __init__(
        self, port: int, bytes_until_cut: Callable[[], int | None], *, at_port: int = 0
    ) -> None:
        self._target = port
        self._bytes_until_cut = bytes_until_cut
        self._listening = socket.create_server(("127.0.0.1", at_port), backlog=64)
        self._threads: list[threading.Thread] = []
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.cuts = 0

    @property
    def port(self) -> int:
        return int(self._listening.getsockname()[1])

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        with self._lock:
            left = list(self._open)
        for each in left:
            _shut(each)
        for thread in self._threads:
            thread.join()

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._target))
            with self._lock:
                self._open |= {near, far}
            connection = _Connection(near, far, self._bytes_until_cut(), self._note_cut)
            self._start(lambda c=connection: self._pass(c, c.near, c.far))
            self._start(lambda c=connection: self._pass(c, c.far, c.near))

    def _note_cut(self) -> None:
        with self._lock:
            self.cuts += 1

    def _pass(self, connection: "_Connection", source: socket.socket, sink: socket.socket) -> None:
        connection.pass_on(source, sink)
        if connection.is_over():
            with self._lock:
                self._open -= {connection.near, connection.far}


class _Connection:
    """Two ends and the bytes that may still go between them."""

    def __init__(
        self,
        near: socket.socket,
        far: socket.socket,
        left: int | None,
        on_cut: Callable[[], None],
    ) -> None:
        self.near = near
        self.far = far
        self._left = left
        self._on_cut = on_cut
        self._lock = threading.Lock()
        self._directions = 2

    def pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(512):
                data, is_cut = self._taken(data)
                sink.sendall(data)
                if is_cut:
                    self._on_cut()
                    for each in (self.near, self.far):
                        _reset(each)
                    break
            else:
                sink.shutdown(socket.SHUT_WR)

    def _taken(self, data: bytes) -> tuple[bytes, bool]:
        with self._lock:
            if self._left is None:
                return data, False
            if self._left < 0:
                return b"", False  # the other direction has cut it already
            data = data[: self._left]
            self._left -= len(data)
            if self._left == 0:
                self._left = -1
                return data, True
            return data, False

    def is_over(self) -> bool:
        """Called once by each direction at its end; the second closes both ends."""
        with self._lock:
            self._directions -= 1
            if self._directions:
                return False
        self.near.close()
        self.far.close()
        return True


def _reset(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    _shut(end)


def _shut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
