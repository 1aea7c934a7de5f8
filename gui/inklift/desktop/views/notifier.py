"""Calls the user back to the window when a run ended behind it."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from inklift.desktop.controllers.session import Session
from inklift.desktop.controllers.shown_run import RunOutcome
from inklift.desktop.views.main_window import MainWindow

_TRAY_ICON_FOR_MS = 10_000  # as long as the desktop needs it to show what it said


class Notifier(QObject):
    """Marks the window in the task bar, and has the desktop tell of it. Lives on the GUI thread.

    Silent while the window, or a dialog of it, is in front: what happened is seen there.
    """

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        session.extraction.run_ended.connect(self._on_run_ended)
        session.notifications.not_shown.connect(self._show_in_tray)

    def _on_run_ended(self, outcome: RunOutcome) -> None:
        if outcome.stopped_by_user or QApplication.activeWindow() is not None:
            return
        QApplication.alert(self._window)
        if not self._session.preferences.settings.notify_at_end:
            return
        if not outcome.not_answered:
            title = self.tr("All pictures are answered")
        elif outcome.answered:
            title = self.tr("The run ended; not all pictures are answered")
        else:
            title = self.tr("The run ended without an answer")
        parts = [self.tr("%n picture(s) answered", "", outcome.answered)]
        if outcome.not_answered:
            parts.append(self.tr("%n without an answer", "", outcome.not_answered))
        if outcome.credits_used:
            parts.append(self.tr("%n credit(s)", "", outcome.credits_used))
        self._session.notifications.show(title, " · ".join(parts))

    def _show_in_tray(self, title: str, text: str) -> None:
        """Where no bus has it (Windows, macOS): an icon beside the clock may speak for a while."""
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return
        icon = QSystemTrayIcon(self._window.windowIcon(), self)
        icon.show()
        icon.showMessage(title, text, self._window.windowIcon(), _TRAY_ICON_FOR_MS)
        QTimer.singleShot(_TRAY_ICON_FOR_MS, icon, icon.deleteLater)
