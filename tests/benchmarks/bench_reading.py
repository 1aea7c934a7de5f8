"""How long reading receipts takes, how much memory, and how well: ours beside Tesseract.

    python tests/benchmarks/bench_reading.py [--receipts 10] [--folder ../shared/receipts]

Each reader runs in a process of its own, one receipt after the other. Word F1 compares the bag of
words with the truth, as in SROIE task 2. Times count from the file to the text, without loading.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median

CHECKOUT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Figures:
    """What reading some receipts took; medians for each, and the most memory at any time."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    texts: dict[str, str]


def measure(pictures: list[Path], reader: str) -> Figures:
    """Read all pictures in this process. `reader`: "inklift" or "tesseract"."""
    read = READERS[reader]()
    walls_s, cpus_s, texts = [], [], {}
    for picture in pictures:
        wall_s, cpu_s = time.perf_counter(), cpu_time_s()
        texts[picture.stem] = read(picture)
        walls_s.append(time.perf_counter() - wall_s)
        cpus_s.append(cpu_time_s() - cpu_s)
    peak_kb = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return Figures(median(walls_s), median(cpus_s), peak_kb / 1024, texts)


def cpu_time_s() -> float:
    """Of this process and of the children that have ended."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in spent)


def inklift() -> Callable[[Path], str]:
    sys.path.insert(0, str(CHECKOUT / "gui"))
    from inklift.reading import jobs

    jobs.warm_up()
    return lambda picture: jobs.read(picture, 1, 0).text


def tesseract() -> Callable[[Path], str]:
    def read(picture: Path) -> str:
        finished = subprocess.run(
            ["tesseract", str(picture), "-", "-l", "eng"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        return finished.stdout

    return read


READERS = {"inklift": inklift, "tesseract": tesseract}


def word_f1(texts: dict[str, str], boxes_folder: Path) -> float:
    found = given = true = 0
    for stem, text in texts.items():
        lines = json.loads((boxes_folder / f"{stem}.json").read_text(encoding="utf-8"))
        truth = Counter(" ".join(line["text"] for line in lines).upper().split())
        words = Counter(text.upper().split())
        found += (truth & words).total()
        given += words.total()
        true += truth.total()
    return 2 * found / (given + true)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--receipts", type=int, default=10, metavar="N")
    parser.add_argument("--folder", type=Path, default=CHECKOUT.parent / "shared" / "receipts")
    options = parser.parse_args()
    pictures = sorted((options.folder / "images").glob("*.jpg"))
    if not pictures:
        print(f"no receipts in {options.folder}", file=sys.stderr)
        return 2
    every = max(1, len(pictures) // options.receipts)
    pictures = pictures[::every][: options.receipts]

    print(f"{len(pictures)} receipts; median seconds of each")
    print(f"{'reader':12}{'s':>8}{'CPU s':>8}{'MB':>8}{'word F1':>9}")
    for reader in READERS:
        if reader == "tesseract" and shutil.which("tesseract") is None:
            print("tesseract   is not installed")
            continue
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as one_process:
            figures = one_process.submit(measure, pictures, reader).result()
        f1 = word_f1(figures.texts, options.folder / "boxes")
        print(
            f"{reader:12}{figures.wall_s:8.2f}{figures.cpu_s:8.2f}{figures.peak_mb:8.0f}{f1:9.3f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
