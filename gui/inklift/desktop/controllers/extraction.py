"""One run at a time: what is asked, what it costs, how far it is, and the answers it gave."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from inklift.core.answers import Answer
from inklift.core.errors import AppError, Outcome, PictureTooLarge
from inklift.core.extract_image_api import RateLimit
from inklift.core.pictures import Box, PictureSource, PictureState
from inklift.core.planning import plan_run
from inklift.core.progress import (
    PicturesMoved,
    RequestAnswered,
    RequestStopped,
    RunProgress,
    RunStarted,
    Waiting,
)
from inklift.core.prompts import AnswerForm
from inklift.core.runs import Plan, PlannedRequest, RunOptions, RunOrder
from inklift.desktop.bridge import Bridge, QtTask
from inklift.engines.registry import EngineDescription, describe
from inklift.services.runner import Runner


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the pictures, apart from the pictures themselves."""

    prompt: str = ""
    form: AnswerForm = AnswerForm()
    engine_id: str = "on-device"


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer as the window keeps it: for these pictures, by source id."""

    source_ids: tuple[str, ...]
    names: tuple[str, ...]
    answer: Answer
    question: Question  # that it answers
    try_number: int
    fingerprints: tuple[str, ...]  # of the pictures as they stood then: they may be turned since

    @property
    def json_mode(self) -> bool:
        return self.question.form.json_mode

    @property
    def engine(self) -> EngineDescription:
        return describe(self.question.engine_id)

    def boxes_on(self, source: PictureSource) -> list[Box]:
        """Where values of this answer were found on that picture, if it stands as it did."""
        if source.fingerprint not in self.fingerprints:
            return []
        return [
            Box(*place["box"])
            for places in self.answer.evidence.values()
            for place in places
            if place["picture"] == source.name
        ]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A request without an answer, for the message bar."""

    error: Exception  # an AppError, or a bug
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunStatus:
    """How far the run is. Times are in seconds; `seconds_left` is None until it can be told."""

    pictures: int
    finished: int
    seconds_left: float | None
    waiting_s: float | None = None  # a wait that the service asked for


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """What is left to say once a run is over."""

    answered: int
    not_answered: int
    stopped_by_user: bool
    credits_used: int
    credits_planned: int
    credits_at_stake: int  # of requests that may have been charged and have no answer
    try_number: int


class ExtractionController(QObject):
    """Starts and stops runs. Lives on the GUI thread.

    `question_changed`, `plan_changed` (a `Plan`), `running_changed` (bool), `status_changed` (a
    `RunStatus`), `answer_arrived` (a `ShownAnswer`), `trouble_met` (a `Trouble`), `run_ended` (a
    `RunOutcome`), `credits_used_changed` (credits of this session), `rate_limit_changed`.
    """

    question_changed = Signal()
    plan_changed = Signal(object)
    running_changed = Signal(bool)
    status_changed = Signal(object)
    answer_arrived = Signal(object)
    trouble_met = Signal(object)
    run_ended = Signal(object)
    credits_used_changed = Signal(int)
    rate_limit_changed = Signal(object)

    def __init__(
        self,
        *,
        runner: Runner,
        bridge: Bridge,
        sources: Callable[[], tuple[PictureSource, ...]],
        set_state: Callable[[tuple[str, ...], PictureState], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._bridge = bridge
        self._sources = sources
        self._set_state = set_state
        self._question = Question()
        self._options = RunOptions()
        self._plan = Plan(())
        self._answers: dict[str, ShownAnswer] = {}
        self._too_large: set[str] = set()  # ids of pictures that the last run found too large
        self._paid: set[tuple[str, Question]] = set()  # what was sent, and asked
        self._credits_used = 0
        self._run: _Run | None = None

    @property
    def question(self) -> Question:
        return self._question

    @property
    def plan(self) -> Plan:
        return self._plan

    @property
    def is_running(self) -> bool:
        return self._run is not None

    @property
    def engine(self) -> EngineDescription:
        return describe(self._question.engine_id)

    @property
    def prompt_is_missing(self) -> bool:
        """Whether this engine cannot do anything without a prompt, and there is none."""
        return self.engine.capabilities.needs_prompt and not self._question.prompt.strip()

    def answer_for(self, source_id: str) -> ShownAnswer | None:
        return self._answers.get(source_id)

    @property
    def answers(self) -> tuple[ShownAnswer, ...]:
        """All answers of the pictures here, in the order of the pictures, each once."""
        shown: dict[int, ShownAnswer] = {}
        for source in self._sources():
            answer = self._answers.get(source.id)
            if answer is not None:
                shown[id(answer)] = answer
        return tuple(shown.values())

    def ask(self, question: Question) -> None:
        """Change what is asked; a run that is under way keeps what it began with."""
        if question == self._question:
            return
        prompt_only = replace(question, prompt=self._question.prompt) == self._question
        self._question = question
        self.question_changed.emit()
        if not prompt_only:
            self.replan()

    def set_options(self, options: RunOptions) -> None:
        self._options = options

    def replan(self) -> None:
        """Work out requests and price again, since pictures or question changed."""
        self._plan = plan_run(
            self._order(self._sources()), costs_credits=self.engine.capabilities.costs_credits
        )
        self.plan_changed.emit(self._plan)

    def paid_before(self) -> tuple[PlannedRequest, ...]:
        """The requests of the plan that were sent already, as they are, since the program began."""
        return tuple(
            request
            for request in self._plan.requests
            if (_content(request), self._question) in self._paid
        )

    def start(self, *, shrink_to_fit: bool = False, only_new: bool = False) -> None:
        """Extract: one frozen run over all pictures here. Nothing later reads a widget.

        With `shrink_to_fit` only over those that the last run found too large to send, made
        smaller; with `only_new` without what was `paid_before`. Nothing is paid for twice then.
        """
        sources = self._sources()
        if shrink_to_fit:
            sources = tuple(source for source in sources if source.id in self._too_large)
        if only_new:
            paid = {name for request in self.paid_before() for name in _source_ids(request)}
            sources = tuple(source for source in sources if source.id not in paid)
        if self._run is not None or not sources or self.prompt_is_missing:
            return
        self._too_large.clear()
        order = self._order(sources)
        if shrink_to_fit:
            order = replace(order, options=replace(order.options, shrink_to_fit=True))
        task = self._bridge.run(lambda report: self._runner.run(order, report), parent=self)
        run = _Run(order, self._question, task, time.monotonic())
        self._run = run
        task.progressed.connect(lambda progress: self._on_progress(run, progress))
        task.succeeded.connect(lambda _: self._end(run))
        task.cancelled.connect(lambda: self._on_cancelled(run))
        task.failed.connect(lambda error: self._on_failed(run, error))
        self.running_changed.emit(True)
        self._tell_status(run)

    def stop(self) -> None:
        """Stop at once. What was sent may still be charged; what was not goes back to ready."""
        if self._run is not None:
            self._run.task.cancel()

    def _order(self, sources: tuple[PictureSource, ...]) -> RunOrder:
        question = self._question
        return RunOrder(sources, question.prompt, question.form, question.engine_id, self._options)

    def _on_progress(self, run: "_Run", progress: RunProgress) -> None:
        match progress:
            case RunStarted(summary, plan):
                run.try_number = summary.number
                run.plan = plan
            case PicturesMoved(source_ids, state):
                self._set_state(source_ids, state)
                run.move(source_ids, state)
                self._tell_status(run)
            case RequestAnswered():
                self._on_answered(run, progress)
            case RequestStopped(request, error):
                if isinstance(error, PictureTooLarge):
                    self._too_large.update(_source_ids(request))
                if _may_be_charged(error):
                    self._note_unknown(run, request)
                self.trouble_met.emit(Trouble(error, request.names))
            case Waiting(seconds):
                run.waiting_s = seconds
                self._tell_status(run)
                run.waiting_s = None

    def _on_answered(self, run: "_Run", answered: RequestAnswered) -> None:
        request, answer = answered.request, answered.answer
        shown = ShownAnswer(
            _source_ids(request),
            request.names,
            answer,
            run.question,
            run.try_number,
            tuple(picture.source.fingerprint for picture in request.pictures),
        )
        if shown.engine.capabilities.costs_credits:
            self._paid.add((_content(request), run.question))
        run.answered.update(shown.source_ids)
        self._answers.update(dict.fromkeys(shown.source_ids, shown))
        if answer.credits:
            run.credits_used += answer.credits
            self._credits_used += answer.credits
            self.credits_used_changed.emit(self._credits_used)
        if answered.rate_limit != RateLimit():
            self.rate_limit_changed.emit(answered.rate_limit)
        self.answer_arrived.emit(shown)

    def _on_cancelled(self, run: "_Run") -> None:
        self._settle(run)
        self._end(run, stopped_by_user=True)

    def _on_failed(self, run: "_Run", error: Exception) -> None:
        self._settle(run)
        self.trouble_met.emit(Trouble(error, ()))
        self._end(run)

    def _settle(self, run: "_Run") -> None:
        """The run broke off: what was under way is ready again, or was sent and may be charged."""
        paid = describe(run.order.engine_id).capabilities.costs_credits
        for request in run.plan.requests if paid else ():
            if any(run.states.get(one) is PictureState.READING for one in _source_ids(request)):
                self._note_unknown(run, request)
        for source_id, state in run.states.items():
            if state is PictureState.PREPARING or (state is PictureState.READING and not paid):
                self._set_state((source_id,), PictureState.READY)
            elif state is PictureState.READING:
                self._set_state((source_id,), PictureState.CHECK)

    def _end(self, run: "_Run", *, stopped_by_user: bool = False) -> None:
        self._run = None
        answered = len(run.answered)
        self.running_changed.emit(False)
        self.run_ended.emit(
            RunOutcome(
                answered,
                len(run.order.sources) - answered,
                stopped_by_user,
                run.credits_used,
                run.plan.credits,
                run.credits_at_stake,
                run.try_number,
            )
        )

    def _note_unknown(self, run: "_Run", request: PlannedRequest) -> None:
        run.credits_at_stake += request.credits
        self._paid.add((_content(request), run.question))

    def _tell_status(self, run: "_Run") -> None:
        finished = run.finished
        elapsed = time.monotonic() - run.started
        total = len(run.order.sources)
        left = elapsed / finished * (total - finished) if finished else None
        self.status_changed.emit(RunStatus(total, finished, left, run.waiting_s))


_OVER = frozenset(
    {PictureState.DONE, PictureState.CHECK, PictureState.FAILED, PictureState.TOO_BIG}
)


class _Run:
    """The run under way."""

    def __init__(self, order: RunOrder, question: Question, task: QtTask, started: float) -> None:
        self.order = order
        self.question = question
        self.task = task
        self.started = started  # by the monotonic clock
        self.states: dict[str, PictureState] = {}
        self.answered: set[str] = set()
        self.finished = 0  # pictures; counted along, since thousands of them move one by one
        self.waiting_s: float | None = None
        self.plan = Plan(())
        self.credits_used = 0
        self.credits_at_stake = 0
        self.try_number = 0

    def move(self, source_ids: tuple[str, ...], state: PictureState) -> None:
        for source_id in source_ids:
            self.finished += (state in _OVER) - (self.states.get(source_id) in _OVER)
            self.states[source_id] = state


def _source_ids(request: PlannedRequest) -> tuple[str, ...]:
    return tuple(source_id for picture in request.pictures for source_id in picture.source_ids)


def _content(request: PlannedRequest) -> str:
    """The same for two requests that would send the same pictures."""
    return " ".join(picture.source.fingerprint for picture in request.pictures)


def _may_be_charged(error: AppError) -> bool:
    return getattr(error, "outcome", Outcome.REFUSED) is Outcome.UNKNOWN
