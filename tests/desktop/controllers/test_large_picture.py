"""The picture in view: what is rendered, and what is told of it."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from fakes.window_services import Asked, FakePictures, rendered, source
from inklift.core.errors import PictureUnreadable
from inklift.core.pictures import PictureSource
from inklift.desktop.bridge import Bridge
from inklift.desktop.controllers.large_picture import (
    FIRST_LOOK_PX,
    SHARPEST_PX,
    LargePictureController,
    image_of,
)
from inklift.services.pictures import RenderedPicture

LARGE = source(1, width_px=4000, height_px=3000)


class _Bench:
    def __init__(
        self, qtbot: QtBot, pictures: FakePictures, bridge: Bridge, owner: QObject
    ) -> None:
        self.pictures = pictures
        self.wait: Callable[[Callable[[], bool]], None] = qtbot.waitUntil
        self.large = LargePictureController(pictures, bridge, owner)  # type: ignore[arg-type]
        self.shown: list[tuple[str, int]] = []
        self.unreadable: list[Exception] = []
        self.cleared = 0
        self.large.image_ready.connect(self._on_image)
        self.large.unreadable.connect(self.unreadable.append)
        self.large.cleared.connect(self._on_cleared)

    def _on_image(self, image: QImage, source: PictureSource) -> None:
        self.shown.append((source.id, image.width()))

    def _on_cleared(self) -> None:
        self.cleared += 1

    def asked(self, number: int) -> Asked:
        """The n-th question to the service, once it was put."""
        self.wait(lambda: len(self.pictures.asked_renderings) > number)
        return self.pictures.asked_renderings[number]

    @property
    def sizes_px(self) -> list[int]:
        return [one.longest_side_px for one in self.pictures.asked_renderings]


@pytest.fixture
def bench(qtbot: QtBot, pictures: FakePictures, bridge: Bridge, owner: QObject) -> _Bench:
    pictures.held = True
    return _Bench(qtbot, pictures, bridge, owner)


def test_a_picture_is_shown_quickly_first_and_sharply_when_looked_at_closely(
    bench: _Bench,
) -> None:
    bench.large.show(LARGE)
    bench.asked(0).give(rendered(16, 12))
    bench.wait(lambda: len(bench.shown) == 1)
    bench.large.sharpen()
    bench.asked(1).give(rendered(40, 30))
    bench.wait(lambda: len(bench.shown) == 2)

    assert bench.shown == [("id-1", 16), ("id-1", 40)]
    assert bench.sizes_px == [FIRST_LOOK_PX, 4000]


def test_a_picture_that_went_out_of_view_is_never_told(bench: _Bench) -> None:
    bench.large.show(source(1))
    first = bench.asked(0)
    bench.large.show(source(2))
    bench.wait(lambda: first.is_given_up)
    bench.asked(1).give(rendered(2, 2))
    bench.wait(lambda: bool(bench.shown))

    assert bench.shown == [("id-2", 2)]


def test_a_picture_that_is_ready_just_when_another_is_chosen_is_never_told(bench: _Bench) -> None:
    bench.pictures.held = False
    bench.large.show(source(1))
    while not bench.pictures.asked_renderings:  # without letting the answer arrive here
        time.sleep(0.001)
    bench.large.show(source(2))
    bench.wait(lambda: bool(bench.shown))

    assert [name for name, _ in bench.shown] == ["id-2"]


def test_a_turned_picture_is_rendered_again(bench: _Bench) -> None:
    bench.large.show(source(1))
    bench.asked(0)
    bench.large.show(source(1, quarter_turns=1))

    assert bench.asked(1).source.quarter_turns == 1


def test_nothing_and_unseen_addresses_clear_the_view(bench: _Bench) -> None:
    bench.large.show(source(1))
    first = bench.asked(0)
    bench.large.show(None)
    bench.wait(lambda: first.is_given_up)
    bench.large.show(source(2, path=None))

    assert bench.cleared == 2
    assert len(bench.pictures.asked_renderings) == 1


def test_a_picture_that_cannot_be_rendered_is_told(bench: _Bench) -> None:
    error = PictureUnreadable("bad")
    bench.large.show(source(1))
    bench.asked(0).fail(error)
    bench.wait(lambda: bool(bench.unreadable))

    assert bench.unreadable == [error]
    assert bench.shown == []


def test_a_bug_while_rendering_is_told_too_so_that_no_other_picture_stays_in_view(
    bench: _Bench, caplog: pytest.LogCaptureFixture
) -> None:
    error = ZeroDivisionError("a bug")
    bench.large.show(source(1))
    bench.asked(0).fail(error)
    bench.wait(lambda: bool(bench.unreadable))

    assert bench.unreadable == [error]


def test_a_picture_that_cannot_be_sharpened_stays_as_it_is_and_is_not_tried_again(
    qtbot: QtBot, pictures: FakePictures, bridge: Bridge, owner: QObject, bench: _Bench
) -> None:
    later = _Bench(qtbot, pictures, bridge, owner)
    bench.large.show(LARGE)
    bench.asked(0).give(rendered(16, 12))
    bench.wait(lambda: bool(bench.shown))
    bench.large.sharpen()
    later.large.show(source(2))
    bench.asked(1).fail(PictureUnreadable("out of memory"))
    bench.asked(2).give(rendered(2, 2))
    bench.wait(lambda: bool(later.shown))  # so the failure, which was before it, was told too
    bench.large.sharpen()
    later.large.show(source(3))
    bench.asked(3)

    assert bench.unreadable == []
    assert bench.sizes_px == [FIRST_LOOK_PX, 4000, FIRST_LOOK_PX, FIRST_LOOK_PX]


def test_small_pictures_are_sharp_at_once(bench: _Bench) -> None:
    bench.large.show(source(1))
    bench.asked(0).give(rendered(60, 80))
    bench.wait(lambda: bool(bench.shown))
    bench.large.sharpen()

    bench.large.show(source(2))
    bench.asked(1)

    assert bench.sizes_px == [FIRST_LOOK_PX, FIRST_LOOK_PX]


def test_sharpening_is_asked_once_and_has_a_limit(bench: _Bench) -> None:
    bench.large.show(source(1, width_px=20_000, height_px=10))
    bench.large.sharpen()  # while the first look is under way
    bench.asked(0).give(rendered(16, 12))
    bench.wait(lambda: bool(bench.shown))
    for _ in range(3):
        bench.large.sharpen()
    bench.asked(1).give(rendered(80, 60))
    bench.wait(lambda: len(bench.shown) == 2)
    bench.large.sharpen()

    assert bench.sizes_px == [FIRST_LOOK_PX, SHARPEST_PX]


def test_nothing_in_view_cannot_be_sharpened(bench: _Bench) -> None:
    bench.large.sharpen()
    bench.large.show(source(1))
    bench.asked(0)

    assert bench.sizes_px == [FIRST_LOOK_PX]


def test_the_image_owns_its_pixels_in_the_right_order() -> None:
    image = image_of(RenderedPicture(2, 1, bytes([255, 0, 0, 0, 0, 0, 255, 0])))

    assert image.pixelColor(0, 0).name() == "#ff0000"
    assert image.pixelColor(1, 0).name() == "#0000ff"
