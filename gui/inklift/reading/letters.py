"""Letters and digits that look alike, put right where the letters around them leave no doubt."""

import re

# "JIn", "BIk": a capital I behind one other capital, and small letters go on.
_SECOND = re.compile(r"(?<=\b[A-Z])I(?=[a-z])")
# "WorId", "HoteI": among small letters; "myInvoice" and the like begin a word in the word.
_INSIDE = re.compile(r"(?<=[a-z])I(?=[bcdfghjkpqrvwxz]|l\b|\b)")
_DIGIT_INSIDE = re.compile(r"(?<=[a-z])[01](?=[a-z])|(?<=[A-Z])[01](?=[A-Z])")
_ZEROS = re.compile(r"(?<=[A-Z])0{2}(?=[A-Z])")  # "F00D"
_VOWELS = "aeiouAEIOU"
_LEAST_LETTERS = 5  # of a word in which a single digit is a mistake and not part of a code


def mended(word: str) -> str:
    """The word with I, l, 1 and O, 0 as its letters want them; of the same length."""
    word = _ZEROS.sub(lambda zeros: "O" * len(zeros[0]), word)
    word = _SECOND.sub("l", word)
    word = _INSIDE.sub("l", word)
    if sum(map(str.isdigit, word)) == 1 and sum(map(str.isalpha, word)) >= _LEAST_LETTERS:
        word = _DIGIT_INSIDE.sub(_letter_for, word)
    return word


def _letter_for(match: re.Match[str]) -> str:
    before, after = match.string[match.start() - 1], match.string[match.end()]
    if match[0] == "0":
        return "o" if before.islower() else "O"
    if before.isupper():
        return "I"
    return "l" if before in _VOWELS or after in _VOWELS else "i"
