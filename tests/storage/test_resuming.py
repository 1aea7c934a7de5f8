"""What is left of a run, read back from the journal, and the lock that going on with it takes."""

import asyncio
import os
from dataclasses import replace
from pathlib import Path

import pytest

from inklift.core.errors import RunUnderWay
from inklift.core.field_list import parse_fields
from inklift.core.pictures import Origin
from inklift.core.prompts import AnswerForm, Grouping
from inklift.core.runs import RequestState, RunOptions, UnfinishedRun
from inklift.storage.runs import SqliteJournal
from storage.orders import files_in, order, source, with_journal

PLANNED, SENDING, ANSWERED, FAILED, UNKNOWN = RequestState


async def _killed(journal: SqliteJournal, run_id: str) -> None:
    """The process is gone: nobody holds the run any more, whatever its requests say."""
    await journal.finish(run_id)


def test_an_order_comes_back_as_it_was_given(tmp_path: Path) -> None:
    form = AnswerForm(True, Grouping.TOGETHER, parse_fields("total:money, kind:choice(a|b)"))
    turned = replace(source("b.jpg"), quarter_turns=3, page=2, page_count=5)
    odd = source(os.fsdecode(b"Qu\xffttung.jpg"))
    web = replace(
        source("http://x.example/c.jpg", "-"),
        origin=Origin.ADDRESS, path=None, sha256="", address="http://x.example/c.jpg",
    )  # fmt: skip
    ordered, _ = order(source("a.jpg"), turned, odd, web, form=form, prompt="half a \ud800 pair")
    ordered = replace(ordered, options=RunOptions(True, 1600, True))
    _, plan = order(*ordered.sources, form=form)

    async def work(journal: SqliteJournal) -> UnfinishedRun | None:
        run_id = (await journal.begin(ordered, plan)).run_id
        await _killed(journal, run_id)
        return await journal.resume(run_id)

    left = with_journal(tmp_path, work)

    assert left is not None
    as_before = [replace(each, id="", warnings=()) for each in left.order.sources]
    assert as_before == [
        replace(each, id="", path=None if each.path is None else each.path.absolute())
        for each in ordered.sources
    ]
    assert replace(left.order, sources=()) == replace(ordered, sources=())
    assert [(r.number, r.names, r.credits) for r in left.plan.requests] == [
        (r.number, r.names, r.credits) for r in plan.requests
    ]


def test_only_what_was_not_sent_is_left_and_what_was_being_sent_is_unknown(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> None:
        names = [f"{letter}.jpg" for letter in "abcde"]
        run_id = (await journal.begin(*order(*map(source, names)))).run_id
        for number in (1, 2, 3, 4):
            await journal.move(run_id, number, SENDING)
        await journal.move(run_id, 1, ANSWERED, raw=b"{}")
        await journal.move(run_id, 2, FAILED, code="request_refused")
        await journal.move(run_id, 3, UNKNOWN, code="timed_out")
        await _killed(journal, run_id)

        for resend, numbers in ((False, [5]), (True, [3, 4, 5])):
            before = await journal.unfinished(run_id, resend_unknown=resend)
            assert before is not None
            assert [request.number for request in before.plan.requests] == numbers

        left = await journal.resume(run_id)
        assert left is not None
        assert [request.number for request in left.plan.requests] == [5]
        assert (left.summary.unknown, left.summary.pending) == (2, 1)
        record = await journal.load(run_id)
        assert record is not None
        assert record.requests[3].state is UNKNOWN
        assert record.requests[3].code == "interrupted"
        await journal.finish(run_id)

        again = await journal.resume(run_id, resend_unknown=True)
        assert again is not None
        assert [request.number for request in again.plan.requests] == [3, 4, 5]
        await journal.move(run_id, 3, SENDING)  # this process holds it

    with_journal(tmp_path, work)


def test_a_run_that_a_living_process_holds_is_not_taken(tmp_path: Path) -> None:
    async def work() -> None:
        journal, other = SqliteJournal(tmp_path), SqliteJournal(tmp_path)
        run_id = (await journal.begin(*order(source("a.jpg")))).run_id
        await journal.move(run_id, 1, SENDING)

        with pytest.raises(RunUnderWay):
            await other.resume(run_id)
        with pytest.raises(RunUnderWay):
            await other.unfinished(run_id)

        await journal.move(run_id, 1, ANSWERED, raw=b"{}")  # nothing happened to it
        await journal.close()
        assert await other.resume(run_id) is not None
        await other.close()

    asyncio.run(work())


def test_looking_at_what_is_left_writes_nothing(tmp_path: Path) -> None:
    async def begin(journal: SqliteJournal) -> str:
        return (await journal.begin(*order(source("a.jpg")))).run_id

    async def look(journal: SqliteJournal) -> None:
        assert await journal.unfinished(run_id) is not None
        assert await journal.unfinished("no such run") is None

    run_id = with_journal(tmp_path, begin)
    before = files_in(tmp_path)
    with_journal(tmp_path, look)

    assert files_in(tmp_path) == before


def test_there_is_nothing_to_resume_of_a_run_that_is_not_kept(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> UnfinishedRun | None:
        return await journal.resume("20260101-000000-none")

    assert with_journal(tmp_path, work) is None
