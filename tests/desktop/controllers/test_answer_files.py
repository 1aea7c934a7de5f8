"""Saving the answers that the window shows."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from fakes.window_services import source
from inklift.core.answers import Answer
from inklift.core.checks import SumsChecked
from inklift.core.errors import StorageError
from inklift.core.evidence import Findings
from inklift.core.export_options import CsvStyle
from inklift.core.prompts import AnswerForm
from inklift.core.reviews import Decision
from inklift.desktop.bridge import Bridge
from inklift.desktop.controllers.answer_files import AnswerFilesController
from inklift.desktop.controllers.review import AnswerReview
from inklift.desktop.controllers.shown_run import Question, ShownAnswer
from inklift.engines.registry import DUMPLING
from inklift.services.examining import Examined
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


def _reviewed(answer: ShownAnswer) -> AnswerReview:
    """The user corrected the total of the first."""
    return AnswerReview(answer, None, ({("total",): Decision(1, 2)},) * len(answer.sources))


@pytest.fixture
def aside() -> Iterator[Aside]:
    aside = Aside()
    yield aside

    aside.shutdown()


@pytest.fixture
def files(bridge: Bridge, aside: Aside, owner: QObject) -> AnswerFilesController:
    return AnswerFilesController(lambda: _ANSWERS, _reviewed, bridge, aside, owner)


def test_answers_of_several_runs_are_saved_with_their_pictures(
    qtbot: QtBot, files: AnswerFilesController, tmp_path: Path
) -> None:
    with qtbot.waitSignal(files.saved):
        files.save(tmp_path / "answers.json", CsvStyle())

    assert json.loads((tmp_path / "answers.json").read_text()) == [
        {"pictures": ["a.png"], "text": '{"total": 1}', "data": {"total": 2}},  # as corrected
        {"pictures": ["b.png", "c.png"], "text": "text", "data": None},
    ]


def test_the_path_is_told(qtbot: QtBot, files: AnswerFilesController, tmp_path: Path) -> None:
    with qtbot.waitSignal(files.saved) as saved:
        files.save(tmp_path / "answers.txt", CsvStyle())

    assert saved.args == [str(tmp_path / "answers.txt")]
    assert (tmp_path / "answers.txt").is_file()


def test_a_folder_that_is_not_there_is_told(
    qtbot: QtBot, files: AnswerFilesController, tmp_path: Path
) -> None:
    with qtbot.waitSignal(files.failed) as failed:
        files.save(tmp_path / "missing" / "answers.txt", CsvStyle())

    assert failed.args is not None
    assert isinstance(failed.args[0], StorageError)


def test_what_is_known_of_values_is_seen_in_a_workbook(
    qtbot: QtBot, bridge: Bridge, aside: Aside, owner: QObject, tmp_path: Path
) -> None:
    def examined(answer: ShownAnswer) -> AnswerReview:
        nothing = Examined((SumsChecked(),) * len(answer.sources), {}, (Findings(),) * 2)
        return AnswerReview(answer, nothing)

    files = AnswerFilesController(lambda: _ANSWERS[:1], examined, bridge, aside, owner)

    with qtbot.waitSignal(files.saved):
        files.save(tmp_path / "answers.xlsx", CsvStyle())

    cell = load_workbook(tmp_path / "answers.xlsx")["Pictures"]["B2"]
    assert cell.value == 1
    assert "not seen" in cell.comment.text
