"""The page at `/`: what this is, how a program uses it, and a form to try one picture."""

import base64
import hashlib
import html
import re
import shutil
from pathlib import Path
from string import Template
from typing import BinaryIO

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Message

from inklift.core.answers import display_text
from inklift.core.errors import StorageError
from inklift.core.extract_image_api import EXTRACT_PATH, MAX_TAKEN_PICTURE_BYTES, InputMethod
from inklift.endpoint.api import ExtractImageApi
from inklift.endpoint.base64_file import PictureFile
from inklift.endpoint.extraction import ExtractionFailedError
from inklift.endpoint.receiving import NotReceivedError, Receiving
from inklift.endpoint.replies import BadRequestError
from inklift.endpoint.request_fields import ExtractRequest
from inklift.system.background import Aside

_FIRST_PROMPT = "Read the whole text."
_FORM_BYTES = MAX_TAKEN_PICTURE_BYTES + 2**20  # the picture, and the other fields with room
_HOST = re.compile(r"[A-Za-z0-9.\-\[\]:]+")
_DISK_FULL = "The disk of this computer cannot be written. Free some space, then try again."
_TOO_LARGE = "The picture exceeds the limit of 20 MB. Choose a smaller copy of it."


class _RefusedError(Exception):
    """The form cannot be answered; the text tells the user."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class TryPage:
    """Shows the page, and answers its form. Lives on the loop."""

    def __init__(
        self, api: ExtractImageApi, receiving: Receiving, aside: Aside, markup: str
    ) -> None:
        self._api = api
        self._receiving = receiving
        self._aside = aside
        self._markup = Template(markup)
        self._headers = _headers(markup)

    async def handle(self, request: Request) -> Response:
        if request.method == "POST":
            return await self._answer(request)
        return self._page(request, 200, _FIRST_PROMPT, "", is_json=False)

    async def _answer(self, request: Request) -> Response:
        """The same page with the answer above its form, or with what went wrong."""
        form = FormData()
        try:
            form = await self._form(request)
            results = await self._results(request, form)
            outcome = _section("Answer", f"<pre>{html.escape(results)}</pre>")
            status = 200
        except (_RefusedError, NotReceivedError) as error:
            outcome, status = _error(str(error)), error.status
        except BadRequestError as error:
            outcome, status = _error(str(error).replace("images[0]", "The picture")), 400
        except ExtractionFailedError as error:
            told = str(error).replace("images[0]", "the picture")
            outcome, status = _error(f"It did not work: {told}. Wait a little and try again."), 500
        except StorageError:
            outcome, status = _error(_DISK_FULL), 500
        finally:
            await form.close()
        prompt = _text(form, "prompt") or _FIRST_PROMPT
        return self._page(request, status, prompt, outcome, is_json="json" in form)

    async def _form(self, request: Request) -> FormData:
        if not request.headers.get("Content-Type", "").startswith("multipart/form-data"):
            raise _RefusedError(415, "Please use the form below.")
        received_bytes = 0
        async with self._receiving.patience() as patience:

            async def receive() -> Message:
                nonlocal received_bytes
                message = await request.receive()
                patience.renew()
                received_bytes += len(message.get("body", b""))
                if received_bytes > _FORM_BYTES:
                    raise _RefusedError(400, _TOO_LARGE)
                return message

            try:
                return await Request(request.scope, receive).form(max_files=1, max_fields=10)
            except HTTPException as error:
                raise _RefusedError(400, "The form did not arrive as it should.") from error

    async def _results(self, request: Request, form: FormData) -> str:
        if not self._api.gate.is_key(_text(form, "key").strip().encode()):
            raise _RefusedError(401, "This is not the key. Copy it again, without spaces.")
        if self._api.gate.too_many() is not None:
            raise _RefusedError(429, "Too many requests in a minute. Wait a little.")
        picture, prompt = form.get("picture"), _text(form, "prompt")
        if not isinstance(picture, UploadFile) or not picture.size:
            raise _RefusedError(400, "Choose a picture first.")
        if picture.size > MAX_TAKEN_PICTURE_BYTES:
            raise _RefusedError(400, _TOO_LARGE)
        if not prompt.strip():
            raise _RefusedError(400, "Write a prompt: what do you want to know?")
        is_json = "json" in form
        async with self._api.folder() as folder:
            path = folder / "0.picture"
            await self._aside(_write, picture.file, path)
            asked = ExtractRequest(
                InputMethod.BASE64, (PictureFile(path, picture.size),), prompt, is_json
            )
            results = await self._api.answer(asked, folder, request)
        return display_text(results, is_json)

    def _page(
        self, request: Request, status: int, prompt: str, outcome: str, *, is_json: bool
    ) -> Response:
        page = self._markup.substitute(
            outcome=outcome,
            prompt=html.escape(prompt),
            checked=" checked" if is_json else "",
            curl=html.escape(_curl_line(request)),
        )
        return HTMLResponse(page, status, self._headers)


def _headers(markup: str) -> dict[str, str]:
    """Nothing but the page's own style may be used on it, and nothing may frame it."""
    style = markup.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return {
        "Content-Security-Policy": (
            f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; "
            "frame-ancestors 'none'; base-uri 'none'"
        ),
        "Referrer-Policy": "no-referrer",
    }


def _section(heading: str, inner: str) -> str:
    return f'<section id="outcome">\n<h2>{heading}</h2>\n{inner}\n</section>'


def _error(message: str) -> str:
    told = html.escape(message)
    return f'<section id="outcome" class="bare">\n<p class="error">{told}</p>\n</section>'


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _write(picture: BinaryIO, path: Path) -> None:
    with path.open("xb") as file:
        shutil.copyfileobj(picture, file)


def _curl_line(request: Request) -> str:
    """How a program asks, at the address that this page was asked for at."""
    host = request.headers.get("Host", "")
    if not _HOST.fullmatch(host):
        host = "localhost"
    return (
        f"curl http://{host}{EXTRACT_PATH} \\\n"
        '  -H "Authorization: Bearer YOUR-KEY" \\\n'
        '  -H "Content-Type: application/json" \\\n'
        '  -d \'{"inputMethod": "base64", "images": ["BASE64"],\n'
        '       "prompt": "What is the total?", "jsonMode": true}\''
    )
