"""Who may ask, and how often: looked at before a single byte of the body is read."""

import hmac

from starlette.requests import Request
from starlette.responses import Response

from inklift.core.ports import Secret
from inklift.endpoint.rate_limit import RequestLimit
from inklift.endpoint.replies import error_reply

_UNAUTHORIZED = "Invalid or missing Authorization header"  # the contract's words


class Gate:
    """The key and the limit of this endpoint. Lives on the loop."""

    def __init__(self, key: Secret, limit: RequestLimit) -> None:
        self._key = key.reveal().encode()
        self.limit = limit

    def is_key(self, given: bytes) -> bool:
        """Whether this is the key; a wrong one takes as long as one that is nearly right."""
        return hmac.compare_digest(given, self._key)

    def refusal(self, request: Request) -> Response | None:
        """What to answer instead, or None for a request that may go on; counts that one in.

        Who has no key uses up nothing of the limit: strangers could lock the owner out.
        """
        header = request.headers.get("Authorization", "").encode("latin-1")
        scheme, _, given = header.partition(b" ")
        if scheme.lower() != b"bearer" or not self.is_key(given.strip()):
            return error_reply(401, _UNAUTHORIZED, {"WWW-Authenticate": "Bearer"})
        return self.too_many()

    def too_many(self) -> Response | None:
        """The answer to a request past the limit, or None for one that is now counted in."""
        wait_s = self.limit.admit()
        if not wait_s:
            return None
        return error_reply(
            429,
            f"More than {self.limit.per_minute} requests in a minute. Try again in {wait_s} s.",
            {"Retry-After": str(wait_s)},
        )
