"""What a month has cost so far, by the moves of requests."""

import sqlite3

from inklift.storage.earlier_rows import UNKNOWN_BEFORE

_UNREADABLE = "wrong_shape"  # it was answered first, and counts as that


def spent_in(connection: sqlite3.Connection, month: str) -> int:
    """Credits of a month ("2026-11"), in local time: used, and those that may have been charged.

    An answer that does not say what it used counts with its price, and so does every time that a
    request became unknown, or is being sent just now.
    """
    (used,) = connection.execute(
        "SELECT COALESCE(SUM(COALESCE(m.credits, r.planned_credits)), 0)"
        " FROM moves m INDEXED BY moves_that_may_cost JOIN requests r"
        " ON r.run_number = m.run_number AND r.number = m.request_number"
        " WHERE m.state IN ('answered', 'unknown') AND m.moved >= ? AND m.moved < ?"
        " AND m.code NOT IN (?, ?)",
        (month, f"{month}~", UNKNOWN_BEFORE, _UNREADABLE),
    ).fetchone()
    (under_way,) = connection.execute(
        "SELECT COALESCE(SUM(planned_credits), 0) FROM requests WHERE state = 'sending'"
    ).fetchone()
    return int(used) + int(under_way)


def planned_credits(connection: sqlite3.Connection, run_id: str, number: int) -> int:
    """What a request costs."""
    row = connection.execute(
        "SELECT planned_credits FROM requests r JOIN runs ON runs.number = r.run_number"
        " WHERE run_id = ? AND r.number = ?",
        (run_id, number),
    ).fetchone()
    return 0 if row is None else int(row[0])
