"""Everything that is not the window's own thread: the loop of all coroutines, and blocking calls.

Nothing here can hold up the end of the program: all threads are daemons, and whoever still sits in
a blocking call (a dead network folder, a slow name server) is left behind.
"""

import asyncio
import contextlib
import logging
import queue
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, ParamSpec, Self, TypeVar, TypeVarTuple

logger = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_Call = tuple[Future[Any], Callable[[], Any]]


class Aside(ThreadPoolExecutor):
    """A few daemon threads for small blocking calls: `await aside(function, *args)`.

    It is a `ThreadPoolExecutor` by name alone, because asyncio takes nothing else as its default
    executor. The threads of the original are joined at the end of the program, without limit.
    """

    def __init__(self, name: str = "aside", size: int = 2) -> None:
        super().__init__(max_workers=size)
        self._name = name
        self._size = size
        self._calls: queue.SimpleQueue[_Call | None] = queue.SimpleQueue()
        self._started: list[threading.Thread] = []
        self._free = threading.Semaphore(0)
        self._guard = threading.Lock()
        self._ended = False

    async def __call__(self, function: Callable[[*Ts], T], *args: *Ts) -> T:
        """Run `function` on one of the threads. Cancelling frees the caller, not the thread."""
        return await asyncio.wrap_future(self.submit(function, *args))

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        with self._guard:
            if self._ended:
                raise RuntimeError(f"the threads {self._name} have ended")
            self._calls.put((future, partial(fn, *args, **kwargs)))
            if len(self._started) < self._size and not self._free.acquire(blocking=False):
                self._start_thread()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more calls. Waits for those at work, but never longer than 0.3 s."""
        with self._guard:
            self._ended = True
        if cancel_futures:
            with contextlib.suppress(queue.Empty):
                while (waiting := self._calls.get_nowait()) is not None:
                    waiting[0].cancel()
        for _ in self._started:
            self._calls.put(None)
        deadline = time.monotonic() + 0.3
        for thread in self._started if wait else ():
            thread.join(max(0.0, deadline - time.monotonic()))

    def _start_thread(self) -> None:
        name = f"{self._name}-{len(self._started) + 1}"
        thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._started.append(thread)
        thread.start()

    def _work(self) -> None:
        while (call := self._calls.get()) is not None:
            _perform(*call)
            del call  # lets go of the result while the thread is idle
            self._free.release()


def _perform(future: Future[Any], function: Callable[[], Any]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = function()
    except BaseException as exc:  # noqa: BLE001 - belongs to whoever awaits the future
        future.set_exception(exc)
    else:
        future.set_result(result)


class CoreLoop:
    """An asyncio loop in a thread of its own, `core-loop`. All methods from any thread.

    Name look-ups and other default-executor work have two daemon threads of their own, so that a
    slow name server does not stop folder walks, nor the other way round.
    """

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._lookups = Aside("lookup")
        self._loop.set_default_executor(self._lookups)
        self._thread = threading.Thread(target=self._run, name="core-loop", daemon=True)
        self._guard = threading.Lock()
        self._closing = False
        self._limit_s = 0.0
        self._cleanups: list[Callable[[], Awaitable[None]]] = []

    def start(self) -> Self:
        self._thread.start()
        return self

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(self, make_coroutine: Callable[[], Coroutine[Any, Any, T]]) -> Future[T]:
        """Run a coroutine, made on the loop's thread. Cancelling the future cancels it.

        After `close` the future comes back cancelled.
        """

        async def run() -> T:
            return await make_coroutine()

        with self._guard:
            if not self._closing:
                return asyncio.run_coroutine_threadsafe(run(), self._loop)
        never: Future[T] = Future()
        never.cancel()
        return never

    def call_soon(self, function: Callable[[*Ts], object], *args: *Ts) -> None:
        """Call a quick function on the loop's thread; after the end it is dropped."""
        with contextlib.suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(function, *args)

    def add_cleanup(self, cleanup: Callable[[], Awaitable[None]]) -> None:
        """Await this when the loop closes, after every task has ended; the last added is first."""
        self._cleanups.append(cleanup)

    def close(self, limit_s: float = 0.8) -> None:
        """Cancel every task, run the cleanups, end the thread; never longer than `limit_s`."""
        with self._guard:
            if self._closing:
                return
            self._closing = True
        if not self._thread.is_alive():
            self._loop.close()
            return
        self._limit_s = limit_s
        self.call_soon(self._loop.stop)
        self._thread.join(limit_s)
        if self._thread.is_alive():
            logger.warning("The loop did not end within %s s", limit_s)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
            self._loop.run_until_complete(self._wind_up())
        finally:
            self._loop.close()

    async def _wind_up(self) -> None:
        deadline = self._loop.time() + 0.9 * self._limit_s
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        if tasks:
            _, stuck = await asyncio.wait(tasks, timeout=0.4 * self._limit_s)
            for task in stuck:
                logger.warning("A task did not let itself be cancelled: %r", task)
        for cleanup in reversed(self._cleanups):
            try:
                async with asyncio.timeout_at(deadline):
                    await cleanup()
            except Exception:  # the others must have their turn
                logger.exception("A cleanup failed")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout_at(deadline):
                await self._loop.shutdown_asyncgens()
        self._lookups.shutdown(wait=False, cancel_futures=True)
