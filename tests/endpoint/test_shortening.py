"""Answers that are too long stop at the limit, and JSON stays JSON."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from inklift.endpoint.shortening import LIMIT, shortened

_LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=9)
_LONG = st.builds(lambda text, times: text * times, st.text(min_size=1, max_size=5), st.just(4_000))
_JSON = st.recursive(
    _LEAVES | _LONG,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.builds(lambda entry, times: [entry] * times, inner, st.just(30))
        | st.dictionaries(st.text(max_size=9), inner, max_size=5)
    ),
    max_leaves=4,
)


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def test_what_fits_is_left_as_it_is() -> None:
    text = "x" * LIMIT
    written = as_json(["x" * (LIMIT - 4)])

    assert LIMIT == 8_192 * 4
    assert shortened(text, json_mode=False) == text
    assert shortened(written, json_mode=True) == written


def test_text_stops_at_the_limit() -> None:
    assert shortened("ä" * (LIMIT + 1), json_mode=False) == "ä" * LIMIT


@given(_JSON)
@settings(max_examples=200, deadline=None)
def test_json_of_any_kind_stays_json_and_fits(value: Any) -> None:
    result = shortened(as_json(value), json_mode=True)

    assert len(result) <= LIMIT
    json.loads(result)


def test_a_list_keeps_its_first_entries_and_tells_how_many() -> None:
    entries = [{"index": index, "text": "x" * 900} for index in range(60)]

    *kept, note = json.loads(shortened(as_json(entries), json_mode=True))

    assert kept == entries[:35]
    assert note == {"note": "Shortened to 8,192 tokens: 35 of 60 entries are here."}


def test_of_one_picture_the_fields_stay_and_the_lines_are_shortened() -> None:
    lines = ["one line of text"] * 3_000
    record = {"text": "\n".join(lines), "lines": lines, "total": "12.50", "date": "2024-05-01"}

    kept = json.loads(shortened(as_json(record), json_mode=True))

    assert (kept["total"], kept["date"]) == ("12.50", "2024-05-01")
    assert kept["lines"] == lines[: len(kept["lines"])]
    assert record["text"].startswith(kept["text"].removesuffix("…"))  # type: ignore[attr-defined]
    assert len(kept["lines"]) > 500
    assert kept["note"] == "Shortened to 8,192 tokens: text, lines."


def test_a_note_that_is_there_is_not_lost() -> None:
    kept = json.loads(shortened(as_json({"note": "mine", "text": "x" * 90_000}), json_mode=True))

    assert kept["note"] == "mine"
    assert kept["shortened"] == "Shortened to 8,192 tokens: text."


def test_the_first_entry_is_shortened_when_it_alone_is_too_long() -> None:
    entries = [{"index": 0, "text": "x" * 90_000}, {"index": 1}]

    first, note = json.loads(shortened(as_json(entries), json_mode=True))

    assert first["index"] == 0
    assert first["text"].startswith("xxx")
    assert note["note"].endswith("1 of 2 entries are here.")
