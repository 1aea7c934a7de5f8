"""The loop in its thread, and the threads aside: what they run, and how quickly they end."""

import asyncio
import logging
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from inklift.system.background import Aside, CoreLoop

GUI = Path(__file__).parents[2] / "gui"


@pytest.fixture
def loop() -> Iterator[CoreLoop]:
    with CoreLoop() as running:
        yield running


@pytest.fixture
def aside() -> Iterator[Aside]:
    threads = Aside()
    yield threads
    threads.shutdown()


@pytest.fixture
def silent_server() -> Iterator[tuple[str, int]]:
    """Takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as server:
        yield server.getsockname()


async def thread_name() -> str:
    return threading.current_thread().name


def test_coroutines_are_made_and_run_on_the_loops_thread(loop: CoreLoop) -> None:
    made_on: list[str] = []

    def make():
        made_on.append(threading.current_thread().name)
        return thread_name()

    ran_on = loop.submit(make).result(5)

    assert made_on == [ran_on] == ["core-loop"]


def test_an_exception_reaches_the_future(loop: CoreLoop) -> None:
    async def fail() -> None:
        raise LookupError("nothing there")

    future = loop.submit(fail)

    with pytest.raises(LookupError, match="nothing there"):
        future.result(5)


def test_cancelling_the_future_cancels_the_coroutine(loop: CoreLoop) -> None:
    started, cancelled = threading.Event(), threading.Event()

    async def wait() -> None:
        started.set()
        try:
            await asyncio.sleep(600)
        except asyncio.CancelledError:
            cancelled.set()
            raise

    future = loop.submit(wait)
    assert started.wait(5)
    future.cancel()

    assert cancelled.wait(5)
    assert future.cancelled()


def test_call_soon_runs_on_the_loops_thread(loop: CoreLoop) -> None:
    called, names = threading.Event(), []

    loop.call_soon(lambda: (names.append(threading.current_thread().name), called.set()))

    assert called.wait(5)
    assert names == ["core-loop"]


def test_closing_with_forty_tasks_in_flight_takes_no_time(silent_server: tuple[str, int]) -> None:
    loop = CoreLoop().start()
    connected = threading.Semaphore(0)

    async def read_for_ever() -> None:
        reader, writer = await asyncio.open_connection(*silent_server)
        connected.release()
        try:
            await reader.read(1)
        finally:
            writer.close()

    futures = [loop.submit(lambda: asyncio.sleep(600)) for _ in range(20)]
    futures += [loop.submit(read_for_ever) for _ in range(20)]
    for _ in range(20):
        assert connected.acquire(timeout=5)
    began = time.monotonic()
    loop.close()

    assert time.monotonic() - began < 0.2
    assert all(future.cancelled() for future in futures)
    assert "core-loop" not in [thread.name for thread in threading.enumerate()]


def test_closing_gives_up_on_a_task_that_refuses_to_be_cancelled(
    caplog: pytest.LogCaptureFixture,
) -> None:
    loop = CoreLoop().start()
    started, cleaned = threading.Event(), threading.Event()
    may_end = threading.Event()

    async def refuse() -> None:
        started.set()
        while not may_end.is_set():
            try:
                await asyncio.sleep(600)
            except asyncio.CancelledError:
                continue

    async def clean() -> None:
        cleaned.set()

    loop.add_cleanup(clean)
    future = loop.submit(refuse)
    assert started.wait(5)
    began = time.monotonic()
    with caplog.at_level(logging.WARNING):
        loop.close(limit_s=0.4)

    assert time.monotonic() - began < 0.5
    assert cleaned.is_set()
    assert "did not let itself be cancelled" in caplog.text
    may_end.set()
    assert not future.done()


def test_cleanups_run_last_added_first_and_a_failure_stops_none(
    caplog: pytest.LogCaptureFixture,
) -> None:
    loop = CoreLoop().start()
    order: list[str] = []

    async def first() -> None:
        order.append("first")

    async def failing() -> None:
        order.append("failing")
        raise OSError("already gone")

    async def hanging() -> None:
        order.append("hanging")
        await asyncio.sleep(600)

    for cleanup in (first, failing, hanging):
        loop.add_cleanup(cleanup)
    loop.close(limit_s=0.3)

    assert order == ["hanging", "failing", "first"]
    assert "already gone" in caplog.text


def test_what_is_submitted_after_the_end_is_cancelled_and_calls_are_dropped() -> None:
    loop = CoreLoop().start()
    loop.close()

    future = loop.submit(thread_name)
    loop.call_soon(print, "never")

    with pytest.raises(CancelledError):
        future.result(1)


def test_aside_runs_on_two_threads_of_its_own(aside: Aside) -> None:
    both_there = threading.Barrier(2, timeout=5)

    def meet() -> str:
        both_there.wait()
        return threading.current_thread().name

    async def call_twice() -> list[str]:
        return await asyncio.gather(aside(meet), aside(meet))

    assert sorted(asyncio.run(call_twice())) == ["aside-1", "aside-2"]


def test_aside_starts_a_second_thread_only_when_needed(aside: Aside) -> None:
    async def one_after_the_other() -> set[str]:
        return {await aside(lambda: threading.current_thread().name) for _ in range(5)}

    names = asyncio.run(one_after_the_other())

    assert names <= {"aside-1", "aside-2"}
    assert "aside-3" not in [thread.name for thread in threading.enumerate()]


def test_aside_hands_exceptions_over(aside: Aside) -> None:
    async def fail() -> None:
        await aside(Path("/nonexistent/file").read_text)

    with pytest.raises(FileNotFoundError):
        asyncio.run(fail())


def test_ended_threads_take_no_calls_and_cancel_what_waits() -> None:
    aside = Aside(size=1)
    started, may_end = threading.Event(), threading.Event()

    def wait() -> None:
        started.set()
        may_end.wait(5)

    aside.submit(wait)
    assert started.wait(5)
    waiting = aside.submit(print, "never")
    aside.shutdown(wait=False, cancel_futures=True)
    may_end.set()

    assert waiting.cancelled()
    with pytest.raises(RuntimeError, match="ended"):
        aside.submit(print)


HUNG = """
import asyncio, threading
from inklift.system.background import Aside, CoreLoop

blocked = threading.Semaphore(0)
def hang():
    blocked.release()
    threading.Event().wait()

aside = Aside()
loop = CoreLoop().start()
loop.submit(lambda: aside(hang))
loop.submit(lambda: asyncio.to_thread(hang))
blocked.acquire(), blocked.acquire()
loop.close()
print("closed")
"""


def test_calls_that_hang_for_ever_do_not_hold_up_the_exit() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HUNG],
        env={"PYTHONPATH": str(GUI)},
        capture_output=True,
        text=True,
        timeout=10,
        check=True,
    )

    assert done.stdout == "closed\n"
    assert done.stderr == ""
