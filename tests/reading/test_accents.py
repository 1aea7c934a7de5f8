"""Accents that are none are taken off, and only where the language has none."""

import pytest

from inklift.reading.accents import without_stray_accents
from reading.made_pages import reading

ENGLISH = ("Tax invoice", "Total 12.50", "Cash 20.00", "Change 7.50", "Thank you")


def test_a_speck_on_a_letter_of_an_english_page_is_no_accent() -> None:
    page = reading("YONG HARDWÀRE", "12 JÁLAN ÁNGSA", *ENGLISH)

    assert without_stray_accents(page).text.splitlines()[:2] == ["YONG HARDWARE", "12 JALAN ANGSA"]


@pytest.mark.parametrize("name", ["CAFÉ ROYAL", "crème brûlée 5.00", "Müller 2.00", "5.00 € £ ½"])
def test_what_english_borrowed_stays(name: str) -> None:
    page = reading(name, *ENGLISH)

    assert without_stray_accents(page).text.splitlines()[0] == name


@pytest.mark.parametrize(
    "lines",
    [
        ("Bäckerei Jäger", "Summe 12,50", "Bar 20,00", "Rückgeld 7,50", "Total", "Cash", "Change"),
        ("Boulangerie Ançel", "Total TTC 12,50", "TVA 20 %", "Merci de votre visite"),
        ("Ångström", "nothing that tells a language"),
    ],
)
def test_pages_of_other_languages_keep_every_accent(lines: tuple[str, ...]) -> None:
    assert without_stray_accents(reading(*lines)) == reading(*lines)


def test_places_of_words_stay() -> None:
    page = reading("HARDWÀRE", *ENGLISH)

    assert without_stray_accents(page).lines[0].box == page.lines[0].box
