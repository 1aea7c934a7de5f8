"""Whether two values mean the same, and by which rule."""

import unicodedata
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum

from inklift.core.dates import times_in
from inklift.core.money import CURRENCY_OF_SIGN
from inklift.core.written_values import amount_of, date_of, number_of, time_of, yes_or_no


class Rule(StrEnum):
    """Why two values are the same, from the strictest rule on."""

    EXACT = "exact"
    SPACES_AND_CASE = "spaces_and_case"
    NUMBER = "number"
    AMOUNT = "amount"  # a number with the sign or code of a currency
    DATE = "date"
    TIME = "time"
    YES_NO = "yes_no"


def same_rule(one: object, other: object) -> Rule | None:
    """The first rule by which two values are the same; None: they differ. Nothing is as "".

    A number that begins with 0, or is longer than numbers are, is a text: 0042 is not 42. Lists
    and objects are the same only to the letter.
    """
    if isinstance(one, dict | list) or isinstance(other, dict | list):
        return Rule.EXACT if _are_equal(one, other) else None
    if type(one) is type(other) and one == other:
        return Rule.EXACT
    first, second = _text(one), _text(other)
    if first == second:
        return Rule.EXACT
    if _plain(first) == _plain(second):
        return Rule.SPACES_AND_CASE
    if isinstance(one, bool) or isinstance(other, bool):
        same = yes_or_no(first) is not None and yes_or_no(first) is yes_or_no(second)
        return Rule.YES_NO if same else None
    if not (first and second) or _is_code(first) or _is_code(second):
        return None
    return next((rule for rule, meaning in _MEANINGS if _agree(rule, meaning, first, second)), None)


def decimal_of(value: object) -> Decimal | None:
    """The number that a value of JSON is or that its text is, with or without a currency.

    None for yes and no, and for a number that must stay as it is written (0042).
    """
    if isinstance(value, bool) or value is None:
        return None
    text = _text(value).strip()
    return None if _is_code(text) else _amount(text)


def _are_equal(one: object, other: object) -> bool:
    # Not by recursion: an answer may be nested as deep as JSON goes.
    pairs = [(one, other)]
    while pairs:
        first, second = pairs.pop()
        if type(first) is not type(second):
            return False
        if isinstance(first, dict) and isinstance(second, dict):
            if first.keys() != second.keys():
                return False
            pairs += [(value, second[name]) for name, value in first.items()]
        elif isinstance(first, list) and isinstance(second, list):
            if len(first) != len(second):
                return False
            pairs += zip(first, second, strict=True)
        elif first != second:
            return False
    return True


def _agree(rule: Rule, meaning: Callable[[str], object | None], one: str, other: str) -> bool:
    first = meaning(one)
    if first is None or first != meaning(other):
        return False
    match rule:
        case Rule.AMOUNT:
            return _may_be_one_currency(_currency(one), _currency(other))
        case Rule.DATE:
            times = [[each.time for each in times_in(text)] for text in (one, other)]
            return not all(times) or times[0] == times[1]
        case _:
            return True


def _currency(text: str) -> str:
    written = "".join(letter for letter in text if letter not in _OF_NUMBERS).strip()
    return _CURRENCIES.get(written.casefold(), written.upper())


def _may_be_one_currency(one: str, other: str) -> bool:
    """Whether they are the same, one is not told, or one is a sign that several have."""
    if not one or not other or one == other:
        return True
    return other in _OF_SEVERAL.get(one, ()) or one in _OF_SEVERAL.get(other, ())


def _yes_or_no_word(text: str) -> bool | None:
    return yes_or_no(text) if len(text.strip()) > 1 else None  # 1 and n are more than that


def _amount(text: str) -> Decimal | None:
    number = number_of(text)
    return amount_of(text) if number is None else number


_MEANINGS: tuple[tuple[Rule, Callable[[str], object | None]], ...] = (
    (Rule.NUMBER, number_of),
    (Rule.AMOUNT, _amount),
    (Rule.DATE, date_of),
    (Rule.TIME, time_of),
    (Rule.YES_NO, _yes_or_no_word),
)
_OF_NUMBERS = frozenset("0123456789.,'’ ()+-\u2212\u2013\u2014\u00a0\u202f")
_CURRENCIES = {sign.casefold().strip("."): code for sign, code in CURRENCY_OF_SIGN.items()} | {
    word: code
    for words, code in (
        ("euro euros", "EUR"),
        ("pound pounds", "GBP"),
        ("dollar dollars", "$"),
        ("ringgit", "MYR"),
        ("rs", "INR"),
        ("a$ au$", "AUD"),
        ("c$ ca$", "CAD"),
        ("nz$", "NZD"),
        ("hk$", "HKD"),
        ("kč", "CZK"),
        ("ft", "HUF"),
        ("rp", "IDR"),
    )
    for word in words.split()
}
_OF_SEVERAL = {
    "$": frozenset({"USD", "AUD", "CAD", "SGD", "NZD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP"}),
    "KR": frozenset({"SEK", "NOK", "DKK"}),
    "JPY": frozenset({"CNY", "CN¥"}),  # "¥"
}
_LONGEST_NUMBER = 15  # digits


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return f"{Decimal(repr(value)):f}"
        case _:
            return str(value)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def _is_code(text: str) -> bool:
    digits = text.strip().lstrip("+-")
    return digits.isdecimal() and (
        len(digits) > _LONGEST_NUMBER or (len(digits) > 1 and digits.startswith("0"))
    )
