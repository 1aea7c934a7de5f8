"""Runs and money: what was used, and that nothing is paid for twice by a slip."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.controllers.extraction_bench import PAID, TOGETHER, ExtractionBench
from fakes.window_services import source
from inklift.core.errors import (
    DiskFull,
    KeyRejected,
    Offline,
    PictureTooLarge,
    RateLimited,
    TimedOut,
)
from inklift.core.extract_image_api import RateLimit
from inklift.core.pictures import PictureState
from inklift.core.progress import RequestStopped
from inklift.desktop.controllers.extraction import Question
from inklift.engines.registry import ON_DEVICE


def test_credits_are_summed_over_runs_by_what_the_service_says(bench: ExtractionBench) -> None:
    plan = bench.start()
    bench.answer(plan.requests[0], credits=11)
    bench.answer(plan.requests[1], credits=None)
    bench.end()
    plan = bench.start()
    bench.answer(plan.requests[0], credits=9)
    outcome = bench.end()

    assert bench.credits_used == [11, 20]
    assert outcome.credits_used == 9


def test_rate_limits_are_told_where_the_service_names_them(bench: ExtractionBench) -> None:
    plan = bench.start()
    bench.answer(plan.requests[0])
    bench.answer(plan.requests[1], rate_limit=RateLimit(10, 4))
    bench.end()

    assert bench.rate_limits == [RateLimit(10, 4)]


def test_shrinking_sends_only_what_was_too_large_so_that_nothing_is_paid_twice(
    bench: ExtractionBench,
) -> None:
    plan = bench.start()
    bench.answer(plan.requests[0])
    bench.runner.tell(RequestStopped(plan.requests[1], PictureTooLarge("2")))
    bench.runner.tell(RequestStopped(plan.requests[2], TimedOut()))
    bench.end()

    bench.start(shrink_to_fit=True)
    bench.end()
    bench.extraction.start(shrink_to_fit=True)  # nothing is too large any more

    assert len(bench.runner.orders) == 2
    order = bench.runner.orders[-1]
    assert [one.id for one in order.sources] == ["id-2"]
    assert order.options.shrink_to_fit


def test_shrinking_an_answer_for_all_sends_all_of_its_pictures(bench: ExtractionBench) -> None:
    plan = bench.start(TOGETHER)
    bench.runner.tell(RequestStopped(plan.requests[0], PictureTooLarge("2")))
    bench.end()

    bench.start(TOGETHER, shrink_to_fit=True)
    bench.end()

    assert bench.runner.orders[-1].sources == bench.sources


# What was sent before.


def _paid_before(bench: ExtractionBench) -> list[str]:
    bench.extraction.replan()
    return [name for request in bench.extraction.paid_before() for name in request.names]


def _names(*numbers: int) -> list[str]:
    return [f"folder/picture-{number}.png" for number in numbers]


def test_before_anything_was_sent_nothing_is_paid_before(bench: ExtractionBench) -> None:
    bench.extraction.ask(PAID)

    assert _paid_before(bench) == []


def test_what_was_answered_or_may_have_been_charged_was_paid_before(
    bench: ExtractionBench,
) -> None:
    plan = bench.start()
    bench.answer(plan.requests[0])
    bench.runner.tell(RequestStopped(plan.requests[1], TimedOut()))
    bench.end()

    assert _paid_before(bench) == _names(1, 2)


@pytest.mark.parametrize("error", [KeyRejected(), RateLimited(), Offline()])
def test_what_was_refused_or_never_left_may_simply_be_asked_again(
    bench: ExtractionBench, error: KeyRejected | RateLimited | Offline
) -> None:
    plan = bench.start()
    bench.runner.tell(RequestStopped(plan.requests[0], error))
    bench.end()

    assert _paid_before(bench) == []


@pytest.mark.parametrize(
    "break_off",
    [
        lambda bench: bench.extraction.stop(),
        lambda bench: bench.runner.fail(DiskFull("journal")),
    ],
    ids=["stopped", "broke"],
)
def test_what_was_under_way_when_a_run_broke_off_was_paid_before(
    bench: ExtractionBench, break_off: Callable[[ExtractionBench], None]
) -> None:
    bench.start()
    bench.move("id-1", PictureState.READING)
    bench.move("id-2", PictureState.PREPARING)

    break_off(bench)
    bench.outcome()

    assert _paid_before(bench) == _names(1)


@pytest.mark.parametrize(
    "other",
    [
        replace(PAID, prompt="What is the date?"),
        replace(PAID, form=replace(PAID.form, json_mode=True)),
        replace(PAID, engine_id=ON_DEVICE.id),
        TOGETHER,
    ],
    ids=["words", "form", "engine", "grouping"],
)
def test_another_question_is_new_and_the_old_one_again_is_not(
    bench: ExtractionBench, other: Question
) -> None:
    bench.answer(bench.start().requests[0])
    bench.end()

    bench.extraction.ask(other)
    otherwise = _paid_before(bench)
    bench.extraction.ask(PAID)

    assert otherwise == []
    assert _paid_before(bench) == _names(1)


def test_a_question_changed_during_the_run_is_not_what_was_paid_for(
    bench: ExtractionBench,
) -> None:
    plan = bench.start()
    bench.extraction.ask(replace(PAID, prompt="What is the date?"))
    bench.answer(plan.requests[0])
    bench.end()

    assert _paid_before(bench) == []


def test_a_turned_picture_is_another_one_to_the_service(bench: ExtractionBench) -> None:
    bench.answer(bench.start().requests[0])
    bench.end()

    bench.sources = (source(1, quarter_turns=1), *bench.sources[1:])

    assert _paid_before(bench) == []


def test_a_picture_removed_and_added_again_was_paid_before(bench: ExtractionBench) -> None:
    bench.answer(bench.start().requests[0])
    bench.end()

    bench.sources = (source(2), source(1, id="anew", name="folder/picture-1.png"))

    assert _paid_before(bench) == _names(1)


def test_a_request_for_all_together_was_paid_before_only_with_the_same_pictures(
    bench: ExtractionBench,
) -> None:
    bench.answer(bench.start(TOGETHER).requests[0])
    bench.end()
    same = _paid_before(bench)

    bench.sources = bench.sources[:2]

    assert same == _names(1, 2, 3)
    assert _paid_before(bench) == []


def test_this_computer_never_asks_to_be_paid(bench: ExtractionBench) -> None:
    bench.answer(bench.start(Question("Total?")).requests[0], credits=0)
    bench.end()
    bench.start(Question("Total?"))
    bench.move("id-2", PictureState.READING)
    bench.extraction.stop()
    bench.outcome()

    assert _paid_before(bench) == []


def test_only_what_is_new_is_sent_when_so_wished(bench: ExtractionBench) -> None:
    plan = bench.start()
    bench.answer(plan.requests[0])
    bench.end()
    bench.extraction.replan()

    bench.answer(bench.start(only_new=True).requests[0], "second")
    bench.end()

    assert [one.id for one in bench.runner.orders[-1].sources] == ["id-2", "id-3"]
    assert bench.extraction.answer_for("id-1") is not None  # from before


def test_two_names_of_one_picture_are_both_left_out(bench: ExtractionBench) -> None:
    bench.sources = (source(1), source(1, id="copy", name="copy.png"), source(2))
    bench.answer(bench.start().requests[0])
    bench.end()
    bench.extraction.replan()

    bench.start(only_new=True)
    bench.end()

    assert [one.id for one in bench.runner.orders[-1].sources] == ["id-2"]


def test_without_anything_new_nothing_is_sent(bench: ExtractionBench) -> None:
    plan = bench.start()
    for request in plan.requests:
        bench.answer(request)
    bench.end()
    bench.extraction.replan()

    bench.extraction.start(only_new=True)

    assert not bench.extraction.is_running


def test_all_of_it_is_sent_again_when_so_wished(bench: ExtractionBench) -> None:
    plan = bench.start()
    for request in plan.requests:
        bench.answer(request)
    bench.end()

    bench.start()
    bench.end()

    assert bench.runner.orders[-1].sources == bench.sources
