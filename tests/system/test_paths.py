"""Where things are kept, and the scratch folder that never outlives its process for long."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from inklift.core.errors import DiskFull, FolderReadOnly
from inklift.system.file_lock import FileLock
from inklift.system.paths import DataPaths, ScratchFolder, as_storage_error, ensure
from inklift.system.resources import resource

GUI = Path(__file__).parents[2] / "gui"
ALL = (
    "settings_file",
    "window_state_file",
    "database_folder",
    "pasted_folder",
    "rescued_folder",
    "thumbnails_folder",
    "scratch_root",
    "log_folder",
)


@pytest.fixture
def scratch(tmp_path: Path) -> Iterator[ScratchFolder]:
    folder = ScratchFolder(tmp_path / "scratch")
    yield folder
    folder.close()


def test_the_data_folder_of_the_environment_holds_everything(tmp_path: Path) -> None:
    paths = DataPaths.of_this_computer({"INKLIFT_DATA_DIR": str(tmp_path / "all")})

    assert all(getattr(paths, name).is_relative_to(tmp_path / "all") for name in ALL)
    assert not (tmp_path / "all").exists()


def test_a_relative_data_folder_is_made_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    paths = DataPaths.of_this_computer({"INKLIFT_DATA_DIR": "here"})

    assert paths.settings_file.is_relative_to(tmp_path / "here")


def test_the_home_of_somebody_unknown_is_no_place_for_data() -> None:
    with pytest.raises(FolderReadOnly, match="INKLIFT_DATA_DIR"):
        DataPaths.of_this_computer({"INKLIFT_DATA_DIR": "~nobody-of-that-name/x"})


def test_otherwise_the_platforms_folders_are_used() -> None:
    paths = DataPaths.of_this_computer({"INKLIFT_DATA_DIR": ""})

    assert all("Inklift" in getattr(paths, name).parts for name in ALL)
    assert len({getattr(paths, name) for name in ALL}) == len(ALL)


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such mode there")
def test_a_folder_is_made_for_this_user_alone(tmp_path: Path) -> None:
    made = ensure(tmp_path / "a" / "b")

    assert made.stat().st_mode & 0o777 == 0o700
    assert ensure(made) == made


def test_errors_of_the_disk_become_ours(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(FolderReadOnly):
        ensure(tmp_path / "file" / "below")

    assert isinstance(as_storage_error(OSError(28, "No space left on device")), DiskFull)


def test_scratch_is_removed_with_all_it_holds(scratch: ScratchFolder, tmp_path: Path) -> None:
    folder = scratch.open()
    (folder / "prepared.jpg").write_bytes(b"picture")

    scratch.close()

    assert list((tmp_path / "scratch").iterdir()) == []


def test_scratch_of_a_living_process_stays(scratch: ScratchFolder, tmp_path: Path) -> None:
    folder = scratch.open()
    (folder / "prepared.jpg").write_bytes(b"picture")

    other = ScratchFolder(tmp_path / "scratch")
    other_folder = other.open()
    other.close()

    assert (folder / "prepared.jpg").exists()
    assert not other_folder.exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from inklift.system.paths import ScratchFolder
folder = ScratchFolder(Path(sys.argv[1])).open()
(folder / "prepared.jpg").write_bytes(b"picture")
print(folder, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_scratch_of_a_killed_process_is_swept(scratch: ScratchFolder, tmp_path: Path) -> None:
    root = tmp_path / "scratch"
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(root)],
        env={**os.environ, "PYTHONPATH": str(GUI)},
        capture_output=True,
        text=True,
        check=False,
    )
    left = Path(killed.stdout.strip())
    assert (left / "prepared.jpg").exists()

    mine = scratch.open()

    assert not left.exists()
    assert sorted(root.iterdir()) == [mine, mine.with_suffix(".lock")]


def test_a_lock_has_one_holder(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")

    assert first.acquire()
    assert not first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()


def test_resources_are_found_in_a_checkout_and_in_a_package(tmp_path: Path) -> None:
    checkout_resources = GUI.parent / "resources"
    package = tmp_path / "site-packages" / "inklift"
    (package / "system").mkdir(parents=True)
    (package / "resources" / "icons").mkdir(parents=True)
    for name in ("__init__.py", "system/__init__.py", "system/resources.py"):
        (package / name).write_bytes((GUI / "inklift" / name).read_bytes())

    installed = subprocess.run(
        [
            sys.executable,
            "-c",
            "from inklift.system.resources import resource; print(resource('icons/copy.svg'))",
        ],
        env={**os.environ, "PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert resource("icons/copy.svg") == checkout_resources / "icons" / "copy.svg"
    assert Path(installed.stdout.strip()) == package / "resources" / "icons" / "copy.svg"
