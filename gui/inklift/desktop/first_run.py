"""Saves a picture of the window with an answer in it, for a machine without a screen.

`python -m inklift.desktop.first_run OUT.png PICTURE…` adds the pictures, presses *Extract*, waits
for the answers and saves what the window looks like.
"""

import os
import sys
import tempfile
from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from inklift.desktop.app import Application, make_qt_application
from inklift.desktop.controllers.workspace import AddingResult
from inklift.desktop.views.main_window import USUAL
from inklift.system.paths import DATA_DIR_VARIABLE

LIMIT_MS = 180_000


def main(out: str, pictures: Sequence[str]) -> int:
    """0 when the picture was saved, 1 when the answer did not come in time.

    Everything is as it is on the first day, in a folder that goes afterwards: whatever engine the
    user has chosen, this costs nothing and leaves no trace.
    """
    with tempfile.TemporaryDirectory() as folder:
        os.environ[DATA_DIR_VARIABLE] = folder
        return _save_picture(out, pictures)


def _save_picture(out: str, pictures: Sequence[str]) -> int:
    qt = make_qt_application()
    application = Application(qt, pictures)
    application.window.resize(USUAL)
    application.window.show()
    saved = False

    def on_ready() -> None:
        session = application.session
        session.workspace.adding_ended.connect(on_added)
        session.extraction.run_ended.connect(on_answered)

    def on_added(_result: AddingResult) -> None:
        # After the list has told the others what is in it now.
        QTimer.singleShot(200, application.session.extraction.start)

    def on_answered() -> None:
        # Once the text is filled in and painted.
        QTimer.singleShot(500, save)

    def save() -> None:
        nonlocal saved
        saved = application.window.grab().save(out)
        qt.quit()

    application.ready.connect(on_ready)
    QTimer.singleShot(LIMIT_MS, qt.quit)
    try:
        qt.exec()
    finally:
        application.window.close()
        application.close()
        QApplication.processEvents()
    return 0 if saved else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
