"""A list of rows that are all of one height: a change of one paints that row and no other."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

_Index = QModelIndex | QPersistentModelIndex


class RowList(QListView):
    """Fit for thousands of rows of which dozens change in a second. Lives on the GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)  # else Qt asks for every thumbnail there is

    def dataChanged(  # noqa: N802 (Qt's name)
        self, first: _Index, last: _Index, roles: Sequence[int] = ()
    ) -> None:
        """QListView's own lays all rows out anew, in case that one has another size now."""
        QAbstractItemView.dataChanged(self, first, last, list(roles))
