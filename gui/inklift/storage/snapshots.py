"""Reads the database without writing anything to its folder, whoever else is using it.

SQLite's own `mode=ro` makes files beside a database in WAL mode, and in a folder that it may not
write it cannot read a WAL that was left behind. So: when all is in the one file, that is read as
immutable, else a copy is read. A look before and after tells whether a writer came between.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from inklift.core.errors import DatabaseLocked
from inklift.storage.connections import version_in_file
from inklift.storage.migrations import Migration, migrate

T = TypeVar("T")

_SIDE_FILES = ("-wal", "-journal")  # what SQLite may need besides the database to read it whole
_HEAD_BYTES = 32  # of these; a new head is written before any content is put in another's place
_ATTEMPTS = 20

_Look = tuple[int, int, int, tuple[bytes, ...]]


def read_untouched(
    path: Path,
    migrations: tuple[Migration, ...],
    work: Callable[[sqlite3.Connection], T],
    *,
    nothing: T,
) -> T:
    """What `work` makes of the database, or `nothing` when there is none.

    An older version is seen as it will be after its upgrade. Raises `StorageError`,
    `sqlite3.Error` and OSError.
    """
    trouble: Exception | None = None
    for _ in range(_ATTEMPTS):
        before = _look(path)
        if before is None:
            return nothing
        try:
            with _opened(path, migrations, is_whole=not any(before[-1])) as connection:
                result = work(connection)
        except (sqlite3.DatabaseError, FileNotFoundError) as exc:
            trouble = exc  # believed only if no writer came between
        else:
            trouble = None
        if _look(path) == before:
            if trouble is not None:
                raise trouble
            return result
    raise DatabaseLocked("the database kept changing while it was read") from trouble


def _look(path: Path) -> _Look | None:
    """What tells a changed database from an unchanged one; None when there is nothing to read.

    More frames at the end of a WAL do no harm, so its size is not looked at: database and WAL,
    copied in this order, belong together for as long as the WAL keeps its head.
    """
    heads = tuple(_head(_beside(path, suffix)) for suffix in _SIDE_FILES)
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if status.st_size == 0 and not any(heads):
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size, heads


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        return b""


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


@contextmanager
def _opened(
    path: Path, migrations: tuple[Migration, ...], *, is_whole: bool
) -> Iterator[sqlite3.Connection]:
    if is_whole and version_in_file(path) == len(migrations):
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            yield connection
        return
    with tempfile.TemporaryDirectory(prefix="inklift-") as folder:
        copy = Path(folder, path.name)
        shutil.copyfile(path, copy)
        for suffix in _SIDE_FILES:
            if _head(_beside(path, suffix)):
                shutil.copyfile(_beside(path, suffix), _beside(copy, suffix))
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            migrate(connection, migrations)
            yield connection
