"""How the program looks: light and dark palettes, icons by name, fonts and spacing."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from PySide6 import QtCore  # its `Qt` takes 20 ms when first named, which the first paint can spare
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from inklift.desktop.colours import DARK, LIGHT, Role
from inklift.desktop.style_sheet import style_sheet

# All distances in the window are taken from this grid (logical pixels).
SPACE_XS_PX: Final = 4
SPACE_S_PX: Final = 8
SPACE_M_PX: Final = 12
SPACE_L_PX: Final = 16
SPACE_XL_PX: Final = 24
ICON_PX: Final = 20

Scheme = Literal["system", "light", "dark"]


class Appearance(QObject):
    """Everything that is a matter of taste, in one place. Lives on the GUI thread.

    `resources` is the folder that holds `icons/`. The icons are read from it when they are first
    asked for: some forty files of less than a kilobyte, which costs less than handing them over
    from another thread would.
    """

    changed = Signal()  # colours are other ones now; icons change by themselves

    def __init__(self, resources: Path, application: QApplication) -> None:
        super().__init__(application)
        self._icons_folder = resources / "icons"
        self._application = application
        self._drawings: dict[str, str] = {}
        self._scheme: Scheme | None = None  # none: nothing is dressed yet
        self._dark = False
        application.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)

    @property
    def is_dark(self) -> bool:
        return self._dark

    def apply(self, scheme: Scheme) -> None:
        """Dress the whole application: style, palette and style sheet.

        That takes some 50 ms; what is dressed so already costs nothing.
        """
        if scheme == self._scheme:
            return
        self._scheme = scheme
        wanted = {
            "system": QtCore.Qt.ColorScheme.Unknown,
            "light": QtCore.Qt.ColorScheme.Light,
            "dark": QtCore.Qt.ColorScheme.Dark,
        }[scheme]
        # Also turns title bars and native dialogs, where the platform can.
        self._application.styleHints().setColorScheme(wanted)
        if self._application.style().name().lower() != "fusion":
            self._application.setStyle("fusion")
        self._dress()

    def colour(self, role: Role) -> QColor:
        return QColor((DARK if self._dark else LIGHT)[role])

    def colour_on_paper(self, role: Role) -> QColor:
        """The colour for marks upon a picture: pictures stay light when the window is dark."""
        return QColor(LIGHT[role])

    def icon(self, name: str, role: Role = "text") -> QIcon:
        """The icon `name` (`resources/icons/NAME.svg`; `_` counts as `-`) in the colour `role`.

        It follows the palette by itself, is grey where a control is disabled, and is sharp on
        every screen. FileNotFoundError for a name that is not there.
        """
        from inklift.desktop.svg_icon import SvgIconEngine

        drawing = self._drawing(name.replace("_", "-"))

        def colour_for(mode: QIcon.Mode) -> QColor:
            if mode == QIcon.Mode.Disabled:
                return self.colour("disabled")
            if mode == QIcon.Mode.Selected and role == "text":
                return self.colour("on-selected")
            return self.colour(role)

        return QIcon(SvgIconEngine(drawing, colour_for))

    def app_icon(self) -> QIcon:
        """The program's own icon, in its own colours."""
        from inklift.desktop.svg_icon import SvgIconEngine

        return QIcon(SvgIconEngine(self._drawing("inklift"), lambda _mode: QColor()))

    def headline_font(self) -> QFont:
        """The interface font, larger and bolder, for the one headline of an area."""
        font = QFont(self._application.font())
        font.setPointSizeF(font.pointSizeF() * 1.35)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def fixed_font(self) -> QFont:
        """The system's fixed-width font at the size of the interface font."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self._application.font().pointSizeF())
        return font

    def _drawing(self, name: str) -> str:
        if name not in self._drawings:
            path = self._icons_folder / f"{name}.svg"
            self._drawings[name] = path.read_text(encoding="utf-8")
        return self._drawings[name]

    def _dress(self) -> None:
        system_is_dark = self._application.styleHints().colorScheme() == QtCore.Qt.ColorScheme.Dark
        # A platform without colour schemes ignores the wish: then ours counts alone.
        self._dark = self._scheme == "dark" or (self._scheme == "system" and system_is_dark)
        colours: Mapping[Role, QColor] = {role: self.colour(role) for role in LIGHT}
        self._application.setPalette(_palette(colours))
        self._application.setStyleSheet(style_sheet(colours, self._icons_folder, dark=self._dark))
        self.changed.emit()

    @Slot()
    def _on_system_scheme_changed(self) -> None:
        system_is_dark = self._application.styleHints().colorScheme() == QtCore.Qt.ColorScheme.Dark
        if self._scheme == "system" and system_is_dark != self._dark:
            self._dress()


def _palette(colours: Mapping[Role, QColor]) -> QPalette:
    palette = QPalette()
    roles: dict[QPalette.ColorRole, Role] = {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "base",
        QPalette.ColorRole.AlternateBase: "window",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Button: "raised",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.BrightText: "error",
        QPalette.ColorRole.Highlight: "selected",
        QPalette.ColorRole.HighlightedText: "on-selected",
        QPalette.ColorRole.Accent: "accent",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.LinkVisited: "accent",
        QPalette.ColorRole.ToolTipBase: "raised",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Midlight: "line",
        QPalette.ColorRole.Light: "raised",
        QPalette.ColorRole.Dark: "edge",
    }
    for palette_role, role in roles.items():
        palette.setColor(palette_role, colours[role])
    for palette_role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.HighlightedText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, palette_role, colours["disabled"])
    return palette
