"""The guards of conftest.py really fail a test: here they are set upon tests that misbehave."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_REACHES_OUT = """
import contextlib, socket
def test():
    with contextlib.suppress(OSError):
        socket.create_connection(("192.0.2.1", 80), 1)
"""
_LOOKS_UP = """
import contextlib, socket
def test():
    with contextlib.suppress(OSError):
        socket.getaddrinfo("inklift.example", 80)
"""
_LEAVES_A_THREAD = """
import threading
class Stays(threading.Thread):
    __module__ = "inklift.system.background"
    def run(self): threading.Event().wait()
def test():
    Stays(name="core-loop", daemon=True).start()
"""
_LOGS_A_WARNING = """
import logging
def test():
    logging.getLogger("inklift.engines").warning("what was that?")
"""
_QT_WARNS = """
from PySide6.QtCore import qWarning
def test():
    qWarning("what was that?")
"""
_BEHAVES = """
import logging, os, socket
def test(caplog, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
    logging.getLogger("inklift.engines").warning("expected")
    assert os.environ["INKLIFT_DATA_DIR"].startswith(str(tmp_path))
    assert not {"http_proxy", "INKLIFT_API_KEY"} & os.environ.keys()
"""


@pytest.mark.parametrize(
    ("misdeed", "complaint"),
    [
        (_REACHES_OUT, "tried to leave this computer: ['connect to 192.0.2.1']"),
        (_LOOKS_UP, "tried to leave this computer: ['look up inklift.example']"),
        (_LEAVES_A_THREAD, "threads outlived the test:"),
        (_LOGS_A_WARNING, "WARNING inklift.engines: what was that?"),
        (_QT_WARNS, "what was that?"),
    ],
)
def test_a_test_that_misbehaves_fails(
    checkout: Path, tmp_path: Path, misdeed: str, complaint: str
) -> None:
    finished = _pytest(checkout, tmp_path, misdeed)

    assert finished.returncode == 1, finished.stdout
    assert complaint in finished.stdout


def test_a_test_that_behaves_passes_and_sees_nothing_of_the_shell(
    checkout: Path, tmp_path: Path
) -> None:
    finished = _pytest(checkout, tmp_path, _BEHAVES)

    assert finished.returncode == 0, finished.stdout


def _pytest(checkout: Path, folder: Path, text: str) -> "subprocess.CompletedProcess[str]":
    (folder / "test_one.py").write_text(text, encoding="utf-8")
    settings = ["-c", str(checkout / "pyproject.toml"), "-p", "conftest", "-p", "no:cacheprovider"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *settings, "--rootdir", str(folder), "test_one.py"],
        cwd=folder,
        env=os.environ
        | {"PYTHONPATH": str(checkout / "tests"), "http_proxy": "http://127.0.0.1:9"}
        | {"INKLIFT_API_KEY": "of the shell"},
        capture_output=True,
        text=True,
    )
