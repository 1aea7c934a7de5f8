"""Amounts with what the words before them say they are: total, tax, paid, or change."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inklift.core.dates import dates_in
from inklift.core.folding import folded
from inklift.core.money import Amount, amounts_in, lenient_amounts_in, whole_amounts_in
from inklift.core.readings import Line
from inklift.reading.fields.slips import without_slips
from inklift.reading.fields.sum_labels import (
    LABEL_WORDS,
    ROLE_PATTERNS,
    WITH_TAX,
    WITHOUT_TAX,
    Role,
)
from inklift.reading.fields.values import is_sure

_MOST_WORDS_OF_DISCOUNT = 4
COVERED = 0.6  # of the letters of a label are words that we know; else it is a name, or a sentence
_COVERED_OF_PAYMENT = 0.75  # "Oil change" is something bought
_PAYMENT = frozenset({Role.CHANGE, Role.PAID})
_FILLING = re.compile(  # says nothing of what is summed up
    r"(?<![a-z])(?:rm|eur|euros?|usd|gbp|chf|sgd|myr|kc|kr|of|the|in|on|at|and|for|from|with|by|incl"
    r"|(?:no|nr)\.|der|die|das|de|du|la|le|des|el|los|il|lo|di|da|do|dos|het|van|den|en|e|i|add"
    r"|sr|zr|zrl|taxes|incl\w*|your|ihr|ihre|su|your|vat|gst|mwst|tva|iva|btw|amt|ttl|amount|payable|final|ending|n|no|nr|r)"
    r"(?![a-z])"
)
_PART_OF_TOTAL = re.compile(
    r"(?<![a-z])(?:in|im|en|no|nel|dans|van)(?: the| le| het| el)? (?:total|summe|gesamt|betrag)"
)
_INCLUDES = re.compile(  # "Total includes GST of": the amount is the tax
    r"(?<![a-z])(?:includes|contains|enthalt|incluye|include|inclut|inclui|bevat)(?![a-z])"
    r".*(?<![a-z])(?:of|von|de|di|van)\W*$"
)
_IN_BRACKETS = re.compile(r"\(.*?\)")
_AFTER = re.compile(r"(?<![a-z])(?:after|less|nach|apres|con|dopo|com|na)(?![a-z])")
_NAME_LETTERS = re.compile(r"[a-z]")
_RATE = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,3})?) ?%")
_SAVED = re.compile(
    r"(?<![a-z])(?:sav(?:ing|ed)s?|ahorro|risparmio|poupanca|economie|bonus|voordeel)"
)
# They mean the total only where nothing else says what the amount is.
_WEAK = frozenset(
    {"amount", "montant", "betrag", "importe", "importo", "valor", "bedrag", "due", "total"}
)

# When a label has words of several roles, the first of these is meant.
_ORDER = (
    Role.OTHER,
    Role.CHANGE,
    Role.ROUNDING,
    Role.TIP,
    Role.DISCOUNT,
    Role.SUBTOTAL,
    Role.FINAL,
    Role.TOTAL,
    Role.NET,
    Role.TAX,
    Role.CHARGE,
    Role.PAID,
)
_TOTALS = (Role.TOTAL, Role.FINAL)


@dataclass(frozen=True, slots=True)
class Labelled:
    """An amount, its role, and the letters (from, to) of the line (by number) it stands in."""

    role: Role
    value: Decimal
    line: Line
    line_number: int
    start: int
    end: int
    rate: Decimal | None = None  # per cent, as the label gives it
    with_tax: bool = False  # the label of a total says so
    is_exact: bool = True  # False: the digits were read with leniency

    @property
    def is_sure(self) -> bool:
        return self.is_exact and is_sure(self.line, self.start, self.end)


def labelled_amounts(lines: Sequence[Line]) -> tuple[Labelled, ...]:
    """The amounts with a label that is known, in the order of the page.

    A label stands before its amount in the same line, or, where a line has a label alone, in the
    line before or behind one that has amounts alone.
    """
    return tuple(found for number in range(len(lines)) for found in _labelled_in(lines, number))


def role_of(label: str) -> Role | None:
    """What a label says of its amount; None for the name of a thing, or a sentence."""
    plain = _RATE.sub(_blank, without_slips(folded(label), LABEL_WORDS))
    spans = {
        role: [match.span() for match in pattern.finditer(plain)]
        for role, pattern in ROLE_PATTERNS.items()
    }
    roles = {
        role
        for role, found in spans.items()
        if any(not _is_inside_another(span, role, spans) for span in found)
    }
    share = _COVERED_OF_PAYMENT if roles <= _PAYMENT else COVERED
    if not roles or not _covers(plain, [s for found in spans.values() for s in found], share):
        return None
    if Role.OTHER in roles and len(roles) > 1 and _last(spans, roles) is not Role.OTHER:
        roles.discard(Role.OTHER)  # "Item count 3 Change 1.20": the nearest word is meant
    if Role.PAID in roles and Role.TOTAL in roles and _is_weak(plain, spans[Role.TOTAL]):
        return Role.PAID  # "Montant reçu"
    first = next(role for role in _ORDER if role in roles)
    if first in (Role.DISCOUNT, Role.TIP, Role.ROUNDING) and roles.intersection(_TOTALS):
        return Role.FINAL if _AFTER.search(plain) else first
    if Role.TAX in roles and (_PART_OF_TOTAL.search(plain) or _INCLUDES.search(plain)):
        return Role.TAX
    if first in (Role.SUBTOTAL, *_TOTALS):
        if WITHOUT_TAX.search(plain):
            return Role.NET
        if first is not Role.SUBTOTAL and Role.TAX in roles and not WITH_TAX.search(plain):
            return Role.TAX
    return first


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _last(spans: dict[Role, list[tuple[int, int]]], roles: set[Role]) -> Role:
    return max(roles, key=lambda role: max(end for _, end in spans[role]))


def _is_weak(plain: str, spans: list[tuple[int, int]]) -> bool:
    return all(plain[start:end] in _WEAK for start, end in spans)


def is_with_tax(label: str) -> bool:
    return bool(WITH_TAX.search(folded(label)))


def _labelled_in(lines: Sequence[Line], number: int) -> Iterator[Labelled]:
    line = lines[number]
    text = line.text
    amounts: Sequence[Amount] = amounts_in(text)
    is_exact = True
    if not amounts:
        role = role_of(text)
        if role is None:
            return
        amounts = amounts_in(text, spaced=True)
        if not amounts and not dates_in(text):
            amounts = _alone(text, lenient_amounts_in(text) or whole_amounts_in(text))
        is_exact = False
    if not amounts:
        yield from _beside(lines, number, role_of(text))
        return
    yield from _in_line(line, number, amounts, is_exact)


def _alone(text: str, amounts: Sequence[Amount]) -> Sequence[Amount]:
    """An amount read with leniency, if no other number stands in the line: "VAT No 123 4567 82"."""
    if len(amounts) != 1:
        return ()
    around = text[: amounts[0].start] + text[amounts[0].end :]
    return () if any(map(str.isdigit, _RATE.sub("", around))) else amounts


def _in_line(
    line: Line, number: int, amounts: Sequence[Amount], is_exact: bool
) -> Iterator[Labelled]:
    label, end = "", 0
    if len(amounts) == 1 and not _NAME_LETTERS.search(folded(line.text[: amounts[0].start])):
        label = line.text[amounts[0].end :]  # "37.50 TOTAL"
        if role_of(label) is None:
            label = ""
    for amount in amounts:
        before = line.text[end : amount.start]
        if _NAME_LETTERS.search(_FILLING.sub("", folded(before))) or not label.strip():
            label = before
        end = amount.end
        role = role_of(label)
        if role in (None, Role.OTHER) and (
            _begins_with_discount(label) or (amount.value < 0 and _is_saved(label))
        ):
            role = Role.DISCOUNT
        if role is not None:
            rate = _RATE.search(label)
            yield Labelled(
                role,
                amount.value,
                line,
                number,
                amount.start,
                amount.end,
                rate=Decimal(rate[1].replace(",", ".")) if rate else None,
                with_tax=is_with_tax(label),
                is_exact=is_exact,
            )


def _begins_with_discount(label: str) -> bool:
    """Whether a short label begins with a word for it, whatever the discount is for."""
    plain = _RATE.sub(_blank, folded(label)).strip(" -*")
    match = ROLE_PATTERNS[Role.DISCOUNT].match(plain)
    return match is not None and len(plain.split()) <= _MOST_WORDS_OF_DISCOUNT


def _is_saved(label: str) -> bool:
    """Whether the label of an amount below zero has words for a discount, whatever else it has."""
    plain = folded(label)
    return bool(ROLE_PATTERNS[Role.DISCOUNT].search(plain) or _SAVED.search(plain))


def _beside(lines: Sequence[Line], number: int, role: Role | None) -> Iterator[Labelled]:
    """The amount of a label that has none in its line: of a line without any letters."""
    if role is None or any(map(str.isdigit, _RATE.sub("", lines[number].text))):
        return
    for other in (number + 1, number - 1):
        if not 0 <= other < len(lines) or not _are_near(lines[number], lines[other]):
            continue
        text = lines[other].text
        amounts = amounts_in(text)
        if len(amounts) == 1 and not _NAME_LETTERS.search(_FILLING.sub("", folded(text))):
            found = amounts[0]
            yield Labelled(
                role,
                found.value,
                lines[other],
                other,
                found.start,
                found.end,
                with_tax=is_with_tax(lines[number].text),
            )
            return


def _are_near(one: Line, other: Line) -> bool:
    gap = max(one.box.top, other.box.top) - min(one.box.bottom, other.box.bottom)
    return gap <= 1.5 * (one.box.bottom - one.box.top)


def _is_inside_another(
    span: tuple[int, int], role: Role, spans: dict[Role, list[tuple[int, int]]]
) -> bool:
    return any(
        start <= span[0] and span[1] <= end and end - start > span[1] - span[0]
        for other, found in spans.items()
        if other is not role
        for start, end in found
    )


def _covers(plain: str, spans: Sequence[tuple[int, int]], share: float) -> bool:
    """Whether little of a label is left beside the words that are known."""
    known = {at for span in spans for at in range(*span)}
    for pattern in (_FILLING, _IN_BRACKETS, WITH_TAX, WITHOUT_TAX):
        for match in pattern.finditer(plain):
            known.update(range(*match.span()))
    letters = [at for at, letter in enumerate(plain) if letter.isalpha()]
    return sum(at in known for at in letters) >= share * len(letters)
