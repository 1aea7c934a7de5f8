"""Runs that are deleted: nothing of them is found in any file, and what they cost stays counted."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from inklift.core.errors import RunUnderWay
from inklift.core.planning import with_earlier
from inklift.core.runs import RequestState
from inklift.storage.migrations import MIGRATIONS, migrate
from inklift.storage.runs import DATABASE_NAME, SqliteJournal
from storage.orders import files_in, order, source, with_journal
from storage.test_search import answer_of, kept


def _holds(folder: Path, *words: str) -> list[str]:
    """Which of these words stand in any file of the folder, in any case."""
    everything = b"\n".join(data for data, _ in files_in(folder).values()).lower()
    return [word for word in words if word.lower().encode() in everything]


SECRETS = ("zanzibar", "quetzal", "private-scan")


async def _secret_run(journal: SqliteJournal) -> str:
    answers = [answer_of(f"Quetzal restaurant, table {number}") for number in range(300)]
    return await kept(journal, "who paid in Zanzibar?", *answers, name="private-scan")


@pytest.mark.parametrize("everything", [False, True])
def test_deleted_words_are_in_no_file_and_the_rest_is_kept(
    tmp_path: Path, everything: bool
) -> None:
    async def work(journal: SqliteJournal) -> None:
        before = await kept(journal, "before", answer_of("apples"))
        secret = await _secret_run(journal)
        after = await kept(journal, "after", answer_of("pears"))
        assert list(await journal.search("quetzal zanzibar")) == [secret]
        assert _holds(tmp_path, *SECRETS) == list(SECRETS)
        rest = [] if everything else [after, before]

        await journal.delete([secret] if not everything else [before, secret, after])

        assert _holds(tmp_path, *SECRETS) == []  # while the database is open
        assert [each.run_id for each in await journal.summaries()] == rest
        assert await journal.search("quetzal") == {}
        assert list(await journal.search("pears")) == rest[:1]

    with_journal(tmp_path, work)
    assert _holds(tmp_path, *SECRETS) == []  # and when it is closed


def test_it_is_told_when_a_reader_keeps_traces_in_the_files(tmp_path: Path) -> None:
    async def work() -> None:
        journal = SqliteJournal(tmp_path, busy_timeout_s=0.1)
        secret = await _secret_run(journal)
        with closing(sqlite3.connect(tmp_path / DATABASE_NAME, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM runs").fetchone()

            deleted = await journal.delete([secret])

        assert deleted.traces_left
        assert await journal.summaries() == ()
        await journal.close()

    asyncio.run(work())
    assert _holds(tmp_path, *SECRETS) == []  # who closes the database last empties its log


def test_what_deleted_runs_cost_stays_counted(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> None:
        first = await kept(journal, "first", answer_of("apples"), answer_of("pears"))
        second = await kept(journal, "second", answer_of("plums"))
        assert await journal.spent_this_month() == 33

        await journal.delete([first])
        await journal.delete([second])

        assert await journal.spent_this_month() == 33

    with_journal(tmp_path, work)


def test_a_plan_made_before_a_deletion_gets_no_other_answer(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> None:
        last = await kept(journal, "the total?", answer_of("plums"))
        ordered, plan = order(source("till-0.jpg", "the total? 0"))
        found = await journal.earlier(ordered, plan, is_paid=True)
        assert found[1].run_id == last
        await journal.delete([last])
        await kept(journal, "another question", answer_of("pears"))

        again = (await journal.begin(ordered, with_earlier(plan, found))).run_id

        record = await journal.load(again)
        assert record is not None
        assert [(one.state, one.raw) for one in record.requests] == [(RequestState.PLANNED, None)]

    with_journal(tmp_path, work)


def test_answers_kept_before_there_was_a_search_are_kept_and_found(tmp_path: Path) -> None:
    async def fill(journal: SqliteJournal) -> str:
        return await kept(journal, "the total?", answer_of("plums"), answer_of("pears"))

    run_id = with_journal(tmp_path, fill)
    _as_version_4(tmp_path / DATABASE_NAME)

    async def look(journal: SqliteJournal) -> None:
        record = await journal.load(run_id)
        assert record is not None
        assert [each.raw for each in record.requests] == [answer_of("plums"), answer_of("pears")]
        assert list(await journal.search("plums")) == [run_id]
        assert await journal.spent_this_month() == 22

    with_journal(tmp_path, look)


def _as_version_4(path: Path) -> None:
    """The same database as the version before wrote it."""
    old = path.with_suffix(".old")
    path.rename(old)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:4])
        connection.execute("ATTACH ? AS newer", (str(old),))
        for table in ("runs", "requests", "request_pictures", "moves"):
            connection.execute(f"INSERT INTO {table} SELECT * FROM newer.{table}")
    old.unlink()


def test_answers_that_come_after_a_deletion_are_found(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> None:
        await kept(journal, "first", answer_of("apples"))
        last = await kept(journal, "last", *[answer_of("plums")] * 5)
        assert list(await journal.search("plums")) == [last]
        await journal.delete([last])

        new = await kept(journal, "new", answer_of("pears"))

        assert list(await journal.search("pears")) == [new]

    with_journal(tmp_path, work)


def test_what_no_other_run_has_is_told(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> None:
        both, alone = source("both.jpg", "1"), source("alone.jpg", "2")
        first = (await journal.begin(*order(both, alone))).run_id
        second = (await journal.begin(*order(both))).run_id
        await journal.finish(first)
        await journal.finish(second)

        deleted = await journal.delete([first])

        assert deleted.fingerprints == (alone.fingerprint,)
        assert deleted.paths == ()  # files of the user are the user's

    with_journal(tmp_path, work)


def test_a_run_under_way_is_not_deleted_and_none_with_it(tmp_path: Path) -> None:
    async def work() -> None:
        mine, other = SqliteJournal(tmp_path), SqliteJournal(tmp_path)
        done = await kept(mine, "done", answer_of("apples"))
        under_way = (await mine.begin(*order(source("a.jpg")))).run_id

        for journal in (mine, other):
            with pytest.raises(RunUnderWay):
                await journal.delete([done, under_way])

        assert {each.run_id for each in await mine.summaries()} == {done, under_way}
        await mine.finish(under_way)
        await other.delete([done, under_way])
        assert await mine.summaries() == ()
        await mine.close()
        await other.close()

    asyncio.run(work())
