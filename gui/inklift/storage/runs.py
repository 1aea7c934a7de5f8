"""The journal: every run, its requests and their raw answers, kept before anything reads them."""

import asyncio
import sqlite3
from collections.abc import Callable, Collection, Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from inklift import __version__
from inklift.core.answer_values import ValuePath
from inklift.core.answers import credits_in
from inklift.core.errors import (
    BudgetReached,
    DatabaseLocked,
    DiskFull,
    FolderReadOnly,
    RunUnderWay,
    StorageError,
)
from inklift.core.expected_time import Experience
from inklift.core.reviews import Decision
from inklift.core.runs import (
    ALLOWED_MOVES,
    INTERRUPTED,
    DeletedRuns,
    Earlier,
    KeptRun,
    Plan,
    RequestRecord,
    RequestState,
    RunOrder,
    RunRecord,
    RunSummary,
    UnfinishedRun,
)
from inklift.storage import order_rows, run_rows, search_rows
from inklift.storage.connections import check_whole, transaction
from inklift.storage.database import BUSY_TIMEOUT_S, Database
from inklift.storage.decision_rows import KeptDecisions, decide, decisions_of
from inklift.storage.deletion import delete_rows, sweep
from inklift.storage.earlier_rows import answer_characters, earlier_of
from inklift.storage.experience_rows import experiences
from inklift.storage.locks import RunLocks
from inklift.storage.spending import planned_credits, spent_in

DATABASE_NAME = "history.db"


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


class SqliteJournal:
    """Fits `core.ports.Journal`. Lives on the loop; SQLite runs on the database's thread.

    Moves are for the process that holds the run, from `begin` to `finish`: another one could not
    tell that a request marked `sending` is under way. An answer that could not be written stays in
    memory, so that at least this process tells it.
    """

    def __init__(
        self,
        folder: Path,
        *,
        now: Callable[[], datetime] = _now,
        busy_timeout_s: float = BUSY_TIMEOUT_S,
    ) -> None:
        self._database = Database(folder / DATABASE_NAME, busy_timeout_s=busy_timeout_s)
        self._locks = RunLocks(folder / "locks")  # touched on the database's thread alone
        self._now = now
        self._unwritten: dict[tuple[str, int], bytes] = {}  # answers, by run and request

    async def begin(self, order: RunOrder, plan: Plan) -> RunSummary:
        """Keep a whole run as planned, or nothing of it, and take its lock for this process.

        Pictures that did not open are kept too: as failed requests, numbered after the planned.
        """
        kept = asyncio.ensure_future(
            self._database.write(partial(self._begin, order, plan, self._now()))
        )
        try:
            return await asyncio.shield(kept)
        except asyncio.CancelledError:
            with suppress(StorageError):  # the caller never learns of this run: let go of it
                await self.finish((await kept).run_id)
            raise

    def _begin(
        self, order: RunOrder, plan: Plan, now: datetime, connection: sqlite3.Connection
    ) -> RunSummary:
        run_id = ""
        try:
            with transaction(connection):
                run_id = run_rows.unused_run_id(connection, now)
                self._locks.take(run_id)
                return run_rows.insert(
                    connection, run_id, now.isoformat(timespec="seconds"), order, plan
                )
        except BaseException:
            self._locks.free(run_id)
            raise

    async def earlier(self, order: RunOrder, plan: Plan, *, is_paid: bool) -> Mapping[int, Earlier]:
        """By the number of the request, what earlier runs have of it. Never writes."""
        return await self._database.read(
            lambda connection: earlier_of(connection, order, plan, __version__, is_paid=is_paid),
            nothing=dict[int, Earlier](),
        )

    async def answer(self, run_id: str, number: int) -> bytes | None:
        """The bytes of a request's answer; None when it has none. Never writes."""
        return await self._database.read(
            lambda connection: run_rows.answer(connection, run_id, number), nothing=None
        )

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
        """Move one request to a state that `core.runs.ALLOWED_MOVES` allows.

        With `budget_credits` it begins to be sent only if what it costs leaves this month's
        spending, over all processes, within that; else `BudgetReached`.

        ValueError, a bug: the move is not allowed, or this process does not hold the run.
        """
        moved = self._now().isoformat(timespec="milliseconds")

        def work(connection: sqlite3.Connection) -> None:
            if not self._locks.is_mine(run_id):
                raise ValueError(f"run {run_id} is not held by this process")
            with transaction(connection):
                before = run_rows.state_of(connection, run_id, number)
                if state not in ALLOWED_MOVES[before]:
                    raise ValueError(f"run {run_id} request {number}: {before} to {state}")
                if budget_credits is not None and state is RequestState.SENDING:
                    spent = spent_in(connection, moved[:7])
                    if spent + planned_credits(connection, run_id, number) > budget_credits:
                        detail = f"{spent} of {budget_credits} credits"
                        raise BudgetReached(detail, spent=spent, budget=budget_credits)
                run_rows.move(connection, run_id, number, state, moved, raw, code, message)

        try:
            await self._database.write(work)
        except StorageError:
            if raw is not None and state is RequestState.ANSWERED:
                self._unwritten[run_id, number] = raw
            raise
        self._unwritten.pop((run_id, number), None)

    async def note_answer(
        self, run_id: str, number: int, credits: int | None, missing: tuple[int, ...] = ()
    ) -> None:
        """What an answered request used, and of which of its pictures the answer says nothing.

        ValueError, a bug: the request has no answer.
        """

        def work(connection: sqlite3.Connection) -> None:
            with transaction(connection):
                if not run_rows.note_credits(connection, run_id, number, credits):
                    raise ValueError(f"run {run_id} request {number} has no answer")
                run_rows.note_missing(connection, run_id, number, missing)

        await self._database.write(work)

    async def unfinished(
        self, run_id: str, *, resend_unknown: bool = False
    ) -> UnfinishedRun | None:
        """What `resume` would go on with; None for a run that is not kept. Never writes.

        Raises `RunUnderWay` as well.
        """
        if await self._database.run(partial(self._locks.is_alive, run_id)):
            raise RunUnderWay(run_id)
        left = {RequestState.PLANNED}
        if resend_unknown:
            left |= {RequestState.UNKNOWN, RequestState.SENDING}
        return await self._database.read(
            lambda connection: self._unfinished(connection, run_id, left), nothing=None
        )

    async def resume(self, run_id: str, *, resend_unknown: bool = False) -> UnfinishedRun | None:
        """Take a run's lock for this process, and what is left to be sent of it.

        Requests that a dead process left `sending` become unknown. Unknown ones are left alone,
        unless the user said otherwise: `resend_unknown`. None for a run that is not kept.

        Raises `RunUnderWay` as well.
        """
        moved = self._now().isoformat(timespec="milliseconds")
        taken = asyncio.ensure_future(
            self._database.write(partial(self._resume, run_id, resend_unknown, moved))
        )
        try:
            return await asyncio.shield(taken)
        except asyncio.CancelledError:
            with suppress(StorageError):  # the caller will not carry it out: let go of it
                if await taken is not None:
                    await self.finish(run_id)
            raise

    def _resume(
        self, run_id: str, resend_unknown: bool, moved: str, connection: sqlite3.Connection
    ) -> UnfinishedRun | None:
        if not run_rows.summaries(connection, lambda _: True, run_id=run_id):
            return None
        self._hold(run_id)
        try:
            with transaction(connection):
                for number in order_rows.requests_in(connection, run_id, RequestState.SENDING):
                    run_rows.move(
                        connection,
                        run_id,
                        number,
                        RequestState.UNKNOWN,
                        moved,
                        None,
                        INTERRUPTED,
                        "",
                    )
                if resend_unknown:
                    for number in order_rows.requests_in(connection, run_id, RequestState.UNKNOWN):
                        run_rows.move(
                            connection, run_id, number, RequestState.PLANNED, moved, None, "", ""
                        )
            left = self._unfinished(connection, run_id, {RequestState.PLANNED})
            if left is None:  # deleted just before it was held
                self._locks.free(run_id)
            return left
        except BaseException:
            self._locks.free(run_id)
            raise

    def _hold(self, run_id: str) -> None:
        try:
            self._locks.take(run_id)
        except DatabaseLocked as error:
            raise RunUnderWay(run_id) from error

    def _unfinished(
        self, connection: sqlite3.Connection, run_id: str, states: set[RequestState]
    ) -> UnfinishedRun | None:
        left = order_rows.ordered(connection, run_id, states)
        if left is None:
            return None
        (summary,) = run_rows.summaries(connection, lambda _: True, run_id=run_id)
        return UnfinishedRun(summary, *left)

    async def answer_characters(self, order: RunOrder) -> int | None:
        """The most that recent answers to this prompt and form had for one picture. Never writes.

        None when there are no such answers.
        """
        return await self._database.read(
            lambda connection: answer_characters(connection, order), nothing=None
        )

    async def experiences(self, engine_id: str) -> tuple[Experience, ...]:
        """How long the last requests of an engine took. Never writes."""
        return await self._database.read(
            lambda connection: experiences(connection, engine_id), nothing=()
        )

    async def spent_this_month(self) -> int:
        """Credits used since the month began, and those that may have been. Never writes."""
        month = self._now().isoformat()[:7]
        return await self._database.read(lambda connection: spent_in(connection, month), nothing=0)

    async def finish(self, run_id: str) -> None:
        """This process is done with the run: free its lock. Nothing happens if it has none."""
        await self._database.run(partial(self._locks.free, run_id))

    async def summaries(self) -> tuple[RunSummary, ...]:
        """The runs kept, newest first; of a damaged database, those that can be read. Never writes.

        A request that a living process is sending counts as pending; with a dead one, as unknown.
        """
        is_dead = await self._dead_runs()
        return await self._database.read(
            lambda connection: run_rows.readable_summaries(connection, is_dead), nothing=()
        )

    async def check(self) -> None:
        """Raise `DatabaseDamaged` unless all of the database can be read. Never writes."""
        await self._database.read(check_whole, nothing=None)

    async def open(self, run_id: str) -> KeptRun | None:
        """One run with its pictures, as it was; None if it is not kept. Never writes."""
        record = await self.load(run_id)
        ordered = await self._database.read(
            lambda connection: order_rows.ordered(connection, run_id, set(RequestState)),
            nothing=None,
        )
        if record is None or ordered is None:
            return None
        alive = await self._database.run(partial(self._locks.is_alive, run_id))
        return KeptRun(*ordered, record, alive)

    async def load(self, run_id: str) -> RunRecord | None:
        """One run, or None. A request left `sending` by a dead process reads as `unknown`."""
        is_dead = await self._dead_runs()
        record = await self._database.read(
            lambda connection: run_rows.record(connection, run_id, is_dead), nothing=None
        )
        if record is None:
            return None
        return replace(
            record, requests=tuple(map(partial(self._as_known, run_id), record.requests))
        )

    def _as_known(self, run_id: str, request: RequestRecord) -> RequestRecord:
        raw = self._unwritten.get((run_id, request.number))
        if raw is None:
            return request
        return replace(
            request,
            state=RequestState.ANSWERED,
            raw=raw,
            credits=credits_in(raw),
            code="",
            message="",
        )

    async def search(self, words: str) -> Mapping[str, str]:
        """The ids of the runs with all these words, each with a piece of text around one.

        See `search_rows.found_runs`. The index is written on the way; where that is not possible,
        one is made in memory, which takes longer.
        """

        def work(connection: sqlite3.Connection) -> dict[str, str]:
            with transaction(connection):
                search_rows.bring_up_to_date(connection)
            return search_rows.found_runs(connection, words)

        def work_aside(connection: sqlite3.Connection) -> dict[str, str]:
            with search_rows.index_aside(connection):
                return search_rows.found_runs(connection, words)

        try:
            return await self._database.write(work)
        except (DatabaseLocked, DiskFull, FolderReadOnly):
            return await self._database.read(work_aside, nothing={})

    async def delete(self, run_ids: Collection[str]) -> DeletedRuns:
        """Delete runs for good; what they cost this month stays counted.

        Says what is left of them outside the database. Nothing is deleted when one of them is
        under way: `RunUnderWay`.
        """

        def work(connection: sqlite3.Connection) -> DeletedRuns:
            with ExitStack() as held:
                for run_id in run_ids:
                    self._hold(run_id)
                    held.callback(self._locks.free, run_id)
                deleted = delete_rows(connection, run_ids)
            return replace(deleted, traces_left=not sweep(connection))

        return await self._database.write(work)

    async def decisions(self, fingerprints: Collection[str]) -> KeptDecisions:
        """What the user said of values on these pictures, in order. Never writes."""
        return await self._database.read(
            lambda connection: decisions_of(connection, fingerprints), nothing={}
        )

    async def decide(
        self, fingerprint: str, changes: Mapping[ValuePath, tuple[Decision, bool]]
    ) -> None:
        """Keep decisions about values on one picture (True), or take them back (False)."""
        now = self._now().isoformat(timespec="milliseconds")
        await self._database.write(lambda connection: decide(connection, fingerprint, changes, now))

    async def close(self) -> None:
        """Free all locks and close the database. May be called twice."""
        await self._database.close(self._locks.free_all)

    async def _dead_runs(self) -> Callable[[str], bool]:
        """A test for runs in which nobody will move the requests that are marked `sending`.

        Only what is read after the lock was seen free is final, hence this look before the reading;
        and the lock may have been taken again since, hence another one with each test.
        """
        free = await self._database.read(
            lambda connection: frozenset(
                run_id
                for run_id in run_rows.sending_runs(connection)
                if not self._locks.is_alive(run_id)
            ),
            nothing=frozenset[str](),
        )
        return lambda run_id: run_id in free and not self._locks.is_alive(run_id)
