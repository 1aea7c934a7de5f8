"""A long run in the window: how smooth it is, how much memory it takes, how near the ideal time.

    python tests/benchmarks/bench_long_run.py [--pictures 3000] [--latency 0.2]

The real window, offscreen, with all that works for it; a stub in a process of its own answers each
request after the latency. The ideal time is that latency times the requests, over those that may be
under way at once. A timer of 1 ms beats in the event loop: the gaps between its beats are how late
a click could be. Memory is what this process holds beyond what it held with all pictures listed.
Goals: no gap above 50 ms, 150 MB, 1.1 times the ideal.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2] / "gui"))

import psutil
from bench_smoothness import Pulse
from PIL import Image, ImageDraw
from PySide6.QtCore import QEventLoop

from inklift.core.pictures import PictureState
from inklift.desktop.app import Application, make_qt_application
from inklift.desktop.controllers.shown_run import Question
from inklift.engines.registry import DUMPLING, describe


def make_pictures(folder: Path, count: int) -> list[Path]:
    """Small receipts that all differ."""
    paths = []
    for number in range(count):
        picture = Image.new("L", (300, 400), 255)
        ImageDraw.Draw(picture).text((30, 30), f"CORNER SHOP\n\nTotal {number / 100:.2f}", fill=0)
        paths.append(folder / f"receipt {number:04}.png")
        picture.save(paths[-1])
    return paths


def measure(application: Application, pictures: list[Path], latency_s: float) -> None:
    process = psutil.Process()
    workspace, extraction = application.session.workspace, application.session.extraction
    extraction.ask(Question("Shop, date and total", engine_id=DUMPLING.id))
    workspace.add_paths(pictures)
    added = Pulse().during(lambda: len(workspace.sources) == len(pictures))
    print(added.line("adding"))
    settled_s = time.perf_counter() + 3
    Pulse().during(lambda: time.perf_counter() > settled_s)
    extraction.price_now()
    before = process.memory_info().rss
    most = before
    began_s = time.perf_counter()
    extraction.trouble_met.connect(lambda trouble: print(f"trouble: {trouble.error!r}"))
    extraction.start()

    def is_over() -> bool:
        nonlocal most
        most = max(most, process.memory_info().rss)
        return not extraction.is_running

    pulse = Pulse().during(is_over, limit_s=3_600)
    took_s = time.perf_counter() - began_s
    print(pulse.line("the run"))
    late = [gap for gap in pulse.gaps_ms if gap > 50]
    at_once = describe(DUMPLING.id).capabilities.requests_at_once
    ideal_s = len(pictures) * latency_s / at_once
    done = sum(row.state is PictureState.DONE for row in workspace.model.rows)
    print(f"{done} of {len(pictures)} done, {len(late)} gaps above 50 ms")
    print(f"{took_s:.1f} s are {took_s / ideal_s:.3f} times the ideal {ideal_s:.1f} s")
    print(f"{(most - before) / 1e6:.0f} MB more at most, {before / 1e6:.0f} MB before")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pictures", type=int, default=3_000)
    parser.add_argument("--latency", type=float, default=0.2, help="seconds")
    options = parser.parse_args()
    stub = Path(__file__).with_name("slow_service.py")
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(
            [sys.executable, str(stub), "--latency", str(options.latency)],
            stdout=subprocess.PIPE,
            text=True,
        ) as service,
    ):
        assert service.stdout is not None
        port = int(service.stdout.readline())
        os.environ["INKLIFT_DATA_DIR"] = f"{folder}/data"
        os.environ["INKLIFT_API_KEY"] = "key-for-the-stub"
        os.environ["INKLIFT_API_URL"] = f"http://127.0.0.1:{port}/api/v1/extract-image"
        pictures = make_pictures(Path(folder), options.pictures)
        print(f"niceness {os.nice(0)}, load {os.getloadavg()[0]:.1f}, {len(pictures)} pictures")
        print(f"{'':<26}{'seconds':>8}{'half ms':>9}{'99 % ms':>9}{'most ms':>9}")
        application = Application(make_qt_application(), ())
        ready = QEventLoop()
        application.ready.connect(ready.quit)
        application.window.show()
        ready.exec()
        measure(application, pictures, options.latency)
        application.window.close()
        application.close()
        service.terminate()


if __name__ == "__main__":  # worker processes import this module again
    main()
