"""`inklift runs`: what was kept, told without writing anything."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.program import PAID, Program, answered, said
from fakes.fault_proxy import FaultProxy
from fakes.misbehaviour import close_after_reading, status

Picture = Callable[..., str]


def _contents(folder: Path) -> dict[str, tuple[bytes | None, int]]:
    return {
        str(path): (path.read_bytes() if path.is_file() else None, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
    }


def test_of_an_empty_folder_there_are_no_runs_and_nothing_is_made(program: Program) -> None:
    as_json = program.run("runs", "--json")
    for_people = program.run("runs")

    assert (as_json.returncode, as_json.stdout) == (0, b"[]\n")
    assert (for_people.returncode, answered(for_people)) == (0, "No runs are kept yet.\n")
    assert not program.data.exists()


def test_runs_are_listed_newest_first_and_read_without_a_trace(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    service.script(status(400, {"error": "no"}), close_after_reading())
    prompts = ["First?", "\x1b[2JSecond,\nin two lines" + "." * 100]
    for prompt, names in zip(prompts, (["a.png"], ["b.png", "c.png"]), strict=True):
        pictures = map(picture, names)
        paid.run("extract", "--engine", "dumpling", "--yes", "--prompt", prompt, *pictures)
    before = _contents(paid.data)

    listed = json.loads(paid.run("runs", "--json").stdout)
    table = answered(paid.run("runs"))
    shown = paid.run("runs", "show", listed[1]["run"])
    newest = paid.last_run()

    assert _contents(paid.data) == before
    counts = ("pictures", "answered", "failed", "unknown", "pending", "credits")
    assert [run["prompt"] for run in listed] == prompts[::-1]
    assert [tuple(run[key] for key in counts) for run in listed] == [
        (2, 1, 0, 1, 0, 11),
        (1, 0, 1, 0, 0, 0),
    ]
    assert listed[0].keys() == {"run", "started", "engine", "prompt", *counts}
    assert {run["engine"] for run in listed} == {"dumpling"}
    lines = table.splitlines()
    assert len(lines) == 3
    assert lines[0].split()[-1] == "PROMPT"
    assert lines[1].startswith(listed[0]["run"])
    assert "[2JSecond, in two lines" in lines[1]
    assert "\x1b" not in table
    assert json.loads(shown.stdout)["prompt"] == "First?"
    assert newest["run"] == listed[0]["run"]


@pytest.mark.parametrize("arguments", [["runs"], ["runs", "--json"], ["runs", "show", "last"]])
def test_a_damaged_history_is_told_and_left_alone(program: Program, arguments: list[str]) -> None:
    history = program.data / "data" / "history"
    history.mkdir(parents=True)
    (history / "history.db").write_bytes(b"SQLite format 3\0" + b"x" * 5_000)
    before = _contents(program.data)

    finished = program.run(*arguments)

    assert finished.returncode == 1
    assert "The history file is damaged" in said(finished)
    assert "Traceback" not in said(finished)
    assert _contents(program.data) == before


def test_of_a_damaged_history_what_can_be_read_is_read_and_nothing_is_paid_for(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    long = "What is the total? " * 300  # the answers repeat it, and fill pages of their own
    for number in range(3):
        pictures = [picture(f"{number}-{n}.png") for n in range(5)]
        paid.run(*PAID, *pictures, "--prompt", long)
    ids = [each["run"] for each in json.loads(paid.run("runs", "--json").stdout)]
    history = paid.data / "data" / "history" / "history.db"
    content = history.read_bytes()
    place = content.rindex(b'"creditUsage"') // 4_096 * 4_096  # where answers stand
    history.write_bytes(content[:place] + b"\xa5" * 4_096 + content[place + 4_096 :])
    charged = service.credits

    listed = paid.run("runs", "--json")
    shown = [paid.run("runs", "show", run_id) for run_id in ids]
    refused = paid.run(*PAID, picture("new.png"))

    assert listed.returncode == 1
    assert "The history file is damaged" in said(listed)
    assert len(json.loads(listed.stdout)) == 3
    answers = [len(json.loads(each.stdout)["answers"]) for each in shown if not each.returncode]
    assert answers.count(5) == 2  # of the third, an answer lost a piece
    assert refused.returncode == 1
    assert "The history file is damaged" in said(refused)
    assert service.credits == charged


def test_a_bug_is_told_in_one_line(program: Program, tmp_path: Path) -> None:
    place = tmp_path / "buggy"
    place.mkdir()
    bug = "import inklift.storage.runs as runs\nruns.SqliteJournal.summaries = None\n"
    (place / "sitecustomize.py").write_text(bug, encoding="utf-8")
    path = os.pathsep.join([str(place), program.environment["PYTHONPATH"]])

    finished = program.with_environment(PYTHONPATH=path).run("runs")

    assert finished.returncode == 1
    assert said(finished).startswith("Something went wrong in the program (TypeError, ")
    assert len(said(finished).splitlines()) == 1
    assert not program.data.exists()
