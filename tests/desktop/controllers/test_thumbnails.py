"""Thumbnails for the rows in view: which are asked for, in which order, and what is kept."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from fakes.window_services import FakePictures, jpeg, source, sources
from inklift.core.errors import PictureUnreadable
from inklift.core.pictures import PictureSource
from inklift.desktop.bridge import Bridge
from inklift.desktop.controllers.thumbnails import AT_ONCE, PIXMAPS_KEPT, ThumbnailController


class _Bench:
    def __init__(
        self, qtbot: QtBot, pictures: FakePictures, bridge: Bridge, owner: QObject
    ) -> None:
        self.qtbot = qtbot
        self.pictures = pictures
        self.thumbnails = ThumbnailController(pictures, bridge, owner)  # type: ignore[arg-type]
        self.arrived: list[str] = []
        self.thumbnails.arrived.connect(self.arrived.append)

    def ask(self, *wanted: PictureSource) -> list[QPixmap | None]:
        """What painting these rows does."""
        return [self.thumbnails.pixmap(one) for one in wanted]

    @property
    def asked(self) -> list[str]:
        return [one.source.id for one in self.pictures.asked_thumbnails]

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition)

    def get(self, *wanted: PictureSource, also: PictureSource | None = None) -> None:
        """Ask for them and wait until all of them are pixmaps, but for `also`."""
        ids = {one.id for one in wanted if one is not also}
        self.arrived.clear()
        self.ask(*wanted)
        self.wait(lambda: ids <= set(self.arrived))


@pytest.fixture
def bench(qtbot: QtBot, pictures: FakePictures, bridge: Bridge, owner: QObject) -> _Bench:
    return _Bench(qtbot, pictures, bridge, owner)


def test_a_thumbnail_is_on_its_way_when_asked_and_at_hand_once_it_was_told(bench: _Bench) -> None:
    first = bench.ask(source(1))
    bench.wait(lambda: bench.arrived == ["id-1"])
    [then] = bench.ask(source(1))

    assert first == [None]
    assert then is not None
    assert (then.width(), then.height()) == (8, 8)
    assert bench.asked == ["id-1"]


def test_painting_the_same_row_again_asks_only_once(bench: _Bench) -> None:
    bench.pictures.held = True
    for _ in range(5):
        bench.ask(source(1))
    bench.wait(lambda: bool(bench.asked))

    bench.pictures.asked_thumbnails[0].give(bench.pictures.jpeg)
    bench.wait(lambda: bench.arrived == ["id-1"])

    assert bench.asked == ["id-1"]


def test_few_are_under_way_at_a_time_and_the_newest_wish_goes_first(bench: _Bench) -> None:
    bench.pictures.held = True

    bench.ask(*sources(10))
    bench.wait(lambda: len(bench.asked) == AT_ONCE)
    first = set(bench.asked)
    for number in range(6):
        bench.pictures.asked_thumbnails[number].give(bench.pictures.jpeg)
        bench.wait(lambda: len(bench.asked) == AT_ONCE + 1 + number)  # noqa: B023 - waits at once

    assert first == {"id-1", "id-2", "id-3", "id-4"}
    assert bench.asked[AT_ONCE:] == ["id-10", "id-9", "id-8", "id-7", "id-6", "id-5"]


def test_a_wish_that_is_repeated_is_new_again(bench: _Bench) -> None:
    bench.pictures.held = True
    bench.ask(*sources(8))
    bench.wait(lambda: len(bench.asked) == AT_ONCE)

    bench.ask(source(5))  # scrolled back to it
    bench.pictures.asked_thumbnails[0].give(bench.pictures.jpeg)
    bench.wait(lambda: len(bench.asked) == AT_ONCE + 1)

    assert bench.asked[-1] == "id-5"


def test_a_failure_frees_the_place_and_is_not_tried_again(bench: _Bench) -> None:
    bench.pictures.held = True
    bench.ask(*sources(5))
    bench.wait(lambda: len(bench.asked) == AT_ONCE)

    failed, *others = bench.pictures.asked_thumbnails
    failed.fail(PictureUnreadable("bad"))
    bench.wait(lambda: len(bench.asked) == 5)
    for asked in (*others, bench.pictures.asked_thumbnails[-1]):
        asked.give(bench.pictures.jpeg)
    bench.pictures.held = False
    bench.get(failed.source, source(6), also=failed.source)

    assert bench.asked.count(failed.source.id) == 1


def test_bytes_that_are_no_picture_are_not_tried_again_either(bench: _Bench) -> None:
    bench.pictures.jpeg = b"no picture"
    bench.ask(source(1))
    bench.wait(lambda: bool(bench.asked))
    bench.pictures.jpeg = jpeg()
    bench.get(source(2))

    assert bench.ask(source(1)) == [None]
    assert bench.asked == ["id-1", "id-2"]


def test_an_address_that_is_sent_as_it_is_has_no_thumbnail(bench: _Bench) -> None:
    unseen = source(1, path=None, sha256="", address="https://a.test/1.png")

    assert bench.ask(unseen) == [None]
    assert bench.asked == []


def test_a_turned_picture_has_a_thumbnail_of_its_own(bench: _Bench) -> None:
    bench.get(source(1))
    bench.get(source(1, quarter_turns=1))

    assert [one.source.quarter_turns for one in bench.pictures.asked_thumbnails] == [0, 1]


def test_pixmaps_that_were_let_go_are_decoded_again_and_not_fetched_again(bench: _Bench) -> None:
    everything = sources(PIXMAPS_KEPT + 1)
    bench.get(*everything)
    oldest = next(one for one in everything if one.id == bench.arrived[0])

    again = bench.ask(oldest)
    bench.wait(lambda: bench.arrived[-1] == oldest.id)

    assert again == [None]
    assert bench.ask(oldest) != [None]
    assert len(bench.asked) == PIXMAPS_KEPT + 1


def test_decoding_again_does_not_keep_new_pictures_waiting(bench: _Bench) -> None:
    everything = sources(PIXMAPS_KEPT + AT_ONCE)
    bench.get(*everything)
    let_go = [one for one in everything if one.id in bench.arrived[:AT_ONCE]]

    bench.get(*let_go, source(9999))

    assert bench.asked[-1] == "id-9999"


def test_large_thumbnails_are_decoded_one_by_one_with_turns_of_the_loop_between(
    bench: _Bench,
) -> None:
    bench.pictures.jpeg = jpeg(3000, 3000)  # takes far longer to decode than the budget
    turns = 0
    turns_at: list[int] = []

    def count() -> None:
        nonlocal turns
        turns += 1

    beat = QTimer(bench.thumbnails, interval=0)
    beat.timeout.connect(count)
    beat.start()
    bench.thumbnails.arrived.connect(lambda _: turns_at.append(turns))
    bench.get(*sources(3))

    assert len(set(turns_at)) == 3


def test_removed_pictures_are_not_fetched_any_more(bench: _Bench) -> None:
    bench.pictures.held = True
    bench.ask(*sources(8))
    bench.wait(lambda: len(bench.asked) == AT_ONCE)

    bench.thumbnails.forget_all_but([source(5)])
    for asked in tuple(bench.pictures.asked_thumbnails):
        asked.give(bench.pictures.jpeg)
    bench.wait(lambda: len(bench.asked) == AT_ONCE + 1)
    bench.pictures.asked_thumbnails[-1].give(bench.pictures.jpeg)
    bench.wait(lambda: "id-5" in bench.arrived)

    assert bench.asked[AT_ONCE:] == ["id-5"]


def test_a_picture_removed_and_added_again_is_tried_again(bench: _Bench) -> None:
    bench.pictures.held = True
    bench.ask(source(1))
    bench.wait(lambda: bool(bench.asked))
    bench.pictures.asked_thumbnails[0].fail(PictureUnreadable("bad"))
    bench.pictures.held = False
    bench.get(source(2))

    bench.thumbnails.forget_all_but([source(2)])
    bench.get(source(1))

    assert bench.asked == ["id-1", "id-2", "id-1"]
