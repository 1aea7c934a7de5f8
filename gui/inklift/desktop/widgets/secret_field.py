"""A line to type or paste a key into, hidden unless the user looks."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QFocusEvent, QHideEvent, QValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from inklift.desktop.appearance import Appearance

_LONGEST_SECRET_CHARS = 1280  # what the Windows credential store takes


class SecretField(QLineEdit):
    """Masked text with an eye to reveal it, until the field is left. Lives on the GUI thread.

    Keys have no blanks in them, so blanks and line ends that came along with a paste are dropped.
    While masked, Qt keeps the text from clipboard, selection, undo and assistive technology.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setObjectName("SecretField")
        self.setAccessibleName(self.tr("Key"))
        self.setMaxLength(_LONGEST_SECRET_CHARS)
        self.setValidator(_WithoutBlanks(self))
        self._reveal = QAction(self)
        self._reveal.setObjectName("RevealSecret")
        self._reveal.setCheckable(True)
        self._reveal.toggled.connect(self._on_reveal_toggled)
        self.addAction(self._reveal, QLineEdit.ActionPosition.TrailingPosition)
        self._on_reveal_toggled(False)

    def secret(self) -> str:
        return self.text()

    @property
    def is_revealed(self) -> bool:
        return self.echoMode() == QLineEdit.EchoMode.Normal

    def focusOutEvent(self, event: QFocusEvent) -> None:
        # A menu or another window takes the focus only for a while, but a look over the shoulder
        # is possible all the same.
        self._reveal.setChecked(False)
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._reveal.setChecked(False)
        super().hideEvent(event)

    @Slot(bool)
    def _on_reveal_toggled(self, revealed: bool) -> None:
        mode = QLineEdit.EchoMode
        self.setEchoMode(mode.Normal if revealed else mode.Password)
        # setEchoMode forgets these: no dictionary of an input method is to learn the key.
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
            | (Qt.InputMethodHint.ImhNone if revealed else Qt.InputMethodHint.ImhHiddenText)
        )
        self._reveal.setIcon(self._appearance.icon("eye-off" if revealed else "eye", "muted"))
        self._reveal.setText(self.tr("Hide the key") if revealed else self.tr("Show the key"))


class _WithoutBlanks(QValidator):
    def validate(self, text: str, position: int) -> object:
        cleaned = "".join(text.split())
        kept_before = len("".join(text[:position].split()))
        return QValidator.State.Acceptable, cleaned, kept_before
