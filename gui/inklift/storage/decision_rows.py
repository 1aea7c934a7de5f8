"""What the user said of single values: confirmed, or corrected to another one."""

import json
import sqlite3
from collections.abc import Collection, Mapping

from inklift.core.answer_values import ValuePath
from inklift.core.reviews import Decision
from inklift.storage.connections import transaction
from inklift.storage.texts import restored, stored

KeptDecisions = dict[str, tuple[tuple[ValuePath, Decision], ...]]  # by fingerprint of the picture
_AT_ONCE = 500  # questions marks in one statement


def decisions_of(connection: sqlite3.Connection, fingerprints: Collection[str]) -> KeptDecisions:
    """All that was said of values on these pictures; pictures without any are left out."""
    found: dict[str, list[tuple[ValuePath, Decision]]] = {}
    wanted = [stored(each) for each in fingerprints]
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        rows = connection.execute(
            "SELECT fingerprint, path, original, value FROM decisions"
            f" WHERE fingerprint IN ({', '.join('?' * len(some))}) ORDER BY decided",
            some,
        )
        for fingerprint, path, original, value in rows:
            said = tuple(json.loads(path)), Decision(json.loads(original), json.loads(value))
            found.setdefault(restored(fingerprint), []).append(said)
    return {fingerprint: tuple(said) for fingerprint, said in found.items()}


def decide(
    connection: sqlite3.Connection,
    fingerprint: str,
    changes: Mapping[ValuePath, tuple[Decision, bool]],
    now: str,
) -> None:
    """Keep decisions of one picture (True), or take them back (False): all or none."""
    with transaction(connection):
        for path, (decision, holds) in changes.items():
            key = stored(fingerprint), json.dumps(path), json.dumps(decision.original)
            if holds:
                connection.execute(
                    "INSERT OR REPLACE INTO decisions VALUES (?, ?, ?, ?, ?)",
                    (*key, json.dumps(decision.value), now),
                )
            else:
                connection.execute(
                    "DELETE FROM decisions WHERE fingerprint = ? AND path = ? AND original = ?", key
                )
