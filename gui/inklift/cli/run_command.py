"""What a new run and one that is gone on with have in common on the command line."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from inklift.cli.arguments import ExtractOptions
from inklift.cli.dry_run import find_unsendable
from inklift.cli.evidence import EvidenceSearch
from inklift.cli.handing_over import hand_over, price_text
from inklift.cli.interruption import Interruption, StoppedError
from inklift.cli.messages import counted, duration, explain, in_words
from inklift.cli.outcome import report_as_told
from inklift.cli.progress import RunTeller, shortened
from inklift.cli.terminal import Terminal, on_one_line
from inklift.cli.usage import UsageError
from inklift.core.errors import (
    AppError,
    AuthError,
    NoKey,
    Outcome,
    PictureTooLarge,
    SecretStoreError,
    ServiceAddressUnfit,
    StorageError,
    UnreachableError,
    WorkersUnavailable,
)
from inklift.core.pictures import Preparation
from inklift.core.report import Report, ReportFailure, build_report, dry_run_report
from inklift.core.runs import Plan, PlannedRequest, RunOptions, RunOrder
from inklift.engines.registry import EngineDescription, describe
from inklift.services.assembly import Services

logger = logging.getLogger(__name__)

DONE, NOT_ALL_DONE, NO_KEY, NO_SERVICE, INTERRUPTED = 0, 1, 3, 4, 130


class RunCommand:
    """One `inklift extract`, from its words to its exit status. Lives on the loop.

    Subclasses say what is to be done (`_work`), and what there is to report when the journal has
    nothing of it (`_empty_report`).
    """

    def __init__(
        self,
        options: ExtractOptions,
        terminal: Terminal,
        services: Services,
        interruption: Interruption,
    ) -> None:
        self._options = options
        self._terminal = terminal
        self._services = services
        self._interruption = interruption
        self._failures: list[ReportFailure] = []  # of what did not open, or could not be sent
        self._explained: dict[tuple[str, ...], str] = {}  # by the names of pictures that failed
        self._names: list[str] = []  # of all pictures of the run that opened
        self._teller = RunTeller(terminal)
        self._errors: list[AppError] = []  # that kept the whole run from going on
        self._rehearsed: Report | None = None  # what a dry run found
        self._evidence = EvidenceSearch(services, terminal)

    async def carry_out(self) -> int:
        """Do it, print and write what came of it; returns the exit status. Raises `UsageError`."""
        interrupted = False
        try:
            await self._interruption.guard(self._work)
        except StoppedError:
            interrupted = True
        except ServiceAddressUnfit as error:
            raise UsageError(explain(error)) from error
        except (StorageError, SecretStoreError, NoKey, WorkersUnavailable) as error:
            self._errors.append(error)
            self._say_trouble(error)
        finally:
            self._tidy_up()
        report = await self._report()
        unsaid_credits = self._teller.unsaid_credits
        lost = not hand_over(report, self._options, self._terminal, unsaid_credits)
        if interrupted:
            self._terminal.say("Interrupted.")
            return INTERRUPTED
        return self._status(report, lost)

    async def _work(self) -> None:
        raise NotImplementedError

    def _empty_report(self) -> Report:
        raise NotImplementedError

    def _run_id(self) -> str | None:
        """Of the run to report; None when none is kept."""
        return self._teller.run_id

    def _tidy_up(self) -> None:
        """Remove what nobody will ask for any more."""

    def _described(self, engine_id: str) -> EngineDescription:
        try:
            return describe(engine_id)
        except KeyError as error:
            raise UsageError(
                f"the preferences name the engine {engine_id}, which is not known here; choose one "
                "with --engine"
            ) from error

    def _check_may_ask(self, engine: EngineDescription) -> None:
        must_ask = engine.capabilities.costs_credits and not (
            self._options.yes or self._options.dry_run
        )
        if must_ask and not self._terminal.can_ask:
            raise UsageError(
                f"the engine {engine.id} costs credits and there is no terminal to ask; add --yes"
            )

    def _check_address(self, engine: EngineDescription) -> None:
        """Raises `ServiceAddressUnfit`, before any time is spent on pictures."""
        if not self._options.dry_run and engine.capabilities.costs_credits:
            self._services.engines.engine(engine.id)

    async def _may_send(self, engine: EngineDescription, plan: Plan) -> bool:
        """Whether the user agrees to the price. Raises `NoKey`, `SecretStoreError`."""
        if not engine.capabilities.costs_credits or not plan.to_send:
            return True
        if await self._services.keys.key() is None:
            raise NoKey
        price = price_text(len(plan.to_send), plan.credits)
        takes_s = await self._services.runner.expected_s(engine.id, plan.to_send)
        if takes_s is not None:
            price = f"{price}, about {duration(takes_s)}"
        budget = self._services.settings.current.monthly_budget_credits
        if budget is not None:
            spent = await self._services.journal.spent_this_month()
            told = f"{spent} of {counted(budget, 'credit')} of this month are spent"
            stops = "; the run stops before it passes them" if spent + plan.credits > budget else ""
            price = f"{price}; {told}{stops}"
        if self._options.yes:
            self._terminal.say(f"{price}.")
            return True
        try:
            with self._interruption.unguarded():
                agreed = self._terminal.ask(f"{price}. Go on? [y/N]")
        except KeyboardInterrupt:
            raise StoppedError from None
        if not agreed:
            self._terminal.say("Nothing was sent.")
        return agreed

    async def _look_for_values(self, engine: EngineDescription) -> None:
        """With `--evidence`; this computer says of its own answers where the values stand."""
        run_id = self._run_id()
        if self._options.evidence and engine.capabilities.costs_credits and run_id is not None:
            await self._evidence.look(run_id)

    async def _rehearse(self, engine: EngineDescription, order: RunOrder, plan: Plan) -> None:
        """Find out what would be sent and what not, and send nothing."""
        unsendable: frozenset[int] = frozenset()
        if engine.capabilities.takes_prepared:
            unsendable = await self._find_unsendable(plan, order.options)
        report = dry_run_report(
            plan,
            engine_id=engine.id,
            prompt=order.prompt,
            json_mode=order.form.json_mode,
            unopened=self._failures,
        )
        assert report.plan is not None
        sendable = [request for request in plan.to_send if request.number not in unsendable]
        told = replace(
            report.plan,
            requests=len(sendable),
            credits=sum(request.credits for request in sendable),
        )
        self._rehearsed = replace(report, plan=told)
        await self._say_how_long(engine, sendable)

    async def _say_how_long(
        self, engine: EngineDescription, requests: Sequence[PlannedRequest]
    ) -> None:
        if not requests:
            return
        takes_s = await self._services.runner.expected_s(engine.id, requests)
        if takes_s is None:
            self._terminal.say(
                f"How long it takes is not known yet: {engine.name} was not asked before."
            )
        else:
            self._terminal.say(
                f"It takes about {duration(takes_s)}, if all goes as in earlier runs."
            )

    async def _find_unsendable(self, plan: Plan, options: RunOptions) -> frozenset[int]:
        preparation = Preparation(options.longest_side_px)
        found = await find_unsendable(plan, self._services.pictures, preparation)
        for trouble in found:
            self._fail(trouble.names, trouble.error)
        return frozenset(trouble.request_number for trouble in found)

    async def _report(self) -> Report:
        report = await self._report_as_kept()
        self._explained |= {
            stopped.request.names: explain(stopped.error)
            for stopped in self._teller.stopped
            if isinstance(stopped.error, PictureTooLarge)
        }
        return in_words(report, self._explained)

    async def _report_as_kept(self) -> Report:
        if self._rehearsed is not None:
            return self._rehearsed
        run_id = self._run_id()
        if run_id is not None:
            try:
                record = await self._services.journal.load(run_id)
            except StorageError as error:
                self._errors.append(error)
                self._say_trouble(error)
                record = None
            if record is not None:
                return self._evidence.added_to(build_report(record))
        return report_as_told(self._empty_report(), self._teller, self._names)

    def _fail(self, names: tuple[str, ...], error: AppError) -> None:
        self._failures.append(ReportFailure(names, error.code, error.detail))
        if isinstance(error, PictureTooLarge):
            self._explained[names] = explain(error)
        self._say_of(names, explain(error))

    def _say_of(self, names: tuple[str, ...] | list[str], sentence: str) -> None:
        self._terminal.say(f"{shortened(names)}: {on_one_line(sentence)}")

    def _say_trouble(self, error: AppError) -> None:
        logger.info("the run could not go on: %s", error)
        detail = f" ({on_one_line(error.detail)})" if error.detail else ""
        self._terminal.say(on_one_line(explain(error)) + detail)

    def _status(self, report: Report, lost: bool) -> int:
        errors = [*self._errors, *(stopped.error for stopped in self._teller.stopped)]
        if not report.answers:
            if any(isinstance(error, AuthError | SecretStoreError) for error in errors):
                return NO_KEY
            if any(_never_reached(error) for error in errors):
                return NO_SERVICE
        unfinished = report.failed or report.unknown or report.pending
        return NOT_ALL_DONE if unfinished or errors or lost else DONE


def _never_reached(error: AppError) -> bool:
    return isinstance(error, UnreachableError) and error.outcome is Outcome.NOT_SENT
