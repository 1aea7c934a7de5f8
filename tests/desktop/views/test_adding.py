"""Adding pictures: dropping, pasting, addresses, the sample."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from desktop.acting import click, drop, files, find, image, web_address
from desktop.window_bench import WindowBench
from inklift.desktop.widgets.drop_area import DropArea
from inklift.desktop.widgets.picture_view import PictureView


@pytest.fixture(autouse=True)
def _clipboard_is_left_empty(qapp: QApplication) -> Iterator[None]:
    """Pixels from Python that are in it when the process ends would take the process with them."""
    yield

    qapp.clipboard().clear()


def _names(bench: WindowBench) -> list[str]:
    return [Path(one.name).name for one in bench.session.workspace.sources]


def _view(bench: WindowBench) -> PictureView:
    return find(bench.window, PictureView, "Picture")


def _list(bench: WindowBench) -> QListView:
    return find(bench.window, QListView, "Pictures")


def _action(bench: WindowBench, name: str) -> QAction:
    action = bench.window.findChild(QAction, name)
    assert isinstance(action, QAction)
    return action


def test_files_dropped_on_the_empty_list_are_listed_and_the_first_is_shown(
    bench: WindowBench,
) -> None:
    paths = bench.picture_files("1.png", "2.png")

    drop(find(bench.window, DropArea, "DropArea"), files(*paths))
    bench.wait(lambda: bench.text_of("PicturesFoot") == "2 pictures · 0.0 MB of 100 MB")
    bench.wait(lambda: _view(bench).has_picture)

    assert _names(bench) == ["1.png", "2.png"]
    assert _list(bench).isVisible()
    assert find(bench.window, QLabel, "PictureTitle").text() == "1.png"
    bench.wait(find(bench.window, QPushButton, "Extract").isEnabled)


def test_pictures_may_be_dropped_anywhere_in_the_window(bench: WindowBench) -> None:
    paths = bench.picture_files("1.png", "2.png", "3.png")

    drop(bench.window, files(paths[0]))
    drop(find(bench.window, QPlainTextEdit, "Prompt").viewport(), files(paths[1]))
    bench.wait(lambda: len(_names(bench)) == 2)
    drop(_list(bench).viewport(), files(paths[2]))
    bench.wait(lambda: len(_names(bench)) == 3)

    assert sorted(_names(bench)) == ["1.png", "2.png", "3.png"]
    assert find(bench.window, QPlainTextEdit, "Prompt").toPlainText() == ""


def test_a_dropped_image_becomes_a_picture_with_a_number(bench: WindowBench) -> None:
    drop(bench.window, image())
    bench.wait(lambda: len(_names(bench)) == 1)
    drop(bench.window, image(width_px=9))
    bench.wait(lambda: len(_names(bench)) == 2)

    assert _names(bench) == ["Pasted picture 1", "Pasted picture 2"]


def test_a_pasted_image_becomes_a_picture(bench: WindowBench) -> None:
    QGuiApplication.clipboard().setMimeData(image())

    _action(bench, "Paste").trigger()
    bench.wait(lambda: _names(bench) == ["Pasted picture 1"])

    [source] = bench.session.workspace.sources
    assert source.path is not None
    assert source.path.read_bytes().startswith(b"\x89PNG")


def test_pasting_words_says_that_there_is_no_picture(bench: WindowBench) -> None:
    QGuiApplication.clipboard().setText("milk and eggs")

    _action(bench, "Paste").trigger()

    assert bench.text_of("StatusText") == "There is no picture to paste."


def test_a_dropped_address_that_gives_nothing_is_told(bench: WindowBench) -> None:
    drop(bench.window, web_address("https://a.test/receipt.jpg"))
    bench.wait(bench.messages.isVisible)

    [message] = bench.messages.messages
    assert message.title.startswith("Nothing could be fetched from this address")
    assert "https://a.test/receipt.jpg" in message.details


def test_the_sample_is_one_click_away(bench: WindowBench) -> None:
    click(find(bench.window, QPushButton, "TrySample"))

    bench.wait(lambda: _names(bench) == ["till-receipt.png"])


def test_a_typed_address_is_sent_as_it_is_when_so_wished(bench: WindowBench) -> None:
    QGuiApplication.clipboard().clear()
    _action(bench, "AddAddress").trigger()
    dialog = find(bench.window, QDialog, "AddressDialog")
    find(dialog, QLineEdit, "Address").setText("https://a.test/1.png")
    click(find(dialog, QWidget, "SendAddress"))
    click(find(dialog, QPushButton, "AddAddress"))
    bench.wait(lambda: bool(_names(bench)))

    [source] = bench.session.workspace.sources
    assert (source.address, source.path) == ("https://a.test/1.png", None)
    assert _view(bench).has_picture is False
    assert bench.text_of("PictureTitle") == "1.png"


def test_what_is_added_later_is_shown_at_once(bench: WindowBench) -> None:
    bench.add("1.png", "2.png")

    bench.add("3.png", "4.png")
    bench.wait(lambda: _view(bench).has_picture)

    assert bench.text_of("PictureTitle") == "3.png"
    assert bench.window.pictures_pane.selected_rows == [2]


def test_what_is_pasted_is_shown_at_once(bench: WindowBench) -> None:
    bench.add("1.png")
    QGuiApplication.clipboard().setMimeData(image())

    _action(bench, "Paste").trigger()

    bench.wait(lambda: bench.text_of("PictureTitle") == "Pasted picture 1")


def test_the_focus_goes_from_the_empty_list_to_the_pictures(bench: WindowBench) -> None:
    bench.window.activateWindow()
    find(bench.window, QPushButton, "TrySample").setFocus()
    bench.wait(find(bench.window, QPushButton, "TrySample").hasFocus)

    bench.press(Qt.Key.Key_Space)
    bench.wait(lambda: bool(_names(bench)))

    assert _list(bench).hasFocus()


def test_the_first_pictures_do_not_take_the_focus_from_the_prompt(bench: WindowBench) -> None:
    bench.window.activateWindow()
    prompt = find(bench.window, QPlainTextEdit, "Prompt")
    prompt.setFocus()
    bench.wait(prompt.hasFocus)

    bench.add("1.png")

    assert prompt.hasFocus()
