"""The desktop tells of the end of a run, but not to those who are looking at it."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from desktop.window_bench import WindowBench
from inklift.core.errors import ServerFailed
from inklift.core.progress import RequestStopped
from inklift.desktop.controllers.shown_run import Question
from inklift.engines.registry import DUMPLING


@pytest.fixture
def behind(bench: WindowBench, monkeypatch: pytest.MonkeyPatch) -> WindowBench:
    """Another program is in front. Qt's offscreen platform knows only windows of this one."""
    monkeypatch.setattr("inklift.desktop.views.notifier.QApplication.activeWindow", lambda: None)
    bench.session.extraction.ask(Question("Total?", engine_id=DUMPLING.id))
    bench.add("1.png", "2.png")
    return bench


def test_whoever_is_elsewhere_is_told_what_came_of_it(behind: WindowBench) -> None:
    behind.run("one", "two", credits=11)

    shown = behind.services.notifications.shown
    behind.wait(lambda: bool(shown))
    assert shown == [("All pictures are answered", "2 pictures answered · 22 credits")]


def test_what_is_missing_is_told(behind: WindowBench) -> None:
    behind.session.extraction.start()
    plan = behind.wait_for_run()
    behind.tell_answer(plan.requests[0], "one", credits=11)
    behind.services.runner.tell(RequestStopped(plan.requests[1], ServerFailed(status=503)))
    behind.end_run()

    shown = behind.services.notifications.shown
    behind.wait(lambda: bool(shown))
    assert shown == [
        (
            "The run ended; not all pictures are answered",
            "1 picture answered · 1 without an answer · 11 credits",
        )
    ]


def test_whoever_stopped_it_knows(behind: WindowBench) -> None:
    behind.session.extraction.start()
    behind.wait_for_run()
    behind.session.extraction.stop()
    behind.wait(lambda: not behind.session.extraction.is_running)

    assert behind.services.notifications.shown == []


def test_it_can_be_switched_off(behind: WindowBench) -> None:
    preferences = behind.session.preferences
    preferences.change(replace(preferences.settings, notify_at_end=False))

    behind.run("one", "two")

    assert behind.services.notifications.shown == []


def test_whoever_looks_at_the_window_is_not_told(
    bench: WindowBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "inklift.desktop.views.notifier.QApplication.activeWindow", lambda: QWidget()
    )
    bench.add("1.png")

    bench.run("one")

    assert bench.services.notifications.shown == []
