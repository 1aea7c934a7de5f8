"""Opens the database for writing, runs transactions, and gives SQLite's errors their meaning."""

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inklift.core.errors import (
    DatabaseDamaged,
    DatabaseLocked,
    DiskFull,
    FolderReadOnly,
    NewerVersion,
    StorageError,
)
from inklift.storage.migrations import Migration, migrate
from inklift.system.paths import as_storage_error, ensure

_VERSION_BYTES = slice(60, 64)  # of `user_version` in the first page, says SQLite's file format
_LITTLE_SPACE_BYTES = 1_000_000
_PAUSE_S = 0.02


def open_for_writing(
    path: Path, migrations: tuple[Migration, ...], busy_timeout_s: float
) -> sqlite3.Connection:
    """Open the database, making or upgrading it if need be.

    Raises `StorageError` and `sqlite3.Error`. A database of a newer version is not touched.
    """
    ensure(path.parent)
    refuse_newer(path, len(migrations))
    deadline_s = time.monotonic() + busy_timeout_s
    while True:
        try:
            return _open(path, migrations, busy_timeout_s)
        except sqlite3.OperationalError as exc:
            # Going over to WAL does not always wait its turn: when several processes made the same
            # database at the same moment, SQLite 3.40 said "busy" at once in 4 of 900 openings.
            if _primary_code(exc) != sqlite3.SQLITE_BUSY or time.monotonic() >= deadline_s:
                raise
        time.sleep(_PAUSE_S)


def _open(
    path: Path, migrations: tuple[Migration, ...], busy_timeout_s: float
) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=busy_timeout_s, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # a commit survives a power cut
        connection.execute("PRAGMA foreign_keys = ON")
        check_whole(connection)  # nothing is paid for that a damaged file is to keep
        migrate(connection, migrations)
    except BaseException:
        connection.close()
        raise
    return connection


def check_whole(connection: sqlite3.Connection) -> None:
    """Read every page. Raises `DatabaseDamaged` or `sqlite3.Error` when one of them is damaged."""
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise DatabaseDamaged(f"quick_check: {found}")


def is_damage(error: sqlite3.Error) -> bool:
    """Whether a page was met that is not what it should be."""
    return _primary_code(error) == sqlite3.SQLITE_CORRUPT


def version_in_file(path: Path) -> int:
    """`user_version` as the file has it; 0 for an empty file. Raises OSError."""
    with path.open("rb") as file:
        return int.from_bytes(file.read(100)[_VERSION_BYTES], "big")


def refuse_newer(path: Path, known_version: int) -> None:
    """Raise `NewerVersion` before SQLite gets to open the file, since that may write to it."""
    if path.is_file() and _is_sqlite(path) and version_in_file(path) > known_version:
        raise NewerVersion(f"version {version_in_file(path)}, known is {known_version}")


def _is_sqlite(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; on disk when the block has ended."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite rolls back by itself when the disk is full
            connection.execute("ROLLBACK")
        raise


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise into `StorageError`; bugs pass as they are."""
    try:
        yield
    except sqlite3.Error as exc:
        error = _meaning_of(exc, folder)
        if error is None:
            raise
        raise error from exc
    except OSError as exc:
        raise as_storage_error(exc) from exc


def _primary_code(error: sqlite3.Error) -> int | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _meaning_of(error: sqlite3.Error, folder: Path) -> StorageError | None:
    detail = f"{getattr(error, 'sqlite_errorname', 'sqlite3')}: {error}"
    match _primary_code(error):
        case sqlite3.SQLITE_FULL:
            return DiskFull(detail)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_PROTOCOL:
            return DatabaseLocked(detail)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            return DiskFull(detail) if _is_full(folder) else FolderReadOnly(detail)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return DatabaseDamaged(detail)
        case sqlite3.SQLITE_IOERR:
            # The file beside a WAL cannot grow on a full disk either, and SQLite calls that IOERR.
            return DiskFull(detail) if _is_full(folder) else DatabaseDamaged(detail)
        case None if isinstance(error, sqlite3.OperationalError):
            return DatabaseDamaged(detail)  # text in it that is no UTF-8
    return None


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _LITTLE_SPACE_BYTES
    except OSError:
        return False
