"""Preferences: what is shown, what is kept, what is not touched."""

import concurrent.futures
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.acting import choose, click, find, turn_wheel
from fakes.window_services import WindowServices
from inklift.core.errors import KeyringLocked
from inklift.core.ports import Secret
from inklift.core.prompts import AnswerForm
from inklift.desktop.appearance import Appearance
from inklift.desktop.controllers.session import Session
from inklift.desktop.controllers.shown_run import Question
from inklift.desktop.dialogs.preferences_dialog import PreferencesDialog
from inklift.engines.registry import DUMPLING, ON_DEVICE
from inklift.system.settings import Appearance as AppearanceSetting
from inklift.system.settings import Settings

Open = Callable[[], PreferencesDialog]

EVERYTHING = Settings(
    engine_id=DUMPLING.id,
    prompt="untouched",
    json_mode=True,
    longest_side_px=2048,
    appearance=AppearanceSetting.DARK,
    proxy="http://proxy.test:3128",
    extra_ca_file="/etc/office.pem",
    connect_timeout_s=7.0,
    answer_timeout_s=300.0,
    answer_timeout_per_picture_s=5.0,
    confirm_above_credits=120,
    monthly_budget_credits=0,
    notify_at_end=False,
    let_be_run="20260101-000000-abcd",
)


@pytest.fixture
def open_dialog(qtbot: QtBot, session: Session, appearance: Appearance) -> Open:
    window = QWidget()
    qtbot.addWidget(window)

    def open_dialog() -> PreferencesDialog:
        dialog = PreferencesDialog(session.preferences, appearance, window)
        dialog.open()
        qtbot.waitExposed(dialog)
        return dialog

    return open_dialog


def _press_ok(dialog: PreferencesDialog) -> None:
    click(find(dialog, QPushButton, "PreferencesOk"))


def test_settings_that_are_not_touched_stay_as_they_are(
    session: Session, open_dialog: Open
) -> None:
    question = Question("untouched", AnswerForm(json_mode=True), DUMPLING.id)
    session.extraction.ask(question)
    session.preferences.change(EVERYTHING)

    _press_ok(open_dialog())

    assert session.preferences.settings == EVERYTHING


def test_each_setting_can_be_changed(session: Session, open_dialog: Open) -> None:
    dialog = open_dialog()
    choose(find(dialog, QComboBox, "PreferredEngine"), DUMPLING.name)
    choose(find(dialog, QComboBox, "LongestSide"), "At most 2048 pixels on the longer side")
    QTest.keyClicks(find(dialog, QLineEdit, "Proxy"), " http://proxy.test:3128 ")
    QTest.keyClicks(find(dialog, QLineEdit, "Certificates"), "/etc/office.pem")
    for name, seconds in (("ConnectTimeout", 7), ("AnswerTimeout", 300), ("PictureTimeout", 5)):
        find(dialog, QSpinBox, name).setValue(seconds)
    for name, credits in (("ConfirmAbove", 120), ("MonthlyBudget", 0)):
        find(dialog, QSpinBox, name).setValue(credits)
    choose(find(dialog, QComboBox, "Appearance"), "Dark")
    find(dialog, QCheckBox, "NotifyAtEnd").click()

    _press_ok(dialog)

    assert session.preferences.settings == replace(
        EVERYTHING, prompt="", json_mode=False, let_be_run=""
    )


def test_ok_keeps_a_typed_key_too(
    qtbot: QtBot, session: Session, services: WindowServices, open_dialog: Open
) -> None:
    dialog = open_dialog()
    QTest.keyClicks(find(dialog, QLineEdit, "ApiKey"), "sk-4711")

    with qtbot.waitSignal(session.preferences.key_saved):
        _press_ok(dialog)

    assert services.keys.kept is not None
    assert services.keys.kept.reveal() == "sk-4711"


def test_a_key_that_ok_could_not_keep_is_told_though_the_dialog_is_closed(
    qtbot: QtBot, session: Session, services: WindowServices, open_dialog: Open
) -> None:
    dialog = open_dialog()
    QTest.keyClicks(find(dialog, QLineEdit, "ApiKey"), "sk-4711")
    services.keys.error = KeyringLocked("locked")

    with qtbot.waitSignal(session.preferences.save_failed) as failed:
        _press_ok(dialog)

    assert failed.args == [services.keys.error]


@pytest.mark.parametrize("button", ["SaveKey", "CheckKey", "ForgetKey"])
def test_the_focus_stays_with_the_key_while_its_button_is_at_work(
    qtbot: QtBot, services: WindowServices, open_dialog: Open, button: str
) -> None:
    services.keys.kept = Secret("sk-kept")
    dialog = open_dialog()
    pressed = find(dialog, QPushButton, button)
    QTest.keyClicks(find(dialog, QLineEdit, "ApiKey"), "sk-4711")
    qtbot.waitUntil(pressed.isEnabled)
    pressed.setFocus()
    qtbot.waitUntil(pressed.hasFocus)
    services.keys.gate = concurrent.futures.Future()

    QTest.keyClick(pressed, Qt.Key.Key_Space)

    assert not pressed.isEnabled()
    assert dialog.focusWidget().objectName() == "ApiKey"
    services.keys.gate.set_result(None)
    qtbot.waitUntil(find(dialog, QPushButton, "CheckKey").isEnabled)


@pytest.mark.parametrize("typed", ["", "sk-4711"])
def test_without_a_key_or_with_cancel_the_kept_key_stays(
    qtbot: QtBot, session: Session, services: WindowServices, open_dialog: Open, typed: str
) -> None:
    services.keys.kept = Secret("sk-kept")
    saved: list[None] = []
    session.preferences.key_saved.connect(lambda: saved.append(None))
    dialog = open_dialog()
    QTest.keyClicks(find(dialog, QLineEdit, "ApiKey"), typed)

    if typed:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        _press_ok(dialog)
    status = session.preferences.key_status(session)
    qtbot.waitUntil(lambda: status.is_over)  # what was asked before it is over, too

    assert saved == []
    assert services.keys.kept.reveal() == "sk-kept"


@pytest.mark.parametrize(
    "name",
    [
        "PreferredEngine",
        "LongestSide",
        "Appearance",
        "ConnectTimeout",
        "AnswerTimeout",
        "PictureTimeout",
    ],
)
def test_the_wheel_over_a_field_changes_nothing(
    session: Session, open_dialog: Open, name: str
) -> None:
    before = session.preferences.settings
    dialog = open_dialog()
    field = find(dialog, QWidget, name)
    [scrolled] = dialog.findChildren(QScrollArea)
    scrolled.ensureWidgetVisible(field)

    turn_wheel(field)
    _press_ok(dialog)

    assert session.preferences.settings == before


def test_cancel_and_escape_change_nothing(session: Session, open_dialog: Open) -> None:
    before = session.preferences.settings
    dialog = open_dialog()
    choose(find(dialog, QComboBox, "PreferredEngine"), DUMPLING.name)

    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert session.preferences.settings == before


def test_words_typed_while_the_dialog_is_open_are_not_lost(
    session: Session, open_dialog: Open
) -> None:
    dialog = open_dialog()
    session.extraction.ask(replace(session.extraction.question, prompt="typed meanwhile"))

    choose(find(dialog, QComboBox, "Appearance"), "Dark")
    _press_ok(dialog)

    assert session.preferences.settings.prompt == "typed meanwhile"
    assert session.preferences.settings.appearance is AppearanceSetting.DARK


def test_a_size_that_is_not_in_the_list_is_kept(session: Session, open_dialog: Open) -> None:
    session.preferences.change(replace(session.preferences.settings, longest_side_px=1234))

    dialog = open_dialog()
    shown = find(dialog, QComboBox, "LongestSide").currentText()
    _press_ok(dialog)

    assert shown == "At most 1234 pixels on the longer side"
    assert session.preferences.settings.longest_side_px == 1234


@pytest.mark.parametrize(
    ("setting", "shown"),
    [
        (AppearanceSetting.SYSTEM, "Like the system"),
        (AppearanceSetting.LIGHT, "Light"),
        (AppearanceSetting.DARK, "Dark"),
    ],
)
def test_the_colours_in_use_are_shown(
    session: Session, open_dialog: Open, setting: AppearanceSetting, shown: str
) -> None:
    session.preferences.change(replace(session.preferences.settings, appearance=setting))

    assert find(open_dialog(), QComboBox, "Appearance").currentText() == shown


def test_certificates_can_be_chosen_and_a_cancelled_choice_changes_nothing(
    open_dialog: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_dialog()
    field = find(dialog, QLineEdit, "Certificates")
    # The platform's own dialog cannot be driven: what it gives stands in for it.
    chosen = iter(["/etc/office.pem", ""])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (next(chosen), ""))

    click(find(dialog, QPushButton, "ChooseCertificates"))
    click(find(dialog, QPushButton, "ChooseCertificates"))

    assert field.text() == "/etc/office.pem"


def test_only_engines_that_are_there_are_offered(open_dialog: Open) -> None:
    engines = find(open_dialog(), QComboBox, "PreferredEngine")

    assert [engines.itemData(row) for row in range(engines.count())] == [
        ON_DEVICE.id,
        DUMPLING.id,
    ]


def test_it_fits_on_a_small_screen(open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.resize(800, 480)
    ok = find(dialog, QPushButton, "PreferencesOk")

    assert (dialog.width(), dialog.height()) == (800, 480)
    assert dialog.rect().contains(ok.geometry().translated(ok.parentWidget().pos()))
