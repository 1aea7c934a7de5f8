"""Gives combo boxes on Linux the names that assistive technology finds them by."""

import sys

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QComboBox


def name_combo_boxes() -> None:
    """Once for each process, after the QApplication was made.

    Qt's own interface gives the current entry as the name there and leaves the accessible name of
    the widget out (qaccessiblewidgets, all versions up to 6.11). Elsewhere it is as it should be.
    """
    if sys.platform == "linux":
        QAccessible.installFactory(_named_combo)


def _named_combo(class_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    if class_name == "QComboBox" and isinstance(thing, QComboBox) and thing.accessibleName():
        return _NamedCombo(thing)
    return None


class _NamedCombo(QAccessibleWidget):
    """A combo box with its name, its current entry as description, and its list as its child."""

    def __init__(self, combo: QComboBox) -> None:
        super().__init__(combo, QAccessible.Role.ComboBox)
        self._combo = combo
        combo.currentTextChanged.connect(self._on_changed)

    def text(self, kind: QAccessible.Text) -> str:
        if kind in (QAccessible.Text.Value, QAccessible.Text.Description):
            return self._combo.currentText()
        return super().text(kind)

    def childCount(self) -> int:  # noqa: N802 (Qt's name, as below)
        return 1

    def child(self, index: int) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._combo.view())

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802
        return 0 if child.object() is self._combo.view() else -1

    def actionNames(self) -> list[str]:  # noqa: N802
        return ["Press", "SetFocus"]

    def doAction(self, action: str) -> None:  # noqa: N802
        if action == "Press":
            self._combo.showPopup()
        else:
            self._combo.setFocus()

    def _on_changed(self) -> None:
        changed = QAccessibleEvent(self._combo, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(changed)
