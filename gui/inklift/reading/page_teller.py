"""Tells the values of one page, by whatever names they are asked for."""

import re
from collections.abc import Sequence
from functools import cached_property

from inklift.core.dates import date_order
from inklift.core.field_kinds import kind_by_name
from inklift.core.folding import folded
from inklift.core.pictures import Box
from inklift.core.prompts import Field, FieldKind
from inklift.core.readings import Reading
from inklift.reading.bounds import bounded
from inklift.reading.fields.amount_fields import may_be_dollars, shows_dollars
from inklift.reading.fields.known import KnownValues, known_values
from inklift.reading.fields.meanings import Meaning
from inklift.reading.fields.narrower import narrower_value
from inklift.reading.fields.other_names import is_fit, labels_of
from inklift.reading.fields.payment import CARD, CASH, METHOD_PATTERNS
from inklift.reading.fields.phrases import pattern_of
from inklift.reading.fields.values import FieldValue, boxes_of
from inklift.reading.fields.wanted import WantedField
from inklift.reading.plain_values import plain_value
from inklift.reading.structure.cards import Card, business_card_of
from inklift.reading.structure.key_values import value_of
from inklift.reading.structure.letters import Letter, letter_of
from inklift.reading.structure.tables import Table, tables_of
from inklift.reading.told import NOT_FOUND, Told, told_items, told_value

LEAST_ROWS_OF_COLUMN = 2  # below one row, a head is the label of a value
_NEVER = re.compile(r"(?!)")
_MAY_BE_COLUMNS = frozenset({None, Meaning.MERCHANT})  # "supplier"
_BY_LABEL = frozenset({Meaning.JOB_TITLE, Meaning.MOBILE, Meaning.FAX})
_OF_CARDS = _BY_LABEL | {
    Meaning.PERSON,
    Meaning.MERCHANT,
    Meaning.ADDRESS,
    Meaning.EMAIL,
    Meaning.WEBSITE,
    Meaning.PHONE,
}


class PageTeller:
    """Tells the values of one page, each part of its structure read when first asked for."""

    def __init__(self, reading: Reading) -> None:
        self._whole = reading
        self._reading = bounded(reading)

    @cached_property
    def known(self) -> KnownValues:
        return known_values(self._reading)

    @cached_property
    def _card(self) -> Card | None:
        return business_card_of(self._reading)

    @cached_property
    def _letter(self) -> Letter | None:
        return letter_of(self._reading)

    @cached_property
    def _table(self) -> Table | None:
        tables = tables_of(self._reading)
        return max(tables, key=lambda table: len(table.rows) * len(table.rows[0]), default=None)

    def tell(self, wanted: WantedField, field: Field | None = None) -> Told:
        """The value of one field; `field` where it was named with a kind."""
        match wanted.meaning:
            case Meaning.ITEMS:
                return self._items()
            case Meaning.TEXT:
                boxes = tuple(line.box for line in self._whole.lines)
                return Told(self._whole.text, boxes, "position")
            case Meaning.COLUMNS | Meaning.ROWS:
                return self._of_table(wanted.meaning)
        name = wanted.label or wanted.name
        if wanted.meaning in _MAY_BE_COLUMNS and (column := self._column(name)):
            return column
        found = self._value(wanted)
        kind = (field.kind if field else None) or kind_by_name(wanted.name)
        if field is not None and kind is FieldKind.CHOICE:
            return _chosen(self._reading, found, field.choices)
        if found is None:
            return NOT_FOUND
        if wanted.meaning is None:
            order = date_order([line.text for line in self._reading.lines])
            found = plain_value(found, order, kind)
        return told_value(found)

    def may_be_in(self, currency: str) -> bool:
        """Whether the amounts may be in a currency (its code): unless another one is shown."""
        found = self.known.values.get(Meaning.CURRENCY)
        if found is not None:
            return found.text == currency
        return may_be_dollars(currency) or not shows_dollars(self._reading.lines)

    def _items(self) -> Told:
        if not self.known.items:
            return NOT_FOUND
        return told_items(self.known.items, is_sure=self.known.items_are_sure)

    def _value(self, wanted: WantedField) -> FieldValue | None:
        meaning = wanted.meaning
        if self._card is not None and meaning in _OF_CARDS:
            return _of_card(self._card, meaning)
        name = wanted.label or wanted.name
        narrower = narrower_value(self._reading.lines, name)
        if narrower is not None:
            return narrower
        if meaning is None or meaning in _BY_LABEL:
            found = self._behind_label(name)
            return found or (self._letter.part_named(name) if self._letter else None)
        if meaning is Meaning.PERSON:  # of what is no card: the name on a form, or whoever wrote it
            return self._behind_label(name) or self.known.values.get(Meaning.MERCHANT)
        return self.known.values.get(meaning)

    def _behind_label(self, name: str) -> FieldValue | None:
        for labels in labels_of(name):
            found = value_of(self._reading, labels)
            if found is not None and is_fit(name, found.text):
                return found
        return None

    def _column(self, name: str) -> Told | None:
        """The cells of a column that is called so, where the table has several rows."""
        if self._table is None or len(self._table.rows) < LEAST_ROWS_OF_COLUMN:
            return None
        cells = self._table.column_named(name)
        return None if cells is None else Told(list(cells), self._table.row_boxes, "label")

    def _of_table(self, meaning: Meaning) -> Told:
        if self._table is None:
            return NOT_FOUND
        if meaning is Meaning.COLUMNS:
            return Told(list(self._table.columns), (self._table.box,), "position")
        return Told([list(row) for row in self._table.rows], self._table.row_boxes, "position")


def _of_card(card: Card, meaning: Meaning | None) -> FieldValue | None:
    match meaning:
        case Meaning.PERSON:
            return card.name
        case Meaning.JOB_TITLE:
            return card.title
        case Meaning.MERCHANT:
            return card.company
        case Meaning.ADDRESS:
            return card.address
        case Meaning.EMAIL:
            return card.email
        case Meaning.WEBSITE:
            return card.website
    kinds = ("phone", None) if meaning is Meaning.PHONE else (meaning,)
    return next((phone.value for phone in card.phones if phone.kind in kinds), None)


def _chosen(reading: Reading, found: FieldValue | None, choices: Sequence[str]) -> Told:
    """The choice that a value is, or the only one of them whose words stand on the page."""
    by_name = {folded(choice): choice for choice in choices}
    if found is not None:
        plain = folded(found.text)
        general = plain if plain == CASH else CARD
        for name, choice in by_name.items():
            if name in (plain, general) or METHOD_PATTERNS.get(general, _NEVER).fullmatch(name):
                return Told(choice, found.boxes, found.reason, found.is_sure)
    places: dict[str, list[Box]] = {}
    for name, choice in by_name.items():
        pattern = pattern_of([name])
        for line in reading.lines:
            for match in pattern.finditer(folded(line.text)):
                places.setdefault(choice, []).extend(boxes_of(line, *match.span()))
    if len(places) == 1:
        ((choice, boxes),) = places.items()
        return Told(choice, tuple(dict.fromkeys(boxes)), "only_one")
    return told_value(found) if found is not None else NOT_FOUND
