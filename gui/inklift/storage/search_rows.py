"""Full-text search over prompts and answers, and over the names of pictures.

The index is brought up to date when somebody searches, not while a run goes on: so an answer costs
nothing more to keep, and a process that dies leaves nothing out. See `migrations.migration_5` for
its tables.
"""

import json
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from inklift.core.answers import envelope_of
from inklift.core.errors import AnswerUnreadable
from inklift.storage.texts import restored

_SNIPPET_WORDS = 12
_AT_ONCE = 500  # answers read between two writes

_TABLES = ("search_texts", "search_progress")


@contextmanager
def index_aside(connection: sqlite3.Connection) -> Iterator[None]:
    """An index of everything in memory, for a database that cannot be written; gone afterwards."""
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("BEGIN")  # of what is read, and of memory: nobody is kept waiting
    try:
        for name in _TABLES:  # names without a schema mean these as long as they are there
            (statement,) = connection.execute(
                "SELECT sql FROM main.sqlite_schema WHERE name = ?", (name,)
            ).fetchone()
            connection.execute(statement.replace(name, f"temp.{name}", 1))
        connection.execute("INSERT INTO temp.search_progress VALUES (0, 0)")
        bring_up_to_date(connection)
        yield
    finally:
        connection.execute("ROLLBACK")


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Take into the index what came since the last time. Within a transaction."""
    last_run, last_move = connection.execute("SELECT * FROM search_progress").fetchone()
    prompts = connection.execute(
        "SELECT number, prompt FROM runs WHERE number > ? ORDER BY number", (last_run,)
    ).fetchall()
    for number, prompt in prompts:
        _insert(connection, restored(prompt), number, 0)
        last_run = number
    answers = connection.execute(
        "SELECT id, run_number, raw FROM moves WHERE id > ? AND raw IS NOT NULL ORDER BY id",
        (last_move,),
    )
    while rows := answers.fetchmany(_AT_ONCE):
        for move_id, run_number, raw in rows:
            _insert(connection, answer_text(raw), run_number, move_id)
            last_move = move_id
    connection.execute(
        "UPDATE search_progress SET last_run = ?, last_move = ?", (last_run, last_move)
    )


def answer_text(raw: bytes) -> str:
    """The words of an answer. Of JSON: names and values, without its escapes."""
    try:
        results, _, _ = envelope_of(raw)
    except AnswerUnreadable:
        return raw.decode("utf-8", "replace")
    try:
        return "\n".join(_words(json.loads(results)))
    except (ValueError, RecursionError):
        return results


def _words(value: object) -> Iterator[str]:
    match value:
        case dict():
            for name, inner in value.items():
                yield str(name)
                yield from _words(inner)
        case list():
            for inner in value:
                yield from _words(inner)
        case None:
            return
        case _:
            yield str(value)


def _insert(connection: sqlite3.Connection, text: str, run_number: int, move_id: int) -> None:
    sound = text.encode("utf-8", "replace").decode()
    connection.execute("INSERT INTO search_texts VALUES (?, ?, ?)", (sound, run_number, move_id))


def found_runs(connection: sqlite3.Connection, words: str) -> dict[str, str]:
    """The ids of the runs in which each of the words stands, and a piece of text with one of them.

    A word counts in the prompt, in a present answer or in the name of a picture, in any case and
    with or without accents, if one begins with it. Any part counts in names of pictures (accents
    too), and of words in scripts without case. The piece is "" when only names match.
    """
    found: set[int] | None = None
    texts: dict[int, str] = {}
    for word in words.split():
        hits = _by_text(connection, word)
        texts = {**hits, **texts}
        numbers = hits.keys() | _by_name(connection, word)
        found = numbers if found is None else found & numbers
    ids = dict(connection.execute("SELECT number, run_id FROM runs").fetchall())
    return {ids[number]: texts.get(number, "") for number in found or () if number in ids}


def _by_text(connection: sqlite3.Connection, word: str) -> dict[int, str]:
    """The numbers of runs, with the piece of text that fits best; of prompts only if need be."""
    present = (
        "(move_id = 0 OR EXISTS (SELECT 1 FROM moves m JOIN requests r"
        " ON r.run_number = m.run_number AND r.number = m.request_number"
        " WHERE m.id = move_id AND r.answer_move = m.id))"
    )
    if _is_uncased(word):
        rows = connection.execute(
            "SELECT run_number, substr(text, max(1, instr(text, ?1) - 20), 60) FROM search_texts"
            f" WHERE instr(text, ?1) AND {present} ORDER BY move_id = 0, move_id DESC",
            (word,),
        )
    else:
        quoted = word.replace('"', '""')
        rows = connection.execute(
            f"SELECT run_number, snippet(search_texts, 0, '', '', '…', {_SNIPPET_WORDS})"
            f" FROM search_texts WHERE search_texts MATCH ? AND {present}"
            " ORDER BY move_id = 0, rank",
            (f'"{quoted}" *',),
        )
    pieces: dict[int, str] = {}
    for run_number, piece in rows:
        pieces.setdefault(run_number, " ".join(piece.split()))
    return pieces


def _is_uncased(word: str) -> bool:
    """Of a script (Chinese, Thai …) whose words the index cannot tell apart."""
    return any(unicodedata.category(letter) == "Lo" for letter in word)


def _by_name(connection: sqlite3.Connection, word: str) -> set[int]:
    part = "".join(f"\\{letter}" if letter in "\\%_" else letter for letter in word)
    rows = connection.execute(
        "SELECT DISTINCT run_number FROM request_pictures WHERE name LIKE ? ESCAPE '\\'",
        (f"%{part.encode('utf-8', 'replace').decode()}%",),
    )
    return {number for (number,) in rows}
