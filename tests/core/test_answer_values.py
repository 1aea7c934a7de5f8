"""The single values of an answer, and which of them were seen."""

from typing import Any

import pytest

from inklift.core.answer_values import AnswerValue, path_text, values_by_picture, values_in
from inklift.core.answers import Evidence, Place
from inklift.core.evidence import not_seen

RECEIPT = {
    "merchant": "Oak & Son",
    "items": [{"name": "Tea", "price": 2.5}, {"name": "Cake", "price": 4}],
    "paid": True,
    "tip": None,
}


def place(picture: str) -> list[Place]:
    return [Place(picture=picture, box=[0, 0, 9, 9], reason="text")]


def test_values_come_in_the_order_in_which_they_are_written() -> None:
    values = list(values_in(RECEIPT))

    assert [(path_text(each.path), each.value) for each in values] == [
        ("merchant", "Oak & Son"),
        ("items[0].name", "Tea"),
        ("items[0].price", 2.5),
        ("items[1].name", "Cake"),
        ("items[1].price", 4),
        ("paid", True),
        ("tip", None),
    ]
    assert [each.name for each in values][:3] == ["merchant", "name", "price"]


@pytest.mark.parametrize(
    ("data", "paths"), [("all of it", [""]), ([1, [2]], ["[0]", "[1][0]"]), ({}, []), ([], [])]
)
def test_any_json_has_paths(data: object, paths: list[str]) -> None:
    assert [path_text(each.path) for each in values_in(data)] == paths


def test_values_may_be_nested_as_deep_as_json_goes() -> None:
    deep: Any = "found"
    for _ in range(20_000):
        deep = [deep]

    (value,) = values_in(deep)

    assert value.value == "found"
    assert len(value.path) == 20_000


@pytest.mark.parametrize("first", [0, 1])
def test_entries_of_a_list_belong_to_the_pictures_that_they_name(first: int) -> None:
    data = [{"index": first + 1, "total": "2.00"}, {"index": first, "total": "1.00"}]

    one, two = values_by_picture(data, 2)

    assert one == (AnswerValue(("total",), "1.00"),)
    assert two == (AnswerValue(("total",), "2.00"),)


def test_entries_without_numbers_stand_in_the_order_of_the_pictures() -> None:
    one, two = values_by_picture([{"total": "1.00"}, {"total": "2.00"}], 2)

    assert one[0].value == "1.00"
    assert two[0].value == "2.00"


@pytest.mark.parametrize("data", [{"total": "3.00"}, [{"total": "1.00"}]])
def test_what_belongs_to_no_one_picture_may_be_of_any(data: object) -> None:
    assert values_by_picture(data, 2) == (tuple(values_in(data)),) * 2


def test_yes_no_nothing_and_marks_are_never_missed() -> None:
    data = {"paid": False, "tip": None, "note": "", "rate": "%", "count": 0}

    assert not_seen(data, ["a.jpg"], {}) == ("count",)


def test_a_value_counts_as_seen_on_the_picture_it_is_of_alone() -> None:
    data = [{"total": "1.00"}, {"total": "2.00"}]
    evidence: Evidence = {"total": place("a.jpg")}

    assert not_seen(data, ["a.jpg", "b.jpg"], evidence) == ("total",)
    assert not_seen(data, ["a.jpg", "b.jpg"], {"total": [*place("a.jpg"), *place("b.jpg")]}) == ()
