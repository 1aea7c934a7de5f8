"""Pictures in one request: a slider with both prices, and with what is risked."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QSlider

from desktop.acting import click, find
from desktop.window_bench import WindowBench
from inklift.core.errors import EntriesMissing
from inklift.core.progress import RequestStopped
from inklift.core.prompts import Grouping
from inklift.desktop.controllers.shown_run import Question
from inklift.desktop.views.request_size import RequestSize
from inklift.engines.registry import DUMPLING, ON_DEVICE

PAID = Question("Total?", engine_id=DUMPLING.id)
NAMES = tuple(f"{number}.png" for number in range(6))


@pytest.fixture(autouse=True)
def _pictures(bench: WindowBench) -> None:
    bench.session.extraction.ask(PAID)
    bench.add(*NAMES)


def _slider(bench: WindowBench) -> QSlider:
    return find(bench.window, QSlider, "PerRequest")


def _move(bench: WindowBench, steps: int) -> None:
    for _ in range(steps):
        QTest.keyClick(_slider(bench), Qt.Key.Key_Right)


def test_both_prices_and_the_risk_are_told(bench: WindowBench) -> None:
    assert bench.text_of("PerRequestExplanation") == (
        "Each picture in a request of its own: 66 credits."
    )

    _move(bench, 2)
    bench.wait(lambda: "<b>26 credits</b>" in bench.text_of("Price"))

    assert bench.text_of("PerRequestNumber") == "3"
    assert bench.text_of("PerRequestExplanation") == (
        "26 credits instead of 66. If an answer breaks off or leaves pictures out, up to 3 are to "
        "be asked about again."
    )
    assert "2 requests" in bench.text_of("Price")


def test_the_size_goes_with_the_run_and_is_kept(bench: WindowBench) -> None:
    _move(bench, 3)
    bench.wait(lambda: "<b>26 credits</b>" in bench.text_of("Price"))

    click(find(bench.window, QPushButton, "Extract"))
    plan = bench.wait_for_run()
    bench.end_run()

    assert [len(request.pictures) for request in plan.requests] == [5, 1]
    assert bench.session.preferences.settings.pictures_per_request == 5


@pytest.mark.parametrize(
    "question",
    [
        replace(PAID, engine_id=ON_DEVICE.id),
        replace(PAID, form=replace(PAID.form, grouping=Grouping.TOGETHER)),
    ],
)
def test_it_is_only_there_where_it_changes_something(
    bench: WindowBench, question: Question
) -> None:
    widget = find(bench.window, RequestSize, "RequestSize")
    seen_before = widget.isVisible()

    bench.session.extraction.ask(question)

    assert seen_before
    assert not widget.isVisible()


def test_what_an_answer_left_out_is_sent_again_in_smaller_requests_at_the_price_told(
    bench: WindowBench,
) -> None:
    _move(bench, 3)
    click(find(bench.window, QPushButton, "Extract"))
    first = bench.wait_for_run().requests[0]
    missing = replace(first, pictures=first.pictures[1:4], credits=0)
    runner = bench.services.runner
    runner.tell(RequestStopped(missing, EntriesMissing(pictures=5)))
    bench.end_run()

    assert "may have been charged" not in bench.text_of("StatusText")
    shown = bench.messages.shown_message
    assert shown is not None
    assert shown.title == "The answer leaves pictures out"
    assert [action.label for action in shown.actions] == ["Send again (23 credits)"]

    resend = find(bench.messages, QPushButton, "MessageAction-resend")
    bench.wait(resend.isVisible)
    click(resend)
    plan = bench.wait_for_run()
    bench.end_run()
    assert [len(request.pictures) for request in plan.requests] == [2, 1]
    assert plan.credits == 23
    assert runner.agreed_credits == [26, 23]
