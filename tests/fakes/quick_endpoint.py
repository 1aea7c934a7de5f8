"""Our own endpoint over real HTTP, with a reader behind it that does not really read.

`with serving() as served: … served.url …` runs the application as `inklift serve` does, on a loop
in a thread of its own. Pictures are opened by real worker processes; only the reading, which takes
seconds, is made up: from the bytes of the pictures, always the same for them.
"""

import asyncio
import json
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from fakes.extract_image_contract import plausible_text
from inklift.core.ports import Engine, EngineRequest, RawAnswer, Secret
from inklift.endpoint.api import ExtractImageApi
from inklift.endpoint.asgi import Answered, make_app
from inklift.endpoint.extraction import Extraction, FetchPicture
from inklift.endpoint.gate import Gate
from inklift.endpoint.page import TryPage
from inklift.endpoint.rate_limit import RequestLimit
from inklift.endpoint.receiving import BodyLimits, Receiving
from inklift.endpoint.server import EndpointServer
from inklift.engines.registry import ON_DEVICE
from inklift.engines.sent_addresses import check_sent_address
from inklift.services.pictures import PictureService
from inklift.system.background import Aside
from inklift.system.paths import ScratchFolder
from inklift.system.resources import resource
from inklift.system.workers import WorkerPool

KEY = "key-of-the-quick-endpoint"
Answer = Callable[[EngineRequest], Awaitable[str]]


async def plausible_answer(request: EngineRequest) -> str:
    """What a service might say of these pictures."""
    digests = [picture.source.sha256 for picture in request.pictures]
    return plausible_text(digests, request.prompt, json_mode=request.form.json_mode)


class QuickReader:
    """Fits `core.ports.Engine`; `answer` gives the results. `asked` has every request."""

    id = ON_DEVICE.id
    capabilities = ON_DEVICE.capabilities

    def __init__(self, answer: Answer = plausible_answer) -> None:
        self.answer = answer
        self.asked: list[EngineRequest] = []

    async def ask(
        self, request: EngineRequest, on_picture_started: Callable[[str], None]
    ) -> RawAnswer:
        self.asked.append(request)
        for picture in request.pictures:
            on_picture_started(picture.source.id)
        return RawAnswer(json.dumps({"results": await self.answer(request)}).encode("ascii"))

    async def close(self) -> None:
        """Nothing to let go of."""


async def made_picture(address: str, out: Path) -> None:
    """In the place of the web: a small picture, another one for each address that may be one."""
    check_sent_address(address)
    Image.new("L", (8, 8), sum(address.encode()) % 256).save(out, "PNG")


@contextmanager
def opening_pictures(folder: Path) -> Iterator[PictureService]:
    """The real service, whose workers and threads have started by now."""
    workers, nobody = WorkerPool("pictures", 1, nice=0), WorkerPool("reading", 1)
    aside = Aside()
    pictures = PictureService(
        pictures=workers,
        reading=nobody,
        aside=aside,
        thumbnails_folder=folder,
        scratch_folder=folder,
    )
    sample = folder / "sample.png"
    Image.new("L", (8, 8)).save(sample)
    asyncio.run(pictures.inspect(sample))
    yield pictures

    workers.close()
    aside.shutdown()


@dataclass
class Served:
    """An endpoint that is being served. Its attributes may be read from any thread."""

    key: str
    origin: str
    scratch_folder: Path
    reader: Engine
    answered: Sequence[Answered]
    _loop: asyncio.AbstractEventLoop
    _server: EndpointServer
    has_ended: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"{self.origin}/api/v1/extract-image"

    @property
    def leftovers(self) -> list[Path]:
        """Temporary files of requests."""
        return list(self.scratch_folder.rglob("*"))

    def call(self, function: Callable[[], object]) -> None:
        """Run something on the endpoint's loop, soon."""
        self._loop.call_soon_threadsafe(function)

    def end(self) -> None:
        self._server.end()

    def end_now(self) -> None:
        self._server.end_now()


@contextmanager
def serving(
    pictures: PictureService,
    *,
    key: str = KEY,
    per_minute: int = 100_000,
    reader: Engine | None = None,
    limits: BodyLimits | None = None,
    fetch: FetchPicture = made_picture,
) -> Iterator[Served]:
    """Serve until the end of the block; what is in work then is broken off."""
    root = Path(tempfile.mkdtemp(prefix="inklift-endpoint-"))
    started = threading.Event()
    found: list[Served] = []
    reader = reader or QuickReader()

    async def serve() -> None:
        scratch, aside, stopping = ScratchFolder(root), Aside(), asyncio.Event()
        # Its threads are here before a test begins, which would take them for left behind.
        await asyncio.gather(aside(time.sleep, 0.05), aside(time.sleep, 0.05))
        receiving = Receiving(limits or BodyLimits(), stopping)
        api = ExtractImageApi(
            gate=Gate(Secret(key), RequestLimit(per_minute)),
            extraction=Extraction(pictures=pictures, engine=reader, fetch=fetch, aside=aside),
            aside=aside,
            scratch_folder=scratch.open(),
            receiving=receiving,
        )
        markup = resource("endpoint/page.html").read_text(encoding="utf-8")
        answered: list[Answered] = []
        app = make_app(api, TryPage(api, receiving, aside, markup), answered.append)
        server = EndpointServer(app, stopping)
        with socket.create_server(("127.0.0.1", 0), backlog=256) as listening:
            origin = f"http://127.0.0.1:{listening.getsockname()[1]}"
            loop = asyncio.get_running_loop()
            found.append(Served(key, origin, scratch.folder, reader, answered, loop, server))
            started.set()
            await server.serve_on(listening)
        found[0].has_ended.set()
        scratch.close()
        aside.shutdown()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), name="quick-endpoint")
    thread.start()
    try:
        assert started.wait(10), "the endpoint did not start"
        yield found[0]
    finally:
        if found:
            found[0].end_now()
        thread.join(20)
        shutil.rmtree(root, ignore_errors=True)
    assert not thread.is_alive(), "the endpoint did not end"
