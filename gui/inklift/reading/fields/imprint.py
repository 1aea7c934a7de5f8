"""The company that a document's last lines name with its registered office.

Letterheads are often pictures, or leave the place at the top to the customer; then only this line,
which the law asks for in many countries, says in letters who wrote an invoice.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inklift.core.folding import folded_text
from inklift.core.readings import Line
from inklift.reading.fields.head_patterns import LABEL, LEGAL_FORM, PHONE
from inklift.reading.fields.values import FieldValue, boxes_of, is_legible

_DOCUMENT_LETTERS = 60  # of its longest line; a receipt's strip has fewer
_MOST_NAME_WORDS = 6
_LEAST_ADDRESS_WORDS = 3
_OFFICE = re.compile(
    r"\b(?:regd\.? office|registered office|si[èe]ge social|sede (?:legale|sociale|social)"
    r"|domicilio social|(?:statutaire|maatschappelijke) zetel)\b(?: is| est| at)?[ .:,–-]*",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"\b(?:au capital|capital social|con capital|capitale)\b.*$", re.IGNORECASE)
_ENDS_ADDRESS = re.compile(r"[ ,;|·–\u2212-]*(?:\bCIN\b|\bRCS\b|\bN° de\b|$)")
_EDGES = " ,;:|·–\u2212-"


@dataclass(frozen=True, slots=True)
class Imprint:
    """A company and its registered office, each as far as the line tells."""

    name: FieldValue | None
    address: FieldValue | None


def imprint_of(lines: Sequence[Line]) -> Imprint | None:
    """The imprint in the lower half of a document; None where there is none."""
    if max((len(line.text) for line in lines), default=0) < _DOCUMENT_LETTERS:
        return None
    for number in range(len(lines) - 1, len(lines) // 2, -1):
        office = _OFFICE.search(lines[number].text)
        if office is not None:
            return _imprint(lines[number - 1], lines[number], office)
    return None


def with_imprint(
    merchant: FieldValue | None, address: FieldValue | None, imprint: Imprint | None
) -> tuple[FieldValue | None, FieldValue | None]:
    """Merchant and address of a page's head, mended by its imprint.

    A head with a name that the imprint does not know, and that is no company's, is the customer's.
    Beside a seller that a label names, addresses at the top are the customer's too.
    """
    if imprint is None:
        return merchant, address
    is_other = (
        merchant is not None
        and imprint.name is not None
        and not LEGAL_FORM.search(merchant.text)
        and _words(merchant.text).isdisjoint(_words(imprint.name.text))
    )
    if merchant is None or is_other:
        return imprint.name or merchant, imprint.address or (None if is_other else address)
    if address is None or merchant.reason == "label":
        return merchant, imprint.address or address
    return merchant, address


def _imprint(above: Line, line: Line, office: re.Match[str]) -> Imprint:
    start, end = office.end(), len(line.text)
    name = _name(line, 0, office.start())
    comma = line.text.find(",", start)
    if comma > 0 and LEGAL_FORM.search(line.text, start, comma):
        name = name or _name(line, start, comma)
        start = comma + 1
    if name is None and not any(map(str.isdigit, above.text)):
        name = _name(above, 0, len(above.text))
    for pattern in (LABEL, PHONE, _ENDS_ADDRESS):
        match = pattern.search(line.text, start, end)
        end = end if match is None else match.start()
    address = _stretch(line, start, end)
    if address is not None and len(address.text.split()) < _LEAST_ADDRESS_WORDS:
        address = None  # the town alone
    return Imprint(name, address)


def _name(line: Line, start: int, end: int) -> FieldValue | None:
    capital = _CAPITAL.search(line.text, start, end)
    name = _stretch(line, start, end if capital is None else capital.start())
    if name is None or len(name.text.split()) > _MOST_NAME_WORDS or not _words(name.text):
        return None
    return name


def _stretch(line: Line, start: int, end: int) -> FieldValue | None:
    text = line.text[start:end]
    start += len(text) - len(text.lstrip(_EDGES))
    end = max(start, end - (len(text) - len(text.rstrip(_EDGES))))
    if start == end:
        return None
    return FieldValue(line.text[start:end], boxes_of(line, start, end), "label", is_legible([line]))


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", folded_text(text)) if len(word) > 2}
