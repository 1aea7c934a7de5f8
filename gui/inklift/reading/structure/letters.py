"""Plain letters: who writes to whom, when and about what, and the paragraphs of the text.

A letter is known by its salutation, in seven languages, and by running text below it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inklift.core.dates import dates_in
from inklift.core.folding import folded_text
from inklift.core.readings import Line, Reading
from inklift.reading.fields.values import FieldValue, boxes_of
from inklift.reading.structure.paragraphs import blocks_of, joined, paragraphs_of

LEAST_WORDS = 12  # of a letter's text
MOST_SALUTATION_LETTERS = 70
MOST_CLOSING_LETTERS = 60
MOST_CLOSING_LINES = 3
MOST_SUBJECT_LINES = 3
MOST_SUBJECT_WORDS = 12  # of one below the greeting, which nothing else marks
MOST_LETTERS_BY_DATE = 30  # a place, and words like "the"
MOST_BLOCK_LINES = 8  # of a sender or a recipient
MOST_SIGNATURE_LINES = 5

# Folded: lower case, without accents.
_SALUTATION = re.compile(
    r"^(?:(?:my )?dear(?:est)? \S|dear sirs?|to whom it may concern|(?:hello|hi) \w+[,!]?$"
    r"|(?:sehr )?(?:geehrte|verehrte)[rs]? |liebe[rs]? \w+|werte[rs]? \w+"
    r"|guten (?:tag|morgen|abend)\b|hallo \w+"
    r"|(?:cher|chere|chers|cheres)s? \w+|(?:madame|monsieur|mesdames|messieurs)\b.{0,40},?$"
    r"|bonjour\b.{0,30}$"
    r"|(?:muy )?(?:estimad|apreciad|distinguid|querid)(?:[oae]s?|o/a)\b|muy senor(?:es)? "
    r"|a quien (?:pueda )?(?:corresponda|interese)"
    r"|(?:gentil(?:e|i|issim[oaie])|egregi[oae]?|spettabile|spett\.?(?:le)?|car[oaie]) \w+"
    r"|(?:pregiatissim|illustrissim)[oaie]\b|buongiorno\b.{0,30}$"
    r"|(?:ex\.?m[oa]s?\.?|excelentissim[oa]s?|car[oa]s?|prezad[oa]s?|estimad[oa]s?) \w*"
    r"|(?:geachte|beste|lieve|waarde) \w*)"
)
_CLOSING = re.compile(
    r"^(?:(?:yours|very) (?:sincerely|faithfully|truly)|sincerely(?: yours)?\b|kind(?:est)? regards"
    r"|best (?:regards|wishes)|(?:warm )?regards\b|with (?:kind|best|warm)|respectfully\b"
    r"|cordially\b|many thanks\b|faithfully\b"
    r"|mit (?:freundliche[nm]|besten|herzlichen|vielen|lieben) |(?:freundliche|beste|herzliche"
    r"|liebe|viele) gru(?:ss|s|b)|hochachtungsvoll|mfg\b"
    r"|(?:bien )?cordialement|(?:sinceres )?salutations|(?:meilleures|sinceres) salutations"
    r"|veuillez (?:agreer|recevoir|croire)|dans l'attente"
    r"|(?:je|nous) vous prions? (?:d'agreer|d'accepter|de (?:croire|recevoir|trouver)\b)"
    r"|recevez\b|amicalement|respectueusement|bien a vous"
    r"|(?:muy )?atentamente|(?:un )?(?:cordial|atento) saludo|saludos\b|(?:reciba|le saluda)"
    r"|sin otro particular|cordialmente"
    r"|cordiali saluti|distinti saluti|(?:con )?(?:i migliori|i piu cordiali) saluti|saluti\b"
    r"|in fede|(?:con )?osservanza"
    r"|atenciosamente|(?:com os )?(?:melhores|respeitosos) cumprimentos|cumprimentos\b"
    r"|com (?:os )?(?:melhores|consideracao)|respeitosamente"
    r"|(?:met|m) (?:vriendelijke|hartelijke|beste) groet|hoogachtend|vriendelijke groet"
    r"|groet(?:en|jes)?\b)"
)
_LONG_CLOSING = re.compile(
    r"veuillez|je vous prie|nous vous prions|dans l'attente|recevez|sin otro"
)
_SUBJECT = re.compile(
    r"^(?:subject|re|reference|betreff|betr|betrifft|objet|concerne|asunto|ref|oggetto|assunto"
    r"|onderwerp|betreft)\s*[.:]+\s*"
)
_REFERENCE = re.compile(  # whose it is, and its number: no subject
    r"^(?:our|your|unser(?:e)?|ihr(?:e)?|notre|votre|[nv]/|vos|nos|su|nuestra|vs\.?|ns\.?|vostro"
    r"|nostro|vossa|nossa|uw|ons)? ?"
    r"(?:ref\w*|zeichen|geschaftszeichen|aktenzeichen|az|rif\w*|kenmerk)\b\.? ?:"
)
_ADDRESSED = re.compile(
    r"^(?:to|an|herrn?|frau|firma|fa|mr|mrs|ms|dr|prof|mme|mlle|m|messrs|monsieur|madame|a|sr|sra"
    r"|don|dona|senor|senora|spett|spettabile|egr|gent|sig|ex|exmo|exma|dhr|mevr|de heer|t\.a\.v"
    r"|attn)\b"
)
_PART_NAMES = {
    "sender": "sender,from,author,absender,expediteur,remitente,mittente,remetente,afzender",
    "recipient": "recipient,addressee,to,empfanger,adressat,destinataire,destinatario"
    ",ontvanger,geadresseerde",
    "subject": "subject,betreff,objet,asunto,oggetto,assunto,onderwerp",
    "salutation": "salutation,greeting,anrede,saludo,saluto,saudacao,aanhef",
    "closing": "closing,grussformel,despedida,chiusura,fecho,slotgroet",
    "signature": "signature,signed by,signatory,unterschrift,signataire,firma,assinatura"
    ",handtekening",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """The parts of a letter; those that were not found are None, paragraphs may be none."""

    sender: FieldValue | None
    recipient: FieldValue | None
    date: FieldValue | None
    subject: FieldValue | None
    salutation: FieldValue
    paragraphs: tuple[str, ...]
    closing: FieldValue | None
    signature: FieldValue | None

    def part_named(self, name: str) -> FieldValue | None:
        """The part that is called so, in one of seven languages; None for any other name."""
        plain = folded_text(name.replace("_", " ").strip())
        for part, names in _PART_NAMES.items():
            if plain in names.split(","):
                value: FieldValue | None = getattr(self, part)
                return value
        return None


def letter_of(reading: Reading) -> Letter | None:
    """The parts of a letter, or None when the page is none."""
    lines = [line for line in reading.lines if line.words]
    start = next((at for at, line in enumerate(lines) if _is_salutation(line.text)), None)
    if start is None:
        return None
    end, after = _closing(lines, start + 1)
    body = lines[start + 1 : end]
    if sum(len(line.words) for line in body) < LEAST_WORDS:
        return None
    above = lines[:start]
    date = next((line for line in reversed(above) if _is_date_line(line.text)), None)
    above = [line for line in above if line is not date]
    subject = _subject([line for line in above if not _is_reference(line)])
    above = [line for line in above if line not in subject]
    if not subject:
        subject = _subject_below(body)
        body = body[len(subject) :]
    signature = _signature(lines[after:])
    sender, recipient = _parties(above, lines[start].text, joined(signature))
    return Letter(
        sender=_value(sender),
        recipient=_value(recipient),
        date=_date(date),
        subject=_value(subject, without=_SUBJECT),
        salutation=FieldValue(lines[start].text, (lines[start].box,), "position"),
        paragraphs=paragraphs_of(body),
        closing=_value(lines[end:after]),
        signature=_value(signature),
    )


def _is_salutation(text: str) -> bool:
    if len(text) > MOST_SALUTATION_LETTERS or any(map(str.isdigit, text)):
        return False
    return bool(_SALUTATION.match(folded_text(text))) and not text.rstrip().endswith((".", "?"))


def _is_closing(text: str) -> bool:
    return len(text) <= 2 * MOST_CLOSING_LETTERS and bool(_CLOSING.match(folded_text(text)))


def _closing(lines: Sequence[Line], start: int) -> tuple[int, int]:
    """Where the closing begins and where it is over; both at the end when there is none.

    The last one counts: a letter may ask or thank in such words before. Some take two lines.
    """
    at = next((at for at in reversed(range(start, len(lines))) if _is_closing(lines[at].text)), -1)
    if at < 0:
        return len(lines), len(lines)
    after = at + 1
    if _LONG_CLOSING.match(folded_text(lines[at].text)):
        while after < min(at + MOST_CLOSING_LINES, len(lines)) and not lines[
            after - 1
        ].text.rstrip().endswith((".", ",", "!")):
            after += 1
    return at, after


def _is_date_line(text: str) -> bool:
    dates = dates_in(text)
    return bool(dates) and len(text) - (dates[0].end - dates[0].start) <= MOST_LETTERS_BY_DATE


def _date(line: Line | None) -> FieldValue | None:
    """The day of a letter as ISO 8601; as it is written where its month is in doubt."""
    if line is None:
        return None
    found = dates_in(line.text)[0]
    text = line.text[found.start : found.end]
    if found.date is not None and not found.order_matters:
        text = found.date.isoformat()
    return FieldValue(text, boxes_of(line, found.start, found.end), "position")


def _subject(above: Sequence[Line]) -> list[Line]:
    """The lines that say what a letter is about: labelled so, else those right above the greeting.

    The last block above it counts when it is short and there are others above.
    """
    for at, line in enumerate(above):
        if _SUBJECT.match(folded_text(line.text)):
            block = next(block for block in blocks_of(above[at:]))
            return list(block[:MOST_SUBJECT_LINES])
    blocks = blocks_of(above)
    if len(blocks) < 2 or len(blocks[-1]) > MOST_SUBJECT_LINES - 1:
        return []
    text = joined(blocks[-1])
    is_party = _ADDRESSED.match(folded_text(text)) or re.search(r"\d{4,}|@|www\.", text)
    return [] if is_party and len(blocks) < 3 else list(blocks[-1])


def _is_reference(line: Line) -> bool:
    return _REFERENCE.match(folded_text(line.text)) is not None


def _subject_below(body: Sequence[Line]) -> list[Line]:
    """A short first block below the greeting that is no sentence, as letters in English have it."""
    first, *others = blocks_of(body)
    text = joined(first)
    is_heading = len(first) < MOST_SUBJECT_LINES and len(text.split()) <= MOST_SUBJECT_WORDS
    if not others or not is_heading or text.rstrip().endswith((".", ",", "!", ";", ":", "?")):
        return []
    return list(first)


def _parties(
    above: Sequence[Line], salutation: str, signature: str
) -> tuple[Sequence[Line], Sequence[Line]]:
    """Who writes and who is written to, among the blocks above the greeting."""
    blocks = [block for block in blocks_of(above) if len(block) <= MOST_BLOCK_LINES]
    if not blocks:
        return (), ()
    named = _names(salutation)
    recipient = next(
        (
            block
            for block in reversed(blocks)
            if _ADDRESSED.match(folded_text(block[0].text)) or named & _names(joined(block))
        ),
        None,
    )
    if recipient is None and len(blocks) > 1:
        recipient = max(blocks[1:], key=len)
    others = [block for block in blocks if block is not recipient]
    signed = _names(signature)
    sender = next((block for block in others if signed & _names(joined(block))), None)
    return sender or (others[0] if others else ()), recipient or ()


def _names(text: str) -> set[str]:
    """The folded words of a text that may be names, without those of greetings."""
    words = set(re.findall(r"[^\W\d]{3,}", folded_text(text)))
    return {word for word in words if not _OF_GREETINGS.fullmatch(word)}


_OF_GREETINGS = re.compile(
    r"dear|sir|sirs|madam|mister|mrs|sehr|geehrte|geehrter|geehrten|damen|und|"
    r"herren|herr|frau|liebe|lieber|cher|chere|monsieur|madame|messieurs|"
    r"mesdames|estimado|estimada|estimados|senor|senora|senores|muy|gentile|"
    r"egregio|spettabile|caro|cara|signor|signora|prezado|prezada|senhor|senhora|"
    r"senhores|exmo|exma|geachte|heer|mevrouw|beste|team|the|and"
)


def _signature(lines: Sequence[Line]) -> Sequence[Line]:
    """The name under the closing, and what stands right below it."""
    blocks = blocks_of(lines)
    return blocks[0][:MOST_SIGNATURE_LINES] if blocks else ()


def _value(lines: Sequence[Line], *, without: re.Pattern[str] | None = None) -> FieldValue | None:
    if not lines:
        return None
    text = joined(lines)
    if without is not None and (match := without.match(folded_text(text))):
        text = text[match.end() :]
    return FieldValue(text, tuple(line.box for line in lines), "position") if text else None
