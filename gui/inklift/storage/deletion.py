"""Deletes runs for good: nothing of them is left in the database, its index, or its log."""

import sqlite3
from collections.abc import Collection

from inklift.core.runs import DeletedRuns
from inklift.storage.connections import transaction
from inklift.storage.spending import keep_spending
from inklift.storage.texts import restored, stored


def delete_rows(connection: sqlite3.Connection, run_ids: Collection[str]) -> DeletedRuns:
    """Delete runs; what they cost stays counted. Says what of their pictures no other run has."""
    connection.execute("PRAGMA secure_delete = ON")  # what is freed is overwritten
    with transaction(connection):
        connection.execute("CREATE TEMP TABLE doomed (number INTEGER PRIMARY KEY)")
        try:
            connection.executemany(
                "INSERT INTO doomed SELECT number FROM runs WHERE run_id = ?",
                [(run_id,) for run_id in run_ids],
            )
            doomed = "(SELECT number FROM doomed)"
            keep_spending(connection, doomed)
            orphans = _orphans(connection, doomed)
            connection.executemany(
                "DELETE FROM decisions WHERE fingerprint = ?",
                [(stored(each),) for each in orphans.fingerprints],
            )
            connection.execute(f"DELETE FROM search_texts WHERE run_number IN {doomed}")
            connection.execute(f"DELETE FROM runs WHERE number IN {doomed}")
        finally:
            connection.execute("DROP TABLE doomed")
        connection.execute("INSERT INTO search_texts (search_texts) VALUES ('rebuild')")
    return orphans


def _orphans(connection: sqlite3.Connection, doomed: str) -> DeletedRuns:
    fingerprints = connection.execute(
        f"SELECT DISTINCT fingerprint FROM request_pictures WHERE run_number IN {doomed}"
        " EXCEPT"
        f" SELECT fingerprint FROM request_pictures WHERE run_number NOT IN {doomed}"
    ).fetchall()
    paths = connection.execute(
        f"SELECT path FROM request_pictures WHERE run_number IN {doomed} AND path IS NOT NULL"
        " AND origin NOT IN ('file', '')"
        " EXCEPT"
        f" SELECT path FROM request_pictures WHERE run_number NOT IN {doomed}"
    ).fetchall()
    return DeletedRuns(
        tuple(restored(value) for (value,) in fingerprints),
        tuple(restored(value) for (value,) in paths),
    )


def sweep(connection: sqlite3.Connection) -> bool:
    """Write the database anew without its gaps, and empty the log beside it.

    False when that cannot be: the disk is full, or others use the database for longer than this
    connection waits (then whoever closes it last empties the log).
    """
    try:
        connection.execute("VACUUM")
    except sqlite3.OperationalError:
        return False
    (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
