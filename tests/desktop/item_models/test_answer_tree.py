"""Answers as a tree: everything can be reached, and nothing is made that nobody looks at."""

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from inklift.core.answer_values import ValuePath
from inklift.core.reviews import Assessed, ValueState
from inklift.desktop.item_models.answer_tree import (
    AnswerTreeModel,
    TreeColumn,
    TreeRole,
    TreeRoot,
    TreeWords,
)

DATA = {"merchant": "Oak", "items": [{"name": "Tea", "price": 2.5}], "tip": None}
WORDS = TreeWords(
    value=lambda value: "" if isinstance(value, dict | list) else str(value),
    kind=lambda value: type(value).__name__,
    spoken=lambda name, value, known: f"{name}: {value}",
    tool_tip=lambda value, known: "" if known is None else known.state,
    headings=("Name", "Value", "Kind"),
)


def nothing_known(root: int, path: ValuePath) -> Assessed | None:
    return None


def model_of(*roots: TreeRoot, assessed: Any = nothing_known) -> AnswerTreeModel:
    model = AnswerTreeModel(WORDS, assessed)
    model.show(roots)
    return model


def texts(model: AnswerTreeModel, above: QModelIndex = QModelIndex()) -> list[tuple[str, str]]:  # noqa: B008
    found = []
    for row in range(model.rowCount(above)):
        name = model.index(row, TreeColumn.NAME, above)
        found.append((name.data(), name.siblingAtColumn(TreeColumn.VALUE).data()))
        found += [(f"  {deeper}", value) for deeper, value in texts(model, name)]
    return found


@pytest.mark.parametrize(
    "roots",
    [
        (),
        (TreeRoot(DATA),),
        (TreeRoot("text"),),
        (TreeRoot([]),),
        (TreeRoot(DATA, "a.jpg"), TreeRoot([1, [2]], "b.jpg")),
    ],
)
def test_it_is_a_sound_model(roots: tuple[TreeRoot, ...]) -> None:
    model = AnswerTreeModel(WORDS, nothing_known)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    model.show(roots)
    texts(model)
    model.refresh()

    assert tester.failureReportingMode() is QAbstractItemModelTester.FailureReportingMode.Fatal


def test_the_members_of_one_answer_stand_at_the_top() -> None:
    assert texts(model_of(TreeRoot(DATA))) == [
        ("merchant", "Oak"),
        ("items", ""),
        ("  1", ""),
        ("    name", "Tea"),
        ("    price", "2.5"),
        ("tip", "None"),
    ]


def test_several_answers_have_a_place_each() -> None:
    model = model_of(TreeRoot({"a": 1}, "a.jpg"), TreeRoot({"a": 2}, "b.jpg"))

    assert texts(model) == [("a.jpg", ""), ("  a", "1"), ("b.jpg", ""), ("  a", "2")]


def test_a_plain_value_alone_is_shown() -> None:
    assert texts(model_of(TreeRoot("just text"))) == [("", "just text")]


def test_a_long_list_is_made_by_the_batch() -> None:
    model = model_of(TreeRoot({"rows": list(range(100_000))}))
    rows = model.index(0, 0)

    assert model.rowCount(rows) == 200
    model.fetchMore(rows)

    assert model.rowCount(rows) == 400
    assert model.canFetchMore(rows)


def test_a_value_is_found_by_its_path_however_far_down_it_is() -> None:
    model = model_of(TreeRoot({"rows": [{"n": number} for number in range(2_000)]}))

    place = model.index_of(0, ("rows", 1_777, "n"), TreeColumn.VALUE)

    assert place.data() == "1777"
    assert place.data(TreeRole.PATH) == ("rows", 1_777, "n")
    assert not model.index_of(0, ("rows", 2_000)).isValid()
    assert not model.index_of(0, ("other",)).isValid()
    assert not model.index_of(7, ()).isValid()


def test_a_value_can_be_typed_over_and_a_group_cannot() -> None:
    model = model_of(TreeRoot(DATA))
    spy = QSignalSpy(model.edited)
    name = model.index_of(0, ("items", 0, "name"), TreeColumn.VALUE)

    assert model.setData(name, "Coffee")
    model.setData(name, "Tea")  # what it is

    assert [spy.at(n) for n in range(spy.count())] == [[0, ("items", 0, "name"), "Coffee"]]
    assert name.flags() & Qt.ItemFlag.ItemIsEditable
    assert not model.index_of(0, ("items",), TreeColumn.VALUE).flags() & Qt.ItemFlag.ItemIsEditable
    assert not model.index_of(0, ("items", 0, "name")).flags() & Qt.ItemFlag.ItemIsEditable


def test_other_values_take_their_places_while_the_tree_stays_open() -> None:
    model = model_of(TreeRoot(DATA))
    name = model.index_of(0, ("items", 0, "name"), TreeColumn.VALUE)
    spy = QSignalSpy(model.dataChanged)

    model.replace_data(0, {**DATA, "items": [{"name": "Coffee", "price": 2.5}]})

    assert name.data() == "Coffee"
    assert spy.count()


def test_what_is_known_of_a_value_is_asked_for_when_it_is_shown() -> None:
    known = Assessed("Oak", ValueState.CERTAIN)
    asked: list[Any] = []

    def assessed(root: int, path: ValuePath) -> Assessed | None:
        asked.append(path)
        return known if path == ("merchant",) else None

    model = model_of(TreeRoot(DATA), assessed=assessed)

    assert asked == []
    assert model.index_of(0, ("merchant",), TreeColumn.VALUE).data(TreeRole.ASSESSED) is known
    assert model.index_of(0, ("items",), TreeColumn.VALUE).data(TreeRole.ASSESSED) is None
    assert asked == [("merchant",)]
