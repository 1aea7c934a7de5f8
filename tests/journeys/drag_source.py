"""A small file manager: drag from the middle of its window and you hold the files given.

    python drag_source.py FILE ...

Prints one line for each thing that happens: "ready X Y" (where to drag from), "welcome" or
"unwelcome" (what the window below says), "dropped" or "not dropped".
"""

import sys

from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


def _tell(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201 (read by the test)


class _Source(QLabel):
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        drag = QDrag(self)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(path) for path in sys.argv[1:]])
        drag.setMimeData(mime)
        drag.actionChanged.connect(
            lambda action: _tell("unwelcome" if action == Qt.DropAction.IgnoreAction else "welcome")
        )
        both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
        done = drag.exec(both, Qt.DropAction.CopyAction)
        _tell("not dropped" if done == Qt.DropAction.IgnoreAction else "dropped")


def main() -> int:
    application = QApplication(sys.argv)
    source = _Source("drag me")
    source.resize(200, 200)
    source.move(1650, 820)  # beside the window that is dropped on
    source.show()

    def tell_when_it_is_there() -> None:
        handle = source.windowHandle()
        if handle is None or not handle.isExposed():
            QTimer.singleShot(20, tell_when_it_is_there)
            return
        middle = source.mapToGlobal(source.rect().center())
        _tell("ready", middle.x(), middle.y())

    tell_when_it_is_there()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
