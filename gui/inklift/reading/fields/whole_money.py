"""Pages whose money has no decimals, as in Colombia or Japan, written as if it had.

The rules for sums know an amount by its two decimals. On such a page they would see none.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from inklift.core.money import amounts_in
from inklift.core.readings import Line, Word

_LEAST_AMOUNTS = 3  # on a page, before its numbers are taken for money
_WHOLE = re.compile(r"(?P<sign>[$€£¥₩₹]|[A-Z]{3})?(?P<digits>-?\d{1,3}(?:[.,]\d{3})+)(?P<end>\W*)")


def with_decimals(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with ".00" behind each amount, if none on the page has decimals; else as they are.

    An amount is a word of digits in groups of three, such as 56.000 or ¥1,980.
    """
    if any(amounts_in(line.text) for line in lines):
        return lines
    whole = [word for line in lines for word in line.words if _WHOLE.fullmatch(word.text)]
    if len(whole) < _LEAST_AMOUNTS:
        return lines
    return [replace(line, words=tuple(map(_with_decimals, line.words))) for line in lines]


def _with_decimals(word: Word) -> Word:
    match = _WHOLE.fullmatch(word.text)
    if match is None:
        return word
    digits = re.sub(r"[.,]", "", match["digits"])
    return replace(word, text=f"{match['sign'] or ''}{digits}.00{match['end']}")
