"""What is said when something happened: in the bar, in the status line."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from desktop.acting import click, find
from desktop.window_bench import WindowBench
from fakes.window_services import BROKEN
from inklift.core.errors import (
    DiskFull,
    EngineError,
    KeyRejected,
    KeyringLocked,
    NoKey,
    PictureTooLarge,
    PictureUnreadable,
    TimedOut,
)
from inklift.core.export_options import CsvStyle
from inklift.core.extract_image_api import RateLimit
from inklift.core.pictures import PictureState
from inklift.core.progress import RequestStopped
from inklift.desktop.controllers.shown_run import Question
from inklift.desktop.widgets.picture_view import PictureView
from inklift.engines.registry import DUMPLING

PAID = Question("Total?", engine_id=DUMPLING.id)


def _add(bench: WindowBench, paths: list[Path]) -> None:
    with bench.qtbot.waitSignal(bench.session.workspace.adding_ended):
        bench.session.workspace.add_paths(paths)


def _stop_requests(bench: WindowBench, *errors: Exception) -> None:
    """A run over as many pictures as there are errors, whose requests end with these."""
    bench.session.extraction.start()
    plan = bench.wait_for_run()
    for request, error in zip(plan.requests, errors, strict=True):
        bench.services.runner.tell(RequestStopped(request, error))  # type: ignore[arg-type]
    bench.end_run()


def test_the_bar_is_not_there_while_all_is_well(bench: WindowBench) -> None:
    bench.add("1.png")

    assert not bench.messages.isVisible()


def test_added_and_known_pictures_are_counted_in_the_status_line(bench: WindowBench) -> None:
    bench.add("1.png")
    first = bench.text_of("StatusText")

    _add(bench, bench.picture_files("1.png", "2.png", "3.png"))

    assert first == "1 picture added."
    assert bench.text_of("StatusText") == "2 pictures added. 1 picture already here."


def test_what_could_not_be_opened_is_named_once_for_each_reason(
    bench: WindowBench, tmp_path: Path
) -> None:
    broken = []
    for number in range(5):
        broken.append(tmp_path / f"broken-{number}.png")
        broken[-1].write_bytes(BROKEN + bytes([number]))
    good = bench.picture_files("good.png")

    _add(bench, [*broken, tmp_path / "missing.png", *good])

    titles = {message.title for message in bench.messages.messages}
    assert titles == {
        "The picture is damaged: broken-0.png, broken-1.png, broken-2.png and 2 more",
        "The picture is no longer there: missing.png",
    }
    assert bench.messages.isVisible()
    [damaged] = [one for one in bench.messages.messages if "damaged" in one.title]
    assert all(str(path) in damaged.details for path in broken)
    assert len(bench.session.workspace.sources) == 1


def test_a_run_that_met_the_same_error_often_says_it_once(bench: WindowBench) -> None:
    bench.session.extraction.ask(PAID)
    bench.add("1.png", "2.png", "3.png")

    _stop_requests(bench, TimedOut(), TimedOut(), TimedOut())

    [message] = bench.messages.messages
    assert message.title == "The service did not answer in time"
    assert all(name in message.details for name in ("1.png", "2.png", "3.png"))


def test_a_new_run_takes_back_what_was_said_of_the_last_one(bench: WindowBench) -> None:
    bench.session.extraction.ask(PAID)
    bench.add("1.png")
    _stop_requests(bench, KeyRejected())
    said = bench.messages.isVisible()

    click(find(bench.window, QPushButton, "Extract"))
    bench.wait_for_run()

    assert said
    assert not bench.messages.isVisible()
    bench.end_run()


@pytest.mark.parametrize("error", [NoKey(), KeyRejected()])
def test_a_missing_or_refused_key_leads_to_the_preferences(
    bench: WindowBench, error: EngineError
) -> None:
    bench.session.extraction.ask(PAID)
    bench.add("1.png")
    _stop_requests(bench, error)

    click(find(bench.messages, QPushButton, "MessageAction-enter_key"))

    dialog = find(bench.window, QDialog, "PreferencesDialog")
    bench.wait(dialog.isVisible)
    dialog.reject()
    assert not bench.messages.isVisible()


def test_a_saved_key_takes_back_what_the_run_said_of_it(bench: WindowBench) -> None:
    bench.session.extraction.ask(PAID)
    bench.add("1.png")
    _stop_requests(bench, NoKey())
    said = bench.messages.isVisible()

    with bench.qtbot.waitSignal(bench.session.preferences.key_saved):
        bench.session.preferences.save_key("sk-4711")

    assert said
    assert not bench.messages.isVisible()


def test_a_key_that_could_not_be_saved_is_said(bench: WindowBench) -> None:
    bench.services.keys.error = KeyringLocked("locked")

    bench.session.preferences.save_key("sk-4711")
    bench.wait(bench.messages.isVisible)

    assert find(bench.messages, QLabel, "MessageTitle").text() == "The keyring is locked"


def test_shrink_to_fit_asks_again_for_what_was_too_large(bench: WindowBench) -> None:
    bench.session.extraction.ask(PAID)
    paths = bench.add("1.png", "2.png")
    bench.session.extraction.start()
    plan = bench.wait_for_run()
    bench.tell_answer(plan.requests[0], "fine")
    too_large = PictureTooLarge("2.png", size_bytes=30_000_000, limit_bytes=15_000_000)
    bench.services.runner.tell(RequestStopped(plan.requests[1], too_large))
    bench.end_run()

    click(find(bench.messages, QPushButton, "MessageAction-shrink_to_fit"))
    bench.wait(lambda: bool(bench.services.runner.orders))

    [order] = bench.services.runner.orders
    assert [one.path for one in order.sources] == [paths[1]]
    assert order.options.shrink_to_fit
    bench.end_run()


def test_a_paid_engine_without_a_prompt_asks_for_one_and_spends_nothing(
    bench: WindowBench,
) -> None:
    bench.session.extraction.ask(Question(engine_id=DUMPLING.id))
    bench.add("1.png")

    click(find(bench.window, QPushButton, "Extract"))

    assert find(bench.messages, QLabel, "MessageTitle").text() == "What do you want to know?"
    assert bench.window.focusWidget().objectName() == "Prompt"
    assert not bench.session.extraction.is_running


def test_the_end_of_a_run_is_told_with_number_answers_and_credits(bench: WindowBench) -> None:
    bench.session.extraction.ask(PAID)
    bench.add("1.png", "2.png")
    bench.session.extraction.start()
    plan = bench.wait_for_run()
    bench.tell_answer(plan.requests[0], "text", RateLimit(60, 57), credits=11)
    bench.services.runner.tell(RequestStopped(plan.requests[1], TimedOut()))
    bench.services.history.spent = 143
    bench.end_run()
    bench.wait(lambda: "143" in bench.text_of("CreditsUsed"))

    assert bench.text_of("StatusText") == (
        "Try 3: 1 picture answered · 1 without an answer · 11 of 22 planned credits used"
        " · up to 11 credits more may have been charged"
    )
    assert bench.text_of("CreditsUsed") == (
        "143 credits spent this month · 57 of 60 requests left for now"
    )

    settings = bench.session.preferences.settings
    bench.session.preferences.change(replace(settings, monthly_budget_credits=500))
    assert "143 of 500 credits spent this month" in bench.text_of("CreditsUsed")


def test_a_run_above_the_limit_is_asked_about_with_its_price(bench: WindowBench) -> None:
    bench.session.extraction.ask(PAID)
    bench.session.preferences.change(
        replace(bench.session.preferences.settings, confirm_above_credits=21)
    )
    bench.add("1.png", "2.png")

    click(find(bench.window, QPushButton, "Extract"))

    [message] = bench.messages.messages
    assert message.title == "This costs 22 credits"
    assert not bench.session.extraction.is_running

    click(find(bench.messages, QPushButton, "MessageAction-agreed"))
    assert len(bench.wait_for_run().requests) == 2
    bench.end_run()
    assert not bench.messages.isVisible()


def test_the_question_about_a_price_goes_when_the_price_is_another(bench: WindowBench) -> None:
    bench.session.extraction.ask(PAID)
    bench.session.preferences.change(
        replace(bench.session.preferences.settings, confirm_above_credits=0)
    )
    bench.add("1.png")
    click(find(bench.window, QPushButton, "Extract"))
    asked = bench.messages.isVisible()

    bench.add("2.png")

    assert asked
    assert not bench.messages.isVisible()


def test_a_run_without_any_answer_says_so(bench: WindowBench) -> None:
    bench.session.extraction.ask(PAID)
    bench.add("1.png")
    _stop_requests(bench, KeyRejected())

    assert bench.text_of("StatusText") == (
        "Try 3: no picture was answered · 0 of 11 planned credits used"
    )


def test_a_run_that_never_began_has_no_number(bench: WindowBench) -> None:
    bench.add("1.png")
    bench.session.extraction.start()
    bench.wait(lambda: bool(bench.services.runner.orders))

    bench.services.runner.fail(DiskFull("history"))
    bench.wait(lambda: not bench.session.extraction.is_running)

    assert find(bench.messages, QLabel, "MessageTitle").text() == "The disk is full"
    assert "Try" not in bench.text_of("StatusText")


def test_stopping_a_paid_run_says_what_may_have_been_charged(bench: WindowBench) -> None:
    bench.session.extraction.ask(PAID)
    bench.add("1.png")
    bench.session.extraction.start()
    [request] = bench.wait_for_run().requests
    bench.move(request, PictureState.READING)

    click(find(bench.window, QPushButton, "Stop"))
    bench.wait(lambda: not bench.session.extraction.is_running)

    assert find(bench.messages, QLabel, "MessageTitle").text() == "Stopped"


def test_stopping_a_free_run_needs_no_message(bench: WindowBench) -> None:
    bench.add("1.png")
    bench.session.extraction.start()
    bench.wait_for_run()

    click(find(bench.window, QPushButton, "Stop"))
    bench.wait(lambda: not bench.session.extraction.is_running)

    assert not bench.messages.isVisible()


def test_a_saved_file_is_named_and_a_failure_is_said(bench: WindowBench, tmp_path: Path) -> None:
    bench.add("1.png")
    bench.run("text")

    bench.session.answer_files.save(tmp_path / "answers.txt", CsvStyle())
    bench.wait(lambda: "answers.txt" in bench.text_of("StatusText"))
    bench.session.answer_files.save(tmp_path / "missing" / "answers.txt", CsvStyle())
    bench.wait(bench.messages.isVisible)

    assert bench.text_of("StatusText") == f"Saved as {tmp_path / 'answers.txt'}."


def test_a_bug_while_adding_is_said(bench: WindowBench, caplog: pytest.LogCaptureFixture) -> None:
    def broken(path: Path) -> None:
        raise ZeroDivisionError("a bug")

    bench.services.pictures.inspect = broken  # type: ignore[assignment,method-assign]
    _add(bench, bench.picture_files("1.png"))

    title = find(bench.messages, QLabel, "MessageTitle").text()
    assert title == "Something went wrong in the program"


def test_an_unreadable_picture_is_said_where_it_would_be_shown(bench: WindowBench) -> None:
    bench.services.pictures.held = True
    bench.add("1.png")
    bench.wait(lambda: bool(bench.services.pictures.asked_renderings))

    bench.services.pictures.asked_renderings[0].fail(PictureUnreadable("bad"))

    view = find(bench.window, PictureView, "Picture")
    bench.wait(lambda: "damaged" in view.accessibleDescription())
    assert not view.has_picture


def test_what_the_month_cost_is_told_while_a_run_goes_on(bench: WindowBench) -> None:
    bench.add("1.png", "2.png")
    timer = bench.session.findChild(QTimer, "Spending")
    timer.setInterval(0)
    bench.session.extraction.start()
    plan = bench.wait_for_run()
    bench.services.history.spent = 11
    bench.tell_answer(plan.requests[0], "one", credits=11)

    bench.wait(lambda: "11 credits spent this month" in bench.text_of("CreditsUsed"))
    assert bench.session.extraction.is_running
    bench.end_run()
