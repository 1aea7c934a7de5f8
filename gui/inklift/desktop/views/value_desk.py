"""Leads from values to their places in the picture and back, and takes what the user changes."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer, Signal

from inklift.core.answer_values import ValuePath
from inklift.core.pictures import Box, PictureSource
from inklift.core.reviews import Assessed, ValueState, plain_from_text
from inklift.desktop.colours import Role
from inklift.desktop.controllers.review import ValuePlace
from inklift.desktop.controllers.session import Session
from inklift.desktop.controllers.shown_run import ShownAnswer
from inklift.desktop.views.answer_pane import AnswerPane
from inklift.desktop.views.picture_pane import PicturePane
from inklift.desktop.widgets.picture_view import PictureBox

_REFRESH_AFTER_MS = 50
_REACH_PX = 6.0  # beside a box, in pixels of the view
_ROLES: dict[ValueState, Role] = {ValueState.TO_CHECK: "warning"}


class ValueDesk(QObject):
    """Joins answers, picture and review of one window. Lives on the GUI thread.

    `area_drawn` when the user drew a box on the picture (QRectF, in its pixels).
    """

    area_drawn = Signal(object)

    def __init__(
        self, answer: AnswerPane, picture: PicturePane, session: Session, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._answer = answer
        self._picture = picture
        self._session = session
        self._current: ValuePlace | None = None
        self._zoom_next = False  # to the current value, as soon as its picture is there
        self._refresh = QTimer(self, singleShot=True, interval=_REFRESH_AFTER_MS)
        self._refresh.timeout.connect(self._on_more_known)
        answer.value_chosen.connect(self._on_value_chosen)
        answer.value_edited.connect(self.correct)
        picture.view.clicked.connect(self._on_picture_clicked)
        picture.view.area_drawn.connect(self.area_drawn)
        session.review.changed.connect(lambda _: self._refresh.start())
        session.review.duplicates_changed.connect(self._refresh.start)
        session.large_picture.image_ready.connect(lambda *_: self._on_image_ready())

    @property
    def current(self) -> ValuePlace | None:
        """The value that is looked at, if its answer is shown still."""
        return self._current

    def forget(self) -> None:
        """Other answers are shown: no value of them is looked at."""
        self._current = None

    def show_values(self) -> None:
        """Values are to be seen, one by one."""
        self._answer.show_values()

    def look_at(self, place: ValuePlace) -> None:
        """Go to a value: in the list of values, and where it stands in its picture."""
        self._current = place
        source = self._source_of(place)
        self._zoom_next = True
        if source is not None:
            self._session.workspace.show(source.id)  # its image may come a moment later
        self._answer.select(place.answer, place.path)
        self.show_places()
        if source is not None and not self._is_seen(place, source):
            self._picture.view.fit()  # it may be anywhere

    def correct(self, answer: ShownAnswer, path: ValuePath, text: str) -> None:
        """The user typed something over a value."""
        place = ValuePlace(answer, path)
        before = self._session.review.value_at(place)
        self._session.review.correct(place, plain_from_text(text, before))

    def show_places(self) -> None:
        """Mark on the picture in view where the values of its answer stand."""
        source = self._session.workspace.current
        places = [] if source is None else list(self._places_on(source))
        is_there = source is not None and source.id == self._picture.shown_id
        zoom = self._zoom_next and is_there and any(place.is_current for place in places)
        self._picture.show_places(places, zoom=zoom)
        if zoom:
            self._zoom_next = False

    def _is_seen(self, place: ValuePlace, source: PictureSource) -> bool:
        review = self._session.review.review_of(place.answer)
        return any(path == place.path for path, _ in review.seen_at(source))

    def _places_on(self, source: PictureSource) -> Iterator[PictureBox]:
        answer = self._session.extraction.answer_for(source.id)
        if answer is None:
            return
        self._session.review.prefer(answer)
        review = self._session.review.review_of(answer)
        if review.examined is None or review.examined.findings is None:
            for box in answer.boxes_on(source):  # what the engine itself told
                yield PictureBox(_rect(box))
            return
        looks_at_one = self._current is not None and self._current.answer is answer
        for path, seen in review.seen_at(source):
            is_current = looks_at_one and self._current == ValuePlace(answer, path)
            assessed: Assessed | None = review.assessed.get(path)
            role = "accent" if assessed is None else _ROLES.get(assessed.state, "accent")
            if looks_at_one and not is_current and role == "accent":
                continue  # only what is to be checked is marked beside it
            for box in seen.boxes:
                yield PictureBox(_rect(box), role, is_current)

    def _on_value_chosen(self, answer: ShownAnswer, path: ValuePath) -> None:
        self.look_at(ValuePlace(answer, path))

    def _on_picture_clicked(self, point: QPointF) -> None:
        """A word in the picture leads to the value that holds it: the smallest of several."""
        source = self._session.workspace.current
        answer = None if source is None else self._session.extraction.answer_for(source.id)
        if source is None or answer is None:
            return
        reach = _REACH_PX / max(self._picture.view.zoom.factor, 0.01)
        hits = [
            (rect.width() * rect.height(), path)
            for path, seen in self._session.review.review_of(answer).seen_at(source)
            for rect in map(_rect, seen.boxes)
            if rect.adjusted(-reach, -reach, reach, reach).contains(point)
        ]
        if hits:
            _, path = min(hits, key=lambda hit: hit[0])
            self._current = ValuePlace(answer, path)
            self._answer.show_values()
            self._answer.select(answer, path)
            self.show_places()

    def _on_more_known(self) -> None:
        self._answer.refresh_values()
        self.show_places()

    def _on_image_ready(self) -> None:
        self.show_places()

    def _source_of(self, place: ValuePlace) -> PictureSource | None:
        """The picture that a value is of, as it stands in the list."""
        review = self._session.review.review_of(place.answer)
        asked = place.answer.sources[review.part_of(place.path)]
        workspace = self._session.workspace
        for source in workspace.sources:
            if source.id in place.answer.source_ids and source.fingerprint == asked.fingerprint:
                return source
        return next(
            (each for each in workspace.sources if each.id in place.answer.source_ids), None
        )


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)
