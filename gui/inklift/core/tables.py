"""Many records → sheets: a row for each picture, and a sheet of its own for each list in them."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from inklift.core.answer_values import INDEX_KEY, ValuePath, parts_by_picture
from inklift.core.field_kinds import kind_by_name
from inklift.core.prompts import FieldKind
from inklift.core.same_value import decimal_of
from inklift.core.written_values import date_of

# What a formula begins with in one spreadsheet or another, wide forms included.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "\uff1d", "\uff0b", "\uff0d", "\uff20")
ONLY_VALUE = "value"  # the title of what has no name


class ColumnKind(StrEnum):
    """What all values of a column are, as far as they can be read."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    YES_NO = "yesno"


@dataclass(frozen=True, slots=True)
class Record:
    """What was said of one picture, or of several together: any JSON."""

    pictures: tuple[str, ...]  # names
    data: object
    path: ValuePath = ()  # of this data in that of the answer


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is the way to its values inside a row, such as ("customer", "name")."""

    key: tuple[str, ...]
    title: str
    kind: ColumnKind


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and its path in the record's data. A list of plain values is one text."""

    value: str | int | float | bool | None = None
    path: ValuePath | None = None  # None: the record says nothing here
    is_list: bool = False


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """`record` counts the records from 0; `cells` stand under the columns of the sheet."""

    record: int
    path: ValuePath  # of the entry in the record's data that the row is
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. The first sheet has `name` "", the others that of their list: "items"."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def records_of(names: Sequence[str], data: object) -> tuple[Record, ...]:
    """One record for each picture of an answer, where its data has an entry for each."""
    parts = parts_by_picture(data, len(names))
    if not parts or parts[0].path == ():
        return (Record(tuple(names), data),)
    return tuple(
        Record((name,), _without_index(part.data), part.path)
        for name, part in zip(names, parts, strict=True)
    )


def _without_index(entry: object) -> object:
    if not isinstance(entry, dict):
        return entry
    return {key: value for key, value in entry.items() if key != INDEX_KEY}


def sheets_of(records: Sequence[Record]) -> tuple[Sheet, ...]:
    """The sheet of all records, then one for each list of objects or lists found in them.

    Objects inside a record are flattened; columns stand in the order in which names first come.
    """
    builders: dict[str, _SheetBuilder] = {"": _SheetBuilder()}
    for number, record in enumerate(records):
        for path, entry in _entries(record.data, ()):
            _add(builders, "", number, path, entry)
    return tuple(builder.sheet(name) for name, builder in builders.items())


def typed(value: object, kind: ColumnKind) -> str | Decimal | datetime.date | bool | None:
    """A value as what it is; as text when it is not of the kind. "" is None."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return value if kind is ColumnKind.YES_NO else str(value).lower()
    number = decimal_of(value)
    match kind:
        case ColumnKind.MONEY | ColumnKind.NUMBER if number is not None:
            return number
        case ColumnKind.DATE if isinstance(value, str):
            return date_of(value) or value
        case _:
            return str(value)


def text_of(value: object, kind: ColumnKind, decimal_sign: str = ".") -> str:
    """A value for a cell of a spreadsheet: numbers without thousands, dates in ISO 8601.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    match typed(value, kind):
        case None:
            return ""
        case Decimal() as number:
            return f"{number:f}".replace(".", decimal_sign)
        case datetime.date() as date:
            return date.isoformat()
        case bool() as answer:
            return str(answer).lower()
        case text:
            return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def sum_of(column: Column, rows: Iterable[Cell]) -> Decimal | None:
    """The sum of a column of money; None for others and when there is nothing to add."""
    if column.kind is not ColumnKind.MONEY:
        return None
    amounts = [amount for cell in rows if (amount := decimal_of(cell.value)) is not None]
    return sum(amounts, Decimal(0)) if amounts else None


class _SheetBuilder:
    def __init__(self) -> None:
        self._keys: list[tuple[str, ...]] = []
        self._rows: list[tuple[int, ValuePath, dict[tuple[str, ...], Cell]]] = []

    def add(self, record: int, path: ValuePath, cells: dict[tuple[str, ...], Cell]) -> None:
        self._rows.append((record, path, cells))
        place = 0
        for key in cells:
            if key in self._keys:
                place = self._keys.index(key) + 1
            else:
                self._keys.insert(place, key)  # beside its neighbour in this record
                place += 1

    def sheet(self, name: str) -> Sheet:
        columns = tuple(
            Column(
                key,
                ".".join(key) or ONLY_VALUE,
                _kind_of(key, [cells[key] for _, _, cells in self._rows if key in cells]),
            )
            for key in self._keys
        )
        rows = tuple(
            Row(record, path, tuple(cells.get(key, EMPTY) for key in self._keys))
            for record, path, cells in self._rows
        )
        return Sheet(name, columns, rows)


def _entries(data: object, path: ValuePath) -> Iterator[tuple[ValuePath, object]]:
    """What the rows of a list are; anything else is one row."""
    if isinstance(data, list) and _holds_rows(data):
        for number, entry in enumerate(data):
            yield (*path, number), entry
    else:
        yield path, data


def _add(
    builders: dict[str, _SheetBuilder], sheet: str, record: int, path: ValuePath, entry: object
) -> None:
    """Add a row for an entry, and rows of other sheets for the lists inside it."""
    cells: dict[tuple[str, ...], Cell] = {}
    waiting: list[tuple[tuple[str, ...], ValuePath, object]] = [((), path, entry)]
    while waiting:
        key, at, value = waiting.pop()
        is_row = at == path and bool(path) and isinstance(path[-1], int)
        members = _members(value, is_row=is_row)
        if members is not None:
            waiting += [
                ((*key, name), (*at, step), member) for name, step, member in reversed(members)
            ]
        elif isinstance(value, list) and _holds_rows(value):
            name = ".".join([sheet, *key] if sheet else key)
            builders.setdefault(name, _SheetBuilder())
            for number, each in enumerate(value):
                _add(builders, name, record, (*at, number), each)
        else:
            cells[key] = _cell(value, at)
    builders[sheet].add(record, path, cells)


def _members(value: object, *, is_row: bool) -> list[tuple[str, str | int, object]] | None:
    """The named parts of an object, or of a list that is a row of a table; None for others."""
    if isinstance(value, Mapping):
        return [(str(name), name, member) for name, member in value.items()]
    if is_row and isinstance(value, list):
        return [(str(number + 1), number, member) for number, member in enumerate(value)]
    return None


def _holds_rows(value: Sequence[object]) -> bool:
    return bool(value) and all(isinstance(entry, dict | list) for entry in value)


def _cell(value: object, path: ValuePath) -> Cell:
    if isinstance(value, list):
        return Cell(", ".join(map(_plain_text, value)), path, is_list=True)
    if value is None or isinstance(value, str | int | float):
        return Cell(value, path)
    return Cell(str(value), path)


def _plain_text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def _kind_of(key: tuple[str, ...], cells: Sequence[Cell]) -> ColumnKind:
    values = [cell.value for cell in cells if cell.value not in (None, "")]
    if not values or any(cell.is_list for cell in cells):
        return ColumnKind.TEXT
    if all(isinstance(value, bool) for value in values):
        return ColumnKind.YES_NO
    name = key[-1] if key else ""
    if all(decimal_of(value) is not None for value in values):
        is_money = kind_by_name(name) is FieldKind.MONEY or all(map(_has_cents, values))
        return ColumnKind.MONEY if is_money else ColumnKind.NUMBER
    if all(isinstance(value, str) and date_of(value) is not None for value in values):
        return ColumnKind.DATE
    return ColumnKind.TEXT


def _has_cents(value: object) -> bool:
    return isinstance(value, str) and len(value) > 3 and value.strip()[-3] in ".,"
