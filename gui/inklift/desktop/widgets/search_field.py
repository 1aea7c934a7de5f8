"""A line to type words into that something is searched or filtered for."""

from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget


class SearchField(QLineEdit):
    """A line edit with a button that empties it. Lives on the GUI thread."""

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("SearchField")
        self.setPlaceholderText(placeholder)
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):  # Qt leaves it without a name
            button.setAccessibleName(self.tr("Clear"))
            button.setToolTip(self.tr("Clear"))
