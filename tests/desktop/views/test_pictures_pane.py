"""The left column: the list of pictures, or what to do while there is none."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QPushButton
from pytestqt.qtbot import QtBot

from desktop.acting import click, drop, files, find, html, image, web_address
from fakes.window_services import source, sources
from inklift.core.pictures import PictureSource, PictureState
from inklift.desktop.appearance import Appearance
from inklift.desktop.item_models.picture_list import PictureListModel
from inklift.desktop.views.picture_texts import describe_row
from inklift.desktop.views.pictures_pane import PicturesPane
from inklift.desktop.widgets.drop_area import DropArea
from inklift.desktop.widgets.dropping import OfferedAddress, OfferedImage, OfferedPath

_IMAGE_IN_A_LINK = '<a href="https://a.test/page"><img src="https://a.test/1.jpg"></a>'


class _Thumbnails:
    """Counts the pictures that a view asks for; gives the one it has."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.pixmap: QPixmap | None = None

    def __call__(self, source: PictureSource) -> QPixmap | None:
        self.asked.append(source.id)
        return self.pixmap


@pytest.fixture
def thumbnails() -> _Thumbnails:
    return _Thumbnails()


@pytest.fixture
def model(qtbot: QtBot, thumbnails: _Thumbnails) -> PictureListModel:
    return PictureListModel(describe_row, thumbnails)


@pytest.fixture
def pane(
    qtbot: QtBot, appearance: Appearance, english: None, model: PictureListModel
) -> PicturesPane:
    pane = PicturesPane(appearance)
    qtbot.addWidget(pane)
    pane.set_model(model)
    pane.resize(280, 600)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def _list(pane: PicturesPane) -> QListView:
    return find(pane, QListView, "Pictures")


def _row_place(pane: PicturesPane, row: int) -> QRect:
    view = _list(pane)
    return view.visualRect(view.model().index(row, 0))


def test_an_empty_list_says_what_to_do(pane: PicturesPane) -> None:
    area = find(pane, DropArea, "DropArea")

    assert area.isVisible()
    assert find(pane, QLabel, "DropAreaHeadline").text() == "Drop pictures here"
    assert find(pane, QPushButton, "TrySample").text() == "Try with a sample receipt"
    assert not _list(pane).isVisible()
    assert not find(pane, QLabel, "PicturesFoot").isVisible()


def test_the_buttons_of_the_empty_list_ask_for_pictures(qtbot: QtBot, pane: PicturesPane) -> None:
    with qtbot.waitSignal(pane.add_requested):
        click(find(pane, QPushButton, "AddPicturesLarge"))
    with qtbot.waitSignal(pane.sample_requested):
        click(find(pane, QPushButton, "TrySample"))


def test_the_list_takes_the_place_of_the_drop_area_and_gives_it_back(
    pane: PicturesPane, model: PictureListModel
) -> None:
    model.append([source(1)])
    with_one = _list(pane).isVisible()
    model.remove([0])

    assert with_one
    assert find(pane, DropArea, "DropArea").isVisible()


@pytest.mark.parametrize(
    ("pictures", "size_bytes", "adding", "text"),
    [
        (1, 0, False, "1 picture · 0.0 MB of 100 MB"),
        (12, 34_100_000, False, "12 pictures · 34.1 MB of 100 MB"),
        (3, 1_000_000, True, "3 pictures · 1.0 MB of 100 MB · adding…"),
        (0, 0, True, "0 pictures · 0.0 MB of 100 MB · adding…"),
    ],
)
def test_the_foot_line_says_how_many_and_how_large(
    pane: PicturesPane, pictures: int, size_bytes: int, adding: bool, text: str
) -> None:
    pane.show_sizes(pictures, size_bytes, adding=adding)

    foot = find(pane, QLabel, "PicturesFoot")
    assert foot.isVisible()
    assert foot.text() == text


def test_the_foot_line_goes_with_the_last_picture(pane: PicturesPane) -> None:
    pane.show_sizes(1, 10, adding=False)
    pane.show_sizes(0, 0, adding=False)

    assert not find(pane, QLabel, "PicturesFoot").isVisible()


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize(
    ("mime", "offered"),
    [
        (
            files("/a/1.png", "/a/2.png"),
            [OfferedPath(Path("/a/1.png")), OfferedPath(Path("/a/2.png"))],
        ),
        (web_address("https://a.test/1.jpg"), [OfferedAddress("https://a.test/1.jpg")]),
        (html(_IMAGE_IN_A_LINK), [OfferedAddress("https://a.test/1.jpg")]),
    ],
    ids=["files", "address", "html"],
)
def test_drops_are_offered_by_the_empty_and_the_filled_list(
    pane: PicturesPane,
    model: PictureListModel,
    filled: bool,
    mime: QMimeData,
    offered: list[object],
) -> None:
    told: list[tuple[object, ...]] = []
    pane.offered.connect(told.append)
    if filled:
        model.append(sources(2))

    target = _list(pane).viewport() if filled else find(pane, DropArea, "DropArea")
    event = drop(target, mime)

    assert told == [tuple(offered)]
    assert event.isAccepted()
    assert event.dropAction() == Qt.DropAction.CopyAction


def test_a_dropped_image_is_offered_with_its_pixels(pane: PicturesPane) -> None:
    told: list[tuple[object, ...]] = []
    pane.offered.connect(told.append)

    drop(find(pane, DropArea, "DropArea"), image())

    [[offer]] = told
    assert isinstance(offer, OfferedImage)
    assert (offer.image.width(), offer.image.height()) == (4, 3)


def test_text_is_not_taken(pane: PicturesPane) -> None:
    told: list[object] = []
    pane.offered.connect(told.append)
    mime = QMimeData()
    mime.setText("milk, eggs, flour")

    drop(find(pane, DropArea, "DropArea"), mime)

    assert told == []


def test_a_click_chooses_a_picture(pane: PicturesPane, model: PictureListModel) -> None:
    told: list[str] = []
    pane.current_chosen.connect(told.append)
    model.append(sources(3))

    QTest.mouseClick(
        _list(pane).viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        _row_place(pane, 1).center(),
    )
    QTest.keyClick(_list(pane), Qt.Key.Key_Down)

    assert told[-2:] == ["id-2", "id-3"]
    assert pane.selected_rows == [2]


def test_showing_a_picture_selects_its_row_and_brings_it_into_sight(
    pane: PicturesPane, model: PictureListModel
) -> None:
    model.append(sources(50))

    pane.show_current(40)

    assert pane.selected_rows == [40]
    assert _list(pane).viewport().rect().contains(_row_place(pane, 40).center())


def test_several_rows_can_be_selected(pane: PicturesPane, model: PictureListModel) -> None:
    model.append(sources(5))

    pane.select_rows([4, 1])

    assert pane.selected_rows == [1, 4]


def test_three_thousand_pictures_ask_only_for_the_thumbnails_in_sight(
    qtbot: QtBot, pane: PicturesPane, model: PictureListModel, thumbnails: _Thumbnails
) -> None:
    model.append(sources(3000))
    qtbot.waitUntil(lambda: "id-1" in thumbnails.asked)
    _list(pane).scrollToBottom()
    qtbot.waitUntil(lambda: "id-3000" in thumbnails.asked)

    assert len(thumbnails.asked) < 100


def test_three_thousand_pictures_added_one_by_one_ask_for_few_thumbnails_too(
    qtbot: QtBot, pane: PicturesPane, model: PictureListModel, thumbnails: _Thumbnails
) -> None:
    for one in sources(3000):
        model.append([one])
    qtbot.waitUntil(lambda: "id-1" in thumbnails.asked)

    assert len(thumbnails.asked) < 100


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_state_looks_different(
    pane: PicturesPane, model: PictureListModel, appearance: Appearance, scheme: str
) -> None:
    appearance.apply(scheme)  # type: ignore[arg-type]
    model.append([source(1)])
    looks = {}
    for state in PictureState:
        model.set_state(["id-1"], state)
        grabbed = _list(pane).viewport().grab(_row_place(pane, 0)).toImage()
        looks[state] = bytes(grabbed.constBits())

    assert len(set(looks.values())) == len(PictureState)


def test_a_thumbnail_is_painted_in_its_proportions(
    pane: PicturesPane, model: PictureListModel, thumbnails: _Thumbnails
) -> None:
    thumbnails.pixmap = QPixmap(256, 128)
    thumbnails.pixmap.fill(QColor("#ff00ff"))
    model.append([source(1)])

    row = _list(pane).viewport().grab(_row_place(pane, 0)).toImage()

    pink = [
        QPoint(x, y)
        for x in range(row.width())
        for y in range(row.height())
        if row.pixelColor(x, y) == QColor("#ff00ff")
    ]
    width = max(point.x() for point in pink) - min(point.x() for point in pink) + 1
    height = max(point.y() for point in pink) - min(point.y() for point in pink) + 1
    assert width == pytest.approx(2 * height, abs=3)


def test_a_screen_reader_hears_name_and_state(model: PictureListModel) -> None:
    model.append([source(1)])
    model.set_state(["id-1"], PictureState.FAILED)

    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == "picture-1.png, Failed"
