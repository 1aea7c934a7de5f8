"""What a page is taken for, and its structured reading."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inklift.core.pictures import Box
from inklift.core.readings import Line, Reading, Word
from inklift.reading.structure.pages import PageKind, page_kind, structured
from reading.structure.placed_pages import page

_TEXTS = st.one_of(
    st.sampled_from(
        ["Total", "12.50", "Date:", ":", "Qty", "Price", "€", "Dear", "Sir,", "Invoice", "No.", "1"]
        + ["a@b.de", "+49", "30", "1234567", "regards", "", " ", "-", "Müller", "x" * 60]
    ),
    st.text(max_size=12),
)
_WORDS = st.builds(
    lambda text, left, top, width, height: Word(
        text, Box(left, top, left + width, top + height), 0.9
    ),
    _TEXTS,
    st.integers(0, 900),
    st.integers(0, 900),
    st.integers(1, 300),
    st.integers(1, 60),
)


@given(st.lists(st.lists(_WORDS, max_size=8).map(lambda words: Line(tuple(words))), max_size=12))
@settings(max_examples=150, deadline=None)
def test_no_reading_makes_it_fail_and_the_same_one_is_always_read_alike(lines: list[Line]) -> None:
    reading = Reading(1000, 1000, tuple(lines))

    first, second = structured(reading), structured(reading)

    assert first == second
    assert first.data["kind"] == first.kind == page_kind(reading)
    assert first.data["text"] == reading.text
    json.dumps(first.data)
