"""What httpx tells of a request while it goes on, put to use: time limits and clean ends."""

import asyncio
from collections.abc import Mapping
from typing import Any


class ConnectionTrace:
    """Closes the connection when TLS fails or is cancelled; httpcore 1.0.9 forgets the latter."""

    def __init__(self) -> None:
        self._connection: Any = None  # httpcore's stream: it has no public type of its own

    async def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        if event == "connection.connect_tcp.complete":
            self._connection = info["return_value"]
        elif event.endswith(".start_tls.failed"):
            await self._connection.aclose()


class PhaseLimits(ConnectionTrace):
    """Gives each phase of a request its own time limit.

    httpx limits each read and write alone, so that a server which sends a byte now and then would
    hold on for ever. Here connecting (name, TCP, proxy, TLS) and answering have one limit each as a
    whole. Sending has none: a slow line takes as long as it takes, only a standstill ends it.
    """

    def __init__(self, timeout: asyncio.Timeout, answer_limit_s: float) -> None:
        """`timeout` has been entered already, and limits the connecting."""
        super().__init__()
        self._timeout = timeout
        self._answer_limit_s = answer_limit_s

    async def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        await super().__call__(event, info)
        if not event.startswith("http11.") or not event.endswith("_headers.started"):
            return
        if info["request"].method == b"CONNECT":  # the proxy's tunnel is part of connecting
            return
        self.lift()
        if event == "http11.receive_response_headers.started" and not self._timeout.expired():
            now_s = asyncio.get_running_loop().time()
            self._timeout.reschedule(now_s + self._answer_limit_s)

    def lift(self) -> None:
        """No limit from here on, unless it has struck already."""
        if not self._timeout.expired():
            self._timeout.reschedule(None)
