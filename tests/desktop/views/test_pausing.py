"""*Pause* and *Continue*, in the pane and in the menu."""

from PySide6.QtWidgets import QLabel, QToolButton

from desktop.acting import find
from desktop.window_bench import WindowBench


def test_a_run_is_held_with_the_button_and_goes_on_with_the_menu(bench: WindowBench) -> None:
    bench.add("1.png", "2.png")
    button = find(bench.window, QToolButton, "Pause")
    action = bench.window.actions_.pause
    before = (button.isVisible(), action.isEnabled())
    bench.session.extraction.start()
    bench.wait_for_run()
    offered = (button.isVisible(), button.toolTip(), action.text(), action.isEnabled())

    button.click()
    bench.wait(lambda: bench.services.runner.switch.is_paused)
    held = (button.toolTip(), button.accessibleName(), action.text())
    told = find(bench.window, QLabel, "ProgressText").text()
    action.trigger()
    bench.wait(lambda: not bench.services.runner.switch.is_paused)
    bench.end_run()

    assert before == (False, False)
    assert offered == (True, "Pause", "&Pause", True)
    assert held == ("Continue", "Continue", "&Continue")
    assert told == "0 of 2 pictures · paused"
    assert (button.toolTip(), action.text(), action.isEnabled()) == ("Pause", "&Pause", False)


def test_the_next_run_is_not_held(bench: WindowBench) -> None:
    bench.add("1.png", "2.png")
    bench.session.extraction.start()
    bench.wait_for_run()
    bench.window.actions_.pause.trigger()
    bench.window.actions_.stop.trigger()
    bench.wait(lambda: not bench.session.extraction.is_running)

    bench.session.extraction.start()
    bench.wait_for_run()

    assert not bench.services.runner.switch.is_paused
    assert find(bench.window, QToolButton, "Pause").toolTip() == "Pause"
    bench.end_run()
