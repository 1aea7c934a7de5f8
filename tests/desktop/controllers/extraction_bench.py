"""A controller of runs over three pictures and a runner on command."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from fakes.window_services import FakeRunner, sources
from inklift.core.answers import Answer
from inklift.core.extract_image_api import RateLimit
from inklift.core.pictures import PictureSource, PictureState
from inklift.core.planning import plan_run
from inklift.core.progress import (
    PicturesMoved,
    RequestAnswered,
    RunStarted,
)
from inklift.core.prompts import AnswerForm, Grouping
from inklift.core.runs import Plan, PlannedRequest, RunSummary
from inklift.desktop.bridge import Bridge
from inklift.desktop.controllers.extraction import ExtractionController
from inklift.desktop.controllers.shown_run import (
    Question,
    RunOutcome,
    RunStatus,
    ShownAnswer,
    Trouble,
)
from inklift.engines.registry import DUMPLING

PAID = Question("What is the total?", engine_id=DUMPLING.id)
TOGETHER = replace(PAID, form=AnswerForm(json_mode=True, grouping=Grouping.TOGETHER))


class ExtractionBench:
    """A controller over three pictures, a runner on command, and notes of what was told."""

    def __init__(self, qtbot: QtBot, bridge: Bridge, owner: QObject) -> None:
        self.wait: Callable[[Callable[[], bool]], None] = qtbot.waitUntil
        self.runner = FakeRunner()
        self.sources: tuple[PictureSource, ...] = tuple(sources(3))
        self.states: dict[str, PictureState] = {}
        self.extraction = ExtractionController(
            runner=self.runner,  # type: ignore[arg-type]
            bridge=bridge,
            sources=lambda: self.sources,
            set_state=lambda ids, state: self.states.update(dict.fromkeys(ids, state)),
            parent=owner,
        )
        self.plans: list[Plan] = []
        self.questions = 0
        self.running: list[bool] = []
        self.statuses: list[RunStatus] = []
        self.arrived: list[ShownAnswer] = []
        self.troubles: list[Trouble] = []
        self.outcomes: list[RunOutcome] = []
        self.rate_limits: list[RateLimit] = []
        extraction = self.extraction
        extraction.question_changed.connect(self._on_question_changed)
        for signal, notes in (
            (extraction.plan_changed, self.plans),
            (extraction.running_changed, self.running),
            (extraction.status_changed, self.statuses),
            (extraction.answer_arrived, self.arrived),
            (extraction.trouble_met, self.troubles),
            (extraction.run_ended, self.outcomes),
            (extraction.rate_limit_changed, self.rate_limits),
        ):
            signal.connect(notes.append)

    def _on_question_changed(self) -> None:
        self.questions += 1

    def start(self, question: Question = PAID, **how: bool) -> Plan:
        """Begin a run and wait until the runner has it; its requests."""
        self.extraction.ask(question)
        return self.begun(lambda: self.extraction.start(**how))

    def begun(self, begin: Callable[[], None]) -> Plan:
        """Begin a run in some way and wait until the runner has it; its requests."""
        runs = len(self.runner.orders) + 1
        begin()
        self.wait(lambda: len(self.runner.orders) == runs)
        order = self.runner.orders[-1]
        paid = self.extraction.engine.capabilities.costs_credits
        plan = self.runner.planned_of(plan_run(order, costs_credits=paid), order)
        summary = RunSummary(
            "run", 7, "2026-01-01T00:00:00Z", order.engine_id, order.prompt, 3, 0, 0, 0, 3, 0
        )
        self.runner.tell(RunStarted(summary, plan))
        return plan

    def answer(self, request: PlannedRequest, text: str = "text", **changes: object) -> None:
        ids = tuple(one for picture in request.pictures for one in picture.source_ids)
        limit = changes.pop("rate_limit", RateLimit())
        assert isinstance(limit, RateLimit)
        answer = replace(Answer(text, credits=11), **changes)
        self.runner.tell(
            PicturesMoved(ids, PictureState.DONE), RequestAnswered(request, answer, limit)
        )

    def move(self, source_id: str, state: PictureState) -> None:
        self.runner.tell(PicturesMoved((source_id,), state))
        self.wait(lambda: self.states.get(source_id) is state)

    def end(self) -> RunOutcome:
        self.runner.end()
        return self.outcome()

    def outcome(self) -> RunOutcome:
        ends = self.running.count(True)
        self.wait(lambda: len(self.outcomes) == ends)
        return self.outcomes[-1]
