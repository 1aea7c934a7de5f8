"""The body of a 200: never more than fits, kept as far as it came, and unpacked with care."""

import zlib

import httpx

from inklift.core.extract_image_api import MAX_ANSWER_BYTES

_GZIP = 16 + zlib.MAX_WBITS


class AnswerBody:
    """Collects the bytes of an answer that was paid for, whatever they are. Lives on the loop.

    What has come is here also when reading it was broken off, by the other side or by a time-out.
    """

    def __init__(self, response: httpx.Response, limit_bytes: int = MAX_ANSWER_BYTES) -> None:
        self._response = response
        self._limit_bytes = limit_bytes
        self._raw = bytearray()
        self.is_whole = False

    async def read(self) -> None:
        """Read to the end, or until there are more than `limit_bytes`. Raises what httpx raises."""
        async for piece in self._response.aiter_raw():
            self._raw += piece
            if len(self._raw) > self._limit_bytes:
                del self._raw[self._limit_bytes :]
                return
        self.is_whole = True

    def kept(self) -> bytes:
        """The bytes to keep of it.

        Compression that nobody asked for is undone, as far as it goes: of a stream that stops short
        the readable start is kept, and its JSON shows that the rest is missing. What cannot be
        unpacked at all, or only to more than `limit_bytes`, is kept as it came.
        """
        raw = bytes(self._raw)
        encoding = self._response.headers.get("Content-Encoding", "").strip().lower()
        if encoding not in ("gzip", "x-gzip"):
            return raw
        # httpx would unpack without a limit, and says nothing when the stream is cut (0.28.1).
        unpacker = zlib.decompressobj(_GZIP)
        try:
            body = unpacker.decompress(raw, self._limit_bytes + 1)
        except zlib.error:
            return raw
        return body if len(body) <= self._limit_bytes else raw
