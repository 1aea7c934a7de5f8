"""One run at a time: what is asked, what it costs, how far it is, and the answers it gave."""

from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from inklift.core.errors import (
    AppError,
    EntriesMissing,
    Outcome,
    PictureTooLarge,
    UnknownBefore,
    UnreachableError,
)
from inklift.core.extract_image_api import RateLimit
from inklift.core.kept_runs import OpenedRun
from inklift.core.pictures import PictureSource, PictureState
from inklift.core.planning import plan_run, smaller
from inklift.core.progress import (
    PicturesMoved,
    RequestAnswered,
    RequestStopped,
    RunProgress,
    RunStarted,
    Waiting,
)
from inklift.core.prompts import AnswerForm
from inklift.core.runs import Plan, PlannedRequest, RequestState, RunOptions, RunOrder
from inklift.desktop.bridge import Bridge, QtTask, Report
from inklift.desktop.controllers.current_run import CurrentRun
from inklift.desktop.controllers.shown_run import (
    Again,
    Question,
    RunOutcome,
    ShownAnswer,
    Trouble,
    kept_answers,
    kept_question,
    kept_states,
    shown_answer,
    source_ids_of,
)
from inklift.engines.registry import EngineDescription, describe
from inklift.services.consequences import would_happen_again
from inklift.services.pacing import PauseSwitch
from inklift.services.runner import Runner

LOOK_AFTER_MS = 250  # of quiet, until the history is asked about pictures and prompt


class ExtractionController(QObject):
    """Starts and stops runs. Lives on the GUI thread.

    `question_changed`, `plan_changed` (a `Plan`), `running_changed` (bool), `paused_changed`
    (bool), `status_changed` (a `RunStatus`), `answer_arrived` (a `ShownAnswer`), `trouble_met` (a
    `Trouble`), `run_ended` (a `RunOutcome`), `rate_limit_changed`.
    """

    question_changed = Signal()
    plan_changed = Signal(object)
    running_changed = Signal(bool)
    paused_changed = Signal(bool)
    status_changed = Signal(object)
    answer_arrived = Signal(object)
    trouble_met = Signal(object)
    run_ended = Signal(object)
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
        self._planned = RunOrder((), "", AnswerForm(), "")  # what the plan is for
        self._answers: dict[str, ShownAnswer] = {}
        self._failed: dict[str, int] = {}  # ids without an answer; pictures per request for them
        self._too_large: set[str] = set()  # ids of pictures that the last run found too large
        self._look = QTimer(self, singleShot=True, interval=LOOK_AFTER_MS)
        self._look.timeout.connect(self._look_up)
        self._looking: QtTask | None = None
        self._run: CurrentRun | None = None

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
    def is_paused(self) -> bool:
        return self._run is not None and self._run.is_paused

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
        self._failed.clear()  # that was about another question
        self.question_changed.emit()
        if not prompt_only or self._plan.to_send != self._plan.requests:
            self.replan()
        else:
            self._look.start()

    def set_options(self, options: RunOptions) -> None:
        """How runs are carried out from now on; one under way keeps what it began with."""
        if options != self._options:
            self._options = options
            self.replan()

    def replan(self) -> None:
        """Work out requests and price again, since pictures or question changed.

        What earlier runs have of it is looked up a moment later, and taken off the price.
        """
        self._planned = self._order(self._sources())
        self._plan = self._plan_of(self._planned)
        self.plan_changed.emit(self._plan)
        self._look.start()

    def price_now(self) -> int:
        """Credits of a run that began now. Pictures just added are counted, told or not."""
        if self._planned != self._order(self._sources()):
            self.replan()
        return self._plan.credits

    def _look_up(self) -> None:
        order = self._order(self._sources())
        if self._looking is not None:
            self._looking.cancel()
        if not order.sources:
            return
        task = self._bridge.run(lambda _: self._runner.plan(order), parent=self)
        self._looking = task
        task.succeeded.connect(lambda plan: self._on_looked_up(order, plan))

    def _on_looked_up(self, order: RunOrder, plan: Plan) -> None:
        """A look-up that fails changes nothing: the run itself tells what is wrong."""
        if order != self._order(self._sources()):
            return
        self._planned = order
        if plan != self._plan:
            self._plan = plan
            self.plan_changed.emit(plan)

    def start(self, *, shrink_to_fit: bool = False) -> None:
        """Extract: one frozen run over all pictures here. Nothing later reads a widget.

        What was asked before, in the same way, is answered from the history. With `shrink_to_fit`
        only over those that the last run found too large to send, made smaller.
        """
        sources = self._sources()
        if shrink_to_fit:
            sources = tuple(source for source in sources if source.id in self._too_large)
        order = self._order(sources)
        order = replace(order, options=replace(order.options, shrink_to_fit=shrink_to_fit))
        shown = self._plan if order == self._planned else self._plan_of(order)
        self._begin(order, shown.credits)

    def ask_again(self, again: Again) -> None:
        """Ask anew about pictures that an earlier run answered."""
        self._begin(self._once_more(again, ask_again=True), self.priced(again).credits)

    def resend(self, again: Again) -> None:
        """Send once more what may have been charged already: the user saw the price."""
        self._begin(self._once_more(again, resend_unknown=True), self.priced(again).credits)

    @property
    def failed(self) -> Again:
        """Pictures here that got no answer when they were asked about last, and their price.

        Not those that are too large to be sent.
        """
        if not self._failed:
            return Again()
        ids = tuple(each.id for each in self._sources() if each.id in self._failed)
        if not ids:
            return Again()
        return self.priced(Again(ids, per_request=max(self._failed[each] for each in ids)))

    def retry(self) -> None:
        """Ask once more about what failed, also where that may have been charged."""
        self.resend(self.failed)

    def priced(self, again: Again) -> Again:
        """With what it costs to ask once more about those of its pictures that are still here."""
        return replace(again, credits=self._plan_of(self._once_more(again)).credits)

    def _once_more(
        self, again: Again, *, ask_again: bool = False, resend_unknown: bool = False
    ) -> RunOrder:
        wanted = set(again.source_ids)
        order = self._order(tuple(each for each in self._sources() if each.id in wanted))
        options = replace(
            order.options,
            ask_again=ask_again,
            resend_unknown=resend_unknown,
            per_request=again.per_request,
        )
        return replace(order, options=options)

    def _plan_of(self, order: RunOrder) -> Plan:
        return plan_run(order, costs_credits=self.engine.capabilities.costs_credits)

    def show_kept(self, opened: OpenedRun) -> None:
        """Show a run as it was: what was asked, and its answers. Its pictures are here already."""
        self.ask(kept_question(opened))
        for request in opened.kept.plan.requests:
            if opened.states[request.number] in (RequestState.FAILED, RequestState.UNKNOWN):
                size = smaller(len(request.pictures))  # its answer may have left some out
                self._failed.update(dict.fromkeys(source_ids_of(request), size))
        for source_id, state in kept_states(opened).items():
            self._set_state((source_id,), state)
        for shown in kept_answers(opened):
            self._answers.update(dict.fromkeys(shown.source_ids, shown))
            for source_id in shown.source_ids:
                self._failed.pop(source_id, None)
            self.answer_arrived.emit(shown)

    def price_to_repeat(self, opened: OpenedRun) -> int:
        """Credits of asking anew about all pictures of a kept run."""
        order = replace(opened.kept.order, options=replace(self._options, ask_again=True))
        paid = describe(order.engine_id).capabilities.costs_credits
        return plan_run(order, costs_credits=paid).credits

    def repeat(self, opened: OpenedRun) -> None:
        """Ask anew about all pictures of a run that is shown: the user saw the price."""
        ids = tuple(source.id for source in opened.kept.order.sources)
        self.ask_again(Again(ids, per_request=self._options.per_request))

    def resume(self, opened: OpenedRun, *, resend_unknown: bool = False) -> None:
        """Go on with a run that is shown; what may have been charged only if so wished."""
        kept = opened.kept
        self._start(
            kept.order,
            lambda report, switch: self._runner.resume(
                kept.record.run_id, report, resend_unknown=resend_unknown, switch=switch
            ),
        )

    def _begin(self, order: RunOrder, agreed_credits: int) -> None:
        if self._run is not None or not order.sources or self.prompt_is_missing:
            return
        self._start(
            order,
            lambda report, switch: self._runner.run(
                order, report, agreed_credits=agreed_credits, switch=switch
            ),
        )

    def _start(
        self,
        order: RunOrder,
        carry_out: Callable[[Report, PauseSwitch], Coroutine[Any, Any, object]],
    ) -> None:
        if self._run is not None:
            return
        self._too_large.clear()
        switch = PauseSwitch()
        task = self._bridge.run(lambda report: carry_out(report, switch), parent=self)
        run = CurrentRun(order, self._question, task, switch)
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

    def set_paused(self, paused: bool) -> None:
        """Hold the run, or let it go on. What is at the service meanwhile is answered as usual."""
        run = self._run
        if run is None or run.is_paused == paused:
            return
        run.set_paused(paused)
        self._bridge.run(lambda _: run.switch.set_paused(paused), parent=self)
        self.paused_changed.emit(paused)
        self._tell_status(run)

    def _order(self, sources: tuple[PictureSource, ...]) -> RunOrder:
        question = self._question
        return RunOrder(sources, question.prompt, question.form, question.engine_id, self._options)

    def _on_progress(self, run: CurrentRun, progress: RunProgress) -> None:
        match progress:
            case RunStarted(summary, plan):
                run.try_number = summary.number
                run.plan = plan
                run.total = sum(len(source_ids_of(request)) for request in plan.requests)
            case PicturesMoved(source_ids, state):
                self._set_state(source_ids, state)
                run.move(source_ids, state)
                self._tell_status(run)
            case RequestAnswered():
                self._on_answered(run, progress)
            case RequestStopped(request, error):
                if isinstance(error, PictureTooLarge):
                    self._too_large.update(source_ids_of(request))
                unknown = _unknown(request, error)
                if not would_happen_again(error) and not isinstance(error, PictureTooLarge):
                    size = unknown.per_request if unknown.source_ids else len(request.pictures)
                    self._failed.update(dict.fromkeys(source_ids_of(request), size))
                run.unknown += unknown
                if isinstance(error, EntriesMissing):
                    run.credits_used += error.credits
                if isinstance(error, UnknownBefore):  # said at the end, of all of them
                    run.untold += unknown
                else:
                    self.trouble_met.emit(Trouble(error, request.names, unknown))
            case Waiting(seconds, error):
                offline = isinstance(error, UnreachableError)
                self._tell_status(run, waiting_s=seconds, is_offline=offline)

    def _on_answered(self, run: CurrentRun, answered: RequestAnswered) -> None:
        request, answer = answered.request, answered.answer
        when = None if request.earlier is None else request.earlier.when
        shown = shown_answer(request, answer, run.question, run.try_number, when)
        if request.earlier is not None:
            run.from_history = run.from_history.with_request(request, run.order.options.per_request)
            run.asked_before.add(request.earlier.when)
        run.answered.update(shown.source_ids)
        for source_id in shown.source_ids:
            self._failed.pop(source_id, None)
        self._answers.update(dict.fromkeys(shown.source_ids, shown))
        run.credits_used += answer.credits or 0
        if answered.rate_limit != RateLimit():
            self.rate_limit_changed.emit(answered.rate_limit)
        self.answer_arrived.emit(shown)

    def _on_cancelled(self, run: CurrentRun) -> None:
        self._settle(run)
        self._end(run, stopped_by_user=True)

    def _on_failed(self, run: CurrentRun, error: Exception) -> None:
        self._settle(run)
        self.trouble_met.emit(Trouble(error, ()))
        self._end(run)

    def _settle(self, run: CurrentRun) -> None:
        """The run broke off: what was under way is ready again, or was sent and may be charged."""
        paid = describe(run.order.engine_id).capabilities.costs_credits
        for request in run.plan.requests if paid else ():
            if any(run.states.get(one) is PictureState.READING for one in source_ids_of(request)):
                run.unknown = run.unknown.with_request(request)
                run.untold = run.untold.with_request(request)
                self._failed.update(dict.fromkeys(source_ids_of(request), len(request.pictures)))
        for source_id, state in run.states.items():
            if state is PictureState.PREPARING or (state is PictureState.READING and not paid):
                self._set_state((source_id,), PictureState.READY)
            elif state is PictureState.READING:
                self._set_state((source_id,), PictureState.CHECK)

    def _end(self, run: CurrentRun, *, stopped_by_user: bool = False) -> None:
        self._run = None
        answered = len(run.answered)
        self.running_changed.emit(False)
        self.run_ended.emit(
            RunOutcome(
                answered,
                run.total - answered,
                stopped_by_user,
                run.credits_used,
                run.plan.credits,
                run.try_number,
                run.unknown,
                run.untold,
                run.from_history,
                tuple(sorted(run.asked_before)),
            )
        )
        self._look.start()  # what was answered costs nothing from now on

    def _tell_status(
        self, run: CurrentRun, *, waiting_s: float | None = None, is_offline: bool = False
    ) -> None:
        self.status_changed.emit(replace(run.status, waiting_s=waiting_s, is_offline=is_offline))


def _unknown(request: PlannedRequest, error: AppError) -> Again:
    """What of a stopped request may have been charged; nothing, most often."""
    if getattr(error, "outcome", Outcome.REFUSED) is not Outcome.UNKNOWN:
        return Again()
    size = smaller(error.pictures) if isinstance(error, EntriesMissing) else None
    return Again().with_request(request, size)
