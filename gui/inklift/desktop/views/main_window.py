"""The window: three columns, a bar for messages, a status line."""

from typing import TYPE_CHECKING

from PySide6 import QtCore  # its `Qt` takes 20 ms when first named
from PySide6.QtCore import QByteArray, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QSplitter, QVBoxLayout, QWidget

if TYPE_CHECKING:  # these load what the first paint must not wait for
    from inklift.desktop.appearance import Appearance
    from inklift.desktop.views.actions import Actions
    from inklift.desktop.views.pictures_pane import PicturesPane

SMALLEST = QSize(960, 600)
USUAL = QSize(1280, 800)
FRAME = QSize(8, 48)  # what a window manager may put around it; Qt knows it only afterwards


class MainWindow(QMainWindow):
    """Comes up as a bare frame: half of what Qt loads for a first list or menu can wait.

    `first_painted` once the user sees it: then `restore_layout` puts in menus, list and places for
    the panes that follow. `closing` before it goes.
    """

    first_painted = Signal()
    closing = Signal()
    actions_: "Actions"
    pictures_pane: "PicturesPane"

    def __init__(self, appearance: "Appearance") -> None:
        super().__init__()
        self.setObjectName("MainWindow")
        self.setWindowTitle("Inklift")
        self.setMinimumSize(SMALLEST)
        self.resize(USUAL.boundedTo(self.screen().availableSize() - FRAME))
        self._appearance = appearance
        self._painted = False
        self._furnished = False

    def _furnish(self) -> None:
        from inklift.desktop.appearance import SPACE_S_PX
        from inklift.desktop.views.actions import Actions
        from inklift.desktop.views.pictures_pane import PicturesPane
        from inklift.desktop.widgets.naming import named

        self.actions_ = actions = Actions(self._appearance, self)
        actions.fill(self.menuBar())

        self.pictures_pane = PicturesPane(self._appearance)
        for action in (actions.add_pictures, actions.add_address, actions.remove):
            self.pictures_pane.header.add_action(action)

        self._work = _splitter(QtCore.Qt.Orientation.Vertical, 2)
        self._columns = _splitter(QtCore.Qt.Orientation.Horizontal, 3)
        self._columns.replaceWidget(0, self.pictures_pane)
        self._columns.replaceWidget(2, self._work)
        self._set_stretch()
        self._messages = QVBoxLayout()
        self._messages.setContentsMargins(0, 0, 0, 0)
        centre = QWidget()
        rows = QVBoxLayout(centre)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(self._messages)
        rows.addWidget(self._columns, 1)
        self.setCentralWidget(centre)

        self._status = named(QLabel(), "StatusText")
        self._status.setContentsMargins(SPACE_S_PX, 0, SPACE_S_PX, 0)
        self._credits = named(QLabel(), "CreditsUsed")
        self._credits.setContentsMargins(SPACE_S_PX, 0, SPACE_S_PX, 0)
        self.statusBar().addWidget(self._status, 1)
        self.statusBar().addPermanentWidget(self._credits)
        self.statusBar().setSizeGripEnabled(False)
        self._furnished = True

    def add_message_bar(self, bar: QWidget) -> None:
        """Above the panes; it shows and hides itself."""
        self._messages.addWidget(bar)

    def add_panes(self, picture: QWidget, upper: QWidget, lower: QWidget) -> None:
        """Put the panes that come after the first paint where their places are kept free."""
        self._columns.replaceWidget(1, picture)
        self._work.replaceWidget(0, upper)
        self._work.replaceWidget(1, lower)
        self._set_stretch()
        self.actions_.set_shortcuts()

    def _set_stretch(self) -> None:
        """Who grows with the window. Qt keeps it with the widgets, not with their places."""
        for column, stretch in enumerate((0, 3, 2)):
            self._columns.setStretchFactor(column, stretch)
        for row, stretch in enumerate((2, 3)):
            self._work.setStretchFactor(row, stretch)

    def give_up(self) -> None:
        """Nothing can be done but read the message and leave."""
        self._columns.setEnabled(False)
        for action in self.actions():
            action.setEnabled(False)
        self.actions_.quit.setEnabled(True)
        self.actions_.quit.triggered.connect(self.close)

    def show_status(self, text: str) -> None:
        self._status.setText(text)

    def show_credits(self, text: str) -> None:
        self._credits.setText(text)

    # The places of things are kept in a file of Qt's own format, by the application.

    def layout_state(self) -> dict[str, QByteArray]:
        state = {"geometry": self.saveGeometry()}
        if self._furnished:
            state |= {"columns": self._columns.saveState(), "work": self._work.saveState()}
        return state

    def restore_geometry(self, state: dict[str, QByteArray]) -> None:
        """Before it is shown: size and place (Qt keeps it on a screen that is there)."""
        self.restoreGeometry(state.get("geometry", QByteArray()))

    def restore_layout(self, state: dict[str, QByteArray]) -> None:
        """Put in menus, list and columns; size and place as well while it is not shown yet."""
        self._furnish()
        width, height = USUAL.width(), USUAL.height()
        self._columns.setSizes([round(width * share) for share in (0.22, 0.44, 0.34)])
        self._work.setSizes([round(height * share) for share in (0.4, 0.6)])
        if not self.isVisible():
            self.restore_geometry(state)
        for splitter, name in ((self._columns, "columns"), (self._work, "work")):
            splitter.restoreState(state.get(name, QByteArray()))
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        handle = self.windowHandle()
        if not self._painted and handle is not None and handle.isExposed():
            self._painted = True
            # Not from within the painting: nothing would reach the screen before all that loads.
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


def _splitter(orientation: "QtCore.Qt.Orientation", places: int) -> QSplitter:
    """A splitter whose places are kept free, so that nothing jumps when the panes come."""
    splitter = QSplitter(orientation)
    for _ in range(places):
        splitter.addWidget(QWidget())
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    return splitter
