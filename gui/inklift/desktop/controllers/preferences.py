"""Settings and the key, as the window's controls need them."""

from PySide6.QtCore import QObject, QTimer, Signal

from inklift.core.ports import Secret
from inklift.desktop.bridge import Bridge, QtTask
from inklift.services.assembly import Services
from inklift.system.settings import Settings

SAVE_AFTER_MS = 800  # a prompt is saved when the user pauses, not at every letter


class PreferencesController(QObject):
    """Keeps the settings and saves them a moment later. Lives on the GUI thread.

    `settings_changed` carries the new `Settings`; `save_failed` an error, of settings or key.
    """

    settings_changed = Signal(object)
    save_failed = Signal(object)
    key_saved = Signal()

    def __init__(self, services: Services, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._bridge = bridge
        self._settings = services.settings.current
        self._saving = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._saving.timeout.connect(self._save)

    @property
    def settings(self) -> Settings:
        return self._settings

    def change(self, settings: Settings) -> None:
        """Use these settings from now on, and keep them."""
        if settings == self._settings:
            return
        network = _network_part(settings) != _network_part(self._settings)
        self._settings = settings
        self.settings_changed.emit(settings)
        if network:
            self._save(network=True)
        else:
            self._saving.start()

    def take_unsaved(self) -> Settings | None:
        """What is not in the file yet, for whoever closes the window; None if all is.

        That is also what is being saved just now: the loop that does it is about to end.
        """
        self._saving.stop()
        return None if self._services.settings.current == self._settings else self._settings

    def _save(self, *, network: bool = False) -> None:
        settings = self._settings

        async def save() -> None:
            await self._services.aside(self._services.settings.save, settings)
            if network:
                self._services.engines.renew()

        task = self._bridge.run(lambda _: save(), parent=self)
        task.failed.connect(self.save_failed)

    # The key. Each of these may take as long as the user needs to answer the keyring's window.

    def key_status(self, parent: QObject) -> QtTask:
        """Succeeds with a `KeyStatus`."""
        return self._bridge.run(lambda _: self._services.keys.status(), parent=parent)

    def save_key(self, key: str) -> QtTask:
        """Goes on when whoever asked is closed; `key_saved` or `save_failed` tell the others."""
        task = self._bridge.run(lambda _: self._services.keys.save(Secret(key)), parent=self)
        task.succeeded.connect(lambda _: self.key_saved.emit())
        task.failed.connect(self.save_failed)
        return task

    def forget_key(self, parent: QObject) -> QtTask:
        return self._bridge.run(lambda _: self._services.keys.forget(), parent=parent)

    def check_key(self, typed: str, parent: QObject) -> QtTask:
        """Succeeds with a `KeyVerdict`, or None when there is no key to try."""
        secret = Secret(typed) if typed else None
        return self._bridge.run(lambda _: self._services.keys.check(secret), parent=parent)


def _network_part(settings: Settings) -> tuple[object, ...]:
    """What an engine was made with: a change of it needs a new one."""
    return (
        settings.proxy,
        settings.extra_ca_file,
        settings.connect_timeout_s,
        settings.answer_timeout_s,
        settings.answer_timeout_per_picture_s,
    )
