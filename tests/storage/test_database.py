"""Opening the database: made when first written, left alone when it is not ours to touch."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from subprocess import Popen

import pytest

from inklift.core.errors import (
    DatabaseDamaged,
    DatabaseLocked,
    DiskFull,
    NewerVersion,
)
from inklift.core.runs import Plan, RequestState, RunOrder, RunSummary
from inklift.storage.database import Database
from inklift.storage.migrations import MIGRATIONS, Migration
from inklift.storage.runs import DATABASE_NAME, SqliteJournal
from inklift.storage.snapshots import read_untouched
from storage.orders import files_in, order, source, with_journal

Start = Callable[..., Popen[str]]


def begin(journal: SqliteJournal) -> Awaitable[RunSummary]:
    return journal.begin(*order(source("a.jpg")))


def tables(connection: sqlite3.Connection) -> list[str]:
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return [name for (name,) in names]


def use(database: Database, work: Callable[[sqlite3.Connection], object], *, write: bool) -> object:
    async def run() -> object:
        try:
            if write:
                return await database.write(work)
            return await database.read(work, nothing="nothing")
        finally:
            await database.close()

    return asyncio.run(run())


def pragma(connection: sqlite3.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_commit_is_on_disk_when_it_is_told(tmp_path: Path) -> None:
    settings = use(
        Database(tmp_path / "a.db"),
        lambda connection: [
            pragma(connection, name)
            for name in ("journal_mode", "synchronous", "foreign_keys", "user_version")
        ],
        write=True,
    )

    assert settings == ["wal", 2, 1, len(MIGRATIONS)]
    assert list(files_in(tmp_path)) == ["a.db"]


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("content", [b"not a database at all", b"SQLite format 3\0" + b"x" * 4_080])
def test_a_file_that_is_no_database_is_left_alone(
    content: bytes, write: bool, tmp_path: Path
) -> None:
    (tmp_path / "a.db").write_bytes(content)
    before = files_in(tmp_path)

    with pytest.raises((DatabaseDamaged, NewerVersion)):
        use(Database(tmp_path / "a.db"), tables, write=write)

    assert files_in(tmp_path) == before


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    with_journal(tmp_path, begin)
    content = (tmp_path / DATABASE_NAME).read_bytes()
    (tmp_path / DATABASE_NAME).write_bytes(content[:4_096] + b"\xa5" * (len(content) - 4_096))

    for work in (begin, lambda journal: journal.summaries()):
        with pytest.raises(DatabaseDamaged):
            with_journal(tmp_path, work)

    assert (tmp_path / DATABASE_NAME).read_bytes()[4_096:8_192] == b"\xa5" * 4_096


def test_wherever_a_page_is_damaged_nothing_begins_and_what_is_whole_is_read(
    tmp_path: Path,
) -> None:
    ids = with_journal(tmp_path / "whole", _six_runs)
    content = (tmp_path / "whole" / DATABASE_NAME).read_bytes()
    listed, opened = Counter[int](), Counter[int]()
    for page in range(1, len(content) // _PAGE_BYTES):
        place = page * _PAGE_BYTES
        damaged = content[:place] + b"\xa5" * _PAGE_BYTES + content[place + _PAGE_BYTES :]
        (tmp_path / "damaged").mkdir(exist_ok=True)
        (tmp_path / "damaged" / DATABASE_NAME).write_bytes(damaged)

        with pytest.raises(DatabaseDamaged):
            with_journal(tmp_path / "damaged", begin)
        with pytest.raises(DatabaseDamaged):
            with_journal(tmp_path / "damaged", lambda journal: journal.check())
        found = with_journal(tmp_path / "damaged", partial(_readable, ids=ids))
        listed[found[0]] += 1
        opened[found[1]] += 1
        assert (tmp_path / "damaged" / DATABASE_NAME).read_bytes() == damaged

    assert listed[6] < listed[5] + listed[4]  # most pages hold answers, of one run or two
    assert opened[0] < 10  # the root of a table
    assert sum(opened[count] for count in (4, 5, 6)) > 0.8 * sum(opened.values())


_PAGE_BYTES = 4_096


async def _six_runs(journal: SqliteJournal) -> list[str]:
    ids = []
    for run in range(6):
        pictures = [source(f"{run}-{number}.jpg", f"{run} {number}") for number in range(20)]
        ids.append((await journal.begin(*order(*pictures, prompt=f"prompt {run}"))).run_id)
        for number in range(1, len(pictures) + 1):
            await journal.move(ids[-1], number, RequestState.SENDING)
            await journal.move(ids[-1], number, RequestState.ANSWERED, raw=b"x" * 800)
        await journal.finish(ids[-1])
    return ids


async def _readable(journal: SqliteJournal, ids: list[str]) -> tuple[int, int]:
    """How many runs are listed, and how many can be opened."""
    listed = opened = 0
    with suppress(DatabaseDamaged):
        listed = len(await journal.summaries())
    for run_id in ids:
        with suppress(DatabaseDamaged):
            opened += await journal.open(run_id) is not None
    return listed, opened


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("checkpointed", [False, True])
def test_a_newer_database_is_not_touched(write: bool, checkpointed: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE later (x)")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        if not checkpointed:
            kept = tmp_path / "kept"
            shutil.copytree(tmp_path, kept)
    folder = tmp_path if checkpointed else kept
    before = files_in(folder)

    with pytest.raises(NewerVersion):
        use(Database(folder / "a.db"), tables, write=write)

    if checkpointed or not write:
        assert files_in(folder) == before
    with closing(sqlite3.connect(folder / "a.db")) as connection:
        assert pragma(connection, "user_version") == len(MIGRATIONS) + 1
        assert tables(connection) == ["later"]


def test_opening_does_not_change_a_newer_database_to_our_liking(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute("CREATE TABLE later (x)")  # not in WAL mode: ours would change that
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = files_in(tmp_path)

    with pytest.raises(NewerVersion):
        use(Database(tmp_path / "a.db"), tables, write=True)

    assert files_in(tmp_path) == before


def test_many_may_make_the_database_at_once(tmp_path: Path) -> None:
    async def run(path: Path) -> None:
        databases = [Database(path) for _ in range(6)]
        await asyncio.gather(*(database.write(tables) for database in databases))
        for database in databases:
            await database.close()

    for turn in range(10):
        asyncio.run(run(tmp_path / f"{turn}.db"))


def test_a_read_that_a_writer_came_between_is_done_again(tmp_path: Path) -> None:
    path = tmp_path / DATABASE_NAME
    with_journal(tmp_path, begin)
    seen: list[int] = []

    def look(connection: sqlite3.Connection) -> int:
        seen.append(connection.execute("SELECT COUNT(*) FROM runs").fetchone()[0])
        if len(seen) == 1:
            with_journal(tmp_path, begin)
            raise sqlite3.DatabaseError  # as it may look like in the middle of a change
        return seen[-1]

    assert read_untouched(path, MIGRATIONS, look, nothing=0) == 2
    assert seen == [1, 2]


def test_a_read_that_is_never_left_alone_ends(tmp_path: Path) -> None:
    path = tmp_path / DATABASE_NAME
    with_journal(tmp_path, begin)

    with pytest.raises(DatabaseLocked):
        read_untouched(path, MIGRATIONS, lambda _: with_journal(tmp_path, begin), nothing=None)


def add_colour(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE runs ADD COLUMN colour TEXT DEFAULT 'blue'")


def fail_late(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE half (x)")
    raise ZeroDivisionError


def test_an_older_database_is_upgraded_by_writing_and_only_seen_so_by_reading(
    tmp_path: Path,
) -> None:
    with_journal(tmp_path, begin)
    before = files_in(tmp_path)
    newer: tuple[Migration, ...] = (*MIGRATIONS, add_colour)

    def colours(connection: sqlite3.Connection) -> list[tuple[str]]:
        return connection.execute("SELECT colour FROM runs").fetchall()

    read = use(Database(tmp_path / DATABASE_NAME, migrations=newer), colours, write=False)
    assert files_in(tmp_path) == before
    written = use(Database(tmp_path / DATABASE_NAME, migrations=newer), colours, write=True)

    assert read == written == [("blue",)]
    with closing(sqlite3.connect(tmp_path / DATABASE_NAME)) as connection:
        assert pragma(connection, "user_version") == len(MIGRATIONS) + 1


def test_a_migration_that_fails_leaves_the_old_version_whole(tmp_path: Path) -> None:
    with_journal(tmp_path, begin)
    newer: tuple[Migration, ...] = (*MIGRATIONS, add_colour, fail_late)

    with pytest.raises(ZeroDivisionError):
        use(Database(tmp_path / DATABASE_NAME, migrations=newer), tables, write=True)

    with closing(sqlite3.connect(tmp_path / DATABASE_NAME)) as connection:
        assert pragma(connection, "user_version") == len(MIGRATIONS)
        assert "half" not in tables(connection)
    assert len(with_journal(tmp_path, lambda journal: journal.summaries())) == 1


def test_migration_1_makes_the_tables_of_the_journal() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        MIGRATIONS[0](connection)

        made = tables(connection)

    assert made == ["moves", "request_pictures", "requests", "runs", "sqlite_sequence"]


def test_a_database_that_another_program_holds_is_locked(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    use(Database(path), tables, write=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        database = Database(path, busy_timeout_s=0.05)

        with pytest.raises(DatabaseLocked):
            use(database, lambda connection: connection.execute("BEGIN IMMEDIATE"), write=True)


def test_a_wal_left_behind_is_read_where_nothing_can_be_written(
    tmp_path: Path, start_child: Start
) -> None:
    if not hasattr(os, "geteuid"):
        pytest.skip("permissions of folders are of Unix")
    with tempfile.TemporaryDirectory() as place:  # where another user may look
        Path(place).chmod(0o755)
        folder = Path(place, "history")
        child = start_child(folder, "hold")
        assert child.stdout is not None
        child.stdout.readline()
        child.kill()
        child.wait()
        (folder / f"{DATABASE_NAME}-shm").unlink()
        _read_only(folder)
        before = files_in(folder)

        printed = _as_other_user(start_child, folder, "read")

        assert "unknown=1" in printed
        assert files_in(folder) == before
        _writable(folder)


def test_a_folder_that_cannot_be_written_is_told_and_can_be_read(
    tmp_path: Path, start_child: Start
) -> None:
    if not hasattr(os, "geteuid"):
        pytest.skip("permissions of folders are of Unix")
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        folder = Path(place, "history")
        with_journal(folder, begin)
        _read_only(folder)
        before = files_in(folder)

        assert _as_other_user(start_child, folder, "try") == "folder_read_only\n"
        assert _as_other_user(start_child, folder / "below", "try") == "folder_read_only\n"
        assert "pending=1" in _as_other_user(start_child, folder, "read")
        assert files_in(folder) == before
        _writable(folder)


def _read_only(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        path.chmod(0o555 if path.is_dir() else 0o444)


def _writable(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _as_other_user(start_child: Start, folder: Path, do: str) -> str:
    """What the child prints as somebody to whom permissions apply, as they do not to root."""
    user = ["as-nobody"] if os.geteuid() == 0 else []
    child = start_child(folder, do, *user)
    printed, _ = child.communicate(timeout=60)
    assert child.returncode == 0
    return printed


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 200 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(disk)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting a small disk needs Linux and root")
    yield disk

    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("left_bytes", [0, 4_096, 20_000, 60_000])
def test_a_full_disk_is_told_when_a_run_begins(small_disk: Path, left_bytes: int) -> None:
    free_bytes = shutil.disk_usage(small_disk).free
    (small_disk / "ballast").write_bytes(b"x" * (free_bytes - left_bytes))

    with pytest.raises(DiskFull):
        with_journal(small_disk / "history", lambda journal: journal.begin(*_large()))


def test_a_disk_that_fills_up_costs_nothing_that_was_kept(small_disk: Path) -> None:
    two = order(source("a.jpg"), source("b.jpg"))
    with_journal(small_disk / "history", lambda journal: journal.begin(*two))

    async def begin_large(journal: SqliteJournal) -> list[int]:
        with pytest.raises(DiskFull):
            await journal.begin(*_large())
        return [summary.pending for summary in await journal.summaries()]

    assert with_journal(small_disk / "history", begin_large) == [2]
    assert with_journal(small_disk / "history", begin_large) == [2]
    assert not any((small_disk / "history" / "locks").iterdir())


def _large() -> tuple[RunOrder, Plan]:
    return order(*(source(f"{number}.jpg" * 20) for number in range(500)))


def test_storage_loads_late_and_brings_nothing_heavy() -> None:
    code = "import sys, inklift.storage.runs; print(sorted(sys.modules))"

    modules = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ).stdout

    for heavy in ("PySide6", "httpx", "PIL", "keyring", "platformdirs", "numpy"):
        assert f"'{heavy}'" not in modules
