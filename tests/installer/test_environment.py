"""When the set-up of a checkout counts as done, and what has to be done again after a change."""

import shutil
import sys
from pathlib import Path

import pytest

from dev_environment import Environment, Stage, not_fetched


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout that consists of what the stamps are made of."""
    folder = tmp_path / "project"
    (folder / "installer").mkdir(parents=True)
    (folder / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (folder / "installer" / "constraints.txt").write_text("numpy==2.4.6\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder `.venv` as `make` leaves it, without what takes the time: pip."""
    folder = tmp_path_factory.mktemp("made")
    environment = Environment(folder)
    environment.make()
    return folder


def _finish(environment: Environment, stage: Stage) -> None:
    environment.stamp(stage.stamp, environment.requirements_key())


def _make(project: Path) -> Environment:
    """An environment that looks like a finished one: a Python and the stamp."""
    environment = Environment(project)
    environment.python.parent.mkdir(parents=True)
    environment.python.symlink_to(sys.executable)
    environment.stamp("made", environment.identity)
    return environment


def test_a_new_environment_has_a_python_and_pip_but_not_the_project(made: Path) -> None:
    environment = Environment(made)

    assert environment.is_made()
    assert environment.python.exists()
    assert environment.script("pip").exists()
    (made / "pyproject.toml").write_text("", encoding="utf-8")
    (made / "installer").mkdir()
    (made / "installer" / "constraints.txt").write_text("", encoding="utf-8")
    assert not environment.has(Stage.RUN)


def test_a_half_made_environment_is_not_made_and_is_replaced(tmp_path: Path) -> None:
    environment = Environment(tmp_path)
    environment.python.parent.mkdir(parents=True)
    environment.python.write_text("half a file", encoding="utf-8")
    left_over = environment.folder / "left-over"
    left_over.touch()
    was_made = environment.is_made()

    environment.make()

    assert not was_made
    assert environment.is_made()
    assert not left_over.exists()


def test_the_test_stage_serves_for_running_but_not_the_other_way_round(project: Path) -> None:
    environment = _make(project)

    _finish(environment, Stage.RUN)
    after_run = environment.has(Stage.RUN), environment.has(Stage.TEST)
    _finish(environment, Stage.TEST)

    assert after_run == (True, False)
    assert environment.has(Stage.TEST)


@pytest.mark.parametrize("changed", ["pyproject.toml", "installer/constraints.txt"])
def test_changed_requirements_are_installed_again_into_the_same_environment(
    project: Path, changed: str
) -> None:
    environment = _make(project)
    _finish(environment, Stage.TEST)

    (project / changed).write_text("something else", encoding="utf-8")

    assert environment.is_made()
    assert not environment.has(Stage.RUN)


def test_a_moved_checkout_needs_a_new_environment(project: Path, tmp_path: Path) -> None:
    environment = _make(project)
    _finish(environment, Stage.RUN)
    was_there = environment.has(Stage.RUN)

    moved = Environment(Path(shutil.move(project, tmp_path / "elsewhere")))

    assert was_there
    assert not moved.is_made()
    assert not moved.has(Stage.RUN)


def test_an_installation_that_was_killed_needs_a_new_environment(project: Path) -> None:
    environment = _make(project)
    _finish(environment, Stage.RUN)

    (environment.folder / "unfinished").touch()

    assert not environment.is_made()
    assert not environment.has(Stage.RUN)


def test_an_environment_whose_python_is_gone_needs_a_new_one(project: Path) -> None:
    environment = _make(project)

    environment.python.unlink()
    environment.python.symlink_to(project / "python-that-was-removed")

    assert not environment.is_made()


def test_another_python_needs_another_environment(project: Path) -> None:
    environment = _make(project)

    environment.stamp("made", environment.identity.replace(sys.base_prefix, "/opt/python3.12"))

    assert not environment.is_made()


@pytest.mark.parametrize(
    ("pip_says", "package"),
    [
        (
            "Collecting hatchling\n"
            "ERROR: Could not find a version that satisfies the requirement numpy==2.4.6 (from …)\n"
            "ERROR: No matching distribution found for numpy==2.4.6\n",
            "numpy==2.4.6",
        ),
        (
            "Collecting rapidocr (from inklift==0.1.0)\n"
            "Collecting onnxruntime\n"
            "  Downloading onnxruntime-1.32.0.whl (18.1 MB)\n"
            "ReadTimeoutError: HTTPSConnectionPool: Read timed out.\n",
            "onnxruntime-1.32.0.whl",
        ),
        (
            "WARNING: Retrying (…) after connection broken by 'NewConnectionError(…)'\n"
            "ERROR: Cannot install hatchling because these package versions have conflicting "
            "dependencies.\n"
            "    The user requested hatchling\n"
            "    The user requested (constraint) hatchling==1.33.0\n",
            "hatchling==1.33.0",
        ),
        ("Connection reset by peer\n", "the Python packages"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device\n", ""),
    ],
)
def test_what_could_not_be_fetched_is_named(pip_says: str, package: str) -> None:
    lines = pip_says.splitlines(keepends=True)

    assert not_fetched(lines) == package
