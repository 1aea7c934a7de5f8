"""The look: contrast, icons that follow the colours, light and dark."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from inklift.desktop.appearance import Appearance, Scheme
from inklift.desktop.colours import DARK, LIGHT, Role

_ICONS = Path(__file__).parents[2] / "resources" / "icons"
# Their colours are their own: the program's icon, and what Qt itself loads for the style sheet.
_OWN_COLOURS = {"inklift", "drop-down", "drop-up", "checked-light", "checked-dark"}
_NAMES = sorted(file.stem for file in _ICONS.glob("*.svg"))


@pytest.fixture
def appearance(qapp: QApplication, checkout: Path) -> Iterator[Appearance]:
    appearance = Appearance(checkout / "resources", qapp)
    appearance.apply("light")
    yield appearance
    appearance.deleteLater()


def _luminance(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(first: str, second: str) -> float:
    dark, light = sorted(_luminance(QColor(name)) for name in (first, second))
    return (light + 0.05) / (dark + 0.05)


_TEXTS_ON_GROUNDS: list[tuple[Role, Role]] = [
    ("text", "window"),
    ("text", "base"),
    ("text", "raised"),
    ("text", "accent-soft"),
    ("text", "selected"),
    ("text", "info-soft"),
    ("text", "warning-soft"),
    ("text", "error-soft"),
    ("text", "success-soft"),
    ("muted", "window"),
    ("muted", "base"),
    ("muted", "raised"),
    ("muted", "canvas"),
    ("accent", "window"),
    ("accent", "base"),
    ("accent", "raised"),
    ("accent", "error-soft"),  # "Details" in the message bar
    ("accent", "warning-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-selected", "selected"),
    ("info", "base"),
    ("info", "info-soft"),
    ("warning", "base"),
    ("warning", "warning-soft"),
    ("error", "base"),
    ("error", "error-soft"),
    ("success", "base"),
    ("success", "success-soft"),
]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), _TEXTS_ON_GROUNDS)
def test_texts_can_be_read(colours: dict[Role, str], text: Role, ground: Role) -> None:
    assert _contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["window", "base", "raised"])
def test_borders_of_controls_can_be_seen(colours: dict[Role, str], ground: Role) -> None:
    assert _contrast(colours["edge"], colours[ground]) >= 3.0


@pytest.mark.parametrize("name", _NAMES)
def test_every_icon_is_a_drawing_in_one_voice(qapp: QApplication, name: str) -> None:
    drawing = (_ICONS / f"{name}.svg").read_text(encoding="utf-8")

    renderer = QSvgRenderer(QByteArray(drawing.encode()))

    assert renderer.isValid()
    if name not in _OWN_COLOURS:
        assert 'viewBox="0 0 24 24"' in drawing
        assert 'stroke="currentColor" stroke-width="1.75"' in drawing
        assert "#" not in drawing


def _colours_in(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    """The colours of the pixels that are covered fully."""
    image = icon.pixmap(QSize(48, 48), 1.0, mode).toImage()
    pixels = [image.pixelColor(x, y) for x in range(48) for y in range(48)]
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_an_icon_takes_the_colours_of_the_moment(appearance: Appearance) -> None:
    icon = appearance.icon("copy")
    light = _colours_in(icon)

    appearance.apply("dark")

    assert light == {LIGHT["text"]}
    assert _colours_in(icon) == {DARK["text"]}


@pytest.mark.parametrize(
    ("mode", "role"), [(QIcon.Mode.Disabled, "disabled"), (QIcon.Mode.Selected, "on-selected")]
)
def test_an_icon_shows_the_state_of_its_control(
    appearance: Appearance, mode: QIcon.Mode, role: Role
) -> None:
    icon = appearance.icon("save")

    assert _colours_in(icon, mode) == {LIGHT[role]}


def test_an_icon_may_have_a_colour_with_a_meaning(appearance: Appearance) -> None:
    icon = appearance.icon("too_big", "error")

    assert _colours_in(icon) == {LIGHT["error"]}


def test_an_icon_is_sharp_on_a_screen_with_200_percent(appearance: Appearance) -> None:
    icon = appearance.icon("settings")

    pixmap = icon.pixmap(QSize(20, 20), 2.0)

    enlarged = icon.pixmap(QSize(20, 20), 1.0).toImage().scaled(40, 40)
    assert pixmap.size() == QSize(40, 40)
    assert pixmap.devicePixelRatio() == 2.0
    assert pixmap.toImage() != enlarged
    assert pixmap.toImage() == icon.pixmap(QSize(40, 40), 1.0).toImage()


def test_an_icon_outlives_being_altered_by_qt(appearance: Appearance) -> None:
    original = appearance.icon("key")
    altered = []

    for _ in range(20):
        copy = QIcon(original)
        copy.addPixmap(QPixmap(4, 4))  # makes Qt ask for a clone
        altered.append(copy)
    gc.collect()

    assert all(_colours_in(icon) == {LIGHT["text"]} for icon in altered)


def test_an_unknown_icon_is_a_bug_that_shows_at_once(appearance: Appearance) -> None:
    with pytest.raises(FileNotFoundError):
        appearance.icon("no-such-icon")


@pytest.mark.parametrize("size_px", [16, 256])
def test_the_app_icon_fills_its_square_in_its_own_colours(
    appearance: Appearance, size_px: int
) -> None:
    image = appearance.app_icon().pixmap(QSize(size_px, size_px), 1.0).toImage()

    middle = image.pixelColor(size_px // 2, size_px * 2 // 5)
    edge = image.pixelColor(size_px // 2, size_px * 9 // 10)
    assert image.size() == QSize(size_px, size_px)
    assert _contrast(middle.name(), edge.name()) > 4


def test_the_scheme_changes_palette_and_announces_it(qtbot: QtBot, appearance: Appearance) -> None:
    with qtbot.waitSignal(appearance.changed):
        appearance.apply("dark")

    palette = QApplication.palette()
    assert appearance.is_dark
    assert palette.window().color().name() == DARK["window"]
    assert palette.text().color().name() == appearance.colour("text").name()


def test_marks_upon_pictures_do_not_change_with_the_scheme(appearance: Appearance) -> None:
    before = appearance.colour_on_paper("accent")

    appearance.apply("dark")

    assert appearance.colour_on_paper("accent") == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ticks_and_arrows_of_the_style_sheet_are_found(
    qtbot: QtBot, appearance: Appearance, scheme: Scheme
) -> None:
    appearance.apply(scheme)
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setChecked(True)
    box.resize(box.sizeHint())

    image = box.grab().toImage()

    seen = {image.pixelColor(x, y).name() for x in range(18) for y in range(image.height())}
    assert {appearance.colour("accent").name(), appearance.colour("on-accent").name()} <= seen


def test_texts_are_not_clipped_when_they_are_twice_as_large(
    qtbot: QtBot, qapp: QApplication, appearance: Appearance
) -> None:
    font = qapp.font()
    large = qapp.font()
    large.setPointSizeF(font.pointSizeF() * 2)

    qapp.setFont(large)
    button, line = QPushButton("Ägypten jq"), QLineEdit("Ägypten jq")
    qtbot.addWidget(button)
    qtbot.addWidget(line)
    hints = [button.sizeHint().height(), line.sizeHint().height()]
    qapp.setFont(font)

    assert min(hints) >= button.fontMetrics().height() * 1.2


def test_the_system_decides_when_it_is_asked(appearance: Appearance, qapp: QApplication) -> None:
    appearance.apply("dark")

    appearance.apply("system")

    system_is_dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert appearance.is_dark == system_is_dark


def test_icons_are_read_once(tmp_path: Path, qapp: QApplication) -> None:
    icons = tmp_path / "icons"
    icons.mkdir()
    (icons / "dot.svg").write_text((_ICONS / "ready.svg").read_text())
    appearance = Appearance(tmp_path, qapp)
    appearance.icon("dot")

    (icons / "dot.svg").unlink()

    assert not appearance.icon("dot").pixmap(16).toImage().isNull()
