"""A label that leaves out a part, most often the middle, of a text without enough room."""

import html

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from inklift.desktop.widgets.visible_text import visible

_FEWEST_CHARS = 8


class ElidedLabel(QLabel):
    """One line of plain text, such as a file name whose end matters. Lives on the GUI thread.

    The whole text is the tool tip and what assistive technology reads.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
    ) -> None:
        super().__init__(parent)
        self._elide = elide
        self.setObjectName("ElidedLabel")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 (Qt's name)
        line = visible(text).shown.replace("\n", " ")
        super().setText(line)
        # A tool tip that looks like HTML is taken for it: a file name must not become a page.
        self.setToolTip(f"<span>{html.escape(line)}</span>" if line else "")

    def elided_text(self) -> str:
        """The text as it is seen at this width."""
        return self.fontMetrics().elidedText(self.text(), self._elide, self.contentsRect().width())

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        fewest_px = self.fontMetrics().averageCharWidth() * _FEWEST_CHARS
        return QSize(min(hint.width(), fewest_px), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            self.elided_text(),
            self.foregroundRole(),
        )
        painter.end()
