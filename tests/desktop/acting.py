"""Acting on widgets as a user does: finding them by name, dropping things on them."""

from typing import TypeVar

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

W = TypeVar("W", bound=QWidget)


def find(parent: QWidget, kind: type[W], name: str) -> W:
    """The one child with this object name."""
    found = parent.findChildren(kind, name)
    assert len(found) == 1, f"{len(found)} widgets are called {name}"
    return found[0]


def click(widget: QWidget) -> None:
    assert widget.isVisible(), f"{widget.objectName()} cannot be seen"
    assert widget.isEnabled(), f"{widget.objectName()} is disabled"
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def choose(box: QComboBox, text: str) -> None:
    """Choose an entry with the keyboard, as a user does: nothing else emits `activated`."""
    target = box.findText(text)
    assert target >= 0, f"there is no {text!r}"
    for _ in range(abs(target - box.currentIndex())):
        forward = box.currentIndex() < target
        QTest.keyClick(box, Qt.Key.Key_Down if forward else Qt.Key.Key_Up)
    assert box.currentIndex() == target, f"{text!r} does not stay chosen"


def turn_wheel(widget: QWidget) -> None:
    """One notch down over the middle of the widget, by way of the screen: only so does what it
    does not take go on to its parents."""
    window = widget.window()
    middle = widget.mapTo(window, widget.rect().center())
    QTest.wheelEvent(window.windowHandle(), middle, QPoint(0, -120))


def drop(target: QWidget, mime: QMimeData) -> QDropEvent:
    """Drag from another program: enter, move, let go. Scroll areas take drops in their viewport."""
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(QPoint(5, 5), actions, mime, button, keys),
        QDragMoveEvent(QPoint(6, 6), actions, mime, button, keys),
    ):
        QApplication.sendEvent(target, event)
    dropped = QDropEvent(QPointF(6, 6), actions, mime, button, keys)
    QApplication.sendEvent(target, dropped)
    return dropped


def files(*paths: object) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def web_address(address: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl(address)])
    return mime


def html(text: str) -> QMimeData:
    mime = QMimeData()
    mime.setData("text/html", QByteArray(text.encode()))
    return mime


def image(width_px: int = 4) -> QMimeData:
    picture = QImage(width_px, 3, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.green)
    mime = QMimeData()
    mime.setImageData(picture)
    return mime
