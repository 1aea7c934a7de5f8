"""What the names in an answer say about sums: which value is the total, the tax, a line's price."""

import re
from enum import StrEnum
from functools import lru_cache

from inklift.core.folding import folded


class Part(StrEnum):
    """What a number is to the sums of a receipt or an invoice."""

    TOTAL = "total"
    SUBTOTAL = "subtotal"
    TAX = "tax"
    DISCOUNT = "discount"
    EXTRA = "extra"  # added on top: tip, service, delivery
    ROUNDING = "rounding"
    PAID = "paid"
    CHANGE = "change"
    LINE_TOTAL = "line_total"
    UNIT_PRICE = "unit_price"
    PRICE = "price"  # of a line: of one piece where there is a line total, else the line total
    QUANTITY = "quantity"


_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_WORD = re.compile(r"[\W_]+")
_CURRENCY = r"(?: (?:rm|myr|eur|usd|gbp|chf|sgd|inr|in [a-z]{3}))?"
_TAX = (
    r"(?:tax|taxes|vat|gst|sst|hst|pst|mwst|ust|umsatzsteuer|mehrwertsteuer|tva|iva|btw|imposto"
    r"|impuesto)"
)
_NET = r"(?:excl|excluding|without|before|exclusive of|net of|ex|zzgl|hors|ohne)"
_GROSS = r"(?:incl|including|inclusive of|inclusive|with|inc|inkl|mit|ttc)"

# In this order: the first that fits the whole name counts.
_PARTS: tuple[tuple[Part, str], ...] = (
    (
        Part.SUBTOTAL,
        rf"sub ?totals?|subtotal (?:amount|sum)"
        rf"|(?:total )?net(?: (?:total|amount|sum|value|price))?"
        rf"|(?:total|amount|sum)(?: amount)? {_NET}(?: {_TAX})?|taxable(?: (?:amount|total))?"
        r"|netto(?:betrag|summe)?|zwischensumme|sous total|total ht|montant ht|base imponible"
        r"|imponibile|subtotale|subtotaal|items? total|goods total|amount before tax",
    ),
    (
        Part.TAX,
        rf"(?:total |sales |service |state |city |local )?{_TAX}"
        rf"(?: (?:amount|total|sum|value|[0-9]+))?|(?:amount|total|sum) of {_TAX}"
        r"|mwst betrag|steuer(?:betrag)?|steuern",
    ),
    (
        Part.DISCOUNT,
        r"(?:total )?(?:discounts?|rebates?|rabatt|nachlass|remise|descuento|sconto|desconto"
        r"|korting|savings|coupon|voucher)(?: (?:amount|total|sum|applied))?",
    ),
    (
        Part.EXTRA,
        r"tips?|gratuity|trinkgeld|pourboire|propina|(?:service|delivery|shipping|handling|booking)"
        r"(?: (?:charges?|fees?|costs?))?|surcharge|fees?|(?:versand|liefer)(?:kosten)?|freight"
        r"|postage|deposit|pfand",
    ),
    (
        Part.ROUNDING,
        r"rounding(?: (?:adj(?:ustment)?|amount|adjust|adjustment|difference))?|rundung",
    ),
    (
        Part.CHANGE,
        r"change(?: (?:due|amount|given|returned|back))?|cash change|wechselgeld|ruckgeld|rendu"
        r"|monnaie rendue|cambio|vuelto|resto|troco|wisselgeld|balance returned",
    ),
    (
        Part.PAID,
        r"(?:amount |total )?(?:paid|tendered|received)(?: (?:amount|total|cash))?"
        r"|cash(?: (?:paid|tendered|received|amount|given))?|payment(?: (?:amount|total))?"
        r"|tender(?: amount)?|gegeben|bezahlt|erhalten|bar|paye|pagado|pagato|pago|betaald",
    ),
    (
        Part.TOTAL,
        rf"(?:(?:grand|invoice|order|bill|receipt|final|overall|sum|net|gross|rounded) )?total"
        rf"(?: (?:amount|sum|price|due|payable|value|paid|to pay|a pagar|general|ttc|sales))*"
        rf"|total(?: amount)?(?: due)? {_GROSS}(?: {_TAX})?"
        rf"|(?:total )?amount(?: (?:due|payable|total|to pay))?|balance due|to pay"
        r"|gross(?: (?:total|amount))?"
        r"|gesamt(?:betrag|summe|preis)?|summe|endbetrag|rechnungsbetrag|brutto(?:betrag)?"
        r"|montant(?: total)?(?: ttc)?|importe(?: total)?|totale(?: complessivo)?|totaal(?:bedrag)?"
        r"|valor total",
    ),
)
_LINE_PARTS: tuple[tuple[Part, str], ...] = (
    (
        Part.LINE_TOTAL,
        r"(?:line|item|row|extended|total|sub|net|gross|full|position)s? ?"
        r"(?:total|amount|price|sum|cost)"
        r"|total|amount|sum|subtotal|gesamt(?:preis|betrag)?|betrag|summe|montant|importe|totale"
        r"|totaal",
    ),
    (
        Part.UNIT_PRICE,
        r"(?:unit|each|single|piece|per unit) ?(?:price|cost|amount|rate)?"
        r"|price (?:each|per unit|per piece)"
        r"|u ?p|rate|einzelpreis|stuckpreis|prix unitaire|precio unitario|prezzo unitario",
    ),
    (
        Part.QUANTITY,
        r"quantity|qty|quantite|cantidad|quantita|quantidade|menge|anzahl|aantal|units|count",
    ),
    (Part.DISCOUNT, r"(?:line |item )?(?:discount|rabatt|rebate)(?: amount)?"),
    (Part.PRICE, r"price|cost|preis|prix|precio|prezzo|preco|prijs|value"),
)


def _compiled(parts: tuple[tuple[Part, str], ...]) -> tuple[tuple[Part, re.Pattern[str]], ...]:
    return tuple((part, re.compile(rf"(?:{names}){_CURRENCY}")) for part, names in parts)


_OF_THE_WHOLE = _compiled(_PARTS)
_OF_A_LINE = _compiled(_LINE_PARTS)


@lru_cache(maxsize=1024)
def part_named(name: str) -> Part | None:
    """What a value of a whole receipt is by its name, such as "Total incl. GST (RM)"."""
    return _fitting(name, _OF_THE_WHOLE)


@lru_cache(maxsize=1024)
def line_part_named(name: str) -> Part | None:
    """What a value of one line is by its name."""
    return _fitting(name, _OF_A_LINE)


def _fitting(name: str, parts: tuple[tuple[Part, re.Pattern[str]], ...]) -> Part | None:
    for written in (_HUMP.sub(" ", name), name):  # totalAmount, but MwSt too
        words = _NO_WORD.sub(" ", folded(written)).strip()
        for part, pattern in parts:
            if pattern.fullmatch(words):
                return part
    return None
