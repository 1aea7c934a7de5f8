"""Copies pictures under new names: never over another file, and taken back if so wished."""

import hashlib
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from inklift.core.errors import StorageError
from inklift.core.renaming import Named, new_names
from inklift.system.paths import as_storage_error

_CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class PlannedCopy:
    """A file, and what its copy is to be called."""

    source: Path
    target: Path


@dataclass(frozen=True, slots=True)
class Copied:
    """The copies that were made, with the digests of their bytes; `error` broke it off, if any."""

    files: tuple[tuple[Path, str], ...]
    error: StorageError | None = None


def plan_copies(pattern: str, pictures: Sequence[Named], folder: Path) -> tuple[PlannedCopy, ...]:
    """What would be copied to a folder: each file once, also when it has several pages.

    Nothing is written. Blocking; raises `StorageError` when the folder cannot be read.
    """
    once = {picture.file: picture for picture in reversed(pictures)}  # by its first page
    in_order = [each for each in pictures if once[each.file] is each]
    try:
        taken = os.listdir(folder) if folder.exists() else []  # noqa: PTH208 - names, not paths
    except OSError as exc:
        raise as_storage_error(exc) from exc
    names = new_names(pattern, in_order, taken)
    return tuple(
        PlannedCopy(Path(each.file), folder / name)
        for each, name in zip(in_order, names, strict=True)
    )


def carry_out(plan: Sequence[PlannedCopy]) -> Copied:
    """Copy them. A file that is there meanwhile is never replaced. Blocking.

    What was copied before an error stays, and is told.
    """
    copied: list[tuple[Path, str]] = []
    for copy in plan:
        try:
            copied.append((copy.target, _copy(copy)))
        except OSError as exc:
            return Copied(tuple(copied), as_storage_error(exc))
    return Copied(tuple(copied))


def take_back(copied: Copied) -> int:
    """Remove the copies that are still just what was copied; returns how many. Blocking."""
    removed = 0
    for path, digest in copied.files:
        with suppress(OSError):
            if _digest(path) == digest:
                path.unlink()
                removed += 1
    return removed


def _copy(copy: PlannedCopy) -> str:
    copy.target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with copy.source.open("rb") as source, copy.target.open("xb") as target:
        try:
            while chunk := source.read(_CHUNK_BYTES):
                digest.update(chunk)
                target.write(chunk)
        except BaseException:
            target.close()
            copy.target.unlink(missing_ok=True)
            raise
    with suppress(OSError):
        shutil.copystat(copy.source, copy.target)  # the day it was taken stays
    return digest.hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
