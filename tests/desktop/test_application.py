"""The program from start to end, each time in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_NOT_STUCK_S = 60
HEAVY = (
    "PIL",
    "asyncio",
    "httpx",
    "keyring",
    "numpy",
    "onnxruntime",
    "orjson",
    "pillow_heif",
    "pypdfium2",
    "rapidocr",
    "sqlite3",
)

# What each of the scripts below begins with. `act` runs once the program is ready; what it, or
# `before_paint`, puts into `told` is this test's result. The last line runs the program.
_PRELUDE = """
import json, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit
from inklift.desktop.app import Application, make_qt_application

qt = make_qt_application()
application = Application(qt, sys.argv[1:])
window = application.window
told = {}

def child(kind, name):
    [found] = window.findChildren(kind, name)
    return found

def run(act):
    application.ready.connect(act)
    QTimer.singleShot(50_000, qt.quit)
    window.show()
    qt.exec()
    began = time.monotonic()
    application.close()
    told["closed_in_s"] = time.monotonic() - began
    print(json.dumps(told))
"""


def _python(script: str, *arguments: str) -> str:
    """What a fresh process prints; it must end well and complain about nothing."""
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        timeout=_NOT_STUCK_S,
        check=False,
    )
    complaints = [
        line for line in ended.stderr.splitlines() if "propagateSizeHints" not in line and line
    ]
    assert complaints == []
    assert ended.returncode == 0
    return ended.stdout


def _program(script: str, *arguments: str) -> dict[str, Any]:
    told = json.loads(_python(_PRELUDE + script, *arguments))
    assert isinstance(told, dict)
    return told


def test_workers_that_import_the_entry_point_load_no_qt() -> None:
    loaded = _python("import sys, inklift.desktop.start; print(*sys.modules)").split()

    assert "inklift.desktop.start" in loaded
    assert [name for name in loaded if name.startswith("PySide6")] == []


def test_nothing_heavy_is_loaded_before_the_first_paint() -> None:
    told = _program(
        """
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and "loaded" not in told:
            told["loaded"] = sorted(sys.modules)
        return False

watch = Watch()
window.installEventFilter(watch)
run(window.close)
"""
    )

    assert "inklift.desktop.views.main_window" in told["loaded"]
    assert [name for name in HEAVY if name in told["loaded"]] == []


_TYPE_AND_CLOSE = """
def act():
    told["dressed"] = 0
    def count():
        told["dressed"] += 1
    application.appearance.changed.connect(count)
    for letter in "What is the total?":
        child(QPlainTextEdit, "Prompt").insertPlainText(letter)
    window.close()

run(act)
"""

_LOOK_AND_CLOSE = """
def act():
    told["prompt"] = child(QPlainTextEdit, "Prompt").toPlainText()
    window.close()

run(act)
"""


def test_words_typed_just_before_closing_are_there_again_and_closing_is_quick() -> None:
    first = _program(_TYPE_AND_CLOSE)
    second = _program(_LOOK_AND_CLOSE)

    assert second["prompt"] == "What is the total?"
    assert first["dressed"] == 0  # a letter is no reason to paint the whole window anew
    assert first["closed_in_s"] < 1.5
    assert second["closed_in_s"] < 1.5


def test_pictures_given_at_the_start_are_listed_and_shown(checkout: Path) -> None:
    sample = checkout / "resources" / "samples" / "till-receipt.png"

    told = _program(
        """
def act():
    application.session.large_picture.image_ready.connect(shown)

def shown(image, source):
    told["shown"] = source.name
    told["foot"] = child(QLabel, "PicturesFoot").text()
    told["width_px"] = image.width()
    window.close()

run(act)
""",
        str(sample),
    )

    assert told["shown"] == str(sample)
    assert told["foot"].startswith("1 picture · 0.4 MB")
    assert told["width_px"] == 900


def test_a_data_folder_that_cannot_be_used_is_said_and_only_quit_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("INKLIFT_DATA_DIR", str(tmp_path / "file" / "data"))

    told = _program(
        """
def look():
    labels = window.findChildren(QLabel, "MessageTitle")
    if not labels or not labels[0].isVisible():
        return
    watch.stop()
    told["title"] = labels[0].text()
    told["enabled"] = [one.objectName() for one in window.actions() if one.isEnabled()]
    window.actions_.quit.trigger()

watch = QTimer(interval=10)
watch.timeout.connect(look)
watch.start()
run(lambda: None)
"""
    )

    assert told["title"] == "Inklift's folder cannot be written"
    assert told["enabled"] == ["Quit"]


def test_closing_at_once_is_no_error() -> None:
    told = _program(
        """
window.first_painted.connect(window.close)
run(lambda: None)
"""
    )

    assert told["closed_in_s"] < 1.5
