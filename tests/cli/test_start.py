"""Starting the command: what it loads, what it offers, and how it takes wrong usage."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli.program import Program, answered, said
from inklift import __version__

_HEAVY = (
    "PIL",
    "PySide6",
    "asyncio",
    "httpx",
    "inklift.desktop",
    "inklift.services",
    "inklift.system.workers",
    "keyring",
    "multiprocessing",
    "numpy",
    "onnxruntime",
    "platformdirs",
    "pypdfium2",
    "rapidocr",
    "sqlite3",
)
_MOST_MODULES = 130  # besides those that Python loads to start

_LIST_MODULES = """
import sys
before = set(sys.modules)
from inklift.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
sys.stderr.write("\\n".join(sorted(set(sys.modules) - before)))
"""


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["extract", "--help"]])
def test_a_question_about_the_command_loads_next_to_nothing(
    program: Program, arguments: list[str]
) -> None:
    finished = subprocess.run(
        [sys.executable, "-c", _LIST_MODULES, *arguments],
        env=dict(program.environment),
        capture_output=True,
        text=True,
        check=True,
    )

    loaded = finished.stderr.split()
    heavy = [name for name in loaded if name.startswith(_HEAVY)]
    assert heavy == []
    assert len(loaded) <= _MOST_MODULES, loaded


def test_the_version_is_told(program: Program) -> None:
    finished = program.run("--version")

    assert (finished.returncode, answered(finished)) == (0, f"inklift {__version__}\n")


def test_help_tells_every_option_that_there_is_and_no_other(program: Program) -> None:
    text = answered(program.run("extract", "--help"))

    options = set(re.findall(r"(?<![\w-])--\w[\w-]*", text))
    assert options == {
        "--help",
        "--prompt",
        "--prompt-file",
        "--json",
        "--fields",
        "--each",
        "--together",
        "--engine",
        "--send-addresses",
        "--output",
        "--report",
        "--evidence",
        "--dry-run",
        "--yes",
        "--ask-again",
        "--per-request",
        "--resume",
        "--resend-unknown",
    }
    assert "openai" not in text


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--nonsense"], "unrecognized arguments: --nonsense"),
        (["extract"], "the following arguments are required: PICTURE"),
        (["extract", "--engine", "openai", "a.png"], "invalid choice: 'openai'"),
        (["extract", "--each", "--together", "a.png"], "not allowed with"),
        (["extract", "--prompt", "a", "--prompt-file", "b", "a.png"], "not allowed with"),
        (["extract", "--prompt-file", "nowhere.txt", "a.png"], "nowhere.txt cannot be read"),
        (["extract", "--prompt-file", "latin.txt", "a.png"], "latin.txt is not text in UTF-8"),
        (["extract", "--output", "a.xls", "a.png"], "must end in one of .txt, .md, .json"),
        (["extract", "--report", "no/where.json", "a.png"], "there is no folder no"),
        (["extract", "--report", ".", "a.png"], "is a folder"),
        (["extract", "--report", "photo.JPG", "a.png"], "photo.JPG has the name of a picture"),
        (["extract", "--report", "latin.txt", "latin.txt"], "latin.txt is read"),
        (["extract", "--report", "./latin.txt", "--prompt-file", "latin.txt", "a"], "is read"),
        (["extract", "--report", "o.txt", "--output", "./o.txt", "a"], "both the answers and"),
        (["extract", "--"], "the following arguments are required: PICTURE"),
        (
            ["extrct", "a.jpg"],
            "extrct is neither a command nor a picture; the commands are extract",
        ),
        (["templates"], "templates is neither a command nor a picture"),
        (["extract", ""], "a PICTURE is empty"),
        (["extract", "--send-addresses", "a.png"], "on-device takes no addresses"),
        (["extract", "--engine", "dumpling", "--yes", "a.png"], "dumpling needs a prompt"),
        (["extract", "--engine", "dumpling", "--prompt", " ", "--yes", "a"], "needs a prompt"),
        (["extract", "--engine", "dumpling", "--prompt", "x", "a.png"], "add --yes"),
        (["runs", "show"], "the following arguments are required: RUN"),
        (["runs", "show", "nonsense"], "there is no run nonsense"),
        (["runs", "show", "last"], "no runs are kept yet"),
    ],
)
def test_wrong_usage_says_what_to_do_instead(
    program: Program, arguments: list[str], complaint: str
) -> None:
    (program.folder / "latin.txt").write_bytes("Wie viel Käse?".encode("latin-1"))

    finished = program.run(*arguments)

    assert finished.returncode == 2
    assert complaint in " ".join(said(finished).split())
    assert finished.stdout == b""
    assert "Traceback" not in said(finished)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_picture_is_not_written_over_through_a_link_either(
    program: Program, receipt: str
) -> None:
    before = (program.folder / receipt).read_bytes()
    (program.folder / "report.json").symlink_to(receipt)

    finished = program.run("extract", "other.png", "--report", "report.json")

    assert finished.returncode == 2
    assert "has the name of a picture" in said(finished)
    assert (program.folder / receipt).read_bytes() == before


def test_a_picture_that_begins_with_a_dash_stands_behind_two(
    program: Program, receipt: str
) -> None:
    (program.folder / receipt).rename(program.folder / "-x.png")

    finished = program.run("extract", "--prompt=-", "missing.png", "--", "-x.png", "--yes")

    assert "BOOKS" in answered(finished)
    assert "missing.png: " in said(finished)
    assert "--yes: There is no file of that name." in said(finished)


def test_without_qt_the_window_says_so_and_the_rest_works(
    program: Program, receipt: str, tmp_path: Path
) -> None:
    blocked = program.with_environment(
        PYTHONPATH=f"{_without_pyside6(tmp_path)}:{program.environment['PYTHONPATH']}",
        DISPLAY=":99",
    )

    window = blocked.run(receipt)
    extracted = blocked.run("extract", receipt)
    listed = blocked.run("runs")

    assert window.returncode == 2
    assert "a library of Qt is missing" in said(window)
    assert "Traceback" not in said(window)
    assert extracted.returncode == 0, said(extracted)
    assert "BOOKS" in answered(extracted)
    assert listed.returncode == 0


def test_without_a_screen_the_window_says_so(program: Program) -> None:
    bare = {
        name: value
        for name, value in program.environment.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }

    finished = Program(program.folder, bare).run("a.png")

    assert finished.returncode == 2
    assert "there is no screen" in said(finished)


def test_a_reader_who_has_left_is_no_error(program: Program) -> None:
    child = program.start("--help")
    assert child.stdout is not None
    child.stdout.close()

    _, errors = child.communicate(timeout=30)

    assert (child.returncode, errors) == (0, b"")


def _without_pyside6(folder: Path) -> Path:
    """A folder that, first on the path, keeps every process from importing PySide6."""
    place = folder / "blocked"
    place.mkdir()
    blocking = 'import sys\nsys.modules["PySide6"] = None\nsys.modules["shiboken6"] = None\n'
    (place / "sitecustomize.py").write_text(blocking, encoding="utf-8")
    return place
