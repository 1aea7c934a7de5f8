"""What the tests of the window share: a loop, the bridge to it, and a look."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.window_bench import WindowBench
from fakes.window_services import FakePictures, WindowServices, window_services
from inklift.core.errors import AddressUnreachable
from inklift.desktop.appearance import Appearance
from inklift.desktop.bridge import Bridge
from inklift.desktop.controllers.session import Session
from inklift.desktop.translation import EnglishPlurals
from inklift.desktop.views.main_window import MainWindow
from inklift.desktop.views.picture_texts import describe_row
from inklift.desktop.views.workbench import Workbench
from inklift.services.templates import ready_templates
from inklift.system.background import CoreLoop


@pytest.fixture(autouse=True)
def _widgets_go_at_once(qapp: QApplication) -> Iterator[None]:
    """Qt would keep what a test closed until a loop runs, and dress it anew for each test."""
    yield

    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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


@pytest.fixture
def bench(
    qtbot: QtBot,
    services: WindowServices,
    session: Session,
    appearance: Appearance,
    english: None,
    checkout: Path,
    tmp_path: Path,
) -> Iterator[WindowBench]:
    """The whole window, shown at the smallest size it has to work at."""
    window = MainWindow(appearance)
    window.restore_layout({})
    window.resize(1024, 700)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    templates = ready_templates(checkout / "resources" / "templates")
    sample = checkout / "resources" / "samples" / "till-receipt.png"
    workbench = Workbench(window, session, appearance, templates, sample)
    yield WindowBench(qtbot, window, workbench, services, tmp_path)

    shiboken6.delete(window)  # before what it shows
