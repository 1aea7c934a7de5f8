"""`inklift extract`: opens pictures, carries out one run, and hands over what came of it."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from inklift.cli.arguments import ExtractOptions
from inklift.cli.interruption import Interruption
from inklift.cli.messages import counted, warning_sentence
from inklift.cli.opened_services import opened_services
from inklift.cli.resume import Resumption
from inklift.cli.run_command import RunCommand
from inklift.cli.terminal import Terminal
from inklift.cli.usage import UsageError
from inklift.core.errors import StorageError
from inklift.core.pictures import PictureSource
from inklift.core.report import Report
from inklift.core.runs import Plan, RunOptions, RunOrder, UnopenedPicture
from inklift.services.assembly import Services
from inklift.services.importer import (
    Offer,
    OfferedAddress,
    OfferedFile,
    discard_kept_files,
    is_web_address,
)
from inklift.system.logs import LogMask


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
    command = _Extraction if options.resumed_run is None else Resumption
    async with opened_services(environment, mask) as services:
        return await command(options, terminal, services, interruption).carry_out()


class _Extraction(RunCommand):
    """A new run, over the pictures that were named."""

    def __init__(
        self,
        options: ExtractOptions,
        terminal: Terminal,
        services: Services,
        interruption: Interruption,
    ) -> None:
        super().__init__(options, terminal, services, interruption)
        engine_id = options.engine_id or services.settings.current.engine_id
        self._engine = self._described(engine_id)
        self._sources: list[PictureSource] = []
        self._offered_names: list[str] = []  # in the order given, also of what did not open
        self._may_be_kept = False  # whether the history may have this run
        self._check_usage()

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
        self._check_may_ask(engine)

    async def _work(self) -> None:
        self._check_address(self._engine)
        await self._open_pictures()
        order = self._order()
        plan = await self._services.runner.plan(order)
        self._say_earlier(plan)
        if self._options.dry_run:
            await self._rehearse(self._engine, order, plan)
        elif self._sources:
            await self._run(order, plan)

    def _say_earlier(self, plan: Plan) -> None:
        answers = [each for each in plan.requests if each.earlier and each.earlier.answer_id]
        if answers:
            told = counted(len(answers), "answer")
            verb = "is" if len(answers) == 1 else "are"
            self._terminal.say(f"{told} {verb} from earlier runs; --ask-again asks anew.")

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
                self._names.append(source.name)
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

    async def _run(self, order: RunOrder, plan: Plan) -> None:
        if not await self._may_send(self._engine, plan):
            return
        self._may_be_kept = True
        try:
            await self._services.runner.run(order, self._teller, plan)
        except StorageError:
            self._may_be_kept = self._teller.run_id is not None
            raise
        finally:
            self._teller.end()
        await self._look_for_values(self._engine)

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
                ask_again=options.ask_again,
                resend_unknown=options.resend_unknown,
                per_request=options.per_request,
            ),
            tuple(
                UnopenedPicture(name, failure.code, failure.message)
                for failure in self._failures
                for name in failure.pictures
            ),
        )

    async def _report_as_kept(self) -> Report:
        """What failed is told in the order in which the pictures were given."""
        report = await super()._report_as_kept()
        place = {name: number for number, name in reversed([*enumerate(self._offered_names)])}
        failed = sorted(report.failed, key=lambda item: place.get(item.pictures[0], 0))
        return replace(report, failed=tuple(failed))

    def _empty_report(self) -> Report:
        return Report(
            None,
            self._engine.id,
            self._options.prompt,
            self._options.form.json_mode,
            failed=tuple(self._failures),
        )

    def _tidy_up(self) -> None:
        if not self._may_be_kept:
            discard_kept_files(self._sources)
