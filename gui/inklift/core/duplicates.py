"""Which papers may be there twice: the same picture, or the same shop, date and total."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inklift.core.answer_values import values_in
from inklift.core.folding import folded_text
from inklift.core.same_value import decimal_of
from inklift.core.sum_names import Part, part_named
from inklift.core.written_values import date_of

_SHOP_NAMES = frozenset(
    {"merchant", "shop", "store", "company", "vendor", "supplier", "seller", "restaurant"}
    | {"merchantname", "storename", "shopname", "companyname", "vendorname", "sellername"}
    | {"suppliername", "business", "businessname", "handler", "geschaft", "laden", "firma"}
    | {"magasin", "commerce", "tienda", "comercio", "negozio", "winkel", "loja"}
)
_DATE_NAMES = frozenset(
    {"date", "receiptdate", "invoicedate", "purchasedate", "transactiondate", "orderdate"}
    | {"datum", "rechnungsdatum", "fecha", "data", "dateofpurchase", "issuedate"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A picture, by the fingerprint of its bytes, and what was answered of it."""

    fingerprint: str
    data: object


def possible_duplicates(entries: Sequence[Entry]) -> Mapping[int, tuple[int, ...]]:
    """The positions of the others that may be the same paper, for those that have any."""
    groups: dict[object, list[int]] = {}
    for position, entry in enumerate(entries):
        if entry.fingerprint:
            groups.setdefault(("picture", entry.fingerprint), []).append(position)
        paper = _paper(entry.data)
        if paper is not None:
            groups.setdefault(("paper", paper), []).append(position)
    others: dict[int, set[int]] = {}
    for together in groups.values():
        if len(together) > 1:
            for position in together:
                others.setdefault(position, set()).update(together)
    return {at: tuple(sorted(found - {at})) for at, found in sorted(others.items())}


def _paper(data: object) -> tuple[object, ...] | None:
    """Shop, date and total by what they mean; None when one of them is not told."""
    shop = date = total = None
    for each in values_in(data):
        if any(isinstance(key, int) for key in each.path):
            continue
        name = "".join(letter for letter in folded_text(each.name) if letter.isalnum())
        text = str(each.value or "")
        if shop is None and name in _SHOP_NAMES:
            shop = "".join(letter for letter in folded_text(text) if letter.isalnum()) or None
        elif date is None and name in _DATE_NAMES:
            date = date_of(text)
        elif total is None and part_named(each.name) is Part.TOTAL:
            total = decimal_of(each.value)
    return None if shop is None or date is None or total is None else (shop, date, total)
