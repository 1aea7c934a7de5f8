"""Processes that run functions on hostile data: a crash or a hang there costs one call.

Each worker process has a thread that looks after it, and a pipe of its own. (`pebble` was tried: an
idle worker that dies breaks its whole pool, and a cancelled call that waits in its shared pipe
costs a worker.)
"""

import asyncio
import atexit
import itertools
import logging
import multiprocessing
import os
import pickle
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from multiprocessing import connection, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, TypeVar, TypeVarTuple, cast

from inklift.system.worker_process import OUT_OF_MEMORY, READY, TAKEN, WorkerSetup, serve

logger = logging.getLogger(__name__)

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_START_LIMIT_S = 60.0
_CLOSE_LIMIT_S = 0.4
_SPAWN = multiprocessing.get_context("spawn")


class WorkerNotStarted(Exception):
    """No worker process could be started: nothing is wrong with the call."""


class WorkerDied(Exception):
    """The worker process ended in the middle of the call."""

    def __init__(self, detail: str, *, out_of_memory: bool = False) -> None:
        super().__init__(detail)
        self.out_of_memory = out_of_memory


class WorkerTimedOut(Exception):
    """The call took longer than it may; its worker was ended."""


class _Call:
    """One call on its way through the pool. The future is cancelled when nobody waits any more."""

    __slots__ = ("future", "payload", "timeout_s")

    def __init__(self, payload: bytes, timeout_s: float | None) -> None:
        self.payload = payload
        self.timeout_s = timeout_s
        self.future: Future[Any] = Future()


_Calls = queue.PriorityQueue[tuple[int, int, _Call | None]]
_CLOSING, _URGENT, _USUAL = range(3)


class WorkerPool:
    """Up to `size` worker processes, started when there is work for them. Any thread, any loop.

    `memory_limit_bytes` bounds the writable memory of each (Linux); after `idle_s` without work a
    process is let go. A call that is cancelled while it runs has `cancel_grace_s` to finish before
    its process is ended, since a warm process is worth more than a short wait.
    """

    def __init__(
        self,
        name: str,
        size: int,
        *,
        nice: int = 10,
        task_timeout_s: float | None = None,
        memory_limit_bytes: int | None = None,
        idle_s: float | None = None,
        cancel_grace_s: float = 0.0,
    ) -> None:
        self._name = name
        self._size = size
        self._task_timeout_s = task_timeout_s
        self._cancel_grace_s = cancel_grace_s
        self._idle_s = idle_s
        self._setup = WorkerSetup(os.getpid(), nice, memory_limit_bytes)
        self._calls: _Calls = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._workers: list[_Worker] = []
        self._guard = threading.Lock()
        self._unfinished = 0
        self._closed = False

    async def run(
        self,
        function: Callable[[*Ts], T],
        *args: *Ts,
        urgent: bool = False,
    ) -> T:
        """Call a module's function in a worker; first come, first served, urgent ones before.

        Raises what the function raises, `WorkerNotStarted`, `WorkerDied`, or `WorkerTimedOut`; time
        counts from when the call starts. Cancelling frees the caller at once. Calls still open at
        `close` are cancelled.
        """
        call = _Call(pickle.dumps((function, args)), self._task_timeout_s)
        self._enqueue(call, _URGENT if urgent else _USUAL)
        try:
            return cast(T, await asyncio.wrap_future(call.future))
        except asyncio.CancelledError:
            if self._cancel_grace_s:
                asyncio.get_running_loop().call_later(self._cancel_grace_s, self._end, call)
            else:
                self._end(call)
            raise

    def close(self) -> None:
        """End every worker, whatever it does, and cancel what waits. Blocks for 0.4 s at most."""
        with self._guard:
            if self._closed:
                return
            self._closed = True
            workers = tuple(self._workers)
        atexit.unregister(self.close)
        for worker in workers:
            self._calls.put((_CLOSING, next(self._numbers), None))
            worker.close()
        deadline = time.monotonic() + _CLOSE_LIMIT_S
        for worker in workers:
            worker.join(max(0.0, deadline - time.monotonic()))
        while not self._calls.empty():
            _, _, call = self._calls.get_nowait()
            if call is not None:
                call.future.cancel()

    def _enqueue(self, call: _Call, urgency: int) -> None:
        with self._guard:
            if self._closed:
                raise RuntimeError(f"the pool {self._name} is closed")
            self._calls.put((urgency, next(self._numbers), call))
            self._unfinished += 1
            if len(self._workers) < min(self._size, self._unfinished):
                if not self._workers:
                    atexit.register(self.close)
                name = f"{self._name}-{len(self._workers) + 1}"
                self._workers.append(
                    _Worker(name, self._setup, self._calls, self._idle_s, self._finished)
                )

    def _finished(self) -> None:
        with self._guard:
            self._unfinished -= 1

    def _end(self, call: _Call) -> None:
        for worker in tuple(self._workers):
            worker.end(call)


class _Worker:
    """One worker process and the thread that starts it, feeds it, and replaces it.

    The thread outlives its processes, which Linux needs: a process that asked to die with its
    parent dies with the *thread* that started it.
    """

    def __init__(
        self,
        name: str,
        setup: WorkerSetup,
        calls: _Calls,
        idle_s: float | None,
        finished: Callable[[], None],
    ) -> None:
        self._name = name
        self._setup = setup
        self._calls = calls
        self._idle_s = idle_s
        self._finished = finished
        self._guard = threading.Lock()  # over `_process`, `_call` and `_closing`
        self._process: SpawnProcess | None = None
        self._call: _Call | None = None
        self._closing = False
        self._pipe: Connection | None = None
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def end(self, call: _Call) -> None:
        """End the process if it is at work on that call."""
        with self._guard:
            if self._call is call and self._process is not None:
                self._process.kill()

    def close(self) -> None:
        with self._guard:
            self._closing = True
            if self._process is not None:
                self._process.kill()

    def join(self, timeout_s: float) -> None:
        self._thread.join(timeout_s)

    def _work(self) -> None:
        while True:
            try:
                _, _, call = self._calls.get(timeout=self._idle_s if self._process else None)
            except queue.Empty:
                self._bury()
                continue
            if call is None:
                break
            self._serve(call)
            self._finished()
            del call  # its result may be large, and the next call may be far away
        self._bury()

    def _serve(self, call: _Call) -> None:
        if call.future.cancelled():
            return
        succeeded, value = self._outcome(call)
        if self._closing:
            call.future.cancel()
        elif call.future.set_running_or_notify_cancel():
            if succeeded:
                call.future.set_result(value)
            else:
                call.future.set_exception(value)

    def _outcome(self, call: _Call) -> tuple[bool, Any]:
        try:
            return self._ask(call) or self._ask(call) or (False, self._never_took_it())
        except (WorkerNotStarted, WorkerDied, WorkerTimedOut) as exc:
            return False, exc
        except Exception as exc:  # noqa: BLE001 - such as an answer that cannot be unpickled
            self._bury()
            return False, exc
        finally:
            with self._guard:
                self._call = None

    def _ask(self, call: _Call) -> tuple[bool, Any] | None:
        """The outcome, or None when the process died before it took the call: ask another."""
        pipe = self._ready_pipe()
        with self._guard:
            if call.future.cancelled() or self._closing:
                return False, None
            self._call = call
        try:
            pipe.send_bytes(call.payload)
            taken = self._receive(pipe, _START_LIMIT_S) == TAKEN
        except (EOFError, OSError):
            taken = False
        if not taken:
            self._bury()
            return None
        try:
            answer = self._receive(pipe, call.timeout_s)
        except (EOFError, OSError) as exc:
            raise self._died() from exc
        return cast(tuple[bool, Any], pickle.loads(answer))

    def _receive(self, pipe: Connection, timeout_s: float | None) -> bytes:
        """Raises EOFError, OSError when the process ends first, `WorkerTimedOut` when time does."""
        assert self._process is not None
        ready = connection.wait([pipe, self._process.sentinel], timeout_s)
        if not ready:
            self._bury()
            raise WorkerTimedOut(f"{self._name} took longer than {timeout_s} s")
        if pipe not in ready and not pipe.poll():
            raise EOFError
        return pipe.recv_bytes()

    def _ready_pipe(self) -> Connection:
        """The pipe to a living process, started if need be; raises `WorkerNotStarted`."""
        if self._process is not None and not self._process.is_alive():
            self._bury()  # while idle: no call has been lost
        if self._pipe is None:
            try:
                self._pipe = self._start()
                greeting = self._receive(self._pipe, _START_LIMIT_S)
            except (EOFError, OSError, WorkerTimedOut) as exc:
                end = self._died()
                raise WorkerNotStarted(f"{self._name} could not start: {exc!r}; {end}") from exc
            if greeting != READY:
                self._bury()
                raise WorkerNotStarted(f"{self._name} could not start: {greeting.decode()}")
        return self._pipe

    def _start(self) -> Connection:
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(
            target=serve, args=(theirs, self._setup), name=self._name, daemon=True
        )
        if sys.platform != "win32":
            # Ctrl-C reaches the whole process group: a worker inherits from its first instruction
            # that it is blocked. The tracker's start would unblock it, so that comes before.
            resource_tracker.ensure_running()
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            process.start()
        except BaseException:
            ours.close()
            theirs.close()
            raise
        with self._guard:
            self._process = process
            if self._closing:
                process.kill()
        theirs.close()
        return ours

    def _never_took_it(self) -> WorkerNotStarted:
        return WorkerNotStarted(f"{self._name} ended twice before it took the call")

    def _died(self) -> WorkerDied:
        if self._process is not None:
            self._process.join(0.5)  # its pipe may close a moment before it ends by itself
        exit_code = self._bury()
        if exit_code == OUT_OF_MEMORY:
            return WorkerDied(f"{self._name} ran out of memory", out_of_memory=True)
        return WorkerDied(f"{self._name} ended with status {exit_code}")

    def _bury(self) -> int | None:
        """End the process, leave no zombie, and tell its exit status."""
        with self._guard:
            process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        if pipe is not None:
            pipe.close()
        if process is None:
            return None
        process.kill()
        process.join(1)
        exit_code = process.exitcode
        if exit_code is None:
            logger.warning("%s cannot be ended", self._name)
        else:
            process.close()
        return exit_code
