"""The answers as text, as data and as a table: of the selected picture, or of all of them."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from inklift.core.answer_values import ValuePath
from inklift.core.answers import Notice, display_text
from inklift.core.reviews import Assessed
from inklift.core.tables import Record, records_of, sheets_of
from inklift.desktop.appearance import ICON_PX, SPACE_M_PX, SPACE_S_PX, Appearance
from inklift.desktop.controllers.review import AnswerReview
from inklift.desktop.controllers.shown_run import Question, ShownAnswer
from inklift.desktop.item_models.answer_table import TableRecord
from inklift.desktop.item_models.answer_tree import TreeRoot
from inklift.desktop.views.data_view import DataView
from inklift.desktop.views.panel_header import PanelHeader
from inklift.desktop.views.picture_texts import last_part, notice_text
from inklift.desktop.views.review_bar import ReviewBar
from inklift.desktop.views.run_texts import moment_text
from inklift.desktop.views.table_view import TableView
from inklift.desktop.widgets.elided_label import ElidedLabel
from inklift.desktop.widgets.icon_label import IconLabel
from inklift.desktop.widgets.json_highlighter import JsonHighlighter
from inklift.desktop.widgets.naming import named
from inklift.desktop.widgets.plain_answer import AnswerText

T = TypeVar("T")
# Runs a function on another thread, and what takes its result on this one.
Later = Callable[[Callable[[], Any], Callable[[Any], None]], None]

_NARROW_PX = 430
_LARGE_CHARS = 200_000  # of all answers; less is laid out within a few milliseconds
_THIS, _ALL = "this", "all"


class AnswerView(IntEnum):
    """How answers are looked at, by the places of the tabs."""

    TEXT = 0
    DATA = 1
    TABLE = 2


class AnswerPane(QWidget):
    """Shows answers. `scope_changed` when the user switches between this picture and all.

    `value_chosen` tells the answer and the path of the value that the user moved to,
    `value_edited` what was typed over one. What is known of values is asked of `review`, and
    whether a paper may be there twice of `is_double`.
    """

    scope_changed = Signal()
    value_chosen = Signal(object, object)
    value_edited = Signal(object, object, str)

    def __init__(
        self,
        appearance: Appearance,
        review: Callable[[ShownAnswer], AnswerReview],
        is_double: Callable[[ShownAnswer], bool] = lambda _: False,
        later: Later | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("AnswerPane")
        self._review = review
        self._is_double = is_double
        self._later = later
        self._making: set[AnswerView] = set()  # views of which something is being made just now
        self._wanted: dict[AnswerView, Callable[[], None]] = {}  # what comes after that
        self._answers: tuple[ShownAnswer, ...] = ()  # as text and data
        self._all_answers: tuple[ShownAnswer, ...] = ()  # as a table
        self._empty_text = ""
        self._scope_offered = False

        self.tabs = named(QTabBar(), "AnswerViews", self.tr("Ways to look at the answer"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for text in (self.tr("Text"), self.tr("Data"), self.tr("Table")):
            self.tabs.addTab(text)
        self.tabs.currentChanged.connect(lambda _: self._show_view())
        self.header = PanelHeader(self.tabs)
        self._origin = named(ElidedLabel(), "AnswerOrigin")
        self._origin.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._scope = named(QComboBox(), "AnswerScope", self.tr("Answers shown"))
        self._scope.addItem(self.tr("This picture"), _THIS)
        self._scope.addItem(self.tr("All pictures"), _ALL)
        self._scope.activated.connect(self.scope_changed)
        self._scope.hide()
        self._second_row = QWidget()
        self._second = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._second_row)
        self._second.setContentsMargins(SPACE_M_PX, 0, SPACE_M_PX, 0)
        self._second.setSpacing(SPACE_S_PX)
        self._second.addWidget(self._origin, 1)
        self._second.addWidget(self._scope)

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
        self.data = DataView(appearance, lambda at, path: self._known(self._answers, at, path))
        self.data.value_chosen.connect(
            lambda at, path: self.value_chosen.emit(self._answers[at], path)
        )
        self.data.edited.connect(
            lambda at, path, text: self.value_edited.emit(self._answers[at], path, text)
        )
        self.table = TableView(
            appearance, lambda at, path: self._known(self._all_answers, at, path)
        )
        self.table.value_chosen.connect(
            lambda at, path: self.value_chosen.emit(self._all_answers[at], path)
        )
        self.table.edited.connect(
            lambda at, path, text: self.value_edited.emit(self._all_answers[at], path, text)
        )
        self.review_bar = ReviewBar(appearance)
        self._stack = QStackedWidget()
        for page in (self._empty, self.text, self.data, self.table):
            self._stack.addWidget(page)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S_PX)
        column.addWidget(self.header)
        column.addWidget(self._second_row)
        column.addWidget(self._notice_row)
        column.addWidget(self.review_bar)
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

    @property
    def view(self) -> AnswerView:
        return AnswerView(self.tabs.currentIndex())

    def show_answers(
        self,
        answers: Sequence[ShownAnswer],
        empty_text: str,
        question: Question,
        all_answers: Sequence[ShownAnswer] = (),
    ) -> None:
        """Show these answers below each other, or the reason that there is none.

        `question` is what is asked now: answers to another one are marked as such. The table has
        `all_answers`.
        """
        self._answers = tuple(answers)
        self._all_answers = tuple(all_answers or answers)
        self._empty_text = empty_text
        origin = self._origin_of(answers, question)
        self._origin.setText(origin)
        self._show_notices(answers)
        self._highlighter.set_enabled(any(answer.json_mode for answer in answers))
        shown = self._answers
        self._make(AnswerView.TEXT, shown, lambda: _joined(shown), self._show_text)
        self._show_view()

    def _show_text(self, text: str) -> None:
        if text != self.text.text():  # else selection and place would go whenever others arrive
            self.text.show_text(text)

    def _make(
        self,
        view: AnswerView,
        answers: Sequence[ShownAnswer],
        make: Callable[[], T],
        show: Callable[[T], None],
    ) -> None:
        """Make what a view shows, and show it: of large answers off this thread, a moment later.

        While that is being made, only the last of all further wishes is kept.
        """
        size = sum(len(answer.answer.results) for answer in answers)
        if view in self._making:
            self._wanted[view] = lambda: self._make(view, answers, make, show)
            return
        if self._later is None or size < _LARGE_CHARS:
            show(make())
            return
        self._making.add(view)

        def on_made(made: T) -> None:
            self._making.discard(view)
            newer = self._wanted.pop(view, None)
            if newer is None:
                show(made)
            else:
                newer()

        self._later(make, on_made)

    def refresh_values(self) -> None:
        """More is known of the values, or some were changed."""
        if self.view is not AnswerView.TEXT and self._stack.currentWidget() is not self._empty:
            self._fill()
            self.data.refresh()
            self.table.refresh()

    def set_read_only(self) -> None:
        """Values are only looked at here."""
        self.data.set_read_only()
        self.table.set_read_only()

    def show_as(self, view: AnswerView) -> None:
        """Open one of the views, with the keyboard in it."""
        self.tabs.setCurrentIndex(view)
        if self._stack.currentWidget() is not self._empty:
            (self.text, self.data.tree, self.table.table)[view].setFocus()

    def show_values(self) -> None:
        """Go from the text to the data, where single values can be seen."""
        if self.view is AnswerView.TEXT:
            self.tabs.setCurrentIndex(AnswerView.DATA)

    def select(self, answer: ShownAnswer, path: ValuePath) -> None:
        """Go to a value in the view that is open."""
        if self.view is AnswerView.TABLE and _place(self._all_answers, answer) >= 0:
            self.table.select(_place(self._all_answers, answer), path)
        elif self.view is AnswerView.DATA and _place(self._answers, answer) >= 0:
            self.data.select(_place(self._answers, answer), path)

    def _show_view(self) -> None:
        is_table = self.view is AnswerView.TABLE
        shown = self._all_answers if is_table else self._answers
        self._second_row.setVisible(
            not is_table and (bool(self._origin.text()) or self._scope_offered)
        )
        self._scope.setVisible(self._scope_offered and not is_table)
        self._notice_row.setVisible(bool(self._notice.text()) and not is_table)
        has_data = any(answer.answer.data is not None for answer in shown)
        if not shown or (self.view is not AnswerView.TEXT and not has_data):
            self._empty.setText(self._why_empty(bool(shown)))
            self._stack.setCurrentWidget(self._empty)
            return
        self._fill()
        self._stack.setCurrentWidget((self.text, self.data, self.table)[self.view])

    def _why_empty(self, has_answers: bool) -> str:
        if not has_answers:
            return self._empty_text
        return self.tr("This answer is text. Tick JSON and extract again to get single values.")

    def _fill(self) -> None:
        """Only what is looked at: the other views wait until they are opened."""
        match self.view:
            case AnswerView.DATA:
                titled = len(self._answers) > 1
                self.data.show_data(
                    [
                        TreeRoot(self._review(answer).data, _title(answer) if titled else "")
                        for answer in self._answers
                    ]
                )
            case AnswerView.TABLE:
                records, origins = [], []
                for number, answer in enumerate(self._all_answers):
                    if answer.answer.data is None:
                        continue
                    for record in records_of(answer.names, self._review(answer).data):
                        records.append(record)
                        origins.append(self._origin_of_record(number, record))
                self._make(
                    AnswerView.TABLE,
                    self._all_answers,
                    lambda: sheets_of(records),
                    lambda sheets: self.table.show_sheets(sheets, origins),
                )

    def _origin_of_record(self, number: int, record: Record) -> TableRecord:
        is_duplicate = self._is_double(self._all_answers[number])
        names = ", ".join(map(last_part, record.pictures))
        tool_tip = self.tr("{name}: there may be a second picture of this paper").format(name=names)
        return TableRecord(
            number, record.path, names, tool_tip if is_duplicate else "", is_duplicate
        )

    def _known(
        self, answers: Sequence[ShownAnswer], number: int, path: ValuePath
    ) -> Assessed | None:
        return self._review(answers[number]).assessed.get(path)

    def _show_notices(self, answers: Sequence[ShownAnswer]) -> None:
        codes = list(dict.fromkeys(code for answer in answers for code in answer.answer.notices))
        if Notice.SUMS_DIFFER in codes and Notice.SUMS_AGREE in codes:
            codes.remove(Notice.SUMS_AGREE)  # those of other pictures do
        notices = [text for text in map(notice_text, codes) if text]
        self._notice.setText("\n".join(notices))
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
        self._scope_offered = several
        if not several:
            self._scope.setCurrentIndex(0)
        self._show_view()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Date and price of an answer are to be whole in a small window too."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW_PX
        directions = QBoxLayout.Direction
        self._second.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def sizeHint(self) -> QSize:
        return QSize(360, 320)


def _place(answers: Sequence[ShownAnswer], answer: ShownAnswer) -> int:
    return next((at for at, each in enumerate(answers) if each is answer), -1)


def _title(answer: ShownAnswer) -> str:
    return ", ".join(map(last_part, answer.names))


def _joined(answers: Sequence[ShownAnswer]) -> str:
    texts = [display_text(answer.answer.results, answer.json_mode) for answer in answers]
    if len(texts) <= 1:
        return "".join(texts)
    return "\n\n".join(
        f"{_title(answer)}\n{text}" for answer, text in zip(answers, texts, strict=True)
    )
