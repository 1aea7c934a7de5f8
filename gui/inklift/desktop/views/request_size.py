"""How many pictures go in one request: what that saves, and what is risked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QSlider, QWidget

from inklift.core.extract_image_api import price
from inklift.core.runs import Plan
from inklift.desktop.appearance import SPACE_S_PX, SPACE_XS_PX
from inklift.desktop.widgets.naming import named
from inklift.desktop.widgets.quiet_wheel import QuietWheel

SIZES = (1, 2, 3, 5, 10, 20, 30, 50)  # an answer has an end: more seldom fit


class RequestSize(QWidget):
    """A slider over `SIZES`. `chosen` has the number of pictures that the user set."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("RequestSize")
        self._pictures = 1
        name = self.tr("Pictures in one request")
        self._slider = named(QSlider(Qt.Orientation.Horizontal), "PerRequest", name)
        self._slider.setRange(0, len(SIZES) - 1)
        self._slider.setPageStep(1)
        self._slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self._slider.valueChanged.connect(self._on_moved)
        self._number = named(QLabel(), "PerRequestNumber")
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._number.setMinimumWidth(self._number.fontMetrics().horizontalAdvance("000"))
        self._explanation = named(QLabel(), "PerRequestExplanation")
        self._explanation.setWordWrap(True)
        self._explanation.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._explanation.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        QuietWheel(self._slider)

        label = QLabel(self.tr("Pictures per request"))
        label.setBuddy(self._slider)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_S_PX)
        grid.setVerticalSpacing(SPACE_XS_PX)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self._slider, 0, 1)
        grid.addWidget(self._number, 0, 2)
        grid.addWidget(self._explanation, 1, 0, 1, 3)
        grid.setColumnStretch(1, 1)

    def show_size(self, pictures: int) -> None:
        """Show this without telling that it was chosen; the next smaller one when it is none."""
        self._pictures = max((size for size in SIZES if size <= pictures), default=SIZES[0])
        self._slider.blockSignals(True)
        self._slider.setValue(SIZES.index(self._pictures))
        self._slider.blockSignals(False)
        self._number.setText(str(self._pictures))

    def show_plan(self, plan: Plan) -> None:
        """Say what this size costs, beside each picture in a request of its own."""
        sent = sum(len(request.pictures) for request in plan.to_send)
        alone = sent * price(1)
        most = max((len(request.pictures) for request in plan.to_send), default=1)
        if not sent:
            text = self.tr("Nothing is left to be sent.")
        elif self._pictures == 1 or most == 1:
            text = self.tr("Each picture in a request of its own: %n credit(s).", "", alone)
        else:
            #: %n credits; {alone} is a number of credits
            text = self.tr("%n credit(s) instead of {alone}.", "", plan.credits).format(alone=alone)
            risk = self.tr(
                "If an answer breaks off or leaves pictures out, up to {number} are to be asked "
                "about again."
            ).format(number=most)
            text = f"{text} {risk}"
        if 1 <= most < min(self._pictures, sent):
            fewer = self.tr("Earlier answers were long or the pictures are large: {number} fit.")
            text = f"{text} {fewer.format(number=most)}"
        self._explanation.setText(text)

    def _on_moved(self, position: int) -> None:
        self.show_size(SIZES[position])
        self._slider.setAccessibleDescription(self._number.text())
        self.chosen.emit(self._pictures)
