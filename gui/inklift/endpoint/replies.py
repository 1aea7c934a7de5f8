"""What goes back to a client: JSON in the shapes of the contract."""

import json
from collections.abc import Mapping

from starlette.responses import Response


class BadRequestError(Exception):
    """Something is wrong with the request; its text tells the client what, and what to do."""


class JsonResponse(Response):
    """JSON as ASCII bytes: a prompt is echoed, and may hold half a surrogate pair.

    (Starlette's own fails on that: it writes UTF-8.)
    """

    media_type = "application/json"

    def render(self, content: object) -> bytes:
        return json.dumps(content, separators=(",", ":")).encode("ascii")


def error_reply(
    status: int, message: str, headers: Mapping[str, str] | None = None
) -> JsonResponse:
    """An error in the contract's one shape."""
    return JsonResponse({"error": message}, status, headers)
