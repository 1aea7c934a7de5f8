"""Takes answers away, as files in the user's folders."""

from pathlib import Path

from inklift.core.export_options import ExportOptions
from inklift.core.report import Report
from inklift.system.background import Aside

_USUAL = ExportOptions()


def suffixes() -> tuple[str, ...]:
    """The endings of files that can be written, the usual one first."""
    from inklift.export.formats import supported_suffixes

    return supported_suffixes()


async def export(report: Report, path: Path, aside: Aside, options: ExportOptions = _USUAL) -> Path:
    """Write the answers whole, or leave what was there; returns the path, with an ending.

    Lists in the answers may have files of their own beside it. Raises `StorageError`.
    """
    from inklift.export.formats import write_report

    if path.suffix.lower() not in suffixes():
        path = path.with_name(path.name + suffixes()[0])
    await aside(write_report, report, path, options)
    return path
