"""Pages whose money has no decimals, as in Colombia or Japan, written as if it had.

The rules for sums know an amount by its two decimals. On such a page they would see none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from inklift.core.money import amounts_in, is_currency
from inklift.core.readings import Line, Word

_LEAST_AMOUNTS = 3  # on a page, before its numbers are taken for money
_BARE = re.compile(r"\(?\d{1,7}(?P<end>\W*)")
_WHOLE = re.compile(r"(?P<sign>[$€£¥₩₹]|[A-Z]{3})?(?P<digits>-?\d{1,3}(?:[.,]\d{3})+)(?P<end>\W*)")


def with_decimals(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with ".00" behind each amount, if none on the page has decimals; else as they are.

    An amount is a word of digits in groups of three, such as 56.000 or ¥1,980, or of any digits
    behind the sign of a currency: "Rs 650".
    """
    if any(amounts_in(line.text) for line in lines):
        return lines
    changed = [replace(line, words=tuple(_with_decimals(line.words))) for line in lines]
    return (
        changed if sum(len(amounts_in(line.text)) for line in changed) >= _LEAST_AMOUNTS else lines
    )


def _with_decimals(words: Sequence[Word]) -> Iterator[Word]:
    before = ""
    for word in words:
        bare = _BARE.fullmatch(word.text) if is_currency(before.lstrip("(")) else None
        if bare is not None:
            digits = word.text[: bare.start("end")]
            yield replace(word, text=f"{digits}.00{bare['end']}")
        else:
            yield _grouped(word)
        before = word.text


def _grouped(word: Word) -> Word:
    match = _WHOLE.fullmatch(word.text)
    if match is None:
        return word
    digits = re.sub(r"[.,]", "", match["digits"])
    return replace(word, text=f"{match['sign'] or ''}{digits}.00{match['end']}")
