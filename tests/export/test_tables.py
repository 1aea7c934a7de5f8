"""Answers as tables in files: read back with the programs' own libraries."""

import csv
import json
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from inklift.core.export_options import CsvStyle, ExportOptions, Mark
from inklift.core.report import Report, ReportAnswer
from inklift.export.formats import write_report

DATA = (
    {
        "merchant": "Oak & Son",
        "date": "2024-03-03",
        "total": "1234.50",
        "paid": True,
        "phone": "0123456789",
        "items": [{"name": "Tea", "price": "2.50"}, {"name": "=cmd|' /C calc'!A0", "price": 4}],
    },
    {"merchant": '=HYPERLINK("http://x")', "date": "3 Mar 2023", "total": "RM 5,00", "paid": None},
)


def report(*data: Any, text: str = "text") -> Report:
    answers = tuple(
        ReportAnswer((f"{number}.jpg",), text, each) for number, each in enumerate(data, start=1)
    )
    return Report("run", "dumpling", "?", json_mode=True, answers=answers)


def rows_of(path: Path, **options: Any) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.reader(file, **options))


def test_csv_is_made_for_excel(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"

    written = write_report(report(*DATA), path)

    assert path.read_bytes().startswith(b"\xef\xbb\xbfpicture,merchant,date,total,paid,phone\r\n")
    assert rows_of(path)[1:] == [
        ["1.jpg", "Oak & Son", "2024-03-03", "1234.50", "true", "0123456789"],
        ["2.jpg", '\'=HYPERLINK("http://x")', "2023-03-03", "5.00", "", ""],
    ]
    assert written == (path, tmp_path / "a - items.csv")
    assert rows_of(written[1]) == [
        ["picture", "name", "price"],
        ["1.jpg", "Tea", "2.50"],
        ["1.jpg", "'=cmd|' /C calc'!A0", "4"],
    ]


@pytest.mark.parametrize(
    ("separator", "decimal"), [(";", ","), ("\t", ","), (",", "."), (";", ".")]
)
def test_separator_and_decimal_sign_can_be_chosen(
    separator: str, decimal: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"

    write_report(report(*DATA), path, ExportOptions(CsvStyle(separator, decimal)))

    table = pd.read_csv(path, sep=separator, decimal=decimal)
    assert table["total"].tolist() == [1234.5, 5.0]
    assert table["date"].tolist() == ["2024-03-03", "2023-03-03"]


def test_a_separator_that_is_the_decimal_sign_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot separate"):
        write_report(report(*DATA), tmp_path / "a.csv", ExportOptions(CsvStyle(",", ",")))


def test_files_for_lists_never_replace_others(tmp_path: Path) -> None:
    (tmp_path / "a - items.csv").write_text("mine")

    written = write_report(report(*DATA), tmp_path / "a.csv")

    assert (tmp_path / "a - items.csv").read_text() == "mine"
    assert written[1].name == "a - items (2).csv"


def test_texts_are_a_column(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"

    write_report(report(None, None, text="one\ntwo, three"), path)

    assert rows_of(path) == [
        ["picture", "text"],
        ["1.jpg", "one\ntwo, three"],
        ["2.jpg", "one\ntwo, three"],
    ]


def test_xlsx_has_typed_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"

    write_report(report(*DATA), path)

    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Pictures", "items"]
    first = [cell.value for cell in book["Pictures"][2]]
    assert first == ["1.jpg", "Oak & Son", datetime(2024, 3, 3), 1234.5, True, "0123456789"]
    assert book["Pictures"]["D2"].number_format == "#,##0.00"
    assert book["Pictures"]["C2"].is_date
    assert [cell.value for cell in book["Pictures"][3]][:4] == [
        "2.jpg",
        '=HYPERLINK("http://x")',
        datetime(2023, 3, 3),
        5,
    ]
    assert book["Pictures"]["B3"].data_type == "s"  # a text, no formula
    assert book["items"]["B3"].data_type == "s"
    assert pd.read_excel(path, sheet_name="items")["price"].tolist() == [2.5, 4]


def test_marked_cells_of_a_workbook_are_coloured_and_say_why(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    marks = {(0, ("total",)): Mark.TO_CHECK, (0, ("items", 1, "price")): Mark.CORRECTED}

    write_report(report(*DATA), path, ExportOptions(marks=marks))

    book = openpyxl.load_workbook(path)
    marked, plain = book["Pictures"]["D2"], book["Pictures"]["D3"]
    assert marked.fill.fgColor.rgb == "FFFDF1DC"
    assert marked.number_format == "#,##0.00"
    assert "not seen" in marked.comment.text
    assert plain.fill.fill_type is None
    assert book["items"]["C3"].fill.fgColor.rgb == "FFE0F0F3"


def test_the_name_of_a_picture_leads_to_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    picture = tmp_path / "odd name #1 ü.jpg"

    write_report(report(*DATA), path, ExportOptions(picture_files={"1.jpg": picture}))

    cell = openpyxl.load_workbook(path)["Pictures"]["A2"]
    assert cell.value == "1.jpg"
    assert "odd" in cell.hyperlink.target
    assert openpyxl.load_workbook(path)["Pictures"]["A3"].hyperlink is None


@pytest.mark.parametrize(
    "data",
    [
        {"a": "\x00\x0b\ufffe text \ud800"},
        {"a": "x" * 40_000},
        {"a": 12345678901234567890},
        {"a": "1776-07-04"},
        {"History": [{"a": 1}], "a/b:c?*[x]" * 9: [{"a": 1}], "a" * 40: [{"b": 1}]},
        {"": [{"": 1}]},
        "just a text",
        [],
    ],
)
def test_a_workbook_can_hold_any_answer(data: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"

    write_report(report(data), path)

    book = openpyxl.load_workbook(path)
    assert len(set(book.sheetnames)) == len(book.sheetnames)


def test_markdown_of_several_answers_begins_with_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.md"

    write_report(report({"shop": "Oak | Son", "note": "a\nb"}, {"shop": "<b>"}), path)

    assert path.read_text(encoding="utf-8").startswith(
        "| picture | shop | note |\n"
        "| --- | --- | --- |\n"
        "| 1\\.jpg | Oak \\| Son | a b |\n"
        "| 2\\.jpg | \\<b\\> |  |\n"
        "\n## 1\\.jpg\n"
    )


def test_json_lines_have_a_line_for_each_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    together = ReportAnswer(
        ("x.jpg", "y.jpg"), "", [{"index": 1, "total": 2}, {"index": 0, "total": 1}]
    )
    one = ReportAnswer(("z.jpg",), "plain \ud800 text")

    write_report(Report("run", "dumpling", "?", True, (together, one)), path)

    assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == [
        {"pictures": ["x.jpg"], "data": {"total": 1}},
        {"pictures": ["y.jpg"], "data": {"total": 2}},
        {"pictures": ["z.jpg"], "text": "plain \ud800 text"},
    ]


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_libreoffice_opens_what_was_written(suffix: str, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed (installer/dev.py test --all installs it)")
    path = tmp_path / f"a{suffix}"
    write_report(report(*DATA), path)

    # Only a window asks for the encoding, and takes it from the first bytes.
    encoding = ["--infilter=CSV:44,34,76,1"] if suffix == ".csv" else []
    subprocess.run(
        [
            *(office, *encoding, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
            *("--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false"),
            *("--outdir", str(tmp_path / "out"), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=110,
    )

    (header, first, second) = rows_of(tmp_path / "out" / "a.csv")
    assert header == ["picture", "merchant", "date", "total", "paid", "phone"]
    assert first[1:3] == ["Oak & Son", "2024-03-03"]
    assert first[3] in ("1234.5", "1234.50", "1,234.50")  # a number, as the cell is to look
    assert first[5].endswith("123456789")
    assert second[0] == "2.jpg"
    assert second[1].endswith('=HYPERLINK("http://x")')  # seen as it was written, not followed
    assert float(second[3]) == 5
