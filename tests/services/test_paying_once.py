"""The same pictures, prompt, form and engine: answered from an earlier run, and paid for once."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from fakes.engine import FakeEngine, answers, fails, sends, waits
from inklift.core.errors import ConnectionLost, RequestRefused, UnknownBefore
from inklift.core.pictures import PictureState
from inklift.core.progress import RequestAnswered
from inklift.core.report import build_report
from inklift.core.runs import RequestState, RunOptions, RunOrder
from services.bench import Bench, TryOut, address_source, file_source, order_of, states

PLANNED, SENDING, ANSWERED, FAILED, UNKNOWN = RequestState
AGAIN, RESEND = RunOptions(ask_again=True), RunOptions(resend_unknown=True)


def _asked(bench: Bench) -> list[list[str]]:
    asked = [[each.source.name for each in request.pictures] for request in bench.engine.asked]
    bench.engine.asked.clear()
    return asked


def test_an_earlier_answer_is_given_at_once_with_its_date_and_costs_nothing(
    try_out: TryOut,
) -> None:
    async def scenario(bench: Bench) -> None:
        first = await bench.run(order_of("a.png", "b.png"))
        _asked(bench)
        bench.progress.clear()
        order = order_of(file_source("renamed.png", same_as="a.png"), "c.png")

        plan = await bench.runner.plan(order)
        record = await bench.run(order)

        assert (plan.credits, [request.names for request in plan.to_send]) == (11, [("c.png",)])
        assert _asked(bench) == [["c.png"]]
        assert states(record) == {"renamed.png": ANSWERED, "c.png": ANSWERED}
        told = [p for p in bench.progress if isinstance(p, RequestAnswered)]
        assert [(each.answer.results, each.answer.credits) for each in told] == [
            ("a.png", 0),
            ("c.png", 11),
        ]
        earlier = told[0].request.earlier
        assert earlier is not None
        assert earlier.run_id == first.run_id
        assert earlier.when[:10] == first.started[:10]
        report = build_report(record)
        assert [(each.from_history, each.credits) for each in report.answers] == [
            (True, 0),
            (False, 11),
        ]
        assert report.credits == 11
        summaries = await bench.journal.summaries()
        assert [each.credits for each in summaries] == [11, 22]
        assert bench.shown["id of renamed.png"] is PictureState.DONE

    try_out(scenario)


def test_an_answer_that_was_taken_over_names_the_run_that_it_is_from(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        first = await bench.run(order_of("a.png"))
        await bench.run(order_of("a.png"))
        [request] = (await bench.runner.plan(order_of("a.png"))).requests

        assert request.earlier is not None
        assert request.earlier.run_id == first.run_id
        assert request.earlier.when[:10] == first.started[:10]

    try_out(scenario)


@pytest.mark.parametrize(
    "changed",
    [
        lambda order: replace(order, prompt="What is the date?"),
        lambda order: replace(order, form=replace(order.form, json_mode=True)),
        lambda order: replace(order, options=AGAIN),
        lambda order: order_of("a.png", "b.png", together=True),
        lambda order: replace(
            order, sources=tuple(replace(each, quarter_turns=1) for each in order.sources)
        ),
        lambda order: replace(
            order, sources=tuple(replace(each, page=2) for each in order.sources)
        ),
    ],
    ids=["words", "form", "ask again", "grouping", "turned", "another page"],
)
def test_what_is_asked_otherwise_is_asked(
    try_out: TryOut, changed: Callable[[RunOrder], RunOrder]
) -> None:
    async def scenario(bench: Bench) -> None:
        order = order_of("a.png", "b.png")
        await bench.run(order)
        plan = await bench.runner.plan(changed(order))

        assert plan.to_send == plan.requests

    try_out(scenario)


def test_several_pictures_are_the_same_only_all_together_and_in_their_order(
    try_out: TryOut,
) -> None:
    async def scenario(bench: Bench) -> None:
        await bench.run(order_of("a.png", "b.png", together=True))

        async def to_send(*names: str) -> int:
            return len((await bench.runner.plan(order_of(*names, together=True))).to_send)

        assert await to_send("a.png", "b.png") == 0
        assert await to_send("b.png", "a.png") == 1
        assert await to_send("a.png") == 1
        assert await to_send("a.png", "b.png", "c.png") == 1

    try_out(scenario)


def test_what_may_have_been_charged_is_listed_and_not_sent_again_unasked(
    try_out: TryOut,
) -> None:
    async def scenario(bench: Bench) -> None:
        bench.engine.script(fails(ConnectionLost()), fails(RequestRefused()))
        first = await bench.run(order_of("a.png", "b.png"))
        _asked(bench)

        record = await bench.run(order_of("a.png", "b.png", "c.png"))

        assert _asked(bench) == [["b.png"], ["c.png"]]
        assert states(record) == {"a.png": UNKNOWN, "b.png": ANSWERED, "c.png": ANSWERED}
        assert isinstance(bench.stopped["a.png"], UnknownBefore)
        assert bench.stopped["a.png"].detail == first.run_id
        assert bench.shown["id of a.png"] is PictureState.CHECK

        again = await bench.run(replace(order_of("a.png"), options=AGAIN))
        assert states(again) == {"a.png": UNKNOWN}
        assert _asked(bench) == []

        resent = await bench.run(replace(order_of("a.png"), options=RESEND))
        assert states(resent) == {"a.png": ANSWERED}
        assert _asked(bench) == [["a.png"]]

        settled = await bench.run(order_of("a.png"))
        assert states(settled) == {"a.png": ANSWERED}
        assert _asked(bench) == []

        anew = await bench.run(replace(order_of("a.png"), options=AGAIN))
        assert states(anew) == {"a.png": ANSWERED}
        assert _asked(bench) == [["a.png"]]

    try_out(scenario)


def test_an_address_has_no_bytes_to_know_it_by_but_may_have_been_charged(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        order = order_of(address_source("http://x.example/a"), address_source("http://x.example/b"))
        bench.engine.script(answers(), fails(ConnectionLost()))
        await bench.run(order)
        _asked(bench)

        await bench.run(order)

        assert _asked(bench) == [["http://x.example/a"]]

    try_out(scenario)


def test_an_answer_that_nobody_can_read_is_none(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        bench.engine.script(sends(b"<html>"))
        await bench.run(order_of("a.png"))
        _asked(bench)
        record = await bench.run(order_of("a.png"))

        assert states(record) == {"a.png": UNKNOWN}
        assert _asked(bench) == []

    try_out(scenario)


def test_what_this_computer_read_is_kept_too_and_what_it_left_is_simply_read(
    try_out: TryOut,
) -> None:
    engine = FakeEngine(costs_credits=False)
    evidence = b'{"results": "x", "evidence": {"total": [{"picture": "a.png", "box": [1, 2, 3, 4], "reason": "label"}]}}'  # noqa: E501
    engine.script(sends(evidence), waits())

    async def scenario(bench: Bench) -> None:
        order = order_of("a.png", "b.png", engine_id=engine.id)
        await bench.cancelled(order, engine.waiting)
        engine.released.set()
        _asked(bench)

        renamed = file_source("renamed.png", same_as="a.png")
        record = await bench.run(order_of(renamed, "b.png", engine_id=engine.id))

        assert _asked(bench) == [["b.png"]]
        answer = build_report(record).answers[0]
        assert answer.from_history
        assert answer.evidence["total"][0]["picture"] == "renamed.png"

    try_out(scenario, engine)


def test_another_version_of_the_program_reads_anew_what_this_computer_read(
    try_out: TryOut, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = FakeEngine(costs_credits=False)

    async def scenario(bench: Bench) -> None:
        order = order_of("a.png", engine_id=engine.id)
        await bench.run(order)
        assert not (await bench.runner.plan(order)).to_send
        monkeypatch.setattr("inklift.storage.runs.__version__", "999")
        assert (await bench.runner.plan(order)).to_send

    try_out(scenario, engine)
