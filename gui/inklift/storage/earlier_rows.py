"""What earlier runs have of the same pictures, asked the same way of the same engine."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace

from inklift.core.errors import AnswerUnreadable
from inklift.core.prompts import AnswerForm, Grouping
from inklift.core.runs import (
    Earlier,
    Plan,
    PlannedPicture,
    PlannedRequest,
    RequestState,
    RunOrder,
)
from inklift.core.shared_answers import answer_alone, read_shared
from inklift.storage.field_texts import fields_text
from inklift.storage.texts import restored, stored

FROM_HISTORY = "from_history"  # the code of a request that an earlier answer was taken for
UNKNOWN_BEFORE = "unknown_before"  # of one that may have been charged in an earlier run
_ANSWERS_MEASURED = 200  # the newest
_OPEN = (RequestState.UNKNOWN, RequestState.SENDING)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A request of an earlier run; `moved` grows with each thing that happened to any request."""

    run_number: int
    request_number: int
    state: RequestState
    answer_move: int | None
    code: str
    message: str
    moved: int
    position: int = 0  # of the picture in it …
    pictures: int = 1  # … that has so many


def earlier_of(
    connection: sqlite3.Connection, order: RunOrder, plan: Plan, program: str, *, is_paid: bool
) -> dict[int, Earlier]:
    """By the number of the request, what there is to say instead of sending it.

    An answer, unless the user wants a new one; else that it may have been charged, unless the user
    said to send it all the same. What this computer read counts for the `program` that read it.
    Pictures that go as their address have no bytes to know them by: only what may have been
    charged counts there.
    """
    runs = _runs_like(connection, order, program, is_paid=is_paid)
    if not runs:
        return {}
    split = _Split(connection, order.form)
    found = {}
    for request in plan.requests:
        if order.form.grouping is Grouping.EACH:
            candidates = [
                split.as_it_stands(each)
                for each in _candidates_for_picture(connection, request.pictures[0])
                if each.run_number in runs
            ]
        else:
            candidates = [
                each
                for each in _candidates(connection, request)
                if each.run_number in runs
                and _is_same(connection, request, each, by_name=not is_paid)
            ]
        earlier = _decided(connection, order, request, candidates, runs, is_paid=is_paid)
        if earlier is not None:
            found[request.number] = earlier
    return found


def _runs_like(
    connection: sqlite3.Connection, order: RunOrder, program: str, *, is_paid: bool
) -> dict[int, str]:
    """The ids, by number, of the runs with the same engine, prompt and form."""
    rows = connection.execute(
        "SELECT number, run_id FROM runs WHERE engine_id = ? AND prompt = ? AND json_mode = ?"
        " AND grouping = ? AND fields = ? AND (? OR program = ?)",
        (
            order.engine_id,
            stored(order.prompt),
            order.form.json_mode,
            order.form.grouping,
            fields_text(order.form.fields),
            is_paid,
            program,
        ),
    )
    return dict(rows.fetchall())


def _candidates(connection: sqlite3.Connection, request: PlannedRequest) -> Iterator[_Candidate]:
    """The requests that begin with the same picture."""
    for row in connection.execute(
        "SELECT r.run_number, r.number, r.state, r.answer_move, r.code, r.message,"
        " (SELECT MAX(id) FROM moves m"
        "  WHERE m.run_number = r.run_number AND m.request_number = r.number)"
        " FROM request_pictures p JOIN requests r"
        " ON r.run_number = p.run_number AND r.number = p.request_number"
        " WHERE p.fingerprint = ? AND p.position = 0 AND p.name_position = 0"
        " AND r.state IN ('answered', 'unknown', 'sending')",
        (stored(request.pictures[0].source.fingerprint),),
    ):
        run_number, number, state, answer_move, code, message, moved = row
        yield _Candidate(
            run_number, number, RequestState(state), answer_move, code, restored(message), moved
        )


def _candidates_for_picture(
    connection: sqlite3.Connection, picture: PlannedPicture
) -> list[_Candidate]:
    """The requests that hold the picture, alone or among others."""
    rows = connection.execute(
        "SELECT r.run_number, r.number, r.state, r.answer_move, r.code, r.message,"
        " (SELECT MAX(id) FROM moves m"
        "  WHERE m.run_number = r.run_number AND m.request_number = r.number), p.position,"
        " (SELECT MAX(position) + 1 FROM request_pictures o"
        "  WHERE o.run_number = r.run_number AND o.request_number = r.number)"
        " FROM request_pictures p JOIN requests r"
        " ON r.run_number = p.run_number AND r.number = p.request_number"
        " WHERE p.fingerprint = ? AND p.name_position = 0"
        " AND r.state IN ('answered', 'unknown', 'sending')",
        (stored(picture.source.fingerprint),),
    ).fetchall()
    return [
        _Candidate(run, number, RequestState(state), answer, code, restored(message), *rest)
        for run, number, state, answer, code, message, *rest in rows
    ]


class _Split:
    """Looks into answers for several pictures: one of them may be missing there."""

    def __init__(self, connection: sqlite3.Connection, form: AnswerForm) -> None:
        self._connection = connection
        self._form = form
        self._missing: dict[int, frozenset[int]] = {}  # by the move that brought the answer

    def as_it_stands(self, found: _Candidate) -> _Candidate:
        """The candidate; as unknown when it was answered, but not for this picture."""
        if found.state is not RequestState.ANSWERED or found.pictures == 1:
            return found
        if found.answer_move is None or found.position in self._missing_in(found):
            return replace(found, state=RequestState.UNKNOWN)
        return found

    def _missing_in(self, found: _Candidate) -> frozenset[int]:
        move_id = found.answer_move or 0
        if move_id not in self._missing:
            raw = _raw(self._connection, move_id)
            try:
                missing = read_shared(raw or b"", self._form, found.pictures).missing
            except AnswerUnreadable:
                missing = tuple(range(found.pictures))
            self._missing[move_id] = frozenset(missing)
        return self._missing[move_id]


def answer_characters(connection: sqlite3.Connection, order: RunOrder) -> int | None:
    """The most that recent answers had for one picture; None when there are none like it."""
    (most,) = connection.execute(
        "SELECT MAX(each) FROM (SELECT length(m.raw) / (SELECT MAX(position) + 1"
        " FROM request_pictures p"
        " WHERE p.run_number = m.run_number AND p.request_number = m.request_number) AS each"
        " FROM runs JOIN moves m ON m.run_number = runs.number"
        " WHERE m.state = 'answered' AND m.raw IS NOT NULL AND runs.engine_id = ?"
        " AND runs.prompt = ? AND runs.json_mode = ? AND runs.grouping = ? AND runs.fields = ?"
        " ORDER BY m.id DESC LIMIT ?)",
        (
            order.engine_id,
            stored(order.prompt),
            order.form.json_mode,
            order.form.grouping,
            fields_text(order.form.fields),
            _ANSWERS_MEASURED,
        ),
    ).fetchone()
    return None if most is None else int(most)


def _raw(connection: sqlite3.Connection, move_id: int) -> bytes | None:
    row = connection.execute("SELECT raw FROM moves WHERE id = ?", (move_id,)).fetchone()
    return None if row is None else row[0]


def _is_same(
    connection: sqlite3.Connection, request: PlannedRequest, other: _Candidate, *, by_name: bool
) -> bool:
    """Whether it has the same pictures; several of them also by name, where answers name them."""
    rows = connection.execute(
        "SELECT fingerprint, name FROM request_pictures WHERE run_number = ?"
        " AND request_number = ? AND name_position = 0 ORDER BY position",
        (other.run_number, other.request_number),
    ).fetchall()
    if [restored(row[0]) for row in rows] != [each.source.fingerprint for each in request.pictures]:
        return False
    names = [restored(row[1]) for row in rows]
    return len(rows) == 1 or not by_name or names == [each.names[0] for each in request.pictures]


def _decided(
    connection: sqlite3.Connection,
    order: RunOrder,
    request: PlannedRequest,
    candidates: list[_Candidate],
    runs: dict[int, str],
    *,
    is_paid: bool,
) -> Earlier | None:
    answered = max(
        (each for each in candidates if each.state is RequestState.ANSWERED),
        key=lambda each: each.moved,
        default=None,
    )
    open_ = max(
        (each for each in candidates if each.state in _OPEN and is_paid),
        key=lambda each: each.moved,
        default=None,
    )
    has_bytes = all(picture.source.sha256 for picture in request.pictures)
    if answered is not None and has_bytes and not order.options.ask_again:
        return _answer(connection, answered, runs[answered.run_number])
    if open_ is None or order.options.resend_unknown:
        return None
    if answered is not None and answered.moved > open_.moved:
        return None  # it was asked again since, and answered
    return Earlier(runs[open_.run_number], _when(connection, open_.moved), None)


def _answer(connection: sqlite3.Connection, found: _Candidate, run_id: str) -> Earlier | None:
    if found.answer_move is None:
        return None
    if found.code == FROM_HISTORY:  # it was taken from a run before that one
        run_id, _, when = found.message.partition(" ")
        return Earlier(run_id, when, found.answer_move)
    return Earlier(
        run_id,
        _when(connection, found.answer_move),
        found.answer_move,
        found.position,
        found.pictures,
    )


def _when(connection: sqlite3.Connection, move_id: int) -> str:
    row = connection.execute("SELECT moved FROM moves WHERE id = ?", (move_id,)).fetchone()
    return str(row[0]) if row else ""


def insert_earlier(
    connection: sqlite3.Connection,
    run_number: int,
    request: PlannedRequest,
    form: AnswerForm,
    moved: str,
) -> None:
    """Keep what was found as what came of a planned request; the answer's bytes are copied.

    Of an answer for several pictures only what it says of this one. When that answer has been
    deleted meanwhile, the request stays planned.
    """
    earlier = request.earlier
    assert earlier is not None
    is_answer = earlier.answer_id is not None
    code = FROM_HISTORY if is_answer else UNKNOWN_BEFORE
    state = RequestState.ANSWERED if is_answer else RequestState.UNKNOWN
    message = f"{earlier.run_id} {earlier.when}"
    columns = (run_number, request.number, state, moved, code, message)
    if earlier.answer_id is not None:
        raw = _raw(connection, earlier.answer_id)
        if raw is not None and form.is_split(earlier.pictures):
            raw = answer_alone(raw, form, earlier.pictures, earlier.position)
        if raw is None:
            return
        cursor = connection.execute(
            "INSERT INTO moves (run_number, request_number, state, moved, code, message, credits,"
            " raw) VALUES (?, ?, ?, ?, ?, ?, 0, ?)",
            (*columns, raw),
        )
    else:
        cursor = connection.execute(
            "INSERT INTO moves (run_number, request_number, state, moved, code, message)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            columns,
        )
    connection.execute(
        "UPDATE requests SET state = ?, code = ?, message = ?, answer_move = ?"
        " WHERE run_number = ? AND number = ?",
        (
            state,
            code,
            message,
            cursor.lastrowid if is_answer else None,
            run_number,
            request.number,
        ),
    )
