"""The middle column: the selected picture, large."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QImage, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from inklift.core.pictures import PictureSource
from inklift.desktop.appearance import SPACE_S_PX, Appearance
from inklift.desktop.views.panel_header import PanelHeader
from inklift.desktop.views.picture_texts import short_name
from inklift.desktop.widgets.elided_label import ElidedLabel
from inklift.desktop.widgets.naming import named
from inklift.desktop.widgets.picture_view import PictureBox, PictureView, Zoom


class PicturePane(QWidget):
    """Shows one picture. `sharper_wanted` when the user looks closer than its pixels allow."""

    sharper_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("PicturePane")
        self._source_id: str | None = None

        self._title = ElidedLabel()
        self._title.setObjectName("PictureTitle")
        self._zoom = named(QLabel(), "ZoomLevel", self.tr("Zoom"))
        self._zoom.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._zoom.setContentsMargins(SPACE_S_PX, 0, SPACE_S_PX, 0)
        self.header = PanelHeader(self._title)
        self.header.add(self._zoom)

        self.view = PictureView(appearance)
        self.view.setObjectName("Picture")
        self.view.setAccessibleName(self.tr("Picture"))
        self.view.zoom_changed.connect(self._on_zoom_changed)
        self.view.sharper_wanted.connect(lambda _: self.sharper_wanted.emit())

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.view, 1)
        self.show_nothing("")

    def add_buttons(self, actions: list[QAction]) -> None:
        for action in actions:
            self.header.add_action(action)

    @property
    def shown_id(self) -> str | None:
        """The id of the source whose pixels are in view; they come a moment after its title."""
        return self._source_id

    def show_title(self, source: PictureSource | None) -> None:
        self._title.setText("" if source is None else _title_of(source))

    def show_image(self, image: QImage, source: PictureSource) -> None:
        """A first, or a sharper, rendering of a picture."""
        if source.id == self._source_id and self.view.has_picture:
            self.view.sharpen(image)
            return
        self._source_id = source.id
        self.view.set_image(image, QSize(source.width_px, source.height_px))

    def show_places(self, places: Sequence[PictureBox], *, zoom: bool = False) -> None:
        """Mark where values stand; with `zoom` the current one is brought near."""
        self.view.set_boxes(places)
        current = [place.rect for place in places if place.is_current]
        if zoom and current:
            around = current[0]
            for rect in current[1:]:
                around = around.united(rect)
            self.view.zoom_to_rect(around)

    def show_nothing(self, why: str) -> None:
        self._source_id = None
        self.view.clear()
        self.view.set_placeholder(why)
        self._zoom.clear()

    def forget_picture(self) -> None:
        """The next image is of another picture, even if its source has the same id (a turn)."""
        self._source_id = None

    def _on_zoom_changed(self, zoom: Zoom) -> None:
        self._zoom.setText(f"{round(zoom.factor * 100)} %" if self.view.has_picture else "")


def _title_of(source: PictureSource) -> str:
    name = short_name(source)
    return f"{name} ({source.page}/{source.page_count})" if source.page_count > 1 else name
