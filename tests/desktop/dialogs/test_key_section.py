"""The API key: entering, checking and forgetting it, without ever showing it."""

import concurrent.futures
from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.acting import click, find
from fakes.window_services import WindowServices
from inklift.core.errors import KeyringLocked, Offline
from inklift.core.keys import KeyPlace
from inklift.core.ports import Secret
from inklift.desktop.appearance import Appearance
from inklift.desktop.controllers.session import Session
from inklift.desktop.dialogs.key_section import KeySection
from inklift.engines.key_check import KeyVerdict, Verdict

KEY = "sk-4711-do-not-show"
BUTTONS = ("SaveKey", "CheckKey", "ForgetKey")


class _Bench:
    def __init__(
        self, qtbot: QtBot, session: Session, services: WindowServices, appearance: Appearance
    ) -> None:
        self.qtbot = qtbot
        self.services = services
        self._make: Callable[[], KeySection] = lambda: KeySection(session.preferences, appearance)

    def open(self) -> KeySection:
        """The section, once it has looked for the key."""
        section = self._make()
        self.qtbot.addWidget(section)
        section.show()
        if self.services.keys.gate is None:
            self.wait_for(section, lambda text: not text.startswith("Looking"))
        return section

    def wait_for(self, section: KeySection, fits: Callable[[str], bool]) -> None:
        self.qtbot.waitUntil(lambda: fits(find(section, QLabel, "KeyStatus").text()))

    def press(self, section: KeySection, button: str, then: str) -> None:
        click(find(section, QPushButton, button))
        self.wait_for(section, lambda text: then in text)


@pytest.fixture
def bench(
    qtbot: QtBot, session: Session, services: WindowServices, appearance: Appearance
) -> _Bench:
    return _Bench(qtbot, session, services, appearance)


def _status(section: KeySection) -> str:
    return find(section, QLabel, "KeyStatus").text()


def _enabled(section: KeySection) -> set[str]:
    return {name for name in BUTTONS if find(section, QPushButton, name).isEnabled()}


def _type(section: KeySection, text: str) -> None:
    QTest.keyClicks(find(section, QLineEdit, "ApiKey"), text)


@pytest.mark.parametrize(
    ("kept", "place", "store", "status", "enabled"),
    [
        (False, KeyPlace.STORED, "Keyring", "No key yet. It will be kept in Keyring.", set()),
        (
            False,
            KeyPlace.STORED,
            "",
            "No key yet. This computer has no keyring, so a key is kept only until Inklift is "
            "closed.",
            set(),
        ),
        (
            True,
            KeyPlace.STORED,
            "Keyring",
            "A key is kept in Keyring.",
            {"CheckKey", "ForgetKey"},
        ),
        (
            True,
            KeyPlace.STORED,
            "",
            "A key is kept until Inklift is closed.",
            {"CheckKey", "ForgetKey"},
        ),
        (
            True,
            KeyPlace.ENVIRONMENT,
            "Keyring",
            "A key given by INKLIFT_API_KEY is used; it is not stored.",
            {"CheckKey"},
        ),
    ],
)
def test_it_says_where_the_key_is_and_offers_what_can_be_done(
    bench: _Bench, kept: bool, place: KeyPlace, store: str, status: str, enabled: set[str]
) -> None:
    keys = bench.services.keys
    keys.kept, keys.place, keys.store_name = (Secret(KEY) if kept else None), place, store

    section = bench.open()

    assert _status(section) == status
    assert _enabled(section) == enabled


def test_a_typed_key_is_masked_kept_and_gone_from_the_field(bench: _Bench) -> None:
    section = bench.open()
    _type(section, KEY)
    masked = find(section, QLineEdit, "ApiKey").displayText()
    can = _enabled(section)

    bench.press(section, "SaveKey", then="A key is kept in")

    assert KEY not in masked
    assert can == {"SaveKey", "CheckKey"}
    assert bench.services.keys.kept is not None
    assert bench.services.keys.kept.reveal() == KEY
    assert find(section, QLineEdit, "ApiKey").text() == ""
    assert _enabled(section) == {"CheckKey", "ForgetKey"}


def test_a_kept_key_is_never_shown(bench: _Bench) -> None:
    bench.services.keys.kept = Secret(KEY)

    section = bench.open()

    assert find(section, QLineEdit, "ApiKey").text() == ""
    for label in section.findChildren(QLabel):
        assert KEY not in label.text()
    find(section, QLineEdit, "ApiKey").selectAll()
    find(section, QLineEdit, "ApiKey").copy()
    assert KEY not in QGuiApplication.clipboard().text()


def test_a_key_can_be_forgotten(bench: _Bench) -> None:
    bench.services.keys.kept = Secret(KEY)
    section = bench.open()

    bench.press(section, "ForgetKey", then="No key yet")

    assert bench.services.keys.kept is None
    assert _enabled(section) == set()


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict.WORKS, "The key works."),
        (Verdict.REFUSED, "The service refuses this key."),
        (Verdict.UNCERTAIN, "does not say whether the key works"),
    ],
)
def test_checking_says_what_the_service_thinks_of_the_typed_key(
    bench: _Bench, verdict: Verdict, words: str
) -> None:
    bench.services.keys.verdict = KeyVerdict(verdict)
    section = bench.open()
    _type(section, KEY)

    bench.press(section, "CheckKey", then=words)

    assert bench.services.keys.checked == [KEY]
    assert bench.services.keys.kept is None
    assert find(section, QLineEdit, "ApiKey").text() == KEY


def test_the_kept_key_can_be_checked_without_typing_it_again(bench: _Bench) -> None:
    bench.services.keys.kept = Secret(KEY)
    section = bench.open()

    bench.press(section, "CheckKey", then="The key works.")

    assert bench.services.keys.checked == [KEY]


def test_nothing_can_be_pressed_while_the_keyring_is_asked(bench: _Bench) -> None:
    bench.services.keys.kept = Secret(KEY)
    bench.services.keys.gate = concurrent.futures.Future()
    section = bench.open()
    _type(section, KEY)
    waiting = (_status(section), _enabled(section))

    bench.services.keys.gate.set_result(None)
    bench.wait_for(section, lambda text: text.startswith("A key is kept"))

    assert waiting == (
        "Looking in the keyring. If a password window opens, answer it.",
        set(),
    )
    assert _enabled(section) == set(BUTTONS)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (KeyringLocked("locked"), "The keyring is locked."),
        (Offline("no route"), "No connection to the service."),
    ],
)
def test_a_failure_says_what_to_do_and_lets_the_user_try_again(
    bench: _Bench, error: Exception, words: str
) -> None:
    section = bench.open()
    _type(section, KEY)
    bench.services.keys.error = error

    bench.press(section, "SaveKey", then=words)

    assert "SaveKey" in _enabled(section)
    assert find(section, QLineEdit, "ApiKey").text() == KEY


def test_closing_while_the_keyring_is_asked_is_no_error(bench: _Bench) -> None:
    bench.services.keys.gate = concurrent.futures.Future()
    section = bench.open()

    section.close()
    section.deleteLater()
    bench.services.keys.gate.set_result(None)
    bench.services.keys.gate = None
    again = bench.open()

    assert _status(again).startswith("No key yet")
