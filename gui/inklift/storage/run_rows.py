"""The rows that make up a run: how they are written, moved, counted and read back."""

import secrets
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from inklift import __version__
from inklift.core.answers import credits_in
from inklift.core.prompts import AnswerForm, Grouping
from inklift.core.runs import (
    INTERRUPTED,
    Plan,
    PlannedRequest,
    RequestRecord,
    RequestState,
    RunOrder,
    RunRecord,
    RunSummary,
    UnopenedPicture,
)
from inklift.storage.connections import is_damage
from inklift.storage.earlier_rows import FROM_HISTORY, insert_earlier
from inklift.storage.field_texts import fields_in, fields_text
from inklift.storage.texts import restored, stored

_UNMISTAKABLE = "0123456789abcdefghjkmnpqrstvwxyz"  # no i, l, o, u

_REQUEST = "run_number = (SELECT number FROM runs WHERE run_id = ?) AND number = ?"


def unused_run_id(connection: sqlite3.Connection, now: datetime) -> str:
    """An id that sorts by time (UTC) and needs no quoting, such as `20261122-210405-k3f9`."""
    while True:
        ending = "".join(secrets.choice(_UNMISTAKABLE) for _ in range(4))
        run_id = f"{now.astimezone(UTC):%Y%m%d-%H%M%S}-{ending}"
        if connection.execute("SELECT 1 FROM runs WHERE run_id = ?", (run_id,)).fetchone() is None:
            return run_id


def insert(
    connection: sqlite3.Connection, run_id: str, started: str, order: RunOrder, plan: Plan
) -> RunSummary:
    """Write a run with its requests as planned, and those for what did not open as failed."""
    options = order.options
    number = connection.execute(
        "INSERT INTO runs (run_id, started, engine_id, prompt, json_mode, grouping,"
        " send_addresses, longest_side_px, shrink_to_fit, fields, program, per_request)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            run_id,
            started,
            order.engine_id,
            stored(order.prompt),
            order.form.json_mode,
            order.form.grouping,
            options.send_addresses,
            options.longest_side_px,
            options.shrink_to_fit,
            fields_text(order.form.fields),
            __version__,
            options.per_request,
        ),
    ).lastrowid
    assert number is not None
    connection.executemany(
        "INSERT INTO requests (run_number, number, planned_credits, state) VALUES (?, ?, ?, ?)",
        (
            (number, request.number, request.credits, RequestState.PLANNED)
            for request in plan.requests
        ),
    )
    connection.executemany(
        f"INSERT INTO request_pictures VALUES ({', '.join('?' * 17)}, 0)",
        (row for request in plan.requests for row in _picture_rows(number, request)),
    )
    for request in plan.requests:
        if request.earlier is not None:
            insert_earlier(connection, number, request, order.form, started)
    first_number = max((request.number for request in plan.requests), default=0) + 1
    for request_number, unopened in enumerate(order.unopened, start=first_number):
        _insert_unopened(connection, run_id, number, request_number, started, unopened)
    (summary,) = summaries(connection, lambda _: False, run_id=run_id)
    return summary


def _insert_unopened(
    connection: sqlite3.Connection,
    run_id: str,
    run_number: int,
    number: int,
    started: str,
    unopened: UnopenedPicture,
) -> None:
    """A request that can never be sent: it has a picture's name, and nothing of the picture."""
    connection.execute(
        "INSERT INTO requests (run_number, number, planned_credits, state) VALUES (?, ?, 0, ?)",
        (run_number, number, RequestState.PLANNED),
    )
    connection.execute(
        "INSERT INTO request_pictures VALUES (?, ?, 0, 0, ?, '', '', NULL, NULL, '', '', 1, 1, 0,"
        " 0, 0, 0, 0)",
        (run_number, number, stored(unopened.name)),
    )
    move(
        connection,
        run_id,
        number,
        RequestState.FAILED,
        started,
        None,
        unopened.code,
        unopened.message,
    )


def _picture_rows(run_number: int, request: PlannedRequest) -> Iterator[tuple[object, ...]]:
    for position, picture in enumerate(request.pictures):
        source = picture.source
        for name_position, name in enumerate(picture.names):
            yield (
                run_number,
                request.number,
                position,
                name_position,
                stored(name),
                stored(source.fingerprint),
                source.sha256,
                None if source.path is None else stored(str(source.path.absolute())),
                None if source.address is None else stored(source.address),
                source.origin,
                source.format,
                source.page,
                source.page_count,
                source.quarter_turns,
                source.width_px,
                source.height_px,
                source.size_bytes,
            )


def state_of(connection: sqlite3.Connection, run_id: str, number: int) -> RequestState:
    """ValueError: there is no such request."""
    row = connection.execute(
        f"SELECT state FROM requests WHERE {_REQUEST}", (run_id, number)
    ).fetchone()
    if row is None:
        raise ValueError(f"run {run_id} has no request {number}")
    return RequestState(row[0])


def move(
    connection: sqlite3.Connection,
    run_id: str,
    number: int,
    state: RequestState,
    moved: str,
    raw: bytes | None,
    code: str,
    message: str,
) -> None:
    """Write down a move and the state it leads to; all earlier answers stay with their moves."""
    move_id = connection.execute(
        "INSERT INTO moves (run_number, request_number, state, moved, code, message, raw)"
        " SELECT number, ?, ?, ?, ?, ?, ? FROM runs WHERE run_id = ?",
        (number, state, moved, stored(code), stored(message), raw, run_id),
    ).lastrowid
    connection.execute(
        f"UPDATE requests SET state = ?, code = ?, message = ? WHERE {_REQUEST}",
        (state, stored(code), stored(message), run_id, number),
    )
    starts_anew = state in (RequestState.PLANNED, RequestState.SENDING)
    if raw is not None or starts_anew:
        connection.execute(
            f"UPDATE requests SET answer_move = ? WHERE {_REQUEST}",
            (None if raw is None else move_id, run_id, number),
        )


def answer(connection: sqlite3.Connection, run_id: str, number: int) -> bytes | None:
    """The bytes of the present answer of a request."""
    row = connection.execute(
        f"SELECT raw FROM moves WHERE id = (SELECT answer_move FROM requests WHERE {_REQUEST})",
        (run_id, number),
    ).fetchone()
    return None if row is None else row[0]


def note_missing(
    connection: sqlite3.Connection, run_id: str, number: int, positions: tuple[int, ...]
) -> None:
    """Mark the pictures of a request of which its answer says nothing, and no others."""
    request = "run_number = (SELECT number FROM runs WHERE run_id = ?) AND request_number = ?"
    connection.execute(
        f"UPDATE request_pictures SET entry_missing = 0 WHERE {request} AND entry_missing",
        (run_id, number),
    )
    connection.executemany(
        f"UPDATE request_pictures SET entry_missing = 1 WHERE {request} AND position = ?",
        [(run_id, number, position) for position in positions],
    )


def note_credits(
    connection: sqlite3.Connection, run_id: str, number: int, used: int | None
) -> bool:
    """False: the request has no answer."""
    noted = connection.execute(
        "UPDATE moves SET credits = COALESCE(?, credits) WHERE id ="
        f" (SELECT answer_move FROM requests WHERE {_REQUEST})",
        (used, run_id, number),
    )
    return noted.rowcount == 1


def sending_runs(connection: sqlite3.Connection) -> list[str]:
    """Ids of the runs that have a request marked `sending`."""
    rows = connection.execute(
        "SELECT run_id FROM runs WHERE EXISTS"
        " (SELECT 1 FROM requests WHERE run_number = runs.number AND state = 'sending')"
    )
    return [run_id for (run_id,) in rows]


def summaries(
    connection: sqlite3.Connection, is_dead: Callable[[str], bool], *, run_id: str | None = None
) -> tuple[RunSummary, ...]:
    """All runs, newest first, or just one. `is_dead` tells whether nobody carries a run out."""
    names: dict[int, dict[RequestState, int]] = defaultdict(dict)
    asked = "(SELECT number FROM runs WHERE ?1 IS NULL OR run_id = ?1)"
    for number, state, count in connection.execute(
        "SELECT r.run_number, iif(r.state = 'answered' AND p.entry_missing, 'unknown', r.state),"
        " COUNT(*) FROM requests r JOIN request_pictures p"
        " ON p.run_number = r.run_number AND p.request_number = r.number"
        f" WHERE r.run_number IN {asked} GROUP BY 1, 2",
        (run_id,),
    ):
        names[number][RequestState(state)] = count
    credits_used: Counter[int] = Counter(
        dict(
            connection.execute(
                "SELECT run_number, SUM(credits) FROM moves WHERE credits IS NOT NULL"
                f" AND run_number IN {asked} GROUP BY 1",
                (run_id,),
            ).fetchall()
        )
    )
    # A process that was killed right after an answer was kept had no time to note its credits.
    for number, raw in connection.execute(
        "SELECT r.run_number, m.raw FROM requests r JOIN moves m ON m.id = r.answer_move"
        f" WHERE r.state = 'answered' AND m.credits IS NULL AND r.run_number IN {asked}",
        (run_id,),
    ):
        credits_used[number] += credits_in(raw) or 0
    return tuple(
        _summary(row, names[row[0]], credits_used[row[0]], is_dead)
        for row in connection.execute(
            "SELECT number, run_id, started, engine_id, prompt FROM runs"
            f" WHERE number IN {asked} ORDER BY number DESC",
            (run_id,),
        ).fetchall()
    )


def readable_summaries(
    connection: sqlite3.Connection, is_dead: Callable[[str], bool]
) -> tuple[RunSummary, ...]:
    """All runs, newest first; of a damaged database, those that can still be counted."""
    try:
        return summaries(connection, is_dead)
    except sqlite3.DatabaseError as damage:
        if not is_damage(damage):
            raise
        found: list[RunSummary] = []
        ids = connection.execute("SELECT run_id FROM runs ORDER BY number DESC").fetchall()
        for (run_id,) in ids:
            with suppress(sqlite3.DatabaseError):
                found += summaries(connection, is_dead, run_id=run_id)
        if not found:
            raise
        return tuple(found)


def _summary(
    row: tuple[Any, ...],
    names: dict[RequestState, int],
    credits_used: int,
    is_dead: Callable[[str], bool],
) -> RunSummary:
    number, run_id, started, engine_id, prompt = row
    sending = names.get(RequestState.SENDING, 0)
    lost = sending if sending and is_dead(run_id) else 0
    return RunSummary(
        run_id,
        number,
        started,
        engine_id,
        restored(prompt),
        pictures=sum(names.values()),
        answered=names.get(RequestState.ANSWERED, 0),
        failed=names.get(RequestState.FAILED, 0),
        unknown=names.get(RequestState.UNKNOWN, 0) + lost,
        pending=names.get(RequestState.PLANNED, 0) + sending - lost,
        credits=credits_used,
    )


def record(
    connection: sqlite3.Connection, run_id: str, is_dead: Callable[[str], bool]
) -> RunRecord | None:
    """A whole run, or None. `is_dead` tells of a run id whether nobody carries it out."""
    run = connection.execute(
        "SELECT number, started, engine_id, prompt, json_mode, grouping, fields FROM runs"
        " WHERE run_id = ?",
        (run_id,),
    ).fetchone()
    if run is None:
        return None
    number, started, engine_id, prompt, json_mode, grouping, fields = run
    names: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for request_number, position, name in connection.execute(
        "SELECT request_number, position, name FROM request_pictures WHERE run_number = ?"
        " ORDER BY request_number, position, name_position",
        (number,),
    ):
        names[request_number][position].append(restored(name))
    requests = [
        RequestRecord(
            request_number,
            tuple(name for same in names[request_number].values() for name in same),
            RequestState(state),
            raw,
            _credits_of(RequestState(state), raw, credits_noted),
            restored(code),
            restored(message),
            len(names[request_number]),
            tuple(map(tuple, names[request_number].values())),
            from_history=code == FROM_HISTORY,
        )
        for request_number, state, code, message, raw, credits_noted in connection.execute(
            "SELECT r.number, r.state, r.code, r.message, m.raw, m.credits FROM requests r"
            " LEFT JOIN moves m ON m.id = r.answer_move WHERE r.run_number = ? ORDER BY r.number",
            (number,),
        )
    ]
    if any(request.state is RequestState.SENDING for request in requests) and is_dead(run_id):
        requests = [_settled(request) for request in requests]
    return RunRecord(
        run_id,
        number,
        started,
        engine_id,
        restored(prompt),
        AnswerForm(bool(json_mode), Grouping(grouping), fields_in(fields)),
        tuple(requests),
    )


def _credits_of(state: RequestState, raw: bytes | None, noted: int | None) -> int | None:
    if noted is None and raw is not None and state is RequestState.ANSWERED:
        return credits_in(raw)
    return noted


def _settled(request: RequestRecord) -> RequestRecord:
    """A request as it is when nobody waits for its answer any more."""
    if request.state is not RequestState.SENDING:
        return request
    return replace(request, state=RequestState.UNKNOWN, code=INTERRUPTED, message="")
