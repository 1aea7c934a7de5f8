"""Who wrote a receipt or an invoice, and where they are: read from the lines at its top.

No label says which line is the merchant's name, so it goes by position: above the address, without
what a name does not have. The address goes from the first line that looks like one to the postcode.
"""

import re
from collections.abc import Iterator, Sequence

from inklift.core.dates import dates_in, times_in
from inklift.core.money import amounts_in
from inklift.core.readings import Line
from inklift.reading.fields.values import FieldValue, boxes_of

_MOST_LINES = 16  # of a page, in which its head is looked for
_MOST_NAME_LINES = 3
_MOST_ADDRESS_LINES = 7

# Forms of companies and words that names of shops end with: the name ends here.
_LEGAL_FORM = re.compile(
    r"\b(?:sdn\.? ?bhd|s ?/ ?[bd]|bhd|berhad|pte\.? ?ltd|pty\.? ?ltd|ltd|limited|llc|llp|inc|corp"
    r"|plc|gmbh(?: ?& ?co\.? ?kg)?|ug|ohg|e\.? ?k|ag|kg|sarl|sasu?|eurl|s\.? ?r\.? ?l|s\.? ?p\.? ?a"
    r"|s\.? ?l(?:\.? ?u)?|s\.? ?a|lda|ltda|b\.? ?v|n\.? ?v|v\.? ?o\.? ?f|oy|ab|a/s|aps)\b\.?",
    re.IGNORECASE,
)
_NUMBER_OF_COMPANY = re.compile(
    r"(?:^|(?<=[ .,)])|[(\[])[ :(\[]*(?:co(?:mpany)?\.? ?(?:reg\.? ?)?no\.?|roc|reg\.? ?no\.?)?"
    r"[ :.(\[]*(?:[A-Z]{1,3}-?)?\d{5,}[-–·. ]*[A-Z]{0,2}[)\]]*(?: ?\([A-Z]{2,5}\))?[. ]*$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^\W*(?:(?:simplified |official |cash |sales |tax )*(?:tax ?invoice|invoice|receipt|bill|"
    r"cash sale|sales|guest check)|welcome(?: to)?|thank you|copy|duplicate|reprint|original"
    r"|rechnung|quittung|beleg|kassenbon|facture|re[cç]u|ticket|factura(?: simplificada)?|recibo"
    r"|fattura|scontrino|ricevuta|documento commerciale|fatura|bon|kassabon|factuur)\W*$",
    re.IGNORECASE,
)
# What follows the head of a receipt, or stands between name and address.
_LABEL = re.compile(
    r"\b(?:te?l|te1|phone|telefon|t[ée]l[ée]phone|tel[ée]fono|telefone|fax|mobile|whats ?app"
    r"|hotline"
    r"|e-?mail|www|http|gst|sst|vat|ust|mwst|tva|siret|siren|iva|nif|cif|p\.? ?iva|btw|kvk|tax"
    r"|steuer(?:nummer|-?nr)?|reg(?:istration)?|roc|brn?|co\.? ?no|company|formerly|licensee"
    r"|invoice|receipt|bill|date|datum|fecha|data|time|cashier|kasse|caisse|caja|cassa|caixa|kassa"
    r"|table|tisch|order|counter|document|doc|trn|slip|salesperson|staff|member|check|ref"
    r"|item|qty|description|amount|price|operator|server|pos|till|pax|cover|station"
    r"|business hours?|shopping hours|opening)\b|@",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"^\W*(?:no|lot|unit|block|blk|suite|level|floor|ground|g/f|kiosk|batu|p\.?o\.? box)\b[ .:]*"
    r"[\dA-Z]?|\b(?:jalan|jln|lorong|lrg|taman|tmn|bandar|seksyen|section|kampung|kg|persiaran"
    r"|lebuh|lebuhraya|street|st|road|rd|avenue|ave|av|lane|ln|drive|dr|boulevard|blvd|highway|hwy"
    r"|square|court|plaza|mall|park|rue|place|chemin|quai|calle|avenida|avda|plaza|paseo|via|viale"
    r"|piazza|corso|largo|rua|pra[çc]a|travessa|weg|platz|allee|gasse|ufer|laan|plein|gracht|kade)"
    r"\b|\w*(?:stra(?:ß|ss)e|str\.|straat|gasse|platz)",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    r"(?<![\w-])(?:\d{5}(?:-\d{4})?(?=$|[ ,A-Za-z])|\d{4} ?[A-Z]{2}(?=$|[ ,])|\d{4}-\d{3}\b"
    r"|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|(?:D|F|I|A|CH)-\d{4,5}\b|\d{4}(?= [A-ZÄÖÜ][a-zäöüß]+))"
)
# A name goes on with such a word, or with a form of company behind it.
_MORE_OF_A_NAME = re.compile(
    r"^(?:enterprises?|trading|holdings?|group|brothers|bros|sons|company)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\d{2,4}[- ]{1,3}\d{3,4}[- ]?\d{3,5}\b")
_HOUSE_NUMBER = re.compile(r"^\W*[A-Z]?\d{1,5}[A-Z]?(?:[-&/., ]+\d{1,5}[A-Z]?)*\b[,. ]+[A-Za-z]")


def merchant_of(lines: Sequence[Line]) -> FieldValue | None:
    """Who wrote the page, by its first lines."""
    top = lines[:_MOST_LINES]
    start = _address_start(top)
    name = _name_lines(top[: _first_label(top) if start is None else start])
    return _value([(line, _bare_name(line.text)) for line in name])


def address_of(lines: Sequence[Line]) -> FieldValue | None:
    """Where whoever wrote the page is, by its first lines."""
    top = lines[:_MOST_LINES]
    start = _address_start(top)
    return (
        None if start is None else _value([(one, one.text) for one in _address_lines(top[start:])])
    )


def _first_label(lines: Sequence[Line]) -> int:
    return next(
        (number for number, line in enumerate(lines) if number and _LABEL.search(line.text)),
        len(lines),
    )


def _address_start(lines: Sequence[Line]) -> int | None:
    """The first line that looks like an address, and is followed by more of one or complete."""
    for number, line in enumerate(lines):
        text = line.text
        if number == 0 and not _POSTCODE.search(text):
            continue  # the very first line is the name, whatever is in it
        if _ends_head(text) or _LEGAL_FORM.search(text) or _holds_moment(text):
            continue
        if _HOUSE_NUMBER.search(text) or _STREET.search(text) or _POSTCODE.search(text):
            above = lines[number - 1].text
            goes_up = number > 1 and above.endswith(",") and any(map(str.isdigit, above))
            return number - goes_up
    return None


def _ends_head(text: str) -> bool:
    return bool(_LABEL.search(text) or _PHONE.search(text))


def _holds_moment(text: str) -> bool:
    return bool(dates_in(text) or times_in(text))


def _name_lines(lines: Sequence[Line]) -> list[Line]:
    candidates = [line for line in lines if _may_be_name(line.text)]
    for number, line in enumerate(candidates):
        if _LEGAL_FORM.search(_bare_name(line.text)):
            first = number
            while (
                first > 0
                and number - first < _MOST_NAME_LINES - 1
                and _goes_on(candidates[first - 1].text, candidates[first].text)
            ):
                first -= 1
            return candidates[first : number + 1]
    name = candidates[:1]
    for following in candidates[1:_MOST_NAME_LINES]:
        if not _goes_on(name[-1].text, following.text):
            break
        name.append(following)
    return name


def _may_be_name(text: str) -> bool:
    if amounts_in(text):
        return False
    bare = _bare_name(text)
    letters = sum(map(str.isalpha, bare))
    if letters < 3 or letters < 0.5 * len(bare.replace(" ", "")):
        return False
    return not (_TITLE.match(text) or _LABEL.search(bare))


def _goes_on(text: str, following: str) -> bool:
    """Whether a name that begins in one line goes on in the next."""
    if text.count("(") > text.count(")") or text.rstrip().endswith(("&", "-", ",")):
        return True
    if following.lstrip().startswith(("&", "(M)", "CO.", "Co.")):
        return True
    if _MORE_OF_A_NAME.search(following):
        return True
    form = _LEGAL_FORM.search(following)
    return form is not None and len(following[: form.start()].split()) <= 1


def _bare_name(text: str) -> str:
    """A name without the number of the company behind it."""
    return _NUMBER_OF_COMPANY.sub("", text).strip(" ,;:-")


def _address_lines(lines: Sequence[Line]) -> Iterator[Line]:
    """Up to the line with the postcode, and what can only be the rest of it."""
    above = ""
    has_postcode = False
    for number, line in enumerate(lines[:_MOST_ADDRESS_LINES]):
        text = line.text
        if number and (_ends_head(text) or _TITLE.match(text) or _holds_moment(text)):
            return
        if not _bare_name(text):
            continue  # the number of the company alone
        if not any(map(str.isalpha, text)) and not _POSTCODE.search(text):
            return
        if has_postcode and not _is_rest(text, above):
            return
        yield line
        has_postcode = has_postcode or bool(_POSTCODE.search(text))
        above = text


def _is_rest(text: str, above: str) -> bool:
    """Whether this can be the town, state or country below the line with a postcode."""
    words = re.findall(r"[^\W\d]+", text)
    if any(map(str.isdigit, text)) or len(text) < 4:
        return False
    goes_on = above.endswith((",", "-")) or above[-1:].isdigit()
    return 1 <= len(words) <= (6 if goes_on else 1)


def _value(parts: Sequence[tuple[Line, str]]) -> FieldValue | None:
    """One value of lines, of each of which a stretch is kept."""
    if not parts:
        return None
    text = " ".join(kept.strip() for _, kept in parts)
    boxes = tuple(box for line, kept in parts for box in boxes_of(line, *_place(line.text, kept)))
    return FieldValue(text, boxes, "position")


def _place(text: str, kept: str) -> tuple[int, int]:
    start = max(0, text.find(kept))
    return start, start + len(kept)
