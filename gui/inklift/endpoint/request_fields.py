"""The fields of a request: what a parsed body must hold, and which words it may use."""

from collections.abc import Mapping
from dataclasses import dataclass

from inklift.core.extract_image_api import MAX_PICTURES, REQUEST_SOURCES, InputMethod
from inklift.endpoint.base64_file import PictureFile
from inklift.endpoint.replies import BadRequestError


@dataclass(frozen=True, slots=True)
class ExtractRequest:
    """A request whose fields are as the contract wants them; its pictures are unopened yet."""

    input_method: InputMethod
    images: tuple[str | PictureFile, ...]  # addresses or base64; long base64 is in a file by now
    prompt: str
    json_mode: bool = False


def extract_request(body: object) -> ExtractRequest:
    """The request in the value of a body; raises `BadRequestError`. Unknown fields are ignored."""
    if not isinstance(body, dict):
        raise BadRequestError("The body must be a JSON object.")
    method = _word(body, "inputMethod", tuple(InputMethod))
    if "requestSource" in body:
        _word(body, "requestSource", REQUEST_SOURCES)
    json_mode = body.get("jsonMode", False)
    if not isinstance(json_mode, bool):
        raise BadRequestError("jsonMode must be true or false.")
    return ExtractRequest(
        InputMethod(method),
        _images(body.get("images")),
        _prompt(body.get("prompt")),
        json_mode,
    )


def _word(body: Mapping[str, object], field: str, known: tuple[str, ...]) -> str:
    value = body.get(field)
    if not isinstance(value, str) or value not in known:
        raise BadRequestError(f"{field} must be one of {', '.join(known)}.")
    return value


def _images(value: object) -> tuple[str | PictureFile, ...]:
    if not isinstance(value, list) or not value:
        raise BadRequestError("images is required: a list with at least one picture.")
    if len(value) > MAX_PICTURES:
        raise BadRequestError(
            f"images holds {len(value):,} pictures; at most {MAX_PICTURES:,} may be sent."
        )
    for index, image in enumerate(value):
        if not isinstance(image, str | PictureFile):
            raise BadRequestError(f"images[{index}] must be a string.")
    return tuple(value)


def _prompt(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadRequestError("prompt is required: a text that says what you want to know.")
    return value
