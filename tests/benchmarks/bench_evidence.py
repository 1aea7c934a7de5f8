"""How well values are located on receipts that this computer read, and others are not.

    python tests/benchmarks/bench_evidence.py [--receipts 100] [--folder ../shared/receipts]

Standing: true values whose letters stand on the receipt by the folder's own boxes. Located: those
that were seen, and at the right place: the middle of each box lies in a box of the truth that holds
the value or a part of it. Others': values of all other receipts, unless they mean the same, that
are claimed to be seen; by chance: those of them that do stand there, such as another total that is
this one's change. Mistakes: true values with one digit changed. The table is Markdown.
"""

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).parents[2]
sys.path.insert(0, str(CHECKOUT / "gui"))

from inklift.core.answer_values import AnswerValue  # noqa: E402
from inklift.core.pictures import Box  # noqa: E402
from inklift.core.readings import Reading  # noqa: E402
from inklift.core.written_values import amount_of, date_of  # noqa: E402
from inklift.reading import jobs  # noqa: E402
from inklift.reading.evidence import locate  # noqa: E402

FIELDS = ("company", "date", "address", "total")
MARGIN_PX = 8
Receipt = tuple[Reading, list[Any], dict[str, str]]


def letters(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())


def bare(value: str) -> str:
    return re.sub(r"^(RM|\$)\s*", "", value)


def holding(value: str, boxes: list[Any]) -> list[list[int]]:
    """The boxes of the truth that hold the value, or else a part of it."""
    wanted = letters(bare(value))
    whole = [each["box"] for each in boxes if wanted in letters(each["text"])]
    return whole or [each["box"] for each in boxes if len(each["text"]) > 3 and part(each, wanted)]


def part(box: dict[str, Any], wanted: str) -> bool:
    found = letters(box["text"])
    return bool(found) and found in wanted


def is_in(box: Box, corners: list[int]) -> bool:
    across, down = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return (
        corners[0] - MARGIN_PX <= across <= corners[4] + MARGIN_PX
        and corners[1] - MARGIN_PX <= down <= corners[5] + MARGIN_PX
    )


def mean_the_same(one: str, other: str) -> bool:
    for meaning in (date_of, amount_of):
        first = meaning(bare(one))
        if first is not None and first == meaning(bare(other)):
            return True
    return letters(one) == letters(other)


def with_a_digit_changed(value: str, chance: random.Random) -> Iterator[str]:
    for match in re.finditer(r"\d", value):
        digit = chance.choice([each for each in "0123456789" if each != match[0]])
        changed = value[: match.start()] + digit + value[match.end() :]
        if not mean_the_same(changed, value) and (date_of(value) is None or date_of(changed)):
            yield changed


def receipts_in(folder: Path, count: int) -> dict[str, Receipt]:
    found = {}
    for path in sorted((folder / "truth").glob("*.json"))[:count]:
        reading = jobs.read(folder / "images" / f"{path.stem}.jpg", 1, 0)
        boxes = json.loads((folder / "boxes" / path.name).read_bytes())
        found[path.stem] = reading, boxes, json.loads(path.read_bytes())
    return found


def row(field: str, receipts: dict[str, Receipt], chance: random.Random) -> list[str]:
    standing = located = right = others = claimed = by_chance = mistakes = missed = 0
    took_s = 0.0
    for name, (reading, boxes, truth) in receipts.items():
        everything = letters("".join(each["text"] for each in boxes))
        value = truth[field]
        if letters(bare(value)) in everything:
            standing += 1
            began = time.perf_counter()
            seen = locate(reading, [AnswerValue((field,), value)]).get((field,))
            took_s += time.perf_counter() - began
            if seen is not None:
                located += 1
                places = holding(value, boxes)
                right += all(any(is_in(box, each) for each in places) for box in seen.boxes)
        for other_name, (_, _, other) in receipts.items():
            if other_name != name and not mean_the_same(other[field], value):
                others += 1
                if locate(reading, [AnswerValue((field,), other[field])]):
                    claimed += 1
                    by_chance += letters(bare(other[field])) in everything
        for wrong in with_a_digit_changed(value, chance):
            mistakes += 1
            missed += bool(locate(reading, [AnswerValue((field,), wrong)]))
    return [
        field,
        str(standing),
        f"{located / standing:.3f}",
        f"{right / standing:.3f}",
        f"{others:,}",
        f"{claimed / others:.4f}",
        f"{by_chance / others:.4f}",
        f"{mistakes:,}",
        f"{missed / mistakes:.3f}" if mistakes else "–",
        f"{1_000 * took_s / standing:.1f}",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--receipts", type=int, default=100)
    parser.add_argument("--folder", type=Path, default=CHECKOUT.parent / "shared" / "receipts")
    options = parser.parse_args()
    receipts = receipts_in(options.folder, options.receipts)
    headings = ("", "standing", "located", "right place", "others'", "claimed", "by chance")
    headings += ("mistakes", "claimed", "ms")
    print("|", " | ".join(headings), "|")
    print("|---" * len(headings) + "|")
    for field in FIELDS:
        print("|", " | ".join(row(field, receipts, random.Random(7))), "|", flush=True)


if __name__ == "__main__":
    main()
