"""How answers are taken away in files, apart from the format itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from inklift.core.answer_values import ValuePath


class Mark(StrEnum):
    """What is to be seen of a value in a spreadsheet."""

    TO_CHECK = "to_check"
    CORRECTED = "corrected"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class CsvStyle:
    """Both are one character, and not the same."""

    separator: str = ","
    decimal_sign: str = "."


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """`marks` are by the number of the answer and the path in its data."""

    csv: CsvStyle = CsvStyle()
    marks: Mapping[tuple[int, ValuePath], Mark] = field(default_factory=dict)
    picture_files: Mapping[str, Path] = field(default_factory=dict)  # by the picture's name
