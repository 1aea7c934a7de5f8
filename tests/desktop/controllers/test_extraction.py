"""One run at a time: what is asked, what it costs, how far it is, and what came of it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.controllers.extraction_bench import PAID, TOGETHER, ExtractionBench
from fakes.window_services import source, sources
from inklift.core.errors import DiskFull, KeyRejected, PictureTooLarge, RateLimited, TimedOut
from inklift.core.extract_image_api import RateLimit
from inklift.core.pictures import PictureState
from inklift.core.progress import (
    RequestStopped,
    Waiting,
)
from inklift.core.prompts import AnswerForm
from inklift.core.runs import RunOptions
from inklift.desktop.bridge import Bridge
from inklift.desktop.controllers.extraction import (
    Question,
    RunOutcome,
    Trouble,
)
from inklift.engines.registry import DUMPLING, ON_DEVICE


@pytest.fixture
def bench(qtbot: QtBot, bridge: Bridge, owner: QObject) -> ExtractionBench:
    return ExtractionBench(qtbot, bridge, owner)


# What is asked, and what it costs.


def test_a_paid_engine_has_a_price_for_each_picture(bench: ExtractionBench) -> None:
    bench.extraction.ask(PAID)

    assert (len(bench.plans[-1].requests), bench.plans[-1].credits) == (3, 33)
    assert bench.extraction.plan == bench.plans[-1]
    assert bench.extraction.engine == DUMPLING


def test_all_together_is_one_request(bench: ExtractionBench) -> None:
    bench.extraction.ask(TOGETHER)

    assert (len(bench.extraction.plan.requests), bench.extraction.plan.credits) == (1, 13)


def test_reading_on_this_computer_costs_nothing(bench: ExtractionBench) -> None:
    bench.extraction.replan()

    assert bench.extraction.engine == ON_DEVICE
    assert (len(bench.plans[-1].requests), bench.plans[-1].credits) == (3, 0)


def test_other_words_alone_do_not_make_a_new_plan(bench: ExtractionBench) -> None:
    bench.extraction.ask(PAID)

    bench.extraction.ask(replace(PAID, prompt="What is the date?"))
    bench.extraction.ask(replace(PAID, prompt="What is the date?"))

    assert bench.questions == 2
    assert len(bench.plans) == 1


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        (Question(), False),
        (PAID, False),
        (replace(PAID, prompt=" \n"), True),
    ],
)
def test_only_a_paid_engine_needs_a_prompt(
    bench: ExtractionBench, question: Question, missing: bool
) -> None:
    bench.extraction.ask(question)

    assert bench.extraction.prompt_is_missing is missing


# A run from start to end.


def test_a_run_takes_everything_with_it_when_it_starts(bench: ExtractionBench) -> None:
    bench.extraction.set_options(RunOptions(longest_side_px=1600))
    bench.start(TOGETHER)
    bench.extraction.ask(Question("something else"))
    bench.sources = ()

    [order] = bench.runner.orders
    assert order.sources == tuple(sources(3))
    assert (order.prompt, order.form, order.engine_id) == (
        TOGETHER.prompt,
        TOGETHER.form,
        DUMPLING.id,
    )
    assert order.options == RunOptions(longest_side_px=1600)


def test_a_run_tells_its_states_answers_and_end(bench: ExtractionBench) -> None:
    plan = bench.start()
    bench.move("id-1", PictureState.PREPARING)
    bench.move("id-1", PictureState.READING)
    for request in plan.requests:
        bench.answer(request, f"text {request.number}")
    outcome = bench.end()

    assert bench.running == [True, False]
    assert not bench.extraction.is_running
    assert [one.answer.results for one in bench.arrived] == ["text 1", "text 2", "text 3"]
    assert set(bench.states.values()) == {PictureState.DONE}
    assert outcome == RunOutcome(
        answered=3,
        not_answered=0,
        stopped_by_user=False,
        credits_used=33,
        credits_planned=33,
        try_number=7,
    )


def test_progress_counts_each_finished_picture_once(bench: ExtractionBench) -> None:
    plan = bench.start()
    bench.move("id-1", PictureState.READING)
    bench.answer(plan.requests[0])
    bench.move("id-2", PictureState.CHECK)
    bench.move("id-2", PictureState.DONE)
    bench.move("id-3", PictureState.FAILED)
    bench.end()

    assert [status.finished for status in bench.statuses] == [0, 0, 1, 2, 2, 3]
    assert {status.pictures for status in bench.statuses} == {3}
    assert bench.statuses[0].seconds_left is None
    assert bench.statuses[-1].seconds_left == 0


def test_a_wait_that_the_service_asks_for_is_told_until_something_happens(
    bench: ExtractionBench,
) -> None:
    bench.start()
    bench.runner.tell(Waiting(30.0, RateLimited()))
    bench.move("id-1", PictureState.READING)

    assert [status.waiting_s for status in bench.statuses] == [None, 30.0, None]


def test_a_request_without_an_answer_is_told_with_what_is_at_stake(bench: ExtractionBench) -> None:
    plan = bench.start()
    timed_out, refused = TimedOut(), KeyRejected()
    bench.runner.tell(
        RequestStopped(plan.requests[0], timed_out), RequestStopped(plan.requests[1], refused)
    )
    outcome = bench.end()

    assert bench.troubles == [
        Trouble(timed_out, ("folder/picture-1.png",), 11),
        Trouble(refused, ("folder/picture-2.png",), 0),
    ]
    assert (outcome.answered, outcome.not_answered) == (0, 3)


def test_no_second_run_begins_beside_the_first(bench: ExtractionBench) -> None:
    bench.start()
    bench.extraction.start()
    bench.end()

    assert len(bench.runner.orders) == 1
    assert bench.running == [True, False]


def test_after_a_run_the_next_one_begins(bench: ExtractionBench) -> None:
    bench.start()
    bench.end()
    bench.start()
    bench.end()

    assert len(bench.runner.orders) == 2
    assert bench.running == [True, False, True, False]


@pytest.mark.parametrize("question", [Question(), replace(PAID, prompt="")])
def test_nothing_to_ask_starts_nothing(bench: ExtractionBench, question: Question) -> None:
    bench.sources = () if question == Question() else bench.sources
    bench.extraction.ask(question)

    bench.extraction.start()

    assert not bench.extraction.is_running
    assert bench.running == []


# Stopping, and what breaks off.


def test_stop_frees_the_user_at_once_and_says_what_may_have_been_charged(
    bench: ExtractionBench,
) -> None:
    bench.start()
    bench.move("id-1", PictureState.DONE)
    bench.move("id-2", PictureState.READING)
    bench.move("id-3", PictureState.PREPARING)

    bench.extraction.stop()
    outcome = bench.outcome()
    bench.wait(lambda: bench.runner.cancelled == 1)

    assert bench.states == {
        "id-1": PictureState.DONE,
        "id-2": PictureState.CHECK,  # was sent
        "id-3": PictureState.READY,
    }
    assert outcome.stopped_by_user
    assert not bench.extraction.is_running


def test_stop_on_this_computer_leaves_everything_ready(bench: ExtractionBench) -> None:
    bench.start(Question())
    bench.move("id-1", PictureState.READING)

    bench.extraction.stop()
    bench.outcome()

    assert bench.states == {"id-1": PictureState.READY}


def test_stop_without_a_run_does_nothing(bench: ExtractionBench) -> None:
    bench.extraction.stop()

    assert bench.outcomes == []


def test_answers_from_before_the_stop_are_kept(bench: ExtractionBench) -> None:
    plan = bench.start()
    bench.answer(plan.requests[0], "kept")
    bench.wait(lambda: bool(bench.arrived))

    bench.extraction.stop()
    outcome = bench.outcome()

    shown = bench.extraction.answer_for("id-1")
    assert shown is not None
    assert shown.answer.results == "kept"
    assert (outcome.answered, outcome.not_answered, outcome.credits_used) == (1, 2, 11)


def test_a_run_that_breaks_is_told_and_what_was_sent_may_have_been_charged(
    bench: ExtractionBench,
) -> None:
    error = DiskFull("journal")
    bench.start()
    bench.move("id-1", PictureState.READING)
    bench.move("id-2", PictureState.PREPARING)

    bench.runner.fail(error)
    outcome = bench.outcome()

    assert bench.troubles == [Trouble(error, (), 0)]
    assert bench.states == {"id-1": PictureState.CHECK, "id-2": PictureState.READY}
    assert not outcome.stopped_by_user
    assert not bench.extraction.is_running


def test_a_bug_in_a_run_ends_it_like_any_other_error(
    bench: ExtractionBench, caplog: pytest.LogCaptureFixture
) -> None:
    bug = ZeroDivisionError("a bug")
    bench.start()
    bench.runner.fail(bug)
    bench.outcome()

    assert [one.error for one in bench.troubles] == [bug]
    assert not bench.extraction.is_running


# Answers.


def test_answers_keep_the_form_and_engine_of_their_run_while_the_question_changes(
    bench: ExtractionBench,
) -> None:
    plan = bench.start(replace(PAID, form=AnswerForm(json_mode=True)))
    bench.extraction.ask(Question("other"))
    bench.answer(plan.requests[0], "{}")
    bench.end()

    [shown] = bench.extraction.answers
    assert shown.json_mode
    assert shown.engine == DUMPLING


def test_an_answer_for_all_together_belongs_to_each_picture_and_is_listed_once(
    bench: ExtractionBench,
) -> None:
    plan = bench.start(TOGETHER)
    bench.answer(plan.requests[0], "both")
    bench.end()

    [shown] = bench.extraction.answers
    assert shown.source_ids == ("id-1", "id-2", "id-3")
    assert shown.names == tuple(one.name for one in bench.sources)
    assert all(bench.extraction.answer_for(one.id) is shown for one in bench.sources)
    assert bench.outcomes[-1].answered == 3


def test_answers_follow_the_order_of_the_pictures(bench: ExtractionBench) -> None:
    plan = bench.start()
    for request in reversed(plan.requests):
        bench.answer(request, f"text {request.number}")
    bench.end()
    bench.sources = (bench.sources[2], bench.sources[0])

    assert [one.answer.results for one in bench.extraction.answers] == ["text 3", "text 1"]


def test_a_later_answer_takes_the_place_of_the_earlier_one(bench: ExtractionBench) -> None:
    bench.answer(bench.start(TOGETHER).requests[0], "all")
    bench.end()
    bench.answer(bench.start(PAID).requests[1], "second alone")
    bench.end()

    assert [one.answer.results for one in bench.extraction.answers] == ["all", "second alone"]


def test_a_forgotten_answer_is_gone(bench: ExtractionBench) -> None:
    bench.answer(bench.start().requests[0])
    bench.end()

    bench.extraction.forget_answer("id-1")
    bench.extraction.forget_answer("never there")

    assert bench.extraction.answer_for("id-1") is None
    assert bench.extraction.answers == ()


def test_the_same_bytes_twice_are_one_request_whose_answer_both_have(
    bench: ExtractionBench,
) -> None:
    bench.sources = (source(1), source(1, id="copy", name="copy.png"))
    plan = bench.start()
    bench.answer(plan.requests[0])
    outcome = bench.end()

    assert len(plan.requests) == 1
    assert bench.extraction.answer_for("copy") is bench.extraction.answer_for("id-1")
    assert (outcome.answered, outcome.not_answered) == (2, 0)


# Money.


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
