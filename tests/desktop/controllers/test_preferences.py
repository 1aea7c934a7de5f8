"""Settings and the key: kept a moment later, and known to whoever needs them."""

import concurrent.futures
import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from fakes.window_services import WindowServices
from inklift.core.errors import AppError, KeyringLocked
from inklift.core.keys import KeyPlace, KeyStatus
from inklift.desktop.bridge import Bridge, QtTask
from inklift.desktop.controllers.preferences import PreferencesController
from inklift.engines.key_check import KeyVerdict, Verdict
from inklift.system.settings import Appearance, Settings, SettingsStore


@pytest.fixture
def preferences(services: WindowServices, bridge: Bridge, owner: QObject) -> PreferencesController:
    return PreferencesController(services, bridge, owner)  # type: ignore[arg-type]


def _outcome(qtbot: QtBot, task: QtTask) -> object:
    """What the task gives, or the error it fails with."""
    told: list[object] = []
    task.succeeded.connect(told.append)
    task.failed.connect(told.append)
    qtbot.waitUntil(lambda: bool(told))
    return told[0]


def _kept(services: WindowServices) -> Settings:
    """What another start would read from the file."""
    return SettingsStore(services.settings._path).load()


def test_a_change_is_told_at_once_and_kept_after_a_pause(
    qtbot: QtBot, preferences: PreferencesController, services: WindowServices
) -> None:
    told: list[Settings] = []
    preferences.settings_changed.connect(told.append)
    for prompt in ("T", "To", "Tot", "Total?"):
        preferences.change(replace(preferences.settings, prompt=prompt))
    at_once = [one.prompt for one in told]
    qtbot.waitUntil(lambda: services.settings.current.prompt == "Total?")

    assert at_once == ["T", "To", "Tot", "Total?"]
    assert _kept(services).prompt == "Total?"


def test_letters_typed_in_a_row_are_saved_once(
    qtbot: QtBot, preferences: PreferencesController, services: WindowServices
) -> None:
    saved: list[Settings] = []
    services.settings.listen(saved.append)
    for prompt in ("T", "To", "Tot"):
        preferences.change(replace(preferences.settings, prompt=prompt))
    qtbot.waitUntil(lambda: bool(saved))

    assert [one.prompt for one in saved] == ["Tot"]


def test_the_same_settings_are_no_change(preferences: PreferencesController) -> None:
    told: list[Settings] = []
    preferences.settings_changed.connect(told.append)

    preferences.change(replace(preferences.settings))

    assert told == []
    assert preferences.take_unsaved() is None


@pytest.mark.parametrize(
    "change",
    [
        {"proxy": "http://proxy.test:3128"},
        {"extra_ca_file": "/certificates.pem"},
        {"connect_timeout_s": 3.0},
        {"answer_timeout_s": 3.0},
        {"answer_timeout_per_picture_s": 3.0},
    ],
)
def test_a_change_of_the_network_makes_engines_anew_once_it_is_saved(
    qtbot: QtBot,
    preferences: PreferencesController,
    services: WindowServices,
    change: dict[str, object],
) -> None:
    preferences.change(replace(preferences.settings, **change))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: services.engines.renewed == 1)

    assert services.settings.current == preferences.settings


def test_other_changes_leave_the_engines_alone(
    qtbot: QtBot, preferences: PreferencesController, services: WindowServices
) -> None:
    preferences.change(replace(preferences.settings, appearance=Appearance.DARK))
    qtbot.waitUntil(lambda: services.settings.current.appearance is Appearance.DARK)

    assert services.engines.renewed == 0


def test_what_waits_to_be_saved_is_handed_to_whoever_closes_the_window(
    preferences: PreferencesController, services: WindowServices
) -> None:
    preferences.change(replace(preferences.settings, prompt="last words"))

    unsaved = preferences.take_unsaved()

    assert unsaved is not None
    assert unsaved.prompt == "last words"
    assert not services.settings._path.exists()


def test_what_is_being_saved_just_now_is_not_lost_either(
    preferences: PreferencesController, services: WindowServices
) -> None:
    gate: concurrent.futures.Future[None] = concurrent.futures.Future()
    for _ in range(2):  # all of its threads are busy
        services.aside.submit(gate.result)
    preferences.change(replace(preferences.settings, proxy="http://proxy.test:3128"))

    unsaved = preferences.take_unsaved()
    gate.set_result(None)

    assert unsaved is not None
    assert unsaved.proxy == "http://proxy.test:3128"


def test_nothing_is_left_once_all_is_saved(
    qtbot: QtBot, preferences: PreferencesController, services: WindowServices
) -> None:
    preferences.change(replace(preferences.settings, prompt="x"))
    qtbot.waitUntil(lambda: services.settings.current.prompt == "x")

    assert preferences.take_unsaved() is None


def test_settings_that_cannot_be_saved_are_told_and_used_all_the_same(
    qtbot: QtBot, preferences: PreferencesController, services: WindowServices, tmp_path: Path
) -> None:
    services.settings._path.parent.parent.mkdir(parents=True, exist_ok=True)
    services.settings._path.parent.write_text("a file where a folder should be")
    failures: list[Exception] = []
    preferences.save_failed.connect(failures.append)

    preferences.change(replace(preferences.settings, proxy="http://proxy.test:3128"))
    qtbot.waitUntil(lambda: bool(failures))

    assert isinstance(failures[0], AppError)
    assert preferences.settings.proxy == "http://proxy.test:3128"


# The key.


def test_a_key_is_kept_and_forgotten_and_is_in_no_settings(
    qtbot: QtBot, preferences: PreferencesController, services: WindowServices, owner: QObject
) -> None:
    before = _outcome(qtbot, preferences.key_status(owner))
    _outcome(qtbot, preferences.save_key("sk-4711"))
    kept = services.keys.kept
    during = _outcome(qtbot, preferences.key_status(owner))
    _outcome(qtbot, preferences.forget_key(owner))

    assert before == KeyStatus(KeyPlace.NOWHERE, "Test Keyring")
    assert kept is not None
    assert kept.reveal() == "sk-4711"
    assert during == KeyStatus(KeyPlace.STORED, "Test Keyring")
    assert services.keys.kept is None
    services.settings.save(preferences.settings)
    assert "4711" not in json.dumps(json.loads(services.settings._path.read_text()))


def test_the_typed_key_is_tried_before_the_kept_one(
    qtbot: QtBot, preferences: PreferencesController, services: WindowServices, owner: QObject
) -> None:
    nothing = _outcome(qtbot, preferences.check_key("", owner))
    typed = _outcome(qtbot, preferences.check_key("sk-typed", owner))
    _outcome(qtbot, preferences.save_key("sk-kept"))
    _outcome(qtbot, preferences.check_key("", owner))

    assert nothing is None
    assert typed == KeyVerdict(Verdict.WORKS)
    assert services.keys.checked == ["sk-typed", "sk-kept"]


def test_a_locked_keyring_is_told(
    qtbot: QtBot, preferences: PreferencesController, services: WindowServices, owner: QObject
) -> None:
    services.keys.error = KeyringLocked("locked")

    assert _outcome(qtbot, preferences.key_status(owner)) is services.keys.error


def test_a_kept_key_is_told_to_all_who_listen(
    qtbot: QtBot, preferences: PreferencesController, services: WindowServices
) -> None:
    with qtbot.waitSignal(preferences.key_saved):
        preferences.save_key("sk-4711")

    assert services.keys.kept is not None


def test_a_key_that_could_not_be_kept_is_told_even_if_nobody_waits_for_it(
    qtbot: QtBot, preferences: PreferencesController, services: WindowServices
) -> None:
    services.keys.error = KeyringLocked("locked")
    saved: list[None] = []
    preferences.key_saved.connect(lambda: saved.append(None))

    with qtbot.waitSignal(preferences.save_failed) as failed:
        preferences.save_key("sk-4711")

    assert failed.args == [services.keys.error]
    assert saved == []
