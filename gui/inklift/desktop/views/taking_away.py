"""Takes answers out of the window: to the clipboard, into files, into the names of pictures."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from inklift.desktop.controllers.session import Session
from inklift.desktop.dialogs.rename_dialog import RenameDialog
from inklift.desktop.views.main_window import MainWindow
from inklift.desktop.views.save_formats import formats_for


class TakingAway(QObject):
    """Answers the commands for that. `shown_text` gives what is seen. Lives on the GUI thread."""

    def __init__(self, window: MainWindow, session: Session, shown_text: Callable[[], str]) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._shown_text = shown_text
        actions = window.actions_
        actions.copy_answer.triggered.connect(self._copy)
        actions.save_answer.triggered.connect(self._save)
        actions.copy_renamed.triggered.connect(self._copy_renamed)

    def enable(self, *, is_shown: bool) -> None:
        """Offer only what there is something for."""
        answers, actions = self._session.extraction.answers, self._window.actions_
        actions.copy_answer.setEnabled(is_shown)
        actions.save_answer.setEnabled(bool(answers))
        actions.copy_renamed.setEnabled(any(each.answer.data is not None for each in answers))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._shown_text())
        self._window.show_status(self.tr("The answer was copied."))

    def _save(self) -> None:
        answers = self._session.extraction.answers
        formats = formats_for(has_data=any(each.answer.data is not None for each in answers))
        path, chosen = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save answers"),
            self.tr("Answers") + formats[0].suffix,
            ";;".join(each.filter for each in formats),
        )
        if path:
            chosen_format = next((each for each in formats if each.filter == chosen), formats[0])
            self._session.answer_files.save(chosen_format.path(path), chosen_format.style)

    def _copy_renamed(self) -> None:
        dialog = RenameDialog(self._session.picture_copies, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
