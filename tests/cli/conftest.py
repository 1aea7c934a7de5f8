"""What the tests of the command line share: the real program, pictures, a service to pay."""

import os
import random
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from cli.program import Program
from fakes.fault_proxy import FaultProxy
from fakes.quick_endpoint import Served

KEY = "sk-never-to-be-seen-4711"


@pytest.fixture
def program(checkout: Path, tmp_path: Path) -> Iterator[Program]:
    """`inklift`, started as people start it, in a folder of its own."""
    folder = tmp_path / "desk"
    folder.mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": str(checkout / "gui"),
        "PYTHONWARNINGS": "error",
        "INKLIFT_DATA_DIR": str(tmp_path / "inklift-data"),
    }
    program = Program(folder, environment)
    yield program

    program.end_children()


@pytest.fixture
def service(endpoint: Served) -> Iterator[FaultProxy]:
    with FaultProxy(endpoint, key=KEY) as service:
        yield service


@pytest.fixture
def paid(program: Program, service: FaultProxy) -> Program:
    """The program with a key and the address of the service."""
    return program.with_environment(INKLIFT_API_URL=service.url, INKLIFT_API_KEY=KEY)


@pytest.fixture
def picture(program: Program) -> Callable[..., str]:
    """Makes a small picture that no other has the bytes of; returns its name."""

    def make(name: str, *, seed: int | None = None) -> str:
        colour = random.Random(name if seed is None else seed).randbytes(3)
        path = program.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (40, 30), tuple(colour)).save(path)
        return name

    return make


@pytest.fixture
def receipt(program: Program) -> str:
    """A picture with two lines of text to read."""
    image = Image.new("RGB", (520, 200), "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=44)
    draw.text((30, 30), "BLUE DOOR BOOKS", fill="black", font=font)
    draw.text((30, 110), "TOTAL 12.50", fill="black", font=font)
    image.save(program.folder / "receipt.png")
    return "receipt.png"


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Callable[[Path], str]]:
    """Puts a file on the loopback; returns its address."""
    folder = tmp_path / "web"
    folder.mkdir()

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def serve(file: Path) -> str:
        shutil.copy(file, folder)
        return f"http://127.0.0.1:{server.server_port}/{file.name}"

    yield serve
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def closed_port() -> int:
    """A port of the loopback on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port
