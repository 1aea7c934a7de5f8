"""The built wheel brings the data files along, and the way to start the program."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def names(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What lies in a wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=checkout,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        return file.namelist()


@pytest.mark.parametrize(
    ("folder", "endings"),
    [("icons", (".svg",)), ("templates", (".json",)), ("samples", (".png", ".jpg"))],
)
def test_the_wheel_holds_every_file_of(
    names: list[str], checkout: Path, folder: str, endings: tuple[str, ...]
) -> None:
    there = {file.name for file in (checkout / "resources" / folder).iterdir()}

    prefix = f"inklift/resources/{folder}/"
    packed = {name.removeprefix(prefix) for name in names if name.startswith(prefix)}

    assert any(name.endswith(endings) for name in packed)
    assert packed == there


def test_the_wheel_holds_the_package_and_nothing_beside_it(names: list[str]) -> None:
    tops = {name.partition("/")[0] for name in names}

    packages = {top for top in tops if not top.endswith(".dist-info")}

    assert packages == {"inklift"}
    assert "inklift/core/errors.py" in names
