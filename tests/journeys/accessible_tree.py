"""Prints as JSON what a program shows to assistive technology.

    /usr/bin/python3 accessible_tree.py PID

For Debian's own Python with python3-gi and gir1.2-atspi-2.0. A process for each look, since the
library keeps what it has once seen.
"""

import json
import sys
from typing import Any

import gi  # type: ignore[import-not-found]  # not of this Python

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402

_MOST_CHILDREN = 60  # of one control: a list may have thousands
_STATES = ("FOCUSED", "SHOWING", "ENABLED", "CHECKED", "SELECTED")


def main() -> None:
    Atspi.init()
    pid = int(sys.argv[1])
    desktop = Atspi.get_desktop(0)
    found: list[dict[str, Any]] = []
    for number in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(number)
        if application is not None and application.get_process_id() == pid:
            _walk(application, found)
    json.dump(found, sys.stdout)


def _walk(control: Any, found: list[dict[str, Any]]) -> None:
    try:
        found.append(_described(control))
        children = min(control.get_child_count(), _MOST_CHILDREN)
        for number in range(children):
            child = control.get_child_at_index(number)
            if child is not None:
                _walk(child, found)
    except GLib.Error:
        return  # it went away while it was looked at


def _described(control: Any) -> dict[str, Any]:
    states = control.get_state_set()
    place = (0, 0, 0, 0)
    if control.get_component_iface() is not None:
        box = control.get_extents(Atspi.CoordType.SCREEN)
        place = (box.x, box.y, box.width, box.height)
    text = ""
    if control.get_text_iface() is not None:
        text = Atspi.Text.get_text(control, 0, Atspi.Text.get_character_count(control))
    return {
        "role": control.get_role_name(),
        "name": control.get_name() or "",
        "text": text,
        "states": [name for name in _STATES if states.contains(getattr(Atspi.StateType, name))],
        **dict(zip(("left", "top", "width", "height"), place)),  # noqa: B905 (any Python 3)
    }


if __name__ == "__main__":
    main()
