"""Answers in files: what is in them, and that a failed write leaves nothing half done."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inklift.core.errors import FolderReadOnly, StorageError
from inklift.core.report import Report, ReportAnswer, ReportFailure, ReportUnknown
from inklift.export.formats import supported_suffixes, write_report


def report(*answers: ReportAnswer, json_mode: bool = False) -> Report:
    return Report("20261122-210405-k3f9", "dumpling", "the total?", json_mode, answers)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_written_into_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    own = os.open(
        pipe, os.O_RDWR | os.O_NONBLOCK
    )  # so that neither side waits for the other to open it

    write_report(report(ReportAnswer(("a",), "x")), pipe)
    content = os.read(own, 100)
    os.close(own)

    assert content == b"x\n"
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    "others",
    [
        {"failed": (ReportFailure(("b",), "missing", ""),)},
        {"unknown": (ReportUnknown(("b",), "timed_out", ""),)},
        {"pending": ("b",)},
    ],
)
def test_json_of_several_pictures_is_a_list_even_if_just_one_was_answered(
    others: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "totals.json"
    answered = report(ReportAnswer(("a",), "[1]", [1]), json_mode=True)

    write_report(replace(answered, **others), path)

    assert json.loads(path.read_text("utf-8")) == [{"pictures": ["a"], "text": "[1]", "data": [1]}]


def test_json_of_one_picture_with_fields_is_their_object(tmp_path: Path) -> None:
    path = tmp_path / "fields.json"
    data = {"merchant": "Größe \ud800", "total": "12.50", "date": None}

    write_report(report(ReportAnswer(("a",), "…", data), json_mode=True), path)

    assert json.loads(path.read_text("utf-8")) == data


def test_one_answer_as_text_is_its_text(tmp_path: Path) -> None:
    path = tmp_path / "total.TXT"

    write_report(report(ReportAnswer(("a.jpg",), "Größe 12,50 €")), path)

    assert path.read_bytes() == "Größe 12,50 €\n".encode()


def test_several_answers_as_text_stand_below_their_pictures(tmp_path: Path) -> None:
    path = tmp_path / "totals.txt"
    answers = (ReportAnswer(("a.jpg", "copy\nof a.jpg"), "1\n"), ReportAnswer(("b.jpg",), "2"))

    write_report(report(*answers), path)

    assert path.read_text("utf-8") == "=== a.jpg, copy of a.jpg ===\n\n1\n\n=== b.jpg ===\n\n2\n"


def test_nothing_in_an_answer_gets_out_of_its_markdown_fence(tmp_path: Path) -> None:
    path = tmp_path / "totals.md"
    hostile = "````\n# Not a heading <img src=x>\n```"

    write_report(report(ReportAnswer(("[a](b)_<i>.jpg",), hostile)), path)

    assert path.read_text("utf-8") == (
        "## \\[a\\]\\(b\\)\\_\\<i\\>\\.jpg\n\n"
        "`````text\n````\n# Not a heading <img src=x>\n```\n`````\n"
    )


def test_json_in_markdown_is_laid_out(tmp_path: Path) -> None:
    path = tmp_path / "totals.md"
    answers = (
        ReportAnswer(("a",), '```json\n{"t":1.50}\n```', {"t": 1.5}),
        ReportAnswer(("b",), "no"),
    )

    write_report(report(*answers, json_mode=True), path)

    assert path.read_text("utf-8") == (
        '## a\n\n```json\n{\n  "t": 1.50\n}\n```\n\n## b\n\n```text\nno\n```\n'
    )


@pytest.mark.parametrize(
    ("answers", "json_mode", "content"),
    [
        ([ReportAnswer(("a",), '{"t": "é"}', {"t": "é"})], True, {"t": "é"}),
        ([ReportAnswer(("a",), "x")], True, {"pictures": ["a"], "text": "x", "data": None}),
        ([ReportAnswer(("a",), "x")], False, {"pictures": ["a"], "text": "x"}),
        ([ReportAnswer(("a", "b"), "x")], False, [{"pictures": ["a", "b"], "text": "x"}]),
        (
            [ReportAnswer(("a",), "[1]", [1]), ReportAnswer(("b", "c"), "x")],
            True,
            [
                {"pictures": ["a"], "text": "[1]", "data": [1]},
                {"pictures": ["b", "c"], "text": "x", "data": None},
            ],
        ),
        ([], False, []),
    ],
)
def test_json_files(
    answers: list[ReportAnswer], json_mode: bool, content: object, tmp_path: Path
) -> None:
    path = tmp_path / "totals.json"

    write_report(report(*answers, json_mode=json_mode), path)

    assert json.loads(path.read_text("utf-8")) == content


@pytest.mark.parametrize("suffix", supported_suffixes())
def test_half_a_surrogate_pair_in_name_or_text_is_no_obstacle(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"answer{suffix}"
    answers = (ReportAnswer(("a\udcff.jpg",), "x\ud800"), ReportAnswer(("b",), "y\0"))

    write_report(report(*answers), path)

    if suffix == ".xlsx":
        assert path.read_bytes().startswith(b"PK")  # see test_tables for what is in it
        return
    text = path.read_text("utf-8")
    if suffix in (".json", ".jsonl"):
        first = json.loads(text)[0] if suffix == ".json" else json.loads(text.splitlines()[0])
        assert first == {"pictures": ["a\udcff.jpg"], "text": "x\ud800"}
    else:
        assert "x?" in text


def test_an_unknown_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.docx"):
        write_report(report(), tmp_path / "answer.docx")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["missing/answer.txt", "folder.txt", "file/answer.txt"])
def test_a_place_that_cannot_be_written_is_an_error_of_ours(place: str, tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "file").write_text("x")
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(FolderReadOnly):
        write_report(report(ReportAnswer(("a",), "x")), tmp_path / place)

    assert sorted(tmp_path.rglob("*")) == before


def test_a_write_that_fails_halfway_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits on file sizes are of Unix")
    path = tmp_path / "answer.txt"
    path.write_text("old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    resource.setrlimit(resource.RLIMIT_FSIZE, (5, limits[1]))
    try:
        with pytest.raises(StorageError):
            write_report(report(ReportAnswer(("a",), "much longer than that")), path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_goes_on_pointing_to_the_file(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    link.symlink_to(real)

    write_report(report(ReportAnswer(("a",), "new")), link)

    assert link.is_symlink()
    assert real.read_text() == "new\n"


def test_a_new_file_can_be_read_by_others_as_the_user_decided(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path\n"
        "from inklift.export.whole_file import write_whole_file\n"
        "os.umask(0o022); write_whole_file(Path(sys.argv[1]), b'x')"
    )
    path = tmp_path / "answer.txt"

    subprocess.run(
        [sys.executable, "-c", code, str(path)],
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert path.stat().st_mode & 0o777 == 0o644
