"""The review: from one value to check to the next, over all pictures."""

from PySide6.QtCore import QObject, QRectF, QTimer

from inklift.core.answer_values import path_text
from inklift.core.pictures import Box
from inklift.core.reviews import plain_from_text
from inklift.desktop.controllers.review import ValuePlace
from inklift.desktop.controllers.session import Session
from inklift.desktop.views.main_window import MainWindow
from inklift.desktop.views.picture_texts import last_part
from inklift.desktop.views.review_bar import ReviewBar
from inklift.desktop.views.value_desk import ValueDesk
from inklift.desktop.views.value_texts import doubts_text, value_text

_COUNT_AFTER_MS = 100


class ReviewDesk(QObject):
    """Walks through the values to check. Lives on the GUI thread."""

    def __init__(
        self,
        bar: ReviewBar,
        values: ValueDesk,
        session: Session,
        window: MainWindow,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._bar = bar
        self._values = values
        self._review = session.review
        self._session = session
        self._places: list[ValuePlace] = []  # of this review, in order
        self._at = -1
        self._count = QTimer(self, singleShot=True, interval=_COUNT_AFTER_MS)
        self._count.timeout.connect(self._tell_count)
        bar.decided.connect(self._on_decided)
        bar.skipped.connect(self._go)
        bar.left.connect(self.end)
        session.review.changed.connect(lambda _: self._count.start())
        session.review.undo_stack.indexChanged.connect(self._on_undone)
        session.review.area_read.connect(self._on_area_read)
        self._is_deciding = False
        values.area_drawn.connect(self._on_area_drawn)
        actions, stack = window.actions_, session.review.undo_stack
        for action, answer in (
            (actions.review, self.begin),
            (actions.undo, stack.undo),
            (actions.redo, stack.redo),
        ):
            action.setEnabled(False)
            action.triggered.connect(answer)
        stack.canUndoChanged.connect(actions.undo.setEnabled)
        stack.canRedoChanged.connect(actions.redo.setEnabled)

    @property
    def is_under_way(self) -> bool:
        return not self._bar.isHidden()

    def begin(self) -> None:
        """Start with the first value to check."""
        self._places = list(self._review.to_check())
        self._at = -1
        self._values.show_values()
        self._go(1)

    def end(self) -> None:
        self._bar.hide()
        self._places, self._at = [], -1

    def _on_area_drawn(self, area: QRectF) -> None:
        """A box was drawn on the picture: its text becomes the value that is looked at."""
        source = self._session.workspace.current
        if source is not None and self._values.current is not None:
            left, top = max(0, int(area.left())), max(0, int(area.top()))
            box = Box(left, top, int(area.right()) + 1, int(area.bottom()) + 1)
            self._review.read_area(source, box)

    def _on_area_read(self, text: str) -> None:
        place = self._values.current
        if not text or place is None:
            self._window.show_status(self.tr("No text was read there."))
        elif self.is_under_way and self._at >= 0 and place == self._places[self._at]:
            self._bar.propose(text)
        else:
            before = self._review.value_at(place)
            self._review.correct(place, plain_from_text(text, before))

    def _on_decided(self, text: str) -> None:
        if not 0 <= self._at < len(self._places):
            return
        place = self._places[self._at]
        before = self._review.value_at(place)
        self._is_deciding = True
        if text == value_text(before):
            self._review.confirm(place)
        else:
            self._review.correct(place, plain_from_text(text, before))
        self._is_deciding = False
        self._go(1)

    def _go(self, step: int) -> None:
        """To the next value that is to be checked still, around the end."""
        known = set(self._places)
        self._places += [each for each in self._review.to_check() if each not in known]
        count = len(self._places)
        for distance in range(1, count + 1):
            at = (self._at + step * distance) % count
            if self._review.is_to_check(self._places[at]):
                self._at = at
                self._show()
                return
        self._at = -1
        self._bar.show_done(count)

    def _show(self) -> None:
        place = self._places[self._at]
        review = self._review.review_of(place.answer)
        assessed = review.assessed[place.path]
        self._values.look_at(place)
        name = path_text(place.path)
        picture = last_part(place.answer.names[0])
        left = sum(map(self._review.is_to_check, self._places))
        self._bar.show_value(
            f"{name} · {picture}" if name else picture,
            value_text(assessed.value),
            self._said(place),
            left,
            len(self._places),
        )

    def _said(self, place: ValuePlace) -> str:
        """Why it is to be checked, with the sum that does not come out."""
        review = self._review.review_of(place.answer)
        text = doubts_text(review.assessed[place.path], review.read_otherwise(place.path))
        wrong = review.disagreement(place.path)
        if wrong is not None:
            sum_text = self.tr("{expected} expected, {found} found").format(
                expected=f"{wrong.expected:f}", found=f"{wrong.found:f}"
            )
            text = f"{text} ({sum_text})"
        return text[:1].upper() + text[1:]

    def _on_undone(self) -> None:
        """What was taken back is to be checked again: go there."""
        if self._is_deciding or not self.is_under_way:
            return
        for at, place in enumerate(self._places):
            if self._review.is_to_check(place) and (at == self._at - 1 or self._at < 0):
                self._at = at
                break
        if 0 <= self._at < len(self._places) and self._review.is_to_check(self._places[self._at]):
            self._show()

    def _tell_count(self) -> None:
        count = len(self._review.to_check())
        action = self._window.actions_.review
        action.setEnabled(count > 0 or self.is_under_way)
        tip = self.tr("Check %n value(s)", "", count) if count else self.tr("Nothing to check")
        action.setToolTip(tip)
        if self.is_under_way and self._at < 0:  # it was done, and more has been found since
            self._go(1)
