"""Phrases as patterns: found in folded text at the edges of words, however they are joined."""

import re
from collections.abc import Iterable

_JOINT = r"[ _./'’&+-]*"
_LEFT, _RIGHT = r"(?<![a-z])", r"(?![a-z])"
# The sign of a currency may be glued to a label: "TotalRM 12.50", "Summe EUR".
_SIGN = r"(?=(?:rm|eur|usd|gbp|chf)[^a-z]*\d)"


def phrase_list(text: str) -> tuple[str, ...]:
    """Phrases that stand in a text with commas or line ends between them."""
    return tuple(filter(None, (phrase.strip() for phrase in re.split(r"[,\n]", text))))


def pattern_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Matches any of the phrases in folded text; the longest goes first.

    A space in a phrase stands for any joint or none ("sub total": subtotal, SUB-TOTAL), and `*` at
    the end of a word for any ending of it.
    """
    alternatives = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"{_LEFT}(?:{'|'.join(map(_pattern, alternatives))})(?:{_RIGHT}|{_SIGN})")


def _pattern(phrase: str) -> str:
    return _JOINT.join(re.escape(word).replace(r"\*", "[a-z]*") for word in phrase.split())
