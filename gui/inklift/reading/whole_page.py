"""The best structured reading of a whole page, when JSON is wanted and no field is named."""

from collections.abc import Mapping
from dataclasses import dataclass

from inklift.core.readings import Reading
from inklift.reading.bounds import bounded
from inklift.reading.fields.known import KnownValues, known_values
from inklift.reading.fields.meanings import Meaning
from inklift.reading.fields.sums import Agreement
from inklift.reading.structure.pages import PageKind, structured
from inklift.reading.told import Told, told_items, told_value

_OF_A_PURCHASE = frozenset({PageKind.RECEIPT, PageKind.INVOICE})
_OF_NO_PURCHASE = frozenset({PageKind.CARD, PageKind.LETTER})


@dataclass(frozen=True, slots=True)
class WholePage:
    """Everything that a page tells, under names; of a receipt whether its sums agree."""

    values: Mapping[str, Told]
    agreement: Agreement = Agreement.UNPROVED


def whole_page(reading: Reading) -> WholePage:
    """What kind of page it is, its values, items, tables or paragraphs, and last its text."""
    page = structured(bounded(reading))
    data = {**page.data, "text": reading.text}
    boxes = {
        name: tuple(box for value in values for box in value.boxes)
        for name, values in page.evidence.items()
    }
    reasons = {name: values[0].reason for name, values in page.evidence.items() if values}
    unsure = {name for name, each in page.evidence.items() if not all(v.is_sure for v in each)}
    values = {
        name: Told(value, boxes.get(name, ()), reasons.get(name, ""), name not in unsure)
        for name, value in data.items()
    }
    known = known_values(bounded(reading))
    if page.kind in _OF_NO_PURCHASE or not (page.kind in _OF_A_PURCHASE or _is_purchase(known)):
        return WholePage(values)
    kind = page.kind if page.kind in _OF_A_PURCHASE else PageKind.RECEIPT
    del values["kind"]
    told = {"kind": Told(kind.value), **_known(known)}
    text = values.pop("text")
    return WholePage(
        {**told, **{k: v for k, v in values.items() if v.value}, "text": text}, known.agreement
    )


def _is_purchase(known: KnownValues) -> bool:
    """Whether something was bought or paid, though the page has little of a receipt's structure."""
    return Meaning.TOTAL in known.values and bool(known.items or Meaning.PAID in known.values)


def _known(known: KnownValues) -> dict[str, Told]:
    told: dict[str, Told] = {}
    for meaning in Meaning:
        if meaning is Meaning.ITEMS and known.items:
            told[meaning.value] = told_items(known.items, is_sure=known.items_are_sure)
        elif meaning in known.values:
            told[meaning.value] = told_value(known.values[meaning])
    return told
