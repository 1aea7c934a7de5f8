"""How something was paid, and the last digits of the card."""

import re
from collections.abc import Sequence

from inklift.core.folding import folded
from inklift.core.money import amounts_in
from inklift.core.readings import Line
from inklift.reading.fields.labelled import Labelled
from inklift.reading.fields.phrases import pattern_of, phrase_list
from inklift.reading.fields.sum_labels import Role
from inklift.reading.fields.values import FieldValue, boxes_of, is_sure, without_repeats

CASH, CARD = "cash", "card"
_METHODS = {
    "Visa": "visa, visa card, visa debit, visa credit, visa contactless",
    "Mastercard": "mastercard, master card, master, mc debit",
    "American Express": "amex, american express",
    "Maestro": "maestro",
    "V PAY": "v pay, vpay",
    "girocard": "girocard, ec karte, ec cash, ec",
    "Bancontact": "bancontact",
    "Multibanco": "multibanco, multi banco",
    "Bancomat": "bancomat, pagobancomat, bankomat",
    "CB": "cb, carte bleue, cb emv, cb sans contact",
    "PIN": "pin, pinnen, gepind, pinbetaling",
    "iDEAL": "ideal",
    "PayPal": "paypal",
    "Apple Pay": "apple pay",
    "Google Pay": "google pay",
    "MB WAY": "mb way",
    "Bizum": "bizum",
    "Satispay": "satispay",
    "e-wallet": "e wallet, grabpay, touch n go, tng, boost",
    CARD: """
        card, credit card, debit card, card payment, paid by card, contactless, eftpos, karte,
        kartenzahlung, kreditkarte, debitkarte, carte, carte bancaire, carte de credit, tarjeta,
        tarjeta bancaria, tarjeta credito, tarjeta debito, pago tarjeta, tarjeta de credito, carta,
        carta di credito, carta di debito, pagamento elettronico, elettronico, cartao,
        cartao credito, cartao debito, cartao de credito, bankpas, creditcard, pinpas, betaalpas
    """,
    CASH: """
        cash, cash received, cash tendered, bar, bargeld, barzahlung, gegeben bar, bar gegeben,
        especes, especes recues, efectivo, pago efectivo, metalico, contanti, contante,
        pagamento contante, pagamento contanti, dinheiro, numerario, contant, contant betaald
    """,
    "cheque": "cheque, check payment, cheques",
    "bank transfer": """
        bank transfer, wire transfer, uberweisung, virement, virement bancaire, transferencia,
        transferencia bancaria, bonifico, bonifico bancario, overschrijving, overboeking
    """,
    "direct debit": """
        direct debit, lastschrift, sepa lastschrift, prelevement, domiciliacion, incasso
    """,
    "voucher": "gift card, voucher, ticket restaurant, cheque dejeuner, buono pasto, buoni pasto",
}
METHOD_PATTERNS = {method: pattern_of(phrase_list(phrases)) for method, phrases in _METHODS.items()}
_METHOD_LABEL = pattern_of(
    phrase_list(
        """
        payment method, payment type, method of payment, paid by, paid with, payment, pay by,
        tender, tender type, payment mode, mode of payment, zahlungsart, zahlart, zahlungsmethode,
        bezahlt mit, zahlung, mode de paiement, moyen de paiement, reglement, paye par,
        reglement par, paiement, forma de pago, metodo de pago, medio de pago, pagado con,
        modo de pago, metodo di pagamento, modalita di pagamento, pagamento, tipo pagamento,
        forma de pagamento, metodo de pagamento, meio de pagamento, modo de pagamento, betaalwijze,
        betaalmethode, betaald met, betaling
        """
    )
)
_NOT_TAKEN = re.compile(  # "Le règlement par chèque n'est plus accepté"
    r"(?<![a-z])(?:not?|no longer|nicht|kein\w*|plus|pas|non|nao|niet|geen)(?![a-z])"
    r".{0,24}(?:accept|akzept|acept|accett|aceit|moglich|possib)"
)
_MASKED = re.compile(
    r"(?:(?<![*xX•·#.])[*xX•·#.]{2,40}+(?:[ -][*xX•·#.]{2,40}+){0,4}[ -]?|(?<=[A-Za-z] )[*•])"
    r"(?P<ending>\d{4})"
    r"(?![\d*xX•#]|[.,]\d)"
)
_BEHIND_BRAND = re.compile(  # "VISA 4821", where amounts have decimals
    r"^\W*(?:visa|master ?card|amex|american express|maestro|girocard|bancontact|v ?pay)"
    r"(?: (?:debit|credit|card|karte|carte|contactless))?\W+(?P<ending>\d{4})"
    r"(?=\W*$| +(?:[$€£]|[a-z]{2,3} )?\d+[.,]\d\d\W*$)"
)
_NO_CARD = re.compile(r"(?<![a-z])(?:tid|mid|terminal|merchant|haendler|vu|nr siret|aid)(?![a-z])")
_ENDING = re.compile(
    r"(?:ending(?: in| with)?|ends(?: in| with)?|endet auf|endziffern?|letzte 4|se terminant par"
    r"|terminee? (?:par|en)|final|terminada en|acabada en|terminada em|terminante (?:in|con)"
    r"|eindigend op|eindigt op|last 4(?: digits)?)[\s.:#°º*x•-]{0,6}(?P<ending>\d{4})(?!\d)"
    r"|(?:card no|card number|kartennr|karten nr|kaartnr|pasnummer|no carte|n carte|tarjeta n"
    r"|carta n|cartao n)[\s.:#°º]{0,4}(?:\d{4}[ -]?){2,4}(?<=\d{4})(?<!\d{5})$"
    r"|(?:card no|card number|kartennr|karten nr|kaartnr|pasnummer|no carte|n carte|tarjeta n"
    r"|carta n|cartao n)[\s.:#°º*x•-]{0,6}(?P<short>\d{4})(?![\d -]\d)"
)


def payment_method_of(lines: Sequence[Line], labelled: Sequence[Labelled]) -> FieldValue | None:
    """Return "cash", "card", or the name of the card or service; several with commas between."""
    named: dict[str, FieldValue] = {}
    for each in labelled:
        if each.role is Role.PAID and each.value:
            _note(named, each.line, 0, each.start, "label")
    if not named:
        for line in lines:
            label = _METHOD_LABEL.search(folded(line.text))
            if label is not None and not _NOT_TAKEN.search(folded(line.text)):
                _note(named, line, label.end(), len(line.text), "label")
    if not named:
        for line in lines:
            if _MASKED.search(line.text) or _is_method_alone(line.text):
                _note(named, line, 0, len(line.text), "pattern")
    brands = [method for method in named if method not in (CARD, CASH)]
    if brands and CARD in named:
        del named[CARD]  # the brand says more
    if not named and any(each.role is Role.CHANGE and each.value for each in labelled):
        given = next(each for each in labelled if each.role is Role.CHANGE and each.value)
        return FieldValue(CASH, boxes_of(given.line, 0, given.end), "arithmetic")
    if not named:
        return None
    values = list(named.values())
    return FieldValue(
        ", ".join(named),
        without_repeats(box for value in values for box in value.boxes),
        values[0].reason,
        all(value.is_sure for value in values),
    )


def card_ending_of(lines: Sequence[Line]) -> FieldValue | None:
    """The four digits behind a masked number of a card, or behind its brand alone."""
    for line in lines:
        match = _MASKED.search(line.text) or _ENDING.search(folded(line.text))
        if match is not None and not _NO_CARD.search(folded(line.text), 0, match.start()):
            return _ending(line, _ending_span(match), "pattern")
    if any(amounts_in(line.text) for line in lines):
        for line in lines:
            match = _BEHIND_BRAND.match(folded(line.text))
            if match is not None:
                return _ending(line, match.span("ending"), "position")
    return None


def _ending(line: Line, span: tuple[int, int], reason: str) -> FieldValue:
    start, end = span
    return FieldValue(
        line.text[start:end], boxes_of(line, start, end), reason, is_sure(line, start, end)
    )


def _ending_span(match: re.Match[str]) -> tuple[int, int]:
    """Where the last four digits stand: of a whole number, those at its end."""
    for group in ("ending", "short"):
        if match.groupdict().get(group):
            return match.span(group)
    return match.end() - 4, match.end()


def _note(named: dict[str, FieldValue], line: Line, start: int, end: int, reason: str) -> None:
    """Add the methods that stand between two letters of a line; longer names hide their parts."""
    plain = folded(line.text)[:end]
    found = [
        (match.start(), match.end(), method)
        for method, pattern in METHOD_PATTERNS.items()
        for match in pattern.finditer(plain, start)
    ]
    for begin, stop, method in sorted(found):
        if any(b <= begin and stop <= s and (b, s) != (begin, stop) for b, s, _ in found):
            continue
        named.setdefault(
            method,
            FieldValue(method, boxes_of(line, begin, stop), reason, is_sure(line, begin, stop)),
        )


def _is_method_alone(text: str) -> bool:
    plain = folded(text)
    letters = sum(map(str.isalpha, plain))
    return any(
        letters and len(match[0].replace(" ", "")) >= 0.8 * letters
        for method, pattern in METHOD_PATTERNS.items()
        if method != "voucher"
        for match in pattern.finditer(plain)
    )
