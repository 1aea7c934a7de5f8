"""A run told as the report: every state in its place, and the exact shape of the JSON."""

import json
from pathlib import Path

from inklift.core.pictures import Origin, PictureSource
from inklift.core.prompts import AnswerForm
from inklift.core.report import ReportFailure, build_report, dry_run_report, report_json
from inklift.core.runs import (
    Plan,
    PlannedPicture,
    PlannedRequest,
    RequestRecord,
    RequestState,
    RunRecord,
)


def run_of(*requests: RequestRecord, json_mode: bool = False) -> RunRecord:
    return RunRecord(
        "20261122-210405-k3f9",
        7,
        "2026-11-22T22:04:05+01:00",
        "dumpling",
        "the total?",
        AnswerForm(json_mode),
        requests,
    )


def answered(number: int, name: str, body: str, credits_used: int | None = None) -> RequestRecord:
    return RequestRecord(
        number, (name,), RequestState.ANSWERED, raw=body.encode(), credits=credits_used
    )


def test_every_state_has_its_place_in_the_report() -> None:
    run = run_of(
        answered(1, "a.jpg", '{"results": "12.50", "creditUsage": 11}'),
        RequestRecord(2, ("b.jpg",), RequestState.FAILED, code="request_refused", message="400"),
        RequestRecord(3, ("c.jpg",), RequestState.UNKNOWN, code="timed_out", message="180 s"),
        RequestRecord(4, ("d.jpg", "copy of d.jpg"), RequestState.PLANNED, code="offline"),
        RequestRecord(5, ("e.jpg",), RequestState.SENDING),
    )
    unopened = ReportFailure(("f.eps",), "unsupported", "EPS")

    told = report_json(build_report(run, [unopened]))

    assert told == {
        "run": "20261122-210405-k3f9",
        "engine": "dumpling",
        "prompt": "the total?",
        "jsonMode": False,
        "answers": [
            {
                "pictures": ["a.jpg"],
                "text": "12.50",
                "data": None,
                "evidence": {},
                "notices": [],
                "credits": 11,
                "fromHistory": False,
            }
        ],
        "failed": [
            {"pictures": ["f.eps"], "code": "unsupported", "message": "EPS"},
            {"pictures": ["b.jpg"], "code": "request_refused", "message": "400"},
        ],
        "unknown": [{"pictures": ["c.jpg"], "message": "180 s"}],
        "pending": ["d.jpg", "copy of d.jpg", "e.jpg"],
        "credits": 11,
    }


def test_an_answer_that_cannot_be_read_is_unknown() -> None:
    report = build_report(
        run_of(answered(1, "a.jpg", "<html>"), RequestRecord(2, ("b.jpg",), RequestState.ANSWERED))
    )

    assert [item.code for item in report.unknown] == ["wrong_shape", "wrong_shape"]
    assert report.answers == ()


def test_json_answers_carry_data_and_notices() -> None:
    body = json.dumps({"results": '{"total": "12.50",}', "creditUsage": 11})

    (answer,) = build_report(run_of(answered(1, "a.jpg", body), json_mode=True)).answers

    assert answer.data == {"total": "12.50"}
    assert answer.notices == ("json_mended",)


def test_credits_are_those_that_are_known() -> None:
    report = build_report(
        run_of(
            answered(1, "a.jpg", '{"results": "", "creditUsage": 11}', 12),
            answered(2, "b.jpg", '{"results": "", "creditUsage": 11}'),
            answered(3, "c.jpg", '{"results": ""}'),
        )
    )

    assert [answer.credits for answer in report.answers] == [12, 11, None]
    assert report.credits == 23
    assert report.credits_unsaid == 1


def test_a_dry_run_tells_its_plan_and_what_cannot_be_sent() -> None:
    page = PictureSource("1", "x.pdf#page=2", Origin.FILE, Path("x.pdf"), "pdf", 10, 20, 99, "s", 2)
    plan = Plan((PlannedRequest(1, (PlannedPicture(page, ("x.pdf#page=2", "y.pdf#page=2")),), 11),))
    failure = ReportFailure(("z.jpg",), "missing", "no such file")

    report = dry_run_report(
        plan, engine_id="dumpling", prompt="p", json_mode=True, unopened=[failure]
    )

    told = report_json(report)
    sizes = {"page": 2, "format": "pdf", "width": 10, "height": 20, "bytes": 99}
    assert told == {
        "run": None,
        "engine": "dumpling",
        "prompt": "p",
        "jsonMode": True,
        "answers": [],
        "failed": [{"pictures": ["z.jpg"], "code": "missing", "message": "no such file"}],
        "unknown": [],
        "pending": [],
        "credits": 0,
        "plan": {
            "pictures": [{"name": "x.pdf#page=2", **sizes}, {"name": "y.pdf#page=2", **sizes}],
            "requests": 1,
            "credits": 11,
        },
    }


def test_one_picture_with_two_names_is_one_entry_of_the_answer() -> None:
    body = '{"results": "[{\\"index\\": 0, \\"total\\": \\"1.00\\"}]"}'
    names = ("a.jpg", "copy of a.jpg")
    record = RequestRecord(1, names, RequestState.ANSWERED, raw=body.encode(), pictures=1)

    report = build_report(run_of(record, json_mode=True))

    assert report.answers[0].pictures == names
    assert report.answers[0].notices == ()
