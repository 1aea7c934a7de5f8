"""What a month has cost so far, by the moves of requests."""

import sqlite3

from inklift.storage.earlier_rows import UNKNOWN_BEFORE

_UNREADABLE = "wrong_shape"  # it was answered first, and counts as that

_COST = "COALESCE(m.credits, r.planned_credits)"
_OF_REQUEST = "r.run_number = m.run_number AND r.number = m.request_number"
_MAY_COST = "m.state IN ('answered', 'unknown') AND m.code NOT IN (?, ?)"


def spent_in(connection: sqlite3.Connection, month: str) -> int:
    """Credits of a month ("2026-11"), in local time: used, and those that may have been charged.

    An answer that does not say what it used counts with its price, and so does every time that a
    request became unknown, or is being sent just now.
    """
    (used,) = connection.execute(
        f"SELECT COALESCE(SUM({_COST}), 0)"
        " FROM moves m INDEXED BY moves_that_may_cost JOIN requests r"
        f" ON {_OF_REQUEST} WHERE {_MAY_COST} AND m.moved >= ? AND m.moved < ?",
        (UNKNOWN_BEFORE, _UNREADABLE, month, f"{month}~"),
    ).fetchone()
    (deleted,) = connection.execute(
        "SELECT COALESCE(SUM(credits), 0) FROM deleted_spending WHERE month = ?", (month,)
    ).fetchone()
    (under_way,) = connection.execute(
        "SELECT COALESCE(SUM(planned_credits), 0) FROM requests WHERE state = 'sending'"
    ).fetchone()
    return int(used) + int(deleted) + int(under_way)


def keep_spending(connection: sqlite3.Connection, runs: str) -> None:
    """Write down, by month, what the runs of a subquery cost: they are about to be deleted."""
    connection.execute(
        "INSERT INTO deleted_spending (month, credits)"
        f" SELECT substr(m.moved, 1, 7) AS month, SUM({_COST}) FROM moves m JOIN requests r"
        f" ON {_OF_REQUEST} WHERE {_MAY_COST} AND m.run_number IN {runs} GROUP BY 1"
        " ON CONFLICT (month) DO UPDATE SET credits = credits + excluded.credits",
        (UNKNOWN_BEFORE, _UNREADABLE),
    )


def planned_credits(connection: sqlite3.Connection, run_id: str, number: int) -> int:
    """What a request costs."""
    row = connection.execute(
        "SELECT planned_credits FROM requests r JOIN runs ON runs.number = r.run_number"
        " WHERE run_id = ? AND r.number = ?",
        (run_id, number),
    ).fetchone()
    return 0 if row is None else int(row[0])
