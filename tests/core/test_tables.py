"""Records become rows, their lists sheets of their own, and columns know what they hold."""

import datetime
from decimal import Decimal

import pytest

from inklift.core.tables import (
    Cell,
    Column,
    ColumnKind,
    Record,
    Sheet,
    records_of,
    sheets_of,
    sum_of,
    text_of,
    typed,
)

RECEIPT = {
    "merchant": "Oak & Son",
    "customer": {"name": "Ann", "city": "Leeds"},
    "items": [{"name": "Tea", "price": "2.50"}, {"name": "Cake", "price": "4.00"}],
    "tags": ["food", "drink"],
    "total": "6.50",
}


def record(data: object, name: str = "a.jpg") -> Record:
    return Record((name,), data)


def titles(sheet: Sheet) -> list[str]:
    return [column.title for column in sheet.columns]


def values(sheet: Sheet) -> list[list[object]]:
    return [[cell.value for cell in row.cells] for row in sheet.rows]


def test_objects_are_flattened_and_lists_of_objects_have_a_sheet() -> None:
    main, items = sheets_of([record(RECEIPT)])

    assert titles(main) == ["merchant", "customer.name", "customer.city", "tags", "total"]
    assert values(main) == [["Oak & Son", "Ann", "Leeds", "food, drink", "6.50"]]
    assert items.name == "items"
    assert titles(items) == ["name", "price"]
    assert values(items) == [["Tea", "2.50"], ["Cake", "4.00"]]


def test_a_cell_knows_where_its_value_stands_in_the_data() -> None:
    main, items = sheets_of([record({"total": "1.00"}), record(RECEIPT, "b.jpg")])

    place = titles(main).index("customer.city")
    assert main.rows[1].cells[place] == Cell("Leeds", ("customer", "city"))
    assert main.rows[0].cells[place].path is None
    assert items.rows[1].record == 1
    assert items.rows[1].path == ("items", 1)
    assert items.rows[1].cells[1] == Cell("4.00", ("items", 1, "price"))


def test_a_new_name_stands_beside_its_neighbour() -> None:
    (sheet,) = sheets_of(
        [record({"date": 1, "total": 2}), record({"date": 1, "tax": 3, "total": 2})]
    )

    assert titles(sheet) == ["date", "tax", "total"]
    assert values(sheet) == [[1, None, 2], [1, 3, 2]]
    assert sheet.rows[0].cells[1].path is None


def test_a_list_inside_a_list_is_a_sheet_as_well() -> None:
    data = {"tables": [{"columns": ["a", "b"], "rows": [["1", "2"], ["3", "4"]]}]}

    main, tables, rows = sheets_of([record(data)])

    assert titles(main) == []
    assert (tables.name, rows.name) == ("tables", "tables.rows")
    assert values(tables) == [["a, b"]]
    assert titles(rows) == ["1", "2"]
    assert values(rows) == [["1", "2"], ["3", "4"]]
    assert rows.rows[1].cells[0].path == ("tables", 0, "rows", 1, 0)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("just text", [["just text"]]),
        (None, [[None]]),
        ([{"total": 1}, {"total": 2}], [[1], [2]]),
        ([1, 2], [["1, 2"]]),
        ({}, [[]]),
        ([], [[""]]),
    ],
)
def test_any_json_is_a_table(data: object, expected: list[list[object]]) -> None:
    (sheet,) = sheets_of([record(data)])

    assert values(sheet) == expected


def test_an_answer_for_several_pictures_has_a_record_for_each() -> None:
    data = [{"index": 0, "total": 1}, {"index": 1, "total": 2}]

    assert records_of(["a.jpg", "b.jpg"], data) == (
        Record(("a.jpg",), {"total": 1}, (0,)),
        Record(("b.jpg",), {"total": 2}, (1,)),
    )
    assert records_of(["a.jpg", "b.jpg"], {"sum": 3}) == (Record(("a.jpg", "b.jpg"), {"sum": 3}),)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("total", ["6.50", 12, None], ColumnKind.MONEY),
        ("what", ["6.50", "1,234.50"], ColumnKind.MONEY),
        ("what", ["RM 6.50", "RM 7.00"], ColumnKind.MONEY),
        ("what", ["6.50", "n/a"], ColumnKind.TEXT),
        ("count", [1, 2.5], ColumnKind.NUMBER),
        ("count", ["1", "12"], ColumnKind.NUMBER),
        ("phone", ["0123456789"], ColumnKind.TEXT),
        ("barcode", ["9556001234567890"], ColumnKind.TEXT),
        ("when", ["2024-03-25", "3 Mar 2024"], ColumnKind.DATE),
        ("when", ["2024-03-25", "soon"], ColumnKind.TEXT),
        ("paid", [True, False], ColumnKind.YES_NO),
        ("nothing", [None, ""], ColumnKind.TEXT),
    ],
)
def test_a_column_is_what_all_of_its_values_are(
    name: str, data: list[object], kind: ColumnKind
) -> None:
    (sheet,) = sheets_of([record({name: value}) for value in data])

    assert [column.kind for column in sheet.columns] == [kind]


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("1.234,50", ColumnKind.MONEY, Decimal("1234.50")),
        (0.1, ColumnKind.MONEY, Decimal("0.1")),
        ("n/a", ColumnKind.MONEY, "n/a"),
        ("3 Mar 2024", ColumnKind.DATE, datetime.date(2024, 3, 3)),
        (True, ColumnKind.YES_NO, True),
        (True, ColumnKind.TEXT, "true"),
        (12, ColumnKind.TEXT, "12"),
        ("", ColumnKind.MONEY, None),
        (None, ColumnKind.TEXT, None),
    ],
)
def test_values_become_what_they_are(value: object, kind: ColumnKind, expected: object) -> None:
    assert typed(value, kind) == expected


def test_entries_out_of_order_are_the_pictures_that_they_name() -> None:
    data = [{"index": 1, "total": 2}, {"index": 0, "total": 1}]

    first, second = records_of(["a.jpg", "b.jpg"], data)

    assert (first.pictures, first.data, first.path) == (("a.jpg",), {"total": 1}, (1,))
    assert (second.pictures, second.data, second.path) == (("b.jpg",), {"total": 2}, (0,))


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        ("RM 1,234.50", ColumnKind.MONEY, "1234,50"),
        (-5, ColumnKind.NUMBER, "-5"),
        ("3 Mar 2024", ColumnKind.DATE, "2024-03-03"),
        ("=HYPERLINK(1)", ColumnKind.TEXT, "'=HYPERLINK(1)"),
        ("-1+1|cmd", ColumnKind.TEXT, "'-1+1|cmd"),
        ("\uff1d1", ColumnKind.TEXT, "'\uff1d1"),
        ("n/a", ColumnKind.MONEY, "n/a"),
        (True, ColumnKind.YES_NO, "true"),
        (None, ColumnKind.TEXT, ""),
    ],
)
def test_cells_of_a_spreadsheet_are_harmless(value: object, kind: ColumnKind, text: str) -> None:
    assert text_of(value, kind, ",") == text


def test_money_is_added_exactly() -> None:
    column = Column(("total",), "total", ColumnKind.MONEY)

    assert sum_of(column, map(Cell, ["0.10", 0.2, None, "n/a"])) == Decimal("0.30")
    assert sum_of(column, [Cell()]) is None
    assert sum_of(Column(("n",), "n", ColumnKind.NUMBER), [Cell(1)]) is None
