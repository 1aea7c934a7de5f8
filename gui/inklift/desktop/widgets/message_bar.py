"""The bar in the window that says what happened and offers what to do next."""

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from inklift.desktop.appearance import ICON_PX, SPACE_M_PX, SPACE_S_PX, SPACE_XS_PX, Appearance
from inklift.desktop.colours import Role
from inklift.desktop.widgets.fitted_text import FittedText
from inklift.desktop.widgets.icon_label import IconLabel
from inklift.desktop.widgets.visible_text import visible

_MOST_EXPLANATION_LINES = 6
_MOST_DETAIL_LINES = 8
_MOST_MESSAGES = 20  # the oldest of the rest is forgotten


class MessageKind(StrEnum):
    """How grave it is; also the name of the colours."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


_GROUNDS: dict[MessageKind, Role] = {
    MessageKind.INFO: "info-soft",
    MessageKind.SUCCESS: "success-soft",
    MessageKind.WARNING: "warning-soft",
    MessageKind.ERROR: "error-soft",
}


@dataclass(frozen=True, slots=True)
class MessageAction:
    """A button of a message. `id` is for the program, `label` for the user."""

    id: str
    label: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to say: plain texts in the user's language.

    A message with the `key` of one that is there already takes its place.
    """

    kind: MessageKind
    title: str
    explanation: str = ""
    details: str = ""
    actions: tuple[MessageAction, ...] = ()
    key: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class MessageChoice:
    """The user pressed a button of a message."""

    message: Message
    action_id: str


class MessageBar(QFrame):
    """Shows one message at a time, the newest error first, and counts the others. GUI thread.

    It is hidden while there is nothing to say, tells assistive technology what it shows, and never
    takes the focus.
    """

    action_requested = Signal(object)  # MessageChoice; the message stays until it is taken back
    dismissed = Signal(object)  # Message, closed by the user

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._messages: list[Message] = []
        self._index = 0
        self._action_buttons: list[QPushButton] = []
        self.setObjectName("MessageBar")
        self._build()
        appearance.changed.connect(self._take_colours)
        self.hide()

    @property
    def messages(self) -> tuple[Message, ...]:
        """All that is to be said, in the order in which it is shown."""
        return tuple(self._messages)

    @property
    def shown_message(self) -> Message | None:
        return self._messages[self._index] if self._messages else None

    def show_message(self, message: Message) -> None:
        """Say this. It goes before all others, but no other kind goes before an error."""
        shown = self.shown_message
        if message.key:
            self._messages = [known for known in self._messages if known.key != message.key]
        errors = sum(known.kind == MessageKind.ERROR for known in self._messages)
        self._messages.insert(0 if message.kind == MessageKind.ERROR else errors, message)
        del self._messages[_MOST_MESSAGES:]
        self._index = 0
        self._show_current(announce=self.shown_message != shown)

    def take_back(self, key: str) -> None:
        """Stop saying what was said under this key, if it still is."""
        shown = self.shown_message
        self._messages = [known for known in self._messages if known.key != key]
        self._index = self._messages.index(shown) if shown in self._messages else 0
        self._show_current(announce=False)

    def clear(self) -> None:
        self._messages = []
        self._index = 0
        self._show_current(announce=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_close_clicked()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._icon = IconLabel(self._appearance)
        self._title = QLabel()
        self._title.setObjectName("MessageTitle")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._explanation = FittedText(_MOST_EXPLANATION_LINES)
        self._explanation.setObjectName("MessageExplanation")
        self._explanation.setAccessibleName(self.tr("Explanation"))
        self._details = FittedText(_MOST_DETAIL_LINES)
        self._details.setObjectName("MessageDetails")
        self._details.setAccessibleName(self.tr("Details"))
        self._details.setFont(self._appearance.fixed_font())
        self._details_button = QPushButton(self.tr("Details"))
        self._details_button.setObjectName("MessageDetailsButton")
        self._details_button.setProperty("link", True)
        self._details_button.setCheckable(True)
        self._details_button.toggled.connect(self._details.setVisible)
        self._count = QLabel()
        self._count.setObjectName("MessageCount")
        self._next = self._tool_button("MessageNext", "next", self.tr("Next message"))
        self._next.clicked.connect(self._on_next_clicked)
        self._close = self._tool_button("MessageClose", "close", self.tr("Close this message"))
        self._close.clicked.connect(self._on_close_clicked)
        self._buttons = QWidget()
        self._buttons.setObjectName("MessageButtons")
        self._button_row = QHBoxLayout(self._buttons)
        self._button_row.setContentsMargins(0, SPACE_XS_PX, 0, SPACE_XS_PX)
        self._button_row.setSpacing(SPACE_S_PX)
        self._button_row.addWidget(self._details_button)
        self._button_row.addStretch()

        layout = QGridLayout(self)
        layout.setContentsMargins(SPACE_M_PX, SPACE_XS_PX, SPACE_XS_PX, SPACE_S_PX)
        layout.setHorizontalSpacing(SPACE_S_PX)
        layout.setVerticalSpacing(SPACE_XS_PX)
        layout.setColumnStretch(1, 1)
        for column, widget in enumerate(
            (self._icon, self._title, self._count, self._next, self._close)
        ):
            layout.addWidget(widget, 0, column)
        layout.addWidget(self._explanation, 1, 1, 1, 3)
        layout.addWidget(self._buttons, 2, 1, 1, 3)
        layout.addWidget(self._details, 3, 1, 1, 3)

    def _tool_button(self, name: str, icon: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setIcon(self._appearance.icon(icon))
        button.setIconSize(QSize(ICON_PX, ICON_PX))
        button.setToolTip(text)
        button.setAccessibleName(text)
        return button

    def _show_current(self, *, announce: bool) -> None:
        message = self.shown_message
        if message is None:
            self.hide()
            return
        # Shown only when this bar's parent is: a bar without one would become a window.
        self._title.setText(visible(message.title).shown)
        self._explanation.show_text(message.explanation)
        self._explanation.setVisible(bool(message.explanation))
        self._details.show_text(message.details)
        self._details_button.setChecked(False)
        self._details.hide()
        self._details_button.setVisible(bool(message.details))
        self._replace_action_buttons(message)
        self._buttons.setVisible(bool(message.details or message.actions))
        several = len(self._messages) > 1
        #: Which of several messages is shown, such as "1 of 3"
        count = self.tr("{number} of {total}")
        self._count.setText(count.format(number=self._index + 1, total=len(self._messages)))
        self._count.setVisible(several)
        self._next.setVisible(several)
        self._take_colours()
        self.setAccessibleName(message.title)
        self.setAccessibleDescription(message.explanation)
        self.show()
        if announce:
            self._announce(message)

    def _replace_action_buttons(self, message: Message) -> None:
        for button in self._action_buttons:
            button.hide()
            button.deleteLater()
        self._action_buttons = []
        for position, action in enumerate(message.actions):
            button = QPushButton(action.label)
            button.setObjectName(f"MessageAction-{action.id}")
            button.setAccessibleName(action.label)
            button.setProperty("primary", action.primary)
            button.setProperty("actionId", action.id)
            button.clicked.connect(self._on_action_clicked)
            self._button_row.insertWidget(position, button)
            self._action_buttons.append(button)
        in_order = [*self._action_buttons, self._details_button, self._details]
        for before, after in pairwise([self._explanation, *in_order, self._next, self._close]):
            QWidget.setTabOrder(before, after)

    def _announce(self, message: Message) -> None:
        text = " ".join(part for part in (message.title, message.explanation) if part)
        event = QAccessibleAnnouncementEvent(self, text)
        if message.kind == MessageKind.ERROR:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    @Slot()
    def _take_colours(self) -> None:
        message = self.shown_message
        if message is None:
            return
        kind = message.kind
        icons = {MessageKind.SUCCESS: "done"}
        self._icon.set_icon(icons.get(kind, kind.value), kind.value)
        edge = self._appearance.colour(kind.value).name()
        ground = self._appearance.colour(_GROUNDS[kind]).name()
        self.setStyleSheet(
            f"#MessageBar {{ background: {ground}; border: 1px solid {edge}; border-radius: 6px;"
            f" margin: {SPACE_S_PX}px {SPACE_S_PX}px 0 {SPACE_S_PX}px; }}"
            "#MessageExplanation { background: transparent; border: none; padding: 0; }"
        )

    @Slot()
    def _on_next_clicked(self) -> None:
        self._index = (self._index + 1) % len(self._messages)
        self._show_current(announce=True)

    @Slot()
    def _on_close_clicked(self) -> None:
        message = self.shown_message
        if message is not None:
            del self._messages[self._index]
            self._index = min(self._index, max(0, len(self._messages) - 1))
            self._show_current(announce=bool(self._messages))
            self.dismissed.emit(message)

    @Slot()
    def _on_action_clicked(self) -> None:
        message = self.shown_message
        if message is not None:
            action_id = str(self.sender().property("actionId"))
            self.action_requested.emit(MessageChoice(message, action_id))
