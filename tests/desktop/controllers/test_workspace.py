"""The list of pictures of a session: adding, removing, turning, ordering, the one in view."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from fakes.window_services import FakeImporter, opened, source, sources, unopened
from inklift.core.errors import PictureUnreadable
from inklift.core.pictures import PictureSource, PictureState
from inklift.desktop.bridge import Bridge
from inklift.desktop.controllers.workspace import AddingResult, WorkspaceController
from inklift.desktop.item_models.picture_list import PictureListModel
from inklift.services.importer import Collected, OfferedAddress, OfferedFile, OfferedImage


class _Bench:
    """A workspace with an importer on command, and notes of what it told."""

    def __init__(self, qtbot: QtBot, bridge: Bridge, owner: QObject) -> None:
        self.qtbot = qtbot
        self.importer = FakeImporter()
        self.model = PictureListModel(lambda row: ("", "", ""), lambda source: None, owner)
        self.workspace = WorkspaceController(
            self.importer,  # type: ignore[arg-type]
            bridge,
            self.model,
            owner,
        )
        self.changes = 0
        self.current: list[str | None] = []
        self.ended: list[AddingResult] = []
        self.adding: list[bool] = []
        self.broke: list[Exception] = []
        self.workspace.pictures_changed.connect(self._count_change)
        self.workspace.current_changed.connect(lambda one: self.current.append(one and one.id))
        self.workspace.adding_ended.connect(self.ended.append)
        self.workspace.adding_changed.connect(self.adding.append)
        self.workspace.adding_broke.connect(self.broke.append)

    def _count_change(self) -> None:
        self.changes += 1

    def add(self, *results: Collected) -> AddingResult:
        self.importer.results = list(results)
        self.workspace.add_paths([Path("somewhere")])
        ends = len(self.ended) + 1
        self.qtbot.waitUntil(lambda: len(self.ended) == ends)
        return self.ended[-1]

    def add_numbers(self, count: int) -> None:
        """Pictures 1 to count, with the first in view and all of it told."""
        self.add(*(opened(one) for one in sources(count)))
        self.wait_for_change()
        self.current.clear()

    def wait_for_change(self) -> None:
        before = self.changes
        self.qtbot.waitUntil(lambda: self.changes > before)

    @property
    def ids(self) -> list[str]:
        return [row.source.id for row in self.model.rows]


@pytest.fixture
def bench(qtbot: QtBot, bridge: Bridge, owner: QObject) -> _Bench:
    return _Bench(qtbot, bridge, owner)


def test_pictures_appear_one_by_one_as_they_are_opened(bench: _Bench) -> None:
    bench.importer.results = [opened(source(1)), opened(source(2))]
    bench.importer.hold()
    bench.workspace.add_paths([Path("a"), Path("b")])
    assert bench.workspace.is_adding

    bench.importer.let_go(0)
    bench.qtbot.waitUntil(lambda: len(bench.ids) == 1)
    still_adding = bench.workspace.is_adding
    bench.importer.let_go(1)
    bench.qtbot.waitUntil(lambda: bool(bench.ended))

    assert still_adding
    assert bench.ids == ["id-1", "id-2"]
    assert bench.ended == [AddingResult(2, 0, ())]
    assert bench.adding == [True, False]
    assert bench.importer.offers == [
        (OfferedFile(Path("a"), "a"), OfferedFile(Path("b"), "b")),
    ]


def test_the_first_picture_comes_into_view_and_the_change_is_told_once(bench: _Bench) -> None:
    bench.add(*(opened(one) for one in sources(20)))
    bench.wait_for_change()

    assert bench.current == ["id-1"]
    assert bench.workspace.current == source(1)
    assert bench.changes == 1
    assert bench.workspace.sources == tuple(sources(20))


def test_what_was_added_last_comes_into_view_with_its_first_picture(bench: _Bench) -> None:
    bench.add_numbers(2)

    bench.add(opened(source(3)), opened(source(4)))
    bench.add(opened(source(1)), opened(source(5)), opened(source(6)))

    assert bench.current == ["id-3", "id-5"]  # not the one that was here already


def test_adding_what_is_here_already_leaves_the_picture_in_view(bench: _Bench) -> None:
    bench.add_numbers(3)
    bench.workspace.show("id-2")

    bench.add(opened(source(1)), unopened("x.png", PictureUnreadable("bad")))

    assert bench.current == ["id-2"]


def test_the_same_picture_again_is_told_and_not_added(bench: _Bench) -> None:
    bench.add(opened(source(1)))

    result = bench.add(opened(replace(source(1), id="again")), opened(source(2)))

    assert result == AddingResult(added=1, already_there=1, unopened=())
    assert bench.ids == ["id-1", "id-2"]


def test_a_picture_that_was_removed_can_be_added_again(bench: _Bench) -> None:
    bench.add_numbers(1)
    bench.workspace.remove([0])

    result = bench.add(opened(source(1)))

    assert result.added == 1
    assert bench.ids == ["id-1"]


def test_what_could_not_be_opened_is_told_and_the_others_are_added(bench: _Bench) -> None:
    error = PictureUnreadable("bad")

    result = bench.add(opened(source(1)), unopened("x.png", error), opened(source(2)))

    assert (result.added, result.already_there) == (2, 0)
    assert [(one.name, one.error) for one in result.unopened] == [("x.png", error)]


def test_a_bug_while_adding_is_told_and_what_came_before_stays(
    bench: _Bench, caplog: pytest.LogCaptureFixture
) -> None:
    bench.importer.bug = ZeroDivisionError("a bug")

    result = bench.add(opened(source(1)))

    assert result.added == 1
    assert bench.broke == [bench.importer.bug]
    assert not bench.workspace.is_adding


def test_adding_can_be_stopped(bench: _Bench) -> None:
    bench.importer.results = [opened(source(1)), opened(source(2))]
    bench.importer.hold()
    bench.workspace.add_paths([Path("a")])
    bench.importer.let_go(0)
    bench.qtbot.waitUntil(lambda: bench.ids == ["id-1"])

    bench.workspace.stop_adding()
    bench.qtbot.waitUntil(lambda: bool(bench.ended))

    assert bench.ended == [AddingResult(1, 0, ())]
    assert not bench.workspace.is_adding


def test_two_drops_at_once_are_told_apart(bench: _Bench) -> None:
    bench.importer.results = [opened(source(1))]
    bench.importer.hold()
    [slow_gate] = bench.importer.gates
    bench.workspace.add_paths([Path("slow")])
    bench.qtbot.waitUntil(lambda: len(bench.importer.offers) == 1)
    bench.importer.gates = []

    quick = bench.add(opened(source(2)), opened(source(3)))
    still_adding = bench.workspace.is_adding
    slow_gate.set_result(None)
    bench.qtbot.waitUntil(lambda: len(bench.ended) == 2)

    assert quick.added == 2
    assert still_adding
    assert bench.ended[1].added == 1
    assert not bench.workspace.is_adding


def test_nothing_offered_is_nothing_to_add(bench: _Bench) -> None:
    bench.workspace.add_paths([])

    assert not bench.workspace.is_adding
    assert bench.importer.offers == []


def test_only_a_typed_address_counts_as_named_by_the_user(bench: _Bench) -> None:
    bench.workspace.add_addresses(["https://a.test/1.png"], as_it_is=True, typed=True)
    bench.workspace.add_addresses(["https://a.test/2.png"])
    bench.qtbot.waitUntil(lambda: len(bench.ended) == 2)

    assert bench.importer.offers == [
        (OfferedAddress("https://a.test/1.png", as_it_is=True, named_by_user=True),),
        (OfferedAddress("https://a.test/2.png", as_it_is=False, named_by_user=False),),
    ]


def test_what_a_browser_showed_can_stand_in_for_its_address(bench: _Bench, tmp_path: Path) -> None:
    image = _striped()
    bench.workspace.add_addresses(["https://a.test/1.png"], image=image)
    bench.qtbot.waitUntil(lambda: bool(bench.ended))

    [[offer]] = bench.importer.offers
    assert isinstance(offer, OfferedAddress)
    assert offer.fallback is not None
    offer.fallback(tmp_path / "shown.png")

    assert QImage(str(tmp_path / "shown.png")).pixelColor(1, 0) == Qt.GlobalColor.red


def test_a_pasted_image_is_written_as_it_was_when_pasted(bench: _Bench, tmp_path: Path) -> None:
    image = _striped()
    bench.workspace.add_image(image, "Pasted picture 1")
    image.fill(Qt.GlobalColor.black)
    bench.qtbot.waitUntil(lambda: bool(bench.ended))

    [[offer]] = bench.importer.offers
    assert isinstance(offer, OfferedImage)
    offer.write(tmp_path / "file without an ending")

    assert offer.name == "Pasted picture 1"
    written = QImage(str(tmp_path / "file without an ending"), "PNG")
    assert written.pixelColor(1, 0) == Qt.GlobalColor.red


def test_a_pasted_image_that_cannot_be_written_is_an_error_of_ours(
    bench: _Bench, tmp_path: Path
) -> None:
    bench.workspace.add_image(_striped(), "Pasted picture 1")
    bench.qtbot.waitUntil(lambda: bool(bench.ended))

    [[offer]] = bench.importer.offers
    assert isinstance(offer, OfferedImage)

    with pytest.raises(PictureUnreadable):
        offer.write(tmp_path / "no such folder" / "x.png")


@pytest.mark.parametrize(
    ("in_view", "removed", "then"),
    [
        ("id-1", [0], "id-2"),
        ("id-2", [1], "id-3"),
        ("id-5", [4], "id-4"),
        ("id-4", [1, 3], "id-3"),
        ("id-2", [1, 2, 3, 4], "id-1"),
        ("id-3", [0, 1], "id-3"),
        ("id-3", [0, 1, 2, 3, 4], None),
    ],
)
def test_removing_the_picture_in_view_moves_on_to_the_next(
    bench: _Bench, in_view: str, removed: list[int], then: str | None
) -> None:
    bench.add_numbers(5)
    bench.workspace.show(in_view)

    bench.workspace.remove(removed)
    bench.wait_for_change()

    current = bench.workspace.current
    assert (current and current.id) == then
    assert len(bench.ids) == 5 - len(removed)


def test_removing_nothing_tells_nothing(bench: _Bench) -> None:
    bench.add_numbers(2)

    bench.workspace.remove([])

    assert bench.ids == ["id-1", "id-2"]
    assert bench.current == []


def test_a_turn_swaps_the_sizes_and_leaves_the_state_alone(bench: _Bench) -> None:
    bench.add_numbers(2)
    bench.model.set_state(["id-1"], PictureState.DONE)

    bench.workspace.turn([0], 3)
    bench.wait_for_change()

    row = bench.model.rows[0]
    assert (row.source.width_px, row.source.height_px, row.source.quarter_turns) == (80, 60, 3)
    assert row.state is PictureState.DONE
    assert bench.current == ["id-1"]  # its pixels are others now
    assert bench.workspace.current == row.source


def test_a_half_turn_keeps_the_sizes_and_four_quarters_are_none(bench: _Bench) -> None:
    bench.add_numbers(1)

    bench.workspace.turn([0], 2)
    half = bench.model.rows[0].source
    bench.workspace.turn([0], 2)

    assert (half.width_px, half.height_px, half.quarter_turns) == (60, 80, 2)
    assert bench.model.rows[0].source == source(1)


def test_turning_another_picture_leaves_the_one_in_view_alone(bench: _Bench) -> None:
    bench.add_numbers(3)

    bench.workspace.turn([1, 2], 1)

    assert [row.source.quarter_turns for row in bench.model.rows] == [0, 1, 1]
    assert bench.current == []


def test_moving_pictures_changes_their_order_and_is_told(bench: _Bench) -> None:
    bench.add_numbers(4)

    bench.workspace.move([2, 3], 1)
    bench.wait_for_change()

    assert [one.id for one in bench.workspace.sources] == ["id-1", "id-3", "id-4", "id-2"]


def test_a_drag_within_the_list_is_told_like_any_move(bench: _Bench) -> None:
    bench.add_numbers(3)
    data = bench.model.mimeData([bench.model.index(2)])

    bench.model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, bench.model.index(-1))
    bench.wait_for_change()

    assert [one.id for one in bench.workspace.sources] == ["id-3", "id-1", "id-2"]


def test_steps_stop_at_the_ends(bench: _Bench) -> None:
    bench.add_numbers(3)

    for by in (1, 1, 1, -5):
        bench.workspace.step(by)

    assert bench.current == ["id-2", "id-3", "id-1"]


def test_a_step_without_pictures_does_nothing(bench: _Bench) -> None:
    bench.workspace.step(1)

    assert bench.workspace.current is None


def test_pages_of_one_file_count_its_bytes_once(bench: _Bench) -> None:
    pages = [replace(source(1), id=f"page-{n}", page=n, page_count=3) for n in (1, 2, 3)]

    bench.add(opened(*pages), opened(source(2)))

    assert bench.workspace.size_bytes == 2_000_000


def test_a_file_dialog_is_told_of_every_format_in_both_cases(bench: _Bench) -> None:
    patterns = bench.workspace.file_patterns.split()

    assert {"*.jpg", "*.JPG", "*.heic", "*.pdf", "*.PNG"} <= set(patterns)


class _CountedSource(PictureSource):
    """Counts how often anybody looks at what a picture shows."""

    looks = 0

    @property
    def fingerprint(self) -> str:
        type(self).looks += 1
        return super().fingerprint


def test_three_thousand_pictures_are_added_without_looking_at_all_of_them_each_time(
    bench: _Bench,
) -> None:
    count = 3000
    signals: list[str] = []
    bench.model.rowsInserted.connect(lambda *_: signals.append("inserted"))
    bench.model.dataChanged.connect(lambda *_: signals.append("changed"))
    _CountedSource.looks = 0
    pictures = [
        _CountedSource(**{name: getattr(source(n), name) for name in PictureSource.__slots__})
        for n in range(count)
    ]

    bench.add(*(opened(one) for one in pictures))
    bench.wait_for_change()

    assert len(bench.ids) == count
    assert set(signals) == {"inserted"}
    assert len(signals) <= 100
    assert _CountedSource.looks <= 4 * count
    assert bench.changes <= 50
    assert len(bench.current) == 1


def _striped() -> QImage:
    image = QImage(2, 1, QImage.Format.Format_RGB32)
    image.setPixelColor(0, 0, Qt.GlobalColor.blue)
    image.setPixelColor(1, 0, Qt.GlobalColor.red)
    return image
