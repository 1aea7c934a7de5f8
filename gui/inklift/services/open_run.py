"""A run that this process is carrying out."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field

from inklift.core.errors import AppError
from inklift.core.ports import Engine
from inklift.core.progress import ProgressReporter, RequestStopped
from inklift.core.runs import PlannedRequest, RunOrder
from inklift.services.consequences import would_happen_again
from inklift.services.pacing import Pace, PauseSwitch

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class OpenRun:
    """What its requests share. Lives on the loop."""

    run_id: str
    order: RunOrder
    engine: Engine
    report: ProgressReporter
    todo: Iterator[PlannedRequest]
    pace: Pace
    switch: PauseSwitch
    is_resumed: bool = False  # its files may have changed since it was planned
    at_the_service: set[int] = field(default_factory=set)  # requests that may be charged by now
    was_reached: bool = False  # the service answered something
    stopped_by: list[AppError] = field(default_factory=list)  # what makes further requests useless
    broken_by: Exception | None = None  # the journal's failure, or a bug

    @property
    def is_over(self) -> bool:
        """Whether no further request may be begun."""
        return bool(self.stopped_by) or self.broken_by is not None

    def tell_stopped(self, request: PlannedRequest, error: AppError) -> None:
        """Report an error; one that all requests meet only once, however many met it."""
        if not would_happen_again(error):
            self.report(RequestStopped(request, error))
        elif all(error.code != known.code for known in self.stopped_by):
            self.stopped_by.append(error)
            self.report(RequestStopped(request, error))

    def break_off(self, error: Exception) -> None:
        if self.broken_by is None:
            self.broken_by = error
        else:
            logger.error("run %s broke off once more", self.run_id, exc_info=error)
