"""The places of things: sizes, columns, what is kept of them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QSplitter,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.acting import find
from desktop.window_bench import WindowBench
from inklift.desktop.appearance import Appearance
from inklift.desktop.controllers.session import Session
from inklift.desktop.controllers.shown_run import Question
from inklift.desktop.views.main_window import SMALLEST, MainWindow
from inklift.desktop.views.workbench import Workbench
from inklift.engines.registry import DUMPLING


def test_the_window_works_at_1024_by_700(bench: WindowBench) -> None:
    bench.add("1.png", "2.png")
    bench.session.extraction.ask(Question("Total?", engine_id=DUMPLING.id))
    bench.run("text", "text", notices=("json_mended", "cut_off", "count_differs"))
    columns = [find(bench.window, QWidget, name) for name in ("PicturesPane", "PicturePane")]
    work = [find(bench.window, QWidget, name) for name in ("PromptPane", "AnswerPane")]

    width = sum(one.minimumSizeHint().width() for one in columns)
    width += max(one.minimumSizeHint().width() for one in work)

    assert (bench.window.width(), bench.window.height()) == (1024, 700)
    assert width + 2 <= 1024
    assert bench.window.minimumSizeHint().width() <= 1024
    assert bench.window.minimumSizeHint().height() <= 700
    for pane in (*columns, *work):
        hint = pane.minimumSizeHint()
        assert pane.width() >= hint.width(), pane.objectName()
        assert pane.height() >= hint.height(), pane.objectName()


@pytest.mark.parametrize("width_px", [1024, 1280, 1920])
def test_panes_come_without_moving_anything(
    qtbot: QtBot, session: Session, appearance: Appearance, width_px: int
) -> None:
    window = MainWindow(appearance)
    window.restore_layout({})
    window.resize(width_px, 700)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    before = window.findChildren(QSplitter)[0].sizes()

    Workbench(window, session, appearance, (), Path("sample.png"))
    qtbot.waitUntil(lambda: find(window, QWidget, "AnswerPane").isVisible())
    QCoreApplication.processEvents()  # the layouts take their places

    assert window.findChildren(QSplitter)[0].sizes() == pytest.approx(before, abs=2)


def test_a_larger_window_gives_its_room_to_the_picture_and_the_answers(
    bench: WindowBench,
) -> None:
    columns = bench.window.findChildren(QSplitter)[0]
    before = columns.sizes()

    bench.window.resize(1624, 700)
    bench.wait(lambda: sum(columns.sizes()) > 1600)

    list_grew, picture_grew, work_grew = (
        after - width for after, width in zip(columns.sizes(), before, strict=True)
    )
    assert list_grew == pytest.approx(0, abs=2)
    assert picture_grew > work_grew > 100


def test_the_layout_is_as_it_was_left(
    qtbot: QtBot, bench: WindowBench, appearance: Appearance
) -> None:
    bench.window.resize(SMALLEST)
    bench.window.findChildren(QSplitter)[0].setSizes([120, 500, 340])
    left = bench.window.layout_state()

    again = MainWindow(appearance)
    again.restore_layout(left)
    qtbot.addWidget(again)
    again.show()
    qtbot.waitExposed(again)

    assert again.width() == bench.window.width()
    assert again.pictures_pane.width() == bench.window.pictures_pane.width()


def test_a_layout_that_is_nonsense_is_not_used(qtbot: QtBot, appearance: Appearance) -> None:
    window = MainWindow(appearance)
    qtbot.addWidget(window)

    window.restore_layout({"geometry": b"nonsense", "columns": b"too"})  # type: ignore[dict-item]
    window.show()

    assert window.pictures_pane.width() > 100
