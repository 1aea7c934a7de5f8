"""A desktop that shows one notification: takes the name on the bus, runs a client, prints both.

Run inside `dbus-run-session`; the client is the rest of the command line.
"""

import json
import subprocess
import sys

from jeepney import MessageType, message_bus, new_error, new_method_return
from jeepney.io.blocking import open_dbus_connection

REFUSES = "refuse" in sys.argv[1]


def main() -> None:
    bus = open_dbus_connection("SESSION")
    bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.Notifications"))
    client = subprocess.Popen(sys.argv[2:], stdout=subprocess.PIPE, text=True)
    while True:
        message = bus.receive(timeout=20)
        if message.header.message_type is MessageType.method_call:
            break
    if REFUSES:
        bus.send(new_error(message, "org.freedesktop.DBus.Error.Failed"))
    else:
        bus.send(new_method_return(message, "u", (7,)))
    told, _ = client.communicate(timeout=20)
    sys.stdout.write(json.dumps({"notified": message.body, "client": told.strip()}))


main()
