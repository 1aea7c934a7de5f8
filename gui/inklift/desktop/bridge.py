"""The one crossing between the GUI thread and the loop: start a coroutine, get its outcome back."""

import concurrent.futures
import itertools
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from inklift.core.errors import AppError

logger = logging.getLogger(__name__)

Report = Callable[[object], None]
MakeCoroutine = Callable[[Report], Coroutine[Any, Any, object]]


class LoopThread(Protocol):
    """The part of `system.background.CoreLoop` that the bridge needs."""

    def submit(
        self, make_coroutine: Callable[[], Coroutine[Any, Any, Any]]
    ) -> concurrent.futures.Future[Any]: ...


class QtTask(QObject):
    """A coroutine on its way, as the GUI thread sees it. Lives on the GUI thread.

    Exactly one of `succeeded`, `failed` and `cancelled` is emitted, exactly once, on the GUI
    thread; after `cancel()` that is `cancelled`, behind the progress that was on its way already:
    what was sent by then is known to be. A task whose parent was deleted says nothing more; its
    work goes on. `failed` carries an `AppError`, or any other exception if there
    is a bug.
    """

    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    progressed = Signal(object)

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self._future: concurrent.futures.Future[object] | None = None
        self._cancel_requested = False
        self._over = False

    @property
    def is_over(self) -> bool:
        return self._over

    def cancel(self) -> None:
        """Give up. `cancelled` comes at the next turn of the event loop, whatever the work does."""
        if self._over or self._cancel_requested:
            return
        self._cancel_requested = True
        if self._future is not None:
            self._future.cancel()

    def _deliver(self, message: "_Message") -> None:
        if message.kind is _Kind.PROGRESS:
            self.progressed.emit(message.value)
            return
        self._over = True
        self.deleteLater()  # before the slots are called: one of them may delete the parent
        if self._cancel_requested or message.kind is _Kind.CANCELLED:
            self.cancelled.emit()
        elif message.kind is _Kind.FAILURE:
            self.failed.emit(message.value)
        else:
            self.succeeded.emit(message.value)


class _Kind(Enum):
    PROGRESS = auto()
    SUCCESS = auto()
    FAILURE = auto()
    CANCELLED = auto()


@dataclass(frozen=True, slots=True)
class _Message:
    """Something for the task with this number."""

    number: int
    kind: _Kind
    value: object = None


class Bridge(QObject):
    """Starts coroutines from the GUI thread. Lives there, and longer than every task.

    Messages come through one signal of this object: a signal of the task itself could be deleted
    with its parent while the loop's thread is about to emit it.
    """

    _posted = Signal(object)

    def __init__(self, loop: LoopThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loop = loop
        self._numbers = itertools.count(1)
        self._tasks: dict[int, QtTask] = {}
        self._posted.connect(self._on_posted, Qt.ConnectionType.QueuedConnection)

    def run(self, make_coroutine: MakeCoroutine, *, parent: QObject) -> QtTask:
        """Run a coroutine on the loop; `make_coroutine` gets a function to report progress with."""
        task = QtTask(parent)
        number = next(self._numbers)
        self._tasks[number] = task
        task.destroyed.connect(lambda: self._tasks.pop(number, None))

        def report(value: object) -> None:
            if not task._cancel_requested:
                self._posted.emit(_Message(number, _Kind.PROGRESS, value))

        future = self._loop.submit(lambda: make_coroutine(report))
        task._future = future
        future.add_done_callback(lambda done: self._posted.emit(_outcome(number, done)))
        return task

    def _on_posted(self, message: _Message) -> None:
        task = self._tasks.get(message.number)
        if task is None:
            return
        if message.kind is not _Kind.PROGRESS:
            del self._tasks[message.number]
        if message.kind is _Kind.FAILURE and not isinstance(message.value, AppError):
            assert isinstance(message.value, BaseException)
            logger.error("a bug in a background task", exc_info=message.value)
        task._deliver(message)


def _outcome(number: int, future: concurrent.futures.Future[object]) -> _Message:
    if future.cancelled():
        return _Message(number, _Kind.CANCELLED)
    error = future.exception()
    if error is None:
        return _Message(number, _Kind.SUCCESS, future.result())
    return _Message(number, _Kind.FAILURE, error)
