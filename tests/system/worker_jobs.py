"""What the tests of the worker pool run in its processes."""

import ctypes
import os
import signal
import sys
import threading
import time
from pathlib import Path

from inklift.core.errors import PictureTooLarge, RateLimited


def double(number: int) -> int:
    return 2 * number


def process_id() -> int:
    return os.getpid()


def loaded_modules() -> list[str]:
    return sorted(sys.modules)


def facts() -> dict[str, object]:
    return {
        "nice": os.nice(0),
        "interrupt_ignored": signal.getsignal(signal.SIGINT) is signal.SIG_IGN,
        "interrupt_blocked": signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()),
        "output": str(Path("/proc/self/fd/1").readlink()),
        "input": str(Path("/proc/self/fd/0").readlink()),
    }


def sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def tell_and_sleep(marker: str, seconds: float) -> None:
    Path(marker).write_text(str(os.getpid()))
    time.sleep(seconds)


def tell_and_hang_in_native_code(marker: str) -> None:
    """A C call that keeps the interpreter's lock: no Python thread of the process runs again."""
    Path(marker).write_text(str(os.getpid()))
    ctypes.PyDLL(None).sleep(600)


def forget_the_parent_and_sleep(marker: str, seconds: float) -> None:
    """Undo Linux's own way of ending with the parent, as if this were another system."""
    ctypes.CDLL(None).prctl(1, 0)  # PR_SET_PDEATHSIG
    tell_and_sleep(marker, seconds)


def exit_at_once(status: int) -> None:
    os._exit(status)


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def maybe_crash(number: int) -> int:
    if number % 3 == 0:
        crash()
    return number


def fill_memory(megabytes: int) -> int:
    return len(bytearray(megabytes * 1_000_000))


def refuse() -> None:
    raise PictureTooLarge("40 megapixels", size_bytes=40, limit_bytes=20)


def refuse_for_a_while() -> None:
    raise RateLimited("slow down", status=429, retry_after_s=7.5)


class UnpicklableError(Exception):
    def __init__(self, one: int, two: int) -> None:
        super().__init__("cannot travel")
        self.lock = threading.Lock()


def raise_unpicklable() -> None:
    raise UnpicklableError(1, 2)


class OneWayError(Exception):
    """Can be pickled, but not unpickled: it wants two arguments and passes one on."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__("cannot come back")


def raise_one_way() -> None:
    raise OneWayError(1, 2)


def give_unpicklable() -> object:
    return threading.Lock()


def print_much() -> None:
    print("noise")  # noqa: T201 - that it goes nowhere is what is tested
    os.write(1, b"native noise\n")
