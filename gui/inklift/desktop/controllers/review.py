"""What the window knows of each value: where it stands, whether it is right, what was decided."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from inklift.core.answer_values import PicturePart, ValuePath, parts_by_picture
from inklift.core.checks import Disagreement, SumsChecked, check_sums
from inklift.core.duplicates import Entry
from inklift.core.evidence import Findings, Seen
from inklift.core.pictures import Box, PictureSource
from inklift.core.reviews import (
    Assessed,
    Decision,
    Doubt,
    Plain,
    ValueState,
    assess,
    corrected,
    fitting,
    with_values,
)
from inklift.desktop.bridge import Bridge
from inklift.desktop.controllers.decisions import DecideCommand
from inklift.desktop.controllers.shown_run import ShownAnswer
from inklift.services.examining import Examined, Examiner
from inklift.services.history import History

_NO_VALUES: frozenset[ValuePath] = frozenset({("kind",)})
_COMPARE_AFTER_MS = 300
_MOST_WAITING = 300  # answers: ten minutes of reading, and more than anybody checks in one go
_AT_ONCE = 2  # answers; more would only wait for the reader


@dataclass(frozen=True, slots=True, eq=False)
class ValuePlace:
    """One value of the answers shown: which answer, and its path in that answer's whole data."""

    answer: ShownAnswer
    path: ValuePath

    def __eq__(self, other: object) -> bool:
        """The very same answer: comparing all that is in it would take too long."""
        return (
            isinstance(other, ValuePlace)
            and self.answer is other.answer
            and self.path == other.path
        )

    def __hash__(self) -> int:
        return hash((id(self.answer), self.path))


class AnswerReview:
    """One answer with what is known of its values. Lives on the GUI thread; never changes."""

    def __init__(
        self,
        answer: ShownAnswer,
        examined: Examined | None = None,
        decisions: tuple[Mapping[ValuePath, Decision], ...] = (),
    ) -> None:
        self.answer = answer
        self.examined = examined
        self.parts: tuple[PicturePart, ...] = parts_by_picture(
            answer.answer.data, len(answer.sources)
        )
        self.decisions = decisions or ({},) * len(self.parts)

    @cached_property
    def data(self) -> object:
        """The answer's data with the user's corrections."""
        data = self.answer.answer.data
        for part, decisions in zip(self.parts, self.decisions, strict=True):
            if not decisions:
                continue  # looking through all of a large answer takes its time
            changed = corrected(part.data, decisions)
            if changed is not part.data:
                data = changed if part.path == () else with_values(data, {part.path: changed})  # type: ignore[dict-item]
        return data

    @cached_property
    def assessed(self) -> Mapping[ValuePath, Assessed]:
        """All values by their paths in the whole data; none while nothing is known of them."""
        if self.examined is None:
            return {}
        found: dict[ValuePath, Assessed] = {}
        for number, part in enumerate(self.parts):
            findings = self._findings(number)
            values = assess(
                part.data,
                seen=None if findings is None else findings.seen.keys(),
                doubts=self._doubts(number),
                decisions=self.decisions[number],
            )
            found |= {(*part.path, *path): each for path, each in values.items()}
        if not self.answer.engine.capabilities.follows_instructions:
            for path in _NO_VALUES & found.keys():  # what it says of the page, not what is on it
                found[path] = Assessed(found[path].value, ValueState.OPEN)
        return found

    @cached_property
    def to_check(self) -> tuple[ValuePath, ...]:
        return tuple(
            path for path, each in self.assessed.items() if each.state is ValueState.TO_CHECK
        )

    def seen_at(self, source: PictureSource) -> Iterator[tuple[ValuePath, Seen]]:
        """The values that stand on a picture, if it stands as it did when it was asked about."""
        for number, asked in enumerate(self.answer.sources):
            findings = self._findings(number)
            if asked.fingerprint == source.fingerprint and findings is not None:
                for path, seen in findings.seen.items():
                    yield (*self.parts[number].path, *path), seen

    def read_otherwise(self, path: ValuePath) -> str:
        """What the page gives the name of that value to; "" when nothing speaks against it."""
        for number, part in enumerate(self.parts):
            findings = self._findings(number)
            if findings is not None and path[: len(part.path)] == part.path:
                found = findings.read_otherwise.get(path[len(part.path) :])
                if found is not None:
                    return found
        return ""

    def disagreement(self, path: ValuePath) -> Disagreement | None:
        """The first sum with that value in it that does not come out."""
        if self.examined is None:
            return None
        number = self.part_of(path)
        inside = path[len(self.parts[number].path) :]
        for each in self._sums[number].disagreements:
            if inside in each.paths:
                return each
        return None

    def part_of(self, path: ValuePath) -> int:
        """The position of the picture that a value is of."""
        for number, part in enumerate(self.parts):
            if path[: len(part.path)] == part.path:
                return number
        return 0

    @cached_property
    def _sums(self) -> tuple[SumsChecked, ...]:
        """With the user's corrections: a sum may come out now."""
        assert self.examined is not None
        return tuple(
            checked if changed is part.data else check_sums(changed)
            for checked, part, changed in (
                (checked, part, corrected(part.data, decisions))
                for checked, part, decisions in zip(
                    self.examined.sums, self.parts, self.decisions, strict=True
                )
            )
        )

    def _findings(self, number: int) -> Findings | None:
        if self.examined is None or self.examined.findings is None:
            return None
        return self.examined.findings[number]

    def _doubts(self, number: int) -> dict[ValuePath, list[Doubt]]:
        doubts: dict[ValuePath, list[Doubt]] = {}
        findings = self._findings(number)
        for path in findings.read_otherwise if findings is not None else ():
            doubts.setdefault(path, []).append(Doubt.READ_OTHERWISE)
        for disagreement in self._sums[number].disagreements:
            for path in disagreement.paths:
                if Doubt.SUM_DIFFERS not in doubts.setdefault(path, []):
                    doubts[path].append(Doubt.SUM_DIFFERS)
        return doubts


class ReviewController(QObject):
    """Examines answers in the background, one after the other, and keeps what the user decides.

    `changed` carries the answer of which more is known, or of which something was decided;
    `area_read` the text in a part of a picture, `failed` a `StorageError`. Every decision can be
    undone: `undo_stack`.
    """

    changed = Signal(object)  # ShownAnswer
    area_read = Signal(object)  # str
    duplicates_changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        examiner: Examiner,
        history: History,
        bridge: Bridge,
        answers: Callable[[], tuple[ShownAnswer, ...]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._examiner = examiner
        self._history = history
        self._bridge = bridge
        self._answers = answers
        self._reviews: dict[int, AnswerReview] = {}  # by the id of the answer's object
        self._waiting: deque[ShownAnswer] = deque()
        self._left: set[int] = set()  # answers, by the ids of their objects
        self._under_way = 0
        self._doubles: frozenset[int] = frozenset()  # answers, by the ids of their objects
        self._compare = QTimer(self, singleShot=True, interval=_COMPARE_AFTER_MS)
        self._compare.timeout.connect(self._look_for_doubles)
        self.undo_stack = QUndoStack(self)

    def examine(self, answer: ShownAnswer) -> None:
        """Look through an answer that has values, when its turn comes.

        With many hundreds, those that nobody looks at are left: reading takes seconds each.
        """
        if answer.answer.data is not None and id(answer) not in self._reviews:
            self._reviews[id(answer)] = AnswerReview(answer)
            self._compare.start()
            if len(self._waiting) < _MOST_WAITING:
                self._waiting.append(answer)
                self._go_on()
            else:
                self._left.add(id(answer))

    def prefer(self, answer: ShownAnswer) -> None:
        """The user looks at this one: it comes next."""
        is_left = id(answer) in self._left
        if is_left or any(each is answer for each in self._waiting):
            self._left.discard(id(answer))
            others = (each for each in self._waiting if each is not answer)
            self._waiting = deque([answer, *others])
            self._go_on()

    def forget_all_but(self, answers: Iterable[ShownAnswer]) -> None:
        """Of answers that are shown no more nothing needs to be known."""
        kept = {id(each) for each in answers}
        for gone in self._reviews.keys() - kept:
            del self._reviews[gone]
        self._waiting = deque(each for each in self._waiting if id(each) in kept)
        self._left &= kept
        self._compare.start()

    def review_of(self, answer: ShownAnswer) -> AnswerReview:
        return self._reviews.get(id(answer)) or AnswerReview(answer)

    @property
    def is_examining(self) -> bool:
        return bool(self._under_way or self._waiting)

    def read_area(self, source: PictureSource, box: Box) -> None:
        """Read what stands in a part of a picture; `area_read` tells it, "" for nothing."""
        task = self._bridge.run(lambda _: self._examiner.text_in(source, box), parent=self)
        task.succeeded.connect(self.area_read)
        task.failed.connect(lambda _: self.area_read.emit(""))

    def may_be_double(self, answer: ShownAnswer) -> bool:
        """Whether another answer here is about the same picture, or the same shop, day and sum."""
        return id(answer) in self._doubles

    def _look_for_doubles(self) -> None:
        answers = [each for each in self._answers() if len(each.sources) == 1]
        entries = [
            Entry(each.sources[0].fingerprint, self.review_of(each).data) for each in answers
        ]
        task = self._bridge.run(lambda _: self._examiner.duplicates(entries), parent=self)
        task.succeeded.connect(lambda found: self._on_doubles(answers, found))

    def _on_doubles(self, answers: list[ShownAnswer], found: Mapping[int, tuple[int, ...]]) -> None:
        doubles = frozenset(id(answers[at]) for at in found)
        if doubles != self._doubles:
            self._doubles = doubles
            self.duplicates_changed.emit()

    # Values to check.

    def to_check(self) -> tuple[ValuePlace, ...]:
        """All of them, in the order of the pictures."""
        return tuple(
            ValuePlace(answer, path)
            for answer in self._answers()
            for path in self.review_of(answer).to_check
        )

    def is_to_check(self, place: ValuePlace) -> bool:
        assessed = self.review_of(place.answer).assessed.get(place.path)
        return assessed is not None and assessed.state is ValueState.TO_CHECK

    # Decisions.

    def confirm(self, place: ValuePlace) -> None:
        """The value is right as it is."""
        self._decide(place, self.value_at(place))

    def correct(self, place: ValuePlace, value: Plain) -> None:
        """The value should be this one."""
        self._decide(place, value)

    def value_at(self, place: ValuePlace) -> Plain:
        """What a value is now, with the user's correction."""
        review = self.review_of(place.answer)
        number = review.part_of(place.path)
        part = review.parts[number]
        inside = place.path[len(part.path) :]
        decision = review.decisions[number].get(inside)
        if decision is not None:
            return decision.value
        return next((each.value for each in part.values if each.path == inside), None)

    def _decide(self, place: ValuePlace, value: Plain) -> None:
        review = self.review_of(place.answer)
        number = review.part_of(place.path)
        part = review.parts[number]
        inside = place.path[len(part.path) :]
        original = next((each.value for each in part.values if each.path == inside), None)
        before = review.decisions[number].get(inside)
        after = Decision(original, value)
        if after != before:
            self.undo_stack.push(
                DecideCommand(
                    lambda decision: self._set(place.answer, number, inside, original, decision),
                    before,
                    after,
                )
            )

    def _set(
        self,
        answer: ShownAnswer,
        number: int,
        inside: ValuePath,
        original: Plain,
        decision: Decision | None,
    ) -> None:
        """Keep a decision, or take it back: in every answer here that has this value."""
        fingerprint = answer.sources[number].fingerprint
        holds = decision is not None
        change = {inside: (decision or Decision(original, original), holds)}
        task = self._bridge.run(lambda _: self._history.decide(fingerprint, change), parent=self)
        task.failed.connect(self.failed)
        for review in list(self._reviews.values()):
            self._put(review, fingerprint, inside, Decision(original, original), decision)

    def _put(
        self,
        review: AnswerReview,
        fingerprint: str,
        inside: ValuePath,
        about: Decision,
        decision: Decision | None,
    ) -> None:
        changed = list(review.decisions)
        for number, source in enumerate(review.answer.sources):
            if source.fingerprint != fingerprint or not fitting(
                review.parts[number].data, [(inside, about)]
            ):
                continue
            others = {path: each for path, each in changed[number].items() if path != inside}
            changed[number] = others if decision is None else {**others, inside: decision}
        if changed != list(review.decisions):
            self._replace(AnswerReview(review.answer, review.examined, tuple(changed)))

    # In the background.

    def _go_on(self) -> None:
        while self._waiting and self._under_way < _AT_ONCE:
            self._look(self._waiting.popleft())

    def _look(self, answer: ShownAnswer) -> None:
        self._under_way += 1
        task = self._bridge.run(
            lambda tell: self._examiner.examine(answer.sources, answer.answer.data, tell),
            parent=self,
        )
        task.progressed.connect(lambda examined: self._on_examined(answer, examined, is_first=True))
        task.succeeded.connect(lambda examined: self._on_examined(answer, examined))
        task.failed.connect(self.failed)
        for over in (task.succeeded, task.failed, task.cancelled):
            over.connect(self._on_over)

    def _on_examined(
        self, answer: ShownAnswer, examined: Examined, *, is_first: bool = False
    ) -> None:
        review = self._reviews.get(id(answer))
        if review is None:
            return
        decisions = review.decisions
        if is_first:
            decisions = tuple(
                fitting(part.data, examined.decisions.get(source.fingerprint, ()))
                for part, source in zip(review.parts, answer.sources, strict=True)
            )
        self._replace(AnswerReview(answer, examined, decisions))

    def _on_over(self) -> None:
        self._under_way -= 1
        self._go_on()

    def _replace(self, review: AnswerReview) -> None:
        self._reviews[id(review.answer)] = review
        self._compare.start()
        self.changed.emit(review.answer)
