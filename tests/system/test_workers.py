"""Calls in worker processes: what a crash, a hang or a cancelled call costs, and who is left."""

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from inklift.core.errors import PictureTooLarge, RateLimited
from inklift.system.workers import WorkerDied, WorkerNotStarted, WorkerPool, WorkerTimedOut
from system import worker_jobs as jobs

MakePool = Callable[..., WorkerPool]
CHECKOUT = Path(__file__).parents[2]
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="Linux only")


@pytest.fixture
def make_pool() -> Iterator[MakePool]:
    pools = []

    def make(size: int = 1, **options: object) -> WorkerPool:
        pools.append(WorkerPool("test", size, **options))  # type: ignore[arg-type]
        return pools[-1]

    yield make
    for pool in pools:
        pool.close()


def until(condition: Callable[[], bool], limit_s: float) -> bool:
    deadline = time.monotonic() + limit_s
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.005)
    return True


async def until_written(path: Path) -> int:
    """The process id that a job has left there."""
    assert await asyncio.to_thread(until, lambda: path.exists() and path.read_text() != "", 10)
    return int(await asyncio.to_thread(path.read_text))


def is_gone(process_id: int) -> bool:
    """A zombie counts as gone: its parent was killed, and who inherits it may take a while."""
    try:
        return psutil.Process(process_id).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_a_result_comes_back_from_another_process(make_pool: MakePool) -> None:
    pool = make_pool()

    async def both() -> tuple[int, int]:
        return await pool.run(jobs.double, 21), await pool.run(jobs.process_id)

    result, process_id = asyncio.run(both())

    assert result == 42
    assert process_id != os.getpid()


def test_no_process_is_started_before_the_first_call(make_pool: MakePool) -> None:
    before = {child.pid for child in psutil.Process().children()}

    make_pool(2)

    assert {child.pid for child in psutil.Process().children()} == before


@linux_only
def test_a_worker_is_nice_deaf_to_ctrl_c_and_silent(make_pool: MakePool) -> None:
    pool = make_pool(nice=7)

    facts = asyncio.run(pool.run(jobs.facts))

    assert facts == {
        "nice": os.nice(0) + 7,
        "interrupt_ignored": True,
        "interrupt_blocked": True,
        "output": os.devnull,
        "input": os.devnull,
    }


def test_errors_of_ours_arrive_with_all_they_carry(make_pool: MakePool) -> None:
    pool = make_pool()

    with pytest.raises(PictureTooLarge, match="40 megapixels") as too_large:
        asyncio.run(pool.run(jobs.refuse))
    with pytest.raises(RateLimited) as limited:
        asyncio.run(pool.run(jobs.refuse_for_a_while))

    assert (too_large.value.size_bytes, too_large.value.limit_bytes) == (40, 20)
    assert (limited.value.status, limited.value.retry_after_s) == (429, 7.5)
    assert "in refuse" in too_large.value.__notes__[0]


@pytest.mark.parametrize("job", [jobs.raise_unpicklable, jobs.raise_one_way, jobs.give_unpicklable])
def test_what_cannot_travel_is_an_error_and_the_worker_lives(
    make_pool: MakePool, job: Callable[[], object]
) -> None:
    pool = make_pool()
    process_id = asyncio.run(pool.run(jobs.process_id))

    with pytest.raises((RuntimeError, TypeError), match="cannot"):
        asyncio.run(pool.run(job))

    assert asyncio.run(pool.run(jobs.process_id)) == process_id


@pytest.mark.parametrize(("job", "args"), [(jobs.crash, ()), (jobs.exit_at_once, (3,))])
def test_a_crash_costs_its_own_call_only(
    make_pool: MakePool, job: Callable[..., None], args: tuple[int, ...]
) -> None:
    pool = make_pool()

    async def crash_between_others() -> list[object]:
        calls = [pool.run(jobs.double, 1), pool.run(job, *args), pool.run(jobs.double, 2)]
        return await asyncio.gather(*calls, return_exceptions=True)

    first, crashed, last = asyncio.run(crash_between_others())

    assert (first, last) == (2, 4)
    assert isinstance(crashed, WorkerDied)
    assert not crashed.out_of_memory


def test_fifty_calls_with_crashes_are_all_accounted_for(make_pool: MakePool) -> None:
    pool = make_pool(2)

    async def all_calls() -> list[object]:
        calls = [pool.run(jobs.maybe_crash, number) for number in range(50)]
        return await asyncio.gather(*calls, return_exceptions=True)

    outcomes = asyncio.run(all_calls())

    for number, outcome in enumerate(outcomes):
        if number % 3 == 0:
            assert isinstance(outcome, WorkerDied)
        else:
            assert outcome == number


@linux_only
def test_a_call_that_eats_memory_costs_itself_only(make_pool: MakePool) -> None:
    pool = make_pool(memory_limit_bytes=200_000_000)

    with pytest.raises(WorkerDied) as died:
        asyncio.run(pool.run(jobs.fill_memory, 400))

    assert died.value.out_of_memory
    assert asyncio.run(pool.run(jobs.fill_memory, 50)) == 50_000_000


def test_a_call_that_hangs_is_ended_after_its_time(make_pool: MakePool) -> None:
    pool = make_pool(task_timeout_s=1)
    hung = asyncio.run(pool.run(jobs.process_id))

    began = time.monotonic()
    with pytest.raises(WorkerTimedOut):
        asyncio.run(pool.run(jobs.sleep, 600))

    assert time.monotonic() - began < 2
    assert not psutil.pid_exists(hung)
    assert asyncio.run(pool.run(jobs.double, 1)) == 2


def test_an_idle_worker_that_was_killed_is_replaced_unnoticed(make_pool: MakePool) -> None:
    pool = make_pool()
    killed = asyncio.run(pool.run(jobs.process_id))
    os.kill(killed, signal.SIGKILL)

    assert asyncio.run(pool.run(jobs.double, 4)) == 8


@linux_only
def test_cancelling_frees_the_caller_at_once_and_ends_a_native_hang(
    make_pool: MakePool, tmp_path: Path
) -> None:
    pool = make_pool()
    marker = tmp_path / "worker"

    async def cancel() -> tuple[float, int]:
        task = asyncio.create_task(pool.run(jobs.tell_and_hang_in_native_code, str(marker)))
        process_id = await until_written(marker)
        began = time.monotonic()
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()
        return time.monotonic() - began, process_id

    took_s, process_id = asyncio.run(cancel())

    assert took_s < 0.1
    assert until(lambda: not psutil.pid_exists(process_id), 1)
    assert asyncio.run(pool.run(jobs.double, 4)) == 8


def test_cancelling_calls_that_wait_costs_no_worker(make_pool: MakePool) -> None:
    pool = make_pool()

    async def cancel_many() -> tuple[int, int]:
        before = await pool.run(jobs.process_id)
        running = asyncio.create_task(pool.run(jobs.sleep, 0.05))
        waiting = [asyncio.create_task(pool.run(jobs.sleep, 60)) for _ in range(100)]
        await asyncio.sleep(0)
        for task in waiting:
            task.cancel()
        await running
        return before, await pool.run(jobs.process_id)

    before, after = asyncio.run(cancel_many())

    assert before == after


def test_a_cancelled_call_may_finish_within_its_grace(make_pool: MakePool, tmp_path: Path) -> None:
    pool = make_pool(cancel_grace_s=5)
    marker = tmp_path / "worker"

    async def cancel_a_short_call() -> tuple[int, int]:
        task = asyncio.create_task(pool.run(jobs.tell_and_sleep, str(marker), 0.1))
        before = await until_written(marker)
        task.cancel()
        return before, await pool.run(jobs.process_id)

    before, after = asyncio.run(cancel_a_short_call())

    assert before == after


def test_urgent_calls_are_served_before_the_others(make_pool: MakePool, tmp_path: Path) -> None:
    pool = make_pool()
    marker = tmp_path / "worker"
    order: list[str] = []

    async def note(name: str, urgent: bool) -> None:
        await pool.run(jobs.double, 1, urgent=urgent)
        order.append(name)

    async def all_calls() -> None:
        first = asyncio.create_task(pool.run(jobs.tell_and_sleep, str(marker), 0.3))
        await until_written(marker)
        await asyncio.gather(note("usual", False), note("urgent", True))
        await first

    asyncio.run(all_calls())

    assert order == ["urgent", "usual"]


def test_an_idle_worker_is_let_go_and_started_again(make_pool: MakePool) -> None:
    pool = make_pool(idle_s=0.1)
    process_id = asyncio.run(pool.run(jobs.process_id))

    assert until(lambda: not psutil.pid_exists(process_id), 3)
    assert asyncio.run(pool.run(jobs.double, 4)) == 8


def test_a_worker_that_cannot_start_says_why(make_pool: MakePool) -> None:
    pool = make_pool()
    multiprocessing.set_executable("/no/such/python")

    try:
        with pytest.raises(WorkerNotStarted, match="test-1 could not start"):
            asyncio.run(pool.run(jobs.double, 1))
    finally:
        multiprocessing.set_executable(sys.executable)

    assert asyncio.run(pool.run(jobs.double, 1)) == 2


@linux_only
def test_a_worker_that_fails_on_its_way_up_says_why(make_pool: MakePool) -> None:
    pool = make_pool(nice="low")

    with pytest.raises(WorkerNotStarted, match="TypeError"):
        asyncio.run(pool.run(jobs.double, 1))


def test_close_ends_what_runs_and_cancels_what_waits(make_pool: MakePool, tmp_path: Path) -> None:
    pool = make_pool()
    marker = tmp_path / "worker"

    async def close_at_work() -> tuple[float, int, list[bool]]:
        tasks = [asyncio.create_task(pool.run(jobs.tell_and_sleep, str(marker), 600))]
        tasks += [asyncio.create_task(pool.run(jobs.sleep, 600)) for _ in range(5)]
        process_id = await until_written(marker)
        began = time.monotonic()
        pool.close()
        took_s = time.monotonic() - began
        await asyncio.wait(tasks)
        return took_s, process_id, [task.cancelled() for task in tasks]

    took_s, process_id, cancelled = asyncio.run(close_at_work())

    assert took_s < 0.5
    assert not psutil.pid_exists(process_id)  # nor is it a zombie
    assert cancelled == [True] * 6


PARENT = """
import asyncio, sys
from system import worker_jobs as jobs
from inklift.system.workers import WorkerPool

async def main():
    pool = WorkerPool("test", 4)
    await asyncio.gather(
        pool.run(jobs.tell_and_sleep, sys.argv[1] + "/sleeping", 600),
        pool.run(jobs.tell_and_hang_in_native_code, sys.argv[1] + "/hanging"),
        pool.run(jobs.forget_the_parent_and_sleep, sys.argv[1] + "/forgetful", 600),
        crash_then_sleep(pool),
    )

async def crash_then_sleep(pool):
    try:
        await pool.run(jobs.crash)
    except Exception:
        await pool.run(jobs.tell_and_sleep, sys.argv[1] + "/replaced", 600)

if __name__ == "__main__":
    asyncio.run(main())
"""


@linux_only
def test_no_worker_outlives_a_killed_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    parent = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": f"{CHECKOUT}/gui:{CHECKOUT}/tests"},
    )
    markers = [tmp_path / name for name in ("sleeping", "hanging", "forgetful", "replaced")]
    try:
        assert until(lambda: all(m.exists() and m.read_text() for m in markers), 20)
        descendants = [child.pid for child in psutil.Process(parent.pid).children(recursive=True)]
    finally:
        parent.kill()
        parent.wait()

    all_gone = until(lambda: all(map(is_gone, descendants)), 2)
    for process_id in descendants:
        if not is_gone(process_id):
            os.kill(process_id, signal.SIGKILL)
    assert len(descendants) >= 4
    assert all_gone


ENTRY = """
from {module} import {function}

if __name__ == "__main__":
    import asyncio
    from system import worker_jobs as jobs
    from inklift.system.workers import WorkerPool

    print("\\n".join(asyncio.run(WorkerPool("test", 1).run(jobs.loaded_modules))))
"""


def entry_points() -> list[str]:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
    return [*project["scripts"].values(), *project["gui-scripts"].values()]


@pytest.mark.parametrize("entry_point", entry_points())
def test_a_worker_of_an_entry_script_does_not_load_qt(tmp_path: Path, entry_point: str) -> None:
    module, function = entry_point.split(":")
    if not (CHECKOUT / "gui" / f"{module.replace('.', '/')}.py").exists():
        pytest.skip(f"there is no {module} yet")
    script = tmp_path / "inklift"  # as pip writes it: no ending, and everything at the top
    script.write_text(ENTRY.format(module=module, function=function))

    done = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": f"{CHECKOUT}/gui:{CHECKOUT}/tests"},
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )

    loaded = done.stdout.split()
    assert "inklift.system.worker_process" in loaded
    assert not {"PySide6", "asyncio", "httpx", "PIL", "keyring"} & set(loaded)


def test_what_a_worker_prints_does_not_mix_with_our_output(
    make_pool: MakePool, capfd: pytest.CaptureFixture[str]
) -> None:
    pool = make_pool()

    asyncio.run(pool.run(jobs.print_much))

    assert capfd.readouterr() == ("", "")
