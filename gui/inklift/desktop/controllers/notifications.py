"""What the desktop tells while another window is in front."""

from PySide6.QtCore import QObject, Signal

from inklift.desktop.bridge import Bridge
from inklift.system.notifications import DesktopNotifications


class NotificationController(QObject):
    """Lives on the GUI thread. `not_shown` carries title and text that nobody could show."""

    not_shown = Signal(str, str)

    def __init__(
        self, notifications: DesktopNotifications, bridge: Bridge, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._notifications = notifications
        self._bridge = bridge

    def show(self, title: str, text: str) -> None:
        task = self._bridge.run(lambda _: self._notifications.show(title, text), parent=self)

        def on_told(shown: bool) -> None:
            if not shown:
                self.not_shown.emit(title, text)

        task.succeeded.connect(on_told)
