"""The API key of a paid engine: entering, checking, forgetting it."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGroupBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from inklift.core.keys import KeyPlace, KeyStatus
from inklift.desktop.appearance import SPACE_S_PX, Appearance
from inklift.desktop.bridge import QtTask
from inklift.desktop.colours import Role
from inklift.desktop.controllers.preferences import PreferencesController
from inklift.desktop.error_messages import error_text
from inklift.desktop.widgets.icon_label import IconLabel
from inklift.desktop.widgets.naming import named
from inklift.desktop.widgets.secret_field import SecretField
from inklift.engines.key_check import KeyVerdict, Verdict

_COLOURS: dict[str, Role] = {
    "done": "success",
    "info": "info",
    "warning": "warning",
    "error": "error",
}


class KeySection(QGroupBox):
    """A stored key is never shown, only that there is one; what is typed is masked."""

    def __init__(
        self,
        preferences: PreferencesController,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Key for Dumpling AI"))
        self._preferences = preferences
        self._task: QtTask | None = None

        self.field = SecretField(appearance)
        self.field.setObjectName("ApiKey")
        self.field.setAccessibleName(self.tr("API key"))
        self.field.textChanged.connect(self._show_buttons)
        self._save = named(QPushButton(self.tr("Save key")), "SaveKey")
        self._save.clicked.connect(self._on_save)
        self._check = named(QPushButton(self.tr("Check")), "CheckKey")
        self._check.setToolTip(self.tr("Ask the service whether the key works. Costs nothing."))
        self._check.clicked.connect(self._on_check)
        self._forget = named(QPushButton(self.tr("Forget key")), "ForgetKey")
        self._forget.clicked.connect(self._on_forget)
        for button in (self._save, self._check, self._forget):
            button.setAccessibleName(button.text())

        self._icon = IconLabel(appearance)
        self._status = named(QLabel(), "KeyStatus")
        self._status.setWordWrap(True)
        help_text = QLabel(
            self.tr(
                "You find the key in your account at dumplingai.com, under API keys. It is never "
                "written to a file of Inklift."
            )
        )
        help_text.setWordWrap(True)
        help_text.setForegroundRole(QPalette.ColorRole.PlaceholderText)

        entry = QHBoxLayout()
        entry.setSpacing(SPACE_S_PX)
        entry.addWidget(self.field, 1)
        entry.addWidget(self._save)
        entry.addWidget(self._check)
        entry.addWidget(self._forget)
        status = QHBoxLayout()
        status.setSpacing(SPACE_S_PX)
        status.addWidget(self._icon)
        status.addWidget(self._status, 1)
        column = QVBoxLayout(self)
        column.setSpacing(SPACE_S_PX)
        column.addLayout(entry)
        column.addLayout(status)
        column.addWidget(help_text)
        self._has_key = False
        self._can_forget = False
        self._look()

    def keep_typed_key(self) -> None:
        """The dialog closes with *OK*: what was typed is meant to be kept."""
        if self.field.secret():
            self._preferences.save_key(self.field.secret())

    def _look(self) -> None:
        """Find out whether there is a key; the keyring may ask the user to unlock it."""
        task = self._preferences.key_status(self)
        task.succeeded.connect(self._on_status)
        self._begin(task, self.tr("Looking in the keyring. If a password window opens, answer it."))

    def _on_status(self, status: KeyStatus) -> None:
        self._has_key = status.place is not KeyPlace.NOWHERE
        match status.place:
            case KeyPlace.ENVIRONMENT:
                text = self.tr("A key given by INKLIFT_API_KEY is used; it is not stored.")
            case KeyPlace.STORED if status.store_name:
                text = self.tr("A key is kept in {keyring}.").format(keyring=status.store_name)
            case KeyPlace.STORED:
                text = self.tr("A key is kept until Inklift is closed.")
            case _ if status.store_name:
                text = self.tr("No key yet. It will be kept in {keyring}.").format(
                    keyring=status.store_name
                )
            case _:
                text = self.tr(
                    "No key yet. This computer has no keyring, so a key is kept only until Inklift "
                    "is closed."
                )
        self._say("done" if self._has_key else "info", text)
        self._can_forget = status.place is KeyPlace.STORED

    def _on_save(self) -> None:
        task = self._preferences.save_key(self.field.secret())
        task.succeeded.connect(self._on_saved)
        self._begin(task, self.tr("Saving…"))

    def _on_saved(self) -> None:
        self.field.clear()
        self._look()

    def _on_forget(self) -> None:
        task = self._preferences.forget_key(self)
        task.succeeded.connect(self._look)
        self._begin(task, self.tr("Forgetting…"))

    def _on_check(self) -> None:
        task = self._preferences.check_key(self.field.secret(), self)
        task.succeeded.connect(self._on_checked)
        self._begin(task, self.tr("Asking the service…"))

    def _on_checked(self, verdict: KeyVerdict | None) -> None:
        if verdict is None:
            self._say("warning", self.tr("There is no key to check. Enter one first."))
            return
        match verdict.verdict:
            case Verdict.WORKS:
                self._say("done", self.tr("The key works."))
            case Verdict.REFUSED:
                self._say(
                    "error",
                    self.tr("The service refuses this key. Copy it again from your account."),
                )
            case Verdict.UNCERTAIN:
                self._say(
                    "info",
                    self.tr(
                        "The service can be reached, but does not say whether the key works. The "
                        "first Extract will tell; a refused key costs nothing."
                    ),
                )

    def _begin(self, task: QtTask, text: str) -> None:
        self._task = task
        if any(button.hasFocus() for button in (self._save, self._check, self._forget)):
            self.field.setFocus()  # a button that is disabled would pass it on to another section
        self._say("info", text)
        task.failed.connect(self._on_failed)
        task.succeeded.connect(self._show_buttons)
        self._show_buttons()

    def _on_failed(self, error: Exception) -> None:
        words = error_text(error)
        self._say("error", f"{words.title}. {words.explanation}")
        self._show_buttons()

    def _say(self, icon: str, text: str) -> None:
        self._icon.set_icon(icon, _COLOURS[icon])
        self._status.setText(text)

    def _show_buttons(self) -> None:
        typed = bool(self.field.secret())
        free = self._task is None or self._task.is_over
        self._save.setEnabled(typed and free)
        self._check.setEnabled((typed or self._has_key) and free)
        self._forget.setEnabled(self._can_forget and free)
