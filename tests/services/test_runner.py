"""How a run goes: what each failure stops, what a cancel leaves, what is told meanwhile."""

import asyncio
import random
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from fakes.engine import Behaviour, FakeEngine, answers, fails, waits
from inklift.core.errors import (
    BudgetReached,
    ConnectionLost,
    KeyRejected,
    KeyringLocked,
    NoKey,
    OutOfCredit,
    PictureUnreadable,
    RateLimited,
    ReadingFailed,
    RequestRefused,
    ServerFailed,
    WorkersUnavailable,
)
from inklift.core.pictures import PictureState
from inklift.core.progress import PicturesMoved, RequestAnswered, RunStarted, Waiting
from inklift.core.runs import RequestState, UnopenedPicture
from services.bench import (
    Bench,
    TryOut,
    address_source,
    file_source,
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


def test_what_was_used_is_kept_with_the_answer(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        record = await bench.run(order_of("a.png", "b.png", together=True))

        assert [request.credits for request in record.requests] == [12]
        assert [summary.credits for summary in await bench.journal.summaries()] == [12]

    try_out(scenario)


@pytest.mark.parametrize(
    ("behaviour", "state"),
    [
        (fails(RequestRefused("status 400")), FAILED),
        (fails(ReadingFailed()), FAILED),
        (fails(PictureUnreadable("cut in half")), FAILED),
        (fails(ConnectionLost()), UNKNOWN),
        (fails(ServerFailed("status 502")), UNKNOWN),
    ],
)
def test_a_request_that_fails_costs_only_itself(
    try_out: TryOut, behaviour: Behaviour, state: RequestState
) -> None:
    async def scenario(bench: Bench) -> None:
        bench.engine.script(answers(), behaviour)
        record = await bench.run(order_of("a.png", "b.png", "c.png"))

        assert states(record) == {"a.png": ANSWERED, "b.png": state, "c.png": ANSWERED}

    bench = try_out(scenario)

    assert list(bench.stopped) == ["b.png"]


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (NoKey(), PLANNED),
        (KeyRejected("status 401"), PLANNED),
        (KeyringLocked(), PLANNED),
        (OutOfCredit("status 402"), PLANNED),
        (RateLimited(retry_after_s=10_000), PLANNED),
        (WorkersUnavailable(), PLANNED),
    ],
)
def test_what_would_happen_to_all_stops_the_run_and_the_rest_stays_pending(
    try_out: TryOut, error: Exception, state: RequestState
) -> None:
    async def scenario(bench: Bench) -> None:
        bench.engine.script(answers(), *[fails(error)] * 3)
        record = await bench.run(order_of("a.png", "b.png", "c.png", "d.png"))

        assert states(record) == {
            "a.png": ANSWERED,
            "b.png": state,
            "c.png": PLANNED,
            "d.png": PLANNED,
        }

    bench = try_out(scenario)

    assert bench.stopped == {"b.png": error}
    assert "c.png" not in [request.pictures[0].source.name for request in bench.engine.asked]


def test_a_rate_limit_is_waited_for_and_the_request_is_sent_again(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        bench.engine.script(fails(RateLimited(retry_after_s=7)))
        record = await bench.run(order_of("a.png"))

        assert states(record) == {"a.png": ANSWERED}

    bench = try_out(scenario)

    assert bench.waits_s == [7]
    assert [p.seconds for p in bench.progress if isinstance(p, Waiting)] == [7]
    assert [state for _, state in bench.journal.moves] == [SENDING, PLANNED, SENDING, ANSWERED]


@pytest.mark.parametrize(("costs_credits", "left"), [(True, UNKNOWN), (False, PLANNED)])
def test_cancelling_leaves_what_was_sent_unknown_only_if_it_may_have_cost_something(
    try_out: TryOut, costs_credits: bool, left: RequestState
) -> None:
    engine = FakeEngine(costs_credits=costs_credits)
    engine.script(answers(), waits())

    async def scenario(bench: Bench) -> None:
        order = order_of("a.png", "b.png", "c.png", engine_id=engine.id)
        record = await bench.cancelled(order, engine.waiting)

        assert states(record) == {"a.png": ANSWERED, "b.png": left, "c.png": PLANNED}

    bench = try_out(scenario, engine)

    assert bench.shown == {
        "id of a.png": PictureState.DONE,
        "id of b.png": PictureState.CHECK if costs_credits else PictureState.READY,
        "id of c.png": PictureState.READY,
    }


def test_cancelling_an_upload_leaves_the_request_pending(try_out: TryOut) -> None:
    engine = FakeEngine()
    engine.uploads_slowly = True

    async def scenario(bench: Bench) -> None:
        record = await bench.cancelled(order_of("a.png"), engine.waiting)

        assert states(record) == {"a.png": PLANNED}

    bench = try_out(scenario, engine)

    assert len(engine.asked) == 1
    assert bench.shown == {"id of a.png": PictureState.READY}


def test_cancelling_just_before_the_first_byte_leaves_the_request_pending(
    try_out: TryOut,
) -> None:
    async def scenario(bench: Bench) -> None:
        about_to_send = asyncio.Event()
        bench.journal.before_move = lambda number, state: about_to_send.set()
        record = await bench.cancelled(order_of("a.png"), about_to_send)

        assert states(record) == {"a.png": PLANNED}

    bench = try_out(scenario)

    assert bench.engine.asked == []


def test_cancelling_while_several_are_under_way_forgets_none_of_them(try_out: TryOut) -> None:
    engine = FakeEngine(requests_at_once=3)
    engine.script(waits(), waits(), waits())

    async def scenario(bench: Bench) -> None:
        all_wait = asyncio.Event()

        def count_down(number: int, state: RequestState) -> None:
            if number == 3:
                asyncio.get_running_loop().call_later(0.05, all_wait.set)

        bench.journal.before_move = count_down
        record = await bench.cancelled(order_of(*"abcde"), all_wait)

        assert states(record) == dict.fromkeys("abc", UNKNOWN) | dict.fromkeys("de", PLANNED)

    try_out(scenario, engine)


def test_what_waits_to_be_sent_again_is_not_sent_when_the_run_is_over(try_out: TryOut) -> None:
    engine = FakeEngine(requests_at_once=2)
    engine.script(waits(fails(RateLimited(retry_after_s=7))), fails(KeyRejected("status 401")))

    async def scenario(bench: Bench) -> None:
        def let_go_soon(number: int, state: RequestState) -> None:
            if state is PLANNED and number == 2:  # the run is over when it is told of this
                asyncio.get_running_loop().call_later(0.1, engine.released.set)

        bench.journal.before_move = let_go_soon
        record = await bench.run(order_of("a.png", "b.png", "c.png"))

        assert set(states(record).values()) == {PLANNED}

    bench = try_out(scenario, engine)

    assert len(engine.asked) == 2
    assert list(bench.stopped) == ["b.png"]
    assert set(bench.shown.values()) == {PictureState.READY}


def test_what_all_requests_under_way_meet_is_told_once(try_out: TryOut) -> None:
    engine = FakeEngine(requests_at_once=3)
    engine.script(*[waits(fails(KeyRejected("status 401")))] * 3)
    engine.released.set()

    async def scenario(bench: Bench) -> None:
        record = await bench.run(order_of("a.png", "b.png", "c.png", "d.png"))

        assert set(states(record).values()) == {PLANNED}

    bench = try_out(scenario, engine)

    assert len(bench.stopped) == 1
    assert set(bench.shown.values()) == {PictureState.READY}


def test_what_did_not_open_is_kept_with_the_run(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        unopened = (UnopenedPicture("c.eps", "unsupported", "EPS"),)
        record = await bench.run(replace(order_of("a.png", "b.png"), unopened=unopened))

        assert states(record) == {"a.png": ANSWERED, "b.png": ANSWERED, "c.eps": FAILED}

    bench = try_out(scenario)

    assert len(bench.engine.asked) == 2


def test_with_nothing_that_opened_there_is_a_run_of_failures(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        unopened = (UnopenedPicture("c.eps", "unsupported", "EPS"),)
        record = await bench.run(replace(order_of(), unopened=unopened))

        assert states(record) == {"c.eps": FAILED}

    try_out(scenario)


def test_the_same_bytes_twice_are_one_request_with_both_names(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        copy = file_source("copy.png", same_as="a.png")
        record = await bench.run(order_of("a.png", "b.png", copy))

        assert [request.names for request in record.requests] == [
            ("a.png", "copy.png"),
            ("b.png",),
        ]

    bench = try_out(scenario)

    assert len(bench.engine.asked) == 2
    answered = [p for p in bench.progress if isinstance(p, RequestAnswered)]
    assert answered[0].request.names == ("a.png", "copy.png")


def test_addresses_and_bytes_are_never_in_one_request(try_out: TryOut) -> None:
    web = [address_source(f"https://shop.example/{number}.png") for number in (1, 2)]

    async def scenario(bench: Bench) -> None:
        await bench.run(order_of(web[0], "a.png", web[1], "b.png", together=True))

    bench = try_out(scenario)

    asked = {
        tuple(picture.source.name for picture in request.pictures): request.send_addresses
        for request in bench.engine.asked
    }
    assert asked == {("a.png", "b.png"): False, tuple(source.name for source in web): True}


def test_a_bad_picture_among_prepared_ones_loses_nothing(try_out: TryOut, tmp_path: Path) -> None:
    good, bad, other = (tmp_path / name for name in ("good.png", "bad.png", "other.png"))
    for path in (good, other):
        Image.new("RGB", (6, 6), "white").save(path)
    bad.write_bytes(good.read_bytes()[:30])
    sources = [file_source(path.name, path) for path in (good, bad, other)]

    async def scenario(bench: Bench) -> None:
        record = await bench.run(order_of(*sources))

        assert states(record) == {"good.png": ANSWERED, "bad.png": FAILED, "other.png": ANSWERED}
        assert request_of(record, "bad.png").code == "unreadable"

    bench = try_out(scenario, FakeEngine(takes_prepared=True))

    assert len(bench.engine.asked) == 2
    assert list((tmp_path / "scratch").iterdir()) == []


def test_together_with_a_picture_that_is_too_large_nothing_is_sent(
    try_out: TryOut, tmp_path: Path
) -> None:
    small, large = tmp_path / "small.png", tmp_path / "large.png"
    Image.new("RGB", (6, 6), "white").save(small)
    noise = random.Random(4).randbytes(5_200 * 5_000 * 3)  # hardly made smaller even with loss
    Image.frombytes("RGB", (5_200, 5_000), noise).save(large, compress_level=0)
    sources = [file_source(path.name, path) for path in (small, large)]

    async def scenario(bench: Bench) -> None:
        record = await bench.run(order_of(*sources, together=True))

        assert [request.state for request in record.requests] == [FAILED]
        assert record.requests[0].code == "too_large"
        assert "large.png" in record.requests[0].message

    bench = try_out(scenario, FakeEngine(takes_prepared=True))

    assert bench.engine.asked == []
    assert list((tmp_path / "scratch").iterdir()) == []


def test_the_run_is_told_before_anything_of_it_moves(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        await bench.run(order_of("a.png"))

    bench = try_out(scenario)

    assert isinstance(bench.progress[0], RunStarted)
    moved = [p.state for p in bench.progress if isinstance(p, PicturesMoved)]
    assert moved == [PictureState.PREPARING, PictureState.READING, PictureState.DONE]


def test_a_budget_stops_the_run_before_it_is_passed(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        bench.budget_credits = 25
        record = await bench.run(order_of("a.png", "b.png", "c.png", "d.png"))

        assert list(states(record).values()) == [ANSWERED, ANSWERED, PLANNED, PLANNED]
        assert isinstance(bench.stopped["c.png"], BudgetReached)
        assert len(bench.engine.asked) == 2

    try_out(scenario)


def test_this_computer_has_no_budget(try_out: TryOut) -> None:
    engine = FakeEngine(costs_credits=False)

    async def scenario(bench: Bench) -> None:
        bench.budget_credits = 0
        record = await bench.run(order_of("a.png", engine_id=engine.id))

        assert states(record) == {"a.png": ANSWERED}

    try_out(scenario, engine)
