"""`inklift extract` from end to end: what is answered, reported, written and refused."""

import json
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from cli.program import Program, answered, said
from fakes.dumpling_server import DumplingServer
from fakes.misbehaviour import answer, close_after_reading, fenced, rate_limited, raw_body, status

Picture = Callable[..., str]

PAID = ("extract", "--engine", "dumpling", "--yes", "--prompt", "What is the total?")


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
    assert read["data"]["lines"] == ["BLUE DOOR BOOKS", "TOTAL 12.50"]
    assert answered(finished) == read["text"] + "\n"
    assert (report["engine"], report["prompt"], report["credits"]) == ("on-device", "", 0)
    assert [item["pictures"] for item in report["failed"]] == [["./broken.png"]]
    assert program.last_run()["answers"] == report["answers"]


def test_one_answer_goes_to_standard_output_as_it_came(
    paid: Program, service: DumplingServer, picture: Picture
) -> None:
    text = "  Zürich\r\n\tTotal: 12,50 €\x1b[31m\n\n"
    service.script(answer(text))

    finished = paid.run(*PAID, picture("a.png"))

    assert finished.returncode == 0, said(finished)
    assert finished.stdout == text.encode()


def test_several_answers_stand_below_their_names_in_the_order_given(
    paid: Program, service: DumplingServer, picture: Picture
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
    paid: Program, service: DumplingServer, picture: Picture
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
    paid: Program, service: DumplingServer, picture: Picture
) -> None:
    names = [picture(f"{number}.png") for number in range(3)]

    finished = paid.run(*PAID, "--together", *names, "--report", "report.json")

    assert finished.returncode == 0, said(finished)
    assert "1 request, 13 credits." in said(finished)
    assert [received.count for received in service.received] == [3]
    assert [item["pictures"] for item in paid.report()["answers"]] == [names]


def test_the_prompt_of_a_file_is_sent_without_mark_and_last_line_end(
    paid: Program, service: DumplingServer, picture: Picture
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


def test_an_address_can_be_sent_as_it_is(paid: Program, service: DumplingServer) -> None:
    address = "https://shop.example/receipt.png"

    finished = paid.run(*PAID, "--send-addresses", address, "--report", "report.json")

    assert finished.returncode == 0, said(finished)
    assert [(one.input_method, one.images) for one in service.received] == [("url", (address,))]
    assert "is not removed" in said(finished)
    assert paid.report()["answers"][0]["pictures"] == [address]


def test_an_address_is_fetched_here_otherwise(
    paid: Program, service: DumplingServer, picture: Picture, web: Callable[[Path], str]
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
    paid: Program, service: DumplingServer, picture: Picture
) -> None:
    service.script(rate_limited("1"))

    finished = paid.run(*PAID, picture("a.png"))

    assert finished.returncode == 0
    assert "Waiting for 1 second." in said(finished)
    assert service.credits == 11


def test_what_may_have_been_charged_is_unknown_and_not_sent_again(
    paid: Program, service: DumplingServer, picture: Picture
) -> None:
    service.script(close_after_reading())

    finished = paid.run(*PAID, picture("a.png"), "--report", "report.json")

    assert finished.returncode == 1
    (unknown,) = paid.report()["unknown"]
    assert unknown["pictures"] == ["a.png"]
    assert "may have been charged" in unknown["message"]
    assert len(service.received) == 1


def test_an_answer_that_nobody_can_read_is_unknown_and_kept(
    paid: Program, service: DumplingServer, picture: Picture
) -> None:
    service.script(raw_body(b'{"no": "results"}'))

    finished = paid.run(*PAID, picture("a.png"), "--report", "report.json")

    assert finished.returncode == 1
    assert [item["pictures"] for item in paid.report()["unknown"]] == [["a.png"]]
    assert any(b'{"no": "results"}' in path.read_bytes() for path in _files(paid.data))


def test_a_refused_request_is_told_in_the_service_s_own_words(
    paid: Program, service: DumplingServer, picture: Picture
) -> None:
    service.script(status(400, {"error": "the picture shows \x1b[2Jnothing"}))

    finished = paid.run(*PAID, picture("a.png"), "--report", "report.json")

    assert finished.returncode == 1
    assert "It said: the picture shows [2Jnothing" in said(finished)
    (failure,) = paid.report()["failed"]
    assert failure["code"] == "request_refused"
    assert "nothing" in failure["message"]


def test_a_missing_key_ends_with_3_before_anything_is_kept(
    program: Program, service: DumplingServer, picture: Picture
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


def test_a_refused_key_ends_with_3_and_the_rest_is_pending(
    paid: Program, service: DumplingServer, picture: Picture
) -> None:
    service.script(*[status(401, {"error": "Invalid or missing Authorization header"})] * 9)
    names = [picture(f"{number}.png") for number in range(9)]

    finished = paid.run(*PAID, *names, "--report", "report.json")

    assert finished.returncode == 3
    assert "refused the API key" in said(finished)
    report = paid.report()
    assert {item["code"] for item in report["failed"]} == {"key_rejected"}
    assert len(report["pending"]) >= 5
    assert len(report["failed"]) + len(report["pending"]) == 9


def test_a_service_that_cannot_be_reached_ends_with_4_and_all_is_pending(
    paid: Program, service: DumplingServer, picture: Picture, closed_port: int
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
    paid: Program, service: DumplingServer
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


def test_a_dry_run_tells_plan_and_price_and_sends_and_keeps_nothing(
    program: Program, service: DumplingServer, picture: Picture
) -> None:
    keyless = program.with_environment(INKLIFT_API_URL=service.url)
    names = [picture("a.png"), picture("b.png")]
    pages = [Image.new("RGB", (50, 60 + number), "white") for number in range(2)]
    pages[0].save(program.folder / "two.pdf", save_all=True, append_images=pages[1:])

    finished = keyless.run(*PAID, "--dry-run", *names, "two.pdf", "--report", "report.json")

    assert finished.returncode == 0, said(finished)
    report = keyless.report()
    assert report["run"] is None
    assert (report["plan"]["requests"], report["plan"]["credits"]) == (4, 44)
    told = [(each["name"], each["page"], each["format"]) for each in report["plan"]["pictures"]]
    assert told == [
        ("a.png", 1, "png"),
        ("b.png", 1, "png"),
        ("two.pdf#page=1", 1, "pdf"),
        ("two.pdf#page=2", 2, "pdf"),
    ]
    first = report["plan"]["pictures"][0]
    assert (first["width"], first["height"]) == (40, 30)
    assert first["bytes"] == (program.folder / "a.png").stat().st_size
    assert "4 requests, 44 credits." in answered(finished)
    assert service.connections == 0
    assert not (keyless.data / "data").exists()


def test_a_dry_run_names_what_cannot_be_opened_or_sent_in_the_order_given(
    paid: Program, service: DumplingServer, picture: Picture
) -> None:
    noise = random.Random(4).randbytes(2_600 * 2_000 * 3)  # cannot be made smaller without loss
    large = Image.frombytes("RGB", (2_600, 2_000), noise)
    large.save(paid.folder / "large.png", compress_level=0)
    arguments = ["large.png", "nowhere.png", picture("fine.png")]

    finished = paid.run(*PAID, "--dry-run", *arguments, "--report", "report.json")

    assert finished.returncode == 1
    report = paid.report()
    assert [(item["pictures"], item["code"]) for item in report["failed"]] == [
        (["large.png"], "too_large"),
        (["nowhere.png"], "missing"),
    ]
    assert (report["plan"]["requests"], report["plan"]["credits"]) == (1, 11)
    assert "the limit is 15 MB" in said(finished)
    assert service.connections == 0


def test_of_a_picture_fetched_for_a_dry_run_nothing_is_left(
    paid: Program, picture: Picture, web: Callable[[Path], str]
) -> None:
    address = web(paid.folder / picture("a.png"))

    finished = paid.run(*PAID, "--dry-run", address)

    assert finished.returncode == 0, said(finished)
    kept = [path for path in _files(paid.data) if path.suffix != ".log"]
    assert kept == []


def test_the_key_is_nowhere_but_in_the_request(
    paid: Program, service: DumplingServer, picture: Picture
) -> None:
    key = service.key
    service.script(
        answer("fine"), status(400, {"error": f"not with {key}"}), status(500, f"<b>{key}</b>")
    )
    names = [picture(f"{number}.png") for number in range(4)]

    finished = paid.run(*PAID, *names, "--report", "report.json", "--output", "answers.md")

    assert finished.returncode == 1
    assert service.received[0].headers["authorization"] == f"Bearer {key}"
    files = [*_files(paid.data), *_files(paid.folder)]
    assert len(files) > 5
    places = [str(path) for path in files if key.encode() in path.read_bytes()]
    assert places == []
    assert key.encode() not in finished.stdout + finished.stderr


def test_a_history_that_cannot_be_written_keeps_anything_from_being_sent(
    paid: Program, service: DumplingServer, picture: Picture
) -> None:
    (paid.data / "data").mkdir(parents=True)
    (paid.data / "data" / "history").write_text("in the way", encoding="utf-8")

    finished = paid.run(*PAID, picture("a.png"), "--report", "report.json")

    assert finished.returncode == 1
    assert "Nothing is sent while answers cannot be kept" in said(finished)
    assert paid.report()["pending"] == ["a.png"]
    assert service.connections == 0


def test_a_report_that_cannot_be_written_does_not_hide_the_answers(
    paid: Program, service: DumplingServer, picture: Picture
) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    service.script(answer("Total 12.50"))

    finished = paid.run(*PAID, picture("a.png"), "--report", "/dev/full")

    assert finished.returncode == 1
    assert answered(finished) == "Total 12.50\n"
    assert "/dev/full could not be written" in said(finished)


def test_a_report_into_a_device_does_not_replace_it(program: Program) -> None:
    finished = program.run("extract", "nowhere.png", "--report", os.devnull)

    assert finished.returncode == 1
    assert not Path(os.devnull).is_file()


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux alone")
def test_a_name_that_is_no_text_goes_through_whole(
    paid: Program, service: DumplingServer, picture: Picture
) -> None:
    odd = os.fsdecode(b"caf\xe9.png")
    (paid.folder / picture("a.png")).rename(paid.folder / odd)

    finished = paid.run(*PAID, odd, "nowhere.png", "--report", "report.json", "--output", "o.json")

    assert finished.returncode == 1, said(finished)
    assert paid.report()["answers"][0]["pictures"] == [odd]
    assert len(service.received) == 1


def test_a_console_of_few_letters_shows_the_others_as_escapes(
    paid: Program, service: DumplingServer, picture: Picture
) -> None:
    service.script(answer("12,50 € \ud800"))

    finished = paid.with_environment(PYTHONIOENCODING="ascii").run(*PAID, picture("a.png"))

    assert finished.returncode == 0, said(finished)
    assert answered(finished) == "12,50 \\u20ac \\ud800\n"


def test_a_reader_who_has_left_costs_no_answer(
    paid: Program, service: DumplingServer, picture: Picture
) -> None:
    child = paid.start(*PAID, picture("a.png"))
    assert child.stdout is not None
    child.stdout.close()

    _, errors = child.communicate(timeout=60)

    assert child.returncode == 0, errors
    assert b"Traceback" not in errors
    assert b"BrokenPipe" not in errors
    assert len(paid.last_run()["answers"]) == 1


def test_answers_that_standard_output_does_not_take_are_not_lost_silently(
    paid: Program, picture: Picture
) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no /dev/full here")

    with full.open("wb") as out:
        child = paid.start(*PAID, picture("a.png"), stdout=out)
        _, errors = child.communicate(timeout=60)

    assert child.returncode == 1
    assert b"Standard output cannot be written" in errors


def test_a_bug_is_told_without_its_traceback_which_is_in_the_log(
    paid: Program, picture: Picture, tmp_path: Path
) -> None:
    place = tmp_path / "buggy"
    place.mkdir()
    bug = "import inklift.core.planning as planning\nplanning.plan_run = None\n"
    (place / "sitecustomize.py").write_text(bug, encoding="utf-8")
    path = os.pathsep.join([str(place), paid.environment["PYTHONPATH"]])

    finished = paid.with_environment(PYTHONPATH=path).run(*PAID, picture("a.png"))

    assert finished.returncode == 1
    assert "Something went wrong in the program" in said(finished)
    assert "Traceback" not in said(finished)
    log = paid.data / "logs" / "inklift-extract.log"
    assert str(log) in said(finished)
    assert "TypeError" in log.read_text(encoding="utf-8")


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
