"""Fields that the mouse wheel passes over."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QScrollArea, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.acting import turn_wheel
from inklift.desktop.widgets.quiet_wheel import QuietWheel


@pytest.fixture
def scrolled(qtbot: QtBot) -> QScrollArea:
    """A combo box and a spin box in something that is far longer than can be seen."""
    content = QWidget()
    content.setMinimumHeight(2000)
    column = QVBoxLayout(content)
    combo = QComboBox()
    combo.addItems(["one", "two", "three"])
    combo.setCurrentIndex(1)
    spin = QSpinBox()
    spin.setValue(7)
    for field in (combo, spin):
        column.addWidget(field)
    column.addStretch(1)
    QuietWheel(combo, spin)
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.resize(300, 300)
    qtbot.addWidget(area)
    area.show()
    qtbot.waitExposed(area)
    return area


@pytest.mark.parametrize("kind", [QComboBox, QSpinBox])
@pytest.mark.parametrize("focused", [False, True])
def test_the_wheel_scrolls_what_the_field_is_in_and_leaves_its_value_alone(
    scrolled: QScrollArea, kind: type[QWidget], focused: bool
) -> None:
    field = scrolled.findChild(kind)
    assert field is not None
    if focused:
        field.setFocus()

    turn_wheel(field)

    combo, spin = scrolled.findChild(QComboBox), scrolled.findChild(QSpinBox)
    assert combo is not None
    assert spin is not None
    assert (combo.currentIndex(), spin.value()) == (1, 7)
    assert scrolled.verticalScrollBar().value() > 0


def test_the_keyboard_changes_the_field_as_ever(qtbot: QtBot, scrolled: QScrollArea) -> None:
    spin = scrolled.findChild(QSpinBox)
    assert spin is not None

    qtbot.keyClick(spin, Qt.Key.Key_Up)

    assert spin.value() == 8
