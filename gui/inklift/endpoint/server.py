"""Runs the application on a socket until it is told to end, and then finishes what is in work."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp


class EndpointServer(uvicorn.Server):
    """uvicorn without its own way with signals, which would end the process by the same signal.

    `end` and `end_now` may be called from any thread and from a signal's handler.
    """

    def __init__(self, app: ASGIApp, stopping: asyncio.Event) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http="h11",
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="error",  # its warnings are about clients, and advise to install things
                access_log=False,
                server_header=False,
                proxy_headers=False,
            )
        )
        self._stopping = stopping
        self._loop: asyncio.AbstractEventLoop | None = None

    async def serve_on(self, listening: socket.socket) -> None:
        """Answer requests until `end`; returns when the last of them is answered."""
        self._loop = asyncio.get_running_loop()
        try:
            await self.serve(sockets=[listening])
        finally:
            self._loop = None

    def end(self) -> None:
        """Take no more requests; what is in work is finished."""
        self.should_exit = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._stopping.set)

    def end_now(self) -> None:
        """Wait for nothing."""
        self.force_exit = True
        self.end()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
