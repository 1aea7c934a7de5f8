"""A read-only text that is as high as its lines, up to a few; beyond that it scrolls."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from inklift.desktop.widgets.visible_text import visible

_LONGEST_LINE_CHARS = 2_000


class FittedText(QPlainTextEdit):
    """Plain text, wrapped, that can be selected and copied. Lives on the GUI thread."""

    def __init__(self, most_lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most_lines = most_lines
        self.setObjectName("FittedText")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def show_text(self, text: str) -> None:
        self.setPlainText(visible(text, _LONGEST_LINE_CHARS).shown)
        self._fit_height()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 12, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_height()

    def _fit_height(self) -> None:
        scrolls = self._lines() > self._most_lines
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if scrolls else policy.ScrollBarAlwaysOff
        )
        # What fits needs no stop of the Tab key.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if scrolls else Qt.FocusPolicy.ClickFocus)
        self.ensurePolished()  # the style sheet's borders count as margins from here on
        margins = self.contentsMargins()
        around_px = margins.top() + margins.bottom() + 2  # 2: descenders of the last line
        # Counted again: without its bar the text is wider, and may have fewer lines.
        shown = min(self._lines(), self._most_lines)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * shown + around_px)

    def _lines(self) -> int:
        # A plain-text document measures its height in lines.
        return max(1, round(self.document().size().height()))
