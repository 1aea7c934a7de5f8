"""Single values as people and models write them: amounts, numbers, dates, yes and no.

Each function takes the whole text of a value and gives None for one that it does not know, or that
could be read in two ways. Nothing is rounded, and no decimal is cut off.
"""

import datetime
import re
from decimal import Decimal

from inklift.core.dates import dates_in, times_in
from inklift.core.money import CURRENCY_CODES

_LONGEST = 100  # characters; more is no single value

_WORDS_FOR_MONEY = sorted(
    CURRENCY_CODES
    | {"AED", "ARS", "BGN", "BRL", "CLP", "COP", "HUF", "IDR", "ILS", "KRW", "MXN", "PEN", "PHP"}
    | {"RON", "RUB", "SAR", "THB", "TRY", "TWD", "UAH", "VND"}
    | {"RM", "Rs.", "Rs", "Rp.", "Rp", "Fr.", "Fr", "SFr.", "kr.", "kr", "Kč", "zł", "Ft", "lei"}
    | {"euros", "euro", "dollars", "dollar", "pounds", "pound", "ringgit"}
    | {"US$", "A$", "C$", "S$", "R$", "NZ$", "HK$", "AU$", "CA$", "CN¥"},
    key=len,
    reverse=True,
)
_CURRENCY = rf"(?:{'|'.join(map(re.escape, _WORDS_FOR_MONEY))}|[$€£¥₹₩₽₺₴₪₫฿₱])"
_MINUS = "[-\u2212\u2013]"  # also the sign, and the dash that looks like it
_AMOUNT = re.compile(
    rf"(?P<opened>\()?(?P<minus>{_MINUS})?\+? ?(?P<before>{_CURRENCY})? ?(?P<minus_2>{_MINUS})? ?"
    rf"(?P<digits>[0-9.,](?:[0-9.,'’ ]*[0-9])?)(?:[.,][-\u2212\u2013\u2014]{{1,2}}|[.,])?"
    rf"(?P<minus_3>{_MINUS})? ?(?P<after>{_CURRENCY})?(?P<closed>\))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"(?P<minus>{_MINUS})?\+?(?P<digits>[0-9.,](?:[0-9.,'’ ]*[0-9])?)")
_GROUPED = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:(?P<mark>[.,'’ ])[0-9]{3})(?:(?P=mark)[0-9]{3})*)"
    r"(?:(?!(?P=mark))[.,](?P<decimals>[0-9]+))?"
    r"|(?P<lakhs>[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3})(?:\.(?P<decimals_2>[0-9]+))?"
)
_PLAIN = re.compile(r"(?P<whole>[0-9]*)(?:(?P<point>[.,])(?P<decimals>[0-9]+))?")
_EAST_ASIAN_DATE = re.compile(
    r"([0-9]{4})\s*[年년]\s*([0-9]{1,2})\s*[月월]\s*([0-9]{1,2})\s*[日일]"
)

_YES = frozenset({"true", "yes", "y", "1"})
_NO = frozenset({"false", "no", "n", "0"})


def amount_of(text: str) -> Decimal | None:
    """The amount that a text such as "RM 1.234,50", "1,234.50" or "-$5" is.

    None for "€ 1.234" too: it may be over a thousand, or have three decimals. Alone, "1.234" has
    three decimals: so were they asked for.
    """
    found = _AMOUNT.fullmatch(_on_one_line(text))
    if found is None or bool(found["opened"]) != bool(found["closed"]):
        return None
    minuses = [found[name] for name in ("opened", "minus", "minus_2", "minus_3") if found[name]]
    if len(minuses) > 1 or (found["before"] and found["after"]):
        return None
    as_asked = not (found["before"] or found["after"])
    return _signed(_unsigned(found["digits"], point_may_group=not as_asked), bool(minuses))


def number_of(text: str) -> Decimal | None:
    """The number that a text such as "1,234.5" or "-3" is."""
    found = _NUMBER.fullmatch(_on_one_line(text))
    return None if found is None else _signed(_unsigned(found["digits"]), bool(found["minus"]))


def date_of(text: str) -> datetime.date | None:
    """The one date in a text with no number beside it but a time; day first where both may be."""
    line = _on_one_line(text)
    try:
        return datetime.datetime.fromisoformat(line).date()
    except ValueError:
        line = _EAST_ASIAN_DATE.sub(r"\1-\2-\3", line)
    dates = dates_in(line)
    if len(dates) != 1:
        return None
    (found,) = dates
    rest = line[: found.start] + " " + line[found.end :]
    for time in reversed(times_in(rest)):
        rest = rest[: time.start] + rest[time.end :]
    return None if re.search(r"\d", rest) else found.date


def time_of(text: str) -> datetime.time | None:
    """The time of day that a text is and nothing else."""
    line = _on_one_line(text)
    times = times_in(line)
    if len(times) != 1:
        return None
    rest = line[: times[0].start] + line[times[0].end :]
    return None if rest.strip(" .") else times[0].time


def yes_or_no(text: str) -> bool | None:
    """True for yes, false for no."""
    word = text.strip().casefold()
    return True if word in _YES else False if word in _NO else None


def money_text(amount: Decimal) -> str:
    """An amount as decimal text, such as "12.50": all its decimals, and two at least."""
    whole, _, decimals = f"{amount:f}".partition(".")
    return f"{whole}.{decimals.ljust(2, '0')}"


def _on_one_line(text: str) -> str:
    """With single spaces (also for those that do not break); "" for what is far too long."""
    return " ".join(text.split()) if len(text) <= _LONGEST else ""


def _signed(value: Decimal | None, is_negative: bool) -> Decimal | None:
    # Not `-value`, which rounds to 28 digits.
    return value.copy_negate() if value is not None and is_negative else value


def _unsigned(digits: str, *, point_may_group: bool = False) -> Decimal | None:
    plain = _PLAIN.fullmatch(digits)
    if plain is not None and (plain["whole"] or plain["decimals"]):
        whole, decimals = plain["whole"], plain["decimals"] or ""
        looks_grouped = len(decimals) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
        if looks_grouped and plain["point"] == ",":
            return Decimal(whole + decimals)
        if looks_grouped and point_may_group:
            return None
        return Decimal(f"{whole or 0}.{decimals}" if decimals else whole)
    grouped = _GROUPED.fullmatch(digits)
    if grouped is None:
        return None
    whole = re.sub("[^0-9]", "", grouped["whole"] or grouped["lakhs"])
    decimals = grouped["decimals"] or grouped["decimals_2"] or ""
    return Decimal(f"{whole}.{decimals}" if decimals else whole)
