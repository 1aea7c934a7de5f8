"""The fields of a run are kept with it, also in a database from before there were any."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from inklift.core.field_list import parse_fields
from inklift.core.prompts import AnswerForm, Field, FieldKind
from inklift.core.runs import RunRecord, RunSummary
from inklift.storage.migrations import MIGRATIONS, migrate
from inklift.storage.runs import DATABASE_NAME, SqliteJournal
from storage.orders import files_in, order, source, with_journal

FIELDS = (
    *parse_fields("merchant, total:money, how:choice(cash|card), items:list(money)"),
    Field("a, (b", FieldKind.TEXT, hint="no line could hold it: \ud83d"),
)


async def begun_and_loaded(
    journal: SqliteJournal, form: AnswerForm
) -> tuple[RunSummary, RunRecord | None]:
    begun = await journal.begin(*order(source("a.jpg"), form=form))
    return begun, await journal.load(begun.run_id)


def version_1_with_a_run(folder: Path) -> None:
    """The database of the first release, with one run in it."""
    with closing(sqlite3.connect(folder / DATABASE_NAME, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection, MIGRATIONS[:1])
        connection.execute(
            "INSERT INTO runs (run_id, started, engine_id, prompt, json_mode, grouping,"
            " send_addresses, longest_side_px, shrink_to_fit) VALUES"
            " ('20251122-210405-k3f9', '2025-11-22T21:04:05+00:00', 'dumpling', 'total?', 1,"
            " 'each', 0, NULL, 0)"
        )


def version_of(folder: Path) -> int:
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return version


def test_the_fields_of_a_run_come_back_as_they_were(tmp_path: Path) -> None:
    form = AnswerForm(json_mode=True, fields=FIELDS)

    _, record = with_journal(tmp_path, lambda journal: begun_and_loaded(journal, form))

    assert record is not None
    assert record.form == form


def test_a_run_from_before_has_no_fields_and_reading_it_changes_nothing(tmp_path: Path) -> None:
    version_1_with_a_run(tmp_path)
    before = files_in(tmp_path)

    record = with_journal(tmp_path, lambda journal: journal.load("20251122-210405-k3f9"))

    assert record is not None
    assert (record.prompt, record.form) == ("total?", AnswerForm(json_mode=True))
    assert files_in(tmp_path) == before
    assert version_of(tmp_path) == 1


def test_an_old_database_takes_new_runs_and_keeps_its_own(tmp_path: Path) -> None:
    version_1_with_a_run(tmp_path)
    form = replace(AnswerForm(json_mode=True), fields=FIELDS)

    begun, record = with_journal(tmp_path, lambda journal: begun_and_loaded(journal, form))
    old = with_journal(tmp_path, lambda journal: journal.load("20251122-210405-k3f9"))

    assert version_of(tmp_path) == len(MIGRATIONS)
    assert begun.number == 2
    assert record is not None
    assert record.form.fields == FIELDS
    assert old is not None
    assert old.form.fields == ()
