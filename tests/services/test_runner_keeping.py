"""How a run keeps what was paid for: when the journal knows it, and what is done if that fails."""

import asyncio
from contextlib import ExitStack
from pathlib import Path

import pytest

from fakes.engine import FakeEngine, fails, looks, sends, waits
from inklift.core.errors import (
    DatabaseLocked,
    DiskFull,
    RequestRefused,
)
from inklift.core.pictures import PictureState
from inklift.core.progress import RequestAnswered
from inklift.core.report import build_report
from inklift.core.runs import RequestState
from services.bench import (
    Bench,
    TryOut,
    locked,
    order_of,
    request_of,
    states,
)

PLANNED, SENDING, ANSWERED, FAILED, UNKNOWN = (
    RequestState.PLANNED,
    RequestState.SENDING,
    RequestState.ANSWERED,
    RequestState.FAILED,
    RequestState.UNKNOWN,
)


def test_the_journal_knows_of_a_request_before_the_engine_does(try_out: TryOut) -> None:
    seen: list[object] = []

    async def scenario(bench: Bench) -> None:
        async def look() -> object:
            return states(await bench.record())

        bench.engine.script(looks(look, seen), looks(look, seen))
        await bench.run(order_of("a.png", "b.png"))

    try_out(scenario)

    assert seen == [
        {"a.png": SENDING, "b.png": PLANNED},
        {"a.png": ANSWERED, "b.png": SENDING},
    ]


def test_an_answer_is_kept_as_it_came_even_if_it_cannot_be_read(try_out: TryOut) -> None:
    body = b"\xff<html>no answer at all"

    async def scenario(bench: Bench) -> None:
        bench.engine.script(sends(body))
        record = await bench.run(order_of("a.png", "b.png"))

        assert states(record) == {"a.png": UNKNOWN, "b.png": ANSWERED}
        assert request_of(record, "a.png").raw == body
        assert request_of(record, "a.png").code == "wrong_shape"

    bench = try_out(scenario)

    # Kept first, then read: it was an answer before it was one that nobody can read.
    assert bench.journal.moves[:3] == [(1, SENDING), (1, ANSWERED), (1, UNKNOWN)]


def test_a_bug_in_one_request_does_not_cost_those_under_way(try_out: TryOut) -> None:
    engine = FakeEngine(requests_at_once=2)
    engine.script(fails(RuntimeError("a bug")), waits())

    async def scenario(bench: Bench) -> None:
        task = asyncio.ensure_future(bench.run(order_of("a.png", "b.png", "c.png")))
        await engine.waiting.wait()
        await asyncio.wait([task], timeout=0.1)
        assert not task.done()
        engine.released.set()
        with pytest.raises(RuntimeError, match="a bug"):
            await task

        record = await bench.record()
        assert states(record) == {"a.png": UNKNOWN, "b.png": ANSWERED, "c.png": PLANNED}

    bench = try_out(scenario, engine)

    assert len(engine.asked) == 2
    assert [p.answer.results for p in bench.progress if isinstance(p, RequestAnswered)] == ["b.png"]


def test_when_the_journal_fails_the_answers_under_way_are_waited_for(try_out: TryOut) -> None:
    engine = FakeEngine(requests_at_once=2)
    engine.script(fails(RequestRefused("status 400")), waits())

    async def scenario(bench: Bench) -> None:
        def full(number: int, state: RequestState) -> None:
            if state is FAILED:
                asyncio.get_running_loop().call_later(0.05, engine.released.set)
                raise DiskFull

        bench.journal.before_move = full
        with pytest.raises(DiskFull):
            await bench.run(order_of("a.png", "b.png", "c.png"))

        # Nobody holds the run any more, so what was being sent reads as it is: unknown.
        record = await bench.record()
        assert states(record) == {"a.png": UNKNOWN, "b.png": ANSWERED, "c.png": PLANNED}

    try_out(scenario, engine)

    assert len(engine.asked) == 2


def test_an_answer_that_cannot_be_kept_is_handed_on_and_nothing_more_is_sent(
    try_out: TryOut, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def scenario(bench: Bench) -> None:
        async def hold_database() -> None:
            lock.enter_context(locked(bench.journal))

        with ExitStack() as lock:
            bench.engine.script(looks(hold_database, []))
            with pytest.raises(DatabaseLocked):
                await bench.run(order_of("a.png", "b.png"))

        record = await bench.record()
        assert states(record) == {"a.png": ANSWERED, "b.png": PLANNED}
        (rescued,) = (tmp_path / "rescued").iterdir()
        assert rescued.name == f"{bench.run_id}-1.bin"
        assert rescued.read_bytes() == request_of(record, "a.png").raw
        (told,) = build_report(record).answers
        assert (told.text, told.credits) == ("a.png", 11)

    bench = try_out(scenario)

    assert len(bench.engine.asked) == 1
    assert [p.answer.results for p in bench.progress if isinstance(p, RequestAnswered)] == ["a.png"]
    assert bench.shown["id of a.png"] is PictureState.DONE
    assert str(tmp_path / "rescued") in caplog.text


def test_an_answer_waits_for_a_locked_database(
    try_out: TryOut, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def scenario(bench: Bench) -> None:
        lock = ExitStack()

        async def hold_database() -> None:
            lock.enter_context(locked(bench.journal))
            asyncio.get_running_loop().call_later(0.3, lock.close)

        bench.engine.script(looks(hold_database, []))
        record = await bench.run(order_of("a.png", "b.png"))

        assert states(record) == {"a.png": ANSWERED, "b.png": ANSWERED}

    try_out(scenario)

    assert list((tmp_path / "rescued").iterdir()) == []
    assert "could not be kept" in caplog.text


def test_cancelled_while_the_database_is_locked_an_answer_is_in_a_file(
    try_out: TryOut, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def scenario(bench: Bench) -> None:
        arrived = asyncio.Event()

        async def hold_database() -> None:
            lock.enter_context(locked(bench.journal))
            arrived.set()

        bench.engine.script(looks(hold_database, []))
        with ExitStack() as lock:
            await bench.cancelled(order_of("a.png"), arrived)

    bench = try_out(scenario)

    (rescued,) = (tmp_path / "rescued").iterdir()
    assert b"a.png" in rescued.read_bytes()
    assert [p.answer.results for p in bench.progress if isinstance(p, RequestAnswered)] == ["a.png"]
    assert "was cancelled and met" in caplog.text


def test_an_answer_that_no_file_can_be_made_for_is_handed_on_all_the_same(
    try_out: TryOut, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "rescued").write_text("a file where a folder should be", encoding="utf-8")

    async def scenario(bench: Bench) -> None:
        def full(number: int, state: RequestState) -> None:
            if state is ANSWERED:
                raise DiskFull

        bench.journal.before_move = full
        with pytest.raises(DiskFull):
            await bench.run(order_of("a.png", "b.png"))

    bench = try_out(scenario)

    assert [p.answer.results for p in bench.progress if isinstance(p, RequestAnswered)] == ["a.png"]
    assert "is in no file" in caplog.text


def test_cancelled_while_an_answer_is_kept_it_is_told(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        being_kept = asyncio.Event()

        def watch(number: int, state: RequestState) -> None:
            if state is ANSWERED:
                being_kept.set()

        bench.journal.before_move = watch
        record = await bench.cancelled(order_of("a.png", "b.png"), being_kept)

        assert states(record) == {"a.png": ANSWERED, "b.png": PLANNED}
        assert [summary.credits for summary in await bench.journal.summaries()] == [11]

    bench = try_out(scenario)

    assert bench.shown["id of a.png"] is PictureState.DONE
    assert [p.answer.results for p in bench.progress if isinstance(p, RequestAnswered)] == ["a.png"]


def test_a_whole_answer_counts_even_if_its_connection_broke(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        whole, cut = b'{"results": "12.50"}', b'{"results": "12.'
        bench.engine.script(sends(whole, broken_off=True), sends(cut, broken_off=True))
        record = await bench.run(order_of("a.png", "b.png"))

        assert states(record) == {"a.png": ANSWERED, "b.png": UNKNOWN}
        assert request_of(record, "b.png").raw == cut
        assert "broke off after 16 bytes" in request_of(record, "b.png").message

    try_out(scenario)


def test_without_a_journal_nothing_is_sent_at_all(try_out: TryOut, tmp_path: Path) -> None:
    (tmp_path / "history").write_text("a file where a folder should be", encoding="utf-8")

    async def scenario(bench: Bench) -> None:
        with pytest.raises(Exception, match="folder_read_only"):
            await bench.run(order_of("a.png"))

    bench = try_out(scenario)

    assert bench.engine.asked == []
