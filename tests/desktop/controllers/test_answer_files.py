"""Saving the answers that the window shows."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from fakes.window_services import source
from inklift.core.answers import Answer
from inklift.core.errors import StorageError
from inklift.core.prompts import AnswerForm
from inklift.desktop.bridge import Bridge
from inklift.desktop.controllers.answer_files import AnswerFilesController
from inklift.desktop.controllers.shown_run import Question, ShownAnswer
from inklift.engines.registry import DUMPLING
from inklift.system.background import Aside

_ANSWERS = (
    ShownAnswer(
        ("id-1",),
        ("a.png",),
        Answer('{"total": 1}', {"total": 1}),
        Question("Total?", AnswerForm(json_mode=True), DUMPLING.id),
        try_number=1,
        sources=(source(1),),
    ),
    ShownAnswer(
        ("id-2", "id-3"),
        ("b.png", "c.png"),
        Answer("text"),
        Question("Text?", engine_id=DUMPLING.id),
        try_number=2,
        sources=(source(2), source(3)),
    ),
)


@pytest.fixture
def aside() -> Iterator[Aside]:
    aside = Aside()
    yield aside

    aside.shutdown()


@pytest.fixture
def files(bridge: Bridge, aside: Aside, owner: QObject) -> AnswerFilesController:
    return AnswerFilesController(lambda: _ANSWERS, bridge, aside, owner)


def test_answers_of_several_runs_are_saved_with_their_pictures(
    qtbot: QtBot, files: AnswerFilesController, tmp_path: Path
) -> None:
    with qtbot.waitSignal(files.saved):
        files.save(tmp_path / "answers.json")

    assert json.loads((tmp_path / "answers.json").read_text()) == [
        {"pictures": ["a.png"], "text": '{"total": 1}', "data": {"total": 1}},
        {"pictures": ["b.png", "c.png"], "text": "text", "data": None},
    ]


def test_a_name_without_an_ending_gets_one_and_the_real_path_is_told(
    qtbot: QtBot, files: AnswerFilesController, tmp_path: Path
) -> None:
    with qtbot.waitSignal(files.saved) as saved:
        files.save(tmp_path / "answers")

    assert saved.args == [str(tmp_path / "answers.txt")]
    assert (tmp_path / "answers.txt").is_file()


def test_a_folder_that_is_not_there_is_told(
    qtbot: QtBot, files: AnswerFilesController, tmp_path: Path
) -> None:
    with qtbot.waitSignal(files.failed) as failed:
        files.save(tmp_path / "missing" / "answers.txt")

    assert failed.args is not None
    assert isinstance(failed.args[0], StorageError)
