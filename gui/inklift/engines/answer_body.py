"""The body of a 200: never more than fits, and unpacked with care if it came compressed."""

import zlib

import httpx

from inklift.core.errors import AnswerUnreadable
from inklift.core.extract_image_api import MAX_ANSWER_BYTES
from inklift.engines.http import read_at_most

_GZIP = 16 + zlib.MAX_WBITS


async def read_answer_body(response: httpx.Response, limit_bytes: int = MAX_ANSWER_BYTES) -> bytes:
    """The bytes to keep of an answer that was paid for, whatever they are.

    Compression that nobody asked for is undone, as far as it goes: of a stream that stops short
    the readable start is kept, and its JSON shows that the rest is missing. What cannot be unpacked
    at all is kept as it came. Raises `AnswerUnreadable` when there is more than `limit_bytes`.
    """
    raw, whole = await read_at_most(response, limit_bytes)
    if not whole:
        raise AnswerUnreadable(f"the answer is longer than {limit_bytes} bytes", status=200)
    if response.headers.get("Content-Encoding", "").strip().lower() not in ("gzip", "x-gzip"):
        return raw
    return _unpacked(raw, limit_bytes)


def _unpacked(raw: bytes, limit_bytes: int) -> bytes:
    # httpx would unpack without a limit, and says nothing when the stream is cut (0.28.1).
    unpacker = zlib.decompressobj(_GZIP)
    try:
        body = unpacker.decompress(raw, limit_bytes + 1)
    except zlib.error:
        return raw
    if len(body) > limit_bytes:
        raise AnswerUnreadable(f"the answer unpacks to over {limit_bytes} bytes", status=200)
    return body
