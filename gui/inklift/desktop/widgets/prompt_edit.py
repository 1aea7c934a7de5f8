"""A text field for a prompt that knows a picture from a text."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit

from inklift.desktop.widgets.dropping import offers_from


class PromptEdit(QPlainTextEdit):
    """Pictures and files that are pasted or dropped here are `offered`, not written as text."""

    offered = Signal(object)  # tuple of offers, see dropping

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return _is_picture(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if _is_picture(source):
            self.offered.emit(tuple(offers_from(source)))
        else:
            super().insertFromMimeData(source)


def _is_picture(source: QMimeData) -> bool:
    """An address that is a text may well belong into a prompt; files and images never do."""
    return source.hasUrls() or (source.hasImage() and not source.hasText())
