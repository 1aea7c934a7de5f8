"""The large picture: zoom, fit, moving about, boxes, and renderings of more or less sharpness."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from inklift.desktop.appearance import Appearance
from inklift.desktop.widgets.picture_view import PictureBox, PictureView, Zoom

_NO_KEYS = Qt.KeyboardModifier.NoModifier


def _picture(width_px: int, height_px: int) -> QImage:
    """White, with the right lower quarter black."""
    image = QImage(width_px, height_px, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.fillRect(width_px // 2, height_px // 2, width_px, height_px, QColor("black"))
    painter.end()
    return image


@pytest.fixture
def view(qtbot: QtBot, appearance: Appearance) -> PictureView:
    view = PictureView(appearance)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def large(view: PictureView) -> PictureView:
    """The view with a picture of 1000 × 800, shown as it is."""
    view.set_image(_picture(1000, 800), QSize(1000, 800))
    return view


def _turn_wheel(
    view: PictureView,
    at: QPointF,
    notches: int,
    *,
    keys: Qt.KeyboardModifier = _NO_KEYS,
    phase: Qt.ScrollPhase = Qt.ScrollPhase.NoScrollPhase,
) -> None:
    pixels = QPoint(0, 30 * notches) if phase != Qt.ScrollPhase.NoScrollPhase else QPoint()
    event = QWheelEvent(
        at,
        QPointF(view.viewport().mapToGlobal(at.toPoint())),
        pixels,
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        keys,
        phase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def _seen(view: PictureView, x: int, y: int) -> str:
    return view.viewport().grab().toImage().pixelColor(x, y).name()


def test_a_picture_is_fitted_and_follows_the_size_of_the_view(large: PictureView) -> None:
    before = large.view_rect(QRectF(0, 0, 1000, 800))

    large.resize(800, 600)

    after = large.view_rect(QRectF(0, 0, 1000, 800))
    assert large.zoom.fitted
    assert QRectF(0, 0, 400, 300).contains(before)
    assert before.height() > 260
    assert after.height() > 560
    assert after.center().x() == pytest.approx(400)


def test_a_tiny_picture_is_not_blown_up(view: PictureView) -> None:
    view.set_image(_picture(16, 16), QSize(16, 16))

    assert view.zoom == Zoom(2.0, fitted=True)


def test_what_is_drawn_is_the_picture(large: PictureView) -> None:
    shown = large.view_rect(QRectF(0, 0, 1000, 800))

    corners = [_seen(large, round(shown.left() + 9), round(shown.top() + 9))]
    corners.append(_seen(large, round(shown.right() - 9), round(shown.bottom() - 9)))

    assert corners == ["#ffffff", "#000000"]


def test_the_wheel_zooms_where_the_pointer_is(large: PictureView) -> None:
    pointer = QPointF(120, 200)
    under_pointer = large.picture_point(pointer)
    before = large.zoom.factor

    for notches in (1, 2, -1):
        _turn_wheel(large, pointer, notches)

    assert large.zoom.factor > before * 1.4
    assert not large.zoom.fitted
    assert (large.picture_point(pointer) - under_pointer).manhattanLength() < 0.01


def test_two_fingers_move_the_picture_and_ctrl_makes_them_zoom(large: PictureView) -> None:
    large.show_actual_size()
    centre = large.picture_point(QPointF(200, 150))
    moving = Qt.ScrollPhase.ScrollUpdate

    _turn_wheel(large, QPointF(200, 150), -1, phase=moving)
    moved = large.picture_point(QPointF(200, 150)) - centre
    _turn_wheel(large, QPointF(200, 150), 1, phase=moving, keys=Qt.KeyboardModifier.ControlModifier)

    assert moved.y() == pytest.approx(30, abs=1)
    assert large.zoom.factor > 1.0


def test_zoom_ends_somewhere(large: PictureView) -> None:
    for _ in range(100):
        large.zoom_in()
    largest = large.zoom.factor
    for _ in range(200):
        large.zoom_out()

    assert largest == 16.0
    assert 0 < large.zoom.factor <= 0.05


def test_dragging_moves_the_picture_but_not_beyond_its_edge(large: PictureView) -> None:
    large.show_actual_size()
    viewport = large.viewport()
    before = large.picture_point(QPointF(0, 0))

    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, _NO_KEYS, QPoint(200, 150))
    QTest.mouseMove(viewport, QPoint(150, 130))
    after = large.picture_point(QPointF(0, 0))
    QTest.mouseMove(viewport, QPoint(5000, 4000))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, _NO_KEYS, QPoint(5000, 4000))

    assert (after - before).x() == pytest.approx(50, abs=1)
    assert (after - before).y() == pytest.approx(20, abs=1)
    assert large.picture_point(QPointF(0, 0)).manhattanLength() < 1.5


@pytest.mark.parametrize(
    ("key", "factor"),
    [(Qt.Key.Key_Plus, 1.25), (Qt.Key.Key_Equal, 1.25), (Qt.Key.Key_Minus, 0.8)],
)
def test_keys_zoom(large: PictureView, key: Qt.Key, factor: float) -> None:
    before = large.zoom.factor

    QTest.keyClick(large, key)

    assert large.zoom.factor == pytest.approx(before * factor)


def test_zero_shows_the_actual_size_and_f_fits_again(large: PictureView) -> None:
    fitted = large.zoom

    QTest.keyClick(large, Qt.Key.Key_0)
    actual = large.zoom
    QTest.keyClick(large, Qt.Key.Key_F)

    assert actual == Zoom(1.0, fitted=False)
    assert large.zoom == fitted


def test_arrows_and_scroll_bars_move_the_picture(large: PictureView) -> None:
    large.show_actual_size()
    start = large.picture_point(QPointF(0, 0))

    QTest.keyClick(large, Qt.Key.Key_Right)
    by_key = large.picture_point(QPointF(0, 0)) - start
    large.verticalScrollBar().setValue(0)

    assert by_key.x() == pytest.approx(60, abs=1)
    assert large.picture_point(QPointF(0, 0)).y() == pytest.approx(0, abs=0.6)
    assert large.horizontalScrollBar().maximum() > 500


class _Parent(QWidget):
    """Notes the keys that a child did not want."""

    def __init__(self, child: QWidget) -> None:
        super().__init__()
        self.keys: list[int] = []
        QVBoxLayout(self).addWidget(child)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Control:
            self.keys.append(event.key())


def test_keys_that_mean_nothing_here_go_on_to_the_window(
    qtbot: QtBot, appearance: Appearance
) -> None:
    view = PictureView(appearance)
    parent = _Parent(view)
    qtbot.addWidget(parent)
    parent.show()
    view.set_image(_picture(1000, 800), QSize(1000, 800))

    for key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_F):
        QTest.keyClick(view, key)
    QTest.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)

    assert parent.keys == [Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_0]


def test_zoom_is_told_once_for_each_change(qtbot: QtBot, large: PictureView) -> None:
    told: list[Zoom] = []
    large.zoom_changed.connect(told.append)

    large.show_actual_size()
    large.show_actual_size()
    large.fit()

    assert [zoom.fitted for zoom in told] == [False, True]


def test_a_sharper_rendering_is_asked_for_once_and_keeps_the_view(
    qtbot: QtBot, view: PictureView
) -> None:
    view.set_image(_picture(500, 400), QSize(4000, 3200))
    asked: list[float] = []
    view.sharper_wanted.connect(asked.append)

    view.set_zoom(0.3, QPointF(100, 100))
    qtbot.waitUntil(lambda: asked == [0.5])
    view.set_zoom(0.4, QPointF(100, 100))
    box_before = view.view_rect(QRectF(1000, 1000, 200, 100))
    view.sharpen(_picture(2000, 1600))
    box_after = view.view_rect(QRectF(1000, 1000, 200, 100))
    view.show_actual_size()
    qtbot.waitUntil(lambda: len(asked) > 1)

    assert box_after == box_before
    assert asked == [0.5, 1.0]


def test_nothing_sharper_is_asked_for_beyond_the_full_picture(
    qtbot: QtBot, large: PictureView
) -> None:
    with qtbot.assertNotEmitted(large.sharper_wanted, wait=200):
        large.set_zoom(5.0)


def test_a_box_is_drawn_at_its_place_in_the_full_picture(
    view: PictureView, appearance: Appearance
) -> None:
    view.set_image(_picture(100, 80), QSize(1000, 800))
    rect = QRectF(100, 100, 200, 100)

    view.set_boxes([PictureBox(rect, "error", is_current=True)])

    shown = view.view_rect(rect)
    left_edge = _seen(view, round(shown.left() - 3), round(shown.center().y()))
    assert QColor(left_edge).red() > QColor(left_edge).green() + 100
    assert _seen(view, round(shown.left() - 12), round(shown.center().y())) == "#ffffff"


def test_revealing_brings_a_place_into_sight(large: PictureView) -> None:
    large.set_zoom(4.0)
    place = QRectF(900, 700, 40, 20)

    large.reveal(place)

    assert QRectF(large.viewport().rect()).contains(large.view_rect(place))


def test_another_picture_starts_fitted_without_boxes(large: PictureView) -> None:
    large.set_zoom(3.0)
    large.set_boxes([PictureBox(QRectF(0, 0, 500, 400), "error")])

    large.set_image(_picture(800, 1000), QSize(800, 1000))

    shown = large.view_rect(QRectF(0, 0, 800, 1000))
    assert large.zoom.fitted
    assert _seen(large, round(shown.left()) + 12, round(shown.top()) + 12) == "#ffffff"


def test_without_a_picture_it_says_so_and_ignores_the_wheel(view: PictureView) -> None:
    view.set_placeholder("Choose a picture")
    zoom = view.zoom

    _turn_wheel(view, QPointF(50, 50), 3)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    colours = {view.viewport().grab().toImage().pixelColor(x, 150).name() for x in range(100, 300)}

    assert view.zoom == zoom
    assert view.accessibleDescription() == "Choose a picture"
    assert len(colours) > 1


def test_clear_forgets_the_picture(large: PictureView, appearance: Appearance) -> None:
    large.clear()

    assert not large.has_picture
    assert _seen(large, 200, 150) == appearance.colour("canvas").name()


def test_transparent_parts_are_paper(view: PictureView) -> None:
    image = QImage(100, 100, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)

    view.set_image(image, image.size())

    assert _seen(view, 200, 150) == "#ffffff"
