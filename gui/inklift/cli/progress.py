"""Tells how far a run is: a line that changes in a terminal, a line for each answer elsewhere."""

import asyncio
from collections.abc import Iterable

from inklift.cli.messages import counted, duration, explain, reason_to_wait
from inklift.cli.terminal import Terminal, on_one_line
from inklift.core.errors import AppError, UnreachableError
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
from inklift.services.consequences import would_happen_again

_NAMES_TOLD = 3


class RunTeller:
    """A `ProgressReporter` that remembers what came of the requests. Lives on the loop.

    Several requests may wait at once, and others go on meanwhile: the line that moves tells of the
    longest wait and of the rest beside it.
    """

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._names: dict[str, str] = {}
        self._total = 0
        self._finished = 0
        self._now = ""  # names of what is at work
        self._waits_until_s = 0.0  # by the clock of the loop
        self._waits_for = ""
        self._last_wait = ""  # said since the last answer
        self._next_second: asyncio.TimerHandle | None = None
        self.run_id: str | None = None
        self.answered: list[RequestAnswered] = []
        self.stopped: list[RequestStopped] = []

    def __call__(self, progress: RunProgress) -> None:
        match progress:
            case RunStarted(summary, plan):
                self.run_id = summary.run_id
                self._total = sum(len(request.names) for request in plan.requests)
                for request in plan.requests:
                    for picture in request.pictures:
                        self._names |= zip(picture.source_ids, picture.names, strict=True)
            case PicturesMoved(source_ids, PictureState.PREPARING | PictureState.READING):
                self._now = shortened(self._names[source_id] for source_id in source_ids)
                self._show_status()
            case RequestAnswered(request):
                self._finish(request)
                self._last_wait = ""
                self.answered.append(progress)
                if not self._terminal.is_watched:
                    names = shortened(request.names)
                    self._terminal.say(f"{self._finished} of {self._total}: {names}")
            case RequestStopped(request, error):
                self._finish(request)
                self.stopped.append(progress)
                told = on_one_line(explain(error))
                of_all = would_happen_again(error)  # then it is told once, and of no picture
                about = "" if of_all else f"{shortened(request.names)}: "
                self._terminal.say(f"{about}{told}")
            case Waiting(seconds, error):
                self._wait(seconds, error)

    @property
    def unsaid_credits(self) -> int:
        """The price of those answers that do not say what they used."""
        return sum(told.request.credits for told in self.answered if told.answer.credits is None)

    def end(self) -> None:
        """The run is over: nothing moves any more."""
        if self._next_second is not None:
            self._next_second.cancel()

    def _finish(self, request: PlannedRequest) -> None:
        self._finished += len(request.names)

    def _wait(self, seconds: float, error: AppError) -> None:
        if not self._terminal.is_watched:
            told = f"{reason_to_wait(error)} Waiting for {duration(seconds)}."
            # A network may be lost for long: once is enough for a log, until it is back.
            if not isinstance(error, UnreachableError) or told != self._last_wait:
                self._terminal.say(told)
            self._last_wait = told
            return
        loop = asyncio.get_running_loop()
        self._waits_for = "connection" if isinstance(error, UnreachableError) else "service"
        self._waits_until_s = max(self._waits_until_s, loop.time() + seconds)
        self.end()
        self._count_down(loop)

    def _count_down(self, loop: asyncio.AbstractEventLoop) -> None:
        self._show_status()
        left_s = self._waits_until_s - loop.time()
        if left_s > 0:
            self._next_second = loop.call_later(min(1.0, left_s), self._count_down, loop)

    def _show_status(self) -> None:
        told = f"{self._finished} of {self._total} done, now {self._now}"
        left_s = self._waits_until_s - asyncio.get_running_loop().time()
        if left_s > 0:
            told = f"Waiting for the {self._waits_for}, {duration(max(1.0, left_s))} left; {told}"
        self._terminal.show_status(told)


def shortened(names: Iterable[str]) -> str:
    """Names for one line: the first few, and how many more there are."""
    every = [on_one_line(name) for name in names]
    more = len(every) - _NAMES_TOLD
    told = ", ".join(every[:_NAMES_TOLD])
    return f"{told} and {counted(more, 'other')}" if more > 0 else told
