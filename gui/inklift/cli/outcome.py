"""What came of a run as it was told on the way, for when the journal cannot be read any more."""

from collections.abc import Sequence
from dataclasses import replace

from inklift.cli.progress import RunTeller
from inklift.core.report import Report, ReportAnswer, ReportFailure, ReportUnknown
from inklift.core.runs import RequestState
from inklift.services.consequences import state_after
from inklift.services.consequences import told as detail_of


def report_as_told(empty: Report, teller: RunTeller, names: Sequence[str]) -> Report:
    """The report of a run by what its teller heard; without a run, everything is pending.

    `empty` says what the run was about and what never opened; `names` are those of all pictures
    that did. Whatever happened to the journal, answers that were paid for are in it.
    """
    answers = tuple(
        ReportAnswer(
            told.request.names,
            told.answer.results,
            told.answer.data,
            told.answer.evidence,
            told.answer.notices,
            told.answer.credits,
        )
        for told in teller.answered
    )
    failed = list(empty.failed)
    unknown: list[ReportUnknown] = []
    for told in teller.stopped:
        error, pictures = told.error, told.request.names
        match state_after(error):
            case RequestState.FAILED:
                failed.append(ReportFailure(pictures, error.code, detail_of(error)))
            case RequestState.UNKNOWN:
                unknown.append(ReportUnknown(pictures, error.code, detail_of(error)))
    settled = {
        name for items in (answers, failed, unknown) for item in items for name in item.pictures
    }
    return replace(
        empty,
        run=teller.run_id,
        answers=answers,
        failed=tuple(failed),
        unknown=tuple(unknown),
        pending=tuple(name for name in names if name not in settled),
        credits=sum(answer.credits or 0 for answer in answers),
        credits_unsaid=sum(answer.credits is None for answer in answers),
    )
