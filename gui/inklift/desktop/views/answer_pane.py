"""The answers as text: of the selected picture, or of all of them."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inklift.core.answers import Notice, display_text
from inklift.desktop.appearance import ICON_PX, SPACE_M_PX, SPACE_S_PX, Appearance
from inklift.desktop.controllers.shown_run import Question, ShownAnswer
from inklift.desktop.views.panel_header import PanelHeader
from inklift.desktop.views.picture_texts import last_part, notice_text
from inklift.desktop.views.run_texts import moment_text
from inklift.desktop.widgets.elided_label import ElidedLabel
from inklift.desktop.widgets.icon_label import IconLabel
from inklift.desktop.widgets.json_highlighter import JsonHighlighter
from inklift.desktop.widgets.naming import named
from inklift.desktop.widgets.plain_answer import AnswerText

_THIS, _ALL = "this", "all"


class AnswerPane(QWidget):
    """Shows answers. `scope_changed` when the user switches between this picture and all."""

    scope_changed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("AnswerPane")

        self.header = PanelHeader(QLabel(self.tr("Answer")))
        self._origin = named(ElidedLabel(), "AnswerOrigin")
        self._origin.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._origin.setContentsMargins(SPACE_M_PX, 0, SPACE_M_PX, 0)
        self._scope = named(QComboBox(), "AnswerScope", self.tr("Answers shown"))
        self._scope.addItem(self.tr("This picture"), _THIS)
        self._scope.addItem(self.tr("All pictures"), _ALL)
        self._scope.activated.connect(self.scope_changed)
        self.header.add(self._scope)

        self._notice_icon = IconLabel(appearance, ICON_PX)
        self._notice_icon.set_icon("info", "info")
        self._notice = named(QLabel(), "Notice")
        self._notice.setWordWrap(True)
        self._notice.setTextFormat(Qt.TextFormat.PlainText)
        self._notice_row = QWidget()
        row = QHBoxLayout(self._notice_row)
        row.setContentsMargins(SPACE_M_PX, 0, SPACE_M_PX, 0)
        row.setSpacing(SPACE_S_PX)
        row.addWidget(self._notice_icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._notice, 1)

        self.text = AnswerText()
        self.text.setObjectName("Answer")
        self.text.setAccessibleName(self.tr("Answer"))
        self.text.setFont(appearance.fixed_font())
        self._highlighter = JsonHighlighter(self.text, appearance)

        self._empty = named(QLabel(), "NoAnswer")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._empty.setContentsMargins(SPACE_M_PX, SPACE_M_PX, SPACE_M_PX, SPACE_M_PX)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.text)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S_PX)
        column.addWidget(self.header)
        column.addWidget(self._origin)
        column.addWidget(self._notice_row)
        body = QVBoxLayout()
        body.setContentsMargins(SPACE_M_PX, 0, SPACE_M_PX, SPACE_M_PX)
        body.addWidget(self._stack)
        column.addLayout(body, 1)
        self.show_answers((), "", Question())

    def add_buttons(self, actions: Sequence[QAction]) -> None:
        for action in actions:
            self.header.add_action(action)

    @property
    def shows_all(self) -> bool:
        return bool(self._scope.currentData() == _ALL)

    def show_answers(
        self, answers: Sequence[ShownAnswer], empty_text: str, question: Question
    ) -> None:
        """Show these answers below each other, or the reason that there is none.

        `question` is what is asked now: answers to another one are marked as such.
        """
        origin = self._origin_of(answers, question)
        self._origin.setText(origin)
        self._origin.setVisible(bool(origin))
        self._empty.setText(empty_text)
        self._stack.setCurrentWidget(self.text if answers else self._empty)
        self._show_notices(answers)
        self._highlighter.set_enabled(any(answer.json_mode for answer in answers))
        text = _joined(answers)
        if text != self.text.text():  # else selection and place would go whenever others arrive
            self.text.show_text(text)

    def _show_notices(self, answers: Sequence[ShownAnswer]) -> None:
        codes = list(dict.fromkeys(code for answer in answers for code in answer.answer.notices))
        if Notice.SUMS_DIFFER in codes and Notice.SUMS_AGREE in codes:
            codes.remove(Notice.SUMS_AGREE)  # those of other pictures do
        notices = [text for text in map(notice_text, codes) if text]
        self._notice.setText("\n".join(notices))
        self._notice_row.setVisible(bool(notices))
        if any(answer.answer.deserves_a_look for answer in answers):
            self._notice_icon.set_icon("warning", "warning")
        elif codes == [Notice.SUMS_AGREE]:
            self._notice_icon.set_icon("done", "success")
        else:
            self._notice_icon.set_icon("info", "info")

    def _origin_of(self, answers: Sequence[ShownAnswer], question: Question) -> str:
        tries = {(answer.try_number, answer.engine.name) for answer in answers}
        if len(tries) != 1:
            return ""
        number, engine = tries.pop()
        origin = self.tr("Try {number}, {engine}").format(number=number, engine=engine)
        if answers[0].asked_before is not None and len(answers) == 1:
            when = moment_text(answers[0].asked_before)
            # Without the engine: date and price are to be whole in a small window too.
            origin = self.tr("Try {number}, 0 credits: answered {when}").format(
                number=number, when=when
            )
        if any(answer.question != question for answer in answers):
            #: {origin} is such as "Try 3, Dumpling AI"
            return self.tr("{origin}, asked otherwise").format(origin=origin)
        return origin

    def set_several(self, several: bool) -> None:
        """Offer the choice between one and all only where it makes a difference."""
        self._scope.setVisible(several)
        if not several:
            self._scope.setCurrentIndex(0)

    def sizeHint(self) -> QSize:
        return QSize(360, 320)


def _joined(answers: Sequence[ShownAnswer]) -> str:
    texts = [display_text(answer.answer.results, answer.json_mode) for answer in answers]
    if len(texts) <= 1:
        return "".join(texts)
    return "\n\n".join(
        f"{', '.join(map(last_part, answer.names))}\n{text}"
        for answer, text in zip(answers, texts, strict=True)
    )
