"""The field for a key: hidden, clean after a paste, and tight."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from inklift.desktop.appearance import Appearance
from inklift.desktop.widgets.secret_field import SecretField

_CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def field(qtbot: QtBot, appearance: Appearance) -> SecretField:
    window = QWidget()
    field = SecretField(appearance)
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(QLineEdit())
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.window_kept = window  # type: ignore[attr-defined]
    return field


def _reveal(field: SecretField) -> QAction:
    action = field.findChild(QAction, "RevealSecret")
    assert action is not None
    return action


def test_a_pasted_key_loses_its_blanks_and_line_ends(field: SecretField) -> None:
    QApplication.clipboard().setText("  sk-abc\u00a0\r\n def\t\n")

    QTest.keyClick(field, Qt.Key.Key_V, _CONTROL)

    assert field.secret() == "sk-abcdef"


def test_the_key_is_masked_until_the_user_looks(field: SecretField) -> None:
    field.setText("sk-secret")
    masked = field.displayText()

    _reveal(field).trigger()

    assert "s" not in masked
    assert field.displayText() == "sk-secret"
    assert field.is_revealed


def test_leaving_the_field_masks_the_key_again(qtbot: QtBot, field: SecretField) -> None:
    field.setText("sk-secret")
    _reveal(field).trigger()

    QTest.keyClick(field, Qt.Key.Key_Tab)

    qtbot.waitUntil(lambda: not field.is_revealed)
    assert not _reveal(field).isChecked()


def test_a_masked_key_does_not_get_out(field: SecretField) -> None:
    QApplication.clipboard().setText("before")
    field.setText("sk-secret")

    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_C, _CONTROL)
    QTest.keyClick(field, Qt.Key.Key_X, _CONTROL)

    assert QApplication.clipboard().text() == "before"


def test_a_key_that_was_taken_away_does_not_come_back_by_undo(field: SecretField) -> None:
    QTest.keyClicks(field, "sk-secret")
    field.clear()

    QTest.keyClick(field, Qt.Key.Key_Z, _CONTROL)

    assert field.secret() == ""


def test_assistive_technology_hears_no_key(field: SecretField) -> None:
    field.setText("sk-secret")

    interface = QAccessible.queryAccessibleInterface(field)

    heard = "".join(interface.text(kind) for kind in QAccessible.Text)
    assert interface.state().passwordEdit
    assert "secret" not in heard


@pytest.mark.parametrize("revealed", [False, True])
def test_input_methods_never_learn_the_key(field: SecretField, revealed: bool) -> None:
    _reveal(field).setChecked(revealed)

    hints = field.inputMethodHints()

    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText
