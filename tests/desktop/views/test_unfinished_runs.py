"""A run that was not finished is offered at the next start, and goes on with one click."""

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QToolButton

from desktop.acting import click, find
from desktop.window_bench import WindowBench
from fakes.window_services import sources
from inklift.core.answers import Answer
from inklift.core.kept_runs import OpenedAnswer, OpenedRun, Unfinished
from inklift.core.pictures import PictureState
from inklift.core.planning import plan_run
from inklift.core.prompts import AnswerForm
from inklift.core.runs import (
    KeptRun,
    Plan,
    RequestRecord,
    RequestState,
    RunOrder,
    RunRecord,
    RunSummary,
)

ORDER = RunOrder(tuple(sources(3)), "Total?", AnswerForm(), "dumpling")
PLAN = plan_run(ORDER, costs_credits=True)
STATES = (RequestState.ANSWERED, RequestState.UNKNOWN, RequestState.PLANNED)
SUMMARY = RunSummary(
    "run-9", 9, "2026-03-04T10:00:00+01:00", "dumpling", "Total?", 3, 1, 0, 1, 1, 11
)


@pytest.fixture(autouse=True)
def _kept(bench: WindowBench) -> None:
    """Of the newest run, one picture is answered, one unknown, and one was not sent."""
    record = RunRecord(
        "run-9", 9, SUMMARY.started, "dumpling", "Total?", AnswerForm(),
        tuple(
            RequestRecord(request.number, request.names, state)
            for request, state in zip(PLAN.requests, STATES, strict=True)
        ),
    )  # fmt: skip
    opened = OpenedRun(
        KeptRun(ORDER, PLAN, record),
        (OpenedAnswer(PLAN.requests[0], Answer("It is 12.50.", credits=11)),),
        {request.number: state for request, state in zip(PLAN.requests, STATES, strict=True)},
    )
    history = bench.services.history
    history.runs["run-9"] = opened
    history.left = Unfinished(SUMMARY, Plan(PLAN.requests[2:]), Plan(PLAN.requests[1:]))


def _offer(bench: WindowBench, let_be: str = "") -> None:
    bench.session.history.look_for_unfinished(let_be)


def _offered(bench: WindowBench) -> list[str]:
    bench.wait(lambda: bool(bench.messages.messages))
    return [action.label for action in bench.messages.messages[0].actions]


def _press(bench: WindowBench, action: str) -> None:
    button = find(bench.messages, QPushButton, f"MessageAction-{action}")
    bench.wait(button.isVisible)
    click(button)


def test_it_is_offered_with_what_each_way_to_go_on_costs(bench: WindowBench) -> None:
    _offer(bench)

    assert _offered(bench) == [
        "Go on (11 credits)",
        "Go on, and send these again (22 credits)",
        "Open",
    ]
    [message] = bench.messages.messages
    assert message.title.startswith("Try 9 of ")
    assert message.explanation == (
        "Not sent: 1 picture. Sent without an answer, and maybe charged: 1 picture."
    )


@pytest.mark.parametrize(
    ("action", "resend_unknown"), [("go_on", False), ("go_on_with_unknown", True)]
)
def test_going_on_shows_the_run_as_it_was_and_sends_the_rest(
    bench: WindowBench, action: str, resend_unknown: bool
) -> None:
    _offer(bench)
    _offered(bench)
    _press(bench, action)
    bench.wait(lambda: bool(bench.services.runner.resumed))

    assert bench.services.runner.resumed == [("run-9", resend_unknown)]
    assert bench.session.extraction.is_running
    assert [row.source.name for row in bench.session.workspace.model.rows] == [
        source.name for source in ORDER.sources
    ]
    assert [row.state for row in bench.session.workspace.model.rows] == [
        PictureState.DONE,
        PictureState.CHECK,
        PictureState.READY,
    ]
    assert find(bench.window, QPlainTextEdit, "Prompt").toPlainText() == "Total?"
    bench.wait(lambda: bench.answer.toPlainText() == "It is 12.50.")
    bench.services.runner.end()
    bench.wait(lambda: not bench.session.extraction.is_running)


def test_it_may_only_be_looked_at(bench: WindowBench) -> None:
    _offer(bench)
    _offered(bench)
    _press(bench, "look")
    bench.wait(lambda: len(bench.session.workspace.model.rows) == 3)

    assert bench.services.runner.resumed == []
    assert not bench.session.extraction.is_running


def test_one_that_the_user_let_be_is_not_offered_again(bench: WindowBench) -> None:
    _offer(bench)
    _offered(bench)

    click(find(bench.messages, QToolButton, "MessageClose"))
    let_be = bench.session.preferences.settings.let_be_run
    _offer(bench, let_be)
    _offer(bench, "another")

    assert let_be == "run-9"
    assert len(_offered(bench)) == 3
    assert len(bench.messages.messages) == 1


def test_it_is_not_offered_any_more_once_it_is_deleted(bench: WindowBench) -> None:
    bench.services.history.listed = [SUMMARY]
    _offer(bench)
    _offered(bench)

    bench.session.browser.delete(["run-9"], [])

    bench.wait(lambda: bench.messages.messages == ())
