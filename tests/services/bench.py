"""A runner with an engine on command, a real journal, and notes of all that happens."""

import asyncio
import hashlib
import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from fakes.engine import FakeEngine
from inklift.core.errors import AppError
from inklift.core.pictures import Origin, PictureSource, PictureState
from inklift.core.progress import PicturesMoved, RequestStopped, RunProgress, RunStarted
from inklift.core.prompts import AnswerForm, Grouping
from inklift.core.runs import RequestRecord, RequestState, RunOrder, RunRecord
from inklift.engines.registry import DUMPLING, EngineRegistry
from inklift.engines.retrying import Patience, RetryPolicy
from inklift.services.history import History
from inklift.services.keeping import RescueFolder
from inklift.services.pictures import PictureService
from inklift.services.runner import Runner
from inklift.storage.runs import DATABASE_NAME, SqliteJournal
from inklift.system.background import Aside
from inklift.system.paths import DataPaths


class NotingJournal(SqliteJournal):
    """The real one, which notes each move; `before_move` may raise or wait in its place."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, busy_timeout_s=0.1)
        self.folder = folder
        self.moves: list[tuple[int, RequestState]] = []
        self.before_move: Callable[[int, RequestState], None] = lambda number, state: None

    async def move(
        self,
        run_id: str,
        number: int,
        state: RequestState,
        *,
        raw: bytes | None = None,
        code: str = "",
        message: str = "",
        budget_credits: int | None = None,
    ) -> None:
        self.before_move(number, state)
        await super().move(
            run_id,
            number,
            state,
            raw=raw,
            code=code,
            message=message,
            budget_credits=budget_credits,
        )
        self.moves.append((number, state))


@dataclass
class Bench:
    """Everything that a test of the runner touches. Its coroutines run on the test's loop."""

    engine: FakeEngine
    journal: NotingJournal
    runner: Runner
    progress: list[RunProgress] = field(default_factory=list)
    waits_s: list[float] = field(default_factory=list)
    budget_credits: int | None = None  # of a month

    @property
    def run_id(self) -> str:
        return next(p.summary.run_id for p in self.progress if isinstance(p, RunStarted))

    @property
    def stopped(self) -> dict[str, AppError]:
        return {p.request.names[0]: p.error for p in self.progress if isinstance(p, RequestStopped)}

    @property
    def shown(self) -> dict[str, PictureState]:
        """The last state that was told of each picture, by source id."""
        moves = [p for p in self.progress if isinstance(p, PicturesMoved)]
        return {source_id: move.state for move in moves for source_id in move.source_ids}

    async def run(self, order: RunOrder) -> RunRecord:
        return await self.runner.run(order, self.progress.append)

    async def record(self) -> RunRecord:
        record = await self.journal.load(self.run_id)
        assert record is not None
        return record

    async def until_nothing_moves(self) -> None:
        """All that can go on without the engine or the user has gone on."""
        quiet, seen = 0, -1
        while quiet < 3:
            await asyncio.sleep(0.02)
            quiet = quiet + 1 if len(self.progress) == seen else 0
            seen = len(self.progress)

    async def cancelled(self, order: RunOrder, when: asyncio.Event) -> RunRecord:
        """Start the run, cancel it at `when`; the record that is left."""
        task = asyncio.ensure_future(self.run(order))
        await when.wait()
        task.cancel()
        async with asyncio.timeout(5):
            await asyncio.wait([task])
        assert task.cancelled()
        return await self.record()


Scenario = Callable[[Bench], Coroutine[Any, Any, object]]
TryOut = Callable[..., Bench]


@contextmanager
def locked(journal: NotingJournal) -> Iterator[None]:
    """Meanwhile another program holds the database, and nobody else may write to it."""
    connection = sqlite3.connect(journal.folder / DATABASE_NAME, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
    finally:
        connection.close()


def make_bench(engine: FakeEngine, folder: Path, pictures: PictureService, aside: Aside) -> Bench:
    waits_s: list[float] = []

    async def sleep(seconds: float) -> None:
        waits_s.append(seconds)

    journal = NotingJournal(folder / "history")
    benches: list[Bench] = []
    runner = Runner(
        engines=EngineRegistry({engine.id: lambda: engine}),
        journal=journal,
        pictures=pictures,
        patience=Patience(RetryPolicy(), sleep=sleep, chance=lambda: 0.0),
        rescue=RescueFolder(folder / "rescued", aside),
        budget=lambda: benches[0].budget_credits,
        locked_limit_s=1.5,
    )
    benches.append(Bench(engine, journal, runner, waits_s=waits_s))
    return benches[0]


def history_of(bench: Bench, aside: Aside) -> History:
    """The history of a bench; its folders lie beside that of the journal."""
    folder = bench.journal.folder.parent
    return History(bench.journal, aside, DataPaths(folder, folder, folder, folder))


def order_of(
    *sources: PictureSource | str,
    together: bool = False,
    json_mode: bool = False,
    engine_id: str = DUMPLING.id,
) -> RunOrder:
    """An order over these pictures; a name stands for a picture that nobody opens."""
    pictures = tuple(file_source(each) if isinstance(each, str) else each for each in sources)
    grouping = Grouping.TOGETHER if together else Grouping.EACH
    return RunOrder(pictures, "What is the total?", AnswerForm(json_mode, grouping), engine_id)


def file_source(name: str, path: Path | None = None, *, same_as: str = "") -> PictureSource:
    digest = hashlib.sha256((same_as or name).encode()).hexdigest()
    at = path or Path(name)
    return PictureSource(f"id of {name}", name, Origin.FILE, at, "png", 4, 3, 70, digest)


def true_source(path: Path) -> PictureSource:
    """A picture whose file is there, with the digest of its bytes."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return replace(file_source(path.name, path), sha256=digest)


def address_source(address: str) -> PictureSource:
    return PictureSource(address, address, Origin.ADDRESS, None, "", 0, 0, 0, "", address=address)


def states(record: RunRecord) -> dict[str, RequestState]:
    """By the first name of each request."""
    return {request.names[0]: request.state for request in record.requests}


def request_of(record: RunRecord, name: str) -> RequestRecord:
    return next(request for request in record.requests if name in request.names)
