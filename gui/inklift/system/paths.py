"""Where the program keeps things: the platform's folders, or all below `INKLIFT_DATA_DIR`."""

import errno
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from inklift.core.errors import DiskFull, FolderReadOnly, StorageError
from inklift.system.file_lock import FileLock

DATA_DIR_VARIABLE = "INKLIFT_DATA_DIR"
_APP_NAME = "Inklift"
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True, slots=True)
class DataPaths:
    """Four root folders and what lies in them. Creates nothing: see `ensure`."""

    config: Path
    data: Path
    cache: Path
    logs: Path

    @classmethod
    def of_this_computer(cls, environment: Mapping[str, str]) -> "DataPaths":
        """Where they are for this user; raises `FolderReadOnly` when that cannot be told."""
        chosen = environment.get(DATA_DIR_VARIABLE, "")
        if chosen:
            try:
                return cls.below(Path(chosen).expanduser().absolute())
            except RuntimeError as exc:  # "~somebody" whom this computer does not know
                raise FolderReadOnly(f"{DATA_DIR_VARIABLE}: {exc}") from exc
        from platformdirs import PlatformDirs

        folders = PlatformDirs(_APP_NAME, appauthor=False)
        return cls(
            config=folders.user_config_path,
            data=folders.user_data_path,
            cache=folders.user_cache_path,
            logs=folders.user_log_path,
        )

    @classmethod
    def below(cls, root: Path) -> "DataPaths":
        return cls(root / "config", root / "data", root / "cache", root / "logs")

    @property
    def settings_file(self) -> Path:
        return self.config / "settings.json"

    @property
    def window_state_file(self) -> Path:
        return self.config / "window.ini"

    @property
    def database_folder(self) -> Path:
        return self.data / "history"

    @property
    def pasted_folder(self) -> Path:
        """Pictures that were pasted or fetched: they have no other home, so they are kept."""
        return self.data / "pictures"

    @property
    def rescued_folder(self) -> Path:
        """Answers that were paid for and that the history could not take."""
        return self.data / "rescued"

    @property
    def thumbnails_folder(self) -> Path:
        return self.cache / "thumbnails"

    @property
    def readings_folder(self) -> Path:
        """What was read on pictures on this computer: their text, with the place of each word."""
        return self.cache / "readings"

    @property
    def scratch_root(self) -> Path:
        """Holds a `ScratchFolder` for each running process. On disk: /tmp may be memory."""
        return self.cache / "scratch"

    @property
    def log_folder(self) -> Path:
        return self.logs


def ensure(folder: Path) -> Path:
    """Make a folder that only this user can look into. Blocking; raises `StorageError`."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as exc:
        raise as_storage_error(exc) from exc
    return folder


def write_cached(path: Path, data: bytes) -> None:
    """Write a file that others read at the same time, whole or not at all; raises `OSError`."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.part")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def as_storage_error(error: OSError) -> StorageError:
    """The member of our tree for a failed write."""
    if error.errno in _NO_SPACE:
        return DiskFull(str(error))
    return FolderReadOnly(str(error))


class ScratchFolder:
    """This process's folder of temporary files, removed at the end. Blocking calls, any thread.

    A lock beside the folder tells that its process lives, so that what a killed process left is
    swept by the next one.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock: FileLock | None = None

    @property
    def folder(self) -> Path:
        """The folder, from `open` to `close`."""
        if self._lock is None:
            raise ValueError("there is no scratch folder: it was not opened, or is closed")
        return self._lock.path.with_suffix("")

    def open(self) -> Path:
        """Sweep what dead processes left, and make this process's folder; raises `StorageError`."""
        ensure(self._root)
        self._sweep()
        try:
            for _ in range(5):  # a sweeper of another process may get in between
                folder = self._root / f"{os.getpid()}-{os.urandom(4).hex()}"
                lock = FileLock(folder.with_suffix(".lock"))
                if lock.acquire():
                    self._lock = lock
                    return ensure(folder)
        except OSError as exc:
            raise as_storage_error(exc) from exc
        raise FolderReadOnly(f"no lock to be had in {self._root}")

    def close(self) -> None:
        """Remove the folder with all that is in it. May be called twice."""
        if self._lock is not None:
            lock, self._lock = self._lock, None
            _remove(lock)

    def _sweep(self) -> None:
        for path in self._root.glob("*.lock"):
            lock = FileLock(path)
            try:
                if lock.acquire():
                    _remove(lock)
            except OSError:
                continue  # another user's, or just swept by another process


def _remove(lock: FileLock) -> None:
    shutil.rmtree(lock.path.with_suffix(""), ignore_errors=True)
    if os.name == "nt":  # an open file cannot be removed there
        lock.release()
    lock.path.unlink(missing_ok=True)
    lock.release()
