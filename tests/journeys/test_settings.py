"""What the user set is there again after a restart, also when the file was damaged meanwhile."""

import json
import time
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QPushButton

from journeys.conftest import OpenDesk
from journeys.desk import Desk, until
from journeys.made_pictures import small_pictures

FELT_S = 0.02  # from a key to its letter; the best of several keys, on a busy machine


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    return tmp_path / "inklift-data" / "config" / "settings.json"


def _shown(desk: Desk) -> tuple[str, bool, str, str]:
    return (
        desk.find(QPlainTextEdit, "Prompt").toPlainText(),
        desk.find(QCheckBox, "JSON").isChecked(),
        desk.find(QComboBox, "Engine").currentText(),
        desk.find(QComboBox, "Answers").currentText(),
    )


def test_prompt_form_and_engine_survive_a_restart_at_once(open_desk: OpenDesk) -> None:
    first = open_desk()
    first.choose("Engine", "Dumpling AI")
    first.choose("Answers", "One answer for all pictures together")
    first.find(QCheckBox, "JSON").click()
    first.write_prompt("Vendor and sum")
    first.close()

    second = open_desk()

    assert _shown(second) == (
        "Vendor and sum",
        True,
        "Dumpling AI",
        "One answer for all pictures together",
    )


def test_the_size_of_the_window_survives_a_restart(open_desk: OpenDesk) -> None:
    first = open_desk()
    width_px = first.window.width()
    first.window.resize(width_px, 655)  # small: Qt's screen of the tests has 800 × 800 pixels
    first.close()

    second = open_desk()

    assert second.window.height() == 655


def test_a_half_written_settings_file_is_put_aside_and_the_window_works(
    open_desk: OpenDesk,
    settings_file: Path,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings_file.parent.mkdir(parents=True)
    whole = json.dumps({"settings_version": 1, "prompt": "Vendor", "json_mode": True})
    settings_file.write_text(whole[: len(whole) // 2], encoding="utf-8")

    desk = open_desk(*small_pictures(tmp_path, 1))

    assert _shown(desk) == ("", False, "This computer (free)", "One answer for each picture")
    until(lambda: len(desk.rows) == 1, "the picture")
    until(desk.find(QPushButton, "Extract").isEnabled, "Extract to be ready to press")
    assert settings_file.with_name("settings.json.broken").is_file()
    assert "settings cannot be read" in caplog.text


def test_a_prompt_is_kept_soon_after_it_was_written(desk: Desk, settings_file: Path) -> None:
    desk.write_prompt("Kept without closing")

    until(settings_file.exists, "the settings to be written")

    assert json.loads(settings_file.read_text())["prompt"] == "Kept without closing"


def test_typing_a_prompt_is_felt_at_once(desk: Desk) -> None:
    prompt = desk.find(QPlainTextEdit, "Prompt")
    took_s = []
    for letter in "shop, date and total":
        began = time.perf_counter()
        QTest.keyClicks(prompt, letter)
        took_s.append(time.perf_counter() - began)

    assert min(took_s) < FELT_S, took_s
