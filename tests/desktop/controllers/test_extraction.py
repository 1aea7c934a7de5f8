"""One run at a time: what is asked, what it costs, how far it is, and what came of it."""

from dataclasses import replace

import pytest

from desktop.controllers.extraction_bench import PAID, TOGETHER, ExtractionBench
from fakes.window_services import sources
from inklift.core.errors import AppError, DiskFull, KeyRejected, Offline, RateLimited, TimedOut
from inklift.core.pictures import PictureState
from inklift.core.progress import (
    RequestStopped,
    Waiting,
)
from inklift.core.runs import RunOptions
from inklift.desktop.controllers.shown_run import Again, Question, RunOutcome, Trouble
from inklift.engines.registry import DUMPLING, ON_DEVICE

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


@pytest.mark.parametrize(("error", "is_offline"), [(RateLimited(), False), (Offline(), True)])
def test_a_wait_for_the_network_is_not_one_that_the_service_asks_for(
    bench: ExtractionBench, error: AppError, is_offline: bool
) -> None:
    bench.start()
    bench.runner.tell(Waiting(10.0, error))
    bench.wait(lambda: len(bench.statuses) == 2)

    assert bench.statuses[-1].is_offline is is_offline


def test_a_run_is_held_and_goes_on(bench: ExtractionBench) -> None:
    told: list[bool] = []
    bench.extraction.paused_changed.connect(told.append)
    bench.start()
    for paused in (True, True, False):
        bench.extraction.set_paused(paused)
        bench.wait(lambda paused=paused: bench.runner.switch.is_paused is paused)
        assert bench.extraction.is_paused is paused
    bench.end()
    bench.extraction.set_paused(True)

    assert told == [True, False]
    assert [status.is_paused for status in bench.statuses] == [False, True, False]
    assert not bench.extraction.is_paused


def test_the_time_left_is_reckoned_without_pauses(
    bench: ExtractionBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    now_s = 0.0
    monkeypatch.setattr("inklift.desktop.controllers.current_run.time.monotonic", lambda: now_s)
    plan = bench.start()
    now_s = 10.0
    bench.extraction.set_paused(True)
    now_s = 1000.0
    bench.extraction.set_paused(False)
    now_s = 1020.0
    bench.answer(plan.requests[0])
    bench.wait(lambda: bench.statuses[-1].finished == 1)

    assert bench.statuses[-1].seconds_left == pytest.approx(60.0)  # 30 s for one of three


def test_requests_without_an_answer_are_told_with_what_is_at_stake(
    bench: ExtractionBench,
) -> None:
    plan = bench.start()
    timed_out, refused = TimedOut(), KeyRejected()
    bench.runner.tell(
        RequestStopped(plan.requests[0], timed_out), RequestStopped(plan.requests[1], refused)
    )
    outcome = bench.end()

    assert bench.troubles == [
        Trouble(timed_out, ("folder/picture-1.png",), Again(("id-1",), 11)),
        Trouble(refused, ("folder/picture-2.png",)),
    ]
    assert (outcome.answered, outcome.not_answered) == (0, 3)
    assert outcome.unknown.credits == 11  # nobody knows of the first; the second was refused


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
    assert outcome.unknown.credits == 11  # of the one that was sent
    assert not bench.extraction.is_running


def test_stop_on_this_computer_leaves_everything_ready(bench: ExtractionBench) -> None:
    bench.start(Question())
    bench.move("id-1", PictureState.READING)

    bench.extraction.stop()
    outcome = bench.outcome()

    assert bench.states == {"id-1": PictureState.READY}
    assert outcome.unknown.credits == 0


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

    assert bench.troubles == [Trouble(error, ())]
    assert bench.states == {"id-1": PictureState.CHECK, "id-2": PictureState.READY}
    assert outcome.unknown.credits == 11
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
