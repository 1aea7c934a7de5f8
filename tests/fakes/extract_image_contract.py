"""The Extract Image API as its documentation has it: what a request must look like, what it costs.

Written from the documentation and not from the program's own constants, on purpose.
"""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

PATH = "/api/v1/extract-image"
MAX_PICTURE_CHARACTERS = 20_000_000  # of base64: the strictest reading of "20 MB"
MAX_REQUEST_CHARACTERS = 100_000_000
MAX_PICTURES = 3_000
SOURCES = frozenset(
    (
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
)
FIELDS = frozenset({"inputMethod", "images", "prompt", "jsonMode", "requestSource"})
SIGNATURES = {
    b"\xff\xd8\xff": "jpeg",
    b"\x89PNG": "png",
    b"RIFF": "webp",
}


@dataclass(frozen=True, slots=True)
class Received:
    """A POST whose body arrived whole. `digests` are SHA-256 of the decoded pictures."""

    headers: Mapping[str, str]  # names in lower case
    body: bytes
    status: int  # what a well-behaved service answers: 200, 400 or 401
    error: str = ""
    input_method: str = ""
    prompt: str = ""
    json_mode: bool = False
    images: tuple[str, ...] = ()  # addresses, or the format that the decoded bytes look like
    sizes_bytes: tuple[int, ...] = ()
    digests: tuple[str, ...] = ()
    credits: int = 0  # charged for it

    @property
    def count(self) -> int:
        return len(self.images)


def plausible_results(received: Received) -> str:
    """What the service might say: made of the prompt and the pictures, always the same for them."""
    return plausible_text(received.digests, received.prompt, json_mode=received.json_mode)


def plausible_text(digests: Sequence[str], prompt: str, *, json_mode: bool) -> str:
    values = [_plausible_receipt(digest) for digest in digests]
    if not json_mode:
        lines = [", ".join(f"{k}: {v}" for k, v in value.items()) for value in values]
        return "\n".join([f"You asked: {prompt}", *lines])
    if len(values) == 1:
        return json.dumps(values[0])
    if 'has the key "text"' in prompt:
        values = [{"text": plausible_text([digest], "", json_mode=False)} for digest in digests]
    return json.dumps([{"index": index, **value} for index, value in enumerate(values)])


def _plausible_receipt(digest: str) -> dict[str, str]:
    number = int(hashlib.sha256(digest.encode()).hexdigest()[:8], 16)
    shops = ("Blue Door Books", "Café Zürich", "Harbour Hardware", "Oak & Son")
    return {
        "merchant": shops[number % len(shops)],
        "date": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "total": f"{number % 9_000 / 100:.2f}",
    }


def judge(headers: Mapping[str, str], body: bytes, key: str) -> Received:
    """What the contract says of a request: 200, or 400 or 401 with the reason."""
    refused = Received(headers, body, 400)
    if headers.get("authorization") != f"Bearer {key}":
        return replace(refused, status=401, error="Invalid or missing Authorization header")
    if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return replace(refused, error="Content-Type must be application/json")
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        return replace(refused, error="the body is not JSON")
    fault = _fault(fields)
    if fault:
        return replace(refused, error=fault)
    images: list[str] = fields["images"]
    decoded: list[bytes] = []
    if fields["inputMethod"] == "base64":
        if max(map(len, images)) > MAX_PICTURE_CHARACTERS:
            return replace(refused, error="an image exceeds 20 MB")
        if sum(map(len, images)) > MAX_REQUEST_CHARACTERS:
            return replace(refused, error="the total file size exceeds the limit")
        try:
            decoded = [base64.b64decode(image, validate=True) for image in images]
        except ValueError:
            return replace(refused, error="an image is not base64")
        if not all(decoded):
            return replace(refused, error="an image is empty")
    return Received(
        headers,
        body,
        200,
        input_method=fields["inputMethod"],
        prompt=fields["prompt"],
        json_mode=fields.get("jsonMode", False),
        images=tuple(map(_looks_like, decoded)) or tuple(images),
        sizes_bytes=tuple(map(len, decoded)),
        digests=tuple(hashlib.sha256(data).hexdigest() for data in decoded),
    )


def _fault(fields: Any) -> str:
    """The first thing wrong with the names and types of a request."""
    if not isinstance(fields, dict):
        return "the body must be an object"
    images = fields.get("images")
    addresses = fields.get("inputMethod") == "url"
    checks = {
        "unknown field": not fields.keys() - FIELDS,
        "inputMethod must be url or base64": fields.get("inputMethod") in ("url", "base64"),
        "images is required": isinstance(images, list) and 0 < len(images) <= MAX_PICTURES,
        "images must be strings": isinstance(images, list)
        and all(isinstance(image, str) for image in images),
        "prompt is required": isinstance(fields.get("prompt"), str) and bool(fields["prompt"]),
        "jsonMode must be a boolean": isinstance(fields.get("jsonMode", False), bool),
        "requestSource is unknown": fields.get("requestSource", "API") in SOURCES,
    }
    fault = next((name for name, fine in checks.items() if not fine), "")
    if not fault and addresses and not all(i.startswith(("http://", "https://")) for i in images):
        return "images must be public addresses"
    return fault


def _looks_like(data: bytes) -> str:
    return next((name for start, name in SIGNATURES.items() if data.startswith(start)), "other")
