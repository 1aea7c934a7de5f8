"""Values of an answer are located on the page they came from, and others' are not."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inklift.core.answer_values import AnswerValue, path_text, values_in
from inklift.core.pictures import Box
from inklift.core.readings import Line, Reading, Word
from inklift.core.written_values import amount_of, date_of
from inklift.reading.evidence import locate, look_for
from reading.made_pages import HEIGHT_PX, LETTER_PX, reading

RECEIPT = (
    "CORNER BAKERY",
    "12 High Street, Leeds",
    "Date: 25/03/2024",
    "Butter croissant",
    "2 x 3.50 7.00",
    "Filter coffee",
    "1 x 2.00 2.00",
    "Subtotal 9.00",
    "Cash 9.00",
    "TOTAL 9.00",
)


def seen_at(page: Reading, data: object) -> dict[str, list[str]]:
    """The words in the boxes of each value that was located."""
    return {
        path_text(path): [
            " ".join(
                word.text
                for line in page.lines
                for word in line.words
                if word.box.top >= box.top
                and word.box.bottom <= box.bottom
                and word.box.left >= box.left
                and word.box.right <= box.right
            )
            for box in seen.boxes
        ]
        for path, seen in locate(page, list(values_in(data))).items()
    }


def test_values_are_located_by_what_they_mean() -> None:
    data = {
        "merchant": "Corner Bakery",
        "address": "12 High Street\nLeeds",
        "date": "2024-03-25",
        "total": 9,
        "card": "VISA",
        "paid": True,
        "tip": None,
    }

    assert seen_at(reading(*RECEIPT), data) == {
        "merchant": ["CORNER BAKERY"],
        "address": ["12 High Street, Leeds"],
        "date": ["25/03/2024"],
        "total": ["9.00"],
    }


def test_of_several_places_the_one_is_told_that_is_called_so() -> None:
    page = reading(*RECEIPT)

    (seen,) = locate(page, [AnswerValue(("total",), "9.00")]).values()
    (other,) = locate(page, [AnswerValue(("subtotal",), "9.00")]).values()
    (cash,) = locate(page, [AnswerValue(("cash",), "9.00")]).values()

    assert seen.boxes[0].top == 9 * 30
    assert other.boxes[0].top == 7 * 30
    assert cash.boxes[0].top == 8 * 30


def test_the_values_of_a_row_stand_near_one_another() -> None:
    page = reading(*RECEIPT)
    data = {
        "items": [
            {"name": "Butter croissant", "quantity": 2, "price": "7.00"},
            {"name": "Filter coffee", "quantity": 1, "price": "2.00"},
        ]
    }

    found = locate(page, list(values_in(data)))

    tops = {path_text(path): seen.boxes[0].top // 30 for path, seen in found.items()}
    assert tops == {
        "items[0].name": 3,
        "items[0].quantity": 4,
        "items[0].price": 4,
        "items[1].name": 5,
        "items[1].quantity": 6,
        "items[1].price": 6,
    }


def test_the_price_of_another_row_is_not_that_of_this_one() -> None:
    lines = [
        f"Article {letter}   {number}.40" for number, letter in enumerate("abcdefghij", start=1)
    ]
    data = {"items": [{"name": "Article a", "price": "9.40"}, {"name": "Article b", "price": 2.4}]}

    assert seen_at(reading(*lines), data) == {
        "items[0].name": ["Article a"],
        "items[1].name": ["Article b"],
        "items[1].price": ["2.40"],
    }


def test_an_address_has_a_box_for_each_of_its_lines() -> None:
    page = reading("SHOP", "12 High Street", "LS1 4AP Leeds", "Total 5.00")

    (seen,) = locate(page, [AnswerValue(("address",), "12 High Street, LS1 4AP Leeds")]).values()

    assert seen.boxes == (
        Box(0, 30, 14 * LETTER_PX, 30 + HEIGHT_PX),
        Box(0, 60, 13 * LETTER_PX, 60 + HEIGHT_PX),
    )


def test_the_evidence_of_a_report_names_the_picture() -> None:
    values = list(values_in({"items": [{"price": "9.00"}]}))

    assert look_for(reading("Tea 9.00"), values).as_evidence("tea.jpg") == {
        "items[0].price": [{"picture": "tea.jpg", "box": [40, 0, 80, 20], "reason": "text"}]
    }


def test_a_sum_that_the_page_calls_otherwise_is_told() -> None:
    page = reading(
        "CORNER BAKERY", "Tea 9.00", "Cake 3.00", "TOTAL 12.00", "Cash 20.00", "Change 8.00"
    )
    values = [AnswerValue(("merchant",), "Corner Bakery"), AnswerValue(("total",), "20.00")]

    found = look_for(page, values)

    assert found.read_otherwise == {("total",): "12.00"}
    assert look_for(page, [AnswerValue(("total",), 12)]).read_otherwise == {}
    assert look_for(page, [AnswerValue(("cash",), "20.00")]).read_otherwise == {}


def test_an_empty_page_shows_nothing() -> None:
    assert locate(Reading(10, 10, ()), list(values_in({"total": "9.00", "name": "Tea"}))) == {}


@pytest.fixture(scope="module")
def receipts(shared_dir: Path) -> dict[str, tuple[Reading, list[Any], dict[str, str]]]:
    """Receipts by name: what stands on them as a reading, those boxes, and the true values."""
    folder = shared_dir / "receipts"
    found = {}
    for path in sorted((folder / "truth").glob("*.json")):
        boxes = json.loads((folder / "boxes" / path.name).read_bytes())
        lines = sorted(boxes, key=lambda each: (each["box"][1], each["box"][0]))
        page = Reading(
            10_000,
            10_000,
            tuple(_line(each["text"], each["box"]) for each in lines if each["text"]),
        )
        found[path.stem] = page, boxes, json.loads(path.read_bytes())
    return found


def _line(text: str, corners: list[int]) -> Line:
    """The words of a line, evenly spread in its box."""
    left, top, right, bottom = corners[0], corners[1], corners[4], corners[5]
    words, position = [], 0
    for word in text.split():
        position = text.index(word, position)
        end = position + len(word)
        across = [left + (right - left) * each // len(text) for each in (position, end)]
        words.append(Word(word, Box(across[0], top, across[1], bottom), 1.0))
        position = end
    return Line(tuple(words))


def _letters(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())


def _holding(value: str, boxes: list[Any]) -> Iterator[list[int]]:
    for each in boxes:
        letters = _letters(each["text"])
        if letters and (_letters(value) in letters or letters in _letters(value)):
            yield each["box"]


def test_true_values_of_receipts_are_located_where_they_stand(
    receipts: dict[str, tuple[Reading, list[Any], dict[str, str]]],
) -> None:
    """With perfect reading; `tests/benchmarks/bench_evidence.py` has the figures of our own."""
    standing = located = 0
    for page, boxes, truth in receipts.values():
        for name, value in truth.items():
            holding = list(_holding(value.removeprefix("RM").strip("$ "), boxes))
            everything = _letters("".join(line.text for line in page.lines))
            if _letters(value.removeprefix("RM")) not in everything:
                continue
            standing += 1
            seen = locate(page, [AnswerValue((name,), value)]).get((name,))
            located += seen is not None and all(
                any(_is_in(box, corners) for corners in holding) for box in seen.boxes
            )

    assert standing > 300
    assert located >= 0.97 * standing


def _is_in(box: Box, corners: list[int]) -> bool:
    across, down = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return corners[0] <= across <= corners[4] and corners[1] <= down <= corners[5]


def test_values_of_other_receipts_are_not_claimed_to_be_seen(
    receipts: dict[str, tuple[Reading, list[Any], dict[str, str]]],
) -> None:
    names = list(receipts)
    asked = claimed = 0
    for number, name in enumerate(names):
        page, _, truth = receipts[name]
        for step in range(1, 12):
            _, _, other = receipts[names[(number + step * 7) % len(names)]]
            for field, value in other.items():
                if _same(value, truth[field]):
                    continue
                asked += 1
                claimed += bool(locate(page, [AnswerValue((field,), value)]))

    assert asked > 4_000
    assert claimed <= 0.015 * asked  # many of these do stand there, by chance: "10.00"


def _same(one: str, other: str) -> bool:
    for meaning in (date_of, amount_of):
        first: datetime.date | Any = meaning(one)
        if first is not None and first == meaning(other):
            return True
    return _letters(one) == _letters(other)
