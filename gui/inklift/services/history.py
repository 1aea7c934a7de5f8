"""What a user can do with earlier runs: find them, open them as they were, delete them for good."""

from collections.abc import Collection, Mapping
from pathlib import Path

from inklift.core.answer_values import ValuePath
from inklift.core.answers import read_answer
from inklift.core.errors import AnswerUnreadable, RunUnderWay
from inklift.core.kept_runs import OpenedAnswer, OpenedRun, Unfinished
from inklift.core.ports import Journal
from inklift.core.reviews import Decision, Decisions
from inklift.core.runs import (
    INTERRUPTED,
    DeletedRuns,
    KeptRun,
    RequestState,
    RunSummary,
)
from inklift.core.shared_answers import parts_of, read_shared
from inklift.services.leftovers import remove_leftovers
from inklift.system.background import Aside
from inklift.system.paths import DataPaths


class History:
    """The journal as its user sees it. Its coroutines run on the loop and raise `StorageError`."""

    def __init__(self, journal: Journal, aside: Aside, paths: DataPaths) -> None:
        self._journal = journal
        self._aside = aside
        self._paths = paths

    async def summaries(self) -> tuple[RunSummary, ...]:
        """The runs kept, newest first."""
        return await self._journal.summaries()

    async def check(self) -> None:
        """Raise `DatabaseDamaged` when some of the history cannot be read any more."""
        await self._journal.check()

    async def search(self, words: str) -> Mapping[str, str]:
        """The ids of the runs with all these words, each with a piece of text around one.

        Words count in prompts, answers and names of pictures.
        """
        return await self._journal.search(words)

    async def delete(
        self, run_ids: Collection[str], *, in_use: Collection[Path] = ()
    ) -> DeletedRuns:
        """Delete runs for good, with what was kept of their pictures for them alone.

        Pasted and fetched pictures that are `in_use` stay. What the runs cost this month stays
        counted; what they answered will cost again. Raises `RunUnderWay`, and deletes nothing then.
        """
        deleted = await self._journal.delete(run_ids)
        await self._aside(remove_leftovers, self._paths, run_ids, deleted, in_use)
        return deleted

    async def decisions(self, fingerprints: Collection[str]) -> Decisions:
        """What the user said of values on pictures, by the pictures' fingerprints."""
        return await self._journal.decisions(fingerprints)

    async def decide(
        self, fingerprint: str, changes: Mapping[ValuePath, tuple[Decision, bool]]
    ) -> None:
        """Keep decisions about values on one picture (True), or take them back (False)."""
        await self._journal.decide(fingerprint, changes)

    async def spent_this_month(self) -> int:
        """Credits used since the month began, and those that may have been charged."""
        return await self._journal.spent_this_month()

    async def unfinished(self) -> Unfinished | None:
        """The newest run, when it ended before its end and nobody carries it out."""
        newest = next(iter(await self._journal.summaries()), None)
        if newest is None or not (newest.pending or newest.unknown):
            return None
        try:
            rest = await self._journal.unfinished(newest.run_id)
            everything = await self._journal.unfinished(newest.run_id, resend_unknown=True)
        except RunUnderWay:
            return None
        if rest is None or everything is None:
            return None
        if not rest.plan.requests and not await self._broke_off(newest.run_id):
            return None  # its user was told what is unknown, when it ended
        return Unfinished(newest, rest.plan, everything.plan)

    async def _broke_off(self, run_id: str) -> bool:
        record = await self._journal.load(run_id)
        return record is not None and any(each.code == INTERRUPTED for each in record.requests)

    async def open(self, run_id: str) -> OpenedRun | None:
        """A run as it was; None when it is not kept."""
        kept = await self._journal.open(run_id)
        return None if kept is None else await self._aside(_opened, kept)


def _opened(kept: KeptRun) -> OpenedRun:
    """Reads thousands of answers: not for the loop."""
    requests = {request.number: request for request in kept.plan.requests}
    form = kept.record.form
    answers = []
    states = {}
    for record in kept.record.requests:
        request = requests.get(record.number)
        if request is None:
            continue  # nothing of its picture could be opened
        states[record.number] = record.state
        if record.state is not RequestState.ANSWERED:
            continue
        try:
            if form.is_split(record.pictures):
                shared = read_shared(record.raw or b"", form, record.pictures)
                if shared.missing:
                    states[record.number] = RequestState.UNKNOWN
                answers += [OpenedAnswer(*part) for part in parts_of(request, shared)]
                continue
            answer = read_answer(record.raw or b"", form.json_mode, record.pictures, form.fields)
        except AnswerUnreadable:
            states[record.number] = RequestState.UNKNOWN
            continue
        if record.from_history and record.pictures == 1:
            answer = answer.about(request.names[0])
        when = record.message.partition(" ")[2] if record.from_history else None
        answers.append(OpenedAnswer(request, answer, when))
    return OpenedRun(kept, tuple(answers), states)
