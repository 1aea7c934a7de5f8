"""Which papers may be there twice: the same picture, or the same shop, date and total."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from inklift.core.answer_values import ValuePath
from inklift.core.folding import folded_text
from inklift.core.same_value import decimal_of
from inklift.core.sum_names import Part
from inklift.core.value_names import part_of
from inklift.core.written_values import date_of

_SHOP_NAMES = frozenset(
    {"merchant", "shop", "store", "company", "vendor", "supplier", "seller", "restaurant"}
    | {"merchantname", "storename", "shopname", "companyname", "vendorname", "sellername"}
    | {"suppliername", "restaurantname", "business", "businessname", "retailer", "issuer"}
    | {"handler", "verkaufer", "geschaft", "laden", "firma", "marchand", "commercant", "enseigne"}
    | {"magasin", "commerce", "tienda", "comercio", "negozio", "esercente", "winkel", "loja"}
)
_DATE_NAMES = frozenset(
    {"date", "receiptdate", "invoicedate", "purchasedate", "transactiondate", "orderdate"}
    | {"datum", "rechnungsdatum", "fecha", "data", "dateofpurchase", "issuedate", "datetime"}
    | {"dateandtime", "transactiondatetime", "dateofissue"}
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
    of_each: dict[int, list[list[int]]] = {}
    for together in groups.values():
        if len(together) > 1:
            for position in together:
                of_each.setdefault(position, []).append(together)
    return _Others(dict(sorted(of_each.items())))


class _Others(Mapping[int, tuple[int, ...]]):
    """Written out for one paper when asked: a thousand equal ones have a million others."""

    def __init__(self, groups: Mapping[int, Sequence[Sequence[int]]]) -> None:
        self._groups = groups

    def __getitem__(self, position: int) -> tuple[int, ...]:
        found = {other for together in self._groups[position] for other in together}
        return tuple(sorted(found - {position}))

    def __iter__(self) -> Iterator[int]:
        return iter(self._groups)

    def __len__(self) -> int:
        return len(self._groups)


def _paper(data: object) -> tuple[object, ...] | None:
    """Shop, date and total by what they mean; None when one of them is not told."""
    shop = date = total = None
    for path, value in _members(data):
        if shop is None and _is_shop(path):
            shop = _letters(str(value or "")) or None
        elif date is None and _letters(path[-1]) in _DATE_NAMES:
            date = date_of(str(value or ""))
        elif total is None and part_of(path) is Part.TOTAL:
            total = decimal_of(value)
        if shop is not None and date is not None and total is not None:
            return shop, date, total
    return None


def _members(data: object) -> Iterator[tuple[tuple[str, ...], object]]:
    """The plain values outside any list, those that stand least deep first."""
    while isinstance(data, list) and len(data) == 1:
        data = data[0]
    waiting: deque[tuple[tuple[str, ...], object]] = deque([((), data)])
    while waiting:
        path, inside = waiting.popleft()
        if not isinstance(inside, dict):
            continue
        for name, value in inside.items():
            if isinstance(value, dict):
                waiting.append(((*path[-1:], name), value))
            elif not isinstance(value, list):
                yield (*path[-1:], name), value


def _is_shop(path: ValuePath) -> bool:
    name = _letters(str(path[-1]))
    return name in _SHOP_NAMES or (
        name == "name" and len(path) > 1 and _letters(str(path[-2])) in _SHOP_NAMES
    )


@lru_cache(maxsize=1024)
def _letters(text: str) -> str:
    return "".join(letter for letter in folded_text(text) if letter.isalnum())
