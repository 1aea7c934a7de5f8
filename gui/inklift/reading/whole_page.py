"""The best structured reading of a whole page, when JSON is wanted and no field is named."""

from collections.abc import Mapping
from dataclasses import dataclass

from inklift.core.readings import Reading
from inklift.reading.bounds import bounded
from inklift.reading.fields.known import KnownValues, known_values
from inklift.reading.fields.meanings import Meaning
from inklift.reading.fields.sums import Agreement
from inklift.reading.structure.pages import PageKind, is_titled_receipt, structured
from inklift.reading.told import Told, told_items, told_value

_LEAST_ITEMS = 2
_OF_A_PURCHASE = frozenset({PageKind.RECEIPT, PageKind.INVOICE})


@dataclass(frozen=True, slots=True)
class WholePage:
    """Everything that a page tells, under names; of a receipt whether its sums agree."""

    values: Mapping[str, Told]
    agreement: Agreement = Agreement.UNPROVED


def whole_page(reading: Reading) -> WholePage:
    """What kind of page it is, its values, items, tables or paragraphs, and last its text."""
    known = known_values(bounded(reading))
    page = structured(
        bounded(reading),
        is_purchase=_is_purchase(known, reading),
        items=[item.box for item in known.items],
    )
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
    if page.kind is PageKind.TEXT and len(known.items) >= _LEAST_ITEMS:
        return WholePage(_with_items(values, known))
    if page.kind not in _OF_A_PURCHASE:
        return WholePage(values)
    kind, text = values.pop("kind"), values.pop("text")
    rest = {name: told for name, told in values.items() if told.value}
    return WholePage({"kind": kind, **_known(known), **rest, "text": text}, known.agreement)


def _is_purchase(known: KnownValues, reading: Reading) -> bool:
    """Whether something was bought or paid, though the page has little of a receipt's structure."""
    return Meaning.TOTAL in known.values and bool(
        known.items or Meaning.PAID in known.values or is_titled_receipt(reading)
    )


def _with_items(values: Mapping[str, Told], known: KnownValues) -> dict[str, Told]:
    """A page of names and prices without a sum: a list on which something was noted."""
    items = told_items(known.items, is_sure=known.items_are_sure)
    first = {name: told for name, told in values.items() if name != "text"}
    return {**first, "items": items, "text": values["text"]}


def _known(known: KnownValues) -> dict[str, Told]:
    told: dict[str, Told] = {}
    for meaning in Meaning:
        if meaning is Meaning.ITEMS and known.items:
            told[meaning.value] = told_items(known.items, is_sure=known.items_are_sure)
        elif meaning in known.values:
            told[meaning.value] = told_value(known.values[meaning])
    return told
