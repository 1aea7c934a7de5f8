"""`inklift extract`: opens pictures, carries out one run, and hands over what came of it."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from inklift.cli.arguments import ExtractOptions
from inklift.cli.dry_run import find_unsendable
from inklift.cli.handing_over import hand_over, price_text
from inklift.cli.interruption import Interruption, StoppedError
from inklift.cli.messages import explain, in_words, warning_sentence
from inklift.cli.opened_services import opened_services
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
from inklift.core.pictures import PictureSource, Preparation
from inklift.core.report import Report, ReportFailure, build_report, dry_run_report
from inklift.core.runs import Plan, RunOptions, RunOrder, UnopenedPicture
from inklift.engines.registry import EngineDescription, describe
from inklift.services.assembly import Services
from inklift.services.importer import (
    Offer,
    OfferedAddress,
    OfferedFile,
    discard_kept_files,
    is_web_address,
)
from inklift.system.logs import LogMask

logger = logging.getLogger(__name__)

DONE, NOT_ALL_DONE, NO_KEY, NO_SERVICE, INTERRUPTED = 0, 1, 3, 4, 130


def extract(
    options: ExtractOptions,
    terminal: Terminal,
    environment: Mapping[str, str],
    mask: LogMask,
    interruption: Interruption,
) -> int:
    """Carry the command out; returns the exit status. Raises `UsageError`, `StorageError`."""
    return asyncio.run(_extract(options, terminal, environment, mask, interruption))


async def _extract(
    options: ExtractOptions,
    terminal: Terminal,
    environment: Mapping[str, str],
    mask: LogMask,
    interruption: Interruption,
) -> int:
    async with opened_services(environment, mask) as services:
        return await _Extraction(options, terminal, services, interruption).carry_out()


class _Extraction:
    """One `inklift extract`, from opening the pictures to its exit status. Lives on the loop."""

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
        self._engine = self._chosen_engine()
        self._sources: list[PictureSource] = []
        self._offered_names: list[str] = []  # in the order given, also of what did not open
        self._failures: list[ReportFailure] = []  # of what did not open, or could not be sent
        self._explained: dict[tuple[str, ...], str] = {}  # by the names of pictures that failed
        self._may_be_kept = False  # whether the history may have this run
        self._teller = RunTeller(terminal)
        self._errors: list[AppError] = []  # that kept the whole run from going on
        self._dry_run_plan: Plan | None = None
        self._unsendable_requests: frozenset[int] = frozenset()

    async def carry_out(self) -> int:
        """Do it, print and write what came of it; returns the exit status."""
        self._check_usage()
        interrupted = False
        try:
            await self._interruption.guard(self._work())
        except StoppedError:
            interrupted = True
        except ServiceAddressUnfit as error:
            raise UsageError(explain(error)) from error
        except (StorageError, SecretStoreError, NoKey, WorkersUnavailable) as error:
            self._errors.append(error)
            self._say_trouble(error)
        finally:
            if not self._may_be_kept:
                discard_kept_files(self._sources)
        report = await self._report()
        unsaid_credits = self._teller.unsaid_credits
        lost = not hand_over(report, self._options, self._terminal, unsaid_credits)
        if interrupted:
            self._terminal.say("Interrupted.")
            return INTERRUPTED
        return self._status(report, lost)

    def _chosen_engine(self) -> EngineDescription:
        engine_id = self._options.engine_id or self._services.settings.current.engine_id
        try:
            return describe(engine_id)
        except KeyError as error:
            raise UsageError(
                f"the preferences name the engine {engine_id}, which is not known here; choose one "
                "with --engine"
            ) from error

    def _check_usage(self) -> None:
        options, engine = self._options, self._engine
        asks_something = options.prompt.strip() or options.form.fields
        if engine.capabilities.needs_prompt and not asks_something:
            raise UsageError(
                f"the engine {engine.id} needs a prompt (--prompt or --prompt-file), or --fields"
            )
        if options.send_addresses and not engine.capabilities.takes_addresses:
            raise UsageError(
                f"the engine {engine.id} takes no addresses; leave out --send-addresses"
            )
        must_ask = engine.capabilities.costs_credits and not (options.yes or options.dry_run)
        if must_ask and not self._terminal.can_ask:
            raise UsageError(
                f"the engine {engine.id} costs credits and there is no terminal to ask; add --yes"
            )

    async def _work(self) -> None:
        if not self._options.dry_run and self._engine.capabilities.costs_credits:
            self._services.engines.engine(self._engine.id)  # its address may be unfit
        await self._open_pictures()
        if self._options.dry_run:
            await self._rehearse()
        elif self._sources:
            await self._run()

    async def _open_pictures(self) -> None:
        offers = [self._offer(text) for text in self._options.pictures]
        if self._options.send_addresses and any(
            isinstance(offer, OfferedAddress) for offer in offers
        ):
            self._terminal.say(
                "The addresses of web pictures are sent as they are: what their files hold besides "
                "the picture (place, camera) is not removed, and they are not opened here."
            )
        async for collected in self._services.importer.collect(offers):
            for source in collected.sources:
                self._offered_names.append(source.name)
                self._sources.append(source)
                for warning in source.warnings:
                    self._say_of([source.name], warning_sentence(warning))
            if collected.unopened is not None:
                self._offered_names.append(collected.unopened.name)
                self._fail((collected.unopened.name,), collected.unopened.error)
            self._terminal.show_status(f"Opening pictures: {len(self._offered_names)}")

    def _offer(self, text: str) -> Offer:
        if is_web_address(text):
            return OfferedAddress(text, as_it_is=self._options.send_addresses, named_by_user=True)
        return OfferedFile(Path(text), text)

    async def _rehearse(self) -> None:
        self._dry_run_plan = self._services.runner.plan(self._order())
        if self._engine.capabilities.takes_prepared:
            await self._look_for_unsendable(self._dry_run_plan)

    async def _look_for_unsendable(self, plan: Plan) -> None:
        preparation = Preparation(self._order().options.longest_side_px)
        found = await find_unsendable(plan, self._services.pictures, preparation)
        for trouble in found:
            self._fail(trouble.names, trouble.error)
        self._unsendable_requests = frozenset(trouble.request_number for trouble in found)

    async def _run(self) -> None:
        order = self._order()
        if self._engine.capabilities.costs_credits:
            if await self._services.keys.key() is None:
                raise NoKey
            if not self._may_spend(self._services.runner.plan(order)):
                return
        self._may_be_kept = True
        try:
            await self._services.runner.run(order, self._teller)
        except StorageError:
            self._may_be_kept = self._teller.run_id is not None
            raise
        finally:
            self._teller.end()

    def _may_spend(self, plan: Plan) -> bool:
        price = price_text(len(plan.requests), plan.credits)
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

    def _order(self) -> RunOrder:
        options = self._options
        return RunOrder(
            tuple(self._sources),
            options.prompt,
            options.form,
            self._engine.id,
            RunOptions(
                send_addresses=options.send_addresses,
                longest_side_px=self._services.settings.current.longest_side_px,
            ),
            tuple(
                UnopenedPicture(name, failure.code, failure.message)
                for failure in self._failures
                for name in failure.pictures
            ),
        )

    async def _report(self) -> Report:
        report = await self._report_as_kept()
        place = {name: number for number, name in reversed([*enumerate(self._offered_names)])}
        failed = sorted(report.failed, key=lambda item: place.get(item.pictures[0], 0))
        self._explained |= {
            stopped.request.names: explain(stopped.error)
            for stopped in self._teller.stopped
            if isinstance(stopped.error, PictureTooLarge)
        }
        return in_words(replace(report, failed=tuple(failed)), self._explained)

    async def _report_as_kept(self) -> Report:
        if self._dry_run_plan is not None:
            return self._rehearsed(self._dry_run_plan)
        if self._teller.run_id is not None:
            try:
                record = await self._services.journal.load(self._teller.run_id)
            except StorageError as error:
                self._errors.append(error)
                self._say_trouble(error)
                record = None
            if record is not None:
                return build_report(record)
        empty = Report(
            None,
            self._engine.id,
            self._options.prompt,
            self._options.form.json_mode,
            failed=tuple(self._failures),
        )
        return report_as_told(empty, self._teller, [source.name for source in self._sources])

    def _rehearsed(self, plan: Plan) -> Report:
        report = dry_run_report(
            plan,
            engine_id=self._engine.id,
            prompt=self._options.prompt,
            json_mode=self._options.form.json_mode,
            unopened=self._failures,
        )
        assert report.plan is not None
        sendable = [
            request for request in plan.requests if request.number not in self._unsendable_requests
        ]
        told = replace(
            report.plan,
            requests=len(sendable),
            credits=sum(request.credits for request in sendable),
        )
        return replace(report, plan=told)

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
