"""Answers as a workbook with typed cells (.xlsx), a sheet for each list."""

import datetime
import io
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from inklift.core.export_options import ExportOptions, Mark
from inklift.core.report import Report
from inklift.core.tables import Column, ColumnKind, Sheet, typed
from inklift.export.records import ReportSheets, pictures_of, sheets_in
from inklift.export.whole_file import write_whole_file

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_CELL = 32_767
_LONGEST_SHEET_NAME = 31
_MOST_ROWS = 1_048_575  # below the titles
_MOST_DIGITS = 15  # of a number that a cell keeps
_WIDEST, _SAMPLE_ROWS = 60, 200  # of a column, in letters; rows that widths are taken from

_FILLS = {Mark.TO_CHECK: "#FDF1DC", Mark.CORRECTED: "#E0F0F3", Mark.CONFIRMED: "#E4F4E9"}
_COMMENTS = {
    Mark.TO_CHECK: "To check: not seen in the picture, or its sum does not come out",
    Mark.CORRECTED: "Corrected by hand",
    Mark.CONFIRMED: "Confirmed by hand",
}
_NUMBER_FORMATS = {ColumnKind.MONEY: "#,##0.00", ColumnKind.DATE: "yyyy-mm-dd"}


def write_xlsx(report: Report, path: Path, options: ExportOptions) -> tuple[Path, ...]:
    """Write the workbook; texts are never formulas, and marked cells are coloured.

    The name of a picture leads to its file where that is known. Blocking; raises `StorageError`,
    ValueError for more rows than a sheet has.
    """
    import xlsxwriter  # costs 60 ms, and few runs need it

    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        content,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    found = sheets_in(report)
    writer = _SheetWriter(workbook, found, options)
    taken: set[str] = set()
    for sheet in found.sheets:
        writer.write(sheet, _sheet_name(sheet.name or "Pictures", taken))
    workbook.close()
    write_whole_file(path, content.getvalue())
    return (path,)


class _SheetWriter:
    def __init__(self, workbook: Any, found: ReportSheets, options: ExportOptions) -> None:
        self._workbook = workbook
        self._found = found
        self._options = options
        self._formats: dict[tuple[str, str], Any] = {}

    def write(self, sheet: Sheet, name: str) -> None:
        if len(sheet.rows) > _MOST_ROWS:
            raise ValueError(f"a sheet cannot hold {len(sheet.rows)} rows")
        page = self._workbook.add_worksheet(name)
        titles = ["picture", *(column.title for column in sheet.columns)]
        bold = self._workbook.add_format({"bold": True, "bottom": 1})
        for place, title in enumerate(titles):
            page.write_string(0, place, _cell_text(title), bold)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(titles) - 1)
        for number, row in enumerate(sheet.rows, start=1):
            self._write_picture(page, number, row.record)
            for place, (cell, column) in enumerate(
                zip(row.cells, sheet.columns, strict=True), start=1
            ):
                at = self._found.place(row, cell)
                mark = None if at is None else self._options.marks.get(at)
                self._write_cell(
                    page, (number, place), typed(cell.value, column.kind), column, mark
                )
        for place, width in enumerate(_widths(sheet, self._found)):
            page.set_column(place, place, width)

    def _write_picture(self, page: Any, row: int, record: int) -> None:
        names = self._found.records[record].pictures
        text = _cell_text(pictures_of(self._found.records[record]))
        file = self._options.picture_files.get(names[0]) if names else None
        if file is None:
            page.write_string(row, 0, text)
        else:
            page.write_url(row, 0, file.absolute().as_uri(), string=text)

    def _write_cell(
        self, page: Any, at: tuple[int, int], value: object, column: Column, mark: Mark | None
    ) -> None:
        look = self._format(_NUMBER_FORMATS.get(column.kind, ""), mark)
        match value:
            case None:
                page.write_blank(*at, None, look)
            case bool():
                page.write_boolean(*at, value, look)
            case Decimal() if len(value.as_tuple().digits) <= _MOST_DIGITS:
                page.write_number(*at, float(value), look)
            case datetime.date() if value.year >= 1900:
                page.write_datetime(*at, datetime.datetime.combine(value, datetime.time()), look)
            case _:
                page.write_string(*at, _cell_text(str(value)), self._format("", mark))
        if mark is not None:
            page.write_comment(*at, _COMMENTS[mark])

    def _format(self, number: str, mark: Mark | None) -> Any:
        key = number, "" if mark is None else _FILLS[mark]
        if key not in self._formats:
            look: Mapping[str, object] = {
                **({"num_format": number} if number else {}),
                **({"bg_color": key[1]} if key[1] else {}),
            }
            self._formats[key] = self._workbook.add_format(look)
        return self._formats[key]


def _cell_text(text: str) -> str:
    """Without what no workbook can hold."""
    return _NO_XML.sub("", text.encode("utf-8", "replace").decode())[:_LONGEST_CELL]


def _sheet_name(name: str, taken: set[str]) -> str:
    clean = _NO_SHEET_NAME.sub(" ", _cell_text(name)).strip() or "Sheet"
    clean = "History " if clean.casefold() == "history" else clean  # Excel keeps that name
    number, shown = 1, clean[:_LONGEST_SHEET_NAME]
    while shown.casefold() in taken:
        number += 1
        shown = f"{clean[: _LONGEST_SHEET_NAME - 6]} ({number})"
    taken.add(shown.casefold())
    return shown


def _widths(sheet: Sheet, found: ReportSheets) -> list[int]:
    rows = sheet.rows[:_SAMPLE_ROWS]
    names = [len(pictures_of(found.records[row.record])) for row in rows]
    widths = [max([7, *names])]
    for place, column in enumerate(sheet.columns):
        values = [len(str(row.cells[place].value or "")) for row in rows]
        widths.append(max([len(column.title) + 3, *values]))
    return [min(width + 2, _WIDEST) for width in widths]
