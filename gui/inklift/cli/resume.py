"""`inklift extract --resume`: goes on with a run that was interrupted."""

from collections.abc import Iterable

from inklift.cli.messages import counted
from inklift.cli.run_command import DONE, RunCommand
from inklift.cli.usage import UsageError
from inklift.core.errors import RunUnderWay
from inklift.core.report import Report
from inklift.core.runs import RunSummary, UnfinishedRun

NEWEST = "last"


class Resumption(RunCommand):
    """The rest of a kept run: its pictures, prompt and engine, whatever the preferences say now."""

    _left: UnfinishedRun | None = None
    _nothing_to_do = False

    async def _work(self) -> None:
        left = await self._unfinished()
        self._left = left
        self._names = list(_names(left))
        engine = self._described(left.order.engine_id)
        if self._options.dry_run:
            await self._rehearse(engine, left.order, left.plan)
            return
        if not left.plan.to_send:
            self._nothing_to_do = True
            self._terminal.say(f"Nothing is left to be sent of run {left.summary.run_id}.")
            await self._look_for_values(engine)
            return
        self._check_may_ask(engine)
        self._check_address(engine)
        if not await self._may_send(engine, left.plan):
            return
        try:
            await self._services.runner.resume(
                left.summary.run_id, self._teller, resend_unknown=self._options.resend_unknown
            )
        finally:
            self._teller.end()
        await self._look_for_values(engine)

    async def _unfinished(self) -> UnfinishedRun:
        wanted = self._options.resumed_run
        assert wanted is not None
        journal = self._services.journal
        if wanted == NEWEST:
            return await self._newest_with_work_left(await journal.summaries())
        left = await journal.unfinished(wanted, resend_unknown=self._options.resend_unknown)
        if left is None:
            raise UsageError(f"there is no run {wanted}; `inklift runs` lists those there are")
        return left

    async def _newest_with_work_left(self, runs: Iterable[RunSummary]) -> UnfinishedRun:
        """The newest run that something is left of and that nobody carries out; else the newest."""
        newest: UnfinishedRun | None = None
        under_way: RunUnderWay | None = None
        for summary in runs:
            may_have_work = summary.pending or (self._options.resend_unknown and summary.unknown)
            if newest is not None and not may_have_work:
                continue
            try:
                left = await self._services.journal.unfinished(
                    summary.run_id, resend_unknown=self._options.resend_unknown
                )
            except RunUnderWay as error:
                under_way = under_way or error
                continue
            if left is not None and left.plan.to_send:
                return left
            newest = newest or left
        if newest is None:
            raise under_way or UsageError("no runs are kept yet")
        return newest

    def _run_id(self) -> str | None:
        return None if self._left is None else self._left.summary.run_id

    def _empty_report(self) -> Report:
        if self._left is None:
            return Report(None, "", "", json_mode=False)
        order = self._left.order
        return Report(
            self._left.summary.run_id, order.engine_id, order.prompt, order.form.json_mode
        )

    def _status(self, report: Report, lost: bool) -> int:
        if self._nothing_to_do and not (report.unknown or lost or self._errors):
            return DONE
        status = super()._status(report, lost)
        if self._nothing_to_do and report.unknown and not self._options.resend_unknown:
            self._terminal.say(
                f"{counted(len(report.unknown), 'request')} may have been charged and "
                f"{'has' if len(report.unknown) == 1 else 'have'} no answer; --resend-unknown "
                "sends what is unknown again."
            )
        return status


def _names(left: UnfinishedRun) -> Iterable[str]:
    return (name for request in left.plan.requests for name in request.names)
