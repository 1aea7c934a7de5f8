"""The total of a receipt: what its labels say, and what was paid and given back agree with.

A label alone may be read wrong, or mean another total; paid less change is the total by arithmetic,
so that a reading which makes the two agree wins over one that does not.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inklift.core.money import amounts_in
from inklift.core.readings import Line
from inklift.reading.fields.values import FieldValue, boxes_of, is_sure

_TOTAL = re.compile(
    r"\btotal[es]?\b|\b(?:amount|balance) (?:due|payable)\b|^\W*due\b|\bto pay\b"
    r"|\bgesamt(?:betrag)?\b"
    r"|\bsumme\b|\bzu zahlen\b|\bmontant (?:ttc|d[uû])\b|\bnet [àa] payer\b|\bimporte\b|\btotale\b"
    r"|\bda pagare\b|\ba pagar\b|\btotaal\b|\bte betalen\b",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(  # on the matter, whatever other totals say
    r"grand total|\btotal (?:amount )?(?:due|payable|to pay)\b|\bto pay\b|^\W*due\b"
    r"|\b(?:amount|balance) (?:due|payable)\b|\bafter (?:round|adj)|\brounded|\bzu zahlen\b"
    r"|\bnet [àa] payer\b|\bda pagare\b|\ba pagar\b|\bte betalen\b",
    re.IGNORECASE,
)
_PART = re.compile(  # a total of something else: of some of it, of tax, of pieces, of savings
    r"\bsub|\bitems?\b|\bqty|\bquantity|\bdisc|\bsaving|\bexcl|\bbefore\b|\bchange|\bcash"
    r"|\btender|\bpaid|\bpoint|(?<!after )\brounding|\bzwischen|\bsous-?total|\bsubtotale?"
    r"|\bparcial|\bnetto\b|\bh\.?t\.?\b|\bstück|\bartikel|\barticles\b",
    re.IGNORECASE,
)
_TAX = re.compile(r"\b(?:tax|gst|vat|sst|mwst|tva|iva|btw|ust)\b", re.IGNORECASE)
_WITH_TAX = re.compile(r"\bin?c(?:l\w*)?\b|\bttc\b|\bcompris\b|\bwith\b", re.IGNORECASE)
_SUBTOTAL = re.compile(
    r"\bsub ?-?total\b|\bzwischensumme\b|\bsous-?total\b|\bsubtotal[e]?\b|\bsubtotaal\b",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"^\W*(?:cash|tender(?:ed)?|paid|received|visa|master(?:card)?|card|amex|bar|gegeben|karte"
    r"|esp[eè]ces|carte|efectivo|tarjeta|contanti|carta|dinheiro|cart[aã]o|contant|pin)\b"
    r"(?!.*\b(?:change|out|back)\b)",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\bchange\b|\br[uü]ckgeld\b|\bzur[uü]ck\b|\brendu\b|\bmonnaie\b|\bcambio\b|\bresto\b|\btroco\b"
    r"|\bwisselgeld\b",
    re.IGNORECASE,
)

# Numbers beside an amount that say nothing of what is summed up: a rate, a time, a count of lines.
_HARMLESS = re.compile(
    r"@? ?\(?\d{1,2}(?:[.,]\d+)? ?%\)?|\d{1,2}:\d\d(?::\d\d)?|^\W*\d{1,3} (?=sub)", re.I
)


@dataclass(frozen=True, slots=True)
class _Labelled:
    """An amount that stands alone behind its label."""

    value: Decimal
    line: Line
    start: int
    end: int


def total_of(lines: Sequence[Line]) -> FieldValue | None:
    """The total, or None when labels and arithmetic leave a doubt."""
    last_words, totals, subtotals = (_amounts(lines, is_one) for is_one in _KINDS)
    labelled = [*last_words, *totals]
    paid = _amounts(lines, lambda text: bool(_PAID.search(text)))
    change = _amounts(lines, lambda text: bool(_CHANGE.search(text)))
    spent = _spent(paid, change)
    if change or not labelled:  # change that was not read must not make a subtotal the total
        labelled += subtotals
    agreeing = [each for each in labelled if each.value in spent]
    if agreeing:
        return _value([each for each in agreeing if each.value == agreeing[0].value], "arithmetic")
    if paid and change:
        return None  # they say otherwise than the labels
    for candidates in (last_words, totals):
        if candidates:
            agree = len({candidate.value for candidate in candidates}) == 1
            sure = all(is_sure(each.line, each.start, each.end) for each in candidates)
            return _value(candidates, "label") if agree and sure else None
    return None


def _spent(paid: Sequence[_Labelled], change: Sequence[_Labelled]) -> set[Decimal]:
    """What was paid less what was given back, in each way to pair them."""
    back = {each.value for each in change} or {Decimal(0)}
    return {each.value - less for each in paid for less in back if each.value > less}


def _is_last_word(text: str) -> bool:
    return _is_total(text) and bool(_LAST_WORD.search(text))


def _is_total(text: str) -> bool:
    if not _TOTAL.search(text) or _PART.search(text):
        return False
    return not _TAX.search(text) or bool(_WITH_TAX.search(text))


_KINDS = (
    _is_last_word,
    lambda text: _is_total(text) and not _LAST_WORD.search(text),
    lambda text: bool(_SUBTOTAL.search(text)),
)


def _amounts(lines: Sequence[Line], is_one: Callable[[str], bool]) -> list[_Labelled]:
    """The amounts of lines of one kind that hold a single one, and no other number before it.

    A quantity beside it leaves open what is summed up; the rate of a tax does not.
    """
    found = []
    for line in lines:
        text = line.text
        amounts = amounts_in(text)
        if len(amounts) != 1 or not is_one(text):
            continue
        start, end = amounts[0].start, amounts[0].end
        around = _HARMLESS.sub("", text[:start]) + text[end:]
        if not any(map(str.isdigit, around)):
            found.append(_Labelled(amounts[0].value, line, start, end))
    return found


def _value(agreeing: Sequence[_Labelled], reason: str) -> FieldValue:
    boxes = [box for each in agreeing for box in boxes_of(each.line, each.start, each.end)]
    return FieldValue(f"{agreeing[0].value}", tuple(dict.fromkeys(boxes)), reason)
