"""A proxy on the loopback that tunnels every name to one port, or refuses to."""

import select
import socket
import threading
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Self


class ConnectProxy(ThreadingTCPServer):
    """Answers CONNECT with `status`; if that is 200, whatever was asked for leads to `port`."""

    daemon_threads = False
    allow_reuse_address = True

    def __init__(self, port: int = 0, status: int = 200) -> None:
        super().__init__(("127.0.0.1", 0), _Tunnel)
        self.port = port
        self.status = status
        self.asked_for: list[str] = []
        self.closing = threading.Event()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()
        self._thread.join()


class _Tunnel(StreamRequestHandler):
    server: ConnectProxy
    rbufsize = 0

    def handle(self) -> None:
        self.server.asked_for.append(self.rfile.readline().decode().strip())
        while self.rfile.readline().strip():
            pass
        self.wfile.write(f"HTTP/1.1 {self.server.status} So be it\r\n\r\n".encode())
        if self.server.status == 200:
            with socket.create_connection(("127.0.0.1", self.server.port)) as far:
                self._carry(self.connection, far)

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        other = {near: far, far: near}
        while not self.server.closing.is_set():
            for ready in select.select([near, far], [], [], 0.02)[0]:
                try:
                    data = ready.recv(65536)
                    other[ready].sendall(data)
                except OSError:
                    return
                if not data:
                    return
