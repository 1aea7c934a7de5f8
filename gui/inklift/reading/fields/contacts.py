"""How to reach whoever wrote a page, and what the tax office calls them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from inklift.core.dates import dates_in
from inklift.core.folding import folded
from inklift.core.money import amounts_in
from inklift.core.readings import Line
from inklift.reading.fields.phrases import pattern_of, phrase_list
from inklift.reading.fields.values import FieldValue, boxes_of, is_sure

_PHONE_LABEL = pattern_of(
    phrase_list(
        """
        tel, te1, tel no, telephone, phone, phone no, call, mobile, mob, hp, h p, contact, hotline,
        telefon, tel nr, fon, ruf, mobil, telephone, tele, portable, telefono, tlf, tfno, movil,
        cell, fone, telef, cellulare, telefone, telem, telemovel, telefoon, mobiel, ph,
        customer service
        """
    )
)
_FAX = pattern_of(phrase_list("fax, telefax"))
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:\+|\(|00)?\d[\d ()/.-]{5,20}\d(?!-[A-Z]{3}|[\w%]|[.,]\d)"
    r"|(?<![\w.,/-])1-\d{3}-(?:\d{1,3}-)?[A-Z]{3,7}(?: ?\(\d{3,7}\))?"  # spelled: 1-800-CAB
)
_TAX_ID_LABEL = pattern_of(
    phrase_list(
        """
        gstin, gstin no, gst re9,
        gst id, gst id no, gst no, gst reg*, gst reg* no, gst registration no, gst, sst id, sst no,
        sst reg* no, vat no, vat nr, vat reg*, vat reg* no, vat registration no, vat number,
        vat id, vat, tax id, tax id no, tax no, tax number, tax reg* no, ein, abn, trn, tin,
        service tax no, ust id, ust id nr, ustid, ustid nr, ust idnr, uid, uid nr, steuernummer,
        steuer nr, st nr, stnr, mwst nr, chemwst, tva intra*, tva intracommunautaire, no tva,
        n tva, tva, n siret, nif, cif, c i f, n i f, nif cif, dni, rfc, cuit, p iva, partita iva,
        piva, cf p iva, c f, cod fisc, codice fiscale, contribuinte, contribuinte n*, nipc,
        vat registration number, cuit nro, nit, cont, tps, abn, n contribuinte, cnpj, btw, btw nr,
        btw nummer, btw id, btw no, tax reference, p i
        """
    )
)
_WEAKER_LABEL = pattern_of(phrase_list("kvk, siret, siren, n siret, hrb, company no, reg no, roc"))
_TAX_ID_ALONE = re.compile(  # what nothing else looks like
    r"\bCHE-?\d{3}\.?\d{3}\.?\d{3}\b|\bATU\d{8}\b|\bBE ?0\d{3}\.?\d{3}\.?\d{3}\b"
    r"|\bNL\d{9}B\d\d\b|\bLU\d{8}\b|\b(?:DE|PT)\d{9}\b|\bIT\d{11}\b|\bFR[\dA-Z]{2}\d{9}\b"
    r"|\b\d\d[A-Z]{5}\d{4}[A-Z][\dA-Z]Z[\dA-Z]\b"
)
_PHONE_ALONE = re.compile(
    r"^[^\w(+]*(?P<phone>[(+]?\d{2,5}\)?[ /.-][\d ()/.-]{4,14}\d)(?:\W*$|, *\S+@)"
)
_MOST_LINES = 12  # from the top, in which a number alone is a phone
_TAX_ID = re.compile(
    r"[\s.:#°ºn()no-]{0,9}(?P<id>(?:[A-Z]{1,4}[ -]?)?\d(?:[ ./-]?[\dA-Z]){5,17}"
    r"(?:[ ]?[A-Z]{2,4}\b)?)"
    r"(?![\w%]|[.,]\d)"
)
_SUFFIX_OF_TAX_ID = re.compile(r" (?!MWST|TVA|IVA)[A-Z]{2,}$")
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64} ?@ ?[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,24}(?![\w@])")
WEBSITE = re.compile(
    r"(?:https?://|www\.)[\w.-]+(?:/\S*)?"
    r"|(?<![@\w.-])[\w-]{2,}\.(?:com|org|net|eu|de|at|ch|fr|es|it|pt|nl|be|uk|co\.uk|com\.my|io|biz"
    r"|info|us)(?![\w@.])(?:/\S*)?",
    re.IGNORECASE,
)


def phone_of(lines: Sequence[Line]) -> FieldValue | None:
    """The first number behind a label for it; without one, a number that can be no other."""
    for line in lines:
        for start, end in _after_labels(line, _PHONE_LABEL):
            match = _PHONE.search(line.text, start, end)
            if match is None or amounts_in(match[0]):
                continue
            if not _FAX.search(folded(line.text[start : match.start()])):
                return _value(line, _bare_phone(match[0]), match.start(), match.end(), "label")
    for line in lines:
        match = re.search(r"(?<![\w+])\+\d[\d ()/.-]{7,18}\d(?!\w)", line.text)
        if match is not None and not _FAX.search(folded(line.text[: match.start()])):
            return _value(line, match[0], *match.span(), "pattern")
    for line in lines[:_MOST_LINES]:
        match = _PHONE_ALONE.match(line.text)
        if match is None or dates_in(line.text):
            continue
        if 9 <= sum(map(str.isdigit, match["phone"])) <= 12:
            return _value(line, match["phone"], *match.span("phone"), "pattern")
    return None


def tax_id_of(lines: Sequence[Line]) -> FieldValue | None:
    """The first number behind a label for it; a number that has letters keeps them."""
    return (
        tax_id_behind(lines, _TAX_ID_LABEL)
        or _tax_id_alone(lines)
        or tax_id_behind(lines, _WEAKER_LABEL)
    )


def _tax_id_alone(lines: Sequence[Line]) -> FieldValue | None:
    for line in lines:
        match = _TAX_ID_ALONE.search(line.text)
        if match is not None:
            return _value(line, match[0], *match.span(), "pattern")
    return None


def tax_id_behind(lines: Sequence[Line], label: re.Pattern[str]) -> FieldValue | None:
    """The first number of enough digits behind a label, which is looked for in folded text."""
    for line in lines:
        for start, _ in _after_labels(line, label):
            match = _TAX_ID.match(line.text, start)
            if match is None:
                continue
            text = match["id"]
            suffix = _SUFFIX_OF_TAX_ID.search(text)
            text = text[: suffix.start()] if suffix else text
            if sum(map(str.isdigit, text)) >= 7:
                begin = match.start("id")
                return _value(line, text, begin, begin + len(text), "label")
    return None


def email_of(lines: Sequence[Line]) -> FieldValue | None:
    for line in lines:
        match = EMAIL.search(line.text)
        if match is not None:
            return _value(line, match[0].replace(" ", ""), *match.span(), "pattern")
    return None


def website_of(lines: Sequence[Line]) -> FieldValue | None:
    for line in lines:
        match = WEBSITE.search(EMAIL.sub(lambda email: " " * len(email[0]), line.text))
        if match is not None and not _is_of_name(line.text, *match.span()):
            return _value(line, match[0], *match.span(), "pattern")
    return None


def _is_of_name(text: str, start: int, end: int) -> bool:
    """Whether it ends a name in capitals: "FARMASI ALPHA.COM"."""
    return text[start:end].isupper() and text[:start].rstrip()[-1:].isalpha()


def _after_labels(line: Line, label: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where each label of a line ends, and where the next one begins."""
    ends = [match.end() for match in label.finditer(folded(line.text))]
    yield from pairwise([*ends, len(line.text)])


def _bare_phone(text: str) -> str:
    """Without the bracket, or the stroke, that a second number would follow."""
    text = (
        re.split(r" ?/ ?(?=\d{4,})|  ", text)[0] if text.count("/") == 1 and " / " in text else text
    )
    return text.strip(" -./")


def _value(line: Line, text: str, start: int, end: int, reason: str) -> FieldValue:
    return FieldValue(text, boxes_of(line, start, end), reason, is_sure(line, start, end))
