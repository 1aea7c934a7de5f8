"""The journal keeps runs whole, moves requests as allowed, and tells them as they stand."""

import asyncio
import os
import re
import sqlite3
import threading
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from inklift.core.errors import DatabaseLocked
from inklift.core.pictures import Origin
from inklift.core.prompts import AnswerForm, Grouping
from inklift.core.report import build_report
from inklift.core.runs import (
    Plan,
    RequestRecord,
    RequestState,
    RunRecord,
    RunSummary,
    UnopenedPicture,
)
from inklift.storage.runs import DATABASE_NAME, SqliteJournal
from storage.orders import files_in, order, source, with_journal

PLANNED, SENDING, ANSWERED, FAILED, UNKNOWN = RequestState


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(folder / DATABASE_NAME)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_a_run_begins_with_everything_pending(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> tuple[RunSummary, RunRecord | None]:
        begun = await journal.begin(*order(source("a.jpg"), source("b.jpg")))
        assert await journal.summaries() == (begun,)
        return begun, await journal.load(begun.run_id)

    begun, record = with_journal(tmp_path, work)

    assert (begun.number, begun.engine_id, begun.prompt) == (1, "dumpling", "the total?")
    assert (begun.pictures, begun.pending, begun.credits) == (2, 2, 0)
    assert record == RunRecord(
        begun.run_id,
        1,
        begun.started,
        "dumpling",
        "the total?",
        AnswerForm(),
        (RequestRecord(1, ("a.jpg",), PLANNED), RequestRecord(2, ("b.jpg",), PLANNED)),
    )


def test_a_request_is_told_with_all_that_came_of_it(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> tuple[RunSummary, RunRecord | None]:
        names = [f"{letter}.jpg" for letter in "abcd"]
        run_id = (await journal.begin(*order(*map(source, names)))).run_id
        for number in (1, 2, 3):
            await journal.move(run_id, number, SENDING)
        await journal.move(run_id, 1, ANSWERED, raw=b"\xff\x00{")
        await journal.note_answer(run_id, 1, 11)
        await journal.move(run_id, 2, FAILED, code="request_refused", message="400")
        await journal.move(run_id, 3, UNKNOWN, code="timed_out", raw=b"half an ans")
        (summary,) = await journal.summaries()
        return summary, await journal.load(run_id)

    summary, record = with_journal(tmp_path, work)

    assert record is not None
    assert record.requests == (
        RequestRecord(1, ("a.jpg",), ANSWERED, raw=b"\xff\x00{", credits=11),
        RequestRecord(2, ("b.jpg",), FAILED, code="request_refused", message="400"),
        RequestRecord(3, ("c.jpg",), UNKNOWN, raw=b"half an ans", code="timed_out"),
        RequestRecord(4, ("d.jpg",), PLANNED),
    )
    assert (summary.answered, summary.failed, summary.unknown, summary.pending) == (1, 1, 1, 1)
    assert (summary.pictures, summary.credits) == (4, 11)


def test_a_run_that_cannot_be_kept_whole_is_not_kept_at_all(tmp_path: Path) -> None:
    ordered, plan = order(source("a.jpg"), source("b.jpg"))
    twice_the_same = Plan((plan.requests[0], plan.requests[1], plan.requests[1]))

    async def work(journal: SqliteJournal) -> tuple[RunSummary, ...]:
        with pytest.raises(sqlite3.IntegrityError):
            await journal.begin(ordered, twice_the_same)
        assert not any((tmp_path / "locks").iterdir())
        return await journal.summaries()

    assert with_journal(tmp_path, work) == ()


def test_pictures_that_did_not_open_are_failures_of_the_run(tmp_path: Path) -> None:
    name = os.fsdecode(b"Qu\xffttung.eps")
    unopened = (
        UnopenedPicture(name, "unsupported", "EPS"),
        UnopenedPicture("gone.png", "missing", "no such file"),
    )
    ordered, plan = order(source("a.jpg"), source("b.jpg"))

    async def work(journal: SqliteJournal) -> tuple[RunSummary, RunRecord | None]:
        begun = await journal.begin(replace(ordered, unopened=unopened), plan)
        (summary,) = await journal.summaries()
        assert summary == begun
        return summary, await journal.load(begun.run_id)

    summary, record = with_journal(tmp_path, work)

    assert (summary.pictures, summary.failed, summary.pending) == (4, 2, 2)
    assert record is not None
    assert record.requests[2:] == (
        RequestRecord(3, (name,), FAILED, code="unsupported", message="EPS"),
        RequestRecord(4, ("gone.png",), FAILED, code="missing", message="no such file"),
    )
    report = build_report(record)
    assert [(item.pictures, item.code) for item in report.failed] == [
        ((name,), "unsupported"),
        (("gone.png",), "missing"),
    ]
    assert rows(tmp_path, "SELECT request_number, state, code FROM moves") == [
        (3, "failed", "unsupported"),
        (4, "failed", "missing"),
    ]
    assert rows(tmp_path, "SELECT planned_credits FROM requests WHERE number > 2") == [(0,), (0,)]


def test_credits_that_there_was_no_time_to_note_are_read_from_the_answer(tmp_path: Path) -> None:
    bodies = [b'{"results": "a", "creditUsage": 11}', b'{"results": "b"}', b"<html>", b"[" * 9_000]

    async def work(journal: SqliteJournal) -> tuple[RunSummary, RunRecord | None]:
        names = [f"{number}.jpg" for number in range(5)]
        run_id = (await journal.begin(*order(*map(source, names)))).run_id
        for number, raw in enumerate([*bodies, bodies[0]], start=1):
            await journal.move(run_id, number, SENDING)
            await journal.move(run_id, number, ANSWERED, raw=raw)
        await journal.note_answer(run_id, 5, 12)
        (summary,) = await journal.summaries()
        return summary, await journal.load(run_id)

    summary, record = with_journal(tmp_path, work)

    assert summary.credits == 11 + 12
    assert record is not None
    assert [request.credits for request in record.requests] == [11, None, None, None, 12]


def test_an_answer_that_could_not_be_written_is_told_by_this_process(tmp_path: Path) -> None:
    raw = b'{"results": "12.50", "creditUsage": 11}'

    async def work() -> None:
        journal, other = SqliteJournal(tmp_path, busy_timeout_s=0.05), SqliteJournal(tmp_path)
        run_id = (await journal.begin(*order(source("a.jpg"), source("b.jpg")))).run_id
        await journal.move(run_id, 1, SENDING)
        lock = sqlite3.connect(tmp_path / DATABASE_NAME, isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseLocked):
            await journal.move(run_id, 1, ANSWERED, raw=raw)

        record, seen_by_other = await journal.load(run_id), await other.load(run_id)
        assert record is not None
        assert record.requests == (
            RequestRecord(1, ("a.jpg",), ANSWERED, raw=raw, credits=11),
            RequestRecord(2, ("b.jpg",), PLANNED),
        )
        assert seen_by_other is not None
        assert seen_by_other.requests[0].state is SENDING

        lock.close()
        await journal.move(run_id, 1, ANSWERED, raw=raw)
        seen_by_other = await other.load(run_id)
        assert seen_by_other is not None
        assert seen_by_other.requests[0].raw == raw
        await journal.close()
        await other.close()

    asyncio.run(work())


def test_every_name_of_a_picture_counts(tmp_path: Path) -> None:
    form = AnswerForm(json_mode=True, grouping=Grouping.TOGETHER)

    async def work(journal: SqliteJournal) -> tuple[RunSummary, RunRecord | None]:
        twice = (source("b.jpg", "same"), source("a.jpg"), source("copy of b.jpg", "same"))
        begun = await journal.begin(*order(*twice, form=form))
        (summary,) = await journal.summaries()
        assert summary == begun
        return summary, await journal.load(begun.run_id)

    summary, record = with_journal(tmp_path, work)

    assert summary.pictures == 3
    assert record is not None
    assert record.form == form
    assert [request.names for request in record.requests] == [("b.jpg", "copy of b.jpg", "a.jpg")]


def test_what_a_later_resume_needs_is_kept(tmp_path: Path) -> None:
    page = replace(source("x.pdf#page=2"), page=2, page_count=3, quarter_turns=1, path=Path("/x"))
    address = replace(
        source("http://h.test/y"), origin=Origin.ADDRESS, path=None, address="http://h.test/y"
    )

    with_journal(tmp_path, lambda journal: journal.begin(*order(page, address)))

    kept = rows(
        tmp_path,
        "SELECT name, fingerprint, sha256, path, address, origin, format, page, page_count,"
        " quarter_turns, width_px, height_px, size_bytes FROM request_pictures",
    )
    sizes = (800, 1200, 123_456)
    sha = page.sha256
    assert kept == [
        ("x.pdf#page=2", f"{sha}#2@1", sha, "/x", None, "file", "jpeg", 2, 3, 1, *sizes),
        (
            *("http://h.test/y", address.fingerprint, address.sha256, None, "http://h.test/y"),
            *("address", "jpeg", 1, 1, 0, *sizes),
        ),
    ]


def test_each_move_is_kept_with_its_time_and_an_earlier_answer_is_not_lost(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> RunRecord | None:
        run_id = (await journal.begin(*order(source("a.jpg")))).run_id
        await journal.move(run_id, 1, SENDING)
        await journal.move(run_id, 1, ANSWERED, raw=b"<html>")
        await journal.move(run_id, 1, UNKNOWN, code="wrong_shape")
        unreadable = await journal.load(run_id)
        assert unreadable is not None
        assert unreadable.requests[0].raw == b"<html>"
        await journal.move(run_id, 1, PLANNED)
        return await journal.load(run_id)

    record = with_journal(tmp_path, work)

    assert record is not None
    assert record.requests == (RequestRecord(1, ("a.jpg",), PLANNED),)
    moves = rows(tmp_path, "SELECT state, raw FROM moves ORDER BY id")
    assert moves == [
        ("sending", None),
        ("answered", b"<html>"),
        ("unknown", None),
        ("planned", None),
    ]
    times = [datetime.fromisoformat(str(at)) for (at,) in rows(tmp_path, "SELECT moved FROM moves")]
    assert times == sorted(times)
    assert all(time.tzinfo for time in times)


@pytest.mark.parametrize(
    "moves",
    [
        [ANSWERED],
        [PLANNED],
        [SENDING, SENDING],
        [SENDING, ANSWERED, PLANNED],
        [SENDING, FAILED, SENDING],
        [FAILED, ANSWERED],
    ],
)
def test_a_move_that_is_not_allowed_is_a_bug_and_changes_nothing(
    moves: list[RequestState], tmp_path: Path
) -> None:
    async def work(journal: SqliteJournal) -> RunRecord | None:
        run_id = (await journal.begin(*order(source("a.jpg")))).run_id
        for state in moves[:-1]:
            await journal.move(run_id, 1, state)
        before = await journal.load(run_id)
        with pytest.raises(ValueError, match="request 1"):
            await journal.move(run_id, 1, moves[-1], code="never")
        assert await journal.load(run_id) == before
        return before

    with_journal(tmp_path, work)


def test_moves_of_what_this_process_does_not_hold_are_a_bug(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> None:
        run_id = (await journal.begin(*order(source("a.jpg")))).run_id
        with pytest.raises(ValueError, match="no request 2"):
            await journal.move(run_id, 2, SENDING)
        with pytest.raises(ValueError, match="no answer"):
            await journal.note_answer(run_id, 1, 11)
        await journal.finish(run_id)
        with pytest.raises(ValueError, match="not held"):
            await journal.move(run_id, 1, SENDING)

    with_journal(tmp_path, work)


def test_runs_are_numbered_once_and_listed_newest_first(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> tuple[RunSummary, ...]:
        for _ in range(3):
            await journal.finish((await journal.begin(*order(source("a.jpg")))).run_id)
        return await journal.summaries()

    with_journal(tmp_path, work)
    connection = sqlite3.connect(tmp_path / DATABASE_NAME)
    with connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM runs WHERE number > 1")
    connection.close()
    summaries = with_journal(tmp_path, work)

    assert [summary.number for summary in summaries] == [6, 5, 4, 1]
    assert rows(tmp_path, "SELECT DISTINCT run_number FROM requests ORDER BY 1") == [
        (1,),
        (4,),
        (5,),
        (6,),
    ]


def test_run_ids_sort_by_time_and_need_no_quoting(tmp_path: Path) -> None:
    clock = datetime(2026, 11, 22, 22, 4, 5, tzinfo=timezone(timedelta(hours=1)))

    async def work() -> RunSummary:
        journal = SqliteJournal(tmp_path, now=lambda: clock)
        try:
            return await journal.begin(*order(source("a.jpg")))
        finally:
            await journal.close()

    summary = asyncio.run(work())

    assert re.fullmatch(r"20261122-210405-[0-9a-z]{4}", summary.run_id)
    assert summary.started == "2026-11-22T22:04:05+01:00"


def test_text_that_is_no_unicode_comes_back_as_it_was(tmp_path: Path) -> None:
    name = os.fsdecode(b"Qu\xffttung.jpg")
    prompt = "half \ud83d and\0nul 🧾"

    async def work(journal: SqliteJournal) -> tuple[RunSummary, RunRecord | None]:
        begun = await journal.begin(*order(source(name), prompt=prompt))
        await journal.move(begun.run_id, 1, FAILED, code="unreadable", message="\udcff\0")
        (summary,) = await journal.summaries()
        return summary, await journal.load(begun.run_id)

    summary, record = with_journal(tmp_path, work)

    assert record is not None
    assert (summary.prompt, record.prompt) == (prompt, prompt)
    assert record.requests[0].names == (name,)
    assert record.requests[0].message == "\udcff\0"


def test_sending_is_alive_until_its_process_is_done_with_the_run(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> None:
        other = SqliteJournal(tmp_path)
        run_id = (await journal.begin(*order(source("a.jpg"), source("b.jpg")))).run_id
        await journal.move(run_id, 1, SENDING)

        for reader in (journal, other):
            (summary,) = await reader.summaries()
            record = await reader.load(run_id)
            assert (summary.pending, summary.unknown) == (2, 0)
            assert record is not None
            assert [request.state for request in record.requests] == [SENDING, PLANNED]
        await journal.finish(run_id)

        for reader in (journal, other):
            (summary,) = await reader.summaries()
            record = await reader.load(run_id)
            assert (summary.pending, summary.unknown) == (1, 1)
            assert record is not None
            assert [request.state for request in record.requests] == [UNKNOWN, PLANNED]
            assert (record.requests[0].code, record.requests[0].message) == ("interrupted", "")
        await other.close()

    with_journal(tmp_path, work)

    assert not any((tmp_path / "locks").iterdir())


def test_a_cancelled_begin_keeps_the_run_whole_and_lets_go_of_it(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> tuple[RunSummary, ...]:
        task = asyncio.ensure_future(journal.begin(*order(*(source(str(n)) for n in range(500)))))
        await asyncio.sleep(0)  # the work has been handed to the thread
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not any((tmp_path / "locks").iterdir())
        return await journal.summaries()

    summaries = with_journal(tmp_path, work)

    assert [summary.pending for summary in summaries] == [500]


def test_a_cancelled_move_is_over_when_its_caller_goes_on(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> None:
        run_id = (await journal.begin(*order(source("a.jpg")))).run_id
        task = asyncio.ensure_future(journal.move(run_id, 1, SENDING))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await journal.move(run_id, 1, PLANNED)  # allowed only from `sending`

    with_journal(tmp_path, work)


def test_nothing_is_made_or_started_by_reading_an_empty_place(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there"

    assert with_journal(folder, lambda journal: journal.summaries()) == ()
    assert with_journal(folder, lambda journal: journal.load("20261122-210405-k3f9")) is None
    with_journal(folder, lambda journal: journal.finish("20261122-210405-k3f9"))
    assert list(tmp_path.iterdir()) == []


def test_reading_changes_no_file(tmp_path: Path) -> None:
    with_journal(tmp_path, lambda journal: journal.begin(*order(source("a.jpg"))))
    before = files_in(tmp_path)

    async def work(journal: SqliteJournal) -> None:
        (summary,) = await journal.summaries()
        assert await journal.load(summary.run_id) is not None
        assert await journal.load("20261122-210405-k3f9") is None

    with_journal(tmp_path, work)

    assert list(before) == [DATABASE_NAME]
    assert files_in(tmp_path) == before


def test_sqlite_has_one_thread_that_starts_late_and_ends_with_the_journal(tmp_path: Path) -> None:
    def threads() -> list[str]:
        return [thread.name for thread in threading.enumerate() if thread.name == "db"]

    async def work() -> None:
        journal = SqliteJournal(tmp_path)
        assert threads() == []
        await asyncio.gather(*(journal.begin(*order(source("a.jpg"))) for _ in range(5)))
        assert threads() == ["db"]
        await journal.close()
        await journal.close()

    asyncio.run(work())

    assert threads() == []
