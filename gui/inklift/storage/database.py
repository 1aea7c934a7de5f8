"""One SQLite database on a thread of its own, which runs what it is given in order."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from inklift.storage.connections import open_for_writing, storage_errors
from inklift.storage.migrations import MIGRATIONS, Migration
from inklift.storage.snapshots import read_untouched

T = TypeVar("T")

BUSY_TIMEOUT_S = 10.0  # commits of other processes take milliseconds; a slow disk gets its time


class Database:
    """Lives on the event loop; the work it is given runs on the thread `db`.

    Nothing is opened or started before the first call. All methods raise `StorageError`. A caller
    that is cancelled meanwhile is let go when its work has ended, so that it can go by what is
    stored.
    """

    def __init__(
        self,
        path: Path,
        *,
        migrations: tuple[Migration, ...] = MIGRATIONS,
        busy_timeout_s: float = BUSY_TIMEOUT_S,
    ) -> None:
        self._path = path
        self._migrations = migrations
        self._busy_timeout_s = busy_timeout_s
        self._executor: ThreadPoolExecutor | None = None
        self._connection: sqlite3.Connection | None = None  # touched on the thread `db` alone

    async def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` with a connection that may write; `work` makes its own transactions."""

        def run() -> T:
            if self._connection is None:
                self._connection = open_for_writing(
                    self._path, self._migrations, self._busy_timeout_s
                )
            return work(self._connection)

        return await self.run(run)

    async def read(self, work: Callable[[sqlite3.Connection], T], *, nothing: T) -> T:
        """Run `work`, which only reads; `nothing` when there is no database. Writes no file."""

        def run() -> T:
            if self._connection is not None:
                return work(self._connection)
            return read_untouched(self._path, self._migrations, work, nothing=nothing)

        return await self.run(run)

    async def close(self, last: Callable[[], None] = lambda: None) -> None:
        """Run `last` on the thread, then close the database and end the thread.

        May be called twice; the database opens again when it is used again.
        """
        if self._executor is None:
            return

        def run() -> None:
            last()
            if self._connection is not None:
                connection, self._connection = self._connection, None
                connection.close()

        try:
            await self.run(run)
        finally:
            executor, self._executor = self._executor, None
            executor.shutdown()  # its queue is empty: no wait

    async def run(self, work: Callable[[], T]) -> T:
        """Run `work` on the thread, in its turn, without opening the database."""
        if self._executor is None:
            self._executor = ThreadPoolExecutor(1, initializer=_name_thread)
        future = asyncio.get_running_loop().run_in_executor(self._executor, self._translated, work)
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            await asyncio.wait([future])
            future.exception()  # looked at: the caller gets the cancellation instead
            raise

    def _translated(self, work: Callable[[], T]) -> T:
        with storage_errors(self._path.parent):
            return work()


def _name_thread() -> None:
    threading.current_thread().name = "db"
