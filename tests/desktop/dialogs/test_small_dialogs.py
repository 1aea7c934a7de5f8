"""The dialogs that ask for an address and tell which program this is."""

import platform

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.acting import click, find
from inklift import __version__
from inklift.desktop.appearance import Appearance
from inklift.desktop.dialogs.about_dialog import AboutDialog
from inklift.desktop.dialogs.address_dialog import AddressDialog


def _open_address_dialog(qtbot: QtBot, *, as_it_is: bool = False) -> AddressDialog:
    dialog = AddressDialog(as_it_is=as_it_is)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture(autouse=True)
def _empty_clipboard(qtbot: QtBot) -> None:
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize(
    ("typed", "usable"),
    [
        ("https://shop.test/receipt.jpg", True),
        ("http://shop.test", True),
        ("  HTTPS://shop.test/a.png  ", True),
        ("https://shop.test/receipt 1.jpg", False),
        ("", False),
        ("shop.test/receipt.jpg", False),
        ("ftp://shop.test/receipt.jpg", False),
        ("file:///etc/passwd", False),
        ("https://", False),
    ],
)
def test_only_a_web_address_can_be_added(qtbot: QtBot, typed: str, usable: bool) -> None:
    dialog = _open_address_dialog(qtbot)

    QTest.keyClicks(find(dialog, QLineEdit, "Address"), typed)

    assert find(dialog, QPushButton, "AddAddress").isEnabled() is usable
    assert dialog.address == typed.strip()


def test_return_adds_the_address_as_chosen(qtbot: QtBot) -> None:
    dialog = _open_address_dialog(qtbot)
    field = find(dialog, QLineEdit, "Address")
    QTest.keyClicks(field, "https://shop.test/receipt.jpg")
    click(find(dialog, QCheckBox, "SendAddress"))

    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(field, Qt.Key.Key_Return)

    assert (dialog.address, dialog.as_it_is) == ("https://shop.test/receipt.jpg", True)


def test_return_without_a_usable_address_adds_nothing(qtbot: QtBot) -> None:
    dialog = _open_address_dialog(qtbot)
    field = find(dialog, QLineEdit, "Address")
    QTest.keyClicks(field, "nonsense")

    QTest.keyClick(field, Qt.Key.Key_Return)

    assert dialog.isVisible()


def test_an_address_on_the_clipboard_is_there_already(qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(" https://shop.test/receipt.jpg\n")

    dialog = _open_address_dialog(qtbot, as_it_is=True)

    assert dialog.address == "https://shop.test/receipt.jpg"
    assert dialog.as_it_is
    assert find(dialog, QPushButton, "AddAddress").isEnabled()


def test_other_words_on_the_clipboard_are_left_alone(qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("my password")

    assert _open_address_dialog(qtbot).address == ""


def test_versions_can_be_copied_for_a_helper(qtbot: QtBot, appearance: Appearance) -> None:
    dialog = AboutDialog(appearance)
    qtbot.addWidget(dialog)
    dialog.show()

    click(find(dialog, QPushButton, "CopyVersions"))

    copied = QGuiApplication.clipboard().text()
    assert copied.splitlines()[0] == f"Inklift {__version__}"
    assert f"Python {platform.python_version()}" in copied
    assert f"Qt {qVersion()}" in copied
