"""Ctrl-C and a request to end: what is under way is cancelled, and the command tidies up."""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any, Self, TypeVar

T = TypeVar("T")

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class StoppedError(Exception):
    """The user, or the operating system, wants the command to end."""


class Interruption:
    """Answers SIGINT and SIGTERM from `with` on. Lives on the main thread.

    The first signal cancels what is guarded. One that comes while nothing is guarded (before the
    loop runs, at a question, or as the second) raises `KeyboardInterrupt` where the program is.
    (Not `add_signal_handler`: it does not work on Windows, and could not stop a question.)
    """

    def __init__(self) -> None:
        self._guarded: asyncio.Task[Any] | None = None
        self._is_beginning = False
        self._answer: Callable[[signal.Signals], None] | None = None
        self._happened = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        for number in _SIGNALS:
            before = signal.getsignal(number)
            if before is not signal.SIG_IGN:  # as `nohup` and shells want it for background jobs
                self._before[number] = signal.signal(number, self._on_signal)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)

    async def guard(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """The result of `work()`; `StoppedError`, after its clean-up, if a signal cancelled it."""
        self._is_beginning = True  # a coroutine that is no task yet could not be cleaned up
        task = asyncio.ensure_future(work())
        self._guarded = task
        self._is_beginning = False
        if self._happened:
            task.cancel()
        try:
            return await task
        except asyncio.CancelledError:
            if self._happened:
                raise StoppedError from None
            raise
        finally:
            self._guarded = None

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        """For what blocks within the guarded work, such as a question: see the class."""
        task, self._guarded = self._guarded, None
        try:
            yield
        finally:
            self._guarded = task

    @contextmanager
    def answered_by(self, answer: Callable[[signal.Signals], None]) -> Iterator[None]:
        """For what knows better how to end than by being cancelled: it gets every signal."""
        self._answer = answer
        try:
            yield
        finally:
            self._answer = None

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if self._answer is not None:
            self._answer(signal.Signals(number))
            return
        task, self._guarded = self._guarded, None
        if task is None and self._is_beginning:
            self._happened = True
            return
        if task is None:
            raise KeyboardInterrupt
        self._happened = True
        task.get_loop().call_soon_threadsafe(task.cancel)
