"""Which Debian packages are asked for, how they are installed, and what a plain user is told."""

import sys
from pathlib import Path

import pytest

import dev_debian
from dev_debian import Qt
from dev_programs import SetUpStoppedError

# As `ldd` of a bare Debian 12 prints it.
_LISTING = """\
/checkout/.venv/lib/python3.11/site-packages/PySide6/Qt/lib/libQt6Gui.so.6:
\tlinux-vdso.so.1 (0x00007ffd5d3f2000)
\tlibEGL.so.1 => not found
\tlibQt6DBus.so.6 => /checkout/libQt6DBus.so.6 (0x00007f6a6a000000)
\tlibglib-2.0.so.0 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f6a69c00000)
/checkout/.venv/lib/python3.11/site-packages/PySide6/Qt/plugins/platforms/libqxcb.so:
\tlibEGL.so.1 => not found
\tlibgthread-2.0.so.0 => not found
\tlibxcb-cursor.so.0 => not found
"""

on_debian = pytest.mark.skipif(not dev_debian.is_debian(), reason="needs apt and dpkg")


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program `apt-get` that notes what it is asked for; `says` and `status` are its answer."""
    program = tmp_path / "bin" / "apt-get"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\ncd {tmp_path}\necho "$DEBIAN_FRONTEND: $@" >> asked\n'
        "cat says 2>/dev/null\nexit $(cat status 2>/dev/null || echo 0)\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    return tmp_path


def test_the_libraries_that_the_loader_misses_lead_to_packages() -> None:
    sonames = dev_debian.sonames_not_found(_LISTING)

    packages = dev_debian.packages_of(sonames)

    assert packages == ["libegl1", "libglib2.0-0", "libxcb-cursor0"]


def test_a_library_of_an_unknown_package_is_named() -> None:
    with pytest.raises(SetUpStoppedError, match=r"Qt needs libnew\.so\.7"):
        dev_debian.packages_of(["libEGL.so.1", "libnew.so.7"])


@pytest.mark.skipif(sys.platform != "linux", reason="asks the loader of Linux")
def test_where_qt_works_no_library_is_missing() -> None:
    import PySide6

    missing = dev_debian.missing_sonames(Path(PySide6.__path__[0]), Qt.OFFSCREEN)

    assert missing == []


@on_debian
def test_dpkg_tells_what_is_missing() -> None:
    missing = dev_debian.missing_packages(["dpkg", "no-such-package-at-all"])

    assert missing == ["no-such-package-at-all"]


@on_debian
def test_root_installs_without_being_asked_anything(apt: Path) -> None:
    dev_debian.install(["libegl1", "libgl1"], root_through=[])

    update, install = (apt / "asked").read_text(encoding="utf-8").splitlines()
    assert update.endswith(" update")
    assert install.startswith("noninteractive: ")
    assert install.endswith(" install --no-install-recommends libegl1 libgl1")


def test_a_plain_user_gets_the_one_line_to_run() -> None:
    with pytest.raises(SetUpStoppedError) as stopped:
        dev_debian.install(["libegl1", "libgl1"], root_through=None)

    assert str(stopped.value).splitlines()[-1] == (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    )


@on_debian
@pytest.mark.parametrize(
    ("apt_says", "sentence"),
    [
        ("E: Unable to locate package libegl1", "Could not fetch these Debian packages: libegl1."),
        ("E: Failed to fetch libegl1.deb", "Could not fetch these Debian packages: libegl1."),
        ("E: Sub-process /usr/bin/dpkg returned an error", "apt-get could not install libegl1:"),
    ],
)
def test_an_apt_that_fails_is_told_in_a_sentence(apt: Path, apt_says: str, sentence: str) -> None:
    (apt / "says").write_text(apt_says, encoding="utf-8")
    (apt / "status").write_text("100", encoding="utf-8")

    with pytest.raises(SetUpStoppedError) as stopped:
        dev_debian.install(["libegl1"], root_through=[])

    assert str(stopped.value).startswith(sentence)
