"""Every control has a name for programs and one for people who do not see it."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QScrollBar,
    QSplitterHandle,
    QTabBar,
    QTextEdit,
    QWidget,
)

from desktop.window_bench import WindowBench
from inklift.core.errors import PictureTooLarge
from inklift.desktop.error_messages import error_text
from inklift.desktop.widgets.message_bar import Message, MessageAction, MessageKind

_INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
# Parts that Qt makes of another control, which has the names.
_PARTS = (QMenu, QMenuBar, QScrollBar, QSplitterHandle)


def _is_part_of_another(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QAbstractSpinBox | QAbstractItemView | QLineEdit):
            return True
        parent = parent.parentWidget()
    return False


def _controls(window: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, _INTERACTIVE)
        and not isinstance(widget, _PARTS)
        and not widget.objectName().startswith("qt_")
        and not _is_part_of_another(widget)
    ]


def _spoken_name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return widget.accessibleName() or interface.text(QAccessible.Text.Name)


def _unnamed(window: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} {widget.objectName()!r} {_spoken_name(widget)!r}"
        for widget in _controls(window)
        if not widget.objectName() or not _spoken_name(widget)
    ]


def _names(window: QWidget) -> list[str]:
    return [widget.objectName() for widget in _controls(window)]


@pytest.fixture
def full(bench: WindowBench, qapp: QApplication) -> WindowBench:
    """The window with all of its parts in use."""
    bench.add("1.png", "2.png")
    bench.run("one", "two")
    words = error_text(PictureTooLarge(size_bytes=30_000_000, limit_bytes=15_000_000))
    action = MessageAction("shrink", "Shrink to fit")
    for key in ("first", "second"):
        bench.messages.show_message(
            Message(MessageKind.ERROR, words.title, words.explanation, "x", (action,), key=key)
        )
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the first message's buttons
    return bench


def test_every_control_of_the_window_has_names(full: WindowBench) -> None:
    assert _unnamed(full.window) == []
    assert len(_names(full.window)) >= 30


def test_no_two_controls_of_the_window_share_a_name(full: WindowBench) -> None:
    names = _names(full.window)

    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("action", ["Preferences", "About", "AddAddress"])
def test_every_control_of_a_dialog_has_names(bench: WindowBench, action: str) -> None:
    before = set(bench.window.findChildren(QDialog))
    bench.window.findChild(object, action).trigger()  # type: ignore[call-overload]
    [dialog] = set(bench.window.findChildren(QDialog)) - before

    assert _unnamed(dialog) == []
    assert dialog.windowTitle()
    dialog.reject()


@pytest.mark.parametrize(
    ("role", "name", "object_name"),
    [
        (QAccessible.Role.List, "Pictures", "Pictures"),
        (QAccessible.Role.Button, "Add pictures", "AddPicturesButton"),
        (QAccessible.Role.Button, "Extract", "Extract"),
        (QAccessible.Role.Button, "Stop", "Stop"),
        (QAccessible.Role.EditableText, "Prompt", "Prompt"),
        (QAccessible.Role.CheckBox, "JSON", "JSON"),
        (QAccessible.Role.ComboBox, "Engine", "Engine"),
        (QAccessible.Role.ComboBox, "Template", "Template"),
        (QAccessible.Role.EditableText, "Answer", "Answer"),
    ],
)
def test_the_main_controls_are_found_by_the_names_that_were_promised(
    full: WindowBench, role: QAccessible.Role, name: str, object_name: str
) -> None:
    [widget] = [one for one in _controls(full.window) if one.objectName() == object_name]
    interface = QAccessible.queryAccessibleInterface(widget)
    same_name = [
        one
        for one in _controls(full.window)
        if one.accessibleName() == name and QAccessible.queryAccessibleInterface(one).role() == role
    ]

    assert widget.accessibleName() == name
    assert interface.role() == role
    assert same_name == [widget]


def test_the_window_is_called_inklift(bench: WindowBench) -> None:
    assert bench.window.windowTitle() == "Inklift"


def test_every_command_of_the_menus_can_be_reached_by_its_letter(bench: WindowBench) -> None:
    for menu in bench.window.menuBar().actions():
        letters = [
            action.text().partition("&")[2][:1].lower()
            for action in menu.menu().actions()  # type: ignore[attr-defined]
            if not action.isSeparator()
        ]

        assert all(letters), menu.text()
        assert len(letters) == len(set(letters)), (menu.text(), letters)


def test_no_two_commands_share_a_shortcut(bench: WindowBench) -> None:
    shortcuts = [
        shortcut.toString() for action in bench.window.actions() for shortcut in action.shortcuts()
    ]

    assert len(shortcuts) > 15
    assert sorted(shortcuts) == sorted(set(shortcuts))


def test_the_tab_key_goes_through_the_window_from_left_to_right(full: WindowBench) -> None:
    full.window.pictures_pane.list.setFocus()
    passed: list[str] = []
    widget = full.window.pictures_pane.list.nextInFocusChain()
    while widget is not full.window.pictures_pane.list:
        passed.append(widget.objectName())
        widget = widget.nextInFocusChain()

    order = [passed.index(name) for name in ("Picture", "Template", "Prompt", "Extract", "Answer")]
    assert order == sorted(order)
