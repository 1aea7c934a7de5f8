"""Carries out a run: plan, journal, prepare, ask, keep the answer, read it."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

from inklift.core.answers import read_answer
from inklift.core.errors import (
    AnswerError,
    AppError,
    AuthError,
    EngineError,
    Outcome,
    OutOfCredit,
    PictureError,
    PictureTooLarge,
    RateLimited,
    SecretStoreError,
    StorageError,
    UnreachableError,
)
from inklift.core.extract_image_api import MAX_SENT_PICTURE_BYTES, MAX_SENT_REQUEST_BYTES
from inklift.core.pictures import PictureState, Preparation
from inklift.core.planning import plan_run
from inklift.core.ports import Engine, EngineRequest, Journal, RawAnswer, RequestPicture
from inklift.core.progress import (
    PicturesMoved,
    ProgressReporter,
    RequestAnswered,
    RequestStopped,
    RunStarted,
    Waiting,
)
from inklift.core.runs import Plan, PlannedRequest, RequestState, RunOrder, RunRecord
from inklift.engines.registry import EngineRegistry, describe
from inklift.engines.retrying import Patience
from inklift.services.pictures import PictureService

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _OpenRun:
    """A run that this process is carrying out."""

    run_id: str
    order: RunOrder
    engine: Engine
    report: ProgressReporter
    todo: Iterator[PlannedRequest]
    stopped_by: list[AppError] = field(default_factory=list)  # what makes further requests useless


class Runner:
    """Plans and carries out runs. Its coroutines run on the loop; runs may go on side by side."""

    def __init__(
        self,
        *,
        engines: EngineRegistry,
        journal: Journal,
        pictures: PictureService,
        patience: Patience,
    ) -> None:
        self._engines = engines
        self._journal = journal
        self._pictures = pictures
        self._patience = patience

    def plan(self, order: RunOrder) -> Plan:
        """Requests and price of what the user is about to do. Quick; sends and keeps nothing."""
        return plan_run(order, costs_credits=describe(order.engine_id).capabilities.costs_credits)

    async def run(self, order: RunOrder, report: ProgressReporter) -> RunRecord:
        """Carry out a run and return it as the journal keeps it.

        A failed request does not stop the others, unless the same would happen to all of them (no
        key, no credits, no connection): then the rest stays planned. Cancelling leaves what was
        not sent planned and what was sent unknown. Raises `StorageError` when the journal fails:
        without it nothing more is sent.
        """
        engine = self._engines.engine(order.engine_id)
        plan = self.plan(order)
        summary = await self._journal.begin(order, plan)
        report(RunStarted(summary, plan))
        run = _OpenRun(summary.run_id, order, engine, report, iter(plan.requests))
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(min(len(plan.requests), engine.capabilities.requests_at_once)):
                    group.create_task(self._work(run))
        except* StorageError as errors:
            raise errors.exceptions[0] from None
        finally:
            for request in run.todo:
                report(PicturesMoved(_ids(request), PictureState.READY))
            await asyncio.shield(self._journal.finish(run.run_id))
        record = await self._journal.load(run.run_id)
        assert record is not None
        return record

    async def _work(self, run: _OpenRun) -> None:
        for request in run.todo:
            error = await self._carry_out(run, request)
            if error is not None:
                run.report(RequestStopped(request, error))
                if _would_happen_again(error):
                    run.stopped_by.append(error)
            if run.stopped_by:
                return

    async def _carry_out(self, run: _OpenRun, request: PlannedRequest) -> AppError | None:
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
            asked = EngineRequest(
                pictures,
                run.order.prompt,
                run.order.form,
                send_addresses=request.pictures[0].source.path is None,
            )
            try:
                raw = await self._patience.ask(
                    lambda: self._attempt(run, request, asked),
                    lambda seconds, error: _tell_wait(run, request, Waiting(seconds, error)),
                )
            except asyncio.CancelledError:
                run.report(PicturesMoved(_ids(request), PictureState.READY))
                raise
            except (EngineError, PictureError, SecretStoreError) as error:
                return self._stopped(run, request, error)  # the journal knows
        return await self._read(run, request, raw)

    async def _prepared(
        self, run: _OpenRun, request: PlannedRequest, temporary: ExitStack
    ) -> tuple[RequestPicture, ...]:
        takes_prepared = run.engine.capabilities.takes_prepared
        if not takes_prepared or request.pictures[0].source.path is None:
            return tuple(RequestPicture(picture.source) for picture in request.pictures)
        options = run.order.options
        budget = min(MAX_SENT_PICTURE_BYTES, MAX_SENT_REQUEST_BYTES // len(request.pictures))
        preparation = Preparation(
            options.longest_side_px, budget if options.shrink_to_fit else None
        )
        prepared = []
        for picture in request.pictures:
            out = temporary.enter_context(self._pictures.scratch_file(".sent"))
            ready = await self._pictures.prepare(picture.source, preparation, out)
            if ready.size_bytes > MAX_SENT_PICTURE_BYTES:
                raise PictureTooLarge(
                    picture.names[0],
                    size_bytes=ready.size_bytes,
                    limit_bytes=MAX_SENT_PICTURE_BYTES,
                )
            prepared.append(RequestPicture(picture.source, ready))
        return tuple(prepared)

    async def _attempt(
        self, run: _OpenRun, request: PlannedRequest, asked: EngineRequest
    ) -> RawAnswer:
        """Send once; the journal knows before the first byte leaves and before anything is read."""
        await self._begin_sending(run, request)
        by_id = {picture.source.id: picture.source_ids for picture in request.pictures}
        try:
            raw = await run.engine.ask(
                asked,
                lambda source_id: run.report(PicturesMoved(by_id[source_id], PictureState.READING)),
            )
        except asyncio.CancelledError:
            paid = run.engine.capabilities.costs_credits
            await asyncio.shield(
                self._journal.move(
                    run.run_id,
                    request.number,
                    RequestState.UNKNOWN if paid else RequestState.PLANNED,
                    code="cancelled",
                )
            )
            raise
        except AppError as error:
            await self._journal.move(
                run.run_id,
                request.number,
                _state_after(error),
                code=error.code,
                message=_told(error),
            )
            raise
        await self._journal.move(run.run_id, request.number, RequestState.ANSWERED, raw=raw.body)
        return raw

    async def _begin_sending(self, run: _OpenRun, request: PlannedRequest) -> None:
        """Cancelled in here, the request goes back to planned: not a byte of it has left."""
        moving = asyncio.ensure_future(
            self._journal.move(run.run_id, request.number, RequestState.SENDING)
        )
        try:
            await asyncio.shield(moving)
        except asyncio.CancelledError:
            await moving
            await self._journal.move(run.run_id, request.number, RequestState.PLANNED)
            raise

    async def _read(
        self, run: _OpenRun, request: PlannedRequest, raw: RawAnswer
    ) -> AppError | None:
        try:
            answer = read_answer(raw.body, run.order.form.json_mode, expected=len(request.pictures))
        except AnswerError as error:
            await self._journal.move(
                run.run_id,
                request.number,
                RequestState.UNKNOWN,
                code=error.code,
                message=error.detail,
            )
            return self._stopped(run, request, error)
        if answer.credits is not None:
            await self._journal.note_credits(run.run_id, request.number, answer.credits)
        state = PictureState.CHECK if answer.notices else PictureState.DONE
        run.report(PicturesMoved(_ids(request), state))
        run.report(RequestAnswered(request, answer, raw.rate_limit))
        return None

    def _stopped(self, run: _OpenRun, request: PlannedRequest, error: AppError) -> AppError:
        logger.info("run %s request %d stopped: %s", run.run_id, request.number, error.code)
        run.report(PicturesMoved(_ids(request), _picture_state_after(error)))
        return error


def _tell_wait(run: _OpenRun, request: PlannedRequest, waiting: Waiting) -> None:
    """Nothing of the request is at the service while it waits: stopped now, it cost nothing."""
    run.report(PicturesMoved(_ids(request), PictureState.PREPARING))
    run.report(waiting)


def _ids(request: PlannedRequest) -> tuple[str, ...]:
    return tuple(source_id for picture in request.pictures for source_id in picture.source_ids)


def _told(error: AppError) -> str:
    """The technical detail with what the service said, in which the engine hid the key."""
    said = error.service_message if isinstance(error, EngineError) else ""
    return ": ".join(part for part in (error.detail, said) if part)


def _state_after(error: AppError) -> RequestState:
    if isinstance(error, PictureError):
        return RequestState.FAILED
    match error.outcome if isinstance(error, EngineError) else Outcome.NOT_SENT:
        case Outcome.NOT_SENT:
            return RequestState.PLANNED
        case Outcome.UNKNOWN:
            return RequestState.UNKNOWN
        case _ if isinstance(error, RateLimited):
            return RequestState.PLANNED  # not charged, and waiting is all it needs
    return RequestState.FAILED


def _picture_state_after(error: AppError) -> PictureState:
    if isinstance(error, PictureTooLarge):
        return PictureState.TOO_BIG
    match _state_after(error):
        case RequestState.PLANNED:
            return PictureState.READY
        case RequestState.UNKNOWN:
            return PictureState.CHECK
    return PictureState.FAILED


def _would_happen_again(error: AppError) -> bool:
    """Whether every further request of the run would meet the same wall."""
    if isinstance(error, AuthError | OutOfCredit | RateLimited | SecretStoreError):
        return True
    return isinstance(error, UnreachableError) and error.outcome is Outcome.NOT_SENT
