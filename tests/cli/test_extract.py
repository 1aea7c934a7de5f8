"""`inklift extract` from end to end: what is answered, reported and written."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.program import PAID, Program, answered, said
from fakes.fault_proxy import FaultProxy
from fakes.misbehaviour import answer, fenced, rate_limited

Picture = Callable[..., str]


def test_on_this_computer_the_text_is_read_and_nothing_is_needed(
    program: Program, receipt: str
) -> None:
    (program.folder / "again.png").write_bytes((program.folder / receipt).read_bytes())
    (program.folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n but no more")

    finished = program.run("extract", ".", "--json", "--report", "report.json")

    assert finished.returncode == 1, said(finished)
    report = program.report()
    (read,) = report["answers"]
    assert read["pictures"] == ["./again.png", "./receipt.png"]
    assert read["data"]["text"] == "BLUE DOOR BOOKS\nTOTAL 12.50"
    assert answered(finished) == read["text"] + "\n"
    assert (report["engine"], report["prompt"], report["credits"]) == ("on-device", "", 0)
    assert [item["pictures"] for item in report["failed"]] == [["./broken.png"]]
    assert program.last_run()["answers"] == report["answers"]


def test_one_answer_goes_to_standard_output_as_it_came(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    text = "  Zürich\r\n\tTotal: 12,50 €\x1b[31m\n\n"
    service.script(answer(text))

    finished = paid.run(*PAID, picture("a.png"))

    assert finished.returncode == 0, said(finished)
    assert finished.stdout == text.encode()


def test_several_answers_stand_below_their_names_in_the_order_given(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    service.script(answer("one"), answer("two\n"), answer("three"))
    names = [picture(name) for name in ("b.png", "a.png", "c.png")]
    texts = dict.fromkeys(names, "")

    finished = paid.run(*PAID, *names, "--report", "report.json")

    assert finished.returncode == 0, said(finished)
    for item in paid.report()["answers"]:
        texts[item["pictures"][0]] = item["text"]
    assert list(texts) == names
    assert answered(finished) == "\n".join(
        f"== {name} ==\n{text.rstrip()}\n" for name, text in texts.items()
    )


def test_the_report_tells_everything_about_a_paid_run(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    service.script(fenced())
    arguments = [picture("a.png", seed=1), "missing.png", picture("b.png", seed=1)]

    finished = paid.run(*PAID, *arguments, "--json", "--report", "report.json")

    assert finished.returncode == 1
    report = paid.report()
    assert (report["engine"], report["prompt"]) == ("dumpling", "What is the total?")
    assert report["jsonMode"] is True
    (read,) = report["answers"]
    assert read["pictures"] == ["a.png", "b.png"]
    assert read["text"].startswith("Here it is:\n```json")
    assert read["data"].keys() == {"merchant", "date", "total"}
    assert (read["credits"], report["credits"]) == (11, 11)
    (failure,) = report["failed"]
    assert (failure["pictures"], failure["code"]) == (["missing.png"], "missing")
    assert (report["unknown"], report["pending"]) == ([], [])
    assert len(service.received) == 1


def test_together_is_one_request_with_one_answer(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    names = [picture(f"{number}.png") for number in range(3)]

    finished = paid.run(*PAID, "--together", *names, "--report", "report.json")

    assert finished.returncode == 0, said(finished)
    assert "1 request, 13 credits." in said(finished)
    assert [received.count for received in service.received] == [3]
    assert [item["pictures"] for item in paid.report()["answers"]] == [names]


def test_the_prompt_of_a_file_is_sent_without_mark_and_last_line_end(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    text = "Wie viel?\nIn €.\n"
    (paid.folder / "prompt.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())

    paid.run(
        *("extract", "--engine", "dumpling", "--yes", "--prompt-file", "prompt.txt"),
        picture("a.png"),
    )

    assert service.received[0].prompt == text.removesuffix("\n")


def test_the_engine_of_the_preferences_is_used(paid: Program, picture: Picture) -> None:
    settings = paid.data / "config" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"settings_version": 1, "engine_id": "dumpling"}', encoding="utf-8")

    finished = paid.run("extract", "--yes", "--prompt", "?", picture("a.png"))

    assert finished.returncode == 0, said(finished)
    assert paid.last_run()["engine"] == "dumpling"


def test_an_address_can_be_sent_as_it_is(paid: Program, service: FaultProxy) -> None:
    address = "https://shop.example/receipt.png"

    finished = paid.run(*PAID, "--send-addresses", address, "--report", "report.json")

    assert finished.returncode == 0, said(finished)
    assert [(one.input_method, one.images) for one in service.received] == [("url", (address,))]
    assert "is not removed" in said(finished)
    assert paid.report()["answers"][0]["pictures"] == [address]


def test_an_address_with_a_password_in_it_is_refused_before_it_is_paid(
    paid: Program, service: FaultProxy
) -> None:
    good, bad = "https://shop.example/receipt.png", "http://me:secret@shop.example/receipt.png"

    finished = paid.run(*PAID, "--send-addresses", bad, good, "--report", "report.json")

    assert finished.returncode == 1, said(finished)
    assert [one.images for one in service.received] == [(good,)]
    (failure,) = paid.report()["failed"]
    assert (failure["pictures"], failure["code"]) == ([bad], "address_refused")


def test_what_did_not_open_belongs_to_the_run(paid: Program, picture: Picture) -> None:
    finished = paid.run(*PAID, "gone.png", picture("a.png"), "--report", "report.json")

    assert finished.returncode == 1, said(finished)
    report = paid.report()
    assert [item["pictures"] for item in report["failed"]] == [["gone.png"]]
    assert paid.last_run() == report
    (summary,) = json.loads(paid.run("runs", "--json").stdout)
    assert (summary["pictures"], summary["answered"], summary["failed"]) == (2, 1, 1)


def test_credits_that_an_answer_does_not_tell_are_not_told_as_none(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    service.script(answer("one"), answer("two", creditUsage=None))

    finished = paid.run(*PAID, picture("a.png"), picture("b.png"))

    assert "2 answered; 11 credits used; 1 answer did not say (planned 11)." in said(finished)


def test_without_answers_an_old_file_does_not_pass_for_new(
    paid: Program, service: FaultProxy
) -> None:
    (paid.folder / "o.txt").write_text("old", encoding="utf-8")

    finished = paid.run(*PAID, "gone.png", "--output", "o.txt")

    assert "o.txt was not written: there are no answers; what is in it is from" in said(finished)
    assert (paid.folder / "o.txt").read_text(encoding="utf-8") == "old"


def test_an_address_is_fetched_here_otherwise(
    paid: Program, service: FaultProxy, picture: Picture, web: Callable[[Path], str]
) -> None:
    address = web(paid.folder / picture("a.png"))

    finished = paid.run(*PAID, address, "--report", "report.json")

    assert finished.returncode == 0, said(finished)
    assert [one.input_method for one in service.received] == ["base64"]
    assert paid.report()["answers"][0]["pictures"] == [address]


@pytest.mark.parametrize(
    ("name", "start"),
    [("out.txt", "=== a.png ==="), ("out.MD", "## a\\.png"), ("out.json", "[\n")],
)
def test_answers_are_written_to_a_file_as_well(
    paid: Program, picture: Picture, name: str, start: str
) -> None:
    finished = paid.run(*PAID, picture("a.png"), picture("b.png"), "--output", name)

    assert finished.returncode == 0, said(finished)
    assert (paid.folder / name).read_text(encoding="utf-8").startswith(start)
    assert answered(finished).startswith("== a.png ==\n")


def test_a_wait_that_the_service_asks_for_is_told_and_sat_out(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    service.script(rate_limited("1"))

    finished = paid.run(*PAID, picture("a.png"))

    assert finished.returncode == 0
    assert "Waiting for 1 second." in said(finished)
    assert service.credits == 11
