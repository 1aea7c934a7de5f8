"""The whole window in this process, used as its user would: by what is seen on it."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from inklift.desktop.app import Application
from inklift.desktop.item_models.picture_list import Role
from inklift.desktop.translation import EnglishPlurals
from inklift.desktop.widgets.message_bar import MessageBar

NOT_STUCK_S = 60.0
Kind = TypeVar("Kind", bound=QWidget)


def until(condition: Callable[[], object], what: str, limit_s: float = NOT_STUCK_S) -> None:
    """Let the window work until `condition` holds; fails with `what` when it never does."""
    end = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < end, f"waited {limit_s:.0f} s for {what}"
        turn = QEventLoop()
        QTimer.singleShot(2, turn.quit)
        turn.exec()


class Desk:
    """One running window. Lives on the GUI thread; `close` it as the test ends."""

    def __init__(self, qt: QApplication, pictures: Sequence[Path]) -> None:
        self._qt = qt
        self._open = True
        self._plurals = EnglishPlurals(qt)  # as `make_qt_application` would
        qt.installTranslator(self._plurals)
        self.application = Application(qt, [str(path) for path in pictures])
        self.window = self.application.window

    def open(self) -> None:
        """Show the window and wait until everything is in its place."""
        self.window.show()
        until(lambda: self.application.workbench is not None, "the window to be ready", 20)

    def close(self) -> None:
        """Close the window as its user does, and let go of everything. May be called twice."""
        if not self._open:
            return
        self._open = False
        self.window.close()
        self.application.close()
        self._qt.removeTranslator(self._plurals)
        self.window.deleteLater()
        self.application.deleteLater()
        self._qt.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))

    # Finding things by the names that assistive technology reads.

    def find(self, kind: type[Kind], name: str, within: QWidget | None = None) -> Kind:
        """The one control of that kind and name that can be seen."""
        found = [
            widget
            for widget in (within or self.window).findChildren(kind)
            if name in (widget.accessibleName(), widget.objectName()) and widget.isVisible()
        ]
        assert len(found) == 1, f"{len(found)} visible {kind.__name__} are called {name}"
        return found[0]

    def sees(self, kind: type[QWidget], name: str) -> bool:
        return any(
            widget.isVisible() and widget.accessibleName() == name
            for widget in self.window.findChildren(kind)
        )

    @property
    def pictures(self) -> QListView:
        return self.find(QListView, "Pictures")

    @property
    def rows(self) -> list[str]:
        """What a screen reader says of each picture: its name and its state."""
        lists = [view for view in self.window.findChildren(QListView) if view.isVisible()]
        models = [view.model() for view in lists if view.accessibleName() == "Pictures"]
        return [
            model.index(row, 0).data(Role.SPOKEN)
            for model in models
            for row in range(model.rowCount())
        ]

    @property
    def states(self) -> list[str]:
        return [row.rpartition(", ")[2] for row in self.rows]

    @property
    def answer(self) -> str:
        """The text of the answer on the screen; "" while there is none."""
        if not self.sees(QPlainTextEdit, "Answer"):
            return ""
        return self.find(QPlainTextEdit, "Answer").toPlainText()

    @property
    def status(self) -> str:
        return self.find(QLabel, "StatusText").text()

    @property
    def credits(self) -> str:
        return self.find(QLabel, "CreditsUsed").text()

    @property
    def progress(self) -> str:
        """The line beside the progress bar, while reading."""
        labels = self.window.findChildren(QLabel, "ProgressText")
        return " ".join(label.text() for label in labels if label.isVisible())

    @property
    def message(self) -> str:
        """What the message bar says now, title and explanation; "" when it is not there."""
        bar = self.window.findChild(MessageBar)
        if bar is None or not bar.isVisible():
            return ""
        return f"{bar.accessibleName()}\n{bar.accessibleDescription()}"

    @property
    def all_texts(self) -> str:
        """Every text of the window, also what stands behind *Details*."""
        labels = [label.text() for label in self.window.findChildren(QLabel)]
        texts = [edit.toPlainText() for edit in self.window.findChildren(QPlainTextEdit)]
        bar = self.window.findChild(MessageBar)
        said = [] if bar is None else [repr(message) for message in bar.messages]
        return "\n".join([*labels, *texts, *said])

    @property
    def is_reading(self) -> bool:
        return self.sees(QPushButton, "Stop")

    # Doing things.

    def drop(self, *paths: Path) -> None:
        """Drop files in the middle of the left column."""
        pane = self.window.findChild(QWidget, "PicturesPane")
        assert pane is not None
        place = pane.mapTo(self.window, pane.rect().center())
        target = self.window.childAt(place)
        while target is not None and not target.acceptDrops():
            target = target.parentWidget()
        assert target is not None, "nothing there takes drops"
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        point = target.mapFrom(self.window, place)
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        copy = Qt.DropAction.CopyAction
        for event in (
            QDragEnterEvent(point, copy, mime, buttons, keys),
            QDragMoveEvent(point, copy, mime, buttons, keys),
            QDropEvent(QPointF(point), copy, mime, buttons, keys),
        ):
            QApplication.sendEvent(target, event)
            assert event.isAccepted()

    def add(self, *paths: Path) -> None:
        """Drop files and wait until they are in the list."""
        before = len(self.rows)
        self.drop(*paths)
        until(lambda: len(self.rows) == before + len(paths), f"{len(paths)} more pictures")

    def press(self, name: str, within: QWidget | None = None) -> None:
        button = self.find(QPushButton, name, within)
        until(button.isEnabled, f"{name} to be ready to press")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def choose(self, combo_name: str, entry: str) -> None:
        """Go to the entry with the arrow keys."""
        combo = self.find(QComboBox, combo_name)
        QTest.keyClick(combo, Qt.Key.Key_Home)
        for _ in range(combo.count()):
            if combo.currentText() == entry:
                return
            QTest.keyClick(combo, Qt.Key.Key_Down)
        raise AssertionError(f"{combo_name} has no {entry}")

    def write_prompt(self, words: str) -> None:
        prompt = self.find(QPlainTextEdit, "Prompt")
        prompt.selectAll()
        QTest.keyClicks(prompt, words)
        assert prompt.toPlainText() == words

    def extract(self, button: str = "Extract") -> None:
        """Press Extract and wait until the run is over."""
        self.press(button)
        assert self.is_reading
        until(lambda: not self.is_reading, "the run to end")

    def select(self, row: int) -> None:
        view = self.pictures
        QTest.mouseClick(
            view.viewport(),
            Qt.MouseButton.LeftButton,
            pos=view.visualRect(view.model().index(row, 0)).center(),
        )

    def trigger(self, action_name: str) -> None:
        """Choose a command of the menus."""
        menus = self.window.menuBar().findChildren(QMenu)
        actions = [action for menu in menus for action in menu.actions()]
        action = next(action for action in actions if action.objectName() == action_name)
        assert action.isEnabled(), f"{action_name} cannot be chosen now"
        action.trigger()

    def save_answers(self, path: Path) -> None:
        """Save through the dialog, which waits for its answer inside Qt."""

        def answer_the_dialog() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QFileDialog):
                QTimer.singleShot(5, answer_the_dialog)
                return
            line = dialog.findChild(QLineEdit, "fileNameEdit")
            assert line is not None
            line.setText(str(path))
            QTest.keyClick(line, Qt.Key.Key_Return)

        QTimer.singleShot(0, answer_the_dialog)
        self.trigger("SaveAnswer")
        until(path.exists, f"{path.name} to be written")

    def thumbnail(self, row: int) -> QPixmap | None:
        pixmap = self.pictures.model().index(row, 0).data(Role.THUMBNAIL)
        return pixmap if isinstance(pixmap, QPixmap) else None

    def painted_row(self, row: int) -> QImage:
        """What the list shows of one picture, as an image."""
        view = self.pictures
        return view.viewport().grab(view.visualRect(view.model().index(row, 0))).toImage()
