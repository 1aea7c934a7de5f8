"""How long the last requests of an engine took."""

import sqlite3
from datetime import datetime

from inklift.core.expected_time import Experience
from inklift.core.runs import RequestState

_MOVES_LOOKED_AT = 20_000  # the newest, of all engines: not the whole history for one line
_MOVES_USED = 1_000


def experiences(connection: sqlite3.Connection, engine_id: str) -> tuple[Experience, ...]:
    """The newest answered requests. What was answered from the history was not sent, nor counts."""
    rows = connection.execute(
        "SELECT m.run_number, m.request_number, m.state, m.moved,"
        " (SELECT MAX(position) + 1 FROM request_pictures p"
        "  WHERE p.run_number = m.run_number AND p.request_number = m.request_number)"
        " FROM moves m JOIN runs ON runs.number = m.run_number"
        " WHERE m.id > (SELECT MAX(id) FROM moves) - ? AND m.state IN (?, ?)"
        " AND runs.engine_id = ? ORDER BY m.id DESC LIMIT ?",
        (
            _MOVES_LOOKED_AT,
            RequestState.SENDING,
            RequestState.ANSWERED,
            engine_id,
            _MOVES_USED,
        ),
    ).fetchall()
    sent: dict[tuple[int, int], float] = {}
    found = []
    for run, request, state, moved, pictures in reversed(rows):
        when_s = datetime.fromisoformat(moved).timestamp()
        if state == RequestState.SENDING:
            sent[run, request] = when_s
        elif (sent_s := sent.pop((run, request), None)) is not None and sent_s <= when_s:
            found.append(Experience(run, pictures or 1, sent_s, when_s))
    return tuple(found)
