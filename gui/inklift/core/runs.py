"""A run: what the user ordered, the requests made of it, and the states these may pass through.

planned ──► sending ──► answered ──► unknown (a 200 in which nothing can be read)
   ▲           │
   ├───────────┤ certainly not sent
   │           ├──► failed   (refused: not charged)
   │           └──► unknown  (may have been charged)
   └── failed, unknown: only when the user says so
"""

from dataclasses import dataclass, field
from enum import StrEnum

from inklift.core.pictures import PictureSource
from inklift.core.prompts import AnswerForm

INTERRUPTED = "interrupted"  # the code of a request whose process died while it was under way


class RequestState(StrEnum):
    """Where a request stands in the journal."""

    PLANNED = "planned"
    SENDING = "sending"
    ANSWERED = "answered"
    FAILED = "failed"
    UNKNOWN = "unknown"


ALLOWED_MOVES: dict[RequestState, frozenset[RequestState]] = {
    RequestState.PLANNED: frozenset({RequestState.SENDING, RequestState.FAILED}),
    RequestState.SENDING: frozenset(
        {
            RequestState.ANSWERED,
            RequestState.FAILED,
            RequestState.UNKNOWN,
            RequestState.PLANNED,
        }
    ),
    RequestState.ANSWERED: frozenset({RequestState.UNKNOWN}),
    RequestState.FAILED: frozenset({RequestState.PLANNED}),
    RequestState.UNKNOWN: frozenset({RequestState.PLANNED}),
}


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How this run is carried out; frozen with it, so that later settings do not change it."""

    send_addresses: bool = False  # web pictures go as addresses (`inputMethod: url`)
    longest_side_px: int | None = None  # of the pictures sent; None: full size
    shrink_to_fit: bool = False  # make pictures smaller until they pass the service's limits
    ask_again: bool = False  # do not answer from earlier runs
    resend_unknown: bool = False  # also what may have been charged in an earlier run
    per_request: int = 1  # pictures, where each has its own answer and requests cost credits


@dataclass(frozen=True, slots=True)
class UnopenedPicture:
    """A picture of a run that could not be opened: nothing of it can be sent."""

    name: str
    code: str  # of the error
    message: str  # technical detail of that error


@dataclass(frozen=True, slots=True)
class RunOrder:
    """What the user asked for by pressing Extract once. Nothing later reads a widget or setting."""

    sources: tuple[PictureSource, ...]
    prompt: str
    form: AnswerForm
    engine_id: str
    options: RunOptions = RunOptions()
    unopened: tuple[UnopenedPicture, ...] = ()  # kept with the run as failed


@dataclass(frozen=True, slots=True)
class PlannedPicture:
    """A picture in a request, with every name that the user gave to these same bytes."""

    source: PictureSource
    names: tuple[str, ...]
    source_ids: tuple[str, ...] = ()  # of every source that shows these bytes


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier run has of the same pictures, prompt, form and engine."""

    run_id: str
    when: str  # ISO 8601, with offset
    answer_id: int | None  # by which the journal knows the answer; None: it may have been charged
    position: int = 0  # of the picture in that request …
    pictures: int = 1  # … which had so many


@dataclass(frozen=True, slots=True)
class PlannedRequest:
    """One request before it is sent. `number` counts from 1 within the run.

    With `earlier` it is not sent: `credits` is what that saves.
    """

    number: int
    pictures: tuple[PlannedPicture, ...]
    credits: int
    earlier: Earlier | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for picture in self.pictures for name in picture.names)


@dataclass(frozen=True, slots=True)
class Plan:
    """Requests and their price, before anything is sent."""

    requests: tuple[PlannedRequest, ...]
    expected_s: float | None = None  # until all is answered; None: nobody can tell

    @property
    def to_send(self) -> tuple[PlannedRequest, ...]:
        """The requests that no earlier run speaks for."""
        return tuple(request for request in self.requests if request.earlier is None)

    @property
    def credits(self) -> int:
        return sum(request.credits for request in self.to_send)


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """One request as the journal keeps it.

    `raw` holds the bytes of the answer as they arrived, before anything parsed them. `credits` is
    what the service said it used (None: it did not say, or no answer came).
    """

    number: int
    names: tuple[str, ...]
    state: RequestState
    raw: bytes | None = None
    credits: int | None = None
    code: str = ""  # of the error, when failed or unknown (or back to planned)
    message: str = ""  # technical detail of that error
    pictures: int = 1  # distinct ones: one may have several names
    names_by_picture: tuple[tuple[str, ...], ...] = field(default=(), compare=False)
    from_history: bool = False  # the answer of an earlier run


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One line of the list of runs. Counts are of pictures."""

    run_id: str
    number: int  # "Try 1, Try 2 …"
    started: str  # ISO 8601, with offset
    engine_id: str
    prompt: str
    pictures: int
    answered: int
    failed: int
    unknown: int
    pending: int
    credits: int


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A whole run as the journal keeps it."""

    run_id: str
    number: int
    started: str
    engine_id: str
    prompt: str
    form: AnswerForm
    requests: tuple[RequestRecord, ...]


@dataclass(frozen=True, slots=True)
class UnfinishedRun:
    """A kept run to go on with: `order` and `plan` hold what is to be sent, and nothing else."""

    summary: RunSummary
    order: RunOrder
    plan: Plan


@dataclass(frozen=True, slots=True)
class DeletedRuns:
    """What the deleted runs had to themselves and that lies in files outside the journal."""

    fingerprints: tuple[str, ...] = ()  # of pictures
    paths: tuple[str, ...] = ()  # of the files made for pasted and fetched pictures
    traces_left: bool = False  # in the journal's own files, until nobody uses them any more


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run as it was: what was ordered of which pictures, and what came of each request."""

    order: RunOrder
    plan: Plan  # all of its requests, by their numbers in `record`
    record: RunRecord
    is_under_way: bool = False  # a living process carries it out
