"""The fields that a prompt asks for and that can be read off a page with certainty.

What is not certain is left out: a value that is missing costs the user a look, a wrong one costs
trust. Merchant and address go by where they stand, and their `reason` says so.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inklift.core.dates import dates_in, is_month_first, times_in
from inklift.core.money import CURRENCY_CODES, CURRENCY_OF_SIGN
from inklift.core.pictures import Box
from inklift.core.readings import Line, Reading
from inklift.reading.fields.header import address_of, merchant_of
from inklift.reading.fields.totals import total_of
from inklift.reading.fields.values import FieldValue, is_sure, words_at
from inklift.reading.fields.wanted import FieldKind, wanted_fields

_DATE_LABEL = re.compile(
    r"(?<!due )(?<!expiry )(?<!delivery )(?<!print )(?<!printed )"
    r"\b(?:dated?|datum|fecha|data)\b(?! due)",
    re.IGNORECASE,
)
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


def _date(lines: Sequence[Line]) -> FieldValue | None:
    labelled: list[_Candidate] = []
    anywhere: list[_Candidate] = []
    timed: list[_Candidate] = []  # beside the time of day: when it was bought
    month_first = is_month_first([line.text for line in lines])
    for line in lines:
        for found in dates_in(line.text, month_first=month_first):
            # One that is no day still counts as another date than the rest.
            text = found.date.isoformat() if found.date else ""
            candidate = _candidate(line, text, found.start, found.end)
            anywhere.append(candidate)
            if times_in(line.text):
                timed.append(candidate)
            if _DATE_LABEL.search(line.text, 0, found.start):
                labelled.append(candidate)
    first = labelled[:1]  # "Date" stands above "Printed Date"
    return _the_one(first, "label") or _the_one(anywhere, "only_one") or _the_one(timed, "position")


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
    FieldKind.MERCHANT: merchant_of,
    FieldKind.ADDRESS: address_of,
    FieldKind.TOTAL: total_of,
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
    text = text if is_sure(line, start, end) else ""
    return _Candidate(text, Line(words_at(line, start, end)).box)


def _the_one(candidates: Sequence[_Candidate], reason: str) -> FieldValue | None:
    """The value that all candidates agree on; None when there is none, or a doubt."""
    texts = {candidate.text for candidate in candidates}
    if len(texts) != 1 or "" in texts:
        return None
    return FieldValue(
        texts.pop(), tuple(dict.fromkeys(candidate.box for candidate in candidates)), reason
    )
