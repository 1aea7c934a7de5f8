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
    """An answer is in the journal, and read."""

    request: PlannedRequest
    answer: Answer
    rate_limit: RateLimit


@dataclass(frozen=True, slots=True)
class RequestStopped:
    """A request that has no answer: refused, unknown, or not sent (see the error's outcome)."""

    request: PlannedRequest
    error: AppError


@dataclass(frozen=True, slots=True)
class Waiting:
    """The run sits out a wait, because of `error`, before it tries again."""

    seconds: float
    error: AppError


RunProgress = RunStarted | PicturesMoved | RequestAnswered | RequestStopped | Waiting
ProgressReporter = Callable[[RunProgress], None]
