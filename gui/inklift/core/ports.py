"""What the services need from the outer layers, as protocols; hand-written fakes fit them too."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from inklift.core.answer_values import ValuePath
from inklift.core.expected_time import Experience
from inklift.core.extract_image_api import RateLimit
from inklift.core.pictures import PictureSource, PreparedPicture
from inklift.core.prompts import AnswerForm
from inklift.core.reviews import Decision, Decisions
from inklift.core.runs import (
    DeletedRuns,
    Earlier,
    KeptRun,
    Plan,
    RequestState,
    RunOrder,
    RunRecord,
    RunSummary,
    UnfinishedRun,
)


class Secret:
    """A key on its way to a header. It never shows itself, whoever prints it."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return "***"

    __str__ = __repr__

    def __reduce__(self) -> str:
        raise TypeError("a secret does not travel to another process")


class SecretStore(Protocol):
    """Keeps one key for each (engine, origin). Methods may raise `SecretStoreError`.

    An origin is scheme, host and port, such as "https://app.dumplingai.com".
    """

    async def get(
        self, engine_id: str, origin: str, *, user_may_be_asked: bool = False
    ) -> Secret | None:
        """The key, if there is one. `user_may_be_asked`: a password window may take its time."""
        ...

    async def set(
        self, engine_id: str, origin: str, secret: Secret, *, user_may_be_asked: bool = False
    ) -> None: ...

    async def delete(
        self, engine_id: str, origin: str, *, user_may_be_asked: bool = False
    ) -> None: ...

    async def backend_name(self) -> str:
        """What the user's system calls it; "" when keys are kept for this session only."""
        ...


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do, so that front ends need not know it by name."""

    follows_instructions: bool  # False: it reads text, whatever the prompt says
    costs_credits: bool
    needs_prompt: bool
    takes_prepared: bool  # wants upright, cleaned copies; False: opens the pictures itself
    takes_addresses: bool
    requests_at_once: int


@dataclass(frozen=True, slots=True)
class RequestPicture:
    """One picture of a request; `prepared` only for engines that take prepared pictures."""

    source: PictureSource
    prepared: PreparedPicture | None = None


@dataclass(frozen=True, slots=True)
class EngineRequest:
    """What an engine is asked. Either every picture is sent as its address or none is."""

    pictures: tuple[RequestPicture, ...]
    prompt: str  # the user's; who follows instructions is asked with `core.asking.words_for`
    form: AnswerForm
    send_addresses: bool = False


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """An answer as it arrived, unparsed: the journal keeps `body` before anything reads it.

    Its shape is the contract's `{"results", "prompt", "imageCount", "creditUsage"}`, which the
    engine on this computer speaks too, with `notices` and `evidence` beside these. `broken_off`:
    the end of it never came. It is kept like any other, and reading it finds out: what lacks so
    much as its last bracket is no JSON.
    """

    body: bytes
    rate_limit: RateLimit = RateLimit()
    broken_off: bool = False


class Engine(Protocol):
    """Who reads. Lives on the loop; `ask` may be cancelled at any time and raises `EngineError`."""

    @property
    def id(self) -> str: ...

    @property
    def capabilities(self) -> Capabilities: ...

    async def ask(
        self, request: EngineRequest, on_picture_started: Callable[[str], None]
    ) -> RawAnswer:
        """Answer one request. `on_picture_started` gets a source id when its reading begins.

        At a service that is when the last piece of the request is handed over, for all pictures of
        it. Until then the service cannot have the request: cancelled before, it cost nothing.
        """
        ...

    async def close(self) -> None: ...


class Journal(Protocol):
    """Keeps every run. All methods raise `StorageError`; a commit is on disk when they return."""

    async def begin(self, order: RunOrder, plan: Plan) -> RunSummary:
        """Keep a whole run as planned, or nothing of it, and take its lock for this process.

        Pictures that did not open are kept too: as failed requests, numbered after the planned.
        """
        ...

    async def earlier(self, order: RunOrder, plan: Plan, *, is_paid: bool) -> Mapping[int, Earlier]:
        """By the number of the request, what earlier runs have of it. Never writes."""
        ...

    async def answer(self, run_id: str, number: int) -> bytes | None:
        """The bytes of a request's answer; None when it has none. Never writes."""
        ...

    async def move(
        self,
        run_id: str,
        number: int,
        state: RequestState,
        *,
        raw: bytes | None = None,
        code: str = "",
        message: str = "",
        budget_credits: int | None = None,
    ) -> None:
        """Move one request to a state that `core.runs.ALLOWED_MOVES` allows.

        With `budget_credits` it begins to be sent only if what it costs leaves this month's
        spending, over all processes, within that; else `BudgetReached`.
        """
        ...

    async def spent_this_month(self) -> int:
        """Credits used since the month began, and those that may have been. Never writes."""
        ...

    async def note_answer(
        self, run_id: str, number: int, credits: int | None, missing: tuple[int, ...] = ()
    ) -> None:
        """What an answered request used, known once its answer was parsed.

        `missing` are the positions of pictures of which the answer for several says nothing.
        """
        ...

    async def answer_characters(self, order: RunOrder) -> int | None:
        """The most that recent answers to this prompt and form had for one picture. Never writes.

        None when there are no such answers.
        """
        ...

    async def experiences(self, engine_id: str) -> tuple[Experience, ...]:
        """How long the last requests of an engine took. Never writes."""
        ...

    async def unfinished(
        self, run_id: str, *, resend_unknown: bool = False
    ) -> UnfinishedRun | None:
        """What `resume` would go on with; None for a run that is not kept. Never writes."""
        ...

    async def resume(self, run_id: str, *, resend_unknown: bool = False) -> UnfinishedRun | None:
        """Take a run's lock for this process, and what is left to be sent of it.

        Requests that a dead process left `sending` become unknown. Unknown ones are left alone,
        unless the user said otherwise: `resend_unknown`. None for a run that is not kept.

        Raises `RunUnderWay` as well.
        """
        ...

    async def finish(self, run_id: str) -> None:
        """This process is done with the run: free its lock."""
        ...

    async def summaries(self) -> tuple[RunSummary, ...]:
        """The runs kept, newest first; of a damaged one, those readable. Never writes."""
        ...

    async def check(self) -> None:
        """Raise `DatabaseDamaged` unless all of the journal can be read. Never writes."""
        ...

    async def open(self, run_id: str) -> KeptRun | None:
        """One run with its pictures, as it was; None if it is not kept. Never writes."""
        ...

    async def search(self, words: str) -> Mapping[str, str]:
        """The ids of the runs with all these words, each with a piece of text around one."""
        ...

    async def delete(self, run_ids: Collection[str]) -> DeletedRuns:
        """Delete runs for good; what they cost this month stays counted.

        Says what is left of them outside the journal. Raises `RunUnderWay` as well, and deletes
        nothing then.
        """
        ...

    async def decisions(self, fingerprints: Collection[str]) -> Decisions:
        """What the user said of values on these pictures. Never writes."""
        ...

    async def decide(
        self, fingerprint: str, changes: Mapping[ValuePath, tuple[Decision, bool]]
    ) -> None:
        """Keep decisions about values on one picture (True), or take them back (False)."""
        ...

    async def load(self, run_id: str) -> RunRecord | None:
        """One run, or None. A request left `sending` by a dead process reads as `unknown`."""
        ...

    async def close(self) -> None: ...
