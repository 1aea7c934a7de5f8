"""Runs as the history gives them back."""

from collections.abc import Sequence

from inklift.core.answers import Answer
from inklift.core.kept_runs import OpenedAnswer, OpenedRun
from inklift.core.pictures import PictureSource
from inklift.core.planning import plan_run
from inklift.core.prompts import AnswerForm
from inklift.core.runs import KeptRun, RequestRecord, RequestState, RunOrder, RunRecord


def kept_run(
    number: int, prompt: str, pictures: Sequence[PictureSource], *texts: str | None
) -> OpenedRun:
    """Run `run-N` of Dumpling AI over these, with an answer for each of 11 credits, or None."""
    order = RunOrder(tuple(pictures), prompt, AnswerForm(), "dumpling")
    plan = plan_run(order, costs_credits=True)
    states = {
        request.number: RequestState.PLANNED if text is None else RequestState.ANSWERED
        for request, text in zip(plan.requests, texts, strict=True)
    }
    record = RunRecord(
        f"run-{number}", number, f"2026-03-{number:02}T10:00:00+01:00", "dumpling", prompt,
        AnswerForm(),
        tuple(RequestRecord(each.number, each.names, states[each.number]) for each in plan.requests)
    )  # fmt: skip
    answers = tuple(
        OpenedAnswer(request, Answer(text, credits=11))
        for request, text in zip(plan.requests, texts, strict=True)
        if text is not None
    )
    return OpenedRun(KeptRun(order, plan, record), answers, states)
