"""Business cards: who it is, what they are, where they work, and how they are reached."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inklift.core.folding import folded_text
from inklift.core.money import amounts_in
from inklift.core.readings import Line, Reading
from inklift.reading.fields.contacts import EMAIL, WEBSITE
from inklift.reading.fields.values import FieldValue, boxes_of
from inklift.reading.structure.cells import cells_of

MOST_LINES = 16
MOST_WORDS = 70
MOST_NAME_WORDS = 5
LEAST_DIGITS = 8  # of a phone number that nothing calls so; a postcode may have seven
LEAST_LABELLED_DIGITS = 6
MOST_DIGITS = 16

_PHONE = re.compile(r"(?<![\w.])(?:\+|00)?\(?\d[\d ()/.–-]{5,}\d(?!\w)")
_KINDS = (  # letters in front of a number, folded; the first that fits
    ("fax", re.compile(r"\b(?:tele)?fax\b|\bf\W*$")),
    (
        "mobile",
        re.compile(r"\b(?:mob\w*|cell\w*|handy|portable|movil|telemovel|tlm|gsm)\b|\b[mc]\W*$"),
    ),
    (
        "phone",
        re.compile(r"\b(?:tel\w*|phone|fon|office|direct|buro|bureau|durchwahl)\b|\b[tp]\W*$"),
    ),
)
_TITLE = re.compile(
    r"\b(?:c[efot]o|chief|president|vice|director|manager|head of|engineer|consultant|developer"
    r"|designer|architect|analyst|lawyer|attorney|officer|assistant|owner|founder|partner|sales"
    r"|professor|executive|representative|accountant|editor|specialist|photographer|coordinator"
    r"|geschaftsfuhr\w+|leiter(?:in)?|\w*leiter(?:in)?|inhaber(?:in)?|berater(?:in)?"
    r"|\w*ingenieur(?:in)?|entwickler(?:in)?|rechtsanwalt|rechtsanwaltin|vorstand|prokurist(?:in)?"
    r"|vertrieb|steuerberater(?:in)?|meister(?:in)?|kauffrau|kaufmann"
    r"|directeur|directrice|responsable|gerant|gerante|ingenieur|avocat|avocate|charge\w*"
    r"|conseill\w+|comptable|chef de|president\w*|associe\w*|commerciale?"
    r"|directora?|gerente|ingenier[oa]|abogad[oa]|jef[ea] de|consultora?|responsable|asesora?"
    r"|direttore|direttrice|responsabile|ingegnere|avvocato|titolare|amministrat\w+|commercialista"
    r"|socio|diretora?|engenheir[oa]|advogad[oa]|gestora?|socia|chefe"
    r"|hoofd|eigenaar|adviseur|advocaat|medewerker|zaakvoerder|verkoop\w*|projectleider)\b"
)
_FORM = re.compile(
    r"\b(?:gmbh|ag|kg|ohg|ug|e\.?k|ltd|limited|llc|llp|inc|corp|corporation|plc|sarl|sas|eurl"
    r"|s\.?a\.?(?:s|rl)?|s\.?l(?:\.?u)?|s\.?r\.?l|s\.?p\.?a|lda|ltda|b\.?v|n\.?v|v\.?o\.?f|& co"
    r"|group|company|university|universit\w+|institut\w*|associates|partners|consulting|solutions"
    r"|studio|kanzlei|cabinet|praxis|verlag|bank|hotel)(?![\w])\.?"
)
_POSTCODE = re.compile(
    r"(?<![\w+-])(?:[A-Z]{1,2}-)?\d{4,5}(?:-\d{3,4})?(?= [A-ZÀ-Þ]| ?,|$)|\b\d{4} ?[A-Z]{2}\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
)
_STREET = re.compile(
    r"\w*(?:strasse|str\.|straat|gasse|platz|weg|allee|gracht|laan|plein)(?!\w)"
    r"|\b(?:street|st|road|rd|avenue|ave|lane|drive|square|boulevard|blvd|suite|floor|rue|place"
    r"|quai|chemin|cours|calle|avenida|avda|plaza|paseo|via|viale|piazza|corso|rua|praca|largo"
    r"|travessa)\b"
)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number and what the card calls it: "phone", "mobile", "fax", or None where it says not."""

    kind: str | None
    value: FieldValue


@dataclass(frozen=True, slots=True)
class Card:
    """What a business card says; what it says not is None."""

    name: FieldValue | None
    title: FieldValue | None
    company: FieldValue | None
    phones: tuple[Phone, ...]
    email: FieldValue | None
    website: FieldValue | None
    address: FieldValue | None


def business_card_of(reading: Reading) -> Card | None:
    """The parts of a business card, or None when the page is none.

    A card has few words, a phone, an e-mail address or website, and no amounts of money.
    """
    if len(reading.lines) > MOST_LINES:
        return None
    lines = [cell.line for line in reading.lines if line.words for cell in cells_of(line)]
    if not lines or len(lines) > MOST_LINES or sum(len(line.words) for line in lines) > MOST_WORDS:
        return None
    if any(amounts_in(line.text) for line in lines):
        return None
    email = _first(lines, EMAIL)
    website = _first(lines, WEBSITE)
    phones = _phones(lines)
    if not phones or (email is None and website is None):
        return None
    rest = [line for line in lines if _is_plain(line)]
    address = _address(lines)
    rest = [line for line in rest if line not in address]
    name, title, company = _who(rest, email.text if email else "", website)
    if name is None and company is None:
        return None
    return Card(
        name=_value(name),
        title=_value(title),
        company=_value(company),
        phones=phones,
        email=email,
        website=website,
        address=FieldValue(
            ", ".join(line.text.strip(" ,") for line in address),
            tuple(line.box for line in address),
            "position",
        )
        if address
        else None,
    )


def _first(lines: Sequence[Line], pattern: re.Pattern[str]) -> FieldValue | None:
    for line in lines:
        if match := pattern.search(line.text):
            text = match[0].replace(" ", "").rstrip(".,")
            return FieldValue(text, boxes_of(line, *match.span()), "only_one")
    return None


def _phones(lines: Sequence[Line]) -> tuple[Phone, ...]:
    phones: list[Phone] = []
    for line in lines:
        start = 0
        for match in _PHONE.finditer(line.text):
            digits = sum(map(str.isdigit, match[0]))
            front = folded_text(line.text[start : match.start()])
            kind = next((kind for kind, pattern in _KINDS if pattern.search(front)), None)
            least = LEAST_DIGITS if kind is None else LEAST_LABELLED_DIGITS
            if not least <= digits <= MOST_DIGITS or not _looks_dialled(match[0]):
                continue
            start = match.end()
            value = FieldValue(
                match[0].strip(), boxes_of(line, *match.span()), "label" if kind else "position"
            )
            phones.append(Phone(kind, value))
    return tuple(phones)


def _looks_dialled(text: str) -> bool:
    """A number that is dialled begins with 0, + or a bracket, or is in groups."""
    return text[0] in "+0(" or len(re.findall(r"\d+", text)) > 1


def _is_plain(line: Line) -> bool:
    text = line.text
    return (
        not EMAIL.search(text)
        and not WEBSITE.search(text)
        and not any(map(str.isdigit, text))
        and sum(map(str.isalpha, text)) >= 2
    )


def _address(lines: Sequence[Line]) -> list[Line]:
    """The line with the postcode and the street above or before it."""
    for at, line in enumerate(lines):
        text = line.text
        if EMAIL.search(text) or not _POSTCODE.search(text) or _is_phone_line(line):
            continue
        above = next((each for each in reversed(lines[:at]) if _is_above(each, line)), None)
        found = [line]
        if above is not None and not _is_phone_line(above) and _is_street(above.text):
            found.insert(0, above)
        below = lines[at + 1] if at + 1 < len(lines) else None
        if below is not None and _is_plain(below) and len(below.words) <= 2 and len(found) > 1:
            gap = below.box.top - line.box.bottom
            if gap < 0.6 * (line.box.bottom - line.box.top) and not _TITLE.search(
                folded_text(below.text)
            ):
                found.append(below)
        return found
    return [line for line in lines if _is_street(line.text) and not _is_phone_line(line)][:1]


def _is_above(line: Line, other: Line) -> bool:
    """Whether it stands over the other one, not beside it in another column."""
    return line.box.left < other.box.right and other.box.left < line.box.right


def _is_phone_line(line: Line) -> bool:
    folded = folded_text(line.text)
    return (bool(_phones([line])) and any(pattern.search(folded) for _, pattern in _KINDS)) or (
        line.text.lstrip().startswith("+")
    )


def _is_street(text: str) -> bool:
    return any(map(str.isdigit, text)) and bool(
        _STREET.search(folded_text(text)) or re.search(r"[^\W\d]{3,} \d{1,4} ?[a-zA-Z]?$", text)
    )


def _who(
    lines: Sequence[Line], email: str, website: FieldValue | None
) -> tuple[Line | None, Line | None, Line | None]:
    """The lines of the name, the title and the company."""
    titles = [line for line in lines if _TITLE.search(folded_text(line.text))]
    companies = [line for line in lines if _FORM.search(folded_text(line.text))]
    title = next((line for line in titles if line not in companies), None)
    company = next((line for line in companies if line not in titles), None)
    if company is None and companies and title is not None:
        company = companies[0]
    elif title is None and titles and company is not None:
        title = titles[0]
    user, _, domain = email.partition("@")
    rest = [line for line in lines if line is not title and line is not company]
    name = _best(
        [line for line in rest if _may_be_name(line.text)],
        lambda line: (_shared(line.text, user), line.box.bottom - line.box.top),
    )
    rest = [line for line in rest if line is not name]
    if company is None:
        site = domain or re.sub(r"^(?:https?://)?(?:www\.)?", "", website.text if website else "")
        company = _best(
            rest, lambda line: (_shared(line.text, site), line.box.bottom - line.box.top)
        )
    if title is None and name is not None:
        # What stands right below the name and nothing else claims.
        title = next(
            (
                line
                for line in rest
                if line is not company
                and 0 < line.box.top - name.box.top < 3 * (name.box.bottom - name.box.top)
            ),
            None,
        )
    return name, title, company


def _best(lines: Sequence[Line], key: Callable[[Line], tuple[int, int]]) -> Line | None:
    return max(lines, key=key) if lines else None


def _shared(text: str, address: str) -> int:
    """How many letters of an address are words of a text."""
    folded = folded_text(address)
    return sum(len(word) for word in re.findall(r"\w{2,}", folded_text(text)) if word in folded)


def _may_be_name(text: str) -> bool:
    words = text.replace(",", " ").split()
    return 2 <= len(words) <= MOST_NAME_WORDS and all(
        word[0].isupper() or _PARTICLES.fullmatch(folded_text(word))
        for word in words
        if word[0].isalpha()
    )


_PARTICLES = re.compile(r"(?:d[aeiou]|das|dos|dell?a?|des|e|la|le|van|von|den|der|ter|y|zu)")


def _value(line: Line | None) -> FieldValue | None:
    return None if line is None else FieldValue(line.text, (line.box,), "position")
