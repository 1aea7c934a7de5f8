"""Answers as a table of text that spreadsheets open (.csv)."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from inklift.core.export_options import CsvStyle, ExportOptions
from inklift.core.report import Report
from inklift.core.tables import ColumnKind, Sheet, text_of
from inklift.export.records import ReportSheets, pictures_of, sheets_in
from inklift.export.whole_file import write_whole_file

_BOM = "\ufeff"  # without it, Excel takes UTF-8 for something else
_LIST_NAME = "{stem} - {sheet}{suffix}"


def write_csv(report: Report, path: Path, options: ExportOptions) -> tuple[Path, ...]:
    """Write the rows of the pictures, and beside that file one for each list in the answers.

    Numbers have no thousands, dates are ISO 8601, and no text is a formula. Files for lists never
    replace one that is there. Blocking; raises `StorageError`, ValueError for an impossible style.
    """
    style = options.csv
    if style.separator == style.decimal_sign or len(style.separator) != 1:
        raise ValueError(f"{style.separator!r} cannot separate cells")
    found = sheets_in(report)
    main, *lists = found.sheets
    write_whole_file(path, _encoded(main, found, style))
    written = [path]
    for sheet in lists:
        beside = _free(path, sheet.name)
        write_whole_file(beside, _encoded(sheet, found, style))
        written.append(beside)
    return tuple(written)


def _encoded(sheet: Sheet, found: ReportSheets, style: CsvStyle) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=style.separator, lineterminator="\r\n")
    writer.writerows(_rows(sheet, found, style))
    # Half a surrogate pair, from a model or in a file name of other bytes, is no UTF-8.
    return (_BOM + text.getvalue()).encode("utf-8", "replace")


def _rows(sheet: Sheet, found: ReportSheets, style: CsvStyle) -> Iterator[list[str]]:
    titles = ["picture", *(column.title for column in sheet.columns)]
    yield [text_of(title, ColumnKind.TEXT) for title in titles]
    for row in sheet.rows:
        name = text_of(pictures_of(found.records[row.record]), ColumnKind.TEXT)
        cells = zip(row.cells, sheet.columns, strict=True)
        yield [
            name,
            *(text_of(cell.value, column.kind, style.decimal_sign) for cell, column in cells),
        ]


def _free(path: Path, sheet: str) -> Path:
    """A name beside the file for the rows of a list, that nothing has yet."""
    clean = "".join(letter if letter.isalnum() or letter in " .-_" else "_" for letter in sheet)
    for number in range(1, 10_000):
        name = clean[:60] if number == 1 else f"{clean[:60]} ({number})"
        beside = path.with_name(_LIST_NAME.format(stem=path.stem, sheet=name, suffix=path.suffix))
        if not beside.exists():
            return beside
    raise FileExistsError(path)
