"""What runs inside a worker process: takes a call from its pipe, answers, until the pipe closes.

Only the standard library is imported here, and of that only what is quick to import.
"""

import contextlib
import os
import pickle
import signal
import sys
import threading
import traceback
from dataclasses import dataclass
from multiprocessing import connection, parent_process
from multiprocessing.connection import Connection

READY = b"ready"
TAKEN = b"taken"
OUT_OF_MEMORY = 77  # exit status


@dataclass(frozen=True, slots=True)
class WorkerSetup:
    """How a worker prepares itself before its first call."""

    parent_pid: int
    nice: int
    memory_limit_bytes: int | None


def serve(calls: Connection, setup: WorkerSetup) -> None:
    """The whole life of a worker. A call is a pickled `(function, args)`.

    It is acknowledged with `TAKEN`, so that a call sent to a dying worker can be told from one
    that killed it. The answer is a pickled `(True, result)` or `(False, exception)`.
    """
    try:
        _die_with_parent(setup.parent_pid)
        _be_quiet()
        _be_nice(setup.nice)
        _limit_memory(setup.memory_limit_bytes)
    except Exception:  # noqa: BLE001 - the parent raises it, with this text
        calls.send_bytes(traceback.format_exc().encode())
        return
    calls.send_bytes(READY)
    with contextlib.suppress(EOFError, OSError):
        while True:
            call = calls.recv_bytes()
            calls.send_bytes(TAKEN)
            calls.send_bytes(_answer(call))


def _answer(call: bytes) -> bytes:
    try:
        function, args = pickle.loads(call)
        return pickle.dumps((True, function(*args)))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # what native code left behind in here is not to be trusted
    except Exception as exc:  # noqa: BLE001 - raised again by the parent
        return _pickled(exc)


def _pickled(error: Exception) -> bytes:
    """The exception with its traceback as a note, or a plain one if it cannot travel."""
    trace = "".join(traceback.format_exception(error))
    error.add_note(f"In the worker process:\n{trace}")
    try:
        answer = pickle.dumps((False, error))
        pickle.loads(answer)
    except Exception:  # noqa: BLE001 - a foreign exception's own code may raise anything
        return pickle.dumps((False, RuntimeError(trace)))
    return answer


def _die_with_parent(parent_pid: int) -> None:
    """End when the parent does, even if it is killed, and even while native code hangs."""
    if sys.platform == "linux":
        import ctypes

        set_parent_death_signal = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)
        if os.getppid() != parent_pid:  # it ended before the line above
            os._exit(1)
    threading.Thread(target=_watch_parent, name="parent-watch", daemon=True).start()


def _watch_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _be_quiet() -> None:
    """Ctrl-C is the parent's business, and so is its output, which native code would write to.

    A worker that held the output open would also keep a pipe's reader waiting.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _be_nice(nice: int) -> None:
    if not nice:
        return
    if sys.platform == "win32":
        import ctypes

        below_normal_priority_class = 0x4000
        kernel32 = ctypes.windll.kernel32
        kernel32.SetPriorityClass(kernel32.GetCurrentProcess(), below_normal_priority_class)
    else:
        os.nice(nice)


def _limit_memory(limit_bytes: int | None) -> None:
    """Writable memory above the limit fails to be had; only Linux can do that."""
    if limit_bytes is not None and sys.platform == "linux":
        import resource

        # Not RLIMIT_AS, which also counts what is only reserved: libraries, arenas, guard pages.
        resource.setrlimit(resource.RLIMIT_DATA, (limit_bytes, limit_bytes))
