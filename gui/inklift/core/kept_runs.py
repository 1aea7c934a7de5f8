"""Earlier runs as their user finds them: what was not finished, and a run opened as it was."""

from dataclasses import dataclass

from inklift.core.answers import Answer
from inklift.core.runs import KeptRun, Plan, PlannedRequest, RequestState, RunSummary


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A run that ended before its end: what was not sent, and that with what is unknown."""

    summary: RunSummary
    rest: Plan
    with_unknown: Plan


@dataclass(frozen=True, slots=True)
class OpenedAnswer:
    """An answer of a kept run, read. `asked_before` is when it came, if in an earlier run."""

    request: PlannedRequest
    answer: Answer
    asked_before: str | None = None


@dataclass(frozen=True, slots=True)
class OpenedRun:
    """A kept run with its answers; `states` has each request of its plan by number."""

    kept: KeptRun
    answers: tuple[OpenedAnswer, ...]
    states: dict[int, RequestState]
