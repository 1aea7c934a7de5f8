"""The order and the plan of a kept run, read back from its rows: of all or some requests."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from inklift.core.pictures import Origin, PictureSource
from inklift.core.prompts import AnswerForm, Grouping
from inklift.core.runs import (
    Plan,
    PlannedPicture,
    PlannedRequest,
    RequestState,
    RunOptions,
    RunOrder,
)
from inklift.storage.field_texts import fields_in
from inklift.storage.texts import restored


def ordered(
    connection: sqlite3.Connection, run_id: str, states: Collection[RequestState]
) -> tuple[RunOrder, Plan] | None:
    """The order over the pictures of the requests in these states, and these; None: no such run.

    Pictures that did not open are none of them.
    """
    run = connection.execute(
        "SELECT number, engine_id, prompt, json_mode, grouping, fields, send_addresses,"
        " longest_side_px, shrink_to_fit, per_request FROM runs WHERE run_id = ?",
        (run_id,),
    ).fetchone()
    if run is None:
        return None
    number, engine_id, prompt, json_mode, grouping, fields, *options = run
    pictures = _pictures(connection, run_id, number)
    requests = tuple(
        PlannedRequest(request_number, tuple(pictures[request_number]), planned_credits)
        for request_number, planned_credits, state in connection.execute(
            "SELECT number, planned_credits, state FROM requests WHERE run_number = ?"
            " ORDER BY number",
            (number,),
        )
        if state in states and request_number in pictures
    )
    send_addresses, longest_side_px, shrink_to_fit, per_request = options
    order = RunOrder(
        tuple(picture.source for request in requests for picture in request.pictures),
        restored(prompt),
        AnswerForm(bool(json_mode), Grouping(grouping), fields_in(fields)),
        engine_id,
        RunOptions(
            bool(send_addresses), longest_side_px, bool(shrink_to_fit), per_request=per_request
        ),
    )
    return order, Plan(requests)


def requests_in(connection: sqlite3.Connection, run_id: str, state: RequestState) -> list[int]:
    """The numbers of a run's requests in a state."""
    rows = connection.execute(
        "SELECT r.number FROM requests r JOIN runs ON runs.number = r.run_number"
        " WHERE run_id = ? AND state = ? ORDER BY r.number",
        (run_id, state),
    )
    return [number for (number,) in rows]


def _pictures(
    connection: sqlite3.Connection, run_id: str, run_number: int
) -> dict[int, list[PlannedPicture]]:
    """The pictures of each request, with all their names."""
    sources: dict[tuple[int, int], list[PictureSource]] = defaultdict(list)
    for row in connection.execute(
        "SELECT request_number, position, name_position, name, origin, path, format, width_px,"
        " height_px, size_bytes, sha256, page, page_count, address, quarter_turns"
        " FROM request_pictures WHERE run_number = ? AND origin != ''"
        " ORDER BY request_number, position, name_position",
        (run_number,),
    ):
        request_number, position, name_position, *rest = row
        source_id = f"{run_id}/{request_number}/{position}/{name_position}"
        sources[request_number, position].append(_source(source_id, rest))
    pictures: dict[int, list[PlannedPicture]] = defaultdict(list)
    for (request_number, _), same in sources.items():
        names, ids = tuple(each.name for each in same), tuple(each.id for each in same)
        pictures[request_number].append(PlannedPicture(same[0], names, ids))
    return pictures


def _source(source_id: str, row: Sequence[Any]) -> PictureSource:
    name, origin, path, format_, width_px, height_px, size_bytes, sha256, *rest = row
    page, page_count, address, quarter_turns = rest
    return PictureSource(
        id=source_id,
        name=restored(name),
        origin=Origin(origin),
        path=None if path is None else Path(restored(path)),
        format=format_,
        width_px=width_px,
        height_px=height_px,
        size_bytes=size_bytes,
        sha256=sha256,
        page=page,
        page_count=page_count,
        address=None if address is None else restored(address),
        quarter_turns=quarter_turns,
    )
