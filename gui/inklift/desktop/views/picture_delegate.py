"""Paints one picture of the list: thumbnail, name, page, and how far it is."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inklift.core.pictures import PictureSource, PictureState
from inklift.desktop.appearance import (
    SPACE_L_PX,
    SPACE_M_PX,
    SPACE_S_PX,
    SPACE_XS_PX,
    Appearance,
)
from inklift.desktop.colours import Role as Colour
from inklift.desktop.item_models.picture_list import Role
from inklift.desktop.views.picture_texts import STATE_ICONS, short_name, state_text
from inklift.desktop.views.row_lines import draw_line, three_lines

_STATE_COLOURS: dict[PictureState, Colour] = {
    PictureState.READY: "muted",
    PictureState.PREPARING: "accent",
    PictureState.READING: "accent",
    PictureState.DONE: "success",
    PictureState.CHECK: "warning",
    PictureState.FAILED: "error",
    PictureState.TOO_BIG: "error",
}
_THUMBNAIL_PX = 64


class PictureDelegate(QStyledItemDelegate):
    """All rows have one height, so that a view of thousands asks only for those in sight."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        text_height = 3 * option.fontMetrics.lineSpacing() + 2 * SPACE_XS_PX
        return QSize(0, max(_THUMBNAIL_PX, text_height) + 2 * SPACE_S_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        source = index.data(Role.SOURCE)
        state = PictureState(index.data(Role.STATE))  # Qt makes a plain text of it on the way
        assert isinstance(source, PictureSource)
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        inner = option.rect.adjusted(SPACE_S_PX, SPACE_S_PX, -SPACE_S_PX, -SPACE_S_PX)
        frame = QRect(inner.left(), inner.top(), _THUMBNAIL_PX, inner.height())
        self._paint_thumbnail(painter, frame, index.data(Role.THUMBNAIL))
        text = inner.adjusted(_THUMBNAIL_PX + SPACE_M_PX, 0, 0, 0)
        self._paint_texts(painter, text, option, source, state, index.data(Role.DETAIL))

    def _paint_thumbnail(self, painter: QPainter, frame: QRect, pixmap: object) -> None:
        if isinstance(pixmap, QPixmap):
            size = pixmap.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QStyle.alignedRect(
                Qt.LayoutDirection.LeftToRight, Qt.AlignmentFlag.AlignCenter, size, frame
            )
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(place, pixmap)
            painter.setPen(self._appearance.colour("line"))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        else:
            self._appearance.icon("picture", "disabled").paint(
                painter, frame.adjusted(SPACE_L_PX, SPACE_L_PX, -SPACE_L_PX, -SPACE_L_PX)
            )

    def _paint_texts(
        self,
        painter: QPainter,
        area: QRect,
        option: QStyleOptionViewItem,
        source: PictureSource,
        state: PictureState,
        detail: str,
    ) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        plain = QFont(option.font)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        lines = three_lines(area, plain)
        line_height = lines[0].height()
        text_role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.setPen(option.palette.color(text_role))
        draw_line(painter, lines[0], short_name(source), bold)
        if not selected:
            painter.setPen(self._appearance.colour("muted"))
        draw_line(painter, lines[1], detail, plain)
        colour = _STATE_COLOURS[state]
        icon_px = QFontMetrics(plain).height()
        icon_place = QRect(lines[2].left(), lines[2].top(), icon_px, line_height)
        self._appearance.icon(STATE_ICONS[state], colour).paint(painter, icon_place)
        painter.setPen(self._appearance.colour(colour))
        draw_line(
            painter, lines[2].adjusted(icon_px + SPACE_XS_PX, 0, 0, 0), state_text(state), plain
        )
