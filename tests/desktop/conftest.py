"""What the tests of the window share: a loop, the bridge to it, and a look."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from fakes.window_services import FakePictures, WindowServices, window_services
from inklift.core.errors import AddressUnreachable
from inklift.desktop.appearance import Appearance
from inklift.desktop.bridge import Bridge
from inklift.desktop.controllers.session import Session
from inklift.desktop.translation import EnglishPlurals
from inklift.desktop.views.picture_texts import describe_row
from inklift.system.background import CoreLoop


@pytest.fixture
def loop() -> Iterator[CoreLoop]:
    with CoreLoop() as loop:
        yield loop


@pytest.fixture
def bridge(qapp: QApplication, loop: CoreLoop) -> Iterator[Bridge]:
    bridge = Bridge(loop)
    yield bridge

    loop.close()  # first, so that nobody speaks to a bridge that is gone
    qapp.processEvents()


@pytest.fixture
def owner(bridge: Bridge) -> Iterator[QObject]:
    """The parent of what a test makes; it goes with all its children."""
    owner = QObject()
    yield owner

    if shiboken6.isValid(owner):
        shiboken6.delete(owner)


@pytest.fixture
def pictures() -> FakePictures:
    return FakePictures()


@pytest.fixture
def services(qapp: QApplication, tmp_path: Path) -> Iterator[WindowServices]:
    async def fetch(address: str, out: Path, named_by_user: bool) -> None:
        raise AddressUnreachable(address)

    services = window_services(tmp_path / "services", fetch)
    yield services

    services.aside.shutdown()


@pytest.fixture
def session(services: WindowServices, bridge: Bridge, owner: QObject) -> Session:
    return Session(services, bridge, describe_row, owner)  # type: ignore[arg-type]


@pytest.fixture
def appearance(qapp: QApplication, checkout: Path) -> Iterator[Appearance]:
    appearance = Appearance(checkout / "resources", qapp)
    appearance.apply("light")
    yield appearance
    appearance.deleteLater()


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    """Plurals as the program itself shows them."""
    plurals = EnglishPlurals()
    qapp.installTranslator(plurals)
    yield

    qapp.removeTranslator(plurals)
