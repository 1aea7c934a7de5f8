"""The run under way: how far it is, since when, and what it has cost."""

import time

from inklift.core.pictures import PictureState
from inklift.core.runs import Plan, RunOrder
from inklift.desktop.bridge import QtTask
from inklift.desktop.controllers.shown_run import Again, Question, RunStatus
from inklift.services.pacing import PauseSwitch

_OVER = frozenset(
    {PictureState.DONE, PictureState.CHECK, PictureState.FAILED, PictureState.TOO_BIG}
)


class CurrentRun:
    """What the window knows of the run under way, as it goes on. Lives on the GUI thread."""

    def __init__(
        self, order: RunOrder, question: Question, task: QtTask, switch: PauseSwitch
    ) -> None:
        self.order = order
        self.question = question
        self.task = task
        self.switch = switch
        self._began_s: float | None = time.monotonic()  # None while it is paused
        self._worked_before_s = 0.0  # between pauses
        self.states: dict[str, PictureState] = {}
        self.answered: set[str] = set()
        self.total = len(order.sources)  # pictures; of a run that goes on, those that are left
        self.finished = 0  # pictures; counted along, since thousands of them move one by one
        self.plan = Plan(())
        self.credits_used = 0
        self.unknown = Again()
        self.untold = Again()
        self.from_history = Again()
        self.asked_before: set[str] = set()
        self.try_number = 0

    @property
    def is_paused(self) -> bool:
        return self._began_s is None

    @property
    def worked_s(self) -> float:
        """How long it has been at work, without pauses."""
        now_s = time.monotonic()
        return self._worked_before_s + (0.0 if self._began_s is None else now_s - self._began_s)

    def set_paused(self, paused: bool) -> None:
        self._worked_before_s = self.worked_s
        self._began_s = None if paused else time.monotonic()

    @property
    def status(self) -> RunStatus:
        left_s = None
        if self.finished:
            left_s = self.worked_s / self.finished * (self.total - self.finished)
        return RunStatus(self.total, self.finished, left_s, is_paused=self.is_paused)

    def move(self, source_ids: tuple[str, ...], state: PictureState) -> None:
        for source_id in source_ids:
            self.finished += (state in _OVER) - (self.states.get(source_id) in _OVER)
            self.states[source_id] = state
