"""Extract over pictures that were asked about before: earlier answers, one click to ask anew."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from desktop.acting import click, find
from desktop.window_bench import WindowBench
from inklift.core.errors import TimedOut, UnknownBefore
from inklift.core.pictures import PictureState
from inklift.core.progress import RequestStopped
from inklift.core.runs import Earlier
from inklift.desktop.controllers.shown_run import Question
from inklift.engines.registry import DUMPLING

PAID = Question("Total?", engine_id=DUMPLING.id)
ASK_AGAIN, RESEND = "MessageAction-ask_again", "MessageAction-resend"
ANSWERED = Earlier("run-1", "2026-03-04T10:00:00.000+01:00", 17)
UNANSWERED = replace(ANSWERED, answer_id=None)


@pytest.fixture(autouse=True)
def _paid_engine(bench: WindowBench) -> None:
    bench.session.extraction.ask(PAID)


def _know(bench: WindowBench, earlier: Earlier, *names: str) -> None:
    """Earlier runs have this of the pictures with these names, which are here."""
    for row in bench.session.workspace.model.rows:
        if row.source.name.endswith(names):
            bench.services.runner.earlier[row.source.fingerprint] = earlier
    bench.session.extraction.replan()


def _messages(bench: WindowBench) -> dict[str, list[str]]:
    return {
        message.title: [action.label for action in message.actions]
        for message in bench.messages.messages
    }


def _press_resend(bench: WindowBench) -> None:
    """Press the button of the message that is shown; those of earlier ones are on their way out."""
    buttons = bench.messages.findChildren
    bench.wait(lambda: [each.isVisible() for each in buttons(QPushButton, RESEND)] == [True])
    click(find(bench.messages, QPushButton, RESEND))


def _sent(bench: WindowBench) -> list[str]:
    """The names of the pictures that the run just begun sends; it is ended here."""
    plan = bench.wait_for_run()
    bench.end_run()
    return [name.rpartition("/")[2] for request in plan.to_send for name in request.names]


def test_the_price_says_what_is_known_already(bench: WindowBench) -> None:
    bench.add("1.png", "2.png", "3.png")
    _know(bench, ANSWERED, "1.png")
    _know(bench, UNANSWERED, "2.png")

    bench.wait(lambda: "<b>11 credits</b>" in bench.text_of("Price"))

    assert bench.text_of("Price") == (
        "3 pictures · 1 answered before · 1 sent before, without an answer · 1 request"
        " · <nobr><b>11 credits</b></nobr>"
    )


def test_an_earlier_answer_is_shown_with_its_date_and_asked_again_with_one_click(
    bench: WindowBench,
) -> None:
    bench.add("1.png", "2.png")
    _know(bench, ANSWERED, "1.png")
    click(find(bench.window, QPushButton, "Extract"))
    plan = bench.wait_for_run()
    bench.tell_answer(plan.requests[0], "one", credits=0)
    bench.tell_answer(plan.requests[1], "two", credits=11)
    bench.end_run()
    bench.wait(lambda: "0 credits" in bench.text_of("AnswerOrigin"))

    assert bench.text_of("AnswerOrigin").startswith("Try 3, 0 credits: answered ")
    assert _messages(bench) == {"1 picture answered from earlier tries": ["Ask again (11 credits)"]}
    assert (
        "cost nothing" in find(bench.messages, QPlainTextEdit, "MessageExplanation").toPlainText()
    )

    click(find(bench.messages, QPushButton, ASK_AGAIN))
    assert _sent(bench) == ["1.png"]


def test_what_never_answered_is_sent_again_only_with_a_click_that_names_the_price(
    bench: WindowBench,
) -> None:
    bench.add("1.png", "2.png", "3.png")
    _know(bench, UNANSWERED, "1.png")
    click(find(bench.window, QPushButton, "Extract"))
    plan = bench.wait_for_run()
    runner = bench.services.runner
    runner.tell(RequestStopped(plan.requests[0], UnknownBefore("run-1")))
    runner.tell(RequestStopped(plan.requests[1], TimedOut()))
    bench.tell_answer(plan.requests[2], "three", credits=11)
    bench.end_run()

    shown = bench.messages.shown_message
    assert shown is not None
    assert "not answer in time" in shown.title
    assert shown.actions[-1].label == "Send again (11 credits)"
    assert _messages(bench)["1 picture without an answer"] == ["Send again (11 credits)"]

    _press_resend(bench)
    assert _sent(bench) == ["2.png"]


def test_what_met_the_same_error_is_sent_again_together(bench: WindowBench) -> None:
    bench.add("1.png", "2.png", "3.png")
    click(find(bench.window, QPushButton, "Extract"))
    plan = bench.wait_for_run()
    for request in plan.requests[:2]:
        bench.services.runner.tell(RequestStopped(request, TimedOut()))
    bench.wait(bench.messages.isVisible)
    during_the_run = bench.messages.messages
    bench.tell_answer(plan.requests[2], "three", credits=11)
    bench.end_run()

    assert [action.id for action in during_the_run[0].actions] == ["open_preferences"]
    assert list(_messages(bench).values()) == [["Open preferences…", "Send again (22 credits)"]]

    _press_resend(bench)
    assert _sent(bench) == ["1.png", "2.png"]


def test_what_was_stopped_while_it_was_read_can_be_sent_again(bench: WindowBench) -> None:
    bench.add("1.png", "2.png")
    bench.session.extraction.start()
    first, _second = bench.wait_for_run().requests
    bench.move(first, PictureState.READING)
    click(find(bench.window, QPushButton, "Stop"))
    bench.wait(lambda: not bench.session.extraction.is_running)

    assert _messages(bench) == {"Stopped": ["Send again (11 credits)"]}

    _press_resend(bench)
    assert _sent(bench) == ["1.png"]


def test_other_words_take_the_buttons_back(bench: WindowBench) -> None:
    bench.add("1.png")
    _know(bench, ANSWERED, "1.png")
    bench.run("one", credits=0)
    asked = bench.messages.isVisible()

    find(bench.window, QPlainTextEdit, "Prompt").setPlainText("And the date?")

    assert asked
    assert not bench.messages.isVisible()
