"""Sizes of windows that fit the screen they open on, with their frames."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_FRAME_PX = QSize(16, 56)  # about what a title bar and borders take


def resize_to_fit(window: QWidget, wanted: QSize) -> None:
    """Give a top-level window this size, or as much of it as there is room for."""
    window.resize(wanted.boundedTo(window.screen().availableSize() - _FRAME_PX))
