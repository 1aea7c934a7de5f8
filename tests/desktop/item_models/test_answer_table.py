"""Answers as a table: rows, kinds, order, and what is typed into cells."""

from typing import Any

import pytest
from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from inklift.core.reviews import Assessed, ValueState
from inklift.core.tables import Record, sheets_of
from inklift.desktop.item_models.answer_table import (
    PICTURE,
    AnswerTableModel,
    TableRecord,
    TableRole,
    TableWords,
)
from inklift.desktop.item_models.answer_tree import TreeRole

WORDS = TableWords(
    "Picture",
    lambda value: "" if value is None else str(value),
    lambda name, value, known: f"{name}: {value}",
    lambda value, known: str(value),
)
RECORDS = (
    TableRecord(0, (), "a.jpg"),
    TableRecord(1, (0,), "b.jpg"),
    TableRecord(1, (1,), "c.jpg"),
)


def model_of(*data: Any, assessed: Any = lambda answer, path: None) -> AnswerTableModel:
    model = AnswerTableModel(WORDS, assessed)
    model.show(sheets_of([Record(("x",), each) for each in data])[0], RECORDS[: len(data)])
    return model


def test_it_is_a_sound_model() -> None:
    model = AnswerTableModel(WORDS, lambda answer, path: None)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    for data in ([{"total": "1.00"}], [{"total": "2.00"}], [{"shop": "Oak"}, {"total": 3}], [None]):
        sheet = sheets_of([Record(("x",), each) for each in data])[0]
        model.show(sheet, RECORDS[: len(data)])

    assert tester.failureReportingMode() is QAbstractItemModelTester.FailureReportingMode.Fatal


def test_rows_have_their_picture_and_values() -> None:
    model = model_of({"shop": "Oak", "total": "12.50"}, {"shop": "Elm", "total": 3})

    assert [model.headerData(at, Qt.Orientation.Horizontal) for at in range(3)] == [
        "Picture",
        "shop",
        "total",
    ]
    assert [[model.index(row, at).data() for at in range(3)] for row in range(2)] == [
        ["a.jpg", "Oak", "12.50"],
        ["b.jpg", "Elm", "3"],
    ]
    assert model.index(0, 2).data(Qt.ItemDataRole.TextAlignmentRole) is not None


def test_a_cell_knows_its_place_in_the_answer() -> None:
    model = model_of({"total": 1}, {"total": 2}, {"total": 3})
    cell = model.index(2, 1)

    assert (cell.data(TreeRole.ROOT), cell.data(TreeRole.PATH)) == (1, (1, "total"))
    assert model.row_of(1, (1, "total")) == (2, 1)
    assert model.row_of(1, (1, "else")) == (1, PICTURE)
    assert model.row_of(5, ("total",)) is None


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["10.00", "9.00", "-1.00", None], ["-1.00", "9.00", "10.00", ""]),
        (["3 Mar 2024", "2023-12-24"], ["2023-12-24", "3 Mar 2024"]),
        (["oak", "Elm", "10"], ["10", "Elm", "oak"]),
    ],
)
def test_values_sort_by_what_they_are(values: list[Any], order: list[str]) -> None:
    records = [TableRecord(at, (), "") for at in range(len(values))]
    model = AnswerTableModel(WORDS, lambda answer, path: None)
    model.show(sheets_of([Record(("x",), {"what": each}) for each in values])[0], records)
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(model)
    proxy.setSortRole(TableRole.SORT)

    proxy.sort(1)

    assert [proxy.index(row, 1).data() for row in range(len(values))] == order


def test_a_value_can_be_typed_over_and_a_picture_or_a_gap_cannot() -> None:
    model = model_of({"total": "1.00", "tags": ["a", "b"]}, {"shop": "Oak"})
    spy = QSignalSpy(model.edited)
    editable = Qt.ItemFlag.ItemIsEditable

    columns = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(4)]
    total = model.index(0, columns.index("total"))

    assert model.setData(total, "2.00")
    model.setData(total, "1.00")  # what it is
    assert not model.setData(model.index(0, columns.index("shop")), "Oak")

    assert [spy.at(n) for n in range(spy.count())] == [[0, ("total",), "2.00"]]
    assert not model.index(0, PICTURE).flags() & editable
    assert not model.index(0, columns.index("tags")).flags() & editable
    assert not model.index(0, columns.index("shop")).flags() & editable


def test_what_is_known_is_asked_for_by_answer_and_path() -> None:
    known = Assessed(2, ValueState.TO_CHECK)
    model = model_of(
        {"total": 1},
        {"total": 2},
        assessed=lambda answer, path: known if (answer, path) == (1, (0, "total")) else None,
    )

    assert model.index(1, 1).data(TreeRole.ASSESSED) is known
    assert model.index(0, 1).data(TreeRole.ASSESSED) is None
