"""A second command over the same pictures: earlier answers, and nothing paid twice unasked."""

from collections.abc import Callable

from cli.program import PAID, Program, answered, said
from fakes.fault_proxy import FaultProxy
from fakes.misbehaviour import close_after_reading

Picture = Callable[..., str]


def test_the_same_again_costs_nothing_until_it_is_to_be_asked_again(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    names = [picture("a.png"), picture("b.png")]
    first = paid.run(*PAID, *names)
    assert service.credits == 22

    rehearsed = paid.run(*PAID, *names, "--dry-run")
    again = paid.run(*PAID, *names, picture("c.png"), "--report", "report.json")

    assert "0 requests, 0 credits." in answered(rehearsed)
    assert again.returncode == 0, said(again)
    assert service.credits == 33
    assert "2 answers are from earlier runs; --ask-again asks anew." in said(again)
    assert "1 request, 11 credits, about" in said(again)
    report = paid.report()
    assert [answer["fromHistory"] for answer in report["answers"]] == [True, True, False]
    assert [answer["credits"] for answer in report["answers"]] == [0, 0, 11]
    assert report["credits"] == 11
    assert answered(again).startswith(answered(first).rstrip("\n"))

    anew = paid.run(*PAID, names[0], "--ask-again")
    assert anew.returncode == 0
    assert service.credits == 44


def test_without_anything_to_send_no_key_is_needed(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    name = picture("a.png")
    paid.run(*PAID, name)
    without = paid.with_environment(INKLIFT_API_KEY="")

    finished = without.run(*PAID, name)

    assert finished.returncode == 0, said(finished)


def test_what_is_unknown_is_listed_until_it_is_to_be_sent_again(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    name = picture("a.png")
    service.script(close_after_reading())
    assert paid.run(*PAID, name).returncode == 1

    listed = paid.run(*PAID, name, "--report", "report.json")

    assert listed.returncode == 1
    assert len(service.received) == 1
    assert "--resend-unknown" in said(listed)
    [unknown] = paid.report()["unknown"]
    assert unknown["pictures"] == [name]
    assert "may have been charged" in unknown["message"]

    resent = paid.run(*PAID, name, "--resend-unknown")
    assert resent.returncode == 0, said(resent)
    assert len(service.received) == 2


def test_this_computer_answers_from_earlier_runs_as_well(program: Program, receipt: str) -> None:
    first = program.run("extract", receipt)
    second = program.run("extract", receipt, "--report", "report.json", timeout=10)

    assert answered(second) == answered(first)
    assert program.report()["answers"][0]["fromHistory"] is True
