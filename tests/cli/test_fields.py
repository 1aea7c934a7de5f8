"""`inklift extract --fields`: what is sent for them, and what is told of the answer."""

import json
from collections.abc import Callable

import pytest

from cli.program import Program, answered, said
from fakes.fault_proxy import FaultProxy
from fakes.misbehaviour import answer, as_object
from inklift.core.asking import words_for
from inklift.core.field_list import parse_fields
from inklift.core.prompts import AnswerForm, Grouping

Picture = Callable[..., str]

PAID = ("extract", "--engine", "dumpling", "--yes", "--report", "report.json")
LINE = "merchant, date, total:money"


def test_fields_alone_are_enough_for_a_paid_engine_and_mean_json(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    text = '{"Merchant": "Oak", "date": "25/03/2018", "total": 1234.5, "more": 1}'
    service.script(answer(text))

    finished = paid.run(*PAID, "--fields", LINE, picture("a.png"))

    assert finished.returncode == 0, said(finished)
    (received,) = service.received
    assert (received.status, received.json_mode) == (200, True)
    assert received.prompt == words_for("", AnswerForm(True, fields=parse_fields(LINE)), 1)
    report = paid.report()
    assert (report["prompt"], report["jsonMode"]) == ("", True)
    (read,) = report["answers"]
    assert read["text"] == text
    assert list(read["data"].items()) == [
        ("merchant", "Oak"),
        ("date", "2018-03-25"),
        ("total", "1234.50"),
    ]
    assert read["notices"] == []
    assert answered(finished) == text + "\n"
    assert paid.last_run() == report


def test_a_prompt_counts_beside_the_fields_and_stays_the_user_s_own(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    paid.run(*PAID, "--prompt", "Only the stamp.", "--fields", "date", picture("a.png"))

    (received,) = service.received
    assert received.prompt.startswith("Only the stamp.\n\nAnswer with one JSON object")
    assert paid.report()["prompt"] == "Only the stamp."
    assert paid.last_run()["prompt"] == "Only the stamp."


def test_several_pictures_together_are_a_list_in_their_order(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    said_of_them = [{"index": 1, "total": "2,50"}, {"index": 0, "total": "RM 1.000,00"}]
    service.script(answer(json.dumps(said_of_them)))
    names = [picture(name) for name in ("a.png", "b.png")]

    finished = paid.run(*PAID, "--together", "--fields", "total", *names)

    assert finished.returncode == 0, said(finished)
    (received,) = service.received
    form = AnswerForm(True, Grouping.TOGETHER, parse_fields("total"))
    assert received.prompt == words_for("", form, 2)
    (read,) = paid.report()["answers"]
    assert read["data"] == [{"total": "1000.00"}, {"total": "2.50"}]


def test_what_is_missing_or_of_another_kind_is_told_of_the_picture(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    service.script(answer('{"total": "about ten"}'))

    finished = paid.run(*PAID, "--fields", "merchant, total", picture("a.png"))

    (read,) = paid.report()["answers"]
    assert read["data"] == {"merchant": None, "total": "about ten"}
    assert read["notices"] == ["fields_missing", "wrong_kind"]
    assert "a.png: The answer leaves out some of the fields" in said(finished)
    assert "a.png: Some values are not of the kind" in said(finished)


def test_results_that_are_an_object_and_the_output_file_hold_the_fields(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    service.script(as_object())

    finished = paid.run(*PAID, "--fields", LINE, "--output", "a.json", picture("a.png"))

    assert finished.returncode == 0, said(finished)
    (read,) = paid.report()["answers"]
    assert list(read["data"]) == ["merchant", "date", "total"]
    assert all(read["data"].values())
    assert json.loads((paid.folder / "a.json").read_bytes()) == read["data"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", "a name is empty; write names with commas between them"),
        ("a, ,b", "a name is empty; write"),
        ("date, Date", "Date is there twice; give"),
        ("total:currency", "currency is no kind; write one of text number money date yesno"),
        ("a:choice()", "lacks a value; write"),
        ("a (b", "do not close; write"),
        ("a:text(b)", "takes nothing in parentheses"),
    ],
)
def test_fields_that_cannot_be_read_are_wrong_usage_that_says_what_to_write(
    paid: Program, service: FaultProxy, picture: Picture, line: str, told: str
) -> None:
    finished = paid.run(*PAID, f"--fields={line}", picture("a.png"))

    assert finished.returncode == 2
    assert "--fields: " in said(finished)
    assert told in said(finished)
    assert service.connections == 0


def test_neither_prompt_nor_fields_is_wrong_usage_that_names_both(
    paid: Program, picture: Picture
) -> None:
    finished = paid.run("extract", "--engine", "dumpling", "--yes", picture("a.png"))

    assert finished.returncode == 2
    assert "--prompt" in said(finished)
    assert "--fields" in said(finished)
