"""One line of what was bought, taken apart: its name, quantity, price of one, and price."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from inklift.core.folding import folded
from inklift.core.money import Amount, amounts_in, whole_amounts_in
from inklift.core.readings import Line

MOST_PIECES = 10_000
_MOST_COLUMNS = 8  # of numbers in a line
MOST_INFERRED = 99  # pieces, where only their prices tell how many there are

_UNIT = (
    r"(?:kgs?|g|gr|lbs?|oz|l|lts?|ltrs?|liters?|litres?|litros?|litri|ml|m|st|stk|stck|stuck|stuks?"
    r"|pcs?|pce|ea|each|units?|uni|un|uds?|und|pz|pezzi|nr|nos|no|pkts?|btls?|sets?|box|rolls?"
    r"|pairs?|doz|ctns?|bags?|packs?|cans?|ki|h|hrs|std|tage?|nights?|nuits?|noches)"
)
_COUNT = r"\d{1,5}(?:[.,]\d{1,4})?"
_SIGN = r"(?:rm|rs\.?|r\$|[$€£¥]|eur|usd|gbp|chf)"
_PRICE = rf"{_SIGN}? ?\d{{1,6}}(?:[.,]\d{{3}})*[.,]\d{{2,4}}(?!\d)"
_FOR_EACH = rf"(?: ?{_SIGN}? ?/ ?{_UNIT}\b\.?)"
_TIMES = r"(?:x|\*|×|@|a(?=[ \d])|at)"
_PRODUCTS = (
    # "2 x 3,50", "0,456 kg x 3,99 €/kg", "2pc @ 9.89", "1* RM 2.83"
    re.compile(
        rf"(?<![\w.,])(?P<count>{_COUNT}) ?{_UNIT}?\.? ?{_TIMES} ?(?P<price>{_PRICE}){_FOR_EACH}?"
    ),
    # "3,50 x 2", "3,99 €/kg x 0,456 kg"
    re.compile(
        rf"(?<![\w.,])(?P<price>{_PRICE}) ?{_SIGN}?{_FOR_EACH}? ?{_TIMES} ?(?P<count>{_COUNT})"
        rf"(?: ?{_UNIT}\b)?(?![\w.,]*\d)"
    ),
    # "0,846 kg 1,99 €/kg", "42,37l 1,759 EUR/l"
    re.compile(rf"(?<![\w.,])(?P<count>{_COUNT}) ?{_UNIT}\.? +(?P<price>{_PRICE}){_FOR_EACH}"),
)
# A quantity beside the name: "2 x Tea", "2 Tea", "Tea x2".
_BESIDE = re.compile(
    r"^\W*(?P<first>\d{1,3}) ?(?:x|×|\*)(?=[ a-z])|^\W*(?P<bare>[1-9]\d{0,2}) (?=[a-z(])"
    r"|(?<=[a-z)\d] )(?:x|×) ?(?P<last>\d{1,3}(?:[.,]\d{1,3})?)(?= |$)"
    r"|\((?P<enclosed>\d{1,2})\)(?= *\W*\d+[.,]\d\d\W*$)"
)
_BEHIND_PRICE = re.compile(r"(?<=^\d\.\d\d |\d[.,]\d\d )(?P<count>[1-9]\d?) (?=[a-z])")
_NUMBER = re.compile(rf"(?<![\w.,/-])(?P<count>{_COUNT})(?: {_UNIT}\b)?(?![\w.,/%]*\d)(?! ?%)")
_LAST_NUMBER = re.compile(rf"(?<= )(?P<count>[1-9]\d{{0,2}})(?: {_UNIT})?\W*{_SIGN}?\W*$")
_AT = re.compile(rf"@ ?{_SIGN}? ?(?P<price>\d{{1,5}}[.,]\d{{2}})(?!\d)")  # "3 Rice @1.50"
_EACH = re.compile(  # "2 Rolls à 1.80 3.60"
    rf"(?<= )(?:a|@|x|je|at) (?={_PRICE}.*\d[.,]\d\d)"
)
_LOST_POINT = re.compile(r"(?<![\w.,])(?=(?P<whole>\d{1,4}) (?P<cents>\d\d)(?![\w.,%]))")
_RATE = re.compile(r"(?<![\d.,])(?P<rate>\d{1,2}(?:[.,]\d{1,2})?) ?%")
_GROUPED = re.compile(r"\d \d{1,3} \d{3},\d\d")  # a quantity before an amount with a space
_CODE = re.compile(
    r"(?<![\w.,])(?:[a-z]{0,3}\d{5,}[a-z]?|#\d+|\d{2,}-\d{3,})(?![\w.,])"
    r"|^\W*(?:(?:pump|zapfsaule|pompe|surtidor|erogatore|bomba|pomp)\W*(?:n\w?\W*)?\d{1,2}"
    r"|0\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\([a-z]\)|\d{1,2}[.)](?= \D)) "
)
_IDLE = re.compile(rf"(?<![a-z]){_SIGN}(?![a-z])|(?<![a-z])(?:pcs?|uni|ea)(?![a-z])|[$€£¥]")
_UNIT_ALONE = re.compile(rf"{_UNIT}(?:e?s)?\.?")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class ItemLine:
    """What one line says of something bought; None for what it does not say."""

    name: str  # "" when the line has none
    quantity: Decimal | None
    unit_price: Decimal | None
    price: Decimal | None
    line: Line
    line_number: int

    def named(self, name: str) -> "ItemLine":
        return replace(self, name=name)


@dataclass(frozen=True, slots=True)
class _Counted:
    """A quantity, the price of one if it is there, and the letters (from, to) that say so."""

    quantity: Decimal
    unit_price: Decimal | None
    span: tuple[int, int]


def item_line(line: Line, number: int, *, counts: bool = False) -> ItemLine | None:
    """The line taken apart; None when no price and no quantity stand on it.

    `counts` says that the paper has a column of quantities.
    """
    text = line.text
    plain = folded(text)
    amounts = _amounts(text, plain)
    product = _product(plain)
    if product is not None:
        behind = [amount for amount in amounts if amount.start >= product.span[1]]
        beside = behind or [amount for amount in amounts if amount.end <= product.span[0]]
        price = beside[-1].value if beside else None
        counted: _Counted | None = product if _is_of_price(product, price, text) else None
    elif amounts:
        price = amounts[-1].value
        counted = _in_columns(plain, amounts) or _beside_name(plain, amounts, counts)
    else:
        return None
    if counted is not None and not 0 <= counted.quantity <= MOST_PIECES:
        counted = None
    return ItemLine(
        _name(text, amounts, counted),
        counted.quantity if counted else None,
        counted.unit_price if counted else None,
        price,
        line,
        number,
    )


def has_name(text: str) -> bool:
    """Whether enough letters stand in it to be what something is called."""
    return len(_LETTERS.findall(_IDLE.sub("", folded(text)))) >= 2


def is_unit(text: str) -> bool:
    """Whether it is what things are counted in, and nothing else: "PKTS"."""
    return _UNIT_ALONE.fullmatch(folded(text)) is not None


def has_counted_price(text: str) -> bool:
    """Whether a quantity and a price of one stand before the price that they make."""
    plain = folded(text)
    return _product(plain) is not None or _in_columns(plain, _amounts(text, plain)) is not None


def bare_name(text: str) -> str:
    """A line without quantity, codes and marks at its ends."""
    plain = folded(text)
    spans = [match.span() for match in _CODE.finditer(plain)]
    count = _BESIDE.search(plain)
    return _tidied(_blanked(text, [*spans, count.span()] if count else spans))


def _product(plain: str) -> _Counted | None:
    for pattern in _PRODUCTS:
        match = pattern.search(plain)
        if match is not None:
            return _Counted(_decimal(match["count"]), _decimal(match["price"]), match.span())
    return None


def _amounts(text: str, plain: str) -> Sequence[Amount]:
    """The amounts of a line, as its quantity and price of one confirm them.

    A space may group thousands, "1 2 450,00 2 450,00", or stand for a point that was lost,
    "3 63 60 190.80".
    """
    as_read = _outside_brackets(plain, amounts_in(text, spaced=False))
    if as_read:  # "3,50 € 0 €"
        as_read = (*as_read, *_whole_behind(text, as_read[-1].end))
    grouped = amounts_in(text, spaced=True)
    if grouped != as_read and _in_columns(plain, grouped) is not None:
        return grouped
    if _in_columns(plain, as_read) is not None:
        return as_read
    for amounts in _with_a_lost_point(plain, as_read):
        if _in_columns(plain, amounts) is not None:
            return amounts
    return grouped if _GROUPED.search(plain) else as_read


def _whole_behind(text: str, end: int) -> Sequence[Amount]:
    return [each for each in whole_amounts_in(text) if each.start >= end][-1:]


def _with_a_lost_point(plain: str, amounts: Sequence[Amount]) -> Iterator[Sequence[Amount]]:
    if not amounts:
        return
    for match in _LOST_POINT.finditer(plain):
        start, end = match.start(), match.end("cents")
        if all(end <= each.start or each.end <= start for each in amounts):
            value = Decimal(f"{match['whole']}.{match['cents']}")
            yield sorted((*amounts, Amount(value, start, end)), key=lambda each: each.start)


def _is_of_price(product: _Counted, price: Decimal | None, text: str) -> bool:
    """Whether a count and a price are no size: "Envelope 4.5X9.75 2.10"."""
    is_glued = " " not in text[slice(*product.span)]
    if not is_glued or price is None or product.unit_price is None:
        return True
    return abs(product.quantity * product.unit_price - price) <= Decimal("0.02")


def _in_columns(plain: str, amounts: Sequence[Amount]) -> _Counted | None:
    """Quantity and price of one in columns of their own, whose product is the price."""
    if len(amounts) < 2:
        return None
    price = amounts[-1].value
    numbers = list(_NUMBER.finditer(plain, 0, amounts[-1].start))[-_MOST_COLUMNS:]
    for unit in reversed(amounts[-_MOST_COLUMNS:-1]):
        for match in reversed(numbers):
            count = _decimal(match["count"])
            if unit.start <= match.start() < unit.end or not count:
                continue
            if any(_is_product(count, unit.value * less, price) for less in _reductions(plain)):
                return _Counted(count, unit.value, match.span())
    return None


def _reductions(plain: str) -> list[Decimal]:
    """What the price may be multiplied by: nothing, or less the per cent on the line."""
    rates = [Decimal(match["rate"].replace(",", ".")) for match in _RATE.finditer(plain)]
    return [Decimal(1), *(1 - rate / 100 for rate in rates)]


def _outside_brackets(plain: str, amounts: Sequence[Amount]) -> Sequence[Amount]:
    """A rate of tax may stand in brackets between a name and its price: "LAMP (21,00) 3.700,00"."""
    outside = [each for each in amounts if plain[each.start - 1 : each.start] != "("]
    return outside or amounts


def _beside_name(plain: str, amounts: Sequence[Amount], counts: bool) -> _Counted | None:
    """A quantity before or behind the name, or one that only the prices tell."""
    price = amounts[-1].value
    unit = amounts[-2].value if len(amounts) > 1 else None
    match = _BESIDE.search(plain) or _BEHIND_PRICE.search(plain)
    if match is None and counts:
        match = _LAST_NUMBER.search(plain, 0, amounts[0].start)
    if match is not None:
        count = _decimal(next(filter(None, match.groups())))
        each = _AT.search(plain)
        if each is not None:
            unit = _decimal(each["price"])
        fits = unit is not None and _is_product(count, unit, price)
        return _Counted(count, unit if fits else None, match.span())
    if unit and 0 < unit < price and price % unit == 0 and price / unit <= MOST_INFERRED:
        return _Counted(price / unit, unit, (amounts[-2].start, amounts[-2].end))
    return None


def _is_product(count: Decimal, unit: Decimal, price: Decimal) -> bool:
    """Whether they agree, each unit being rounded to the cent."""
    return abs(count * unit - price) <= (abs(count) + 1) * Decimal("0.005")


def _decimal(text: str) -> Decimal:
    digits = re.sub(r"[^\d.,]", "", text)
    whole, _, cents = digits.replace(",", ".").rpartition(".")
    return Decimal(f"{whole.replace('.', '')}.{cents}" if whole else cents)


def _name(text: str, amounts: Sequence[Amount], counted: _Counted | None) -> str:
    """What is left of the text: a code of the tax stands behind the last price."""
    plain = folded(text)
    patterns = (_CODE, _IDLE, _AT) if counted is None else (_CODE, _IDLE, _AT, _EACH)
    spans = [match.span() for each in patterns for match in each.finditer(plain)]
    spans += [(amount.start, amount.end) for amount in amounts]
    if counted is not None:
        spans.append(counted.span)
    end = amounts[-1].end if amounts else len(text)
    if len(_LETTERS.findall(text[end:])) <= 3:
        spans.append((end, len(text)))
    name = _tidied(_blanked(text, spans))
    is_counted_first = counted is not None and not _LETTERS.search(plain, 0, counted.span[0])
    if len(amounts) < 2 or is_counted_first:
        return name
    # Columns of bare numbers (a quantity that fits nothing) are no part of a name.
    return re.sub(r"(?:\s+\d{1,4})+$", "", name)


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _tidied(name: str) -> str:
    # The number of the article, or the code of a tax.
    name = re.sub(r"^\W*\[[\w -]*\] *(?=\w)|^[A-Z]{1,3}: (?=\w)|^\d{1,2}\) *(?=\w)", "", name)
    name = re.sub(r"^(?:(?!\([^)]*\))[\W_])+(?=[\w(])", "", " ".join(name.split()))
    name = re.sub(r"\s*\(\s*\)", "", name)
    name = re.sub(r"(?<=[\w)\]%’'!.])[^\w)\]%’'!.]+$|\s*\(\s*\)\s*$", "", name)
    return re.sub(r"\s+\d{1,2}[.,]\d\d ?%$", "", name).strip()  # the rate of its tax
