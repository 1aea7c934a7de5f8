"""An answer as plain text: nothing in it is followed, loaded or run, and nothing in it deceives."""

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from inklift.desktop.widgets.visible_text import VisibleText, visible

_PIECE_CHARS = 64 * 1024  # filled in within one turn of the event loop
_LONGEST_LINE_CHARS = 20_000  # Qt lays out a line as a whole: a huge one would freeze the window


class AnswerText(QPlainTextEdit):
    """Shows a text read-only, filling it in piece by piece. Lives on the GUI thread.

    Characters that hide or turn the text around are shown as marks, and very long lines are broken,
    but what is copied or dragged out is the text as it came.
    """

    text_shown = Signal()  # all of the text is there now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._visible = VisibleText("", "", (), ())
        self._filled_chars = 0
        self.setObjectName("AnswerText")
        self.setAccessibleName(self.tr("Answer"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabStopDistance(QFontMetricsF(self.font()).horizontalAdvance(" ") * 4)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turn)

    def show_text(self, text: str) -> None:
        """Show this text instead; a text that is still being filled in is given up."""
        self._visible = visible(text, _LONGEST_LINE_CHARS)
        self._filled_chars = 0
        self.clear()
        self._timer.start()
        self._on_turn()

    def text(self) -> str:
        """The text as it was given, character for character."""
        return self._visible.original

    def set_word_wrap(self, wrap: bool) -> None:
        mode = QPlainTextEdit.LineWrapMode
        self.setLineWrapMode(mode.WidgetWidth if wrap else mode.NoWrap)

    def selected_text(self) -> str:
        """The selected part of the text, as it was given."""
        shown = self._visible.shown
        cursor = self.textCursor()
        start = _characters(shown, cursor.selectionStart())
        end = _characters(shown, cursor.selectionEnd())
        return self._visible.original_part(start, end)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 (Qt's name)
        mime = QMimeData()
        # A lone surrogate, valid in JSON, cannot be put on any clipboard.
        mime.setText(
            self.selected_text().encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        )
        return mime

    @Slot()
    def _on_turn(self) -> None:
        shown = self._visible.shown
        piece = shown[self._filled_chars : self._filled_chars + _PIECE_CHARS]
        self._filled_chars += len(piece)
        # A cursor of its own: the user's selection and place stay as they are.
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(piece)
        if self._filled_chars >= len(shown):
            self._timer.stop()
            self.text_shown.emit()


def _characters(text: str, utf16_units: int) -> int:
    """How many characters of `text` fill so many UTF-16 units, in which Qt counts positions."""
    if text.isascii():
        return utf16_units
    return len(text.encode("utf-16-le")[: 2 * utf16_units].decode("utf-16-le"))
