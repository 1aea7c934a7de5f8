"""The steps from one version of the database to the next, in order; never changed once released.

`user_version` counts the steps that were taken. Text that the user or a file system gave may be
no valid Unicode: see `storage.texts` for how such a value lies in a TEXT column.
"""

import sqlite3
from collections.abc import Callable

from inklift.core.errors import NewerVersion

Migration = Callable[[sqlite3.Connection], None]


def migration_1(connection: sqlite3.Connection) -> None:
    """Runs, their requests, the pictures in these, and each move of a request with its answer."""
    connection.execute(
        """
        CREATE TABLE runs (
            number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice, also after deletions
            run_id TEXT NOT NULL UNIQUE,
            started TEXT NOT NULL,
            engine_id TEXT NOT NULL,
            prompt TEXT NOT NULL,
            json_mode INTEGER NOT NULL,
            grouping TEXT NOT NULL,
            send_addresses INTEGER NOT NULL,
            longest_side_px INTEGER,
            shrink_to_fit INTEGER NOT NULL
        )
        """
    )
    connection.execute(
        """
        CREATE TABLE requests (
            run_number INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            planned_credits INTEGER NOT NULL,
            state TEXT NOT NULL
                CHECK (state IN ('planned', 'sending', 'answered', 'failed', 'unknown')),
            code TEXT NOT NULL DEFAULT '',
            message TEXT NOT NULL DEFAULT '',
            answer_move INTEGER,  -- the move that brought the bytes of the present answer
            PRIMARY KEY (run_number, number)
        ) WITHOUT ROWID
        """
    )
    connection.execute(
        """
        CREATE TABLE request_pictures (
            run_number INTEGER NOT NULL,
            request_number INTEGER NOT NULL,
            position INTEGER NOT NULL,  -- of the picture in its request, from 0
            name_position INTEGER NOT NULL,  -- the same bytes may have several names, from 0
            name TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            path TEXT,
            address TEXT,
            origin TEXT NOT NULL,
            format TEXT NOT NULL,
            page INTEGER NOT NULL,
            page_count INTEGER NOT NULL,
            quarter_turns INTEGER NOT NULL,
            width_px INTEGER NOT NULL,
            height_px INTEGER NOT NULL,
            size_bytes INTEGER NOT NULL,
            PRIMARY KEY (run_number, request_number, position, name_position),
            FOREIGN KEY (run_number, request_number)
                REFERENCES requests (run_number, number) ON DELETE CASCADE
        ) WITHOUT ROWID
        """
    )
    connection.execute("CREATE INDEX pictures_by_content ON request_pictures (fingerprint)")
    connection.execute(
        """
        CREATE TABLE moves (
            id INTEGER PRIMARY KEY,
            run_number INTEGER NOT NULL,
            request_number INTEGER NOT NULL,
            state TEXT NOT NULL,
            moved TEXT NOT NULL,  -- when
            code TEXT NOT NULL,
            message TEXT NOT NULL,
            credits INTEGER,
            raw BLOB,  -- last, so that looking at the others does not read it
            FOREIGN KEY (run_number, request_number)
                REFERENCES requests (run_number, number) ON DELETE CASCADE
        )
        """
    )
    connection.execute("CREATE INDEX moves_of_request ON moves (run_number, request_number)")


def migration_2(connection: sqlite3.Connection) -> None:
    """The fields that were named for a run; none were for those before."""
    connection.execute("ALTER TABLE runs ADD COLUMN fields TEXT NOT NULL DEFAULT ''")


def migration_3(connection: sqlite3.Connection) -> None:
    """The version of the program that a run was made by; not known of those before. And an
    index for what was spent in a month."""
    connection.execute("ALTER TABLE runs ADD COLUMN program TEXT NOT NULL DEFAULT ''")
    connection.execute(
        "CREATE INDEX moves_that_may_cost ON moves (moved) WHERE state IN ('answered', 'unknown')"
    )


def migration_4(connection: sqlite3.Connection) -> None:
    """Pictures in one request that each have their own answer: how many were wanted in one, and
    of which the answer says nothing."""
    connection.execute("ALTER TABLE runs ADD COLUMN per_request INTEGER NOT NULL DEFAULT 1")
    connection.execute(
        "ALTER TABLE request_pictures ADD COLUMN entry_missing INTEGER NOT NULL DEFAULT 0"
    )


def migration_5(connection: sqlite3.Connection) -> None:
    """Full-text search; what a month cost in runs that were deleted since; no move's id twice."""
    connection.execute(
        "CREATE TABLE deleted_spending (month TEXT PRIMARY KEY, credits INTEGER NOT NULL)"
        " WITHOUT ROWID"
    )
    connection.execute(
        "CREATE VIRTUAL TABLE search_texts USING fts5("
        "text, run_number UNINDEXED, move_id UNINDEXED,"  # move 0: the prompt of the run
        " tokenize = 'unicode61 remove_diacritics 2')"
    )
    connection.execute(  # what the index holds already
        "CREATE TABLE search_progress (last_run INTEGER NOT NULL, last_move INTEGER NOT NULL)"
    )
    connection.execute("INSERT INTO search_progress VALUES (0, 0)")
    # A plan names answers by their moves: the number of a deleted one must not come back as that
    # of another answer. Only a new table can be told so.
    connection.execute("ALTER TABLE moves RENAME TO old_moves")
    connection.execute(
        """
        CREATE TABLE moves (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            run_number INTEGER NOT NULL,
            request_number INTEGER NOT NULL,
            state TEXT NOT NULL,
            moved TEXT NOT NULL,  -- when
            code TEXT NOT NULL,
            message TEXT NOT NULL,
            credits INTEGER,
            raw BLOB,  -- last, so that looking at the others does not read it
            FOREIGN KEY (run_number, request_number)
                REFERENCES requests (run_number, number) ON DELETE CASCADE
        )
        """
    )
    connection.execute("INSERT INTO moves SELECT * FROM old_moves")
    connection.execute("DROP TABLE old_moves")  # its indexes go with it
    connection.execute("CREATE INDEX moves_of_request ON moves (run_number, request_number)")
    connection.execute(
        "CREATE INDEX moves_that_may_cost ON moves (moved) WHERE state IN ('answered', 'unknown')"
    )


def migration_6(connection: sqlite3.Connection) -> None:
    """What the user said of values: right as they are, or what they should be."""
    connection.execute(
        """
        CREATE TABLE decisions (
            fingerprint TEXT NOT NULL,  -- of the picture
            path TEXT NOT NULL,  -- of the value in what was answered of that picture; JSON
            original TEXT NOT NULL,  -- what the answer says; JSON
            value TEXT NOT NULL,  -- what it is; JSON
            decided TEXT NOT NULL,  -- when
            PRIMARY KEY (fingerprint, path, original)
        ) WITHOUT ROWID
        """
    )


MIGRATIONS: tuple[Migration, ...] = (
    migration_1,
    migration_2,
    migration_3,
    migration_4,
    migration_5,
    migration_6,
)


def migrate(connection: sqlite3.Connection, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Bring the database to the newest version, in one transaction.

    Raises `NewerVersion` when it is ahead of `migrations`, and `sqlite3.Error`.
    """
    if _version(connection) == len(migrations):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)  # again: another process may have been quicker
        if version > len(migrations):
            raise NewerVersion(f"version {version}, known is {len(migrations)}")
        for step in migrations[version:]:
            step(connection)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version
