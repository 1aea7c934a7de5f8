"""Words that were read with a slip of a letter or two, put right where only one word is meant."""

import re
from collections.abc import Collection
from functools import lru_cache

LEAST_LETTERS = 5  # of a word in which a slip is put right
MOST_COST = 1.0  # one letter that is quite another, or three that look alike
_ALIKE_COST = 0.33
_ALIKE = tuple(
    map(frozenset, ("itl1!|jf", "ouc0qgd", "s58", "b8h6", "e3c", "nhmru", "g69", "vy", "z2", "aá4"))
)
_WORD = re.compile(r"[a-z0-9!|]+")


def without_slips(plain: str, words: Collection[str]) -> str:
    """Folded text in which words that are nearly one of `words` are that one."""
    known = frozenset(words)
    return _WORD.sub(lambda match: _put_right(match[0], known), plain)


@lru_cache(maxsize=4096)
def _put_right(word: str, words: frozenset[str]) -> str:
    if len(word) < LEAST_LETTERS - 1 or word in words or word.isdigit():
        return word
    letters = sum(map(str.isalpha, word))
    if letters < len(word) / 2:
        return word
    near = {
        other
        for other in words
        if len(other) >= LEAST_LETTERS
        # A letter that is missing, or too many, makes "price" of "rice": not the first one then.
        if len(other) == len(word) or (abs(len(other) - len(word)) == 1 and other[0] == word[0])
        if _is_near(word, other)
    }
    return near.pop() if len(near) == 1 else word


def _is_near(word: str, other: str) -> bool:
    if len(word) == len(other):
        cost = 0.0
        for one, two in zip(word, other, strict=True):
            if one != two:
                cost += _ALIKE_COST if any(one in each and two in each for each in _ALIKE) else 1.0
                if cost > MOST_COST:
                    return False
        return True
    shorter, longer = sorted((word, other), key=len)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
