"""Tells which runs a living process is carrying out, by a lock file for each of them."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from inklift.core.errors import DatabaseLocked
from inklift.system.file_lock import FileLock
from inklift.system.paths import ensure

if sys.platform == "win32":
    import msvcrt

    _PROBE_FLAGS = os.O_RDWR

    def _try_shared(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    _PROBE_FLAGS = os.O_RDONLY

    def _try_shared(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)


class RunLocks:
    """The locks of the runs of one journal. Used on the thread `db` alone; calls never wait."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mine: dict[str, FileLock] = {}

    def take(self, run_id: str) -> None:
        """Hold the run until `free`, or until this process ends. Raises `StorageError`, OSError."""
        ensure(self._folder)
        lock = FileLock(self._path(run_id))
        if not lock.acquire():
            raise DatabaseLocked(f"run {run_id} is carried out by another process")
        self._mine[run_id] = lock

    def is_mine(self, run_id: str) -> bool:
        return run_id in self._mine

    def free(self, run_id: str) -> None:
        """Let go of the run; nothing happens if it is not held."""
        lock = self._mine.pop(run_id, None)
        if lock is None:
            return
        if sys.platform == "win32":  # an open file cannot be removed there
            lock.release()
        with suppress(OSError):  # a lock file that stays behind is free, and says nothing
            lock.path.unlink()
        lock.release()

    def free_all(self) -> None:
        for run_id in list(self._mine):
            self.free(run_id)

    def is_alive(self, run_id: str) -> bool:
        """Whether a living process, this one included, carries the run out. Makes no file."""
        try:
            descriptor = os.open(self._path(run_id), _PROBE_FLAGS)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True  # another user's, perhaps: not for us to call it dead
        try:
            _try_shared(descriptor)
        except OSError:
            return True
        finally:
            os.close(descriptor)
        return False

    def _path(self, run_id: str) -> Path:
        return self._folder / f"{run_id}.lock"
