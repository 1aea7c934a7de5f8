"""Names narrower than a field that we know: their own label on the paper goes first.

"Amount due" is the total, unless the paper says what is left to pay; "VAT ID" is the tax id, unless
it has a tax number beside it. And names of what has a form of its own: IBAN, BIC. Folded, in seven
languages (see `core.folding`).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial

from inklift.core.folding import folded
from inklift.core.money import amounts_in
from inklift.core.readings import Line
from inklift.reading.fields.contacts import tax_id_behind
from inklift.reading.fields.other_names import IBAN
from inklift.reading.fields.phrases import pattern_of, phrase_list
from inklift.reading.fields.prompt_words import words_of
from inklift.reading.fields.values import FieldValue, boxes_of, is_sure

_AMOUNTS = (
    """
    balance due, amount due, remaining balance, balance to pay, outstanding balance, outstanding,
    amount outstanding, remaining amount, left to pay, still to pay, rest to pay, noch zu zahlen,
    noch zu bezahlen, restbetrag, offener betrag, zu zahlender restbetrag, reste a payer,
    solde a payer, reste du, solde du, pendiente de pago, resta por pagar, importe pendiente,
    saldo pendiente, restante da pagare, resta da pagare, saldo da pagare, importo residuo,
    valor em divida, falta pagar, restante a pagar, saldo em divida, nog te betalen,
    openstaand bedrag, restbedrag, openstaand
    """,
    """
    deposit, deposit paid, down payment, advance payment, less deposit, anzahlung,
    geleistete anzahlung, abzuglich anzahlung, acompte, acompte verse, anticipo, acconto,
    sinal, adiantamento, aanbetaling, voorschot
    """,
)
_TAX_IDS = (
    """
    vat id, vat number, vat no, vat nr, vat reg* no, vat registration number, vat registration no,
    ust id, ust id nr, ust idnr, ustid, ustid nr, umsatzsteuer id,
    umsatzsteuer identifikationsnummer,
    tva intra*, tva intracommunautaire, n tva, no tva, numero tva, numero de tva, n de tva,
    partita iva, p iva, piva, btw id, btw nr, btw nummer, btw no, uid nr
    """,
    "steuernummer, steuer nr, st nr, stnr",
    "siret, n siret, numero siret",
    "siren, n siren, numero siren",
    "codice fiscale, c f, cod fisc",
    "kvk, kvk nummer, kvk nr",
    """
    gst no, gst number, gst id, gst id no, gst reg* no, gst registration number,
    gst registration no
    """,
)
_IBANS = "iban, iban no, iban nr, iban number"
_BICS = "bic, swift, swift code, bic swift, swift bic, bic code"
_LABELLED_IBAN = re.compile(  # its countries' groups of four, and a shorter one at the end
    r"IBAN\b[ :.]*(?P<iban>[A-Z]{2}\d{2}(?: ?[\dA-Z]{4}){2,7}(?: ?\d{1,3}\b)?)"
)
_LENGTHS = {  # by the registry of ISO 13616
    **{"NO": 15, "BE": 16, "DK": 18, "FI": 18, "NL": 18, "AT": 20, "LU": 20, "CH": 21, "LI": 21},
    **{"DE": 22, "GB": 22, "IE": 22, "ES": 24, "SE": 24, "PT": 25, "FR": 27, "IT": 27, "PL": 28},
}
_BIC = re.compile(
    r"(?:bic|swift)(?:[ /-]*(?:bic|swift|code))*[ :.]*"
    r"(?P<bic>[a-z]{6}[a-z\d]{2}(?:[a-z\d]{3})?)(?![a-z\d])"
)


def narrower_value(lines: Sequence[Line], name: str) -> FieldValue | None:
    """What stands behind a label that means the name; None for a name or paper without one."""
    find = _finders().get(" ".join(words_of(name.replace("_", " "))))
    return find(lines) if find is not None else None


_Find = Callable[[Sequence[Line]], FieldValue | None]


@cache
def _finders() -> dict[str, _Find]:
    """How each name is looked for."""
    groups: list[tuple[tuple[str, ...], _Find]] = [
        *((names, partial(_amount_behind, label=pattern_of(names))) for names in _lists(_AMOUNTS)),
        *((names, partial(tax_id_behind, label=pattern_of(names))) for names in _lists(_TAX_IDS)),
        (phrase_list(_IBANS), _iban),
        (phrase_list(_BICS), _bic),
    ]
    return {name.replace("*", ""): find for names, find in groups for name in names}


def _lists(groups: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return map(phrase_list, groups)


def _amount_behind(lines: Sequence[Line], label: re.Pattern[str]) -> FieldValue | None:
    """The last amount of the first line that has one behind the label."""
    for line in lines:
        match = label.search(folded(line.text))
        amounts = amounts_in(line.text, spaced=True) if match is not None else ()
        if match is not None and amounts and amounts[-1].start >= match.end():
            start, end = amounts[-1].start, amounts[-1].end
            return FieldValue(
                f"{amounts[-1].value:f}",
                boxes_of(line, start, end),
                "label",
                is_sure(line, start, end),
            )
    return None


def _iban(lines: Sequence[Line]) -> FieldValue | None:
    """The first number whose check digits are right, by ISO 13616 (modulo 97).

    Without one, what stands behind the label, as unsure: a digit was misread, or misprinted.
    """
    for line in lines:
        for match in IBAN.finditer(line.text):
            start = match.start()
            end = _iban_end(line.text, start, match.end())
            if _has_right_digits(line.text[start:end]):
                return FieldValue(line.text[start:end], boxes_of(line, start, end), "pattern")
    for line in lines:
        labelled = _LABELLED_IBAN.search(line.text)
        if labelled is not None:
            start, end = labelled.span("iban")
            return FieldValue(labelled["iban"], boxes_of(line, start, end), "label", is_sure=False)
    return None


def _iban_end(text: str, start: int, end: int) -> int:
    """Where a number ends by its country; the label of what follows may look like more of it."""
    letters = [at for at in range(start, end) if text[at] != " "]
    length = _LENGTHS.get(text[start : start + 2], len(letters))
    return letters[length - 1] + 1 if length <= len(letters) else end


def _has_right_digits(text: str) -> bool:
    bare = text.replace(" ", "")
    number = "".join(str(int(letter, 36)) for letter in bare[4:] + bare[:4])
    return int(number) % 97 == 1


def _bic(lines: Sequence[Line]) -> FieldValue | None:
    for line in lines:
        match = _BIC.search(folded(line.text))
        if match is not None:
            start, end = match.span("bic")
            return FieldValue(
                line.text[start:end], boxes_of(line, start, end), "label", is_sure(line, start, end)
            )
    return None
