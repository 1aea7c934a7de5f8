"""The fields that are amounts: each picked from the sums of a paper so that they agree."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from inklift.core.folding import folded
from inklift.core.money import CURRENCY_CODES, CURRENCY_OF_SIGN, amounts_in
from inklift.core.pictures import Box
from inklift.core.readings import Line
from inklift.reading.fields.labelled import Labelled
from inklift.reading.fields.meanings import Meaning
from inklift.reading.fields.sum_labels import Role
from inklift.reading.fields.sums import Agreement, Sums
from inklift.reading.fields.values import FieldValue, boxes_of, is_sure, without_repeats

_CENT = Decimal("0.01")
_MOST_TAX = Decimal("0.5")  # of a total
_IN_THE_STATES = re.compile(r"\b[A-Z]{2} \d{5}(?:-\d{4})?\b")
_IN_INDIA = re.compile(r"\b(?:GSTIN|IFSC|India|Bharat)\b|₹")
_DOLLAR = re.compile(r"\$ ?\d")
_OF_DOLLAR_SIGN = frozenset({"AUD", "BRL", "CAD", "HKD", "MXN", "NZD", "SGD", "TWD", "USD"})
_TAX_AND_RATE = re.compile(
    r"(?<![a-z])(?:vat|gst|mwst|ust|tva|iva|btw|moms|tax)\W{0,3}(?P<behind>\d{1,2}(?:[.,]\d)?) ?%"
    r"|(?<![\d.,])(?P<before>\d{1,2}(?:[.,]\d)?) ?% ?(?:vat|gst|mwst|ust|tva|iva|btw|moms)(?![a-z])"
)
_CURRENCY = re.compile(
    r"US ?\$|[ASR]\$|[$€£¥₹]|(?<![A-Za-z])(?:RM|SFr\.|Fr\.|Rs)(?![a-z])"
    rf"|(?<![A-Za-z])(?:{'|'.join(sorted(CURRENCY_CODES))})(?![A-Za-z])|\b(?:EURO|Euros?)\b|zł"
)


def money(value: Decimal) -> str:
    """Decimal text with the digits that the paper has."""
    return f"{value:f}"


def amount_fields(lines: Sequence[Line], sums: Sums) -> dict[Meaning, FieldValue]:
    """Those that were found, under what they mean."""
    total = sums.total()
    value = total.value if total else None
    found = {
        Meaning.SUBTOTAL: _subtotal(sums, value),
        Meaning.DISCOUNT: _discount(sums, sums.agreement(value)),
        Meaning.TAX_RATE: _tax_rate(lines, sums),
        Meaning.TAX: _tax(sums, value),
        Meaning.TIP: _tip(sums),
        Meaning.TOTAL: _total(lines, sums),
        Meaning.PAID: _paid(sums, value),
        Meaning.CHANGE: _change(sums, value),
        Meaning.CURRENCY: _currency(lines),
    }
    return {meaning: each for meaning, each in found.items() if each is not None}


def _total(lines: Sequence[Line], sums: Sums) -> FieldValue | None:
    total = sums.total()
    if total is None:
        return None
    boxes = _boxes(total.labelled) or _boxes_of_amount(lines, total.value)
    reason = "arithmetic" if total.is_confirmed else "label" if total.labelled else "position"
    is_sure = total.is_sure or (total.is_confirmed and bool(boxes))
    return FieldValue(money(total.value), boxes, reason, is_sure)


def _subtotal(sums: Sums, total: Decimal | None) -> FieldValue | None:
    """What is called so; else the net amount, when tax comes on top of it."""
    named = sums.of(Role.SUBTOTAL)
    on_top = {each.value for each in sums.of(Role.TAX)}
    if len({each.value for each in named}) > 1:  # some are those of sections
        leading = [each for each in named if total is not None and total - each.value in on_top]
        return _field(leading[:1], "arithmetic") or _field(named[:1], "label")
    if named:
        return _field(named, "label")
    for each in sums.of(Role.NET):
        if total is not None and total - each.value in on_top:
            return _field([each], "arithmetic")
    for each in sums.of(Role.FINAL, Role.TOTAL):  # "Net total" may be either
        if total is not None and not sums.of(Role.NET) and total - each.value in on_top - {0}:
            return _field([each], "arithmetic")
    whole = [each for each in sums.of(Role.NET) if _is_whole_net(each, total)]
    return _field(whole[:1], "label")


def _is_whole_net(net: Labelled, total: Decimal | None) -> bool:
    """Whether a net amount is not just that of one of several rates."""
    if net.rate is None or total is None:
        return True
    return abs(net.value * (100 + net.rate) / 100 - total) <= _CENT


def _tax(sums: Sums, total: Decimal | None) -> FieldValue | None:
    """The whole tax: what its rows make together, or the label that agrees with net and total."""
    rows = {(row.rate, row.net.value): row for row in sums.taxes}
    # As much as half of the total, or more, is what was taxed.
    labelled = [
        each
        for each in sums.of(Role.TAX)
        if each.value and (not total or each.value < _MOST_TAX * total)
    ]
    if rows:
        value = sum((row.tax.value for row in rows.values()), Decimal(0))
        boxes = [
            box for row in rows.values() for box in boxes_of(row.line, row.tax.start, row.tax.end)
        ]
        agreeing = [each for each in labelled if each.value == value]
        return FieldValue(money(value), without_repeats(_boxes(agreeing) or boxes), "arithmetic")
    if not labelled:
        return _first([each for each in sums.of(Role.TAX) if not each.value])
    differences = (
        {total - each.value for each in sums.of(Role.NET, Role.SUBTOTAL)} if total else set()
    )
    by_rate = [each for each in labelled if _fits_rate(each, total)]
    for agreeing in ([each for each in labelled if each.value in differences], by_rate):
        if len({each.value for each in agreeing}) == 1:
            return _field(agreeing, "arithmetic")
    several = {each.value for each in labelled}
    if len(several) > 1:
        together = sum(several, Decimal(0))
        if together in differences or len({each.rate for each in labelled} - {None}) > 1:
            return FieldValue(money(together), _boxes(labelled), "arithmetic")
        largest = max(several)
        if largest == together - largest:
            return _field([each for each in labelled if each.value == largest], "arithmetic")
        return FieldValue(money(largest), _boxes(labelled), "label", is_sure=False)
    return _field(labelled, "label")


def _fits_rate(tax: Labelled, total: Decimal | None) -> bool:
    """Whether a tax is its rate of the total, in it or on top of what is left."""
    if tax.rate is None or total is None:
        return False
    return abs(total * tax.rate / (100 + tax.rate) - tax.value) <= _CENT


def _tax_rate(lines: Sequence[Line], sums: Sums) -> FieldValue | None:
    rates: dict[Decimal, FieldValue] = {}
    for row in sums.taxes:
        rates.setdefault(row.rate, _rate_value(row.line, row.rate, "arithmetic"))
    if not rates:
        for each in sums.of(Role.TAX):
            if each.rate is not None and each.rate > 0:
                rates.setdefault(each.rate, _rate_value(each.line, each.rate, "label"))
    if not rates:
        for line in lines:  # "(IVA 21 % incl.)"
            for match in _TAX_AND_RATE.finditer(folded(line.text)):
                rate = Decimal((match["behind"] or match["before"]).replace(",", "."))
                rates.setdefault(rate, _rate_value(line, rate, "label"))
    if not rates:
        return None
    values = [rates[rate] for rate in sorted(rates)]
    return FieldValue(
        ", ".join(value.text for value in values),
        without_repeats(box for value in values for box in value.boxes),
        values[0].reason,
    )


def _rate_value(line: Line, rate: Decimal, reason: str) -> FieldValue:
    text = f"{rate.normalize():f}"
    digits = "[.,]".join(text.split("."))
    place = re.search(rf"(?<!\d){digits}(?:[.,]0+)?(?!\d)", line.text)
    boxes = boxes_of(line, *place.span()) if place else (line.box,)
    return FieldValue(text, boxes, reason)


def _discount(sums: Sums, agreement: Agreement) -> FieldValue | None:
    """The one that is labelled as such for the whole; else those of the items together."""
    labelled = [each for each in sums.of(Role.DISCOUNT) if each.value]
    if not labelled:
        between = -sum(sums.purchase.discounts, Decimal(0))
        if between > 0 and agreement is Agreement.AGREE:
            return FieldValue(money(between), (), "arithmetic")
        return _first(sums.of(Role.DISCOUNT))
    values = [abs(each.value) for each in labelled]
    together = sum(values, Decimal(0))
    if len(values) > 1 and values[-1] == together - values[-1]:
        return FieldValue(money(values[-1]), _boxes(labelled[-1:]), "label")
    sure = all(each.is_sure for each in labelled)
    return FieldValue(money(together), _boxes(labelled), "label", sure)


def _tip(sums: Sums) -> FieldValue | None:
    """The tip that was given; several with a rate each are suggestions."""
    tips = [each for each in sums.of(Role.TIP) if each.value]
    if len(tips) > 1 and all(each.rate is not None for each in tips):
        return None
    return _first(tips or sums.of(Role.TIP))


def _paid(sums: Sums, total: Decimal | None) -> FieldValue | None:
    """What was handed over: the amount that leaves the change over, or several together."""
    paid = [each for each in sums.of(Role.PAID) if each.value]
    if not paid:
        return None
    back = {abs(each.value) for each in sums.of(Role.CHANGE)} or {Decimal(0)}
    if total is not None:
        for each in paid:
            if abs(each.value) - total in back:
                return _field([each], "arithmetic")
        together = sum((abs(each.value) for each in paid), Decimal(0))
        if len(paid) > 1 and together - total in back:
            return FieldValue(money(together), _boxes(paid), "arithmetic")
    same = {abs(each.value) for each in paid}
    field = _field(paid[:1], "label")
    return field.doubted() if field is not None and len(same) > 1 else field


def _change(sums: Sums, total: Decimal | None) -> FieldValue | None:
    given = sums.of(Role.CHANGE)
    if total is not None:
        for each in given:
            if any(abs(paid.value) - abs(each.value) == total for paid in sums.of(Role.PAID)):
                return _field([each], "arithmetic")
    return _first(given)


def _currency(lines: Sequence[Line]) -> FieldValue | None:
    """The code of the currency that most amounts have; "$" alone only where an address tells."""
    places: dict[str, list[tuple[Line, int, int]]] = {}
    in_the_states = any(_IN_THE_STATES.search(line.text) for line in lines)
    in_india = any(_IN_INDIA.search(line.text) for line in lines)
    for line in lines:
        has_amount = bool(amounts_in(line.text))
        for match in _CURRENCY.finditer(line.text):
            sign = match[0].replace(" ", "")
            code = CURRENCY_OF_SIGN.get(sign, "EUR" if sign.upper().startswith("EURO") else sign)
            if code == "A$":
                code = "AUD"
            if code == "$":
                code = "USD" if in_the_states else "$"
            if code == "Rs":  # rupees of six countries
                if not in_india:
                    continue
                code = "INR"
            places.setdefault(code, []).extend([(line, *match.span())] * (3 if has_amount else 1))
    if not places:
        return None
    code = max(places, key=lambda each: len(places[each]))
    if code == "$":  # "TOTAL MXN $ 12.50"
        code = next((each for each in places if each in _OF_DOLLAR_SIGN), "")
        if not code:
            return None
    boxes = [box for line, start, end in places[code] for box in boxes_of(line, start, end)]
    reason = "only_one" if len(places) == 1 else "label"
    sure = any(is_sure(line, start, end) for line, start, end in places[code])
    return FieldValue(code, without_repeats(boxes), reason, sure)


def may_be_dollars(code: str) -> bool:
    """Whether "$" may stand for the currency with this code."""
    return code in _OF_DOLLAR_SIGN


def shows_dollars(lines: Sequence[Line]) -> bool:
    """Whether an amount has "$" before it, of whatever country."""
    return any(_DOLLAR.search(line.text) for line in lines)


def _first(amounts: Sequence[Labelled]) -> FieldValue | None:
    return _field(amounts[:1], "label")


def _field(amounts: Sequence[Labelled], reason: str) -> FieldValue | None:
    if not amounts:
        return None
    sure = reason == "arithmetic" or any(each.is_sure for each in amounts)
    return FieldValue(money(abs(amounts[0].value)), _boxes(amounts), reason, sure)


def _boxes(amounts: Iterable[Labelled]) -> tuple[Box, ...]:
    return without_repeats(
        box for each in amounts for box in boxes_of(each.line, each.start, each.end)
    )


def _boxes_of_amount(lines: Sequence[Line], value: Decimal) -> tuple[Box, ...]:
    return without_repeats(
        box
        for line in lines
        for amount in amounts_in(line.text)
        if amount.value == value
        for box in boxes_of(line, amount.start, amount.end)
    )
