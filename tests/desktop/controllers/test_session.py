"""The controllers of one window together: what concerns more than one of them."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from fakes.window_services import WindowServices
from inklift.core.answers import Answer
from inklift.core.export_options import CsvStyle
from inklift.core.extract_image_api import RateLimit
from inklift.core.planning import plan_run
from inklift.core.progress import RequestAnswered
from inklift.core.prompts import AnswerForm, Grouping
from inklift.core.runs import RunOptions
from inklift.desktop.bridge import Bridge
from inklift.desktop.controllers.session import Session
from inklift.desktop.controllers.shown_run import Question
from inklift.desktop.item_models.picture_list import Role
from inklift.desktop.views.picture_texts import describe_row
from inklift.engines.registry import DUMPLING, ON_DEVICE
from inklift.system.settings import Settings, SettingsStore


def _add_files(qtbot: QtBot, session: Session, folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.png" for number in range(1, count + 1)]
    for path in paths:
        path.write_bytes(path.name.encode())
    with qtbot.waitSignals([session.workspace.adding_ended, session.workspace.pictures_changed]):
        session.workspace.add_paths(paths)
    return paths


def test_the_last_question_is_asked_again_after_a_restart(
    qtbot: QtBot, services: WindowServices, bridge: Bridge, owner: QObject, session: Session
) -> None:
    form = AnswerForm(json_mode=True, grouping=Grouping.TOGETHER)
    question = Question("What is the total?", form, DUMPLING.id)
    session.extraction.ask(question)
    qtbot.waitUntil(lambda: services.settings.current.prompt == question.prompt)

    services.settings = SettingsStore(services.settings._path)
    services.settings.load()
    next_start = Session(services, bridge, describe_row, owner)  # type: ignore[arg-type]

    assert next_start.extraction.question == question


def test_an_engine_that_this_version_does_not_have_gives_way_to_the_free_one(
    services: WindowServices, bridge: Bridge, owner: QObject
) -> None:
    services.settings.save(Settings(engine_id="from-the-future", prompt="kept"))

    session = Session(services, bridge, describe_row, owner)  # type: ignore[arg-type]

    assert session.extraction.question == Question("kept", engine_id=ON_DEVICE.id)


def test_the_engine_of_the_preferences_is_the_engine_asked(session: Session) -> None:
    session.extraction.ask(Question("words"))

    session.preferences.change(replace(session.preferences.settings, engine_id=DUMPLING.id))

    assert session.extraction.question == Question("words", engine_id=DUMPLING.id)


def test_the_size_of_the_preferences_goes_with_the_next_run(
    qtbot: QtBot, session: Session, services: WindowServices, tmp_path: Path
) -> None:
    _add_files(qtbot, session, tmp_path, 1)
    session.preferences.change(replace(session.preferences.settings, longest_side_px=1600))
    session.extraction.start()
    qtbot.waitUntil(lambda: bool(services.runner.orders))

    assert services.runner.orders[0].options == RunOptions(longest_side_px=1600)


def test_added_pictures_are_planned_shown_and_sent(
    qtbot: QtBot, session: Session, services: WindowServices, tmp_path: Path
) -> None:
    session.extraction.ask(Question("Total?", engine_id=DUMPLING.id))
    with qtbot.waitSignal(session.large_picture.image_ready):
        paths = _add_files(qtbot, session, tmp_path, 3)
    session.extraction.start()
    qtbot.waitUntil(lambda: bool(services.runner.orders))

    assert session.extraction.plan.credits == 33
    assert [one.source.path for one in services.pictures.asked_renderings] == [paths[0]]
    assert [one.path for one in services.runner.orders[0].sources] == paths


def test_a_thumbnail_comes_when_its_row_is_painted_and_repaints_it(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    _add_files(qtbot, session, tmp_path, 2)
    model = session.workspace.model

    with qtbot.waitSignal(model.dataChanged) as changed:
        before = model.index(1).data(Role.THUMBNAIL)

    assert before is None
    assert changed.args is not None
    assert changed.args[0].row() == 1
    assert changed.args[2] == [int(Role.THUMBNAIL)]
    assert model.index(1).data(Role.THUMBNAIL) is not None


def test_a_turned_picture_keeps_its_answer_and_is_rendered_again(
    qtbot: QtBot, session: Session, services: WindowServices, tmp_path: Path
) -> None:
    _add_files(qtbot, session, tmp_path, 1)
    [source] = session.workspace.sources
    session.extraction.start()
    qtbot.waitUntil(lambda: bool(services.runner.orders))
    [request] = plan_run(services.runner.orders[0], costs_credits=False).requests
    services.runner.tell(RequestAnswered(request, Answer("text"), RateLimit()))
    services.runner.end()
    qtbot.waitUntil(lambda: not session.extraction.is_running)
    answer = session.extraction.answer_for(source.id)

    with qtbot.waitSignal(session.large_picture.image_ready):
        session.workspace.turn([0], 1)

    assert answer is not None
    assert session.extraction.answer_for(source.id) is answer
    assert services.pictures.asked_renderings[-1].source.quarter_turns == 1


def test_removing_pictures_makes_the_run_cheaper(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    session.extraction.ask(Question("Total?", engine_id=DUMPLING.id))
    _add_files(qtbot, session, tmp_path, 3)

    with qtbot.waitSignal(session.extraction.plan_changed):
        session.workspace.remove([0, 2])

    assert session.extraction.plan.credits == 11


@pytest.mark.parametrize("name", ["answers.json", "answers.txt"])
def test_saved_answers_are_in_the_file(
    qtbot: QtBot, session: Session, services: WindowServices, tmp_path: Path, name: str
) -> None:
    _add_files(qtbot, session, tmp_path, 2)
    session.extraction.start()
    qtbot.waitUntil(lambda: bool(services.runner.orders))
    plan = plan_run(services.runner.orders[0], costs_credits=False)
    for request in plan.requests:
        answer = Answer(f"text {request.number}")
        services.runner.tell(RequestAnswered(request, answer, RateLimit()))
    services.runner.end()
    qtbot.waitUntil(lambda: not session.extraction.is_running)

    with qtbot.waitSignal(session.answer_files.saved) as saved:
        session.answer_files.save(tmp_path / name, CsvStyle())

    assert saved.args == [str(tmp_path / name)]
    written = (tmp_path / name).read_text()
    assert "text 1" in written
    assert "text 2" in written
