"""A run as the window knows it: the question, the answers shown, what went wrong, what it cost."""

from dataclasses import dataclass

from inklift.core.answers import Answer
from inklift.core.kept_runs import OpenedRun
from inklift.core.pictures import Box, PictureSource, PictureState
from inklift.core.prompts import AnswerForm
from inklift.core.runs import PlannedRequest, RequestState
from inklift.engines.registry import EngineDescription, describe


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the pictures, apart from the pictures themselves."""

    prompt: str = ""
    form: AnswerForm = AnswerForm()
    engine_id: str = "on-device"


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer as the window keeps it: for these pictures, by source id."""

    source_ids: tuple[str, ...]
    names: tuple[str, ...]
    answer: Answer
    question: Question  # that it answers
    try_number: int
    sources: tuple[PictureSource, ...]  # the pictures as they stood then: they may be turned since
    asked_before: str | None = None  # when, ISO 8601: it is the answer of an earlier run

    @property
    def json_mode(self) -> bool:
        return self.question.form.json_mode

    @property
    def engine(self) -> EngineDescription:
        return describe(self.question.engine_id)

    def boxes_on(self, source: PictureSource) -> list[Box]:
        """Where values of this answer were found on that picture, if it stands as it did."""
        if source.fingerprint not in {each.fingerprint for each in self.sources}:
            return []
        return [
            Box(*place["box"])
            for places in self.answer.evidence.values()
            for place in places
            if place["picture"] == source.name
        ]


@dataclass(frozen=True, slots=True)
class Again:
    """Pictures (source ids) that may be asked about once more, and what that would cost."""

    source_ids: tuple[str, ...] = ()
    credits: int = 0

    per_request: int = 1  # pictures

    def with_request(self, request: PlannedRequest, per_request: int | None = None) -> "Again":
        one = Again(source_ids_of(request), request.credits, per_request or len(request.pictures))
        return self + one

    def __add__(self, other: "Again") -> "Again":
        return Again(
            self.source_ids + other.source_ids,
            self.credits + other.credits,
            max(self.per_request, other.per_request),
        )


@dataclass(frozen=True, slots=True)
class Trouble:
    """A request without an answer, for the message bar."""

    error: Exception  # an AppError, or a bug
    names: tuple[str, ...]
    may_be_charged: Again = Again()


@dataclass(frozen=True, slots=True)
class RunStatus:
    """How far the run is. Times are in seconds; `seconds_left` is None until it can be told."""

    pictures: int
    finished: int
    seconds_left: float | None
    waiting_s: float | None = None  # a wait that the service asked for, or for the network
    is_offline: bool = False  # it waits for the network
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """What is left to say once a run is over."""

    answered: int
    not_answered: int
    stopped_by_user: bool
    credits_used: int
    credits_planned: int
    try_number: int
    unknown: Again = Again()  # may have been charged, now or in an earlier run, without an answer
    untold: Again = Again()  # those of them of which no `Trouble` told
    from_history: Again = Again()  # answered from earlier runs
    asked_before: tuple[str, ...] = ()  # when these answers came, ISO 8601, each once, in order


def shown_answer(
    request: PlannedRequest,
    answer: Answer,
    question: Question,
    try_number: int,
    asked_before: str | None,
) -> ShownAnswer:
    return ShownAnswer(
        source_ids_of(request),
        request.names,
        answer,
        question,
        try_number,
        tuple(picture.source for picture in request.pictures),
        asked_before,
    )


def kept_question(opened: OpenedRun) -> Question:
    record = opened.kept.record
    return Question(record.prompt, record.form, record.engine_id)


def kept_answers(opened: OpenedRun) -> tuple[ShownAnswer, ...]:
    """The answers of a kept run, as they were shown when they came."""
    question, number = kept_question(opened), opened.kept.record.number
    return tuple(
        shown_answer(one.request, one.answer, question, number, one.asked_before)
        for one in opened.answers
    )


def kept_states(opened: OpenedRun) -> dict[str, PictureState]:
    """How far each picture of a kept run is, by source id."""
    states: dict[str, PictureState] = {}
    for request in opened.kept.plan.requests:
        state = _KEPT_STATES[opened.states[request.number]]
        states.update(dict.fromkeys(source_ids_of(request), state))
    for one in opened.answers:  # a shared request may have some only
        state = PictureState.CHECK if one.answer.deserves_a_look else PictureState.DONE
        states.update(dict.fromkeys(source_ids_of(one.request), state))
    return states


def source_ids_of(request: PlannedRequest) -> tuple[str, ...]:
    return tuple(source_id for picture in request.pictures for source_id in picture.source_ids)


_KEPT_STATES = {
    RequestState.PLANNED: PictureState.READY,
    RequestState.SENDING: PictureState.READING,
    RequestState.ANSWERED: PictureState.DONE,
    RequestState.FAILED: PictureState.FAILED,
    RequestState.UNKNOWN: PictureState.CHECK,
}
