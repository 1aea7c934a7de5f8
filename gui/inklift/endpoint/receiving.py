"""Takes the body of a request in, for as long as it keeps coming."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from inklift.endpoint.json_body import JsonBody
from inklift.endpoint.replies import error_reply
from inklift.system.background import Aside

_JSON = "application/json"
_TOO_SLOW = "The body did not come in time. Send the request again."
_ENDING = "Inklift is ending. Start it again, then send this request again."


class NotReceivedError(Exception):
    """The body did not come in time; the text tells the client."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """How long to wait for a body."""

    silence_s: float = 60.0  # between two pieces of it
    whole_s: float = 900.0  # 140 MB of base64 at 1.3 Mbit/s
    stopping_s: float = 10.0  # from when the server was told to end


class Receiving:
    """When to give up on a body: slow is fine, silent is not; told to end, the server hurries.

    Lives on the loop. `stopping` is set when the server was told to end.
    """

    def __init__(self, limits: BodyLimits, stopping: asyncio.Event) -> None:
        self._limits = limits
        self._stopping = stopping

    @asynccontextmanager
    async def patience(self) -> AsyncIterator["Patience"]:
        """For the time of one body; raises `NotReceivedError` in its midst when that is up."""
        try:
            async with asyncio.timeout(None) as timeout:
                patience = Patience(self._limits, timeout)
                hurrying = asyncio.create_task(patience.hurry_when(self._stopping))
                try:
                    yield patience
                finally:
                    hurrying.cancel()
        except TimeoutError as error:
            if self._stopping.is_set():
                raise NotReceivedError(503, _ENDING) from error
            raise NotReceivedError(408, _TOO_SLOW) from error


class Patience:
    """How long is left for one body."""

    def __init__(self, limits: BodyLimits, timeout: asyncio.Timeout) -> None:
        self._limits = limits
        self._timeout = timeout
        self._now_s = asyncio.get_running_loop().time
        self._deadline_s = self._now_s() + limits.whole_s
        self.renew()

    def renew(self) -> None:
        """A piece has come."""
        silent_until_s = self._now_s() + self._limits.silence_s
        self._timeout.reschedule(min(silent_until_s, self._deadline_s))

    async def hurry_when(self, stopping: asyncio.Event) -> None:
        await stopping.wait()
        self._deadline_s = min(self._deadline_s, self._now_s() + self._limits.stopping_s)
        if not self._timeout.expired():
            self.renew()


def unfit_media(request: Request) -> Response | None:
    """What to answer when the body is not plain JSON in UTF-8, or None."""
    media_type, _, parameters = request.headers.get("Content-Type", "").partition(";")
    if media_type.strip().lower() != _JSON:
        return error_reply(415, f"Send Content-Type: {_JSON}.")
    name, _, charset = parameters.strip().lower().partition("=")
    if name.strip() == "charset" and charset.strip(' "') not in ("utf-8", "utf8", "us-ascii"):
        return error_reply(415, "Send the JSON in UTF-8.")
    if request.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        return error_reply(415, "Send the body as it is: no Content-Encoding is taken.")
    return None


async def receive_json(
    request: Request, folder: Path, aside: Aside, receiving: Receiving
) -> object:
    """The value of the body as `JsonBody` gives it; its files go into `folder`.

    Raises `BadRequestError`, `NotReceivedError`, `StorageError`, or starlette's `ClientDisconnect`.
    """
    body = JsonBody(folder)
    try:
        async with receiving.patience() as patience:
            async for piece in request.stream():
                patience.renew()
                await aside(body.feed, piece)
        return await aside(body.finish)
    finally:
        body.close()
