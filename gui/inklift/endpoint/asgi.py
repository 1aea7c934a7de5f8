"""Puts the application together: routes, errors in one shape, and what stands on every answer."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from inklift.core.extract_image_api import EXTRACT_PATH
from inklift.endpoint.api import ExtractImageApi
from inklift.endpoint.openapi import openapi_document
from inklift.endpoint.page import TryPage
from inklift.endpoint.rate_limit import RequestLimit
from inklift.endpoint.replies import JsonResponse, error_reply


@dataclass(frozen=True, slots=True)
class Answered:
    """One request that was answered: what may be told of it."""

    method: str
    path: str
    status: int
    took_s: float


def make_app(api: ExtractImageApi, page: TryPage, tell: Callable[[Answered], None]) -> ASGIApp:
    """The whole application. `tell` is called on the loop for each answer that went out."""
    starlette = Starlette(
        routes=[
            Route(EXTRACT_PATH, api.handle, methods=["GET", "POST"]),
            Route("/openapi.json", _openapi, methods=["GET"]),
            Route("/", page.handle, methods=["GET", "POST"]),
        ],
        exception_handlers={
            HTTPException: _wrong_address,
            ClientDisconnect: _nobody_there,
            Exception: _bug,
        },
    )
    starlette.router.redirect_slashes = False
    return _EveryAnswer(starlette, api.gate.limit, tell)


class _EveryAnswer:
    """Adds the headers that every answer has, whoever made it, and tells of it."""

    def __init__(self, app: ASGIApp, limit: RequestLimit, tell: Callable[[Answered], None]) -> None:
        self._app = app
        self._limit = limit
        self._tell = tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started_s = time.monotonic()

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self._headers()]
                took_s = time.monotonic() - started_s
                self._tell(Answered(scope["method"], scope["path"], message["status"], took_s))
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _headers(self) -> list[tuple[bytes, bytes]]:
        return [
            (b"x-ratelimit-limit", b"%d" % self._limit.per_minute),
            (b"x-ratelimit-remaining", b"%d" % self._limit.remaining),
            (b"x-content-type-options", b"nosniff"),
            (b"cache-control", b"no-store"),
        ]


async def _openapi(request: Request) -> Response:
    return JsonResponse(openapi_document())


async def _wrong_address(request: Request, error: Exception) -> Response:
    """404 and 405: nothing else is raised by the routes."""
    assert isinstance(error, HTTPException)
    return error_reply(error.status_code, HTTPStatus(error.status_code).phrase, error.headers)


async def _nobody_there(request: Request, error: Exception) -> Response:
    """The client left; what is returned here goes nowhere (499 is nginx's word for it)."""
    return Response(status_code=499)


async def _bug(request: Request, error: Exception) -> Response:
    """Ours. Starlette raises it again after this answer, and it is logged."""
    return error_reply(
        500, "Failed to extract image data: something went wrong in the program, see its log"
    )
