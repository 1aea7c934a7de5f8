"""Starts the window: shows it first, then loads what it works with, and ends cleanly."""

import contextlib
import gc
import logging
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from inklift.desktop.appearance import Appearance, Scheme
from inklift.desktop.translation import install
from inklift.desktop.views.main_window import MainWindow
from inklift.system.paths import DataPaths
from inklift.system.resources import resource

if TYPE_CHECKING:  # these load what the first paint must not wait for
    from inklift.desktop.bridge import Bridge
    from inklift.desktop.controllers.session import Session
    from inklift.desktop.views.workbench import Workbench
    from inklift.services.assembly import Services
    from inklift.system.background import CoreLoop
    from inklift.system.logs import LogFile

logger = logging.getLogger(__name__)


_OBJECTS_BETWEEN_COLLECTIONS = 20_000


def _collect_garbage_in_small_pieces() -> None:
    """Leave all that was loaded so far out of the search for garbage: it stays until the end.

    Else each full search goes through some 400,000 objects, and holds up every thread for 40 to
    80 ms, with 3,000 pictures some twelve times while they are added; after this, 12 ms at most.
    """
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 10, 10)


class Application(QObject):
    """One window and what it works with. Lives on the GUI thread.

    `ready` once everything is in place; nothing heavy is imported before the first paint.
    """

    ready = Signal()
    _bug_met = Signal(object)

    def __init__(self, qt: QApplication, pictures: Sequence[str]) -> None:
        super().__init__(qt)
        self._qt = qt
        self._pictures = pictures
        self._paths = DataPaths.of_this_computer(os.environ)
        self._loop: CoreLoop | None = None
        self._bridge: Bridge | None = None
        self._services: Services | None = None
        self._log_file: LogFile | None = None
        self.workbench: Workbench | None = None

        self._layout = QSettings(str(self._paths.window_state_file), QSettings.Format.IniFormat)
        self.appearance = Appearance(resource(""), qt)
        self.window = MainWindow(self.appearance)
        self.window.restore_geometry(self._saved_layout())
        ground = QColor(str(self._layout.value("ground", "")))
        if ground.isValid():  # that of the last time: no flash of white where all will be dark
            self.window.setStyleSheet(f"background: {ground.name()}")
        self.window.first_painted.connect(self._on_first_painted)
        self.window.closing.connect(self._on_closing)

    @property
    def session(self) -> "Session":
        """The controllers; only once `ready` was emitted."""
        assert self.workbench is not None
        return self.workbench.session

    def close(self) -> None:
        """End everything within a second, whatever is under way. The window is gone by now."""
        unsaved = self.session.preferences.take_unsaved() if self.workbench is not None else None
        if unsaved is not None and self._services is not None:
            from inklift.core.errors import StorageError

            with contextlib.suppress(StorageError):  # nobody is left to tell
                self._services.settings.save(unsaved)
        if self._loop is not None:
            self._loop.close()
            self._loop = None
        if self._log_file is not None:
            self._log_file.close()
            self._log_file = None

    def _on_first_painted(self) -> None:
        try:
            self._furnish()
            self._start_services()
        except BaseException:  # a frame without anything in it would stay there for ever
            self._qt.exit(1)
            raise

    def _furnish(self) -> None:
        """Dress the frame and put in everything that needs no services."""
        from inklift.desktop.widgets.combo_names import name_combo_boxes

        name_combo_boxes()
        self.window.setStyleSheet("")
        self.appearance.apply(_scheme_of(self._layout.value("appearance", "system")))
        self._qt.setWindowIcon(self.appearance.app_icon())
        self.window.restore_layout(self._saved_layout())

    def _start_services(self) -> None:
        from PySide6.QtCore import Qt

        from inklift.desktop.bridge import Bridge
        from inklift.services.assembly import open_services
        from inklift.system.background import CoreLoop
        from inklift.system.logs import LogFile, LogMask, log_uncaught

        mask = LogMask()
        self._log_file = LogFile(self._paths.log_folder, mask)
        self._log_file.start()
        # A bug may be met on any thread; the signal brings it to this one.
        self._bug_met.connect(self._on_bug, Qt.ConnectionType.QueuedConnection)
        log_uncaught(self._bug_met.emit)
        self._loop = CoreLoop().start()
        self._bridge = Bridge(self._loop, self)
        task = self._bridge.run(lambda _: open_services(os.environ, mask), parent=self)
        task.succeeded.connect(self._on_services)
        task.failed.connect(self._on_services_failed)

    def _on_services(self, services: "Services") -> None:
        from inklift.desktop.controllers.session import Session
        from inklift.desktop.views.picture_texts import describe_row
        from inklift.desktop.views.workbench import Workbench

        assert self._loop is not None
        assert self._bridge is not None
        self._services = services
        self._loop.add_cleanup(services.close)
        session = Session(services, self._bridge, describe_row, self)
        self.workbench = Workbench(
            self.window,
            session,
            self.appearance,
            services.templates,
            resource("samples") / "till-receipt.png",
        )
        self.appearance.apply(session.preferences.settings.appearance.value)
        session.preferences.settings_changed.connect(
            lambda settings: self.appearance.apply(settings.appearance.value)
        )
        if services.settings.was_broken:
            self.workbench.say_settings_lost()
        session.workspace.add_arguments(self._pictures)
        session.history.look_for_unfinished(session.preferences.settings.let_be_run)
        session.history.look_at_spending()
        # Reading starts sooner when the models are there already; only a wish, so nobody waits.
        self._bridge.run(lambda _: services.pictures.warm_up_reading(), parent=self)
        _collect_garbage_in_small_pieces()
        self.ready.emit()

    def _on_bug(self, error: Exception) -> None:
        if self.workbench is not None:
            self.workbench.say_broken(error)
        else:
            self._on_services_failed(error)

    def _on_services_failed(self, error: Exception) -> None:
        from inklift.desktop.error_messages import error_text
        from inklift.desktop.widgets.message_bar import Message, MessageBar, MessageKind

        words = error_text(error)
        bar = MessageBar(self.appearance)
        self.window.add_message_bar(bar)
        self.window.give_up()
        bar.show_message(Message(MessageKind.ERROR, words.title, words.explanation, words.details))

    def _on_closing(self) -> None:
        for name, state in self.window.layout_state().items():
            self._layout.setValue(name, state)
        if self.workbench is not None:
            self._layout.setValue("ground", self.appearance.colour("window").name())
            preferences = self.session.preferences
            self._layout.setValue("appearance", preferences.settings.appearance.value)

    def _saved_layout(self) -> dict[str, QByteArray]:
        values = {name: self._layout.value(name) for name in ("geometry", "columns", "work")}
        return {name: value for name, value in values.items() if isinstance(value, QByteArray)}


def _scheme_of(value: object) -> Scheme:
    match value:
        case "light" | "dark":
            return value
    return "system"


def make_qt_application() -> QApplication:
    """Qt's side of the program, named and in the user's language."""
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Inklift")
    qt.setApplicationDisplayName("Inklift")
    qt.setDesktopFileName("inklift")
    install(qt, resource("i18n"))
    return qt


def main(pictures: Sequence[str] | None = None) -> int:
    """Show the window until it is closed; the exit status. `pictures` are added to it."""
    qt = make_qt_application()
    application = Application(qt, sys.argv[1:] if pictures is None else pictures)
    application.window.show()
    try:
        return qt.exec()
    finally:
        application.close()
