"""From the start of the process to the first window that the user sees: ours against a bare one.

    python tests/benchmarks/bench_startup.py [--rounds 7] [--platform offscreen --platform xcb]

The bare one is a QMainWindow with nothing in it: what Python and Qt cost by themselves. All take
turns, so that other work on the machine hits all alike; xcb needs Debian's xvfb. Goal: 1.25 ×.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

GUI = Path(__file__).parents[2] / "gui"

# Each prints the clock as the first painting has reached the screen. `singleShot` from within the
# painting comes after it: the window is painted and flushed as a whole in one turn of the loop.
_BARE = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        if self.windowHandle().isExposed():
            QTimer.singleShot(0, tell)

def tell():
    print(time.monotonic_ns(), flush=True)
    application.quit()

application = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
application.exec()
"""

# `first_painted` comes at the same moment; what the program loads then is left out.
_OURS = """
import time
from inklift.desktop.app import Application, make_qt_application

class Timed(Application):
    def _on_first_painted(self):
        print(time.monotonic_ns(), flush=True)
        self.window.close()  # which keeps size and place for the next start

qt = make_qt_application()
application = Timed(qt, ())
application.window.show()
qt.exec()
application.close()
"""

# The command looks at its arguments first.
_COMMAND = """
import inklift.cli.main
inklift.cli.main.pictures_for_window([])
"""

PROGRAMS = {
    "bare QMainWindow": _BARE,
    "inklift-desktop": _OURS,
    "python -m inklift": _COMMAND + _OURS,
}


def seconds_to_window(program: str, platform: str, data_dir: str) -> float:
    """One start of it, in a process of its own."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(GUI),
        "QT_QPA_PLATFORM": platform,
        "INKLIFT_DATA_DIR": data_dir,
        "PYTHONPYCACHEPREFIX": f"{data_dir}/compiled",  # an installed program is compiled
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began_ns = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, check=True
    )
    return (int(done.stdout.split()[0]) - began_ns) / 1e9


@contextlib.contextmanager
def screen(platform: str) -> Iterator[None]:
    """A screen of its own for xcb."""
    if platform != "xcb":
        yield
        return
    readable, writable = os.pipe()
    size = ["-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writable), *size],
        pass_fds=(writable,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writable)
    try:
        with os.fdopen(readable) as numbers:
            os.environ["DISPLAY"] = f":{numbers.readline().strip()}"
        yield
    finally:
        server.terminate()
        server.wait()


def measured(platform: str, rounds: int) -> dict[str, list[float]]:
    """Seconds of each start, by program; the first round warms up and does not count."""
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    with screen(platform), tempfile.TemporaryDirectory() as data_dir:
        for turn in range(rounds + 1):
            for name, program in PROGRAMS.items():
                seconds = seconds_to_window(program, platform, data_dir)
                if turn:
                    times[name].append(seconds)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--platform", action="append", choices=["offscreen", "xcb"])
    options = parser.parse_args()
    print(f"niceness {os.nice(0)}, load {os.getloadavg()[0]:.1f}, {options.rounds} rounds")
    print(f"{'platform':<12}{'window':<20}{'median ms':>10}{'least':>8}{'× bare':>9}")
    for platform in options.platform or ["offscreen", "xcb"]:
        times = measured(platform, options.rounds)
        bare = median(times["bare QMainWindow"])
        for name, seconds in times.items():
            middle, least = median(seconds) * 1000, min(seconds) * 1000
            ratio = median(seconds) / bare
            print(f"{platform:<12}{name:<20}{middle:>10.0f}{least:>8.0f}{ratio:>7.2f} ×")


if __name__ == "__main__":
    main()
