"""Letters of a PDF → words and pieces, however the file's program came to write them."""

from pathlib import Path

import pytest

from imaging.made_pdfs import MadePage, text_at, write_pdf
from inklift.imaging.pdf_text import Letter, load_text_layer
from inklift.reading.pieces import Piece
from inklift.reading.text_runs import pieces_of


def _pieces(tmp_path: Path, drawing: str, meanings: dict[str, str] | None = None) -> list[Piece]:
    page = MadePage(drawing, meanings=meanings or {})
    layer = load_text_layer(write_pdf(tmp_path / "a.pdf", [page]), 1, 0)
    assert layer is not None
    return sorted(pieces_of(layer.letters), key=lambda piece: (piece.start.y, piece.start.x))


def _texts(pieces: list[Piece]) -> list[str]:
    return [piece.text for piece in pieces]


def test_words_stay_together_and_a_wide_gap_ends_a_piece(tmp_path: Path) -> None:
    line = text_at(50, 700, "Café crème brûlée") + text_at(200, 700, "12,50 €")

    pieces = _pieces(tmp_path, line)

    assert _texts(pieces) == ["Café crème brûlée", "12,50 €"]
    assert [len(piece.spans) for piece in pieces] == [3, 2]
    assert {piece.confidence for piece in pieces} == {1.0}


def test_letters_written_one_by_one_in_any_order_are_words(tmp_path: Path) -> None:
    places = {"I": 0, "n": 3.3, "v": 10, "o": 16, "N": 25, "r": 33.7}

    pieces = _pieces(
        tmp_path, "".join(text_at(50 + places[letter], 700, letter) for letter in "rNovnI")
    )

    assert _texts(pieces) == ["Invo Nr"]


def test_gaps_are_spaces_where_the_file_has_none(tmp_path: Path) -> None:
    drawing = "BT /F1 12 Tf 50 700 Td [(Total) -350 (due)] TJ ET"

    assert _texts(_pieces(tmp_path, drawing)) == ["Total due"]


def test_a_space_that_is_taken_back_is_none(tmp_path: Path) -> None:
    drawing = "BT /F1 12 Tf 50 700 Td [(In) ( ) 278 (voice)] TJ ET"

    assert _texts(_pieces(tmp_path, drawing)) == ["Invoice"]


def test_what_is_drawn_twice_for_bold_print_is_read_once(tmp_path: Path) -> None:
    words = ["Allee", "Bill", "Zimmer", "Koffie", "Ballon", "Messe", "Sonne", "Anna"]
    drawing = "".join(
        text_at(50 + shift, 700 - 20 * row, word)
        for shift in (0, 0.4)
        for row, word in enumerate(words)
    )

    assert _texts(_pieces(tmp_path, drawing)) == words


@pytest.mark.parametrize(
    "drawing",
    [
        "BT 5 Tc /F1 12 Tf 50 700 Td (INVOICE) Tj ET",
        text_at(50, 700, "I N V O I C E"),
        "BT 5 Tc /F1 12 Tf 50 700 Td (INVOICE) Tj ET BT /F1 12 Tf 50 650 Td (next) Tj ET",
    ],
)
def test_a_heading_of_spaced_letters_is_a_word(tmp_path: Path, drawing: str) -> None:
    assert _texts(_pieces(tmp_path, drawing))[0] == "INVOICE"


def test_the_words_of_a_spaced_heading_stay_apart(tmp_path: Path) -> None:
    drawing = "BT 4 Tc /F1 12 Tf 50 700 Td (TAX INVOICE) Tj ET"

    assert _texts(_pieces(tmp_path, drawing)) == ["TAX INVOICE"]


def test_numbers_in_narrow_columns_are_not_joined(tmp_path: Path) -> None:
    assert _texts(_pieces(tmp_path, text_at(50, 700, "1 2 3 4 5"))) == ["1 2 3 4 5"]


def test_ligatures_hyphens_and_spaces_are_plain(tmp_path: Path) -> None:
    meanings = {
        "A": "\ufb01",
        "B": "\ufb03",
        "C": "\u00ad",
        "D": "\u00a0",
        "E": "\u2011",
        "F": "e\u0301",
        "G": "\u200e",
        "a": "a",
        "n": "n",
        "0": "0",
    }

    pieces = _pieces(tmp_path, text_at(50, 700, "nAaDaBaC0E0DaFnG", font="F3"), meanings)

    assert _texts(pieces) == ["nfia affia-0-0 aén"]


def test_accents_drawn_by_themselves_join_their_letters(tmp_path: Path) -> None:
    drawing = (
        "BT /F1 12 Tf 50 700 Td [(M) -111 (\xa8) 444 (uller aus caf) -111 (\xb4) 444 (e)] TJ ET"
    )

    assert _texts(_pieces(tmp_path, drawing)) == ["Müller aus café"]
    assert _texts(_pieces(tmp_path, text_at(50, 700, "it\xb4s a^b"))) == ["it\xb4s a^b"]


def test_icons_are_left_out(tmp_path: Path) -> None:
    drawing = text_at(50, 700, "A", font="F3") + text_at(60, 700, "030 123")

    assert _texts(_pieces(tmp_path, drawing, {"A": "\ue0b0"})) == ["030 123"]


def test_a_hyphen_at_the_end_of_a_line_stays(tmp_path: Path) -> None:
    drawing = text_at(50, 700, "Die Gesamt-") + text_at(50, 686, "summe betr\xe4gt")

    assert _texts(_pieces(tmp_path, drawing)) == ["Die Gesamt-", "summe beträgt"]


def test_a_superscript_is_a_piece_of_its_own(tmp_path: Path) -> None:
    drawing = text_at(50, 700, "12 m") + text_at(76, 705, "2", size=7)

    assert sorted(_texts(_pieces(tmp_path, drawing))) == ["12 m", "2"]


def test_pieces_of_turned_text_begin_where_it_begins(tmp_path: Path) -> None:
    (piece,) = _pieces(tmp_path, "BT /F1 12 Tf 0 1 -1 0 300 400 Tm (Reading upwards) Tj ET")

    assert piece.text == "Reading upwards"
    assert piece.angle == pytest.approx(-1.5708, abs=0.001)
    assert piece.start.y > piece.end.y


def test_words_written_from_right_to_left_keep_the_order_of_their_letters() -> None:
    word = "\u05e9\u05dc\u05d5\u05dd"
    letters = [
        Letter(letter, 100.0 - 10 * at, 50.0, 0.0, 20.0, 1.0, 9.0, 1)
        for at, letter in enumerate(word)
    ]

    assert [piece.text for piece in pieces_of(letters)] == [word]
