"""The number that a receipt or an invoice goes by."""

import re
from collections.abc import Sequence

from inklift.core.dates import dates_in, times_in
from inklift.core.folding import folded
from inklift.core.readings import Line
from inklift.reading.fields.phrases import pattern_of, phrase_list
from inklift.reading.fields.slips import without_slips
from inklift.reading.fields.values import FieldValue, boxes_of, is_sure, words_at

# The likeliest labels first.
_LABELS = tuple(
    pattern_of(phrase_list(phrases))
    for phrases in (
        """
        invoice no, invoice number, invoice nr, invoice, inv no, tax invoice no, invoice id, inv,
        taxinv, taxinv no,
        rechnungsnummer, rechnungs nr, rechnung nr, rechnungsnr, re nr, rechnung
        folio, facture no, facture n, numero de facture, no de facture, n de facture, facture,
        facture num*
        factura no, factura n, numero de factura, num factura, n factura, no factura, factura,
        factura simplificada, factura simplificada n
        fattura n, fattura no, numero fattura, n fattura, fattura nr, fattura
        fatura no, fatura n, numero da fatura, fatura simplificada, fatura recibo, fatura, n fatura
        factuurnummer, factuurnr, factuur nr, factuur no, factuur
        """,
        """
        docket, docket no, receipt no, receipt number, receipt, rcpt no, rcpt, bill no,
        bill number, doc no, document no, slip no, slip,
        ticket no, sales no, cs no, check no, chk, bill,
        check, sale no, rcp no, trx id
        quittung, b nr, rg nr, rnr, barbeleg nr, beleg nr, belegnummer, belegnr, beleg, bon nr,
        bonnummer, bonnr, bon, quittungs nr, quittung nr, quittungsnummer, kassenbon nr, belegnr
        ticket no, ticket n, ticket, no ticket, numero ticket, recu no, recu n, note no, note n,
        recu, addition n, addition no
        refund no, nota de credito, gutschrift nr, abono, ticket abono, avoir n, venta, nro,
        recibo no, recibo n, num ticket, n ticket, recibo, ticket num, tique, n operacion
        documento n, documento no, doc n, scontrino n, scontr fisc, scontrino, ricevuta fiscale n,
        ricevuta n, doc, documento commerciale n
        extrato no, extrato, num, recibo n, talao n, documento, talao, doc, nfc e n, nf e n,
        nota fiscal n, cupom, coo
        kasticket, kwitantie, kassabon, bonnr, bonnummer, bon no, kassabon nr, bon nummer, ticketnr
        """,
        """
        order no, order number, order, trans no, transaction no, trans, transaction id, ref no,
        ref, reference, trace no, txn, tran, receipt id, trans id, transaction, reference no,
        booking id, booking no, booking number, reservation no, confirmation no, buchungsnummer
        bestellnummer, bestell nr, auftrags nr, auftragsnummer, ta nr, vorgang
        commande no, n commande, no commande, transaction n, pedido n, operacion, n pedido, pedido
        ordine n, transazione, pedido no, encomenda, operazione, transactie, ordernummer,
        bestelnummer
        """,
    )
)
_LABEL_WORDS = frozenset({"invoice", "receipt", "document", "rechnung", "facture", "factura"})
_OTHER_PAPER = re.compile(  # the number of the sale that is taken back
    r"(?<![a-z])(?:origin\w*|ursprungs\w*|riferimento|ref\. a|ref a|reference sale)(?![a-z])"
)
_MISREAD_BILL = re.compile(r"(?<![a-z\d])b[il1!|]{3}(?= ?(?:#|no))")
_SAYS_NUMBER = re.compile(r"(?:no|nr|n|num|number|numero|nummer|id)$")
_ALONE = re.compile(
    r"^\W*(?:no|nr|n[°º])\.? ?[:.]? ?"
    r"(?P<number>[A-Z]{0,4}\d{5,12}\w?|[A-Z]{1,4}[-/]\d{3,12}|\d{1,6}/\d{2,6})\W*$",
    re.IGNORECASE,
)
_MOST_LINES = 25  # from the top, in which a number alone is that of the receipt
_BETWEEN = r"[\s.:#°º]*(?:(?:no|nr|n|num|number)[.:#°º]*[\s:]*)?"
_NUMBER = re.compile(
    rf"{_BETWEEN}(?P<number>#?(?:(?-i:[A-Z]{{1,4}}) (?=[\dA-Z/-]*\d))?"
    r"[A-Za-z0-9][A-Za-z0-9/._-]*\d[A-Za-z0-9/_-]*"
    r"|\d+(?: \d{3,})+|\d)",
    re.IGNORECASE,
)


def number_of(lines: Sequence[Line]) -> FieldValue | None:
    """The number behind or below the likeliest label; no date, time, phone or tax number."""
    for label in _LABELS:
        for number, line in enumerate(lines):
            plain = _MISREAD_BILL.sub("bill", _without_slips(folded(line.text)))
            if _OTHER_PAPER.search(plain):
                continue
            for match in label.finditer(plain):
                below = lines[number + 1] if number + 1 < len(lines) else None
                found = _beside(line, match.end()) or _below(line, match, below)
                if found is not None:
                    return found
    return next(filter(None, map(_alone, lines[:_MOST_LINES])), None)


def _without_slips(plain: str) -> str:
    """With the words put right that labels are made of, each letter in its place."""
    plain = re.sub(r"(?<=[a-z])1(?=[a-z])", "l", plain)  # "S1ip"
    right = without_slips(plain, _LABEL_WORDS)
    return right if len(right) == len(plain) else plain


def _alone(line: Line) -> FieldValue | None:
    """A number whose line says nothing else: "No. :CS00230322"."""
    match = _ALONE.match(line.text)
    return None if match is None else _value(line, *match.span(match.lastgroup or 0))


def _beside(line: Line, end: int) -> FieldValue | None:
    match = _NUMBER.match(line.text, end)
    if match is None or not _is_number(match["number"], line.text[match.start("number") :]):
        return None
    start = match.start("number")
    return _value(line, start, match.end("number"))


def _below(line: Line, label: re.Match[str], below: Line | None) -> FieldValue | None:
    """In a row of column heads, the word of the next row that stands below the label.

    A title ("TAX INVOICE") is no such head: only what says that it is a number is.
    """
    words = words_at(line, *label.span())
    if below is None or not words or not _SAYS_NUMBER.search(label[0]):
        return None
    left, right = words[0].box.left, words[-1].box.right
    height = line.box.bottom - line.box.top
    if below.box.top - line.box.bottom > 1.5 * height:
        return None
    position = 0
    for word in below.words:
        middle = (word.box.left + word.box.right) / 2
        if left - height <= middle <= right + height and _is_number(word.text, word.text):
            return _value(below, position, position + len(word.text))
        position += len(word.text) + 1
    return None


def _is_number(text: str, from_here: str) -> bool:
    if not any(map(str.isdigit, text)) or re.fullmatch(r"\d{1,3}[.,]\d\d|\W*\w{1,2}", text):
        return False
    return not any(found.start < 2 for found in dates_in(from_here)) and not any(
        found.start < 2 for found in times_in(from_here)
    )


def _value(line: Line, start: int, end: int) -> FieldValue:
    text = line.text[start:end].strip(" #.:")
    return FieldValue(text, boxes_of(line, start, end), "label", is_sure(line, start, end))
