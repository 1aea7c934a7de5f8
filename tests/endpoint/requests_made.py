"""Pictures and headers for requests to the endpoint."""

import base64
import io
import zlib

from PIL import Image

from fakes.quick_endpoint import Served


def picture_bytes(seed: int = 0, kind: str = "PNG") -> bytes:
    """A small picture, another for each seed."""
    out = io.BytesIO()
    Image.new("RGB", (12, 8), (seed % 256, seed // 256 % 256, 90)).save(out, kind)
    return out.getvalue()


def filled_up(picture: bytes, size_bytes: int) -> bytes:
    """The PNG at any larger size: a chunk that nobody reads is put before its end."""
    room = size_bytes - len(picture) - 12
    chunk = room.to_bytes(4, "big") + b"inKx" + bytes(room)
    crc = zlib.crc32(chunk[4:]).to_bytes(4, "big")
    return picture[:-12] + chunk + crc + picture[-12:]


def as_base64(*pictures: bytes) -> list[str]:
    return [base64.b64encode(picture).decode() for picture in pictures]


def authorized(served: Served) -> dict[str, str]:
    return {"Authorization": f"Bearer {served.key}"}
