"""Notifications of the desktop: what the user is told while another window is in front."""

import contextlib
import logging
import sys

from inklift.system.background import Aside

_ANSWER_WITHIN_S = 2.0
_NAME = "Inklift"
_ICON = "inklift"  # of the installed program
_BY_THEMSELVES = -1  # the desktop says when it takes them away

logger = logging.getLogger(__name__)


class DesktopNotifications:
    """Shows them through the session's bus, as freedesktop.org specifies. Lives on the loop."""

    def __init__(self, aside: Aside) -> None:
        self._aside = aside

    async def show(self, title: str, body: str) -> bool:
        """False where there is no such bus, or nobody on it shows notifications.

        Plain texts, without "<" and "&": some desktops take them for markup, others do not.
        """
        if sys.platform != "linux":
            return False
        return await self._aside(_show, title, body)


def _show(title: str, body: str) -> bool:
    from jeepney import DBusAddress, DBusErrorResponse, MessageType, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    name = "org.freedesktop.Notifications"
    daemon = DBusAddress("/org/freedesktop/Notifications", bus_name=name, interface=name)
    hints = {"desktop-entry": ("s", _ICON)}
    call = new_method_call(
        daemon, "Notify", "susssasa{sv}i", (_NAME, 0, _ICON, title, body, [], hints, _BY_THEMSELVES)
    )
    # jeepney raises KeyError where the environment names no bus, and many kinds of its own.
    try:
        with contextlib.closing(open_dbus_connection("SESSION")) as bus:
            reply = bus.send_and_get_reply(call, timeout=_ANSWER_WITHIN_S)
    except (OSError, KeyError, ValueError, RuntimeError, DBusErrorResponse, TimeoutError) as error:
        logger.info("no notification could be shown: %r", error)
        return False
    return reply.header.message_type is MessageType.method_return
