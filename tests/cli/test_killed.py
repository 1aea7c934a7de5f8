"""The program is killed in the middle of a run, again and again, and nothing is lost or paid twice.

The figures that it prints with `-s` are those of the closing note.
"""

import random
import signal
import sys
import time
from collections.abc import Callable

import pytest

from cli.ledger import Books, charged, check_books
from cli.program import Program
from fakes.cutting_line import CuttingLine
from fakes.fault_proxy import FaultProxy
from fakes.misbehaviour import slow
from inklift.core.runs import RequestState
from inklift.storage.runs import SqliteJournal
from storage.orders import with_journal

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(sys.platform == "win32", reason="signals are not sent like this"),
]

Picture = Callable[..., str]
PICTURES, KILLS = 200, 50
ANSWER_S = 0.4  # of the service: four at once, so that a run takes twenty seconds
LONGEST_LIFE_S = 2.5


@pytest.fixture
def names(picture: Picture) -> list[str]:
    """Pictures that differ in every byte that matters: each has its own answer."""
    return [picture(f"{number:03}.png", seed=number) for number in range(PICTURES)]


def _books(program: Program, run_id: str) -> Books:
    shown = program.last_run()
    assert shown["run"] == run_id
    folder = program.data / "data" / "history"
    record = with_journal(folder, lambda journal: journal.load(run_id))
    assert record is not None
    return Books.of(record, shown)


def _newest(program: Program) -> str | None:
    async def newest(journal: SqliteJournal) -> str | None:
        summaries = await journal.summaries()
        return summaries[0].run_id if summaries else None

    return with_journal(program.data / "data" / "history", newest)


def test_fifty_kills_lose_nothing_and_pay_for_nothing_twice(
    paid: Program, service: FaultProxy, names: list[str]
) -> None:
    dice = random.Random(4711)
    service.usual = slow(ANSWER_S)
    kills = tries = free_unknown = unknown = 0
    while kills < KILLS:
        tries += 1
        prompt = f"What is the total? (try {tries})"
        begin = ("extract", "--engine", "dumpling", "--yes", "--prompt", prompt, *names)
        run_id: str | None = None
        answered: set[str] = set()
        for _ in range(200):
            arguments = begin if run_id is None else ("extract", "--resume", run_id, "--yes")
            child = paid.start(*arguments)
            end_s = time.monotonic() + dice.uniform(0.2, LONGEST_LIFE_S)
            while kills < KILLS and child.poll() is None and time.monotonic() < end_s:
                time.sleep(0.005)
            if kills < KILLS and child.poll() is None:
                child.send_signal(signal.SIGKILL)
                kills += 1
            child.communicate(timeout=120)
            newest = _newest(paid)
            if newest is None or (run_id is None and _is_of_before(newest, tries, paid)):
                continue  # killed before the run was kept: then nothing was sent
            run_id = newest
            books = _books(paid, run_id)
            assert answered <= books.of_state(RequestState.ANSWERED), "an answer was lost"
            answered = books.of_state(RequestState.ANSWERED)
            check_books(books, service.received, prompt)
            if not books.of_state(RequestState.PLANNED):
                break
        assert run_id is not None
        books = _books(paid, run_id)
        assert not books.of_state(RequestState.PLANNED)
        free_unknown += check_books(books, service.received, prompt)
        unknown += len(books.of_state(RequestState.UNKNOWN))

    print(
        f"\n{kills} kills in {tries} tries over {PICTURES} pictures: {unknown} unknown, "
        f"{free_unknown} of them were not charged"
    )
    before = charged(service.received, prompt).total()
    resent = paid.run("extract", "--resume", run_id, "--yes", "--resend-unknown", timeout=120)
    assert resent.returncode == 0, resent.stderr
    assert charged(service.received, prompt).total() - before == len(
        books.of_state(RequestState.UNKNOWN)
    )


def _is_of_before(run_id: str, tries: int, program: Program) -> bool:
    """Whether the newest run is that of the try before this one."""

    async def number(journal: SqliteJournal) -> int:
        record = await journal.load(run_id)
        assert record is not None
        return record.number

    return with_journal(program.data / "data" / "history", number) < tries


def test_lines_cut_at_any_byte_lose_nothing_and_pay_for_nothing_twice(
    program: Program, service: FaultProxy, names: list[str]
) -> None:
    dice = random.Random(815)

    def bytes_until_cut() -> int | None:
        return dice.randint(1, 1_600) if dice.random() < 0.5 else None

    with CuttingLine(service.port, bytes_until_cut) as line:
        url = service.url.replace(str(service.port), str(line.port))
        paid = program.with_environment(INKLIFT_API_URL=url, INKLIFT_API_KEY=service.key)
        prompt = "What is the total?"
        paid.run("extract", "--engine", "dumpling", "--yes", "--prompt", prompt, *names)
        run_id = _newest(paid)
        assert run_id is not None
        for _ in range(20):
            if not _books(paid, run_id).of_state(RequestState.PLANNED):
                break
            paid.run("extract", "--resume", run_id, "--yes", timeout=120)
    books = _books(paid, run_id)
    free_unknown = check_books(books, service.received, prompt)

    assert line.cuts > 20
    assert not books.of_state(RequestState.PLANNED)
    unknown = len(books.of_state(RequestState.UNKNOWN))
    print(
        f"\n{line.cuts} of {PICTURES} or more connections cut at a byte from 1 to 1600: "
        f"{unknown} unknown, {free_unknown} of them were not charged"
    )
