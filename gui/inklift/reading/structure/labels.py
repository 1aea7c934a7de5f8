"""What labels look like and when two of them mean the same, in seven languages.

Labels are compared by their words without case, accents and punctuation. Words for "number" are one
word ("Customer No.", "Kunden-Nr.", "Nº de cliente"), and small words (of, de, Ihre) do not count.
"""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from inklift.core.folding import folded_text
from inklift.reading.structure.label_words import (
    NUMBER_WORDS,
    SHORT_FORMS,
    SMALL_WORDS,
    TITLE_WORDS,
    is_column_word,
    is_label_word,
)

MOST_WORDS = 6  # of a label
MOST_LETTERS = 48
SLIP_LETTERS = 5  # a word of at least as many letters may be read with one wrong
NUMBER = "#"

_ENDS_IN_NUMBER = re.compile(r"(?<=\w{3})s?(?:nummer|nr|number)$")
_NUMBER_SIGN = re.compile(r"#|№|\b[Nn] ?\.? ?[º°o](?![^\W\d])|\b[Nn][º°]")
_NUMBER_BEFORE = re.compile(r".*\b\d{3,}\S* (?=\S)")  # "Master 5148 App: 83650"
_COLON = re.compile(r"(?<!\d):(?!//)|:(?=\s(?!\d\d\b)|$)")  # no misread point: "RM5: 00"
_ENDS_LABEL = re.compile(r"[\s:.\-–*]+$")
_BEGINS_VALUE = re.compile(r"[\s:#№]*")
_BEGINS_LABEL = re.compile(r"^(?:[\s:.\-–*•·>|]|\((?![^)]*\)))+")  # and a bracket left open


class Match(IntEnum):
    """How a label means a phrase; the smaller, the better."""

    SAME = 0
    SAME_BUT_NUMBER = 1  # "Customer No." for "customer"
    CONTAINS = 2  # "Your account number with us" for "account number"


@dataclass(frozen=True, slots=True)
class Labelled:
    """Letters of a text: a label (without its colon) and what follows up to the next label."""

    label_start: int
    label_end: int
    value_start: int
    value_end: int


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a label that count, folded; words for "number" are all `NUMBER`."""
    text = _NUMBER_SIGN.sub(f" {NUMBER} ", text)
    folded = folded_text(text)
    words: list[str] = []
    for word in re.findall(r"\w+|#", folded.replace("_", " ")):
        if word in NUMBER_WORDS or word == NUMBER:
            words.append(NUMBER)
            continue
        stem = _ENDS_IN_NUMBER.sub("", word)
        if word.endswith("no") and is_label_word(word[:-2]):
            stem = word[:-2]  # "Invoiceno", as it is often read
        words.append(SHORT_FORMS.get(stem, stem))
        if stem != word:
            words.append(NUMBER)
    return tuple(word for word in words if word not in SMALL_WORDS) or tuple(words)


def match_of(label: str, phrase: str) -> Match | None:
    """Whether a label means a phrase; None when it does not."""
    have, want = words_of(label), words_of(phrase)
    if not have or not want or _ends_otherwise(label, phrase):
        return None
    if _are_same(have, want):
        return Match.SAME
    plain_have = tuple(word for word in have if word != NUMBER)
    plain_want = tuple(word for word in want if word != NUMBER)
    if plain_have and plain_want and _are_same(plain_have, plain_want):
        return Match.SAME_BUT_NUMBER
    extra = len(have) - len(want)
    if 0 < extra <= len(want) and _contains(have, want):
        return Match.CONTAINS
    return None


def _ends_otherwise(label: str, phrase: str) -> bool:
    """Whether a phrase ends with a small word that its meaning hangs on: "facture à"."""
    *words, last = folded_text(phrase).split()
    return bool(words) and last in SMALL_WORDS and last not in folded_text(label).split()


def _are_same(have: tuple[str, ...], want: tuple[str, ...]) -> bool:
    if len(have) == len(want) and all(map(_is_same_word, sorted(have), sorted(want))):
        return True
    # Words may have been read glued together, or are written so in one of the two.
    glued, wanted = "".join(have), "".join(want)
    return glued == wanted or (min(len(have), len(want)) == 1 and _is_same_word(glued, wanted))


def _contains(have: tuple[str, ...], want: tuple[str, ...]) -> bool:
    return any(
        all(map(_is_same_word, have[start:], want)) for start in range(len(have) - len(want) + 1)
    )


def _is_same_word(word: str, other: str) -> bool:
    if word == other or (min(len(word), len(other)) > 3 and _is_plural(word, other)):
        return True
    if min(len(word), len(other)) < SLIP_LETTERS or abs(len(word) - len(other)) > 1:
        return False
    return _is_one_slip(word, other)


def _is_plural(word: str, other: str) -> bool:
    return f"{word}s" == other or f"{other}s" == word


def _is_one_slip(word: str, other: str) -> bool:
    """Whether one letter is wrong, missing or too much."""
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    if len(word) == len(other):
        return word[start + 1 :] == other[start + 1 :] and not (
            word[start].isdigit() and other[start].isdigit()
        )
    longer, shorter = (word, other) if len(word) > len(other) else (other, word)
    return longer[start + 1 :] == shorter[start:]


@lru_cache(maxsize=4096)
def is_label(text: str) -> bool:
    """Whether a text is a label and nothing else: by a colon behind it, or by its words."""
    if _may_be_label(text) and text.rstrip().endswith(":"):
        return True
    return is_made_of_label_words(text)


@lru_cache(maxsize=4096)
def is_made_of_label_words(text: str) -> bool:
    """Whether all the words that count are words of labels: "Invoice no.", "Fecha de entrega"."""
    words = words_of(text)
    if not words or len(words) > MOST_WORDS or any(map(str.isdigit, text)):
        return False
    if text[:1].islower() and " " in text:
        return False  # the rest of a sentence
    known = sum(is_label_word(word) for word in words)
    return known > 0 and all(word == NUMBER or is_label_word(word) for word in words)


def is_title(text: str) -> bool:
    """Whether a text is what a page says that it is: "Tax invoice"."""
    words = words_of(text)
    return bool(words) and all(word in TITLE_WORDS for word in words)


@lru_cache(maxsize=4096)
def is_column_name(text: str) -> bool:
    """Whether a text may be the name of a column, by its words."""
    words = words_of(text)
    return 0 < len(words) <= MOST_WORDS and all(
        word == NUMBER or is_column_word(word) for word in words
    )


def bare_label(text: str) -> str:
    """A label without the marks around it."""
    return _ENDS_LABEL.sub("", _BEGINS_LABEL.sub("", text))


@lru_cache(maxsize=8192)
def labelled_parts(text: str) -> tuple[Labelled, ...]:
    """The pairs that colons make in a text: "Tel: 030 12 Fax: 030 13" has two."""
    if ":" not in text:
        return ()
    colons = [match.start() for match in _COLON.finditer(text)]
    starts = [
        (start, colon)
        for number, colon in enumerate(colons)
        if (start := _label_start(text, colons[number - 1] + 1 if number else 0, colon)) is not None
    ]
    if not starts or text[: starts[0][0]].strip(" *•·-–>|"):
        return ()
    return tuple(
        Labelled(
            start,
            colon,
            _value_start(text, colon),
            starts[number + 1][0] if number + 1 < len(starts) else len(text),
        )
        for number, (start, colon) in enumerate(starts)
    )


def _label_start(text: str, after: int, colon: int) -> int | None:
    """Where the label before a colon begins; None when there is none."""
    if after == 0:
        start = len(text) - len(_BEGINS_LABEL.sub("", text)) if text else 0
        number = _NUMBER_BEFORE.match(text, start, colon)
        start = number.end() if number is not None else start
        return start if _may_be_label(text[start:colon]) else None
    # Behind a value, the label is the last word and the words of labels before it.
    words = list(re.finditer(r"\S+", text[after:colon]))
    if not words or not _may_be_label(words[-1][0]):
        return None
    first = len(words) - 1
    while first > 0 and _is_before_label(words[first - 1][0]):
        first -= 1
    return after + words[first].start() if first > 0 else None


def _is_before_label(word: str) -> bool:
    folded = folded_text(word).strip(".#°º")
    return (
        folded in SMALL_WORDS or folded in NUMBER_WORDS or is_made_of_label_words(word)
    ) and not any(map(str.isdigit, word))


def _may_be_label(text: str) -> bool:
    """A few words with more letters than digits and no end of a sentence between them."""
    bare = bare_label(text)
    letters = sum(map(str.isalpha, bare))
    digits = sum(map(str.isdigit, bare))
    return (
        ((letters >= 2 and (not digits or letters > 2)) or bare in ("#", "№", "N°", "Nº"))
        and letters > digits
        and len(bare) <= MOST_LETTERS
        and len(bare.split()) <= MOST_WORDS
        and (not bare[0].islower() or is_label_word(words_of(bare)[0]))
        and not re.search(r"[!?;]|[^\W\d]{4,}\. ", bare)
        and "@" not in bare
        and not re.fullmatch(r"https?|mailto|ftp", bare, re.IGNORECASE)
    )


def _value_start(text: str, start: int) -> int:
    match = _BEGINS_VALUE.match(text, start)
    return match.end() if match else start
