"""How long requests took, as the journal remembers it."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from inklift.core.expected_time import Experience
from inklift.core.runs import RequestState
from inklift.storage.runs import SqliteJournal
from storage.orders import order, source, with_journal

PLANNED, SENDING, ANSWERED, FAILED, UNKNOWN = RequestState
START = datetime(2026, 3, 29, 0, 59, 50, tzinfo=UTC)


def test_what_was_sent_and_answered_is_experience(tmp_path: Path) -> None:
    now = [START]

    async def work() -> tuple[Experience, ...]:
        journal = SqliteJournal(tmp_path, now=lambda: now[0])
        ordered, plan = order(*(source(f"{n}.png", str(n)) for n in range(4)))
        run_id = (await journal.begin(ordered, plan)).run_id
        for number, states in (
            (1, [(SENDING, 0), (ANSWERED, 5)]),
            (2, [(SENDING, 0), (PLANNED, 1), (SENDING, 60), (ANSWERED, 3)]),  # refused at first
            (3, [(SENDING, 0), (UNKNOWN, 180)]),
            (4, [(SENDING, 0)]),
        ):
            for state, seconds in states:
                now[0] += timedelta(seconds=seconds)
                await journal.move(run_id, number, state, raw=b"{}" if state is ANSWERED else None)
        others = await journal.experiences("no such engine")
        found = await journal.experiences(ordered.engine_id)
        await journal.close()
        assert others == ()
        return found

    found = asyncio.run(work())

    assert [(each.pictures, each.answered_s - each.sent_s) for each in found] == [(1, 5), (1, 3)]


def test_before_anything_was_kept_there_is_none(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> tuple[Experience, ...]:
        return await journal.experiences("dumpling")

    assert with_journal(tmp_path, work) == ()
