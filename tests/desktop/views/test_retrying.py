"""*Retry the failed ones*: everything that has no answer, at the price that the menu names."""

from dataclasses import replace

import pytest

from desktop.window_bench import WindowBench
from inklift.core.errors import KeyRejected, PictureTooLarge, RequestRefused, TimedOut
from inklift.core.progress import RequestStopped
from inklift.desktop.controllers.shown_run import Question
from inklift.engines.registry import DUMPLING

PAID = Question("Total?", engine_id=DUMPLING.id)


@pytest.fixture(autouse=True)
def _paid_engine(bench: WindowBench) -> None:
    bench.session.extraction.ask(PAID)


def _fail(bench: WindowBench) -> None:
    """A run over five pictures: two fail, one is too large, one is answered, one was not sent."""
    bench.add("1.png", "2.png", "3.png", "4.png", "5.png")
    bench.session.extraction.start()
    plan = bench.wait_for_run()
    runner = bench.services.runner
    runner.tell(RequestStopped(plan.requests[0], RequestRefused()))
    runner.tell(RequestStopped(plan.requests[1], TimedOut()))
    runner.tell(RequestStopped(plan.requests[2], PictureTooLarge("3.png")))
    runner.tell(RequestStopped(plan.requests[4], KeyRejected()))
    bench.tell_answer(plan.requests[3], "four", credits=11)
    bench.end_run()


def test_there_is_nothing_to_retry_before_something_failed(bench: WindowBench) -> None:
    bench.add("1.png")
    retry = bench.window.actions_.retry
    before = retry.isEnabled()

    bench.run("one", credits=11)

    assert not before
    assert not retry.isEnabled()


def test_what_failed_is_asked_once_more_at_the_price_named(bench: WindowBench) -> None:
    _fail(bench)
    retry = bench.window.actions_.retry
    named = (retry.text(), retry.isEnabled())

    retry.trigger()
    bench.wait(lambda: bool(bench.services.runner.orders))
    options = bench.services.runner.orders[-1].options
    plan = bench.wait_for_run()
    during = retry.isEnabled()
    for request in plan.requests:
        bench.tell_answer(request, "now", credits=11)
    bench.end_run()

    assert named == ("&Retry the failed ones (22 credits)", True)
    assert [request.names[0].rpartition("/")[2] for request in plan.requests] == ["1.png", "2.png"]
    assert options.resend_unknown
    assert bench.services.runner.agreed_credits[-1] == 22
    assert not during
    assert not retry.isEnabled()
    assert bench.messages.messages == ()


def test_another_question_has_no_failures_yet(bench: WindowBench) -> None:
    _fail(bench)

    bench.session.extraction.ask(replace(PAID, prompt="And the date?"))
    bench.wait(lambda: not bench.window.actions_.retry.isEnabled())

    assert bench.session.extraction.failed.source_ids == ()
