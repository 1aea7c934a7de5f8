"""All the fields that we know, read off one page together, since its sums confirm one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from inklift.core.readings import Reading
from inklift.reading.fields.amount_fields import amount_fields
from inklift.reading.fields.contacts import email_of, phone_of, tax_id_of, website_of
from inklift.reading.fields.header import address_of, merchant_of
from inklift.reading.fields.imprint import imprint_of, with_imprint
from inklift.reading.fields.items import Item, purchase_in
from inklift.reading.fields.labelled import Labelled, labelled_amounts
from inklift.reading.fields.meanings import Meaning
from inklift.reading.fields.moments import date_of, time_of
from inklift.reading.fields.numbers import number_of
from inklift.reading.fields.payment import card_ending_of, payment_method_of
from inklift.reading.fields.sum_labels import Role
from inklift.reading.fields.sums import Agreement, sums_of
from inklift.reading.fields.tax_rows import tax_rows
from inklift.reading.fields.values import FieldValue
from inklift.reading.fields.whole_money import with_decimals

_GIVEN_BACK = frozenset({Meaning.SUBTOTAL, Meaning.TAX, Meaning.TOTAL, Meaning.PAID})


@dataclass(frozen=True, slots=True)
class KnownValues:
    """What was found on a page. `values` has no entry for ITEMS: they are in `items`."""

    values: Mapping[Meaning, FieldValue]
    items: tuple[Item, ...]
    agreement: Agreement

    @property
    def items_are_sure(self) -> bool:
        """Whether they were read well, or make the total all the same."""
        return self.agreement is Agreement.AGREE or all(item.is_sure for item in self.items)


def known_values(reading: Reading) -> KnownValues:
    """Read every field that we know; takes a few milliseconds."""
    lines = with_decimals(reading.lines)
    labelled = labelled_amounts(lines)
    is_return = _is_return(labelled)
    if is_return:  # what is given back adds up as what is paid does
        labelled = tuple(replace(each, value=-each.value) for each in labelled)
    purchase = purchase_in(lines, labelled, is_return=is_return)
    first = labelled[0].line_number if labelled else 0
    counted = purchase.negated() if is_return else purchase
    sums = sums_of(labelled, counted, tax_rows(lines, first))
    total = sums.total()
    amounts = amount_fields(lines, sums)
    merchant, address = with_imprint(merchant_of(lines), address_of(lines), imprint_of(lines))
    found = {
        Meaning.MERCHANT: merchant,
        Meaning.ADDRESS: address,
        Meaning.PHONE: phone_of(lines),
        Meaning.EMAIL: email_of(lines),
        Meaning.WEBSITE: website_of(lines),
        Meaning.TAX_ID: tax_id_of(lines),
        Meaning.DATE: date_of(lines),
        Meaning.TIME: time_of(lines),
        Meaning.NUMBER: number_of(lines),
        Meaning.PAYMENT_METHOD: payment_method_of(lines, labelled),
        Meaning.CARD_ENDING: card_ending_of(lines),
        **(_negated(amounts) if is_return else amounts),
    }
    return KnownValues(
        {each: value for each in Meaning if (value := found.get(each)) is not None},
        purchase.items,
        sums.agreement(total.value if total else None),
    )


def _is_return(labelled: Sequence[Labelled]) -> bool:
    """Whether a paper gives money back: all that it calls a total is below zero."""
    totals = [each.value for each in labelled if each.role in (Role.TOTAL, Role.FINAL)]
    return bool(totals) and max(totals) < 0


def _negated(amounts: Mapping[Meaning, FieldValue]) -> dict[Meaning, FieldValue]:
    return {
        meaning: replace(value, text=f"-{value.text}") if meaning in _GIVEN_BACK else value
        for meaning, value in amounts.items()
    }
