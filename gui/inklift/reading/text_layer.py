"""A PDF's page read from the text it carries, where that is the page's text: exact, and at once.

In doubt a page is not trusted and is read as a picture. What is in doubt, and why:

- Something detailed is drawn where no visible letter stands: a scan under its hidden text, a
  picture of the letterhead, letters drawn as outlines. Logos and signatures stay below the limits.
- Forms and notes draw something: what was filled in is no part of the layer.
- Letters have no meaning outside the file (private use, controls, none at all), or hardly a vowel
  is among them: the fonts' tables are missing or wrong. A few such letters are icons.

Letters that cannot be seen (invisible, white on white, behind a picture, outside the page) never
count: whoever looks at the page does not read them either.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from inklift.core.errors import PictureUnreadable
from inklift.core.readings import Reading
from inklift.reading.letters import mended
from inklift.reading.page import arrange
from inklift.reading.pieces import Piece
from inklift.reading.text_runs import is_unknown, pieces_of

if TYPE_CHECKING:
    from inklift.imaging.pdf_text import TextLayer

# Of 14 pages of real invoices, logos and signatures cover up to 0.018 of the page and 0.14 of what
# the letters cover; on another, a letterhead that is a picture covers 0.041 and 0.41.
MOST_UNREAD = 0.03  # of the page
MOST_UNREAD_TO_READ = 0.3  # of what the letters cover
MOST_ANNOTATED = 0.0002  # of the page: a single short word
MOST_UNKNOWN = 0.05  # of the letters
LEAST_VOWELS = 0.2  # of the Latin letters; languages have 0.35 to 0.5
LEAST_LETTERS_TO_JUDGE = 60  # fewer may all be codes
MOST_PIECES = 3_000  # a full page has 500; putting many in order takes long: these, 4 s


def read_text_layer(path: Path, page: int, quarter_turns: int) -> Reading | None:
    """The text of page `page` (from 1) as the file gives it; None when it must be read by sight.

    Takes about 0.1 s. Boxes and size are as for the picture of the same page.
    Raises a PictureError when the file cannot be opened.
    """
    from inklift.imaging.pdf_text import load_text_layer

    try:
        layer = load_text_layer(path, page, quarter_turns)
    except PictureUnreadable:  # drawn, the page may be readable all the same
        return None
    if layer is None or not is_trusted(layer):
        return None
    pieces = pieces_of(layer.letters)
    if not 0 < len(pieces) <= MOST_PIECES:
        return None
    return _exact(arrange(pieces, layer.width_px, layer.height_px), pieces)


def is_trusted(layer: "TextLayer") -> bool:
    """Whether the letters are all that a person reads on the page; see above."""
    most_unread = min(MOST_UNREAD, MOST_UNREAD_TO_READ * layer.letters_share)
    if layer.unread_share > most_unread or layer.annotations_share > MOST_ANNOTATED:
        return False
    texts = [letter.text for letter in layer.letters if not letter.text.isspace()]
    if sum(map(is_unknown, texts)) > MOST_UNKNOWN * len(texts):
        return False
    latin = [
        plain
        for plain in unicodedata.normalize("NFD", "".join(texts)).lower()
        if "a" <= plain <= "z"
    ]
    vowels = sum(letter in "aeiouy" for letter in latin)
    return len(latin) < LEAST_LETTERS_TO_JUDGE or vowels >= LEAST_VOWELS * len(latin)


def _exact(reading: Reading, pieces: Sequence[Piece]) -> Reading:
    """The reading with the letters of the file, where `arrange` took them for misread ones."""
    texts = {span.text for piece in pieces for span in piece.spans}
    originals = {changed: text for text in texts if (changed := mended(text)) not in texts}
    if not originals:
        return reading
    lines = tuple(
        replace(
            line,
            words=tuple(
                replace(word, text=originals.get(word.text, word.text)) for word in line.words
            ),
        )
        for line in reading.lines
    )
    return replace(reading, lines=lines)
