"""The Extract Image API: names, limits and prices, used by the client and by our own endpoint.

Facts are from Dumpling AI's documentation; what it leaves open is decided in this one place. "MB"
may mean 10^6 or 2^20 bytes, of the file or of its base64 text, so what we send stays below the
strictest reading and what our endpoint takes goes up to the most lenient one.
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from inklift.core import json_text

EXTRACT_PATH = "/api/v1/extract-image"
EXTRACT_URL = f"https://app.dumplingai.com{EXTRACT_PATH}"
REQUEST_SOURCE = "API"
REQUEST_SOURCES = (
    "API",
    "WEB",
    "MAKE_DOT_COM",
    "ZAPIER",
    "N8N",
    "PLAYGROUND",
    "DEFAULT_AUTOMATION",
    "AGENT_PREVIEW",
    "AGENT_LIVE",
    "AUTOPILOT",
    "STUDIO",
)


class InputMethod(StrEnum):
    URL = "url"
    BASE64 = "base64"


SENT_FORMATS = ("png", "jpeg", "webp", "heic", "heif")  # what the service takes as it is

MAX_PICTURES = 3_000  # in one request
MAX_SENT_PICTURE_BYTES = 15_000_000  # 20,000,000 characters of base64
MAX_SENT_REQUEST_BYTES = 75_000_000  # 100,000,000 characters of base64
SHOWN_LIMIT_BYTES = 100_000_000  # "100 MB", the number people know
MAX_TAKEN_PICTURE_BYTES = 20 * 2**20
MAX_TAKEN_REQUEST_BYTES = 100 * 2**20  # of all its pictures
MAX_OUTPUT_TOKENS = 8_192
CHARACTERS_PER_TOKEN = 4  # an estimate: no tokenizer is at hand
MAX_ANSWER_BYTES = 32_000_000  # far above 8,192 tokens; more than that is no answer

CREDITS_PER_REQUEST = 10
CREDITS_PER_PICTURE = 1


def price(pictures: int) -> int:
    """Credits for one request with that many pictures."""
    return CREDITS_PER_REQUEST + CREDITS_PER_PICTURE * pictures


@dataclass(frozen=True, slots=True)
class RateLimit:
    """What the headers of an answer told; None where they told nothing."""

    limit: int | None = None
    remaining: int | None = None


def error_message(body: bytes) -> str:
    """What a service or proxy said went wrong, as one plain line; "" if it said nothing readable.

    Reads the shapes seen in Dumpling AI's documentation: `{"error": "…"}`,
    `{"error": {"code", "message"}}`, `{"success": false, "error", "code"}`. HTML is not read.
    """
    value = _value_in(body)
    error = value.get("error", value.get("message")) if isinstance(value, dict) else None
    if isinstance(error, dict):
        error = error.get("message", error.get("code"))
    return " ".join(error.split())[:500] if isinstance(error, str) else ""


def format_names(body: bytes) -> tuple[str, ...]:
    """Format names in any JSON answer of the `GET`; () when there is no list of names in it."""
    value = _value_in(body)
    candidates = [value, *value.values()] if isinstance(value, dict) else [value]
    for candidate in candidates:
        if isinstance(candidate, list) and candidate:
            names = [name for name in candidate if isinstance(name, str)]
            if len(names) == len(candidate):
                return tuple(names)
    return ()


def _value_in(body: bytes) -> Any:
    """The value of JSON in any of its encodings; None when there is none."""
    text = body.decode(json.detect_encoding(body), "replace")
    if json_text.is_deeper_than(text, json_text.MAX_DEPTH):
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None
