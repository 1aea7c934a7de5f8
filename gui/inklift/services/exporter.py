"""Takes answers away, as files in the user's folders, and pictures under names made of them."""

from collections.abc import Sequence
from pathlib import Path

from inklift.core.export_options import ExportOptions
from inklift.core.renaming import Named
from inklift.core.report import Report
from inklift.export import picture_copies
from inklift.export.picture_copies import Copied, PlannedCopy
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


async def plan_renamed(
    pattern: str, pictures: Sequence[Named], folder: Path, aside: Aside
) -> tuple[PlannedCopy, ...]:
    """What pictures would be called in a folder; nothing is written. Raises `StorageError`."""
    return await aside(picture_copies.plan_copies, pattern, pictures, folder)


async def copy_renamed(plan: Sequence[PlannedCopy], aside: Aside) -> Copied:
    """Copy pictures as planned, never over another file."""
    return await aside(picture_copies.carry_out, plan)


async def take_back(copied: Copied, aside: Aside) -> int:
    """Remove copies that nobody changed; returns how many."""
    return await aside(picture_copies.take_back, copied)
