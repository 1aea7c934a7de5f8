"""A report as records, and these as sheets: what files with cells or lines are made of."""

from dataclasses import dataclass

from inklift.core.answer_values import ValuePath
from inklift.core.report import Report
from inklift.core.tables import Cell, Record, Row, Sheet, records_of, sheets_of

TEXT = "text"  # the column of answers that are no data


@dataclass(frozen=True, slots=True)
class ReportSheets:
    """The sheets of a report. `answers` has the number of the answer of each record."""

    sheets: tuple[Sheet, ...]
    records: tuple[Record, ...]
    answers: tuple[int, ...]

    def place(self, row: Row, cell: Cell) -> tuple[int, ValuePath] | None:
        """The answer that a cell is of, and the path in its data."""
        if cell.path is None:
            return None
        return self.answers[row.record], (*self.records[row.record].path, *cell.path)


def sheets_in(report: Report) -> ReportSheets:
    """A row for each picture, or for an answer about several; texts are a column of their own."""
    records: list[Record] = []
    answers: list[int] = []
    for number, answer in enumerate(report.answers):
        data = {TEXT: answer.text} if answer.data is None else answer.data
        for record in records_of(answer.pictures, data):
            records.append(record)
            answers.append(number)
    return ReportSheets(sheets_of(records), tuple(records), tuple(answers))


def pictures_of(record: Record) -> str:
    return ", ".join(record.pictures)
