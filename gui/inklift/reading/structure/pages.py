"""What kind of page was read, and the best structured reading of the whole of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from inklift.core.dates import date_order
from inklift.core.folding import folded_text
from inklift.core.money import is_currency
from inklift.core.pictures import Box
from inklift.core.readings import Reading
from inklift.reading.fields.item_words import HEAD_OF_ITEMS
from inklift.reading.fields.labelled import role_of
from inklift.reading.fields.sum_labels import Role
from inklift.reading.fields.values import FieldValue
from inklift.reading.plain_values import date_alone, plain_value
from inklift.reading.structure.cards import Card, business_card_of
from inklift.reading.structure.cells import Layout, layout_of
from inklift.reading.structure.columns import is_number, is_sum
from inklift.reading.structure.key_values import Pair, pairs_in
from inklift.reading.structure.labels import NUMBER, words_of
from inklift.reading.structure.letters import Letter, letter_of
from inklift.reading.structure.paragraphs import paragraphs_of
from inklift.reading.structure.tables import PlacedTable, Table, tables_in
from inklift.reading.structure.value_places import joined_colons

WORDS_OF_TITLE = 4
LEAST_PAIRS = 3  # of a form
FORM_SHARE = 0.4  # of a form's lines hold a label or a value
TABLE_SHARE = 0.5  # of a table's page are rows of it
LETTERS_IN_RECEIPT = 34  # a receipt's usual line has at most as many
LEAST_SCORE = 2  # signs that a page with a sum on it is a receipt or an invoice
LEAST_WITHOUT_SUM = 4  # the same for one without

_INVOICE = re.compile(
    r"\b(?:invoice|\w*rechnung|facture|factura|fattura|fatura|factuur|credit note|gutschrift"
    r"|avoir|nota de credito|nota di credito|creditnota)\b"
)
_OF_INVOICES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:due date|payable by|payment due|fallig|zahlbar|zahlungsziel|echeance|vencimiento"
        r"|scadenza|vencimento|vervaldatum|te betalen (?:voor|binnen))",
        r"\b(?:iban|bic|swift|sort code|account (?:no|number))\b",
        r"\b(?:bill(?:ed|ing)? (?:to|address)|ship to|sold to|rechnungsadresse|facturar a"
        r"|adresse de facturation|fatturare a|faturar a|factuuradres)\b",
        r"\b(?:customer (?:no|number|id)|kunden-?n\w+|n\W{0,3} (?:de )?client|numero de cliente"
        r"|codice cliente|n\W{0,3} cliente|klantnummer|order (?:no|number|id)|bestellnummer)",
        r"\b(?:payment terms|terms of payment|zahlungsbedingungen|conditions de (?:paiement"
        r"|reglement)|condiciones de pago|condizioni di pagamento|condicoes de pagamento"
        r"|betalingsvoorwaarden)",
    )
)
_OF_RECEIPTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:change|cash|tender(?:ed)?|visa|mastercard|ruckgeld|bar|gegeben|rendu|especes|cb"
        r"|efectivo|cambio|contanti|resto|troco|dinheiro|numerario|contant|wisselgeld|pin)\b",
        r"\b(?:receipt|kassenbon|quittung|ticket|recu|recibo|scontrino|ricevuta|talao|kassabon|bon"
        r"|guest check|cashier|kassierer|caissier|cajero|cassiere|kasse|caisse|caja|cassa|caixa"
        r"|kassa|till)\b",
        r"\b(?:thank you|thanks|come again|vielen dank|danke|merci|gracias|grazie|obrigad[oa]"
        r"|bedankt|dank u)\b",
    )
)
_TITLE_OF_RECEIPT = re.compile(
    r"\b(?:receipt|kassenbon|\w*quittung|recu|recibo|scontrino|ricevuta|talao|kassabon)\b"
)


_CODE = re.compile(r"[A-Z]{1,3}")
_WITH_AMOUNT = frozenset(  # and with nothing else
    {Role.SUBTOTAL, Role.TOTAL, Role.FINAL, Role.NET, Role.DISCOUNT, Role.CHANGE, Role.ROUNDING}
)


class PageKind(StrEnum):
    """What a page is, as far as its structure tells."""

    RECEIPT = "receipt"
    INVOICE = "invoice"
    CARD = "business_card"
    LETTER = "letter"
    TABLE = "table"
    FORM = "form"
    TEXT = "text"


_OF_LITTLE_STRUCTURE = frozenset({PageKind.TABLE, PageKind.FORM, PageKind.TEXT})


@dataclass(frozen=True, slots=True)
class StructuredPage:
    """A page as a value for JSON, and where its parts stand.

    `data` has `kind`, `text` and what the kind has besides. `evidence` has, by a name at the top of
    `data` or by a label in its `values`, each place that the value was read from.
    """

    kind: PageKind
    data: dict[str, object]
    evidence: dict[str, tuple[FieldValue, ...]] = field(default_factory=dict)


def structured(
    reading: Reading, *, is_purchase: bool = False, items: Sequence[Box] = ()
) -> StructuredPage:
    """The best reading of a whole page, whatever is on it.

    Of a receipt or an invoice, the pairs and tables; its known fields are read elsewhere. Where
    these tell that it `is_purchase`, a page of little structure is a receipt. `items` is where they
    found what was bought: on a receipt, whose columns are no grid, that is not told again as a
    table.
    """
    page = _Page(reading)
    kind = PageKind.RECEIPT if is_purchase and page.kind in _OF_LITTLE_STRUCTURE else page.kind
    match kind:
        case PageKind.CARD if page.card is not None:
            return _of_card(reading, page.card)
        case PageKind.LETTER if page.letter is not None:
            return _of_letter(reading, page.letter)
    data: dict[str, object] = {"kind": kind.value}
    values = _values(page.pairs, [line.text for line in reading.lines])
    shown = [placed.table for placed in page.tables]
    if kind is PageKind.RECEIPT:
        shown = [table for table in shown if not any(_overlap(table.box, box) for box in items)]
    tables = [_table(table) for table in shown]
    if kind is PageKind.TEXT:
        data |= {"text": reading.text, "paragraphs": list(paragraphs_of(reading.lines))}
        return StructuredPage(kind, data)
    data |= {"values": {label: value.text for label, value in values.items()}, "tables": tables}
    data["text"] = reading.text
    evidence: dict[str, tuple[FieldValue, ...]] = {
        label: (value,) for label, value in values.items() if label not in data
    }
    return StructuredPage(kind, data, evidence)


class _Page:
    """What is found out about a page, each when first asked for."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @cached_property
    def layout(self) -> Layout:
        return joined_colons(layout_of(self._reading))

    @cached_property
    def tables(self) -> tuple[PlacedTable, ...]:
        return tables_in(self.layout)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        return pairs_in(self.layout, self.tables)

    @cached_property
    def card(self) -> Card | None:
        return business_card_of(self._reading)

    @cached_property
    def letter(self) -> Letter | None:
        return letter_of(self._reading)

    @cached_property
    def kind(self) -> PageKind:
        if not self.layout.rows:
            return PageKind.TEXT
        if self.card is not None:
            return PageKind.CARD
        invoice, receipt = self._signs_of_invoice(), self._signs_of_receipt()
        least = LEAST_SCORE if self._has_sum() else LEAST_WITHOUT_SUM
        if max(invoice, receipt) >= least:
            if invoice == receipt:
                return PageKind.RECEIPT if self._is_narrow() else PageKind.INVOICE
            return PageKind.INVOICE if invoice > receipt else PageKind.RECEIPT
        if self.letter is not None:
            return PageKind.LETTER
        in_tables = sum(len(placed.page_rows) for placed in self.tables)
        if in_tables >= TABLE_SHARE * len(self.layout.rows):
            return PageKind.TABLE
        if len(self.pairs) >= LEAST_PAIRS and self._pair_share() >= FORM_SHARE:
            return PageKind.FORM
        return PageKind.TEXT

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        return tuple(folded_text(line.text) for line in self._reading.lines if line.words)

    def _has_sum(self) -> bool:
        """Whether a sum is named with its amount: the least that receipts and invoices have."""
        return any(
            is_number(row[-1].text) and any(is_sum(cell.text) for cell in row)
            for row in self.layout.rows
        ) or any(is_sum(pair.label) and any(map(str.isdigit, pair.value)) for pair in self.pairs)

    def _signs_of_invoice(self) -> int:
        titled = any(len(text.split()) <= 6 and _INVOICE.search(text) for text in self._folded)
        return 2 * titled + _count(_OF_INVOICES, self._folded) + bool(self.tables)

    def _signs_of_receipt(self) -> int:
        return 2 * self._is_narrow() + _count(_OF_RECEIPTS, self._folded)

    def _is_narrow(self) -> bool:
        """Whether the text is a strip of short lines."""
        lengths = sorted(len(text) for text in self._folded)
        boxes = [cell.box for row in self.layout.rows for cell in row]
        high = max(box.bottom for box in boxes) - min(box.top for box in boxes)
        wide = max(box.right for box in boxes) - min(box.left for box in boxes)
        return (
            high > 1.1 * wide
            and lengths[len(lengths) // 2] <= LETTERS_IN_RECEIPT
            and lengths[len(lengths) * 9 // 10] <= 1.5 * LETTERS_IN_RECEIPT
        )

    def _pair_share(self) -> float:
        held = {row for pair in self.pairs for row in pair.rows}
        return len(held) / len(self.layout.rows)


def is_titled_receipt(reading: Reading) -> bool:
    """Whether a short line says that the page is one: "TAXI RECEIPT"."""
    return any(
        len(line.words) <= WORDS_OF_TITLE and _TITLE_OF_RECEIPT.search(folded_text(line.text))
        for line in reading.lines
    )


def _count(patterns: Iterable[re.Pattern[str]], texts: Sequence[str]) -> int:
    return sum(any(map(pattern.search, texts)) for pattern in patterns)


def _values(pairs: Sequence[Pair], lines: Sequence[str]) -> dict[str, FieldValue]:
    """The pairs by label; a label that comes again with another value is counted: "Tel (2)"."""
    order = date_order(lines)
    values: dict[str, FieldValue] = {}
    texts: dict[str, dict[str, None]] = {}
    for pair in pairs:
        if _says_nothing(pair):
            continue
        as_read = FieldValue(date_alone(pair.value), pair.value_boxes, "label")
        plain = plain_value(as_read, order)
        value = plain if plain.is_sure else as_read
        text = value.text
        known = texts.setdefault(pair.label, {})
        if text not in known:
            known[text] = None
            name = pair.label if len(known) == 1 else f"{pair.label} ({len(known)})"
            values.setdefault(name, value)
    return values


def _says_nothing(pair: Pair) -> bool:
    """Whether it is a piece of a row of items, a currency with no amount, or half a label."""
    return (
        HEAD_OF_ITEMS.fullmatch(folded_text(pair.label)) is not None
        or is_currency(pair.label)
        or is_currency(pair.value)
        or pair.value.startswith("of ")  # "Total Incl. of GST"
        or _is_without_amount(pair)
        or (words_of(pair.label) == (NUMBER,) and " " in pair.value)
    )


def _is_without_amount(pair: Pair) -> bool:
    """Whether a label of a sum has other words beside or below it: heads, or the next label."""
    role = role_of(pair.label)
    if role is Role.TAX:
        return _CODE.fullmatch(pair.value) is not None
    has_amount = any(map(str.isdigit, pair.value)) and not is_sum(pair.value)
    return role in _WITH_AMOUNT and not has_amount


def _overlap(one: Box, other: Box) -> bool:
    return one.top < other.bottom and other.top < one.bottom


def _table(table: Table) -> dict[str, object]:
    return {"columns": list(table.columns), "rows": [list(row) for row in table.rows]}


def _of_card(reading: Reading, card: Card) -> StructuredPage:
    parts = {
        "name": card.name,
        "title": card.title,
        "company": card.company,
        "email": card.email,
        "website": card.website,
        "address": card.address,
    }
    data: dict[str, object] = {"kind": PageKind.CARD.value} | _texts(parts)
    data["phones"] = [{"kind": phone.kind, "number": phone.value.text} for phone in card.phones]
    data["text"] = reading.text
    evidence = _evidence(parts) | {"phones": tuple(phone.value for phone in card.phones)}
    return StructuredPage(PageKind.CARD, data, evidence)


def _of_letter(reading: Reading, letter: Letter) -> StructuredPage:
    head = {
        "sender": letter.sender,
        "recipient": letter.recipient,
        "date": letter.date,
        "subject": letter.subject,
        "salutation": letter.salutation,
    }
    foot = {"closing": letter.closing, "signature": letter.signature}
    data: dict[str, object] = {"kind": PageKind.LETTER.value} | _texts(head)
    data["paragraphs"] = list(letter.paragraphs)
    data |= _texts(foot)
    data["text"] = reading.text
    return StructuredPage(PageKind.LETTER, data, _evidence(head | foot))


def _texts(parts: dict[str, FieldValue | None]) -> dict[str, object]:
    return {name: None if value is None else value.text for name, value in parts.items()}


def _evidence(parts: dict[str, FieldValue | None]) -> dict[str, tuple[FieldValue, ...]]:
    return {name: (value,) for name, value in parts.items() if value is not None}
