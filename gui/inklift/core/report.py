"""A run told as the report that the command line prints and that exports are made of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, assert_never

from inklift.core.answers import Evidence, read_answer
from inklift.core.errors import AnswerUnreadable, EntriesMissing
from inklift.core.prompts import AnswerForm
from inklift.core.runs import Plan, RequestRecord, RequestState, RunRecord
from inklift.core.shared_answers import read_shared


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """One answer, and every name of the pictures that it is for."""

    pictures: tuple[str, ...]
    text: str  # `results`, character for character
    data: object | None = None  # None: JSON was not asked for, or none was found
    evidence: Evidence = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    credits: int | None = None
    from_history: bool = False


@dataclass(frozen=True, slots=True)
class ReportFailure:
    """Pictures that were refused, or could not be opened; `message` is technical detail."""

    pictures: tuple[str, ...]
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ReportUnknown:
    """Pictures that may have been charged and have no answer that can be read."""

    pictures: tuple[str, ...]
    code: str  # for front ends; not in the JSON
    message: str


@dataclass(frozen=True, slots=True)
class ReportPicture:
    """A picture of a run that is only planned. Sizes are of the original, 0 if never seen."""

    name: str
    page: int
    format: str
    width_px: int
    height_px: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class ReportPlan:
    """What a dry run would send."""

    pictures: tuple[ReportPicture, ...]
    requests: int
    credits: int


@dataclass(frozen=True, slots=True)
class Report:
    """A run as its user sees it. `run` is None for what is not kept; `plan` only for dry runs."""

    run: str | None
    engine: str
    prompt: str
    json_mode: bool
    answers: tuple[ReportAnswer, ...] = ()
    failed: tuple[ReportFailure, ...] = ()
    unknown: tuple[ReportUnknown, ...] = ()
    pending: tuple[str, ...] = ()
    credits: int = 0
    credits_unsaid: int = 0  # answers that do not say what they used; for front ends, not in JSON
    plan: ReportPlan | None = None


def build_report(run: RunRecord, unopened: Sequence[ReportFailure] = ()) -> Report:
    """Tell a run as it stands. `unopened` are pictures that never came into it; those that the
    order named (`RunOrder.unopened`) are in the run already.

    Never raises: an answer that cannot be read is unknown. What a living process is sending just
    now is pending.
    """
    answers: list[ReportAnswer] = []
    failed = list(unopened)
    unknown: list[ReportUnknown] = []
    pending: list[str] = []
    credits = 0
    for request in run.requests:
        match request.state:
            case RequestState.ANSWERED:
                try:
                    told, missing, used = _answers(request, run.form)
                    answers += told
                    credits += used or 0
                    if missing:
                        unknown.append(ReportUnknown(missing, EntriesMissing.code, ""))
                except AnswerUnreadable as error:
                    unknown.append(ReportUnknown(request.names, error.code, error.detail))
            case RequestState.FAILED:
                failed.append(ReportFailure(request.names, request.code, request.message))
            case RequestState.UNKNOWN:
                unknown.append(ReportUnknown(request.names, request.code, request.message))
            case RequestState.PLANNED | RequestState.SENDING:
                pending.extend(request.names)
            case _:
                assert_never(request.state)
    return Report(
        run.run_id,
        run.engine_id,
        run.prompt,
        run.form.json_mode,
        tuple(answers),
        tuple(failed),
        tuple(unknown),
        tuple(pending),
        credits=credits,
        # The engine on this computer always says 0, so these are answers that were paid for.
        credits_unsaid=sum(answer.credits is None for answer in answers),
    )


def _answers(
    request: RequestRecord, form: AnswerForm
) -> tuple[list[ReportAnswer], tuple[str, ...], int | None]:
    """The answers of one request, the names of pictures that it says nothing of, and credits."""
    if not form.is_split(request.pictures):
        answer = _answer(request, form)
        return [answer], (), answer.credits
    shared = read_shared(request.raw or b"", form, request.pictures)
    names = request.names_by_picture
    told = [
        ReportAnswer(
            names[position],
            answer.results,
            answer.data,
            answer.evidence,
            answer.notices,
            answer.credits,
        )
        for position, answer in shared.answers.items()
    ]
    missing = tuple(name for position in shared.missing for name in names[position])
    return told, missing, shared.credits if request.credits is None else request.credits


def _answer(request: RequestRecord, form: AnswerForm) -> ReportAnswer:
    answer = read_answer(request.raw or b"", form.json_mode, request.pictures, form.fields)
    if request.from_history and request.pictures == 1:
        answer = answer.about(request.names[0])
    return ReportAnswer(
        request.names,
        answer.results,
        answer.data,
        answer.evidence,
        answer.notices,
        answer.credits if request.credits is None else request.credits,
        from_history=request.from_history,
    )


def dry_run_report(
    plan: Plan,
    *,
    engine_id: str,
    prompt: str,
    json_mode: bool,
    unopened: Sequence[ReportFailure] = (),
) -> Report:
    """What a run would send and cost. `unopened` are pictures that cannot be opened or sent."""
    pictures = tuple(
        ReportPicture(
            name,
            picture.source.page,
            picture.source.format,
            picture.source.width_px,
            picture.source.height_px,
            picture.source.size_bytes,
        )
        for request in plan.requests
        for picture in request.pictures
        for name in picture.names
    )
    return Report(
        None,
        engine_id,
        prompt,
        json_mode,
        failed=tuple(unopened),
        plan=ReportPlan(pictures, len(plan.to_send), plan.credits),
    )


def report_json(report: Report) -> dict[str, Any]:
    """The report as values of JSON.

    Texts may hold lone surrogates: write it with `ensure_ascii`, or encode with
    `backslashreplace`.
    """
    told: dict[str, Any] = {
        "run": report.run,
        "engine": report.engine,
        "prompt": report.prompt,
        "jsonMode": report.json_mode,
        "answers": [
            {
                "pictures": list(answer.pictures),
                "text": answer.text,
                "data": answer.data,
                "evidence": dict(answer.evidence),
                "notices": list(answer.notices),
                "credits": answer.credits,
                "fromHistory": answer.from_history,
            }
            for answer in report.answers
        ],
        "failed": [
            {"pictures": list(item.pictures), "code": item.code, "message": item.message}
            for item in report.failed
        ],
        "unknown": [
            {"pictures": list(item.pictures), "message": item.message} for item in report.unknown
        ],
        "pending": list(report.pending),
        "credits": report.credits,
    }
    if report.plan is not None:
        told["plan"] = {
            "pictures": [
                {
                    "name": picture.name,
                    "page": picture.page,
                    "format": picture.format,
                    "width": picture.width_px,
                    "height": picture.height_px,
                    "bytes": picture.size_bytes,
                }
                for picture in report.plan.pictures
            ],
            "requests": report.plan.requests,
            "credits": report.plan.credits,
        }
    return told
