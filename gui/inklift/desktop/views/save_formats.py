"""The kinds of file that answers are saved to, as the dialog for saving lists them."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from inklift.core.export_options import CsvStyle

translate = QCoreApplication.translate  # the name that lupdate looks for
_USUAL = CsvStyle()


@dataclass(frozen=True, slots=True)
class SaveFormat:
    """One entry of the list; `style` counts for CSV."""

    filter: str
    suffix: str
    style: CsvStyle = _USUAL

    def path(self, chosen: str) -> Path:
        """The path with an ending: that of this format, unless the user typed a known one."""
        path = Path(chosen)
        return path if path.suffix.lower() in _SUFFIXES else path.with_name(path.name + self.suffix)


_SUFFIXES = frozenset({".xlsx", ".csv", ".txt", ".md", ".json", ".jsonl"})


def formats_for(*, has_data: bool) -> tuple[SaveFormat, ...]:
    """The usual one first: a workbook for values, text for texts."""
    points = SaveFormat(translate("Save", "CSV: commas, 12.50 (*.csv)"), ".csv", CsvStyle(",", "."))
    commas = SaveFormat(
        translate("Save", "CSV: semicolons, 12,50 (*.csv)"), ".csv", CsvStyle(";", ",")
    )
    tables = (
        SaveFormat(translate("Save", "Excel (*.xlsx)"), ".xlsx"),
        *((commas, points) if QLocale().decimalPoint() == "," else (points, commas)),
        SaveFormat(translate("Save", "CSV: tabs, 12.50 (*.csv)"), ".csv", CsvStyle("\t", ".")),
        SaveFormat(translate("Save", "JSON (*.json)"), ".json"),
        SaveFormat(translate("Save", "JSON Lines (*.jsonl)"), ".jsonl"),
    )
    texts = (
        SaveFormat(translate("Save", "Text (*.txt)"), ".txt"),
        SaveFormat(translate("Save", "Markdown (*.md)"), ".md"),
    )
    return (*tables, *texts) if has_data else (*texts, *tables)
