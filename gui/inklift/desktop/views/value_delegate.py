"""Draws a value with the sign of what is known of it, and lets it be typed over."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from inklift.core.reviews import Assessed, ValueState
from inklift.desktop.appearance import SPACE_XS_PX, Appearance
from inklift.desktop.item_models.answer_tree import TreeRole
from inklift.desktop.views.value_texts import STATE_ICONS

_ICON_PX = 16


class ValueDelegate(QStyledItemDelegate):
    """For the columns with values; `column` None: all columns have values."""

    def __init__(
        self, appearance: Appearance, column: int | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._column = column
        self._icons = {
            state: appearance.icon(name, role) for state, (name, role) in STATE_ICONS.items()
        }
        self._appearance = appearance

    def initStyleOption(  # noqa: N802 (Qt's name)
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if self._column is not None and index.column() != self._column:
            return
        changed: Any = option  # its stubs leave out what a style option has
        if self._column is not None:  # the values of a tree stand below one another
            changed.decorationSize = QSize(_ICON_PX, _ICON_PX)
            changed.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        assessed = index.data(TreeRole.ASSESSED)
        if not isinstance(assessed, Assessed) or assessed.state not in self._icons:
            return
        changed.icon = self._icons[assessed.state]
        changed.decorationSize = QSize(_ICON_PX, _ICON_PX)
        changed.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        if assessed.state is ValueState.TO_CHECK:
            changed.backgroundBrush = self._appearance.colour("warning-soft")

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(size.height(), _ICON_PX) + 2 * SPACE_XS_PX)
