"""Locks of runs: held by one, told to all, and without a trace when only looked at."""

from pathlib import Path

import pytest

from inklift.core.errors import DatabaseLocked
from inklift.storage.locks import RunLocks


def test_a_lock_is_held_by_one_and_seen_by_all(tmp_path: Path) -> None:
    mine, other = RunLocks(tmp_path / "locks"), RunLocks(tmp_path / "locks")
    mine.take("a")

    with pytest.raises(DatabaseLocked):
        other.take("a")

    assert (mine.is_mine("a"), other.is_mine("a")) == (True, False)
    assert (mine.is_alive("a"), other.is_alive("a")) == (True, True)
    mine.free("a")
    assert (mine.is_alive("a"), other.is_alive("a")) == (False, False)
    other.take("a")
    other.free_all()


def test_looking_makes_nothing(tmp_path: Path) -> None:
    locks = RunLocks(tmp_path / "locks")

    assert not locks.is_alive("a")

    assert list(tmp_path.iterdir()) == []


def test_a_lock_file_left_behind_holds_nothing(tmp_path: Path) -> None:
    left = tmp_path / "a.lock"
    left.write_bytes(b"")
    locks = RunLocks(tmp_path)

    assert not locks.is_alive("a")
    locks.take("a")
    locks.free("a")

    assert not left.exists()
