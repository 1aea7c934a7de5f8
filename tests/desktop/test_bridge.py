"""The crossing between the GUI thread and the loop: each rule of it."""

import asyncio
import logging
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from inklift.core.errors import Offline
from inklift.desktop.bridge import Bridge, QtTask, Report
from inklift.system.background import CoreLoop


class _Told:
    """All that a task said, in order, with the thread it was said on."""

    def __init__(self, task: QtTask) -> None:
        self.words: list[tuple[str, object]] = []
        self.threads: set[int] = set()
        task.succeeded.connect(lambda value: self._hear("succeeded", value))
        task.failed.connect(lambda error: self._hear("failed", error))
        task.cancelled.connect(lambda: self._hear("cancelled", None))
        task.progressed.connect(lambda value: self._hear("progressed", value))

    def _hear(self, word: str, value: object) -> None:
        self.words.append((word, value))
        self.threads.add(threading.get_ident())

    @property
    def outcomes(self) -> list[str]:
        return [word for word, _ in self.words if word != "progressed"]


async def _give(value: object) -> object:
    await asyncio.sleep(0)
    return value


async def _raise(error: Exception) -> object:
    await asyncio.sleep(0)
    raise error


def _settle() -> None:
    """Let everything that was posted arrive, deletions too."""
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_result_is_told_once_on_the_gui_thread(
    qtbot: QtBot, bridge: Bridge, owner: QObject
) -> None:
    result = object()

    task = bridge.run(lambda _: _give(result), parent=owner)
    told = _Told(task)
    qtbot.waitUntil(lambda: bool(told.outcomes))
    _settle()

    assert told.words == [("succeeded", result)]
    assert told.threads == {threading.get_ident()}
    assert task.is_over


def test_an_error_of_ours_is_told_as_it_is_and_not_logged(
    qtbot: QtBot, bridge: Bridge, owner: QObject
) -> None:
    error = Offline("no route")

    told = _Told(bridge.run(lambda _: _raise(error), parent=owner))
    qtbot.waitUntil(lambda: bool(told.outcomes))
    _settle()

    assert told.words == [("failed", error)]
    assert told.threads == {threading.get_ident()}


def test_a_bug_is_told_and_logged_with_its_traceback(
    qtbot: QtBot, bridge: Bridge, owner: QObject, caplog: pytest.LogCaptureFixture
) -> None:
    told = _Told(bridge.run(lambda _: _raise(ZeroDivisionError("a bug")), parent=owner))
    qtbot.waitUntil(lambda: bool(told.outcomes))

    assert told.outcomes == ["failed"]
    [record] = caplog.records
    assert record.levelno == logging.ERROR
    assert "ZeroDivisionError: a bug" in caplog.text
    assert "in _raise" in caplog.text


def test_a_coroutine_that_cannot_even_be_made_is_a_bug_too(
    qtbot: QtBot, bridge: Bridge, owner: QObject, caplog: pytest.LogCaptureFixture
) -> None:
    def make(_: Report) -> Any:
        raise RuntimeError("no coroutine")

    told = _Told(bridge.run(make, parent=owner))
    qtbot.waitUntil(lambda: bool(told.outcomes))

    assert told.outcomes == ["failed"]
    assert "no coroutine" in caplog.text


def test_an_exception_that_is_the_result_is_no_bug(
    qtbot: QtBot, bridge: Bridge, owner: QObject
) -> None:
    told = _Told(bridge.run(lambda _: _give(ValueError("a value")), parent=owner))
    qtbot.waitUntil(lambda: bool(told.outcomes))

    assert told.outcomes == ["succeeded"]


def test_progress_arrives_in_order_before_the_outcome_on_the_gui_thread(
    qtbot: QtBot, bridge: Bridge, owner: QObject
) -> None:
    async def count(report: Report) -> None:
        for number in range(500):
            report(number)
            if number % 100 == 0:
                await asyncio.sleep(0)

    told = _Told(bridge.run(count, parent=owner))
    qtbot.waitUntil(lambda: bool(told.outcomes))

    assert told.words[:-1] == [("progressed", number) for number in range(500)]
    assert told.words[-1] == ("succeeded", None)
    assert told.threads == {threading.get_ident()}


def test_progress_after_the_end_is_not_told(qtbot: QtBot, bridge: Bridge, owner: QObject) -> None:
    late: list[Report] = []

    async def keep(report: Report) -> None:
        late.append(report)

    told = _Told(bridge.run(keep, parent=owner))
    qtbot.waitUntil(lambda: bool(told.outcomes))
    late[0]("too late")
    _settle()

    assert told.words == [("succeeded", None)]


def test_cancel_ends_the_work_and_only_cancelled_is_told(
    qtbot: QtBot, bridge: Bridge, owner: QObject
) -> None:
    ended = threading.Event()

    async def wait(report: Report) -> None:
        report("begun")
        try:
            await asyncio.Event().wait()
        finally:
            report("ending")
            ended.set()

    task = bridge.run(wait, parent=owner)
    told = _Told(task)
    qtbot.waitUntil(lambda: bool(told.words))
    task.cancel()
    task.cancel()
    qtbot.waitUntil(lambda: bool(told.outcomes))
    assert ended.wait(2)
    _settle()

    assert told.words == [("progressed", "begun"), ("cancelled", None)]
    assert told.threads == {threading.get_ident()}


def test_cancel_frees_the_user_at_once_though_the_work_goes_on_for_seconds(
    qtbot: QtBot, bridge: Bridge, owner: QObject, loop: CoreLoop
) -> None:
    begun, released = threading.Event(), asyncio.Event()

    async def stubborn(report: Report) -> str:
        begun.set()
        try:
            await released.wait()
        except asyncio.CancelledError:
            report("I go on")
            async with asyncio.timeout(5):
                await released.wait()
        return "done all the same"

    task = bridge.run(stubborn, parent=owner)
    told = _Told(task)
    assert begun.wait(2)
    cancelled_at_s = time.monotonic()
    task.cancel()
    qtbot.waitUntil(lambda: bool(told.outcomes))
    freed_after_s = time.monotonic() - cancelled_at_s
    loop.call_soon(released.set)
    _settle()

    assert told.words == [("cancelled", None)]
    assert freed_after_s < 0.1


def test_progress_that_is_on_its_way_is_told_before_cancelled(
    qtbot: QtBot, bridge: Bridge, owner: QObject
) -> None:
    sent = threading.Event()

    async def send(report: Report) -> None:
        report("sent")
        sent.set()
        await asyncio.Event().wait()

    task = bridge.run(send, parent=owner)
    told = _Told(task)
    assert sent.wait(2)  # no event was seen here meanwhile
    task.cancel()
    qtbot.waitUntil(lambda: bool(told.outcomes))

    assert told.words == [("progressed", "sent"), ("cancelled", None)]


def test_a_result_that_is_on_its_way_is_not_told_after_cancel(
    qtbot: QtBot, bridge: Bridge, owner: QObject, loop: CoreLoop
) -> None:
    task = bridge.run(lambda _: _give("result"), parent=owner)
    told = _Told(task)
    for _ in range(2):  # behind these the loop is done with the task, and no event was seen here
        loop.submit(lambda: _give(None)).result(2)
    task.cancel()
    qtbot.waitUntil(lambda: bool(told.outcomes))
    _settle()

    assert told.words == [("cancelled", None)]


def test_cancel_after_the_end_changes_nothing(qtbot: QtBot, bridge: Bridge, owner: QObject) -> None:
    task = bridge.run(lambda _: _give(1), parent=owner)
    told = _Told(task)
    qtbot.waitUntil(lambda: bool(told.outcomes))

    task.cancel()
    _settle()

    assert told.words == [("succeeded", 1)]


def test_a_deleted_parent_is_no_error_and_nothing_is_told(
    qtbot: QtBot, bridge: Bridge, owner: QObject, loop: CoreLoop
) -> None:
    asker = QObject(owner)
    begun, released, ended = threading.Event(), asyncio.Event(), threading.Event()

    async def work(report: Report) -> str:
        report("begun")
        begun.set()
        await released.wait()
        report("nearly there")
        ended.set()
        return "done"

    told = _Told(bridge.run(work, parent=asker))
    assert begun.wait(2)
    shiboken6.delete(asker)
    loop.call_soon(released.set)
    assert ended.wait(2)
    after = _Told(bridge.run(lambda _: _give("the next one"), parent=owner))
    qtbot.waitUntil(lambda: bool(after.outcomes))

    assert told.words == []
    assert after.words == [("succeeded", "the next one")]


def test_a_slot_may_delete_the_parent_of_the_task(
    qtbot: QtBot, bridge: Bridge, owner: QObject
) -> None:
    asker = QObject(owner)
    told: list[object] = []

    def close(value: object) -> None:
        told.append(value)
        shiboken6.delete(asker)

    bridge.run(lambda _: _give("bye"), parent=asker).succeeded.connect(close)
    qtbot.waitUntil(lambda: bool(told))
    _settle()

    assert told == ["bye"]


def test_a_task_that_is_over_is_deleted(qtbot: QtBot, bridge: Bridge, owner: QObject) -> None:
    tasks = [bridge.run(partial(lambda n, _: _give(n), n), parent=owner) for n in range(20)]
    told = [_Told(task) for task in tasks]

    qtbot.waitUntil(lambda: all(one.outcomes for one in told))
    _settle()

    assert owner.children() == []


def test_two_thousand_tasks_each_have_one_outcome_whoever_is_cancelled_or_deleted(
    qtbot: QtBot, bridge: Bridge, owner: QObject
) -> None:
    dice = random.Random(7)
    askers = [QObject(owner) for _ in range(40)]
    told: list[_Told] = []
    cancelled: set[int] = set()
    tasks: list[QtTask] = []

    async def work(number: int, delay_s: float, report: Report) -> int:
        report(number)
        await asyncio.sleep(delay_s)
        if number % 10 == 0:
            raise Offline(str(number))
        return number

    for number in range(2000):
        make: Callable[[Report], Any] = partial(work, number, dice.random() * 0.02)
        tasks.append(bridge.run(make, parent=askers[number % 40]))
        told.append(_Told(tasks[-1]))
        if dice.random() < 1 / 3:
            cancelled.add(number)
            tasks[number].cancel()
        if number % 100 == 0:
            QCoreApplication.processEvents()
    for asker in askers[:4]:
        shiboken6.delete(asker)
    survivors = [number for number in range(2000) if number % 40 >= 4]
    qtbot.waitUntil(lambda: all(told[number].outcomes for number in survivors), timeout=20_000)
    _settle()

    outcomes = Counter(len(told[number].outcomes) for number in survivors)
    assert outcomes == {1: len(survivors)}
    for number in survivors:
        by_itself = "failed" if number % 10 == 0 else "succeeded"
        assert told[number].outcomes == ["cancelled" if number in cancelled else by_itself]
    assert all(len(one.outcomes) <= 1 for one in told)
    assert set().union(*(one.threads for one in told)) == {threading.get_ident()}


def test_closing_the_loop_with_tasks_in_flight_cancels_them_all_quickly(
    qtbot: QtBot, bridge: Bridge, owner: QObject, loop: CoreLoop
) -> None:
    async def wait(_: Report) -> None:
        await asyncio.Event().wait()

    told = [_Told(bridge.run(wait, parent=owner)) for _ in range(20)]

    began_s = time.monotonic()
    loop.close()
    took_s = time.monotonic() - began_s
    qtbot.waitUntil(lambda: all(one.outcomes for one in told))

    assert [one.outcomes for one in told] == [["cancelled"]] * 20
    assert took_s < 0.5


def test_a_task_for_a_closed_loop_is_cancelled(
    qtbot: QtBot, bridge: Bridge, owner: QObject, loop: CoreLoop
) -> None:
    loop.close()

    told = _Told(bridge.run(lambda _: _give(1), parent=owner))
    qtbot.waitUntil(lambda: bool(told.outcomes))

    assert told.outcomes == ["cancelled"]
