"""Wrong usage of the command line, found out before anything is done."""

import os
from collections.abc import Sequence
from pathlib import Path

from inklift.imaging.formats import PICTURE_SUFFIXES


class UsageError(Exception):
    """The command line asks for something that cannot be done; the text says what to do instead."""


def check_written_files(written: Sequence[Path], read: Sequence[Path]) -> None:
    """Better before the run than after it: raises `UsageError` for a file not to be written.

    What is read, and what is called like a picture, is never written over.
    """
    for path in written:
        if not os.path.isdir(path.parent):  # noqa: PTH112 - Path.is_dir raises on a name too long
            raise UsageError(f"there is no folder {path.parent}")
        if os.path.isdir(path):  # noqa: PTH112
            raise UsageError(f"{path} is a folder")
        if os.path.realpath(path).lower().endswith(PICTURE_SUFFIXES):
            raise UsageError(f"{path} has the name of a picture; choose another for this file")
        for other in read:
            if _is_same(path, other):
                raise UsageError(f"{path} is read, so it cannot be written too; choose another")
    if len(written) == 2 and _is_same(*written):
        raise UsageError(f"{written[0]} cannot hold both the answers and the report; choose two")


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same file, be it there or not."""
    try:
        return one.samefile(other)
    except OSError:
        return _resolved(one) == _resolved(other)


def _resolved(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))
