"""The largest request there is, 75 MB of pictures, to the loopback: ours against `curl`.

    python tests/benchmarks/bench_upload.py [--rounds 5] [--megabytes 75] [--pictures 5]

curl sends a body that lies ready on the disk, so it is the limit: it neither reads pictures nor
encodes them. Goals: at least 0.3 × its speed, and at most 10 MB more memory than before the
request. Needs curl; the memory is read from /proc and missing elsewhere than on Linux.
"""

import argparse
import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2] / "gui"))

from inklift.core.pictures import Origin, PictureSource, PreparedPicture
from inklift.core.ports import EngineRequest, RequestPicture, Secret
from inklift.core.prompts import AnswerForm

PROMPT = "What was bought, where and for how much?"


@dataclass(frozen=True, slots=True)
class Upload:
    """One request as it was measured. `worst_gap_ms`: the longest the loop stood still."""

    seconds: float
    added_bytes: int = 0
    worst_gap_ms: float = 0.0


def sink() -> None:
    """Take requests one after the other, read each body as fast as it comes, answer its length."""
    buffer = memoryview(bytearray(1 << 20))
    with socket.create_server(("127.0.0.1", 0)) as server:
        print(server.getsockname()[1], flush=True)
        while True:
            connection, _ = server.accept()
            with connection:
                head = b""
                while b"\r\n\r\n" not in head:
                    head += connection.recv(65536)
                head, _, start = head.partition(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length:")[2].split()[0])
                left = length - len(start)
                while left:
                    left -= connection.recv_into(buffer) or sys.exit("a body was cut short")
                answer = b'{"received": %d}' % length
                connection.sendall(
                    b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b"
                    % (len(answer), answer)
                )


@contextmanager
def running_sink() -> Iterator[str]:
    command = [sys.executable, __file__, "--sink"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}/"
        finally:
            process.terminate()


def request_for(paths: list[Path]) -> EngineRequest:
    pictures = []
    for path in paths:
        size = path.stat().st_size
        source = PictureSource(path.name, path.name, Origin.FILE, path, "jpeg", 1, 1, size, "")
        prepared = PreparedPicture(path, "jpeg", 1, 1, size, 1.0)
        pictures.append(RequestPicture(source, prepared))
    return EngineRequest(tuple(pictures), PROMPT, AnswerForm())


async def ours(url: str, paths: list[Path]) -> Upload:
    """One large request, after a small one that has loaded everything."""
    from inklift.engines.dumpling import DumplingEngine
    from inklift.engines.http_options import HttpOptions

    async def key() -> Secret:
        return Secret("benchmark")

    engine = DumplingEngine(url, key, HttpOptions())
    small = paths[0].with_name("small")
    small.write_bytes(b"x" * 1000)
    await engine.ask(request_for([small]), lambda _: None)

    request = request_for(paths)
    before = resident_bytes("VmRSS")
    forget_peak()
    gaps_ms: list[float] = []
    ticking = asyncio.create_task(tick(gaps_ms))
    start = time.perf_counter()
    await engine.ask(request, lambda _: None)
    seconds = time.perf_counter() - start
    ticking.cancel()
    added = resident_bytes("VmHWM") - before
    await engine.close()
    return Upload(seconds, added, max(gaps_ms, default=0.0))


async def tick(gaps_ms: list[float]) -> None:
    while True:
        start = time.perf_counter()
        await asyncio.sleep(0.005)
        gaps_ms.append((time.perf_counter() - start) * 1000 - 5)


def resident_bytes(name: str) -> int:
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    line = next(line for line in status.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) * 1024


def forget_peak() -> None:
    peak = Path("/proc/self/clear_refs")
    if peak.exists():
        peak.write_text("5")


def ours_in_a_fresh_process(url: str, folder: Path) -> Upload:
    command = [sys.executable, __file__, "--send", url, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Upload(**json.loads(done.stdout))


def curl(url: str, body: Path) -> Upload:
    command = ["curl", "-s", "-o", os.devnull, "-w", "%{time_total} %{http_code}", "-X", "POST"]
    command += ["-H", "Expect:", "-H", "Content-Type: application/json", "-T", str(body), url]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, status = done.stdout.split()
    assert status == "200", done.stdout
    return Upload(float(seconds))


async def write_body(paths: list[Path], out: Path) -> None:
    from inklift.engines.request_body import make_body

    with out.open("wb") as file:
        async for piece in make_body(request_for(paths)):
            file.write(piece)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--megabytes", type=float, default=75)
    parser.add_argument("--pictures", type=int, default=5)
    parser.add_argument("--sink", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--send", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.sink:
        return sink()
    if options.send:
        url, folder = options.send
        upload = asyncio.run(ours(url, sorted(Path(folder).glob("*.jpg"))))
        print(json.dumps({name: getattr(upload, name) for name in Upload.__slots__}))
        return None

    with tempfile.TemporaryDirectory() as name, running_sink() as url:
        folder = Path(name)
        size = int(options.megabytes * 1e6) // options.pictures
        paths = [folder / f"{index:05}.jpg" for index in range(options.pictures)]
        for path in paths:
            path.write_bytes(os.urandom(size))
        body = folder / "body.json"
        asyncio.run(write_body(paths, body))
        limits, uploads = [], []
        for _ in range(options.rounds):
            limits.append(curl(url, body))
            uploads.append(ours_in_a_fresh_process(url, folder))
        body_mb = body.stat().st_size / 1e6

    limit_s = median(upload.seconds for upload in limits)
    seconds = median(upload.seconds for upload in uploads)
    added_mb = median(upload.added_bytes for upload in uploads) / 1e6
    gap_ms = median(upload.worst_gap_ms for upload in uploads)
    print(
        f"{options.pictures} pictures, body of {body_mb:.1f} MB, median of {options.rounds} rounds"
    )
    print(f"curl, body ready   {limit_s:6.3f} s   {body_mb / limit_s:7.0f} MB/s")
    print(f"ours               {seconds:6.3f} s   {body_mb / seconds:7.0f} MB/s")
    print(
        f"ratio {limit_s / seconds:.2f} (goal 0.30), memory +{added_mb:.1f} MB (goal 10), ", end=""
    )
    print(f"longest gap of the loop {gap_ms:.1f} ms")
    return None


if __name__ == "__main__":
    main()
