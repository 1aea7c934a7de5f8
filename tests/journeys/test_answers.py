"""Answers as text and JSON, one each or one together, copied and saved."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox

from fakes.fault_proxy import FaultProxy
from fakes.misbehaviour import Behaviour, answer, as_object, fenced
from journeys.desk import Desk, until
from journeys.made_pictures import receipt_photo, small_pictures


@pytest.fixture
def json_desk(paid_desk: Desk) -> Desk:
    paid_desk.find(QCheckBox, "JSON").click()
    return paid_desk


def test_json_is_asked_for_shown_and_saved(
    json_desk: Desk, server: FaultProxy, tmp_path: Path
) -> None:
    server.script(answer('{"merchant":"Oak & Son","total":"12.50"}'))
    json_desk.add(*small_pictures(tmp_path, 1))

    json_desk.extract()
    until(lambda: "Oak & Son" in json_desk.answer, "the answer")
    json_desk.save_answers(tmp_path / "answers.json")

    assert server.received[0].json_mode
    assert json.loads(json_desk.answer) == {"merchant": "Oak & Son", "total": "12.50"}
    saved = (tmp_path / "answers.json").read_text(encoding="utf-8")
    assert "Oak & Son" in saved
    json.loads(saved)


@pytest.mark.parametrize("behaviour", [fenced(), as_object()])
def test_json_that_comes_dressed_up_is_shown_as_it_came(
    json_desk: Desk, server: FaultProxy, tmp_path: Path, behaviour: Behaviour
) -> None:
    server.script(behaviour)
    json_desk.add(*small_pictures(tmp_path, 1))

    json_desk.extract()

    until(lambda: '"merchant"' in json_desk.answer, "the answer")
    assert json_desk.message == ""


def test_pictures_together_are_one_request_with_one_answer_for_all(
    paid_desk: Desk, server: FaultProxy, tmp_path: Path
) -> None:
    paid_desk.choose("Answers", "One answer for all pictures together")
    paid_desk.add(*small_pictures(tmp_path, 3))
    until(lambda: "13 credits" in paid_desk.all_texts, "the price of one request")

    paid_desk.extract()

    until(lambda: paid_desk.answer, "the answer")
    first = paid_desk.answer
    paid_desk.select(2)
    until(lambda: paid_desk.answer == first, "the same answer for another picture")
    assert [received.count for received in server.received] == [3]
    assert paid_desk.states == ["Done"] * 3
    assert "13 of 13 planned credits used" in paid_desk.status


def test_all_answers_can_be_shown_copied_and_saved_as_text(
    paid_desk: Desk, server: FaultProxy, tmp_path: Path
) -> None:
    server.answerer = lambda received: f"read {received.digests[0][:8]}"
    paid_desk.add(*small_pictures(tmp_path, 2))
    paid_desk.extract()

    paid_desk.choose("Answers shown", "All pictures")
    until(lambda: paid_desk.answer.count("read ") == 2, "both answers")
    paid_desk.trigger("CopyAnswer")
    paid_desk.save_answers(tmp_path / "answers.txt")

    assert "picture 0.png" in paid_desk.answer
    assert QGuiApplication.clipboard().text() == paid_desk.answer
    saved = (tmp_path / "answers.txt").read_text(encoding="utf-8")
    assert saved.count("read ") == 2


def test_an_answer_is_copied_and_saved_character_for_character(
    paid_desk: Desk, server: FaultProxy, tmp_path: Path
) -> None:
    hostile = "=1+1 <b>bold</b> \u202e evil\u202c\tÄ€漢\nhttp://x.test/?a=b&c"
    server.script(answer(hostile))
    paid_desk.add(*small_pictures(tmp_path, 1))
    paid_desk.extract()
    until(lambda: "evil" in paid_desk.answer, "the answer")

    paid_desk.trigger("CopyAnswer")
    paid_desk.save_answers(tmp_path / "answer.txt")

    assert QGuiApplication.clipboard().text() == hostile
    assert hostile in (tmp_path / "answer.txt").read_text(encoding="utf-8")
    assert "\u202e" not in paid_desk.answer
    assert "<b>bold</b>" in paid_desk.answer


def test_json_of_this_computer_has_the_fields_that_were_asked_for(
    desk: Desk, tmp_path: Path
) -> None:
    desk.add(receipt_photo(tmp_path / "receipt.jpg"))
    desk.find(QCheckBox, "JSON").click()
    desk.write_prompt("date, total")

    desk.extract()

    until(lambda: desk.answer.rstrip().endswith("}"), "the answer")
    value = json.loads(desk.answer)
    assert value == {"date": "2024-03-25", "total": "12.50"}
    assert "The sums agree." in desk.all_texts


def test_a_template_brings_prompt_and_form(desk: Desk) -> None:
    templates = desk.find(QComboBox, "Template")

    desk.choose("Template", templates.itemText(2))

    prompt = desk.application.session.extraction.question.prompt
    assert prompt
    assert templates.currentText() == templates.itemText(2) != templates.itemText(0)
