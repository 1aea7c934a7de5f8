"""Text as it is compared: in lower case and without accents."""

import unicodedata
from functools import cache


def folded(text: str) -> str:
    """The same letters without case and accents; as long as `text`, so that places stay."""
    return "".join(map(_plain, text))


def folded_text(text: str) -> str:
    """As it is spelled without case and accents: "Straße" is "strasse", a letter longer."""
    return _bare(text.casefold())


@cache
def _plain(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    return _bare(letter.casefold())[:1] or " "


def _bare(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
