"""What a run tells while it goes on: frozen values that may cross threads."""

from collections.abc import Callable
from dataclasses import dataclass

from inklift.core.answers import Answer
from inklift.core.errors import AppError
from inklift.core.extract_image_api import RateLimit
from inklift.core.pictures import PictureState
from inklift.core.runs import Plan, PlannedRequest, RunSummary


@dataclass(frozen=True, slots=True)
class RunStarted:
    """The run is in the journal; nothing was sent yet."""

    summary: RunSummary
    plan: Plan


@dataclass(frozen=True, slots=True)
class PicturesMoved:
    """Pictures, by source id, that are in another state now."""

    source_ids: tuple[str, ...]
    state: PictureState


@dataclass(frozen=True, slots=True)
class RequestAnswered:
    """An answer was read. It is in the journal, unless that failed: then the run ends with why."""

    request: PlannedRequest
    answer: Answer
    rate_limit: RateLimit


@dataclass(frozen=True, slots=True)
class RequestStopped:
    """A request that has no answer: refused, unknown, or not sent (see the error's outcome).

    What every request would meet (a wrong key, say) is told of one request only, though several
    may have been under way.
    """

    request: PlannedRequest
    error: AppError


@dataclass(frozen=True, slots=True)
class Waiting:
    """The run sits out a wait, because of `error`, before it tries again."""

    seconds: float
    error: AppError


RunProgress = RunStarted | PicturesMoved | RequestAnswered | RequestStopped | Waiting
ProgressReporter = Callable[[RunProgress], None]
