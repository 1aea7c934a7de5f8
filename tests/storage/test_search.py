"""Full-text search over prompts, answers and names of pictures."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from inklift.core.runs import RequestState
from inklift.storage.runs import DATABASE_NAME, SqliteJournal
from storage.orders import order, source, with_journal

PLANNED, SENDING, ANSWERED, FAILED, UNKNOWN = RequestState


@contextmanager
def held_for_writing(folder: Path) -> Iterator[None]:
    with closing(sqlite3.connect(folder / DATABASE_NAME, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def answer_of(results: str) -> bytes:
    return json.dumps({"results": results, "creditUsage": 11}).encode()


async def kept(journal: SqliteJournal, prompt: str, *answers: bytes, name: str = "till") -> str:
    """A run with these answers, and its id."""
    sources = [
        source(f"{name}-{number}.jpg", f"{prompt} {number}") for number in range(len(answers))
    ]
    ordered, plan = order(*sources, prompt=prompt)
    run_id = (await journal.begin(ordered, plan)).run_id
    for number, raw in enumerate(answers, start=1):
        await journal.move(run_id, number, SENDING)
        await journal.move(run_id, number, ANSWERED, raw=raw)
    await journal.finish(run_id)
    return run_id


async def _two_runs(journal: SqliteJournal) -> tuple[str, str]:
    coffee = await kept(
        journal,
        "the total?",
        answer_of("Café Noir, total 12.50 EUR"),
        answer_of('{"merchant": "B\\u00e4ckerei", "total": 4.2}'),
    )
    hotel = await kept(
        journal, "who is the seller?", answer_of("Hotel Adler 旅館東京駅"), name="bill"
    )
    return coffee, hotel


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cafe", ["coffee"]),
        ("CAF", ["coffee"]),
        ("bäckerei", ["coffee"]),  # stands as an escape in the JSON
        ("merchant", ["coffee"]),
        ("12.50", ["coffee"]),
        ("total", ["coffee"]),  # in an answer and in a prompt
        ("seller adler", ["hotel"]),  # one in the prompt, one in the answer
        ("adler cafe", []),
        ("東京", ["hotel"]),  # in the middle of a word that has no spaces
        ("bill-0", ["hotel"]),  # the name of a picture
        (".jpg", ["coffee", "hotel"]),
        ("%", []),
        ('"', []),
        ("adl* OR", []),
        ("", []),
        ("   ", []),
    ],
)
def test_runs_are_found_by_all_words(tmp_path: Path, words: str, expected: list[str]) -> None:
    async def work(journal: SqliteJournal) -> None:
        coffee, hotel = await _two_runs(journal)
        names = {coffee: "coffee", hotel: "hotel"}

        found = await journal.search(words)

        assert sorted(names[run_id] for run_id in found) == expected

    with_journal(tmp_path, work)


def test_a_piece_of_the_answer_goes_before_one_of_the_prompt(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> None:
        coffee, hotel = await _two_runs(journal)

        assert (await journal.search("total noir"))[coffee] == "merchant Bäckerei total 4.2"
        assert (await journal.search("seller"))[hotel] == "who is the seller?"
        assert (await journal.search("bill-0"))[hotel] == ""

    with_journal(tmp_path, work)


def test_what_came_since_the_last_search_is_found(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> None:
        first = await kept(journal, "first", answer_of("apples"))
        assert list(await journal.search("apples")) == [first]

        second = await kept(journal, "second", answer_of("apples and pears"))

        assert list(await journal.search("pears")) == [second]
        assert set(await journal.search("apples")) == {first, second}

    with_journal(tmp_path, work)


def test_an_answer_that_was_replaced_is_not_found(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> None:
        run_id = (await journal.begin(*order(source("a.jpg")))).run_id
        await journal.move(run_id, 1, SENDING)
        await journal.move(run_id, 1, ANSWERED, raw=b"no JSON: apples")
        assert list(await journal.search("apples")) == [run_id]
        await journal.move(run_id, 1, UNKNOWN, code="wrong_shape")
        await journal.move(run_id, 1, PLANNED)
        await journal.move(run_id, 1, SENDING)
        await journal.move(run_id, 1, ANSWERED, raw=answer_of("pears"))

        assert list(await journal.search("pears")) == [run_id]
        assert await journal.search("apples") == {}

    with_journal(tmp_path, work)


def test_a_folder_without_a_history_has_nothing_to_find(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> None:
        assert await journal.search("apples") == {}

    with_journal(tmp_path, work)


def test_while_another_process_writes_an_index_in_memory_serves(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> None:
        coffee, _ = await _two_runs(journal)
        other = SqliteJournal(tmp_path, busy_timeout_s=0.05)
        try:
            await other.search("warm")  # so that it has the database open
            another = await kept(journal, "third", answer_of("cafe au lait"))

            with held_for_writing(tmp_path):
                assert set(await other.search("cafe")) == {coffee, another}

            assert set(await other.search("cafe")) == {coffee, another}  # by the lasting one again
        finally:
            await other.close()

    with_journal(tmp_path, work)
