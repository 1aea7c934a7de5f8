"""Keeps the mouse wheel from changing what it merely passes over."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class QuietWheel(QObject):
    """An event filter for combo boxes and spin boxes: the wheel scrolls past them. GUI thread."""

    def __init__(self, *controls: QWidget) -> None:
        super().__init__(controls[0])
        for control in controls:
            control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()  # so that it goes on to what can scroll
            return True
        return super().eventFilter(watched, event)
