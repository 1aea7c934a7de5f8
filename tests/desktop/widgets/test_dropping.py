"""What was dropped: files, addresses and pixels, as file managers and browsers offer them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QImage,
)
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from inklift.desktop.appearance import Appearance
from inklift.desktop.widgets.drop_area import DropArea
from inklift.desktop.widgets.drop_filter import DropFilter
from inklift.desktop.widgets.dropping import (
    OfferedAddress,
    OfferedImage,
    OfferedPath,
    accepts,
    offers_from,
)

_PICTURE_HTML = (
    '<a href="https://shop.test/page"><img alt="x" src="https://cdn.test/a%20b.jpg"></a>'
)


def _image() -> QImage:
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    return image


def _mime(
    *, urls: list[str] | None = None, html: str = "", text: str = "", image: QImage | None = None
) -> QMimeData:
    mime = QMimeData()
    if urls:
        mime.setUrls([QUrl(url) for url in urls])
    if html:
        mime.setHtml(html)
    if text:
        mime.setText(text)
    if image is not None:
        mime.setImageData(image)
    return mime


def test_files_and_folders_are_paths(tmp_path: Path) -> None:
    names = ["Käse & Brot #1.jpg", "folder", "Käse & Brot #1.jpg"]
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])

    offers = offers_from(mime)

    assert offers == [OfferedPath(tmp_path / names[0]), OfferedPath(tmp_path / "folder")]


def test_a_file_goes_before_its_own_pixels(tmp_path: Path) -> None:
    mime = _mime(urls=[(tmp_path / "a.png").as_uri()], image=_image())

    assert offers_from(mime) == [OfferedPath(tmp_path / "a.png")]


def test_a_picture_within_a_link_is_the_picture_and_not_the_page() -> None:
    mime = _mime(urls=["https://shop.test/page"], html=_PICTURE_HTML, text="https://shop.test/page")

    assert offers_from(mime) == [OfferedAddress("https://cdn.test/a%20b.jpg")]


def test_an_address_brings_the_pixels_along_that_the_browser_showed() -> None:
    mime = _mime(html=_PICTURE_HTML, image=_image())

    (offer,) = offers_from(mime)

    assert isinstance(offer, OfferedAddress)
    assert offer.image == _image()


def test_addresses_are_taken_without_html() -> None:
    mime = _mime(urls=["https://a.test/1.png", "http://b.test/2.png", "https://a.test/1.png"])

    offers = offers_from(mime)

    assert offers == [OfferedAddress("https://a.test/1.png"), OfferedAddress("http://b.test/2.png")]


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ('<img src="//cdn.test/x.png">', "https://cdn.test/x.png"),
        ("<IMG SRC='https://cdn.test/x.png?a=1&amp;b=2'>", "https://cdn.test/x.png?a=1&b=2"),
    ],
)
def test_html_is_read_as_browsers_write_it(html: str, address: str) -> None:
    assert offers_from(_mime(html=html)) == [OfferedAddress(address)]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://a.test/1.png"><p>text<img src="https://tracker.test/pixel.gif">',
        '<img src="data:image/png;base64,AAAA">',
        '<img src="/relative.png">',
        '<img src="file:///etc/passwd">',
        '<img src="javascript:alert(1)">',
        "<p>only text</p>",
        "<img",
    ],
)
def test_html_without_exactly_one_picture_on_the_web_gives_nothing(html: str) -> None:
    mime = _mime(html=html)

    assert not accepts(mime)
    assert offers_from(mime) == []


def test_pixels_are_taken_when_there_is_nothing_better() -> None:
    mime = _mime(html='<img src="data:image/png;base64,AAAA">', image=_image())

    assert offers_from(mime) == [OfferedImage(_image())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" https://a.test/1.png \n", [OfferedAddress("https://a.test/1.png")]),
        (
            "https://a.test/1.png\r\nhttps://a.test/2.png",
            [OfferedAddress("https://a.test/1.png"), OfferedAddress("https://a.test/2.png")],
        ),
        ("file:///tmp/a.png", [OfferedPath(Path("/tmp/a.png"))]),
        ("see https://a.test/1.png", []),
        ("https://a.test/1.png\nand more", []),
        ("ftp://a.test/1.png", []),
        ("mailto:a@b.test", []),
        ("just words", []),
        ("", []),
    ],
)
def test_a_text_counts_when_it_is_nothing_but_addresses(
    text: str, expected: list[OfferedAddress | OfferedPath]
) -> None:
    mime = _mime(text=text)

    assert offers_from(mime) == expected
    assert accepts(mime) == bool(expected)


def _drag(target: QWidget, mime: QMimeData) -> tuple[QDragEnterEvent, QDropEvent]:
    """Enter, move, drop, as Qt delivers them; the mime data must be kept by the caller."""
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    # With Shift the other side would rather move.
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    enter = QDragEnterEvent(QPoint(5, 5), actions, mime, button, keys)
    QApplication.sendEvent(target, enter)
    QApplication.sendEvent(target, QDragMoveEvent(QPoint(6, 6), actions, mime, button, keys))
    drop = QDropEvent(QPointF(6, 6), actions, mime, button, keys)
    QApplication.sendEvent(target, drop)
    return enter, drop


def _list_that_is_reordered() -> QListWidget:
    rows = QListWidget()
    rows.setDragDropMode(QListWidget.DragDropMode.InternalMove)
    return rows


@pytest.mark.parametrize("make_target", [QWidget, _list_that_is_reordered])
def test_any_widget_can_take_drops_and_never_moves_the_file(
    qtbot: QtBot, tmp_path: Path, make_target: Callable[[], QWidget]
) -> None:
    target = make_target()
    qtbot.addWidget(target)
    drops = DropFilter(target)
    mime = _mime(urls=[(tmp_path / "a.png").as_uri()])
    hovering: list[bool] = []
    drops.hovering.connect(hovering.append)

    with qtbot.waitSignal(drops.offered) as offered:
        receiver = target.viewport() if isinstance(target, QListWidget) else target
        enter, drop = _drag(receiver, mime)

    assert offered.args == [(OfferedPath(tmp_path / "a.png"),)]
    assert enter.isAccepted()
    assert drop.dropAction() == Qt.DropAction.CopyAction
    assert hovering == [True, False]


def test_what_we_cannot_use_is_not_welcome(qtbot: QtBot) -> None:
    target = QWidget()
    qtbot.addWidget(target)
    drops = DropFilter(target)
    mime = _mime(text="some words")

    with qtbot.assertNotEmitted(drops.offered):
        enter, _ = _drag(target, mime)

    assert not enter.isAccepted()


def test_the_drop_area_shows_that_it_would_take_what_is_held_over_it(
    qtbot: QtBot, appearance: Appearance
) -> None:
    area = DropArea(appearance, "add-pictures")
    qtbot.addWidget(area)
    area.resize(300, 300)
    idle = area.grab().toImage()
    mime = _mime(urls=["https://a.test/1.png"])
    enter = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    QApplication.sendEvent(area, enter)
    hovered, hovered_look = area.is_hovered, area.grab().toImage()
    QApplication.sendEvent(area, QDragLeaveEvent())

    assert hovered
    assert hovered_look != idle
    assert not area.is_hovered
    assert area.grab().toImage() == idle


def test_the_drop_area_says_what_to_do_and_offers_buttons(
    qtbot: QtBot, appearance: Appearance
) -> None:
    area = DropArea(appearance, "add-pictures")
    qtbot.addWidget(area)
    button = QPushButton("Add pictures")

    area.set_texts("Drop pictures here", "Receipts <b>and</b> scans")
    area.add_button(button)
    area.show()

    assert area.accessibleName() == "Drop pictures here"
    assert area.accessibleDescription() == "Receipts <b>and</b> scans"
    assert button.isVisible()


def test_a_dropped_address_reaches_the_owner_of_the_drop_area(
    qtbot: QtBot, appearance: Appearance
) -> None:
    area = DropArea(appearance, "add-pictures")
    qtbot.addWidget(area)
    mime = _mime(urls=["https://a.test/1.png"])

    with qtbot.waitSignal(area.offered) as offered:
        _drag(area, mime)

    assert offered.args == [(OfferedAddress("https://a.test/1.png"),)]
