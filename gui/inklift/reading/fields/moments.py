"""When something was bought: the one date and time of day among those on a page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from inklift.core.dates import DateFound, date_order, dates_in, lenient_dates_in, times_in
from inklift.core.folding import folded
from inklift.core.readings import Line
from inklift.reading.fields.phrases import pattern_of, phrase_list
from inklift.reading.fields.values import FieldValue, boxes_of, is_sure, without_repeats, words_at

_DATE_LABEL = pattern_of(
    phrase_list(
        """
        emise le, emitida el, expedida el, emessa il, date, dated, invoice date, receipt date,
        bill date, date of issue, issue date, date issued, transaction date, sale date, datum,
        rechnungsdatum, belegdatum, kaufdatum, ausstellungsdatum
        date de facture, date facture, date d emission, le, fecha, fecha factura, fecha de emision,
        fecha emision, data, data fattura, data documento, data emissione, del, data de emissao,
        data fatura, data da fatura, data emissao, factuurdatum, bondatum, date time, datum zeit
        """
    )
)
_OTHER_LABEL = pattern_of(  # of a date that is not when it was bought
    phrase_list(
        """
        limite, date limite, date limite de paiement, limite de paiement, fecha limite,
        due, due date, expiry, expires, exp, exp date, valid, valid until, until, delivery,
        delivered, birth, print*, print date, return*, before, since, warranty, arrival, departure,
        check in, check out, best before, period, from, to, member since, order date, payment date,
        next, fallig*, falligkeitsdatum, zahlbar bis, lieferdatum, leistungsdatum, gultig, bis,
        bestelldatum, leistungszeitraum, lieferung, echeance, date d echeance, livraison,
        date de livraison, vencimiento, fecha de vencimiento, entrega, valido, caduca, scadenza,
        data scadenza, consegna, data consegna, vencimento, data de vencimento, validade,
        vervaldatum, leverdatum, geldig, tot, uiterlijk, besteldatum, commande, date de commande,
        passee le, original, original sale, ursprungsbeleg vom, ursprungsbeleg, riferimento,
        originele bon, ticket original, statement period, paid until, ready, opened, pedido,
        ordine, encomenda, bestelling
        """
    )
)
_TIME_LABEL = pattern_of(
    phrase_list("time, uhrzeit, zeit, heure, a, hora, ora, ore, tijd, uhr, um")
)
# Of a stay or a journey, whose receipt is of its end. The first letter may be lost or misread.
_BEGIN = re.compile(
    r"(?<![a-z])(?:[ei]?ntry|entr(?:ee|ada|ata)|arrival|check-? ?in|einfahrt|ankunft|ingresso"
    r"|aankomst)(?![a-z])"
)
_OPENING = re.compile(  # opening hours are a stretch of time
    r"\d[:.h]\d\d ?(?:am|pm|uhr|h)? ?(?:-|–|to|bis|a|à|tot|until) ?\d{1,2}[:.h]\d\d"
)
# How much each sign that a date is the one of the purchase counts.
_LEAST_SCORE = -1.0
_LABELLED, _LABELLED_ABOVE, _MEANS_ANOTHER, _BESIDE_TIME, _NEAR_TIME = 3.0, 2.0, -4.0, 1.5, 0.5


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    line: Line
    line_number: int
    start: int
    end: int
    score: float
    reason: str
    is_exact: bool = True  # False: read with leniency, or day and month may change places

    @property
    def is_legible(self) -> bool:
        return self.is_exact and is_sure(self.line, self.start, self.end)


def date_of(lines: Sequence[Line]) -> FieldValue | None:
    """The date as ISO 8601; unsure when others on the page are as likely."""
    found = _best(_dates(lines))
    return None if found is None else found[0]


def time_of(lines: Sequence[Line]) -> FieldValue | None:
    """The time of day as HH:MM, by its label or beside the date."""
    date = _best(_dates(lines))
    date_lines = {candidate.line_number for candidate in date[1]} if date else set()
    candidates = []
    for number, line in enumerate(lines):
        if _OPENING.search(folded(line.text)):
            continue
        for found in times_in(line.text):
            score, reason = 0.0, "pattern"
            if _TIME_LABEL.search(folded(line.text), 0, found.start):
                score, reason = _LABELLED, "label"
            if _BEGIN.search(folded(line.text), 0, found.start):
                score -= 1
            if number in date_lines:
                score, reason = score + _BESIDE_TIME, reason if score else "position"
            elif any(abs(number - other) == 1 for other in date_lines):
                score += _NEAR_TIME
            candidates.append(
                _Candidate(
                    f"{found.time:%H:%M}", line, number, found.start, found.end, score, reason
                )
            )
    best = _best(candidates)
    return None if best is None else best[0]


def _dates(lines: Sequence[Line]) -> list[_Candidate]:
    order = date_order([line.text for line in lines])
    numbered = list(enumerate(lines))
    candidates = [
        replace(
            _candidate(lines, number, found),
            is_exact=not (found.order_matters and order.in_doubt),
        )
        for number, line in numbered
        for found in dates_in(line.text, month_first=order.month_first)
    ]
    return [each for each in candidates if each.text] or [
        replace(_candidate(lines, number, found), is_exact=False)
        for number, line in numbered
        for found in lenient_dates_in(line.text)
    ]


def _candidate(lines: Sequence[Line], number: int, found: DateFound) -> _Candidate:
    """A date with what speaks for it; its text is "" when there is no such day."""
    return _Candidate(
        found.date.isoformat() if found.date else "",
        lines[number],
        number,
        found.start,
        found.end,
        *_date_score(lines, number, found.start, found.end),
    )


def _date_score(lines: Sequence[Line], number: int, start: int, end: int) -> tuple[float, str]:
    line = lines[number]
    label = _label_before(line.text, start)
    score, reason = 0.0, "only_one"
    if _OTHER_LABEL.search(label):
        score += _MEANS_ANOTHER
    elif _DATE_LABEL.search(label):
        score, reason = _LABELLED, "label"
    elif number and not label.strip(" :") and not dates_in(lines[number - 1].text):
        above = folded(_text_above(lines[number - 1], line, start, end))
        if _OTHER_LABEL.search(above):
            score += _MEANS_ANOTHER
        elif _DATE_LABEL.search(above):
            score, reason = _LABELLED_ABOVE, "label"
    if times_in(line.text) and not _OPENING.search(folded(line.text)):
        score += _BESIDE_TIME
        reason = "position" if reason == "only_one" else reason
    elif any(
        times_in(lines[other].text) for other in (number - 1, number + 1) if 0 <= other < len(lines)
    ):
        score += _NEAR_TIME
    return score, reason


def _label_before(text: str, start: int) -> str:
    """What stands before a date, from the last number on: the label of another value ends there."""
    return re.split(r"\d", folded(text[:start]))[-1]


def _text_above(above: Line, line: Line, start: int, end: int) -> str:
    words = words_at(line, start, end)
    if not words:
        return ""
    left, right = words[0].box.left, words[-1].box.right
    return " ".join(
        word.text for word in above.words if word.box.left < right and word.box.right > left
    )


def _best(candidates: Sequence[_Candidate]) -> tuple[FieldValue, list[_Candidate]] | None:
    """The best value with all its places; the first on the page where several are as good."""
    if not candidates:
        return None
    scores: dict[str, float] = {}
    for each in candidates:
        scores[each.text] = max(scores.get(each.text, -10.0), each.score)
    best = max(scores, key=lambda text: scores[text])
    if scores[best] < _LEAST_SCORE:
        return None  # all mean something else: when it is due, or until when it is good
    places = [each for each in candidates if each.text == best]
    rivals = [text for text in scores if text != best and scores[text] > scores[best] - 0.4]
    first = max(places, key=lambda each: each.score)
    reason = first.reason
    if reason in ("only_one", "pattern") and len(scores) > 1:
        reason = "position"
    boxes = [box for each in places for box in boxes_of(each.line, each.start, each.end)]
    sure = not rivals and any(each.is_legible for each in places)
    return FieldValue(best, without_repeats(boxes), reason, sure), places
