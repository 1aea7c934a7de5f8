"""Several pictures in one request: the price that was told is the price that the service takes."""

import json
from collections.abc import Callable

import pytest

from cli.program import PAID, Program, answered, said
from fakes.extract_image_contract import plausible_results
from fakes.fault_proxy import FaultProxy
from fakes.misbehaviour import answer

Picture = Callable[..., str]


@pytest.mark.parametrize(
    ("options", "requests", "credits"),
    [
        ((), 7, 77),
        (("--json",), 7, 77),
        (("--together",), 1, 17),
        (("--together", "--fields", "merchant, total:money"), 1, 17),
        (("--per-request", "3"), 3, 37),
        (("--per-request", "3", "--json"), 3, 37),
        (("--per-request", "2", "--fields", "merchant, total:money"), 4, 47),
        (("--per-request", "50"), 1, 17),
    ],
)
def test_a_dry_run_tells_what_the_service_charges(
    options: tuple[str, ...],
    requests: int,
    credits: int,
    paid: Program,
    service: FaultProxy,
    picture: Picture,
) -> None:
    names = [picture(f"{number}.png") for number in range(7)]
    twice = names[0]  # the same bytes again cost nothing more

    rehearsed = paid.run(*PAID, *options, *names, twice, "--dry-run", "--report", "dry.json")
    planned = paid.report("dry.json")["plan"]
    finished = paid.run(*PAID, *options, *names, twice, "--report", "report.json")

    assert finished.returncode == 0, said(finished)
    assert rehearsed.returncode == 0
    assert (planned["requests"], planned["credits"]) == (requests, credits)
    assert (len(service.received), service.credits) == (requests, credits)
    report = paid.report()
    assert report["credits"] == credits
    assert sum(each["credits"] for each in report["answers"]) == credits


def test_each_picture_has_its_answer_in_output_and_report(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    names = [picture(f"{number}.png") for number in range(3)]

    finished = paid.run(*PAID, "--json", "--per-request", "3", *names, "--report", "report.json")

    assert finished.returncode == 0, said(finished)
    report = paid.report()
    assert [each["pictures"] for each in report["answers"]] == [[name] for name in names]
    said_by_service = json.loads(plausible_results(service.received[0]))
    told = [
        {**each, "index": number}
        for number, each in enumerate(each["data"] for each in report["answers"])
    ]
    assert told == said_by_service


def test_what_an_answer_leaves_out_is_listed_and_asked_about_alone(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    names = [picture(f"{number}.png") for number in range(4)]
    service.script(answer(dress=lambda results: json.dumps(json.loads(results)[:2])))

    lacking = paid.run(*PAID, "--json", "--per-request", "4", *names, "--report", "report.json")
    report = paid.report()

    assert lacking.returncode == 1
    assert "leaves some out" in said(lacking)
    assert [each["pictures"] for each in report["unknown"]] == [names[2:]]
    assert service.credits == 14

    unasked = paid.run(*PAID, "--json", "--per-request", "4", *names)
    assert unasked.returncode == 1
    assert service.credits == 14

    options = ("--json", "--per-request", "1", "--resend-unknown")
    again = paid.run(*PAID, *options, *names, "--report", "report.json")
    assert again.returncode == 0, said(again)
    assert service.credits == 14 + 22
    assert [each["pictures"] for each in paid.report()["answers"]] == [[name] for name in names]


def test_all_together_is_no_number_of_pictures(paid: Program, picture: Picture) -> None:
    finished = paid.run(*PAID, "--together", "--per-request", "2", picture("a.png"))

    assert finished.returncode == 2
    assert "--per-request is for --each" in said(finished)


@pytest.mark.parametrize("number", ["0", "-1", "3001", "many", "1.5"])
def test_other_numbers_are_refused(paid: Program, picture: Picture, number: str) -> None:
    finished = paid.run(*PAID, f"--per-request={number}", picture("a.png"))

    assert finished.returncode == 2
    assert "is no number from 1 to 3,000" in said(finished)


def test_on_this_computer_pictures_are_read_one_by_one(paid: Program, picture: Picture) -> None:
    names = [picture("a.png"), picture("b.png")]

    finished = paid.run("extract", "--per-request", "2", *names, "--dry-run")

    assert "2 requests" in answered(finished)
