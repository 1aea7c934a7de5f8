"""Amounts of money in a line of text."""

import re
from dataclasses import dataclass
from decimal import Decimal

CURRENCY_CODES = frozenset(
    {"AUD", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "INR", "JPY"}
    | {"MYR", "NOK", "NZD", "PLN", "SEK", "SGD", "USD", "ZAR"}
)
CURRENCY_OF_SIGN = {"€": "EUR", "£": "GBP", "RM": "MYR"}  # "$" and "kr" belong to several

_SIGNS = "|".join(["RM", "[$€£]", *sorted(CURRENCY_CODES)])
_AMOUNT = re.compile(
    rf"(?:(?<![\w.,/:'-])|(?<={'|'.join(CURRENCY_CODES)})|(?<=RM)|(?<=[$€£]))"
    r"(?P<whole>\d{1,3}(?:(?P<mark>[.,'])\d{3}(?:(?P=mark)\d{3})*)|\d+)"
    r"(?P<point>[.,])(?P<cents>\d{2})"
    rf"(?![\w.,/:%'-]*\d)(?=$|[^\w%]|{_SIGNS})"
)
# "1 234,50" may be one amount or a quantity and a price
_SPLIT = re.compile(r"\d $")


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum with two decimals, and the letters (from, to) of the line that it stands in."""

    value: Decimal
    start: int
    end: int


def amounts_in(line: str) -> tuple[Amount, ...]:
    """The amounts in a line that can be read in one way only; none below zero."""
    amounts: list[Amount] = []
    for match in _AMOUNT.finditer(line):
        if match["mark"] == match["point"]:
            continue
        if len(match["whole"]) == 3 and _SPLIT.search(line, 0, match.start()):
            continue
        whole = re.sub(r"\D", "", match["whole"])
        amounts.append(Amount(Decimal(f"{whole}.{match['cents']}"), *match.span()))
    return tuple(amounts)
