"""Folded text: comparable, and as long as what it was made of."""

from hypothesis import given
from hypothesis import strategies as st

from inklift.core.folding import folded


def test_case_and_accents_do_not_count() -> None:
    assert folded("Rückgeld ÉTÉ Ñandú") == "ruckgeld ete nandu"


@given(st.text())
def test_every_letter_keeps_its_place(text: str) -> None:
    assert len(folded(text)) == len(text)
