"""Names of controls: one for the program and its tests, one for assistive technology."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget

Control = TypeVar("Control", bound=QWidget)


def named(control: Control, object_name: str, accessible_name: str = "") -> Control:
    """Name a control and return it; without an accessible name, its text is what is read out."""
    control.setObjectName(object_name)
    if accessible_name:
        control.setAccessibleName(accessible_name)
    return control
