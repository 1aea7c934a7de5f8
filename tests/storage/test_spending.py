"""What a month has cost, and a budget that no request passes, whoever sends it."""

import asyncio
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from inklift.core.errors import BudgetReached
from inklift.core.runs import RequestState
from inklift.storage.runs import SqliteJournal
from storage.orders import order, source

PLANNED, SENDING, ANSWERED, FAILED, UNKNOWN = RequestState
ZONE = timezone(timedelta(hours=2))


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 30, 12, tzinfo=ZONE)

    def __call__(self) -> datetime:
        return self.now


async def _begun(journal: SqliteJournal, count: int) -> str:
    names = [f"{number}.jpg" for number in range(count)]
    return (await journal.begin(*order(*map(source, names)))).run_id


def test_what_was_used_and_what_may_have_been_charged_is_spent(tmp_path: Path) -> None:
    async def work() -> None:
        journal = SqliteJournal(tmp_path, now=Clock())
        run_id = await _begun(journal, 7)
        assert await journal.spent_this_month() == 0
        for number in range(1, 7):
            await journal.move(run_id, number, SENDING)
        await journal.move(run_id, 1, ANSWERED, raw=b"{}")
        await journal.note_answer(run_id, 1, 9)
        await journal.move(run_id, 2, ANSWERED, raw=b"{}")  # it does not say: its price, 11
        await journal.move(run_id, 3, UNKNOWN, code="timed_out")  # 11
        await journal.move(run_id, 4, FAILED, code="request_refused")  # nothing
        await journal.move(run_id, 5, ANSWERED, raw=b"<")
        await journal.move(run_id, 5, UNKNOWN, code="wrong_shape")  # 11, once

        assert await journal.spent_this_month() == 9 + 11 + 11 + 11 + 11  # the sixth is on its way
        await journal.close()

    asyncio.run(work())


def test_a_new_month_begins_at_nothing(tmp_path: Path) -> None:
    async def work() -> None:
        clock = Clock()
        journal = SqliteJournal(tmp_path, now=clock)
        run_id = await _begun(journal, 1)
        await journal.move(run_id, 1, SENDING)
        await journal.move(run_id, 1, ANSWERED, raw=b"{}")
        await journal.note_answer(run_id, 1, 11)
        before = await journal.spent_this_month()
        clock.now += timedelta(hours=13)

        assert (before, await journal.spent_this_month()) == (11, 0)
        await journal.close()

    asyncio.run(work())


def test_no_request_passes_the_budget_also_not_one_of_another_process(tmp_path: Path) -> None:
    async def work() -> None:
        journal, other = SqliteJournal(tmp_path, now=Clock()), SqliteJournal(tmp_path, now=Clock())
        mine, theirs = await _begun(journal, 3), await _begun(other, 1)
        await journal.move(mine, 1, SENDING, budget_credits=33)
        await other.move(theirs, 1, SENDING, budget_credits=33)
        await journal.move(mine, 2, SENDING, budget_credits=33)
        with pytest.raises(BudgetReached) as caught:
            await journal.move(mine, 3, SENDING, budget_credits=33)

        assert (caught.value.spent, caught.value.budget) == (33, 33)
        record = await journal.load(mine)
        assert record is not None
        assert record.requests[2].state is PLANNED

        await journal.move(mine, 1, FAILED, code="request_refused")  # it was not charged
        await journal.move(mine, 3, SENDING, budget_credits=33)
        await journal.close()
        await other.close()

    asyncio.run(work())
