"""Lets any widget take drops of pictures."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from inklift.desktop.widgets.dropping import accepts, offers_from


class DropFilter(QObject):
    """Lets `target` take drops of pictures, whatever kind of widget it is. GUI thread.

    Drags that start in the target itself (rows being reordered) are left to it.
    """

    offered = Signal(object)  # tuple of offers, never empty
    hovering = Signal(object)  # bool: something we would take is held over the target

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        self._target = target
        self._welcome = False  # what is held over the target now; asked once for each drag
        target.setAcceptDrops(True)
        # The drag events of a scroll area go to its viewport.
        watched = target.viewport() if isinstance(target, QAbstractScrollArea) else target
        watched.setAcceptDrops(True)
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragLeave:
            self.hovering.emit(False)
            return False
        if not isinstance(event, QDropEvent) or self._is_own(event):
            return super().eventFilter(watched, event)
        if isinstance(event, QDragEnterEvent):
            return self._entered(event)
        if isinstance(event, QDragMoveEvent):
            return self._moved(event)
        return self._dropped(event)

    def _entered(self, event: QDropEvent) -> bool:
        self._welcome = accepts(event.mimeData())
        self.hovering.emit(self._welcome)
        return self._moved(event)

    def _moved(self, event: QDropEvent) -> bool:
        if self._welcome:
            # Never "move": the file manager would delete the user's file.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        return self._welcome

    def _dropped(self, event: QDropEvent) -> bool:
        self.hovering.emit(False)
        offers = offers_from(event.mimeData())
        if not offers:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.offered.emit(tuple(offers))
        return True

    def _is_own(self, event: QDropEvent) -> bool:
        source = event.source()
        return isinstance(source, QWidget) and (
            source is self._target or self._target.isAncestorOf(source)
        )
