"""Whether what was found equals what is true, by meaning."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from enum import StrEnum

from papers.paper import FIELD_NAMES, Item, Paper

_MONEY = ("subtotal", "tax", "discount", "tip", "total", "paid", "change")
_AMOUNTS = frozenset((*_MONEY, "tax_rate"))
_SAME_NAME = 0.85
_ROUNDING = Decimal("0.01")
_PAYING = {
    "cash": "cash bar bargeld barzahlung especes efectivo metalico contanti contante numerario "
    "dinheiro contant",
    "card": "card credit debit visa mastercard maestro amex american vpay girocard ec karte "
    "kreditkarte bankomat cb carte tarjeta carta bancomat cartao multibanco pin pinpas bancontact",
    "transfer": "transfer uberweisung virement transferencia bonifico overboeking overschrijving",
}


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"  # given, but another value is true
    MISSING = "missing"  # not given although the paper has it
    INVENTED = "invented"  # given although the paper has none


@dataclass(frozen=True, slots=True)
class Judged:
    """A value that was judged; for items, each is judged by itself."""

    field: str
    verdict: Verdict
    true: object
    given: object


def judged(paper: Paper, given: Mapping[str, object]) -> list[Judged]:
    """All fields of a paper that are not open to debate; nothing where nothing is and was given."""
    truth = paper.truth.as_dict()
    results: list[Judged] = []
    for name in FIELD_NAMES:
        if name in paper.open_to_debate:
            continue
        if name == "items":
            results += _judged_items(paper.truth.items, given.get(name))
            continue
        accepted = [truth[name], *(value for field, value in paper.also if field == name)]
        results += _judged(name, accepted, given.get(name))
    for label, value in paper.labelled:
        results += _judged("labelled", [value], given.get(label))
    if paper.expects_sums_agree is not None:
        results += _judged("sums_agree", [paper.expects_sums_agree], given.get("sums_agree"))
    return results


def recall(printed: str, read: str) -> float:
    """The part of the printed words that was read, each as often as it was printed."""
    wanted, found = Counter(_words(printed)), Counter(_words(read))
    return (wanted & found).total() / wanted.total()


def rows_kept(printed: str, read: str) -> float:
    """The part of the printed rows that came out as one line, wrong letters forgiven."""
    rows = [_bare(row) for row in printed.splitlines()]
    lines = [_bare(line) for line in read.splitlines()]
    kept = [row for row in rows if max((_ratio(row, line) for line in lines), default=0) >= 0.8]
    return len(kept) / len(rows)


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _words(text: str) -> list[str]:
    """Words in lower case without the signs around them; a middle dot parts words as a blank does.

    Masks of card numbers do not count.
    """
    words = text.casefold().replace("·", " ").split()
    bare = (word.strip(".,:;*#()|-–%'’€$£/") for word in words)
    return [word for word in bare if word and not re.fullmatch(r"[x*#/]*", word)]


def _judged(name: str, accepted: Sequence[object], given: object) -> list[Judged]:
    true = accepted[0]
    if given in (None, "", []):
        return [] if true is None else [Judged(name, Verdict.MISSING, true, given)]
    if true is None and name == "tax_rate" and "," in str(given):
        return []  # several rates: papers name none, the product names all
    if true is None:
        return [Judged(name, Verdict.INVENTED, true, given)]
    is_right = any(_means_the_same(name, value, given) for value in accepted)
    return [Judged(name, Verdict.RIGHT if is_right else Verdict.WRONG, true, given)]


def _means_the_same(name: str, true: object, given: object) -> bool:
    if isinstance(true, bool) or isinstance(given, bool):
        return true is given
    if name in _AMOUNTS:
        return _amount(true) == _amount(given) is not None
    match name:
        case "phone":
            return _digits(true) == _digits(given)
        case "time":
            return str(given)[:5] == true
        case "payment_method":
            return _way_of_paying(given) == true
        case "date":
            return true == given
    return _bare(true) == _bare(given)


def _amount(value: object) -> Decimal | None:
    if value is None:
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _digits(value: object) -> str:
    return re.sub(r"\D", "", str(value))


def _bare(value: object) -> str:
    """Letters and digits only, in lower case, without accents."""
    decomposed = unicodedata.normalize("NFKD", str(value).casefold())
    return "".join(letter for letter in decomposed if letter.isalnum())


def _way_of_paying(value: object) -> str | None:
    words = {_bare(value), *(_bare(word) for word in re.split(r"[\s/-]+", str(value)))}
    for way, names in _PAYING.items():
        if words & set(names.split()):
            return way
    return None


def _judged_items(true: Sequence[Item], given: object) -> list[Judged]:
    """Items are matched by name, in order; each is right when all its numbers are."""
    left = [entry for entry in given if isinstance(entry, dict)] if isinstance(given, list) else []
    results: list[Judged] = []
    for item in true:
        entry = max(left, key=lambda entry: _likeness(item, entry), default=None)
        if entry is None or _likeness(item, entry) < _SAME_NAME:
            results.append(Judged("items", Verdict.MISSING, item, None))
            continue
        left.remove(entry)
        verdict = Verdict.RIGHT if _has_numbers_of(item, entry) else Verdict.WRONG
        results.append(Judged("items", verdict, item, entry))
    return results + [Judged("items", Verdict.INVENTED, None, entry) for entry in left]


def _likeness(item: Item, entry: Mapping[str, object]) -> float:
    """Of the names, and a little for the price, so that the right one of two namesakes is taken."""
    names = _ratio(_bare(item.name), _bare(entry.get("name") or ""))
    same_price = item.price is not None and _amount(item.price) == _amount(entry.get("price"))
    return names + 0.001 * same_price


def _has_numbers_of(item: Item, entry: Mapping[str, object]) -> bool:
    """A number that is not printed, but follows from the others, is no mistake."""
    quantity, unit_price, price = (entry.get(name) for name in ("quantity", "unit_price", "price"))
    return (
        _amount(price) == _amount(item.price)
        and _amount(quantity or "1") == _amount(item.quantity or "1")
        and (
            _amount(unit_price) == _amount(item.unit_price)
            or (item.unit_price is None and _follows(unit_price, item))
        )
    )


def _follows(unit_price: object, item: Item) -> bool:
    each, price = _amount(unit_price), _amount(item.price)
    quantity = _amount(item.quantity or "1")
    if each is None or price is None or quantity is None:
        return False
    return abs(each * quantity - price) < _ROUNDING
