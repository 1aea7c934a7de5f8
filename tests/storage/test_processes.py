"""Several processes with one journal, and processes that are killed in the middle of it."""

import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from subprocess import Popen

import pytest

from inklift.core.runs import RequestState, RunRecord
from inklift.storage.runs import DATABASE_NAME, SqliteJournal
from storage import journal_child
from storage.orders import files_in, order, source, with_journal

Start = Callable[..., Popen[str]]


def line_of(child: Popen[str]) -> list[str]:
    assert child.stdout is not None
    return child.stdout.readline().split()


def kill_after(child: Popen[str], seconds: float) -> list[list[str]]:
    """Let a working child go on for a while, kill it; the words of each whole line it said."""
    assert child.stdout is not None
    said = [line_of(child)]
    deadline_s = time.monotonic() + seconds
    while time.monotonic() < deadline_s:
        said.append(line_of(child))
    child.kill()
    said += [line.split() for line in child.stdout.read().splitlines(keepends=True) if "\n" in line]
    child.wait()
    return [words for words in said if words]


async def check(journal: SqliteJournal, said: list[list[str]]) -> None:
    """What a process said before it was killed is what the journal tells."""
    runs: dict[str, RunRecord] = {}
    for run_id in dict.fromkeys(run_id for _, run_id, _ in said):
        run = await journal.load(run_id)
        assert run is not None
        assert len(run.requests) == 4, "a run is kept whole or not at all"
        unknown = [each for each in run.requests if each.state is RequestState.UNKNOWN]
        assert len(unknown) <= 1
        assert all(each.code == "interrupted" for each in unknown)
        runs[run_id] = run
    for state, run_id, number in said:
        request = runs[run_id].requests[int(number) - 1]
        if state == "answered":
            assert request.state is RequestState.ANSWERED
            assert request.raw == journal_child.answer(int(number))
        else:
            assert request.state in (RequestState.ANSWERED, RequestState.UNKNOWN)


def kill_rounds(folder: Path, start_child: Start, rounds: int) -> None:
    everything: list[list[str]] = []
    for turn in range(rounds):
        said = kill_after(start_child(folder, "work"), 0.02 + 0.007 * (turn % 20))
        everything += said
        before = files_in(folder)
        with_journal(folder, partial(check, said=said[-5:]))
        assert files_in(folder) == before, "reading what a killed process left changes nothing"

    async def check_everything(journal: SqliteJournal) -> None:
        await journal.begin(*order(source("a.jpg")))  # so that the database itself is open now
        await check(journal, everything)

    with_journal(folder, check_everything)
    connection = sqlite3.connect(folder / DATABASE_NAME)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        connection.close()


def test_a_killed_process_loses_no_answer_and_leaves_no_doubt(
    tmp_path: Path, start_child: Start
) -> None:
    kill_rounds(tmp_path, start_child, 3)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_many_killed_processes_lose_no_answer(tmp_path: Path, start_child: Start) -> None:
    kill_rounds(tmp_path, start_child, 60)


def test_a_run_is_alive_for_others_until_its_process_is_killed(
    tmp_path: Path, start_child: Start
) -> None:
    child = start_child(tmp_path, "hold")
    _, run_id = line_of(child)
    while_alive = with_journal(tmp_path, lambda journal: journal.load(run_id))
    child.kill()
    child.wait()
    before = files_in(tmp_path)

    afterwards = with_journal(tmp_path, lambda journal: journal.load(run_id))

    assert while_alive is not None
    assert afterwards is not None
    assert while_alive.requests[0].state is RequestState.SENDING
    assert afterwards.requests[0].state is RequestState.UNKNOWN
    assert afterwards.requests[0].code == "interrupted"
    assert files_in(tmp_path) == before


def test_processes_journal_at_the_same_time(tmp_path: Path, start_child: Start) -> None:
    children = [start_child(tmp_path, "count", "15") for _ in range(3)]

    assert [child.wait(timeout=60) for child in children] == [0, 0, 0]

    summaries = with_journal(tmp_path, lambda journal: journal.summaries())
    assert sorted(summary.number for summary in summaries) == list(range(1, 46))
    assert all((summary.answered, summary.credits) == (1, 11) for summary in summaries)


def test_reading_beside_a_busy_writer_never_fails(tmp_path: Path, start_child: Start) -> None:
    child = start_child(tmp_path, "work")
    line_of(child)

    async def newest(journal: SqliteJournal) -> int:
        summaries = await journal.summaries()
        record = await journal.load(summaries[0].run_id)
        assert record is not None
        for request in record.requests:
            answered = request.state is RequestState.ANSWERED
            assert answered or request.state in (RequestState.SENDING, RequestState.PLANNED)
            assert request.raw == (journal_child.answer(request.number) if answered else None)
        return len(summaries)

    counts = [with_journal(tmp_path, newest) for _ in range(15)]

    assert child.poll() is None
    assert counts == sorted(counts)
    assert counts[-1] > counts[0] >= 1
