"""Questions for the engine *Dumpling AI*: requests whose pictures are files, and who asks them."""

import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from inklift.core.pictures import Origin, PictureSource, PreparedPicture
from inklift.core.ports import EngineRequest, RawAnswer, RequestPicture, Secret
from inklift.core.prompts import AnswerForm, Grouping
from inklift.engines.dumpling import DumplingEngine
from inklift.engines.http_options import HttpOptions


def _jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("L", (8, 8), 128).save(out, "JPEG")
    return out.getvalue()


KEY = "sk-do-not-tell-4711"
QUICK = HttpOptions(connect_timeout_s=5, answer_timeout_s=5, answer_timeout_per_picture_s=0)
_TINY_JPEG = _jpeg()
SMALLEST_BYTES = len(_TINY_JPEG)
Ask = Callable[..., RawAnswer]


@dataclass(frozen=True)
class Pictures:
    """Makes requests whose pictures are files of chosen sizes.

    From `SMALLEST_BYTES` on they can be opened; smaller ones are for what never reaches a service.
    """

    folder: Path

    def request(
        self, *sizes_bytes: int, prompt: str = "Read it.", json: bool = False
    ) -> EngineRequest:
        pictures = [
            self.picture(f"p{i}.jpg", size) for i, size in enumerate(sizes_bytes or (30_000,))
        ]
        # One answer for all of them: the prompt is then sent word for word.
        return EngineRequest(tuple(pictures), prompt, AnswerForm(json, Grouping.TOGETHER))

    def picture(self, name: str, size_bytes: int) -> RequestPicture:
        path = self.folder / name
        path.write_bytes((_TINY_JPEG + os.urandom(size_bytes))[:size_bytes])
        source = PictureSource(name, name, Origin.FILE, path, "jpeg", 10, 10, size_bytes, "")
        return RequestPicture(source, PreparedPicture(path, "jpeg", 10, 10, size_bytes, 1.0))

    def addresses(self, *addresses: str) -> EngineRequest:
        pictures = [
            RequestPicture(PictureSource(a, a, Origin.ADDRESS, None, "", 0, 0, 0, "", address=a))
            for a in addresses
        ]
        return EngineRequest(tuple(pictures), "Read it.", AnswerForm(), send_addresses=True)


def engine_for(url: str, key: str | None = KEY, options: HttpOptions = QUICK) -> DumplingEngine:
    async def provide() -> Secret | None:
        return None if key is None else Secret(key)

    return DumplingEngine(url, provide, options)
