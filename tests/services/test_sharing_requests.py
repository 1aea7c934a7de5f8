"""Several pictures in one request, each with its own answer: split, kept, and asked again."""

import json
from dataclasses import replace

import pytest

from fakes.engine import Behaviour, FakeEngine, answers, sends
from inklift.core.errors import EntriesMissing, PriceRose
from inklift.core.extract_image_api import price
from inklift.core.pictures import PictureState
from inklift.core.progress import RequestAnswered, RequestStopped
from inklift.core.report import build_report
from inklift.core.runs import RequestState, RunOrder
from inklift.system.background import Aside
from services.bench import Bench, TryOut, address_source, file_source, history_of, order_of

NAMES = [f"{number}.png" for number in range(5)]


def _order(*names: str, per_request: int = 5, json_mode: bool = True, **options: bool) -> RunOrder:
    order = order_of(*(names or NAMES), json_mode=json_mode)
    return replace(order, options=replace(order.options, per_request=per_request, **options))


def _array(*positions: int, shop: str = "Shop") -> Behaviour:
    return answers(json.dumps([{"index": each, "shop": f"{shop} {each}"} for each in positions]))


def _asked(bench: Bench) -> list[list[str]]:
    asked = [[each.source.name for each in request.pictures] for request in bench.engine.asked]
    bench.engine.asked.clear()
    return asked


def _answers(bench: Bench) -> dict[str, object]:
    told = [each for each in bench.progress if isinstance(each, RequestAnswered)]
    return {each.request.names[0]: each.answer.data for each in told}


def test_pictures_share_requests_and_each_gets_its_own_answer(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        bench.engine.script(_array(0, 1, 2), _array(0, 1))
        order = _order(per_request=3)
        plan = await bench.runner.plan(order)

        record = await bench.run(order)

        assert plan.credits == price(3) + price(2)
        assert _asked(bench) == [NAMES[:3], NAMES[3:]]
        assert _answers(bench) == {
            "0.png": {"shop": "Shop 0"},
            "1.png": {"shop": "Shop 1"},
            "2.png": {"shop": "Shop 2"},
            "3.png": {"shop": "Shop 0"},
            "4.png": {"shop": "Shop 1"},
        }
        assert set(bench.shown.values()) == {PictureState.DONE}
        report = build_report(record)
        assert [each.pictures for each in report.answers] == [(name,) for name in NAMES]
        assert report.credits == sum(each.credits or 0 for each in report.answers) == plan.credits
        [summary] = await bench.journal.summaries()
        assert (summary.answered, summary.unknown, summary.credits) == (5, 0, plan.credits)

    try_out(scenario)


def test_what_the_answer_leaves_out_is_told_and_asked_again_only_on_demand(
    try_out: TryOut,
) -> None:
    async def scenario(bench: Bench) -> None:
        bench.engine.script(_array(0, 1, 1, 4))
        record = await bench.run(_order())
        _asked(bench)

        [stopped] = [each for each in bench.progress if isinstance(each, RequestStopped)]
        assert isinstance(stopped.error, EntriesMissing)
        assert stopped.request.names == ("1.png", "2.png", "3.png")
        assert (stopped.request.credits, stopped.error.credits) == (0, 0)  # the answers have it
        assert stopped.error.pictures == 5
        report = build_report(record)
        assert [each.pictures for each in report.answers] == [("0.png",), ("4.png",)]
        assert [each.pictures for each in report.unknown] == [("1.png", "2.png", "3.png")]
        assert report.credits == price(5)
        [summary] = await bench.journal.summaries()
        assert (summary.answered, summary.unknown) == (2, 3)

        again = await bench.runner.plan(_order())
        assert [(each.names, each.earlier is not None) for each in again.requests] == [
            ((name,), True) for name in NAMES
        ]
        assert again.credits == 0
        bench.engine.script(_array(0, 1), answers('{"shop": "Shop 0"}'))
        bench.progress.clear()

        await bench.run(_order(per_request=2, resend_unknown=True))

        assert _asked(bench) == [["1.png", "2.png"], ["3.png"]]
        assert _answers(bench) == {
            "0.png": {"shop": "Shop 0"},
            "4.png": {"shop": "Shop 4"},
            "1.png": {"shop": "Shop 0"},
            "2.png": {"shop": "Shop 1"},
            "3.png": {"shop": "Shop 0"},
        }
        assert (await bench.runner.plan(_order())).credits == 0

    try_out(scenario)


def test_an_answer_of_which_nothing_can_be_told_apart_was_paid_for_all_the_same(
    try_out: TryOut,
) -> None:
    async def scenario(bench: Bench) -> None:
        bench.engine.script(answers("I cannot read these."))

        record = await bench.run(_order())

        [stopped] = [each for each in bench.progress if isinstance(each, RequestStopped)]
        assert isinstance(stopped.error, EntriesMissing)
        assert stopped.error.credits == price(5)
        report = build_report(record)
        assert (report.answers, report.credits) == ((), price(5))
        assert await bench.journal.spent_this_month() == price(5)

    try_out(scenario)


def test_an_answer_that_was_shared_serves_its_picture_alone(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        bench.engine.script(_array(0, 1, 2, 3, 4))
        await bench.run(_order())
        _asked(bench)
        bench.progress.clear()
        renamed = file_source("renamed.png", same_as="3.png")
        order = replace(_order(per_request=1), sources=(renamed,))

        record = await bench.run(order)

        assert _asked(bench) == []
        assert _answers(bench) == {"renamed.png": {"shop": "Shop 3"}}
        [answer] = build_report(record).answers
        assert (answer.data, answer.credits, answer.from_history) == ({"shop": "Shop 3"}, 0, True)

    try_out(scenario)


def test_what_was_answered_alone_is_not_in_a_shared_request(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        bench.engine.script(answers('{"shop": "Alone"}'))
        await bench.run(_order("2.png"))
        _asked(bench)

        plan = await bench.runner.plan(_order(per_request=2))

        assert [each.names for each in plan.to_send] == [("0.png", "1.png"), ("3.png", "4.png")]
        assert plan.credits == 2 * price(2)

    try_out(scenario)


def test_texts_are_shared_too(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        texts = [{"index": each, "text": f"Text {each}"} for each in range(5)]
        bench.engine.script(answers(json.dumps(texts)))

        record = await bench.run(_order(json_mode=False))

        report = build_report(record)
        assert [each.text for each in report.answers] == [f"Text {each}" for each in range(5)]

    try_out(scenario)


def test_an_answer_without_anything_that_can_be_read_is_unknown_as_ever(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        bench.engine.script(sends(b"<html>"))

        record = await bench.run(_order())

        assert [each.state for each in record.requests] == [RequestState.UNKNOWN]
        assert set(bench.shown.values()) == {PictureState.CHECK}

    try_out(scenario)


def test_addresses_and_files_do_not_share_and_duplicates_are_one(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        pictures = [
            file_source("a.png"),
            address_source("https://a.test/1"),
            file_source("b.png"),
            file_source("same as a.png", same_as="a.png"),
            address_source("https://a.test/2"),
        ]
        order = replace(_order(), sources=tuple(pictures))

        plan = await bench.runner.plan(order)

        assert [each.names for each in plan.requests] == [
            ("a.png", "same as a.png", "b.png"),
            ("https://a.test/1", "https://a.test/2"),
        ]
        assert plan.credits == 2 * price(2)

    try_out(scenario)


def test_long_answers_make_smaller_requests(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        bench.engine.script(answers(json.dumps({"text": "x" * 9_000})))
        await bench.run(_order("long.png"))

        plan = await bench.runner.plan(_order())

        assert [len(each.pictures) for each in plan.requests] == [2, 2, 1]

    try_out(scenario)


def test_a_price_above_the_agreed_one_begins_nothing(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        with pytest.raises(PriceRose) as caught:
            await bench.runner.run(_order(), bench.progress.append, agreed_credits=price(5) - 1)

        assert caught.value.credits == price(5)
        assert bench.progress == []
        assert await bench.journal.summaries() == ()

        bench.engine.script(_array(*range(5)))
        await bench.runner.run(_order(), bench.progress.append, agreed_credits=price(5))
        assert len(_asked(bench)) == 1

    try_out(scenario)


def test_reading_on_this_computer_is_never_shared(try_out: TryOut) -> None:
    async def scenario(bench: Bench) -> None:
        order = replace(_order(), engine_id=bench.engine.id)

        plan = await bench.runner.plan(order)

        assert [len(each.pictures) for each in plan.requests] == [1] * 5

    try_out(scenario, engine=FakeEngine(costs_credits=False))


def test_an_old_run_is_opened_with_the_answer_of_each_picture(
    try_out: TryOut, aside: Aside
) -> None:
    async def scenario(bench: Bench) -> None:
        bench.engine.script(_array(0, 2, 3, 4))
        await bench.run(_order())

        opened = await history_of(bench, aside).open(bench.run_id)

        assert opened is not None
        assert [each.request.names[0] for each in opened.answers] == [
            "0.png",
            "2.png",
            "3.png",
            "4.png",
        ]
        assert opened.states == {1: RequestState.UNKNOWN}

    try_out(scenario)
