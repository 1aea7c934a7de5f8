"""Tells how far a run is: a line that changes in a terminal, a line for each answer elsewhere."""

import asyncio
from collections.abc import Iterable

from inklift.cli.messages import counted, duration, error_sentence, explain
from inklift.cli.terminal import Terminal, on_one_line
from inklift.core.errors import AppError
from inklift.core.pictures import PictureState
from inklift.core.progress import (
    PicturesMoved,
    RequestAnswered,
    RequestStopped,
    RunProgress,
    RunStarted,
    Waiting,
)
from inklift.core.runs import PlannedRequest

_NAMES_TOLD = 3


class RunTeller:
    """A `ProgressReporter` that remembers what went wrong. Lives on the loop."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._names: dict[str, str] = {}
        self._total = 0
        self._finished = 0
        self._countdown: asyncio.TimerHandle | None = None
        self.run_id: str | None = None
        self.errors: list[AppError] = []

    def __call__(self, progress: RunProgress) -> None:
        self._stop_countdown()
        match progress:
            case RunStarted(summary, plan):
                self.run_id = summary.run_id
                self._total = summary.pictures
                for request in plan.requests:
                    for picture in request.pictures:
                        self._names |= zip(picture.source_ids, picture.names, strict=True)
            case PicturesMoved(source_ids, PictureState.PREPARING | PictureState.READING):
                names = shortened(self._names[source_id] for source_id in source_ids)
                self._terminal.show_status(f"{self._finished} of {self._total} done, now {names}")
            case RequestAnswered(request):
                self._finish(request)
                if not self._terminal.is_watched:
                    names = shortened(request.names)
                    self._terminal.say(f"{self._finished} of {self._total}: {names}")
            case RequestStopped(request, error):
                self._finish(request)
                self.errors.append(error)
                self._terminal.say(f"{shortened(request.names)}: {on_one_line(explain(error))}")
            case Waiting(seconds, error):
                self._begin_countdown(seconds, error)

    def _finish(self, request: PlannedRequest) -> None:
        self._finished += len(request.names)

    def _begin_countdown(self, seconds: float, error: AppError) -> None:
        if self._terminal.is_watched:
            loop = asyncio.get_running_loop()
            self._count_down(loop, loop.time() + seconds)
        else:
            said = f"{error_sentence(error.code)} Waiting for {duration(seconds)}."
            self._terminal.say(said)

    def _count_down(self, loop: asyncio.AbstractEventLoop, until: float) -> None:
        left = until - loop.time()
        if left <= 0:
            return
        self._terminal.show_status(f"Waiting for the service, {duration(left)} left")
        self._countdown = loop.call_later(min(1.0, left), self._count_down, loop, until)

    def _stop_countdown(self) -> None:
        if self._countdown is not None:
            self._countdown.cancel()
            self._countdown = None


def shortened(names: Iterable[str]) -> str:
    """Names for one line: the first few, and how many more there are."""
    every = [on_one_line(name) for name in names]
    more = len(every) - _NAMES_TOLD
    told = ", ".join(every[:_NAMES_TOLD])
    return f"{told} and {counted(more, 'other')}" if more > 0 else told
