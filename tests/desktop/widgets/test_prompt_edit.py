"""The prompt takes texts for itself and hands pictures on."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from inklift.desktop.widgets.dropping import OfferedImage, OfferedPath
from inklift.desktop.widgets.prompt_edit import PromptEdit


@pytest.fixture
def prompt(qtbot: QtBot) -> PromptEdit:
    edit = PromptEdit()
    qtbot.addWidget(edit)
    return edit


def test_a_pasted_image_is_offered_and_not_written(prompt: PromptEdit, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setImage(QImage(8, 8, QImage.Format.Format_RGB32))

    with qtbot.waitSignal(prompt.offered) as offered:
        prompt.paste()

    assert isinstance(offered.args[0][0], OfferedImage)
    assert prompt.toPlainText() == ""


def test_a_file_is_offered_and_its_path_not_written(
    prompt: PromptEdit, qtbot: QtBot, tmp_path: Path
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "receipt.jpg"))])

    with qtbot.waitSignal(prompt.offered) as offered:
        prompt.insertFromMimeData(mime)

    assert offered.args[0] == (OfferedPath(tmp_path / "receipt.jpg"),)
    assert prompt.toPlainText() == ""


@pytest.mark.parametrize("text", ["the total", "https://a.test/receipt.jpg", "file:///a.jpg"])
def test_a_pasted_text_is_written(prompt: PromptEdit, text: str) -> None:
    QGuiApplication.clipboard().setText(text)

    prompt.paste()

    assert prompt.toPlainText() == text
