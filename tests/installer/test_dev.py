"""`dev.py` as it is started: old Pythons, wrong usage, what has a screen, and checks that fail."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from dev_commands import Check, has_screen, run_checks, verdict
from dev_programs import own_environment

# Runs a script as a Python 3.9 would, except for the parsing.
_AS_OLD_PYTHON = """
import runpy, sys
sys.version_info = (3, 9, 2, "final", 0)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def _start_old(checkout: Path, search_path: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", _AS_OLD_PYTHON, str(checkout / "installer/dev.py"), "--help"],
        env={"PATH": str(search_path)},
        capture_output=True,
        text=True,
    )


def _program(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)


def test_old_pythons_can_parse_the_script(checkout: Path) -> None:
    text = (checkout / "installer/dev.py").read_text(encoding="utf-8")

    ast.parse(text, feature_version=(3, 7))  # the oldest one that `ast` knows


def test_an_old_python_alone_is_told_in_one_sentence(checkout: Path, tmp_path: Path) -> None:
    finished = _start_old(checkout, tmp_path)

    assert finished.returncode == 3
    assert finished.stderr.splitlines() == [
        "Inklift needs Python 3.11 or newer; this is Python 3.9, and there is no newer one on the "
        "PATH."
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="the programs are shell scripts")
def test_an_old_python_hands_over_to_a_newer_one_that_works(checkout: Path, tmp_path: Path) -> None:
    _program(tmp_path / "python3.13", "#!/bin/sh\necho only a stand-in >&2\nexit 127\n")
    _program(tmp_path / "python3.12", f'#!/bin/sh\nexec {sys.executable} "$@"\n')

    finished = _start_old(checkout, tmp_path)

    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.startswith("python3 installer/dev.py run")
    assert finished.stderr == ""


@pytest.mark.parametrize("arguments", [[], ["runs"], ["test", "--everything"], ["test", "tests"]])
def test_wrong_usage_is_answered_with_the_right_one(checkout: Path, arguments: list[str]) -> None:
    finished = subprocess.run(
        [sys.executable, str(checkout / "installer/dev.py"), *arguments],
        capture_output=True,
        text=True,
    )

    assert finished.returncode == 2
    assert "installer/dev.py test [--all]" in finished.stderr


@pytest.mark.parametrize(
    ("platform", "variables", "there"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_a_screen_is_known_by_the_platform(
    platform: str, variables: dict[str, str], there: bool
) -> None:
    assert has_screen(platform, variables) == there


def test_all_checks_run_although_one_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fails = Check("first", [sys.executable, "-c", "raise SystemExit(1)"])
    works = Check("second", [sys.executable, "-c", "open('second-ran', 'w').close()"])

    status = run_checks([fails, works], tmp_path)

    assert status == 1
    assert (tmp_path / "second-ran").exists()
    summary = capsys.readouterr().out.splitlines()[-2:]
    assert [line.split()[:2] for line in summary] == [["first", "FAILED"], ["second", "ok"]]


def test_checks_that_all_pass_give_the_status_0(tmp_path: Path) -> None:
    works = Check("works", [sys.executable, "-c", ""])

    assert run_checks([works, works], tmp_path) == 0


def test_a_pytest_that_ran_no_test_has_failed(tmp_path: Path) -> None:
    nothing = Check("pytest", [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", tmp_path])

    status = run_checks([nothing], tmp_path)

    assert status == 1
    assert verdict("pytest", 5) == "FAILED: no test ran"


def test_what_the_shell_says_about_pip_and_python_does_not_reach_our_environment() -> None:
    variables = own_environment(
        {"PIP_TARGET": "/elsewhere", "PIP_USER": "1", "PYTHONPATH": "/old", "HOME": "/home/me"}
    )

    assert variables == {"PIP_USER": "0", "HOME": "/home/me"}
