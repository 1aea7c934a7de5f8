"""The Debian packages that Qt and the tests need: which are missing, and how they get here."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from dev_programs import SetUpStoppedError, say, succeeds

TEST_PACKAGES = (  # what the tests drive a real window with
    "at-spi2-core",
    "curl",
    "dbus",
    "fontconfig",
    "fonts-dejavu-core",
    "gir1.2-atspi-2.0",
    "gnome-keyring",
    "imagemagick",
    "openbox",
    "python3-gi",
    "x11-utils",
    "xauth",
    "xclip",
    "xdotool",
    "xvfb",
)
LARGE_TEST_PACKAGES = ("chromium", "chromium-driver", "libreoffice-calc")  # for `--all` alone

# The libraries that some file of the PySide6 wheel asks for and that it does not bring along.
_PACKAGE_OF_SONAME = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libICE.so.6": "libice6",
    "libOpenGL.so.0": "libopengl0",
    "libSM.so.6": "libsm6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libXau.so.6": "libxau6",
    "libXdmcp.so.6": "libxdmcp6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libgbm.so.1": "libgbm1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinput.so.0": "libxcb-xinput0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}


class Qt(StrEnum):
    """What Qt shall be able to do here."""

    OFFSCREEN = "qt-offscreen"  # draw into pictures
    SCREEN = "qt-screen"  # show a window under X11 and Wayland


_FILES_OF_QT = {
    Qt.OFFSCREEN: (
        "QtWidgets.*.so",
        "Qt/lib/libQt6Core.so.6",
        "Qt/lib/libQt6DBus.so.6",
        "Qt/lib/libQt6Gui.so.6",
        "Qt/lib/libQt6Svg.so.6",
        "Qt/lib/libQt6Widgets.so.6",
        "Qt/plugins/platforms/libqoffscreen.so",
    ),
    Qt.SCREEN: (
        "Qt/lib/libQt6XcbQpa.so.6",
        "Qt/plugins/platforms/libqxcb.so",
        "Qt/plugins/platforms/libqwayland*.so",
        "Qt/plugins/wayland-shell-integration/*.so",
    ),
}


def is_debian() -> bool:
    return bool(shutil.which("apt-get") and shutil.which("dpkg-query"))


def database_state() -> str:
    """Changes whenever a package comes or goes, and from one machine or container to the next."""
    try:
        found = Path("/var/lib/dpkg/status").stat()
    except OSError:
        return ""
    return f"{found.st_mtime_ns} {found.st_size}"


def missing_packages(wanted: Iterable[str]) -> list[str]:
    """Those of `wanted` that dpkg does not call installed."""
    names = sorted(wanted)
    if not names:
        return []
    listing = subprocess.run(
        ["dpkg-query", "--show", "--showformat", "${Package} ${db:Status-Status}\n", *names],
        capture_output=True,
        text=True,
    ).stdout
    installed = {line.split()[0] for line in listing.splitlines() if line.endswith(" installed")}
    return [name for name in names if name not in installed]


def missing_sonames(pyside: Path, wanted: Qt) -> list[str]:
    """The libraries that the loader does not find for the installed PySide6 in folder `pyside`."""
    patterns = _FILES_OF_QT[Qt.OFFSCREEN]
    if wanted is Qt.SCREEN:
        patterns += _FILES_OF_QT[Qt.SCREEN]
    files = [str(file) for pattern in patterns for file in sorted(pyside.glob(pattern))]
    if not files or not shutil.which("ldd"):
        return []
    listing = subprocess.run(["ldd", *files], capture_output=True, text=True).stdout
    return sonames_not_found(listing)


def sonames_not_found(ldd_listing: str) -> list[str]:
    return sorted(set(re.findall(r"^\s*(\S+) => not found$", ldd_listing, re.MULTILINE)))


def packages_of(sonames: Iterable[str]) -> list[str]:
    """The packages that bring these libraries; stops when one is not known."""
    wanted = set(sonames)
    unknown = sorted(wanted - _PACKAGE_OF_SONAME.keys())
    if unknown:
        raise SetUpStoppedError(
            f"Qt needs {', '.join(unknown)}: please install what brings it, then start again."
        )
    return sorted({_PACKAGE_OF_SONAME[soname] for soname in wanted})


def install_command(packages: Sequence[str]) -> str:
    """The one line that a person pastes into a terminal."""
    names = " ".join(packages)
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}"


def install(packages: Sequence[str], root_through: Sequence[str] | None) -> None:
    """Install the packages, or stop with the line that a person has to run.

    `root_through` stands before a command that shall run as root; see `way_to_root`.
    """
    if not packages:
        return
    names = ", ".join(packages)
    if root_through is None:
        raise SetUpStoppedError(
            "Some Debian packages are missing. Please run this, then start again:\n"
            + install_command(packages)
        )
    say(f"Installing Debian packages: {names}")
    apt = [*root_through, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    apt += ["-o", "DPkg::Lock::Timeout=300"]
    subprocess.run([*apt, "update"], capture_output=True)  # if it fails, old lists may still do
    finished = subprocess.run(
        [*apt, "install", "--no-install-recommends", *packages],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if finished.returncode == 0:
        return
    if re.search(r"Unable to (fetch|locate)|Failed to fetch|no installation cand", finished.stdout):
        raise SetUpStoppedError(
            f"Could not fetch these Debian packages: {names}. Is this computer online, and do its "
            "package sources have them?"
        )
    raise SetUpStoppedError(f"apt-get could not install {names}:\n{finished.stdout[-2000:]}")


def way_to_root() -> list[str] | None:
    """What to put before a command so that it runs as root: nothing for root, a sudo that asks for
    no password, or None when there is no way."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and succeeds(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None
