"""What goes wrong with key, service and history, and with which status it ends."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.program import PAID, Program, files_below, said
from fakes.fault_proxy import FaultProxy
from fakes.misbehaviour import answer, close_after_reading, raw_body, status

Picture = Callable[..., str]


def test_what_may_have_been_charged_is_unknown_and_not_sent_again(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    service.script(close_after_reading())

    finished = paid.run(*PAID, picture("a.png"), "--report", "report.json")

    assert finished.returncode == 1
    (unknown,) = paid.report()["unknown"]
    assert unknown["pictures"] == ["a.png"]
    assert "may have been charged" in unknown["message"]
    assert len(service.received) == 1


def test_an_answer_that_nobody_can_read_is_unknown_and_kept(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    service.script(raw_body(b'{"no": "results"}'))

    finished = paid.run(*PAID, picture("a.png"), "--report", "report.json")

    assert finished.returncode == 1
    assert [item["pictures"] for item in paid.report()["unknown"]] == [["a.png"]]
    assert any(b'{"no": "results"}' in path.read_bytes() for path in files_below(paid.data))


def test_a_refused_request_is_told_in_the_service_s_own_words(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    service.script(status(400, {"error": "the picture shows \x1b[2Jnothing"}))

    finished = paid.run(*PAID, picture("a.png"), "--report", "report.json")

    assert finished.returncode == 1
    assert "It said: the picture shows [2Jnothing" in said(finished)
    (failure,) = paid.report()["failed"]
    assert failure["code"] == "request_refused"
    assert "nothing" in failure["message"]


def test_a_missing_key_ends_with_3_before_anything_is_kept(
    program: Program, service: FaultProxy, picture: Picture
) -> None:
    keyless = program.with_environment(INKLIFT_API_URL=service.url)

    finished = keyless.run(*PAID, picture("a.png"), "--report", "report.json")

    assert finished.returncode == 3
    assert "INKLIFT_API_KEY" in said(finished)
    assert "preferences" in said(finished)
    report = keyless.report()
    assert (report["run"], report["pending"]) == (None, ["a.png"])
    assert json.loads(keyless.run("runs", "--json").stdout) == []
    assert service.connections == 0


def test_of_a_picture_fetched_for_a_run_that_never_began_nothing_is_left(
    program: Program, service: FaultProxy, picture: Picture, web: Callable[[Path], str]
) -> None:
    keyless = program.with_environment(INKLIFT_API_URL=service.url)

    finished = keyless.run(*PAID, web(program.folder / picture("a.png")))

    assert finished.returncode == 3
    assert [path for path in files_below(keyless.data) if path.suffix != ".log"] == []


def test_a_refused_key_ends_with_3_and_the_rest_is_pending(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    service.script(*[status(401, {"error": "Invalid or missing Authorization header"})] * 9)
    names = [picture(f"{number}.png") for number in range(9)]

    finished = paid.run(*PAID, *names, "--report", "report.json")

    assert finished.returncode == 3
    assert "refused the API key" in said(finished)
    assert said(finished).count("refused the API key") == 1
    report = paid.report()
    assert sorted(report["pending"]) == names
    assert (report["failed"], report["unknown"]) == ([], [])


def test_a_service_that_cannot_be_reached_ends_with_4_and_all_is_pending(
    paid: Program, service: FaultProxy, picture: Picture, closed_port: int
) -> None:
    nobody = paid.with_environment(INKLIFT_API_URL=f"http://127.0.0.1:{closed_port}/extract")

    finished = nobody.run(*PAID, picture("a.png"), picture("b.png"), "--report", "report.json")

    assert finished.returncode == 4
    assert "no connection" in said(finished)
    report = nobody.report()
    assert sorted(report["pending"]) == ["a.png", "b.png"]
    assert (report["failed"], report["unknown"]) == ([], [])


@pytest.mark.parametrize("url", ["http://service.example/extract", "https://", "nonsense"])
def test_an_address_that_may_not_have_the_key_is_wrong_usage(
    paid: Program, picture: Picture, url: str
) -> None:
    finished = paid.with_environment(INKLIFT_API_URL=url).run(*PAID, picture("a.png"))

    assert finished.returncode == 2, said(finished)
    assert "INKLIFT_API_URL" in said(finished)


def test_when_nothing_opens_nothing_is_sent_and_no_run_is_kept(
    paid: Program, service: FaultProxy
) -> None:
    (paid.folder / "empty").mkdir()

    finished = paid.run(*PAID, "nowhere.png", "empty", "--report", "report.json")

    assert finished.returncode == 1
    report = paid.report()
    assert report["run"] is None
    assert [(item["pictures"], item["code"]) for item in report["failed"]] == [
        (["nowhere.png"], "missing"),
        (["empty"], "no_pictures"),
    ]
    assert service.connections == 0
    assert paid.run("runs", "--json").stdout == b"[]\n"


def test_the_key_is_nowhere_but_in_the_request(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    key = service.key
    service.script(
        answer("fine"), status(400, {"error": f"not with {key}"}), status(500, f"<b>{key}</b>")
    )
    names = [picture(f"{number}.png") for number in range(4)]

    finished = paid.run(*PAID, *names, "--report", "report.json", "--output", "answers.md")

    assert finished.returncode == 1
    assert service.received[0].headers["authorization"] == f"Bearer {key}"
    files = [*files_below(paid.data), *files_below(paid.folder)]
    assert len(files) > 5
    places = [str(path) for path in files if key.encode() in path.read_bytes()]
    assert places == []
    assert key.encode() not in finished.stdout + finished.stderr


def test_a_history_that_cannot_be_written_keeps_anything_from_being_sent(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    (paid.data / "data").mkdir(parents=True)
    (paid.data / "data" / "history").write_text("in the way", encoding="utf-8")

    finished = paid.run(*PAID, picture("a.png"), "--report", "report.json")

    assert finished.returncode == 1
    assert "Nothing is sent while answers cannot be kept" in said(finished)
    assert paid.report()["pending"] == ["a.png"]
    assert service.connections == 0
