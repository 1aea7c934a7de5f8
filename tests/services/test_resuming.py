"""Going on with a kept run: what is left of it is sent, and nothing else."""

import asyncio
from pathlib import Path

import pytest

from fakes.engine import FakeEngine, answers, fails, waits
from inklift.core.errors import ConnectionLost, PictureChanged, PictureMissing, RunUnderWay
from inklift.core.pictures import PictureSource
from inklift.core.progress import RunStarted
from inklift.core.runs import RequestState, RunOrder, RunRecord
from inklift.services.pacing import PauseSwitch
from services.bench import Bench, TryOut, file_source, order_of, request_of, states

PLANNED, SENDING, ANSWERED, FAILED, UNKNOWN = RequestState
NAMES = ("a.png", "b.png", "c.png", "d.png")


@pytest.fixture
def interrupted(tmp_path: Path) -> RunOrder:
    """An order over files that are there, each with its name for its bytes."""
    return order_of(*(_source(tmp_path, name) for name in NAMES))


def _source(folder: Path, name: str) -> PictureSource:
    (folder / name).write_text(name, encoding="utf-8")
    return file_source(name, folder / name)


async def _interrupt(bench: Bench, order: RunOrder) -> None:
    """One picture is answered, one unknown, and two are left."""
    bench.engine.script(answers(), waits())
    record = await bench.cancelled(order, bench.engine.waiting)
    assert list(states(record).values()) == [ANSWERED, UNKNOWN, PLANNED, PLANNED]
    bench.engine.asked.clear()


async def _resume(bench: Bench, *, resend_unknown: bool = False) -> RunRecord:
    record = await bench.runner.resume(
        bench.run_id, bench.progress.append, resend_unknown=resend_unknown
    )
    assert record is not None
    return record


def _asked(bench: Bench) -> list[str]:
    return [request.pictures[0].source.name for request in bench.engine.asked]


@pytest.mark.parametrize(
    ("resend_unknown", "sent", "left"),
    [(False, ["c.png", "d.png"], UNKNOWN), (True, ["b.png", "c.png", "d.png"], ANSWERED)],
)
def test_what_is_left_is_sent_and_what_may_have_been_charged_only_on_demand(
    try_out: TryOut,
    interrupted: RunOrder,
    resend_unknown: bool,
    sent: list[str],
    left: RequestState,
) -> None:
    async def scenario(bench: Bench) -> None:
        await _interrupt(bench, interrupted)
        record = await _resume(bench, resend_unknown=resend_unknown)

        assert states(record) == dict(zip(NAMES, [ANSWERED, left, ANSWERED, ANSWERED], strict=True))
        assert _asked(bench) == sent
        started = [p for p in bench.progress if isinstance(p, RunStarted)][-1]
        assert [request.names[0] for request in started.plan.requests] == sent
        assert started.plan.credits == 11 * len(sent)
        assert {request.prompt for request in bench.engine.asked} == {interrupted.prompt}
        with pytest.raises(ValueError, match="not held"):  # its lock was let go of
            await bench.journal.move(record.run_id, 1, SENDING)

    try_out(scenario)


def test_a_run_of_which_nothing_is_left_asks_nobody(try_out: TryOut, interrupted: RunOrder) -> None:
    async def scenario(bench: Bench) -> None:
        before = await bench.run(interrupted)
        bench.engine.asked.clear()

        assert await _resume(bench) == before
        assert not bench.engine.asked
        assert await bench.runner.resume("no-such-run", bench.progress.append) is None

    try_out(scenario)


def test_a_picture_whose_file_changed_is_not_sent_and_the_others_are(
    try_out: TryOut, interrupted: RunOrder, tmp_path: Path
) -> None:
    async def scenario(bench: Bench) -> None:
        await _interrupt(bench, interrupted)
        (tmp_path / "c.png").write_text("another receipt", encoding="utf-8")
        (tmp_path / "b.png").unlink()
        record = await _resume(bench, resend_unknown=True)

        assert list(states(record).values()) == [ANSWERED, FAILED, FAILED, ANSWERED]
        assert request_of(record, "c.png").code == PictureChanged.code
        assert request_of(record, "b.png").code == PictureMissing.code
        assert _asked(bench) == ["d.png"]

    try_out(scenario)


def test_a_run_that_is_under_way_is_left_alone(try_out: TryOut, interrupted: RunOrder) -> None:
    engine = FakeEngine()
    engine.script(waits())

    async def scenario(bench: Bench) -> None:
        task = asyncio.ensure_future(bench.run(interrupted))
        await engine.waiting.wait()
        with pytest.raises(RunUnderWay):
            await _resume(bench)
        engine.released.set()

        assert set(states(await task).values()) == {ANSWERED}

    try_out(scenario, engine)


def test_a_resumed_run_may_be_interrupted_again(try_out: TryOut, interrupted: RunOrder) -> None:
    async def scenario(bench: Bench) -> None:
        await _interrupt(bench, interrupted)
        bench.engine.script(answers(), fails(ConnectionLost()))
        record = await _resume(bench)
        assert list(states(record).values()) == [ANSWERED, UNKNOWN, ANSWERED, UNKNOWN]

        again = await _resume(bench, resend_unknown=True)
        assert set(states(again).values()) == {ANSWERED}

    try_out(scenario)


def test_a_run_that_goes_on_can_be_held(try_out: TryOut, interrupted: RunOrder) -> None:
    switch = PauseSwitch()

    async def scenario(bench: Bench) -> None:
        await _interrupt(bench, interrupted)
        await switch.set_paused(True)
        going_on = asyncio.ensure_future(
            bench.runner.resume(bench.run_id, bench.progress.append, switch=switch)
        )
        await bench.until_nothing_moves()
        sent_while_held = _asked(bench)
        await switch.set_paused(False)
        await going_on

        assert sent_while_held == []
        assert _asked(bench) == ["c.png", "d.png"]

    try_out(scenario)
