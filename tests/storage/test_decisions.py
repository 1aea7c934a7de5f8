"""What the user said of values is kept, taken back, and deleted with the runs."""

from pathlib import Path
from typing import Any

from inklift.core.reviews import Decision
from inklift.storage.runs import SqliteJournal
from storage.orders import files_in, with_journal
from storage.test_search import answer_of, kept

TOTAL, NAME = ("total",), ("items", 0, "name")
RIGHT, WRONG = Decision("9.00", "9.00"), Decision("Tea", "Zanzibar tea")


def test_decisions_are_there_again_later(tmp_path: Path) -> None:
    changes = {TOTAL: (RIGHT, True), NAME: (WRONG, True)}

    with_journal(tmp_path, lambda journal: journal.decide("a", changes))

    found = with_journal(tmp_path, lambda journal: journal.decisions(["a", "b"]))
    assert {fingerprint: dict(said) for fingerprint, said in found.items()} == {
        "a": {TOTAL: RIGHT, NAME: WRONG}
    }


def test_a_decision_is_taken_back_or_made_anew(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> Any:
        await journal.decide("a", {TOTAL: (RIGHT, True), NAME: (WRONG, True)})
        await journal.decide("a", {TOTAL: (Decision("9.00", "8.00"), True)})
        await journal.decide("a", {NAME: (WRONG, False)})
        return await journal.decisions(["a"])

    assert with_journal(tmp_path, work) == {"a": ((TOTAL, Decision("9.00", "8.00")),)}


def test_values_of_other_answers_are_other_values(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> Any:
        for original in ("9.00", 9, True, None, "\ud800"):
            await journal.decide("a", {TOTAL: (Decision(original, "8.00"), True)})
        return await journal.decisions(["a"])

    said = with_journal(tmp_path, work)["a"]
    expected = {"'9.00'", "9", "True", "None", "'\\ud800'"}
    assert {repr(each.original) for _, each in said} == expected


def test_many_pictures_are_asked_for_at_once(tmp_path: Path) -> None:
    names = [str(number) for number in range(1_201)]

    async def work(journal: SqliteJournal) -> Any:
        await journal.decide("1200", {TOTAL: (RIGHT, True)})
        return await journal.decisions(names)

    assert list(with_journal(tmp_path, work)) == ["1200"]


def test_without_a_database_nothing_was_said(tmp_path: Path) -> None:
    assert with_journal(tmp_path, lambda journal: journal.decisions(["a"])) == {}
    assert files_in(tmp_path) == {}


def test_corrections_go_with_the_last_run_of_their_picture(tmp_path: Path) -> None:
    async def work(journal: SqliteJournal) -> Any:
        run_id = await kept(journal, "prompt", answer_of("apples"), name="doomed")
        opened = await journal.open(run_id)
        assert opened is not None
        (source,) = opened.order.sources
        await journal.decide(source.fingerprint, {NAME: (WRONG, True)})
        await journal.decide("of another picture", {TOTAL: (RIGHT, True)})

        await journal.delete([run_id])

        return await journal.decisions([source.fingerprint, "of another picture"])

    assert list(with_journal(tmp_path, work)) == ["of another picture"]
    assert b"Zanzibar" not in b"".join(data for data, _ in files_in(tmp_path).values())
