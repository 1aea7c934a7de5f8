"""Leads through the values to check, one after the other, with the keyboard alone."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inklift.desktop.appearance import SPACE_M_PX, SPACE_S_PX, SPACE_XS_PX, Appearance
from inklift.desktop.widgets.elided_label import ElidedLabel
from inklift.desktop.widgets.naming import named


class ReviewEdit(QLineEdit):
    """The value in question: Enter decides, Tab goes on, Shift+Tab back, Escape leaves."""

    decided = Signal()
    skipped = Signal(int)  # steps, backwards below zero
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Tab never gets as far as `keyPressEvent`; undo of decisions is the window's."""
        if isinstance(event, QKeyEvent):
            is_undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            is_redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if event.type() == QEvent.Type.ShortcutOverride and (is_undo or is_redo):
                event.ignore()
                return False
            if event.type() == QEvent.Type.KeyPress:
                steps = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
                if steps is not None:
                    self.skipped.emit(steps)
                    return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.decided.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ReviewBar(QFrame):
    """Shows one value and takes what the user says of it. Lives on the GUI thread.

    `decided` carries the text: the same as before means that the value is right.
    """

    decided = Signal(str)
    skipped = Signal(int)
    left = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ReviewBar")
        self._name = named(ElidedLabel(), "ReviewName")
        font = self._name.font()
        font.setBold(True)
        self._name.setFont(font)
        self._progress = named(QLabel(), "ReviewProgress")
        self._progress.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._doubt = named(QLabel(), "ReviewDoubt")
        self._doubt.setWordWrap(True)
        self._doubt.setTextFormat(Qt.TextFormat.PlainText)
        self.edit = named(ReviewEdit(), "ReviewValue", self.tr("Value to check"))
        self.edit.decided.connect(lambda: self.decided.emit(self.edit.text()))
        self.edit.skipped.connect(self.skipped)
        self.edit.left.connect(self.left)
        self._confirm = named(QPushButton(self.tr("Right")), "ReviewConfirm")
        self._confirm.setProperty("primary", True)
        self._confirm.setToolTip(self.tr("Enter: this is right, go on to the next"))
        self._confirm.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._confirm.clicked.connect(lambda: self.decided.emit(self.edit.text()))
        self.edit.textChanged.connect(self._on_text_changed)
        self._text = ""

        first = QHBoxLayout()
        first.setSpacing(SPACE_S_PX)
        first.addWidget(self._name, 1)
        first.addWidget(self._progress)
        second = QHBoxLayout()
        second.setSpacing(SPACE_XS_PX)
        second.addWidget(self.edit, 1)
        second.addWidget(self._confirm)
        for icon, name, text, answer in (
            (
                "previous",
                "ReviewPrevious",
                self.tr("Back (Shift+Tab)"),
                lambda: self.skipped.emit(-1),
            ),
            ("next", "ReviewNext", self.tr("Leave it for now (Tab)"), lambda: self.skipped.emit(1)),
            ("close", "ReviewEnd", self.tr("End the review (Esc)"), self.left.emit),
        ):
            button = named(QToolButton(), name, text)
            button.setIcon(appearance.icon(icon))
            button.setToolTip(text)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(answer)
            second.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M_PX, SPACE_S_PX, SPACE_M_PX, SPACE_S_PX)
        column.setSpacing(SPACE_XS_PX)
        column.addLayout(first)
        column.addWidget(self._doubt)
        column.addLayout(second)
        self.hide()

    def show_value(self, name: str, text: str, doubt: str, left: int, of: int) -> None:
        """Show the next value: what is typed replaces it."""
        self._text = text
        self._name.setText(name)
        self._doubt.setText(doubt)
        self._doubt.setVisible(bool(doubt))
        #: Such as "12 of 40 to check"
        self._progress.setText(self.tr("{left} of {of} to check").format(left=left, of=of))
        self.edit.setEnabled(True)
        self._confirm.setEnabled(True)
        self.edit.setText(text)
        self.edit.selectAll()
        self.show()
        self.edit.setFocus()

    def show_done(self, of: int) -> None:
        """Nothing is left to check."""
        self._name.setText(self.tr("All values are checked."))
        self._progress.setText(self.tr("0 of {of} to check").format(of=of))
        self._doubt.hide()
        self._text = ""
        self.edit.clear()
        self.edit.setEnabled(False)
        self._confirm.setEnabled(False)
        self.show()

    def propose(self, text: str) -> None:
        """Put a text in place of the value, as if it had been typed."""
        self.edit.setText(text)
        self.edit.setFocus()

    def _on_text_changed(self, text: str) -> None:
        is_same = text == self._text
        self._confirm.setText(self.tr("Right") if is_same else self.tr("Correct"))
