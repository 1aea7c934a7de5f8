"""Paints one earlier run of the list: prompt, date and engine, what came of it."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inklift.desktop.appearance import SPACE_M_PX, SPACE_S_PX, SPACE_XS_PX, Appearance
from inklift.desktop.item_models.run_list import RunRole
from inklift.desktop.views.row_lines import draw_line, three_lines


class RunDelegate(QStyledItemDelegate):
    """All rows have one height."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, 3 * (option.fontMetrics.lineSpacing() + SPACE_XS_PX) + 2 * SPACE_S_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        plain = QFont(option.font)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        area = option.rect.adjusted(SPACE_M_PX, SPACE_S_PX, -SPACE_M_PX, -SPACE_S_PX)
        lines = three_lines(area, plain)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.setPen(option.palette.color(role))
        draw_line(painter, lines[0], index.data(RunRole.TITLE), bold, Qt.TextElideMode.ElideRight)
        if not selected:
            painter.setPen(self._appearance.colour("muted"))
        for place, text in zip(lines[1:], index.data(RunRole.LINES), strict=True):
            draw_line(painter, place, text, plain, Qt.TextElideMode.ElideRight)
