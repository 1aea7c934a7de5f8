"""The program, for a process of its own: asks the service, and closes when a line comes in.

    python asking_window.py PICTURE ...

Prints the monotonic clock as the window begins to close. The rest is the program's own way to end.
"""

import sys
import threading
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2] / "gui")]

from PySide6.QtCore import QObject, QTimer, Signal  # noqa: E402


class _Closer(QObject):
    """Closes the window when told from another thread."""

    told = Signal()


def main() -> int:
    from inklift.core.prompts import AnswerForm
    from inklift.desktop.app import Application, make_qt_application
    from inklift.desktop.controllers.shown_run import Question

    qt = make_qt_application()
    application = Application(qt, sys.argv[1:])
    closer = _Closer()

    def ask_when_there_is_a_picture() -> None:
        session = application.session
        if not session.workspace.sources:
            QTimer.singleShot(10, ask_when_there_is_a_picture)
            return
        session.extraction.ask(Question("Total?", AnswerForm(), "dumpling"))
        session.extraction.start()

    def close() -> None:
        print(time.monotonic(), flush=True)  # noqa: T201 (read by the test)
        application.window.close()

    def wait_for_a_line() -> None:
        sys.stdin.readline()
        closer.told.emit()

    application.ready.connect(ask_when_there_is_a_picture)
    closer.told.connect(close)
    threading.Thread(target=wait_for_a_line, daemon=True).start()
    application.window.show()
    try:
        return qt.exec()
    finally:
        application.close()


if __name__ == "__main__":  # worker processes import this module again, under another name
    sys.exit(main())
