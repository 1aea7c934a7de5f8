"""Whether two values mean the same, and by which rule."""

import unicodedata
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum

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

    A number that begins with 0, or is longer than numbers are, is a text: 0042 is not 42.
    """
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
    return next((rule for rule, meaning in _MEANINGS if _agree(meaning, first, second)), None)


def decimal_of(value: object) -> Decimal | None:
    """The number that a value of JSON is or that its text is, with or without a currency.

    None for yes and no, and for a number that must stay as it is written (0042).
    """
    if isinstance(value, bool) or value is None:
        return None
    text = _text(value).strip()
    return None if _is_code(text) else _amount(text)


def _agree(meaning: Callable[[str], object | None], one: str, other: str) -> bool:
    first = meaning(one)
    return first is not None and first == meaning(other)


def _amount(text: str) -> Decimal | None:
    number = number_of(text)
    return amount_of(text) if number is None else number


_MEANINGS: tuple[tuple[Rule, Callable[[str], object | None]], ...] = (
    (Rule.NUMBER, number_of),
    (Rule.AMOUNT, _amount),
    (Rule.DATE, date_of),
    (Rule.TIME, time_of),
)
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
