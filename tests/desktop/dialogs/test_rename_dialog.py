"""Pictures under names made of their answers, from the window: seen first, copied, taken back."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableWidget

from desktop.acting import click, find
from desktop.window_bench import WindowBench
from inklift.core.prompts import AnswerForm
from inklift.desktop.controllers.review import ValuePlace
from inklift.desktop.controllers.shown_run import Question
from inklift.desktop.dialogs.rename_dialog import RenameDialog
from inklift.engines.registry import DUMPLING


@pytest.fixture
def files(bench: WindowBench, english: None) -> list[Path]:
    """Two pictures with answers; of the second, the shop was corrected."""
    bench.session.extraction.ask(Question("What?", AnswerForm(json_mode=True), DUMPLING.id))
    paths = bench.add("1.png", "2.png")
    bench.session.extraction.start()
    plan = bench.wait_for_run()
    for request, shop in zip(plan.requests, ("Oak", "Yew"), strict=True):
        data = {"date": "2024-03-03", "merchant": shop, "total": "5.00"}
        bench.tell_answer(request, "{}", data=data, credits=11)
    bench.end_run()
    bench.session.review.correct(
        ValuePlace(bench.session.extraction.answers[1], ("merchant",)), "Elm"
    )
    return paths


@pytest.fixture
def dialog(bench: WindowBench, files: list[Path]) -> RenameDialog:
    bench.window.actions_.copy_renamed.trigger()
    opened = bench.window.findChild(RenameDialog)
    assert opened is not None
    bench.wait(lambda: names(opened) != [])
    return opened


def names(dialog: RenameDialog) -> list[str]:
    table = find(dialog, QTableWidget, "NewNames")
    items = [table.item(row, 1) for row in range(table.rowCount())]
    return [item.text() for item in items if item is not None]


def test_names_are_seen_before_anything_is_written(dialog: RenameDialog, files: list[Path]) -> None:
    assert names(dialog) == ["2024-03-03 Oak 5.00.png", "2024-03-03 Elm 5.00.png"]
    assert find(dialog, QPushButton, "CopyPictures").text() == "&Copy 2 pictures"
    assert not (files[0].parent / "Renamed").exists()


def test_another_pattern_gives_other_names(bench: WindowBench, dialog: RenameDialog) -> None:
    find(dialog, QLineEdit, "NamePattern").setText("{merchant}")

    bench.wait(lambda: names(dialog) == ["Oak.png", "Elm.png"])


def test_pictures_are_copied_and_the_copies_taken_back(
    bench: WindowBench, dialog: RenameDialog, files: list[Path]
) -> None:
    folder = files[0].parent / "Renamed"
    said = find(dialog, QLabel, "CopyResult")

    click(find(dialog, QPushButton, "CopyPictures"))
    bench.wait(lambda: said.text() == "2 pictures copied.")
    copied = sorted(path.name for path in folder.iterdir())
    bench.wait(lambda: names(dialog)[0] == "2024-03-03 Oak 5.00 (2).png")
    click(find(dialog, QPushButton, "UndoCopies"))
    bench.wait(lambda: said.text() == "2 files removed.")

    assert copied == ["2024-03-03 Elm 5.00.png", "2024-03-03 Oak 5.00.png"]
    assert list(folder.iterdir()) == []
    assert all(path.is_file() for path in files)


def test_without_values_there_is_nothing_to_name_pictures_by(bench: WindowBench) -> None:
    bench.add("1.png")
    bench.run("just text", credits=11)

    assert not bench.window.actions_.copy_renamed.isEnabled()
