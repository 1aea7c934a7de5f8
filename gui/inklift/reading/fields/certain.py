"""The fields that a prompt asks for and that can be read off a page with certainty.

What is not certain is left out: a value that is missing costs the user a look, a wrong one costs
trust. The name of the shop is therefore never given, since no label says which line it is.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inklift.core.pictures import Box
from inklift.core.readings import Line, Reading
from inklift.reading.fields.dates import dates_in, times_in
from inklift.reading.fields.money import CURRENCY_CODES, CURRENCY_OF_SIGN, amounts_in
from inklift.reading.fields.wanted import FieldKind, wanted_fields

LEAST_CONFIDENCE = 0.9  # of the words that a value is read from

_TOTAL = re.compile(r"\btotal\b|\bamount (?:due|payable)\b|\bbalance due\b", re.IGNORECASE)
_TO_PAY = re.compile(  # the last word on the matter, whatever other totals say
    r"grand total|\btotal (?:amount )?(?:due|payable|to pay)\b|\bamount (?:due|payable)\b"
    r"|balance due|\bafter round|\brounded",
    re.IGNORECASE,
)
_OTHER_TOTAL = re.compile(
    r"\bsub|\bitems?\b|\bqty|\bquantity|\bdisc|\bsaving|\bexcl|\bbefore|\bnett?\b|\bchange|\bcash"
    r"|\btender|\bpaid|\bpoint|\brounding|%",
    re.IGNORECASE,
)
_TAX = re.compile(r"\b(?:tax|gst|vat|sst)\b", re.IGNORECASE)
_WITH_TAX = re.compile(r"\binc(?:l|lusive|luding|luded)?\b", re.IGNORECASE)
_DATE_LABEL = re.compile(r"(?<!due )(?<!expiry )(?<!delivery )\bdate\b(?! due)", re.IGNORECASE)
_PHONE = re.compile(
    r"\b(?:tele)?(?:phone|tel)\b\.?(?: ?(?:no|number)\.?)?[ :]*(\+?\(?\d[\d ()-]{5,}\d)"
    r"(?!\w|-| ?[,/&] ?\d)",  # not one of two numbers, nor part of one
    re.IGNORECASE,
)
_TAX_ID = re.compile(
    r"\b(?:gst|vat|tax|sst) ?(?:reg(?:istration)?\.?)? ?(?:id|no|number)\b[. :#]*(?:no\b[. :#]*)?"
    r"((?-i:[A-Z]){0,3}\d(?-i:[\dA-Z-]){6,})(?!\w)",
    re.IGNORECASE,
)
_CURRENCY = re.compile(rf"\$|€|£|\bRM(?![A-Za-z])|\b(?:{'|'.join(sorted(CURRENCY_CODES))})\b")


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value as plain text (money "12.50", dates ISO 8601), where it stands, and why it was taken.

    `reason` is "label" (the page itself names it) or "only_one" (there is no other on the page).
    """

    text: str
    boxes: tuple[Box, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    box: Box


def certain_fields(reading: Reading, prompt: str) -> dict[str, FieldValue]:
    """The fields asked for and found, under the names that the prompt uses, in its order."""
    values: dict[str, FieldValue] = {}
    for field in wanted_fields(prompt).fields:
        find = _FINDERS.get(field.kind)
        value = find(reading.lines) if find else None
        if value is not None:
            values[field.name] = value
    return values


def _total(lines: Sequence[Line]) -> FieldValue | None:
    to_pay: list[_Candidate] = []
    plain: list[_Candidate] = []
    for line in lines:
        text = line.text
        if not _TOTAL.search(text) or _OTHER_TOTAL.search(text):
            continue
        if _TAX.search(text) and not _WITH_TAX.search(text):
            continue
        amounts = amounts_in(text)
        if len(amounts) != 1:
            continue
        start, end = amounts[0].start, amounts[0].end
        if re.search(r"\d", text[:start] + text[end:]):  # a quantity or a rate: what is summed up?
            continue
        candidates = to_pay if _TO_PAY.search(text) else plain
        candidates.append(_candidate(line, f"{amounts[0].value}", start, end))
    return _the_one(to_pay or plain, "label")


def _date(lines: Sequence[Line]) -> FieldValue | None:
    labelled: list[_Candidate] = []
    anywhere: list[_Candidate] = []
    for line in lines:
        for found in dates_in(line.text):
            # One that can be read in two ways still counts as another date than the rest.
            text = found.date.isoformat() if found.date else ""
            candidate = _candidate(line, text, found.start, found.end)
            anywhere.append(candidate)
            if _DATE_LABEL.search(line.text, 0, found.start):
                labelled.append(candidate)
    return _the_one(labelled, "label") or _the_one(anywhere, "only_one")


def _time(lines: Sequence[Line]) -> FieldValue | None:
    candidates = [
        _candidate(line, f"{found.time:%H:%M}", found.start, found.end)
        for line in lines
        for found in times_in(line.text)
    ]
    return _the_one(candidates, "only_one")


def _currency(lines: Sequence[Line]) -> FieldValue | None:
    candidates = [
        # "$" does not say which currency it is, so that a page with one leaves it open.
        _candidate(
            line,
            "" if match[0] == "$" else CURRENCY_OF_SIGN.get(match[0], match[0]),
            *match.span(),
        )
        for line in lines
        for match in _CURRENCY.finditer(line.text)
    ]
    return _the_one(candidates, "only_one")


def _phone(lines: Sequence[Line]) -> FieldValue | None:
    return _labelled(lines, _PHONE)


def _tax_id(lines: Sequence[Line]) -> FieldValue | None:
    return _labelled(lines, _TAX_ID)


_FINDERS: dict[FieldKind, Callable[[Sequence[Line]], FieldValue | None]] = {
    FieldKind.TOTAL: _total,
    FieldKind.DATE: _date,
    FieldKind.TIME: _time,
    FieldKind.CURRENCY: _currency,
    FieldKind.PHONE: _phone,
    FieldKind.TAX_ID: _tax_id,
}


def _labelled(lines: Sequence[Line], pattern: re.Pattern[str]) -> FieldValue | None:
    """The one value that follows a label; `pattern` has it as its first group."""
    candidates = [
        _candidate(line, match[1], *match.span(1))
        for line in lines
        for match in pattern.finditer(line.text)
    ]
    return _the_one(candidates, "label")


def _candidate(line: Line, text: str, start: int, end: int) -> _Candidate:
    """A value read from letters `start` to `end` of a line; an empty one if they are unsure."""
    words = []
    position = 0
    for word in line.words:
        if position < end and position + len(word.text) > start:
            words.append(word)
        position += len(word.text) + 1
    is_sure = all(word.confidence >= LEAST_CONFIDENCE for word in words)
    return _Candidate(text if is_sure else "", Line(tuple(words)).box)


def _the_one(candidates: Sequence[_Candidate], reason: str) -> FieldValue | None:
    """The value that all candidates agree on; None when there is none, or a doubt."""
    texts = {candidate.text for candidate in candidates}
    if len(texts) != 1 or "" in texts:
        return None
    return FieldValue(
        texts.pop(), tuple(dict.fromkeys(candidate.box for candidate in candidates)), reason
    )
