"""The list of pictures as Qt's views see it."""

import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QAbstractItemModelTester

from fakes.window_services import source, sources
from inklift.core.pictures import PictureSource, PictureState
from inklift.desktop.item_models.picture_list import PictureListModel, PictureRow, Role

_MOVE = Qt.DropAction.MoveAction


def _describe(row: PictureRow) -> tuple[str, str, str]:
    return "detail", f"tip {row.source.name}", f"{row.source.name}, {row.state}"


class _NoThumbnails:
    """Notes whose thumbnails were asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, source: PictureSource) -> QPixmap | None:
        self.asked.append(source.id)
        return None


@pytest.fixture
def thumbnails() -> _NoThumbnails:
    return _NoThumbnails()


@pytest.fixture
def model(qapp: QObject, thumbnails: _NoThumbnails) -> Iterator[PictureListModel]:
    """Watched through all its changes: a breach of Qt's rules aborts the test run."""
    model = PictureListModel(_describe, thumbnails)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    del tester


def _ids(model: PictureListModel) -> list[str]:
    return [model.index(row).data(Role.SOURCE).id for row in range(model.rowCount())]


def _drop(model: PictureListModel, data: QMimeData, row: int) -> bool:
    return model.dropMimeData(data, _MOVE, row, 0, QModelIndex())


def test_a_row_says_all_that_a_view_may_ask(model: PictureListModel) -> None:
    model.append([source(1)])
    index = model.index(0)

    assert index.data(Role.NAME) == "folder/picture-1.png"
    assert index.data(Role.TOOL_TIP) == "tip folder/picture-1.png"
    assert index.data(Role.SPOKEN) == "folder/picture-1.png, ready"
    assert index.data(Role.DETAIL) == "detail"
    assert index.data(Role.STATE) == PictureState.READY
    assert index.data(Role.SOURCE) == source(1)
    assert index.data(Role.THUMBNAIL) is None
    assert index.data(Qt.ItemDataRole.UserRole + 99) is None


def test_thumbnails_are_asked_for_by_the_role_alone(
    model: PictureListModel, thumbnails: _NoThumbnails
) -> None:
    model.append(sources(3))
    thumbnails.asked.clear()  # the tester looks at some rows

    model.index(1).data(Role.NAME)
    model.index(2).data(Role.THUMBNAIL)

    assert thumbnails.asked == ["id-3"]


def test_removing_takes_rows_that_are_apart(model: PictureListModel) -> None:
    model.append(sources(8))

    model.remove([7, 0, 3, 4, 0])

    assert _ids(model) == ["id-2", "id-3", "id-6", "id-7"]
    assert [model.row_of(name) for name in ("id-2", "id-7", "id-1")] == [0, 3, None]


@pytest.mark.parametrize(
    ("rows", "before", "order"),
    [
        ([3], 0, [4, 1, 2, 3, 5]),
        ([0], 5, [2, 3, 4, 5, 1]),
        ([0], 99, [2, 3, 4, 5, 1]),
        ([4, 1], 0, [2, 5, 1, 3, 4]),
        ([0, 4], 2, [2, 1, 5, 3, 4]),
        ([1, 2], 2, [1, 2, 3, 4, 5]),
        ([], 3, [1, 2, 3, 4, 5]),
        ([0, 1, 2, 3, 4], 2, [1, 2, 3, 4, 5]),
    ],
)
def test_moved_rows_stay_together_in_their_order(
    model: PictureListModel, rows: list[int], before: int, order: list[int]
) -> None:
    model.append(sources(5))

    model.move(rows, before)

    assert _ids(model) == [f"id-{number}" for number in order]
    assert [model.row_of(f"id-{number}") for number in order] == [0, 1, 2, 3, 4]


def test_a_move_that_changes_nothing_is_not_told(model: PictureListModel) -> None:
    model.append(sources(3))
    told: list[object] = []
    model.layoutChanged.connect(lambda *_: told.append(1))

    model.move([1], 1)
    model.move([1], 2)

    assert told == []


def test_what_was_selected_stays_selected_through_all_changes(model: PictureListModel) -> None:
    model.append(sources(6))
    marks = {f"id-{row + 1}": QPersistentModelIndex(model.index(row)) for row in range(6)}

    model.move([4, 5], 1)
    model.remove([0])
    model.append([source(9)])
    model.set_source(source(2, quarter_turns=1))

    assert not marks.pop("id-1").isValid()
    assert {name: mark.data(Role.SOURCE).id for name, mark in marks.items()} == {
        name: name for name in marks
    }


def test_a_drag_moves_the_rows_and_leaves_the_view_nothing_to_remove(
    model: PictureListModel,
) -> None:
    model.append(sources(4))
    data = model.mimeData([model.index(3), model.index(1)])

    may_be_dropped = model.canDropMimeData(data, _MOVE, 0, 0, QModelIndex())
    taken = _drop(model, data, 0)

    assert may_be_dropped
    assert not taken
    assert _ids(model) == ["id-2", "id-4", "id-1", "id-3"]


def test_a_drop_behind_the_last_row_moves_to_the_end(model: PictureListModel) -> None:
    model.append(sources(3))

    _drop(model, model.mimeData([model.index(0)]), -1)

    assert _ids(model) == ["id-2", "id-3", "id-1"]


def test_rows_of_another_window_are_not_taken(model: PictureListModel) -> None:
    model.append(sources(2))
    other = PictureListModel(_describe, lambda source: None)
    other.append(sources(50))
    data = other.mimeData([other.index(40)])

    may_be_dropped = model.canDropMimeData(data, _MOVE, 0, 0, QModelIndex())
    _drop(model, data, 0)

    assert not may_be_dropped
    assert _ids(model) == ["id-1", "id-2"]


def test_files_and_copies_are_not_taken_by_the_model(model: PictureListModel) -> None:
    model.append(sources(2))
    rows = model.mimeData([model.index(1)])
    files = QMimeData()
    files.setText("file:///somewhere/x.png")

    model.dropMimeData(rows, Qt.DropAction.CopyAction, 0, 0, QModelIndex())
    _drop(model, files, 0)

    assert _ids(model) == ["id-1", "id-2"]


def test_rows_can_be_dragged_and_dropped_between_but_not_onto_one_another(
    model: PictureListModel,
) -> None:
    model.append(sources(1))

    assert model.flags(model.index(0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsDropEnabled
    assert model.flags(QModelIndex()) & Qt.ItemFlag.ItemIsDropEnabled
    assert model.supportedDropActions() == _MOVE


def test_a_new_state_is_told_once_for_its_row(model: PictureListModel) -> None:
    model.append(sources(3))
    told: list[tuple[int, list[int]]] = []
    model.dataChanged.connect(lambda first, last, roles: told.append((first.row(), roles)))

    for _ in range(2):
        model.set_state(["id-2", "not here"], PictureState.DONE)

    assert told == [(1, [Role.STATE, Role.TOOL_TIP, Role.SPOKEN])]
    assert model.index(1).data(Role.STATE) == PictureState.DONE


def test_an_arrived_thumbnail_repaints_its_row_alone(model: PictureListModel) -> None:
    model.append(sources(3))
    told: list[tuple[int, list[int]]] = []
    model.dataChanged.connect(lambda first, last, roles: told.append((first.row(), roles)))

    model.thumbnail_arrived("id-3")
    model.thumbnail_arrived("not here")

    assert told == [(2, [Role.THUMBNAIL])]


def test_a_turned_picture_keeps_its_state(model: PictureListModel) -> None:
    model.append(sources(2))
    model.set_state(["id-2"], PictureState.DONE)

    model.set_source(source(2, quarter_turns=1))
    model.set_source(source(77))

    assert model.rows[1] == PictureRow(source(2, quarter_turns=1), PictureState.DONE)
    assert model.rowCount() == 2


def test_cleared_is_empty(model: PictureListModel) -> None:
    model.append(sources(3))

    model.clear()
    model.append([])

    assert model.rowCount() == 0
    assert model.row_of("id-1") is None


def test_a_list_has_no_rows_below_its_rows(model: PictureListModel) -> None:
    model.append(sources(1))

    assert model.rowCount(model.index(0)) == 0


def test_many_changes_at_random_keep_rows_and_numbers_together(model: PictureListModel) -> None:
    dice = random.Random(11)
    expected: list[str] = []
    for step in range(150):
        count = len(expected)
        rows = [row for row in range(count) if dice.random() < 0.3]
        match dice.choice(["append", "append", "remove", "move", "drag"]):
            case "append":
                new = [source(1000 * step + number) for number in range(dice.randint(0, 4))]
                model.append(new)
                expected += [one.id for one in new]
            case "remove":
                model.remove(rows)
                expected = [name for row, name in enumerate(expected) if row not in rows]
            case way if rows:
                before = dice.randint(0, count)
                if way == "move":
                    model.move(rows, before)
                else:
                    _drop(model, model.mimeData([model.index(row) for row in rows]), before)
                kept = [row for row in range(count) if row not in rows]
                place = sum(row < before for row in kept)
                expected = [expected[row] for row in [*kept[:place], *rows, *kept[place:]]]

        assert _ids(model) == expected
        assert [model.row_of(name) for name in expected] == list(range(len(expected)))
