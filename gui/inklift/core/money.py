"""Amounts of money in a line of text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

CURRENCY_CODES = frozenset(
    {"AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "IDR", "INR"}
    | {"JPY", "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "RON", "SEK", "SGD", "THB", "TRY", "TWD"}
    | {"USD", "VND", "ZAR"}
)
CURRENCY_OF_SIGN = {  # "$" and "kr" belong to several
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "zł": "PLN",
    "RM": "MYR",
    "R$": "BRL",
    "US$": "USD",
    "S$": "SGD",
    "Fr.": "CHF",
    "SFr.": "CHF",
}

_NUMBER = re.compile(r"\d+(?:[.,'’]\d+)*")
_WHOLE_AND_CENTS = re.compile(
    r"(?P<whole>\d{1,3}(?:(?P<mark>[.,'’])\d{3}(?:(?P=mark)\d{3})*)|\d+)(?P<point>[.,])(?P<cents>\d\d)"
)
# What may touch an amount on its left and on its right, beside a space.
_SIGN_BEFORE = re.compile(
    r"(?:[$€£¥₹=(]|(?<!\d):|(?<![A-Za-z])(?:(?i:rm|fr\.)|"
    rf"{'|'.join(sorted(CURRENCY_CODES))})) ?[-–\u2212]?$"
)
_MINUS_BEFORE = re.compile(r"(?:^|[ ($€£])[-–\u2212] ?(?:RM|R\$|[A-Z]{3}|[$€£f])? ?$")
_MINUS_BEHIND = re.compile(r" ?[-–\u2212](?![\w])")
_BEHIND = re.compile(  # a sign, or the letters of a rate of tax
    rf"$|[^\w.,/:%'’-]|[.,:'’-](?!\d)|[$€£]|(?:{'|'.join(sorted(CURRENCY_CODES))}|[A-Z*#]{{1,3}}|EU|zł|kr)(?![\w])"
)
_RATE_BEHIND = re.compile(r" ?%")
_CURRENCY = rf"(?:(?:US|[ASR])?\$|[€£¥₹]|RM|Rs\.?|S?Fr\.|zł|kr|{'|'.join(sorted(CURRENCY_CODES))})"
_IS_CURRENCY = re.compile(_CURRENCY, re.IGNORECASE)
_ONLY_CURRENCY = re.compile(rf"[\s:=]*[-–\u2212]?{_CURRENCY}?\s*")
_GROUP_BEFORE = re.compile(r"(?<![\w.,/:-])\d{1,3} $")

_WHOLE = re.compile(
    rf"(?P<sign>(?:[$€£¥₹]|(?<![A-Za-z])(?:RM|R\$|Fr\.|{'|'.join(sorted(CURRENCY_CODES))})) ?)?"
    r"(?<![\d.,/:-])(?P<whole>\d{1,3}(?:[.,]\d{3})+|\d{1,6})(?:[.,](?P<tenth>\d))?"
    rf"(?P<behind>[.,][-–]{{1,2}}| ?(?:[$€£¥]|(?:{'|'.join(sorted(CURRENCY_CODES))})(?![A-Za-z])))?"
    r"(?![\d.,/:%-]*\d|[ ]?%)"
)
# Digits as a tired reader sees them, and what stands for the decimal point then.
_LENIENT = re.compile(
    r"(?<![\w.,])(?P<sign>RM|[$€£S])? ?(?P<whole>[\dOoIlSB]{1,4})(?P<point>[.,:;·-]{1,2} ?| )"
    r"(?P<cents>[\dOoIlSB]{2})(?![\w.,:/%])"
)
_DIGITS = str.maketrans("OoIlSB", "001158")


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum with two decimals, and the letters (from, to) of the line that it stands in."""

    value: Decimal
    start: int
    end: int


def amounts_in(line: str, *, spaced: bool | None = None) -> tuple[Amount, ...]:
    """The amounts in a line that can be read in one way only; with a minus sign below zero.

    "1 234,50" may be one amount or a quantity and a price. With `spaced` it is the first, without
    it the second, and None passes it over.
    """
    return tuple(_amounts(line, spaced))


def lenient_amounts_in(line: str) -> tuple[Amount, ...]:
    """What may be amounts whose digits or point were misread: "6 00", "RM5:00", "O.28"."""
    return tuple(
        Amount(
            Decimal(f"{match['whole']}.{match['cents']}".translate(_DIGITS)),
            match.start("whole"),
            match.end(),
        )
        for match in _LENIENT.finditer(line)
        if any(map(str.isdigit, match["whole"] + match["cents"]))
    )


def whole_amounts_in(line: str) -> tuple[Amount, ...]:
    """Amounts that a currency's sign, or a dash for the cents, shows: "€ 12", "12,-", "12.5 €"."""
    return tuple(
        Amount(
            Decimal(f"{re.sub('[.,]', '', match['whole'])}.{match['tenth'] or 0}0"),
            match.start("whole"),
            match.end(),
        )
        for match in _WHOLE.finditer(line)
        if match["sign"] or match["behind"]
    )


def is_currency(text: str) -> bool:
    """Whether a text is the sign or the code of a currency and nothing else."""
    return _IS_CURRENCY.fullmatch(text) is not None


def amount_of(text: str) -> Decimal | None:
    """The amount that a text is, with or without a currency; None when it is anything else."""
    amounts = amounts_in(text, spaced=True) or whole_amounts_in(text)
    if len(amounts) != 1:
        return None
    around = text[: amounts[0].start] + text[amounts[0].end :]
    return amounts[0].value if _ONLY_CURRENCY.fullmatch(around) else None


def _amounts(line: str, spaced: bool | None) -> Iterator[Amount]:
    for match in _NUMBER.finditer(line):
        parts = _WHOLE_AND_CENTS.fullmatch(match[0])
        if parts is None or parts["mark"] == parts["point"]:
            continue
        start, end = match.span()
        before = line[:start]
        if before and not before[-1].isspace() and not _may_touch(before):
            continue
        if _RATE_BEHIND.match(line, end) or not _BEHIND.match(line, end):
            continue
        whole = re.sub(r"\D", "", parts["whole"])
        if len(parts["whole"]) == 3 and (group := _GROUP_BEFORE.search(before)):
            if spaced is None:
                continue
            if spaced:
                start = group.start()
                whole = group[0].strip() + whole
                before = line[:start]
        value = Decimal(f"{whole}.{parts['cents']}")
        if _MINUS_BEFORE.search(before):
            value = -value
        elif minus := _MINUS_BEHIND.match(line, end):
            value, end = -value, minus.end()
        yield Amount(value, start, end)


def _may_touch(before: str) -> bool:
    return bool(_SIGN_BEFORE.search(before) or _MINUS_BEFORE.search(before))
