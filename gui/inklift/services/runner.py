"""Carries out a run: plan, journal, prepare, ask, keep the answer, read it."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace

from inklift.core.answers import read_answer
from inklift.core.errors import (
    AnswerError,
    AppError,
    BudgetReached,
    EntriesMissing,
    PictureError,
    PriceRose,
    StorageError,
    UnknownBefore,
    WorkersUnavailable,
)
from inklift.core.expected_time import expected_s
from inklift.core.extract_image_api import RateLimit
from inklift.core.pictures import PictureState
from inklift.core.planning import plan_run, with_earlier
from inklift.core.ports import EngineRequest, Journal, RawAnswer, RequestPicture
from inklift.core.progress import (
    PicturesMoved,
    ProgressReporter,
    RequestAnswered,
    RunStarted,
    Waiting,
)
from inklift.core.prompts import Grouping
from inklift.core.runs import Earlier, Plan, PlannedRequest, RequestState, RunOrder, RunRecord
from inklift.core.shared_answers import parts_of, read_shared
from inklift.engines.registry import EngineRegistry, describe
from inklift.engines.retrying import Patience
from inklift.services.consequences import (
    picture_state_after,
    state_after,
    told,
)
from inklift.services.keeping import LOCKED_LIMIT_S, AnswerKeeper, RescueFolder
from inklift.services.open_run import OpenRun
from inklift.services.pacing import Pace, PauseSwitch
from inklift.services.pictures import PictureService
from inklift.services.request_pictures import RequestPreparer

MADE_READY_AHEAD = 2  # requests; there are as many picture workers

logger = logging.getLogger(__name__)


class _RunIsOverError(Exception):
    """Nothing more is to be sent: while this request was made ready, the run came to its end."""


class Runner:
    """Plans and carries out runs. Its coroutines run on the loop; runs may go on side by side."""

    def __init__(
        self,
        *,
        engines: EngineRegistry,
        journal: Journal,
        pictures: PictureService,
        patience: Patience,
        rescue: RescueFolder,
        budget: Callable[[], int | None] = lambda: None,
        locked_limit_s: float = LOCKED_LIMIT_S,
    ) -> None:
        """`budget` is asked for the credits of a month, None for any, before each paid request."""
        self._engines = engines
        self._journal = journal
        self._pictures = pictures
        self._preparer = RequestPreparer(pictures)
        self._patience = patience
        self._budget = budget
        self._keeper = AnswerKeeper(journal, rescue, locked_limit_s=locked_limit_s)

    async def plan(self, order: RunOrder) -> Plan:
        """Requests and price of what the user is about to do; sends and keeps nothing.

        What an earlier run answered, or may have been charged for, is not planned to be sent, as
        far as the order's options do not say otherwise. Raises `StorageError`.
        """
        plan = await self._plan(order)
        return replace(plan, expected_s=await self.expected_s(order.engine_id, plan.to_send))

    async def expected_s(self, engine_id: str, requests: Sequence[PlannedRequest]) -> float | None:
        """Seconds that sending these will take; None when there is no experience with the engine.

        Raises `StorageError`.
        """
        sizes = [len(request.pictures) for request in requests]
        at_once = describe(engine_id).capabilities.requests_at_once
        return expected_s(await self._journal.experiences(engine_id), sizes, at_once)

    async def _plan(self, order: RunOrder) -> Plan:
        paid = describe(order.engine_id).capabilities.costs_credits
        if order.form.grouping is not Grouping.EACH:
            plan = plan_run(order, costs_credits=paid)
            return with_earlier(plan, await self._journal.earlier(order, plan, is_paid=paid))
        alone = replace(order, options=replace(order.options, per_request=1))
        each = plan_run(alone, costs_credits=paid)
        found = await self._journal.earlier(order, each, is_paid=paid)
        earlier = {
            request.pictures[0].source.fingerprint: found[request.number]
            for request in each.requests
            if request.number in found
        }
        characters = None
        options = order.options
        if paid and options.per_request > 1 and not (options.ask_again or options.resend_unknown):
            characters = await self._journal.answer_characters(order)
        return plan_run(order, costs_credits=paid, earlier=earlier, answer_characters=characters)

    async def run(
        self,
        order: RunOrder,
        report: ProgressReporter,
        plan: Plan | None = None,
        *,
        agreed_credits: int | None = None,
        switch: PauseSwitch | None = None,
    ) -> RunRecord:
        """Carry out a run and return it as the journal keeps it.

        `plan` is the one that the user agreed to; without it, one is made that may cost no more
        than `agreed_credits`: else `PriceRose`, and nothing is begun. Earlier answers are told
        first. `switch` may hold the run and let it go on.

        A failed request does not stop the others, unless the same would happen to all of them (no
        key, no credits, no connection): then the rest stays planned. A connection that is lost
        after a first answer is waited for (`RetryPolicy.lost_limit_s`). Cancelling leaves what was
        not sent whole planned and what was sent unknown; an answer that is here by then is kept,
        read and reported first.

        Raises `StorageError` when the journal fails: without it nothing more is sent. What was
        sent already is waited for before that, and its answers are reported and put where they
        last (see `AnswerKeeper`): they were paid for. A bug is raised at the same point.
        """
        engine = self._engines.engine(order.engine_id)
        plan = plan or await self.plan(order)
        if agreed_credits is not None and plan.credits > agreed_credits:
            raise PriceRose(f"{plan.credits} for {agreed_credits}", credits=plan.credits)
        summary = await self._journal.begin(order, plan)
        report(RunStarted(summary, plan))
        pace = Pace(engine.capabilities.requests_at_once)
        requests = iter(plan.to_send)
        run = OpenRun(
            summary.run_id, order, engine, report, requests, pace, switch or PauseSwitch()
        )
        return await self._to_the_end(run, plan)

    async def resume(
        self,
        run_id: str,
        report: ProgressReporter,
        *,
        resend_unknown: bool = False,
        switch: PauseSwitch | None = None,
    ) -> RunRecord | None:
        """Go on with a kept run, as `run` would have; None when there is none of that id.

        What may have been charged is sent again only if the user said so: `resend_unknown`. A
        picture whose file has changed since is not sent. `RunStarted` tells what is left to do.

        Raises `RunUnderWay` when a living process carries the run out, and what `run` raises.
        """
        left = await self._journal.resume(run_id, resend_unknown=resend_unknown)
        if left is None:
            return None
        try:
            engine = self._engines.engine(left.order.engine_id)
            report(RunStarted(left.summary, left.plan))
        except BaseException:
            await asyncio.shield(self._journal.finish(run_id))
            raise
        pace = Pace(engine.capabilities.requests_at_once)
        requests = iter(left.plan.to_send)
        run = OpenRun(
            run_id,
            left.order,
            engine,
            report,
            requests,
            pace,
            switch or PauseSwitch(),
            is_resumed=True,
        )
        return await self._to_the_end(run, left.plan)

    async def _to_the_end(self, run: OpenRun, plan: Plan) -> RunRecord:
        try:
            for request in plan.requests:
                if request.earlier is not None:
                    await self._tell_earlier(run, request, request.earlier)
            async with asyncio.TaskGroup() as group:
                # Some are made ready while others are at the service.
                capabilities = run.engine.capabilities
                ahead = MADE_READY_AHEAD if capabilities.takes_prepared else 0
                for _ in range(min(len(plan.to_send), capabilities.requests_at_once + ahead)):
                    group.create_task(self._work(run))
            if run.broken_by is not None:
                raise run.broken_by
        finally:
            for request in run.todo:
                run.report(PicturesMoved(_ids(request), PictureState.READY))
            await asyncio.shield(self._journal.finish(run.run_id))
        record = await self._journal.load(run.run_id)
        assert record is not None
        return record

    async def _tell_earlier(self, run: OpenRun, request: PlannedRequest, earlier: Earlier) -> None:
        if earlier.answer_id is None:
            error = UnknownBefore(earlier.run_id)
            run.tell_stopped(request, self._stopped(run, request, error))
            return
        raw = await self._journal.answer(run.run_id, request.number)
        if raw is None:  # deleted meanwhile: it waits to be sent, when the user goes on
            run.report(PicturesMoved(_ids(request), PictureState.READY))
            return
        form = run.order.form
        try:
            answer = read_answer(raw, form.json_mode, len(request.pictures), form.fields)
        except AnswerError as error:
            run.tell_stopped(request, self._stopped(run, request, error))
            return
        answer = replace(answer, credits=0)
        if len(request.pictures) == 1:
            answer = answer.about(request.names[0])
        state = PictureState.CHECK if answer.deserves_a_look else PictureState.DONE
        run.report(PicturesMoved(_ids(request), state))
        run.report(RequestAnswered(request, answer, RateLimit()))

    async def _work(self, run: OpenRun) -> None:
        for request in run.todo:
            try:
                error = await self._carry_out(run, request)
                if error is not None:
                    run.tell_stopped(request, error)
            except Exception as exc:  # noqa: BLE001 - raised when the others, paid for, have ended
                run.break_off(exc)
            if run.is_over:
                return

    async def _carry_out(self, run: OpenRun, request: PlannedRequest) -> AppError | None:
        """One request from preparing to its answer; the error if there is none."""
        with ExitStack() as temporary:
            try:
                run.report(PicturesMoved(_ids(request), PictureState.PREPARING))
                pictures = await self._prepared(run, request, temporary)
            except asyncio.CancelledError:
                run.report(PicturesMoved(_ids(request), PictureState.READY))
                raise
            except PictureError as error:
                await self._journal.move(
                    run.run_id,
                    request.number,
                    RequestState.FAILED,
                    code=error.code,
                    message=error.detail,
                )
                return self._stopped(run, request, error)
            except WorkersUnavailable as error:
                return self._stopped(run, request, error)
            asked = EngineRequest(
                pictures,
                run.order.prompt,
                run.order.form,
                send_addresses=request.pictures[0].source.path is None,
            )
            try:
                async with run.pace.turn():
                    raw = await self._patience.ask(
                        lambda: self._attempt(run, request, asked),
                        lambda seconds, error: _tell_wait(run, request, Waiting(seconds, error)),
                        while_waiting=run.pace.held,
                        was_reached=lambda: run.was_reached,
                    )
                    run.was_reached = True
                    run.pace.note(raw.rate_limit)
            except asyncio.CancelledError:
                sent = request.number in run.at_the_service
                state = PictureState.CHECK if sent else PictureState.READY
                run.report(PicturesMoved(_ids(request), state))
                raise
            except _RunIsOverError:
                run.report(PicturesMoved(_ids(request), PictureState.READY))
                return None
            except StorageError:
                raise
            except AppError as error:
                return self._stopped(run, request, error)  # the journal knows
        return await self._take_in(run, request, raw)

    async def _prepared(
        self, run: OpenRun, request: PlannedRequest, temporary: ExitStack
    ) -> tuple[RequestPicture, ...]:
        if run.is_resumed:
            for picture in request.pictures:
                await self._pictures.check_unchanged(picture.source)
        takes_prepared = run.engine.capabilities.takes_prepared
        if not takes_prepared or request.pictures[0].source.path is None:
            return tuple(RequestPicture(picture.source) for picture in request.pictures)
        return await self._preparer.prepared(request, run.order.options, temporary)

    async def _attempt(
        self, run: OpenRun, request: PlannedRequest, asked: EngineRequest
    ) -> RawAnswer:
        """Send once; the journal knows before the first byte leaves."""
        await run.switch.wait()  # here: also what is tried again after a wait is held
        if run.is_over:
            raise _RunIsOverError
        await self._begin_sending(run, request)  # a budget that is reached leaves it planned
        by_id = {picture.source.id: picture.source_ids for picture in request.pictures}

        def start(source_id: str) -> None:
            if run.engine.capabilities.costs_credits:
                run.at_the_service.add(request.number)
            run.report(PicturesMoved(by_id[source_id], PictureState.READING))

        try:
            return await run.engine.ask(asked, start)
        except asyncio.CancelledError:
            sent = request.number in run.at_the_service
            state = RequestState.UNKNOWN if sent else RequestState.PLANNED
            await asyncio.shield(
                self._journal.move(run.run_id, request.number, state, code="cancelled")
            )
            raise
        except AppError as error:
            run.at_the_service.discard(request.number)
            await self._journal.move(
                run.run_id,
                request.number,
                state_after(error),
                code=error.code,
                message=told(error),
            )
            raise

    async def _begin_sending(self, run: OpenRun, request: PlannedRequest) -> None:
        """Cancelled in here, the request goes back to planned: not a byte of it has left."""
        budget_credits = self._budget() if run.engine.capabilities.costs_credits else None
        moving = asyncio.ensure_future(
            self._journal.move(
                run.run_id,
                request.number,
                RequestState.SENDING,
                budget_credits=budget_credits,
            )
        )
        try:
            await asyncio.shield(moving)
        except asyncio.CancelledError:
            with suppress(BudgetReached):
                await moving
                await self._journal.move(run.run_id, request.number, RequestState.PLANNED)
            raise

    async def _take_in(
        self, run: OpenRun, request: PlannedRequest, raw: RawAnswer
    ) -> AppError | None:
        """Keep, read and report an answer, all of that also when the run is cancelled meanwhile."""
        hurry = asyncio.Event()
        taking = asyncio.ensure_future(self._keep_and_read(run, request, raw, hurry))
        try:
            return await asyncio.shield(taking)
        except asyncio.CancelledError:
            hurry.set()
            await asyncio.wait([taking])
            if not taking.cancelled() and (error := taking.exception()) is not None:
                logger.warning("run %s was cancelled and met: %s", run.run_id, error)
            raise

    async def _keep_and_read(
        self, run: OpenRun, request: PlannedRequest, raw: RawAnswer, hurry: asyncio.Event
    ) -> AppError | None:
        """The bytes are kept before anything reads them, and read even if they are not kept."""
        trouble = await self._keeper.keep(run.run_id, request.number, raw.body, hurry)
        form, pictures = run.order.form, len(request.pictures)
        missing: tuple[int, ...] = ()
        try:
            if form.is_split(pictures):
                shared = read_shared(raw.body, form, pictures)
                credits, missing = shared.credits, shared.missing
                answers = parts_of(request, shared)
            else:
                answer = read_answer(raw.body, form.json_mode, pictures, form.fields)
                credits, answers = answer.credits, [(request, answer)]
        except AnswerError as error:
            if raw.broken_off:
                error.detail += f"; it broke off after {len(raw.body)} bytes"
            self._stopped(run, request, error)
            if trouble is not None:
                raise trouble from error
            await self._journal.move(
                run.run_id,
                request.number,
                RequestState.UNKNOWN,
                code=error.code,
                message=error.detail,
            )
            return error
        for part, answer in answers:
            state = PictureState.CHECK if answer.deserves_a_look else PictureState.DONE
            run.report(PicturesMoved(_ids(part), state))
            run.report(RequestAnswered(part, answer, raw.rate_limit))
        if missing:
            pictures_left = tuple(request.pictures[position] for position in missing)
            part = replace(request, pictures=pictures_left, credits=0)  # it is known what it cost
            lacking = EntriesMissing(
                f"{len(missing)} of {pictures}",
                pictures=pictures,
                credits=0 if answers else credits or 0,
            )
            run.tell_stopped(part, self._stopped(run, part, lacking))
        if trouble is not None:
            raise trouble
        if credits is not None or missing:
            await self._journal.note_answer(run.run_id, request.number, credits, missing)
        return None

    def _stopped(self, run: OpenRun, request: PlannedRequest, error: AppError) -> AppError:
        logger.info("run %s request %d stopped: %s", run.run_id, request.number, error.code)
        run.report(PicturesMoved(_ids(request), picture_state_after(error)))
        return error


def _tell_wait(run: OpenRun, request: PlannedRequest, waiting: Waiting) -> None:
    """Nothing of the request is at the service while it waits: stopped now, it cost nothing."""
    run.report(PicturesMoved(_ids(request), PictureState.PREPARING))
    run.report(waiting)


def _ids(request: PlannedRequest) -> tuple[str, ...]:
    return tuple(source_id for picture in request.pictures for source_id in picture.source_ids)
