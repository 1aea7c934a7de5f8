"""A run that the user holds, or that waits for the network: nothing begins, nothing is lost."""

import asyncio

import pytest

from fakes.engine import FakeEngine, answers, fails, waits
from inklift.core.errors import Offline, TimedOut
from inklift.core.pictures import PictureState
from inklift.core.progress import RequestAnswered, Waiting
from inklift.core.runs import RequestState
from inklift.services.pacing import PauseSwitch
from services.bench import Bench, TryOut, order_of, states

ANSWERED, PLANNED, UNKNOWN = RequestState.ANSWERED, RequestState.PLANNED, RequestState.UNKNOWN


def test_while_it_is_held_answers_come_but_nothing_is_sent(try_out: TryOut) -> None:
    engine = FakeEngine(requests_at_once=2)
    engine.script(waits(), waits())
    switch = PauseSwitch()

    async def scenario(bench: Bench) -> None:
        names = [f"{number}.png" for number in range(5)]
        run = asyncio.ensure_future(
            bench.runner.run(order_of(*names), bench.progress.append, switch=switch)
        )
        await engine.waiting.wait()
        await bench.until_nothing_moves()
        await switch.set_paused(True)
        engine.released.set()
        await bench.until_nothing_moves()
        answered = [p for p in bench.progress if isinstance(p, RequestAnswered)]
        sent_by_then = len(engine.asked)
        left = [state for state in states(await bench.record()).values() if state is PLANNED]
        await switch.set_paused(False)
        record = await run

        assert (len(answered), sent_by_then, len(left)) == (2, 2, 3)
        assert set(states(record).values()) == {ANSWERED}

    try_out(scenario, engine)

    assert len(engine.asked) == 5


def test_a_held_run_can_be_stopped(try_out: TryOut) -> None:
    switch = PauseSwitch()

    async def scenario(bench: Bench) -> None:
        await switch.set_paused(True)
        run = asyncio.ensure_future(
            bench.runner.run(order_of("a.png", "b.png"), bench.progress.append, switch=switch)
        )
        await bench.until_nothing_moves()
        run.cancel()
        await asyncio.wait([run])

        assert run.cancelled()
        assert set(states(await bench.record()).values()) == {PLANNED}

    bench = try_out(scenario)

    assert bench.engine.asked == []
    assert set(bench.shown.values()) == {PictureState.READY}


@pytest.mark.parametrize("outage", [4, 40])
def test_a_network_lost_in_the_middle_is_waited_for(try_out: TryOut, outage: int) -> None:
    async def scenario(bench: Bench) -> None:
        bench.engine.script(answers(), *[fails(Offline())] * outage)
        record = await bench.run(order_of("a.png", "b.png", "c.png"))

        assert set(states(record).values()) == {ANSWERED}

    bench = try_out(scenario)

    assert bench.waits_s == [0.5, 1.0, *[10.0] * (outage - 2)]
    assert len([p for p in bench.progress if isinstance(p, Waiting)]) == outage
    assert bench.stopped == {}


def test_a_network_that_stays_away_ends_the_run_and_the_rest_waits(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        bench.engine.script(answers(), *[fails(Offline())] * 999)
        record = await bench.run(order_of("a.png", "b.png", "c.png"))

        assert states(record) == {"a.png": ANSWERED, "b.png": PLANNED, "c.png": PLANNED}

    bench = try_out(scenario)

    assert [type(error) for error in bench.stopped.values()] == [Offline]
    assert set(bench.shown.values()) == {PictureState.DONE, PictureState.READY}


def test_a_run_that_never_reached_the_service_does_not_wait_for_it(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        bench.engine.script(*[fails(Offline())] * 9)
        record = await bench.run(order_of("a.png", "b.png"))

        assert set(states(record).values()) == {PLANNED}

    bench = try_out(scenario)

    assert len(bench.engine.asked) == 3
    assert list(bench.stopped) == ["a.png"]


def test_what_was_with_the_service_when_the_network_went_is_not_sent_again(
    try_out: TryOut,
) -> None:
    async def scenario(bench: Bench) -> None:
        bench.engine.script(answers(), fails(TimedOut()), *[fails(Offline())] * 9)
        record = await bench.run(order_of("a.png", "b.png", "c.png"))

        assert states(record) == {"a.png": ANSWERED, "b.png": UNKNOWN, "c.png": ANSWERED}

    bench = try_out(scenario)

    asked = [request.pictures[0].source.name for request in bench.engine.asked]
    assert asked.count("b.png") == 1
