"""Runs and money: what was used, and that nothing is paid for twice by a slip."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.controllers.extraction_bench import PAID, TOGETHER, ExtractionBench
from fakes.window_services import source
from inklift.core.answers import Answer
from inklift.core.errors import (
    DiskFull,
    EntriesMissing,
    KeyRejected,
    Offline,
    PictureTooLarge,
    RateLimited,
    TimedOut,
    UnknownBefore,
)
from inklift.core.extract_image_api import RateLimit
from inklift.core.kept_runs import OpenedAnswer, OpenedRun
from inklift.core.pictures import PictureState
from inklift.core.progress import RequestStopped
from inklift.core.runs import (
    Earlier,
    KeptRun,
    Plan,
    PlannedPicture,
    PlannedRequest,
    RequestState,
    RunOrder,
    RunRecord,
)
from inklift.desktop.controllers.shown_run import Again, Question


def test_credits_are_summed_by_what_the_service_says(bench: ExtractionBench) -> None:
    plan = bench.start()
    bench.answer(plan.requests[0], credits=11)
    bench.answer(plan.requests[1], credits=None)
    first = bench.end()
    plan = bench.start()
    bench.answer(plan.requests[0], credits=9)
    outcome = bench.end()

    assert (first.credits_used, outcome.credits_used) == (11, 9)


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


# What was asked before.


ANSWERED = Earlier("run-1", "2026-03-04T10:00:00.000+01:00", 17)
UNANSWERED = Earlier("run-1", "2026-03-05T10:00:00.000+01:00", None)


def _known(bench: ExtractionBench, number: int, earlier: Earlier) -> None:
    bench.runner.earlier[source(number).fingerprint] = earlier


def _ids(plan: Plan) -> list[str]:
    return [request.pictures[0].source.id for request in plan.to_send]


def test_the_price_is_told_at_once_and_without_what_is_known_a_moment_later(
    bench: ExtractionBench,
) -> None:
    _known(bench, 1, ANSWERED)
    _known(bench, 2, UNANSWERED)

    bench.extraction.ask(PAID)
    first = bench.plans[-1]
    bench.wait(lambda: bench.extraction.plan.credits == 11)

    assert first.credits == 33
    assert bench.plans[-1] == bench.extraction.plan
    assert _ids(bench.extraction.plan) == ["id-3"]


def test_pictures_that_were_just_added_are_in_the_price_of_a_run_that_begins_now(
    bench: ExtractionBench,
) -> None:
    bench.extraction.ask(PAID)
    bench.wait(lambda: bool(bench.runner.planned))
    bench.sources = (*bench.sources, source(9))  # and nobody has told the controller yet

    assert bench.extraction.price_now() == 44
    assert bench.plans[-1].credits == 44


def test_the_price_of_a_run_that_begins_now_leaves_out_what_is_known(
    bench: ExtractionBench,
) -> None:
    _known(bench, 1, ANSWERED)
    bench.extraction.ask(PAID)
    bench.wait(lambda: bench.extraction.plan.credits == 22)

    assert bench.extraction.price_now() == 22


def test_other_words_cost_the_whole_price_until_it_is_known_better(
    bench: ExtractionBench,
) -> None:
    _known(bench, 1, ANSWERED)
    bench.extraction.ask(PAID)
    bench.wait(lambda: bench.extraction.plan.credits == 22)

    bench.extraction.ask(replace(PAID, prompt="What is the date?"))

    assert bench.extraction.plan.credits == 33


def test_a_change_is_looked_up_once_it_is_quiet(bench: ExtractionBench) -> None:
    for length in range(1, 9):
        bench.extraction.ask(replace(PAID, prompt="What is"[:length]))
    bench.wait(lambda: bool(bench.runner.planned))

    assert [order.prompt for order in bench.runner.planned] == ["What is"]


def test_an_earlier_answer_is_shown_with_its_date_and_may_be_asked_again(
    bench: ExtractionBench,
) -> None:
    _known(bench, 1, ANSWERED)
    plan = bench.start()
    bench.answer(plan.requests[0], credits=0)
    bench.answer(plan.requests[1])
    outcome = bench.end()

    assert [each.asked_before for each in bench.arrived] == [ANSWERED.when, None]
    assert outcome.asked_before == (ANSWERED.when,)
    assert outcome.from_history == Again(("id-1",), 11)
    assert outcome.credits_used == 11

    again = bench.begun(lambda: bench.extraction.ask_again(outcome.from_history))
    bench.end()
    assert _ids(again) == ["id-1"]


def test_what_may_have_been_charged_before_is_no_trouble_of_this_run_and_may_be_resent(
    bench: ExtractionBench,
) -> None:
    _known(bench, 1, UNANSWERED)
    plan = bench.start()
    bench.runner.tell(RequestStopped(plan.requests[0], UnknownBefore("run-1")))
    bench.runner.tell(RequestStopped(plan.requests[1], TimedOut()))
    outcome = bench.end()

    assert [type(trouble.error) for trouble in bench.troubles] == [TimedOut]
    assert outcome.unknown == Again(("id-1", "id-2"), 22)

    again = bench.begun(lambda: bench.extraction.resend(outcome.unknown))
    bench.end()
    assert _ids(again) == ["id-1", "id-2"]
    assert bench.runner.orders[-1].options.resend_unknown


def test_of_a_run_that_is_opened_what_its_answers_left_out_is_asked_again_in_smaller_requests(
    bench: ExtractionBench,
) -> None:
    pictures = tuple(PlannedPicture(each, (each.name,), (each.id,)) for each in bench.sources)
    shared = PlannedRequest(1, pictures, 13)
    alone = replace(shared, pictures=pictures[1:2])
    record = RunRecord("run", 9, "", PAID.engine_id, PAID.prompt, PAID.form, ())
    order = RunOrder(bench.sources, PAID.prompt, PAID.form, PAID.engine_id)
    kept = KeptRun(order, Plan((shared,)), record)
    answers = (OpenedAnswer(alone, Answer("Tea 2.10")),)

    bench.extraction.show_kept(OpenedRun(kept, answers, {1: RequestState.UNKNOWN}))

    assert bench.extraction.failed == Again(("id-1", "id-3"), 22, 1)


def test_what_an_answer_left_out_was_paid_for_and_may_be_asked_again_in_smaller_requests(
    bench: ExtractionBench,
) -> None:
    plan = bench.start()
    lacking = EntriesMissing(pictures=8, credits=18)
    bench.runner.tell(RequestStopped(replace(plan.requests[0], credits=0), lacking))
    outcome = bench.end()

    assert outcome.credits_used == 18
    assert outcome.unknown.credits == 0  # nothing is in doubt
    [trouble] = bench.troubles
    assert trouble.may_be_charged == Again(("id-1",), 0, 4)
    assert bench.extraction.priced(trouble.may_be_charged).credits == 11


@pytest.mark.parametrize("error", [KeyRejected(), RateLimited(), Offline()])
def test_what_was_refused_or_never_left_is_not_unknown(
    bench: ExtractionBench, error: KeyRejected | RateLimited | Offline
) -> None:
    plan = bench.start()
    bench.runner.tell(RequestStopped(plan.requests[0], error))

    assert bench.end().unknown == Again()


@pytest.mark.parametrize(
    "break_off",
    [
        lambda bench: bench.extraction.stop(),
        lambda bench: bench.runner.fail(DiskFull("journal")),
    ],
    ids=["stopped", "broke"],
)
def test_what_was_under_way_when_a_run_broke_off_is_unknown(
    bench: ExtractionBench, break_off: Callable[[ExtractionBench], None]
) -> None:
    bench.start()
    bench.move("id-1", PictureState.READING)
    bench.move("id-2", PictureState.PREPARING)

    break_off(bench)

    assert bench.outcome().unknown == Again(("id-1",), 11)


def test_pictures_that_are_gone_are_not_asked_again(bench: ExtractionBench) -> None:
    bench.extraction.ask(PAID)
    bench.extraction.ask_again(Again(("gone",), 11))

    assert not bench.extraction.is_running


def test_this_computer_has_nothing_at_stake(bench: ExtractionBench) -> None:
    bench.start(Question("Total?"))
    bench.move("id-2", PictureState.READING)
    bench.extraction.stop()

    assert bench.outcome().unknown == Again()
