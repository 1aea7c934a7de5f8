"""Text as it is compared: in lower case and without accents, letter for letter."""

import unicodedata
from functools import cache


def folded(text: str) -> str:
    """The same letters without case and accents; as long as `text`, so that places stay."""
    return "".join(map(_plain, text))


@cache
def _plain(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    decomposed = unicodedata.normalize("NFKD", letter.casefold())
    bare = "".join(each for each in decomposed if not unicodedata.combining(each))
    return bare[:1] or " "
