"""Extract over pictures that were paid for already: asked about first, in the message bar."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from desktop.acting import click, find
from desktop.window_bench import WindowBench
from inklift.core.errors import KeyRejected, TimedOut
from inklift.core.pictures import PictureState
from inklift.core.progress import RequestStopped
from inklift.core.prompts import AnswerForm, Grouping
from inklift.desktop.controllers.extraction import Question
from inklift.engines.registry import DUMPLING

PAID = Question("Total?", engine_id=DUMPLING.id)
ONLY_NEW, ALL = "MessageAction-only_new", "MessageAction-all_again"


@pytest.fixture(autouse=True)
def _paid_engine(bench: WindowBench) -> None:
    bench.session.extraction.ask(PAID)


def _extract(bench: WindowBench) -> None:
    click(find(bench.window, QPushButton, "Extract"))


def _title(bench: WindowBench) -> str:
    return find(bench.messages, QLabel, "MessageTitle").text()


def _buttons(bench: WindowBench) -> dict[str, str]:
    return {
        action.id: action.label for message in bench.messages.messages for action in message.actions
    }


def _sent(bench: WindowBench) -> list[str]:
    """The names of the pictures of the run that was just begun, which is ended here."""
    plan = bench.wait_for_run()
    bench.end_run()
    return [name.rpartition("/")[2] for request in plan.requests for name in request.names]


def test_what_was_answered_is_not_sent_again_without_asking(bench: WindowBench) -> None:
    bench.add("1.png", "2.png")
    bench.run("one", "two")

    _extract(bench)

    assert _title(bench) == "You sent 2 pictures with this prompt before"
    assert _buttons(bench) == {"all_again": "Ask again (22 credits)"}
    assert not bench.session.extraction.is_running
    assert bench.services.runner.orders == []


def test_ask_again_sends_all_of_it(bench: WindowBench) -> None:
    bench.add("1.png", "2.png")
    bench.run("one", "two")
    _extract(bench)

    click(find(bench.messages, QPushButton, ALL))

    assert _sent(bench) == ["1.png", "2.png"]
    assert not bench.messages.isVisible()


def test_only_the_others_are_sent_when_so_wished(bench: WindowBench) -> None:
    bench.add("1.png", "2.png")
    bench.run("one", "two")
    bench.add("3.png")
    _extract(bench)
    title, offered = _title(bench), _buttons(bench)

    click(find(bench.messages, QPushButton, ONLY_NEW))

    assert title == "You sent 2 pictures with this prompt before"
    assert offered == {
        "only_new": "Ask only the others (11 credits)",
        "all_again": "Ask again (33 credits)",
    }
    assert _sent(bench) == ["3.png"]
    assert not bench.messages.isVisible()


def test_what_never_answered_is_asked_about_too(bench: WindowBench) -> None:
    bench.add("1.png")
    bench.session.extraction.start()
    [request] = bench.wait_for_run().requests
    bench.services.runner.tell(RequestStopped(request, TimedOut()))
    bench.end_run()

    _extract(bench)

    assert _title(bench) == "You sent 1 picture with this prompt before"
    assert _buttons(bench) == {"all_again": "Ask again (11 credits)"}


def test_what_was_stopped_while_it_was_read_is_asked_about_too(bench: WindowBench) -> None:
    bench.add("1.png", "2.png")
    bench.session.extraction.start()
    first, _second = bench.wait_for_run().requests
    bench.move(first, PictureState.READING)
    click(find(bench.window, QPushButton, "Stop"))
    bench.wait(lambda: not bench.session.extraction.is_running)

    _extract(bench)

    assert _title(bench) == "You sent 1 picture with this prompt before"
    assert _buttons(bench)["only_new"] == "Ask only the others (11 credits)"


def test_what_was_refused_is_simply_sent(bench: WindowBench) -> None:
    bench.add("1.png")
    bench.session.extraction.start()
    [request] = bench.wait_for_run().requests
    bench.services.runner.tell(RequestStopped(request, KeyRejected()))
    bench.end_run()

    _extract(bench)

    assert _sent(bench) == ["1.png"]


def test_an_answer_for_all_is_asked_about_with_the_price_of_its_request(
    bench: WindowBench,
) -> None:
    form = AnswerForm(grouping=Grouping.TOGETHER)
    bench.session.extraction.ask(replace(PAID, form=form))
    bench.add("1.png", "2.png")
    bench.run("both")

    _extract(bench)

    assert _title(bench) == "You sent 2 pictures with this prompt before"
    assert _buttons(bench) == {"all_again": "Ask again (12 credits)"}


def test_this_computer_is_asked_as_often_as_one_likes(bench: WindowBench) -> None:
    bench.session.extraction.ask(Question("Total?"))
    bench.add("1.png")
    bench.run("text")

    _extract(bench)

    assert _sent(bench) == ["1.png"]


def test_other_words_take_the_question_back_and_are_sent(bench: WindowBench) -> None:
    bench.add("1.png")
    bench.run("text")
    _extract(bench)
    asked = bench.messages.isVisible()

    find(bench.window, QPlainTextEdit, "Prompt").setPlainText("And the date?")
    after = bench.messages.isVisible()
    _extract(bench)

    assert asked
    assert not after
    assert _sent(bench) == ["1.png"]


def test_other_pictures_take_the_question_back_since_its_price_is_another(
    bench: WindowBench,
) -> None:
    bench.add("1.png")
    bench.run("text")
    _extract(bench)
    asked = bench.messages.isVisible()

    bench.add("2.png")

    assert asked
    assert not bench.messages.isVisible()


def test_pressing_extract_once_more_asks_once_more_and_sends_nothing(bench: WindowBench) -> None:
    bench.add("1.png")
    bench.run("text")

    _extract(bench)
    _extract(bench)

    assert len(bench.messages.messages) == 1
    assert bench.services.runner.orders == []


def test_a_question_that_is_closed_sends_nothing(bench: WindowBench) -> None:
    bench.add("1.png")
    bench.run("text")
    _extract(bench)

    bench.messages.clear()

    assert not bench.session.extraction.is_running
    assert bench.services.runner.orders == []
