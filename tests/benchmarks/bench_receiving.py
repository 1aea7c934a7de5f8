"""How fast a request of 100 MiB of pictures is taken in, and in how much memory.

    python tests/benchmarks/bench_receiving.py

The body is fed from memory in pieces of 64 KB, as it comes from a connection, and each picture ends
in a file. Each way runs in a process of its own; "bare" decodes and writes without looking at the
JSON. `ijson` is measured where it is installed (it is no dependency).
"""

import base64
import importlib.util
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pybase64

CHECKOUT = Path(__file__).parents[2]
PIECE_BYTES = 65_536
MIB = 2**20
_NOTHING_BUT_BASE64 = bytes(letter if chr(letter).isalnum() else 65 for letter in range(256))


def body_of(count: int, size_bytes: int) -> bytes:
    images = ",".join(
        f'"{base64.b64encode(os.urandom(size_bytes)).decode()}"' for _ in range(count)
    )
    return f'{{"inputMethod": "base64", "images": [{images}], "prompt": "x"}}'.encode()


def pieces_of(body: bytes) -> Iterator[bytes]:
    for start in range(0, len(body), PIECE_BYTES):
        yield body[start : start + PIECE_BYTES]


def bare(body: bytes, folder: Path) -> None:
    with (folder / "all").open("wb") as file:
        for piece in pieces_of(body[: len(body) // 4 * 4]):
            file.write(pybase64.b64decode(piece, validate=True))


def ours(body: bytes, folder: Path) -> None:
    sys.path.insert(0, str(CHECKOUT / "gui"))
    from inklift.endpoint.json_body import JsonBody

    receiving = JsonBody(folder)
    for piece in pieces_of(body):
        receiving.feed(piece)
    receiving.finish()


def streaming_parser(body: bytes, folder: Path) -> None:
    import ijson

    events = ijson.sendable_list()
    parser = ijson.basic_parse_coro(events)
    number = 0
    for piece in pieces_of(body):
        parser.send(piece)
        for kind, value in events:
            if kind == "string" and len(value) > 2_048:
                (folder / str(number)).write_bytes(pybase64.b64decode(value, validate=True))
                number += 1
        events.clear()


def spooled(body: bytes, folder: Path) -> None:
    with (folder / "body").open("w+b") as file:
        for piece in pieces_of(body):
            file.write(piece)
        file.seek(0)
        for number, image in enumerate(json.load(io.TextIOWrapper(file))["images"]):
            (folder / str(number)).write_bytes(pybase64.b64decode(image, validate=True))


WAYS: dict[str, Callable[[bytes, Path], None]] = {
    "bare": bare,
    "inklift": ours,
    "ijson": streaming_parser,
    "spooled, json.load": spooled,
}


def measure(way: str, count: int, size_bytes: int) -> tuple[float, float]:
    """Seconds, and the MB that it took beside the body itself."""
    body = body_of(count, size_bytes)
    small = body_of(1, MIB)
    if way == "bare":
        body, small = (each.translate(_NOTHING_BUT_BASE64) for each in (body, small))
    with tempfile.TemporaryDirectory() as folder:
        WAYS[way](small, Path(folder))  # imports
    # The peak so far has the making of the body in it: Linux forgets it on request.
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before_kb = resource_kb()
    with tempfile.TemporaryDirectory() as folder:
        started_s = time.perf_counter()
        WAYS[way](body, Path(folder))
        took_s = time.perf_counter() - started_s
    return took_s, (resource_kb() - before_kb) / 1024


def resource_kb() -> int:
    """The highest memory of this process since it was last forgotten."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1])


def main() -> int:
    print(f"{'100 MiB as':14}{'way':22}{'s':>7}{'× bare':>8}{'MB/s of body':>14}{'MB':>7}")
    for count, size_bytes in ((5, 20 * MIB), (100, MIB)):
        bare_s = 0.0
        for way in WAYS:
            if way == "ijson" and importlib.util.find_spec("ijson") is None:
                print(f"{'':14}{way:22} is not installed")
                continue
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as one_process:
                took_s, extra_mb = one_process.submit(measure, way, count, size_bytes).result()
            bare_s = bare_s or took_s
            size = f"{count} × {size_bytes // MIB} MiB"
            print(
                f"{size:14}{way:22}{took_s:7.2f}{took_s / bare_s:8.2f}{140 / took_s:14.0f}"
                f"{extra_mb:7.1f}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
