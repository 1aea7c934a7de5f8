"""How long reading receipts takes, how much memory, and how well: ours beside Tesseract.

    python tests/benchmarks/bench_reading.py [--receipts 10] [--folder ../shared/receipts]

Each reader runs in a process of its own, one receipt after the other. Times are medians of the
receipts, from the file to the text, without loading. Word F1 compares the bag of words with the
truth, as in SROIE task 2; the fields are what the engine answers to PROMPT, right when the folder's
own scorer takes them for the same. The table is Markdown.
"""

import argparse
import importlib.util
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
from types import ModuleType

CHECKOUT = Path(__file__).parents[2]


PROMPT = "merchant, date, address, total"
FIELDS = {"company": "merchant", "date": "date", "address": "address", "total": "total"}
HEADINGS = ("s", "CPU s", "MB", "word F1", *FIELDS.values(), "all")

Values = dict[str, str]  # by the name that the field has in the truth; what was found of FIELDS


@dataclass(frozen=True, slots=True)
class Figures:
    """What reading some receipts took; medians for each, and the most memory at any time."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    texts: dict[str, str]
    fields: dict[str, Values]  # empty for a reader that knows no fields


def measure(pictures: list[Path], reader: str) -> Figures:
    """Read all pictures in this process. `reader`: "inklift" or "tesseract"."""
    read = READERS[reader]()
    walls_s, cpus_s, texts, fields = [], [], {}, {}
    for picture in pictures:
        wall_s, cpu_s = time.perf_counter(), cpu_time_s()
        text, values = read(picture)
        walls_s.append(time.perf_counter() - wall_s)
        cpus_s.append(cpu_time_s() - cpu_s)
        texts[picture.stem] = text
        if values is not None:
            fields[picture.stem] = values
    peak_kb = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return Figures(median(walls_s), median(cpus_s), peak_kb / 1024, texts, fields)


def cpu_time_s() -> float:
    """Of this process and of the children that have ended."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in spent)


def inklift() -> Callable[[Path], tuple[str, Values | None]]:
    sys.path.insert(0, str(CHECKOUT / "gui"))
    from inklift.core.prompts import AnswerForm
    from inklift.core.readings import Reading
    from inklift.reading import jobs
    from inklift.reading.answering import answer_for

    def values_in(reading: Reading, name: str) -> Values:
        """What the engine answers: the one place that knows how it is asked."""
        answer = json.loads(
            answer_for([reading], [name], PROMPT, AnswerForm(json_mode=True)).results
        )
        return {true: str(answer[ours]) for true, ours in FIELDS.items() if answer.get(ours)}

    def read(picture: Path) -> tuple[str, Values]:
        reading = jobs.read(picture, 1, 0)
        return reading.text, values_in(reading, picture.name)

    jobs.warm_up()
    return read


def tesseract() -> Callable[[Path], tuple[str, Values | None]]:
    def read(picture: Path) -> tuple[str, None]:
        finished = subprocess.run(
            ["tesseract", str(picture), "-", "-l", "eng"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        return finished.stdout, None

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


def field_f1(found: dict[str, Values], folder: Path) -> list[float]:
    """F1 of each field, and of all together."""
    scorer = scorer_of(folder)
    right, given, true = Counter[str](), Counter[str](), Counter[str]()
    for stem, values in found.items():
        truth = json.loads((folder / "truth" / f"{stem}.json").read_text(encoding="utf-8"))
        for name in FIELDS:
            true[name] += bool(truth.get(name))
            given[name] += name in values
            if truth.get(name) and name in values:
                right[name] += scorer.norm(name, values[name]) == scorer.norm(name, truth[name])
    of_each = [2 * right[name] / (given[name] + true[name]) for name in FIELDS]
    return [*of_each, 2 * right.total() / (given.total() + true.total())]


def scorer_of(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", folder / "score_receipts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def row_of(figures: Figures, folder: Path) -> list[str]:
    f1 = [f"{word_f1(figures.texts, folder / 'boxes'):.3f}"]
    if figures.fields:
        f1 += [f"{value:.3f}" for value in field_f1(figures.fields, folder)]
    else:
        f1 += ["–"] * (len(FIELDS) + 1)
    return [f"{figures.wall_s:.2f}", f"{figures.cpu_s:.2f}", f"{figures.peak_mb:.0f}", *f1]


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

    print(f"| {len(pictures)} receipts | {' | '.join(HEADINGS)} |")
    print(f"| --- |{' ---: |' * len(HEADINGS)}")
    for reader in READERS:
        if reader == "tesseract" and shutil.which("tesseract") is None:
            print("tesseract is not installed", file=sys.stderr)
            continue
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as one_process:
            figures = one_process.submit(measure, pictures, reader).result()
        print(f"| {reader} | {' | '.join(row_of(figures, options.folder))} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
