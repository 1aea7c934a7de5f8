"""Smaller copies of a large image: made in pieces, right at the seams, chosen by size."""

import time
from itertools import pairwise

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from inklift.desktop.widgets.picture_levels import PictureLevels


def _gradient(width_px: int, height_px: int) -> QImage:
    """Grey that grows from top to bottom, so that a seam would show."""
    image = QImage(1, 256, QImage.Format.Format_RGB32)
    for y in range(256):
        image.setPixelColor(0, y, QColor(y, y, y))
    return image.scaled(width_px, height_px)


def test_a_small_image_is_its_only_level(qtbot: QtBot) -> None:
    image = _gradient(800, 600)

    levels = PictureLevels(image)

    assert levels.is_complete
    assert levels.best_for(0.1).cacheKey() == image.cacheKey()


def test_the_smallest_level_that_is_sharp_enough_is_chosen(qtbot: QtBot) -> None:
    levels = PictureLevels(_gradient(4001, 3001))

    qtbot.waitUntil(lambda: levels.is_complete)

    widths = [levels.best_for(scale).width() for scale in (1.5, 1.0, 0.6, 0.4, 0.01)]
    assert widths == [4001, 4001, 4001, 2000, 2000]


def test_the_strips_leave_no_seams(qtbot: QtBot) -> None:
    levels = PictureLevels(_gradient(4001, 3001))

    qtbot.waitUntil(lambda: levels.is_complete)

    half = levels.best_for(0.1)
    greys = [half.pixelColor(1000, y).red() for y in range(half.height())]
    assert half.height() == 1500
    assert greys == sorted(greys)
    assert max(after - before for before, after in pairwise(greys)) <= 1
    assert half.pixelColor(0, 700) == half.pixelColor(1999, 700)


def test_the_window_goes_on_while_50_megapixels_shrink(qtbot: QtBot) -> None:
    image = QImage(8000, 6250, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    beats_s = [time.perf_counter()]
    timer = QTimer()
    timer.setInterval(0)
    timer.timeout.connect(lambda: beats_s.append(time.perf_counter()))
    timer.start()

    levels = PictureLevels(image)
    qtbot.waitUntil(lambda: levels.is_complete)
    timer.stop()

    gaps_s = sorted(after - before for before, after in pairwise(beats_s))
    assert len(gaps_s) > 20
    # Shared machines pause on their own now and then, so the middle is judged, not the worst.
    assert gaps_s[len(gaps_s) // 2] < 0.05
