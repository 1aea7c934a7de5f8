"""Keeps answers that were paid for: in the journal, or where that fails in files of their own."""

import asyncio
import contextlib
import glob
import logging
from pathlib import Path

from inklift.core.errors import DatabaseLocked, StorageError
from inklift.core.ports import Journal
from inklift.core.runs import RequestState
from inklift.system.background import Aside
from inklift.system.paths import as_storage_error, ensure

logger = logging.getLogger(__name__)

LOCKED_LIMIT_S = 30.0
_PAUSE_S = 0.5


class RescueFolder:
    """A file for each answer that the journal could not take. Its coroutines run on the loop.

    The best that can be done and no more: what goes wrong here is only logged.
    """

    def __init__(self, folder: Path, aside: Aside) -> None:
        self._folder = folder
        self._aside = aside

    async def put(self, run_id: str, number: int, raw: bytes) -> None:
        """Write the bytes of an answer to `RUN-REQUEST.bin`, as they came."""
        path = self._path(run_id, number)
        try:
            await self._aside(_write, path, raw)
        except StorageError as error:
            logger.error("an answer of run %s is in no file: %s", run_id, error)
        else:
            logger.warning("an answer of run %s was put into %s", run_id, path)

    async def remove(self, run_id: str, number: int) -> None:
        with contextlib.suppress(OSError):
            await self._aside(self._path(run_id, number).unlink)

    def _path(self, run_id: str, number: int) -> Path:
        return self._folder / f"{run_id}-{number}.bin"


def rescued_files(folder: Path, run_id: str) -> list[Path]:
    """The files of a run in there. Blocking."""
    return [*folder.glob(f"{glob.escape(run_id)}-*.bin")]


def _write(path: Path, raw: bytes) -> None:
    ensure(path.parent)
    try:
        path.write_bytes(raw)
    except OSError as exc:
        raise as_storage_error(exc) from exc


class AnswerKeeper:
    """Brings answers into the journal, as hard as it may be. Lives on the loop."""

    def __init__(
        self, journal: Journal, rescue: RescueFolder, *, locked_limit_s: float = LOCKED_LIMIT_S
    ) -> None:
        self._journal = journal
        self._rescue = rescue
        self._locked_limit_s = locked_limit_s

    async def keep(
        self, run_id: str, number: int, raw: bytes, hurry: asyncio.Event
    ) -> StorageError | None:
        """Move the request to `answered`; what stands in the way, if the journal will not have it.

        An answer that the journal did not take at once is put into a rescue file first: from then
        on it survives whatever happens. A locked database is tried again for `LOCKED_LIMIT_S`, or
        until `hurry` is set; when it takes the answer after all, the file is removed.
        """
        error = await self._moved(run_id, number, raw)
        if error is None:
            return None
        await self._rescue.put(run_id, number, raw)
        loop = asyncio.get_running_loop()
        deadline_s = loop.time() + self._locked_limit_s
        while isinstance(error, DatabaseLocked) and loop.time() < deadline_s:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(hurry.wait(), _PAUSE_S)
            if hurry.is_set():
                return error
            error = await self._moved(run_id, number, raw)
        if error is None:
            await self._rescue.remove(run_id, number)
        return error

    async def _moved(self, run_id: str, number: int, raw: bytes) -> StorageError | None:
        try:
            await self._journal.move(run_id, number, RequestState.ANSWERED, raw=raw)
        except StorageError as error:
            logger.warning("an answer of run %s could not be kept: %s", run_id, error)
            return error
        return None
