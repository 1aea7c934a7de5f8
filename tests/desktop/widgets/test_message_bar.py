"""The bar with messages: which one is shown, what it offers, and that it stays out of the way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inklift.desktop.appearance import Appearance
from inklift.desktop.widgets.message_bar import (
    Message,
    MessageAction,
    MessageBar,
    MessageChoice,
    MessageKind,
)

_ERROR = Message(
    MessageKind.ERROR,
    "The key was refused",
    "Nothing was sent.",
    "HTTP 401",
    (
        MessageAction("preferences", "Open preferences", primary=True),
        MessageAction("again", "Again"),
    ),
    key="key",
)
_INFO = Message(MessageKind.INFO, "12 pictures were added")
_WARNING = Message(MessageKind.WARNING, "2 pictures were left out", "They cannot be opened.")


class _Window(QWidget):
    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.bar = MessageBar(appearance, self)
        self.line = QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.bar)
        layout.addWidget(self.line)
        layout.addStretch()
        self.resize(600, 500)


@pytest.fixture
def window(qtbot: QtBot, appearance: Appearance) -> _Window:
    window = _Window(appearance)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    window.line.setFocus()
    qtbot.waitUntil(window.line.hasFocus)
    return window


def _text(window: _Window, name: str) -> str:
    label = window.bar.findChild(QLabel, name)
    assert label is not None
    return label.text() if label.isVisible() else ""


def _plain(window: _Window, name: str) -> QPlainTextEdit:
    widget = window.bar.findChild(QPlainTextEdit, name)
    assert widget is not None
    return widget


def _has_visible(window: _Window, name: str) -> bool:
    return any(button.isVisible() for button in window.bar.findChildren(QPushButton, name))


def _click(window: _Window, name: str) -> None:
    button = window.bar.findChild(QPushButton, name) or window.bar.findChild(QToolButton, name)
    assert isinstance(button, QPushButton | QToolButton)
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_bar_is_there_only_while_it_has_something_to_say(window: _Window) -> None:
    before = window.bar.isVisible()

    window.bar.show_message(_INFO)
    shown = window.bar.isVisible()
    _click(window, "MessageClose")

    assert (before, shown, window.bar.isVisible()) == (False, True, False)


def test_an_error_stays_in_front_of_newer_messages_of_other_kinds(window: _Window) -> None:
    window.bar.show_message(_INFO)
    window.bar.show_message(_ERROR)
    window.bar.show_message(_WARNING)

    assert window.bar.messages == (_ERROR, _WARNING, _INFO)
    assert _text(window, "MessageTitle") == "The key was refused"
    assert _text(window, "MessageCount") == "1 of 3"


def test_the_newest_error_wins(window: _Window) -> None:
    other = Message(MessageKind.ERROR, "The disk is full")
    window.bar.show_message(_ERROR)

    window.bar.show_message(other)

    assert window.bar.shown_message == other


def test_next_goes_round_all_messages(window: _Window) -> None:
    window.bar.show_message(_ERROR)
    window.bar.show_message(_INFO)
    titles = []

    for _ in range(3):
        titles.append(_text(window, "MessageTitle"))
        _click(window, "MessageNext")

    assert titles == [_ERROR.title, _INFO.title, _ERROR.title]


def test_a_message_with_the_same_key_takes_the_place_of_the_first(window: _Window) -> None:
    newer = Message(MessageKind.ERROR, "The key was refused again", key="key")
    window.bar.show_message(_ERROR)

    window.bar.show_message(newer)

    assert window.bar.messages == (newer,)
    assert _text(window, "MessageCount") == ""


def test_a_message_can_be_taken_back_when_it_is_true_no_longer(window: _Window) -> None:
    window.bar.show_message(_ERROR)
    window.bar.show_message(_INFO)

    window.bar.take_back("key")

    assert window.bar.messages == (_INFO,)
    assert _text(window, "MessageTitle") == _INFO.title


def test_an_action_is_asked_for_with_its_message(qtbot: QtBot, window: _Window) -> None:
    window.bar.show_message(_ERROR)

    with qtbot.waitSignal(window.bar.action_requested) as asked:
        _click(window, "MessageAction-again")

    assert asked.args == [MessageChoice(_ERROR, "again")]
    assert window.bar.shown_message == _ERROR


def test_closing_tells_which_message_was_closed(qtbot: QtBot, window: _Window) -> None:
    window.bar.show_message(_ERROR)
    window.bar.show_message(_INFO)

    with qtbot.waitSignal(window.bar.dismissed) as dismissed:
        _click(window, "MessageClose")

    assert dismissed.args == [_ERROR]
    assert _text(window, "MessageTitle") == _INFO.title


def test_details_open_on_demand_and_can_be_copied(window: _Window) -> None:
    window.bar.show_message(_ERROR)
    details = _plain(window, "MessageDetails")
    before = details.isVisible()

    _click(window, "MessageDetailsButton")

    assert not before
    assert details.isVisible()
    assert details.toPlainText() == "HTTP 401"
    assert details.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_the_focus_stays_where_the_user_types(window: _Window) -> None:
    window.bar.show_message(_ERROR)
    QTest.keyClicks(window.line, "abc")

    assert window.line.hasFocus()
    assert window.line.text() == "abc"


def test_the_tab_key_goes_through_the_bar_as_it_is_read(qtbot: QtBot, window: _Window) -> None:
    window.bar.show_message(_ERROR)
    window.bar.show_message(_INFO)
    qtbot.waitUntil(lambda: _has_visible(window, "MessageAction-again"))
    names = []

    QTest.keyClick(window.line, Qt.Key.Key_Tab)
    for _ in range(5):
        focused = window.focusWidget()
        names.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)

    assert names == [
        "MessageAction-preferences",
        "MessageAction-again",
        "MessageDetailsButton",
        "MessageNext",
        "MessageClose",
    ]


def test_escape_closes_the_message_that_has_the_focus(window: _Window) -> None:
    window.bar.show_message(_ERROR)
    button = window.bar.findChild(QPushButton, "MessageAction-again")
    assert button is not None
    button.setFocus()

    QTest.keyClick(button, Qt.Key.Key_Escape)

    assert not window.bar.isVisible()


def test_hostile_texts_are_shown_as_they_are(window: _Window) -> None:
    window.bar.show_message(
        Message(MessageKind.INFO, "<b>x</b>\u202ey", '<img src="http://a.test">')
    )

    assert _text(window, "MessageTitle") == "<b>x</b>⟨RLO⟩y"
    title = window.bar.findChild(QLabel, "MessageTitle")
    assert title is not None
    assert title.textFormat() == Qt.TextFormat.PlainText
    assert _plain(window, "MessageExplanation").toPlainText() == '<img src="http://a.test">'


def test_a_text_is_as_high_as_its_lines_and_scrolls_beyond_six(window: _Window) -> None:
    window.bar.show_message(Message(MessageKind.INFO, "Short", "One line."))
    explanation = _plain(window, "MessageExplanation")
    line_px = explanation.fontMetrics().lineSpacing()
    one_line_px = explanation.height()

    window.bar.show_message(Message(MessageKind.ERROR, "Long", "Many words. " * 200))

    assert line_px <= one_line_px < 2 * line_px
    assert 6 * line_px <= explanation.height() < 7 * line_px
    assert explanation.verticalScrollBar().maximum() > 0
    assert explanation.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_a_text_that_fits_does_not_scroll_when_the_window_changes_its_width(
    qtbot: QtBot, window: _Window
) -> None:
    window.bar.show_message(Message(MessageKind.INFO, "Title", "Some words. " * 20))
    explanation = _plain(window, "MessageExplanation")
    wide_px = explanation.height()

    window.resize(420, 500)
    qtbot.waitUntil(lambda: explanation.height() > wide_px)
    qtbot.waitUntil(lambda: explanation.verticalScrollBar().maximum() == 0)
    window.resize(600, 500)

    qtbot.waitUntil(lambda: explanation.height() == wide_px)


def test_assistive_technology_finds_the_words_of_the_message(window: _Window) -> None:
    window.bar.show_message(_ERROR)

    buttons = [*window.bar.findChildren(QPushButton), *window.bar.findChildren(QToolButton)]
    assert window.bar.accessibleName() == _ERROR.title
    assert window.bar.accessibleDescription() == _ERROR.explanation
    assert all(button.objectName() for button in buttons)
    assert all(button.accessibleName() or button.text() for button in buttons)


def test_it_follows_the_colours_of_the_other_scheme(
    window: _Window, appearance: Appearance
) -> None:
    window.bar.show_message(_ERROR)
    light = window.bar.grab().toImage().pixelColor(100, 4).name()

    appearance.apply("dark")

    assert light == "#fdeae8"
    assert window.bar.grab().toImage().pixelColor(100, 4).name() == "#401f1d"
