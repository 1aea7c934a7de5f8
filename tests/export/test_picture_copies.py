"""Copies of pictures under new names: planned first, never over a file, and taken back."""

import os
from pathlib import Path

import pytest

from inklift.core.renaming import Named
from inklift.export.picture_copies import PlannedCopy, carry_out, plan_copies, take_back


@pytest.fixture
def pictures(tmp_path: Path) -> list[Named]:
    made = []
    for name, shop in (("1.jpg", "Oak"), ("2.png", "Elm"), ("3.jpg", "Oak")):
        path = tmp_path / "from" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode() * 1000)
        os.utime(path, (1_000_000, 1_000_000))
        made.append(Named(path, {"shop": shop}))
    return made


def test_a_plan_writes_nothing(pictures: list[Named], tmp_path: Path) -> None:
    plan = plan_copies("{shop}", pictures, tmp_path / "to")

    assert [copy.target.name for copy in plan] == ["Oak.jpg", "Elm.png", "Oak (2).jpg"]
    assert not (tmp_path / "to").exists()


def test_copies_are_the_same_bytes_and_the_originals_stay(
    pictures: list[Named], tmp_path: Path
) -> None:
    copied = carry_out(plan_copies("{shop}", pictures, tmp_path / "to"))

    assert copied.error is None
    assert {path.name: path.read_bytes() for path in (tmp_path / "to").iterdir()} == {
        "Oak.jpg": b"1.jpg" * 1000,
        "Elm.png": b"2.png" * 1000,
        "Oak (2).jpg": b"3.jpg" * 1000,
    }
    assert (tmp_path / "to" / "Oak.jpg").stat().st_mtime == 1_000_000
    assert all(Path(each.file).is_file() for each in pictures)


def test_names_that_are_there_are_left_alone(pictures: list[Named], tmp_path: Path) -> None:
    (tmp_path / "to").mkdir()
    (tmp_path / "to" / "oak.JPG").write_text("mine")

    plan = plan_copies("{shop}", pictures[:1], tmp_path / "to")
    carry_out(plan)

    assert plan[0].target.name == "Oak (2).jpg"
    assert (tmp_path / "to" / "oak.JPG").read_text() == "mine"


def test_a_file_that_came_meanwhile_is_not_replaced(pictures: list[Named], tmp_path: Path) -> None:
    plan = plan_copies("{shop}", pictures, tmp_path / "to")
    (tmp_path / "to").mkdir()
    plan[1].target.write_text("mine")

    copied = carry_out(plan)

    assert copied.error is not None
    assert [path.name for path, _ in copied.files] == ["Oak.jpg"]
    assert plan[1].target.read_text() == "mine"


def test_a_file_with_several_pages_is_copied_once(pictures: list[Named], tmp_path: Path) -> None:
    pages = [pictures[0], Named(pictures[0].file, {"shop": "second page"}), pictures[1]]

    plan = plan_copies("{shop}", pages, tmp_path / "to")

    assert [copy.target.name for copy in plan] == ["Oak.jpg", "Elm.png"]


def test_copies_are_taken_back_unless_they_were_changed(
    pictures: list[Named], tmp_path: Path
) -> None:
    copied = carry_out(plan_copies("{shop}", pictures, tmp_path / "to"))
    (tmp_path / "to" / "Elm.png").write_text("edited")
    (tmp_path / "to" / "Oak.jpg").unlink()

    assert take_back(copied) == 1
    assert [path.name for path in (tmp_path / "to").iterdir()] == ["Elm.png"]


def test_a_picture_that_is_gone_breaks_it_off(pictures: list[Named], tmp_path: Path) -> None:
    plan = (PlannedCopy(tmp_path / "gone.jpg", tmp_path / "to" / "a.jpg"),)

    copied = carry_out(plan)

    assert copied.files == ()
    assert copied.error is not None
    assert list((tmp_path / "to").iterdir()) == []
