"""The names of what was bought, where a till prints them above or below their numbers."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from inklift.reading.fields.item_lines import ItemLine, has_name, is_unit

_RATE_BEHIND = re.compile(r"\s+\(?\d{1,2}(?:[.,]\d{1,2})? ?%\)?$")
_LONGEST_CODE = 3  # letters of the code of a tax
_SCRAP = 3  # letters beside a digit; so few are no name


def with_names(
    parts: Sequence[ItemLine],
    names: Mapping[int, str],
    *,
    have_units: bool = False,
    tax_codes: Collection[str] = (),
) -> list[ItemLine]:
    """Give each part its name; `names` are the lines, by number, that have nothing but a name.

    Parts without a name of their own get the line above or below, the same way all over the paper.
    Where they `have_units` in a column, one word below a name is a unit: "1 CARTON 8.49". A
    name begins or ends with none of the `tax_codes` of the paper.
    """
    parts = _without_common_codes(_without_rates(parts))
    names = {number: _without_code(name, tax_codes) for number, name in names.items()}
    parts = [part.named(_without_code(part.name, tax_codes)) for part in parts]
    if have_units:
        parts = [
            part.named("") if part.line_number - 1 in names and " " not in part.name else part
            for part in parts
        ]
    parts = [part.named("") if part.name in tax_codes else part for part in parts]
    nameless = [part for part in parts if not _is_name(part.name)]
    if not nameless:
        return list(parts)
    step = -1 if _are_above(nameless, names) else 1
    may_have_code = 2 * len(nameless) > len(parts)
    return _without_common_codes(
        [
            part
            if _is_name(part.name) and not (may_have_code and _begins_with_code(part.name))
            else part.named(_name_beside(part, names, step))
            for part in parts
        ]
    )


def _are_above(nameless: Sequence[ItemLine], names: Mapping[int, str]) -> bool:
    """Whether the names stand above their numbers; the first and the last show it best."""
    first, last = nameless[0].line_number - 1 in names, nameless[-1].line_number + 1 in names
    if first is not last:
        return first
    above = sum(part.line_number - 1 in names for part in nameless)
    below = sum(part.line_number + 1 in names for part in nameless)
    return first and above >= below


def _name_beside(part: ItemLine, names: Mapping[int, str], step: int) -> str:
    """The nearest line that is more letters than digits: others have a model or a size."""
    number = part.line_number + step
    nearest = names.get(number, part.name)
    while number in names:
        digits = sum(map(str.isdigit, names[number]))
        if sum(map(str.isalpha, names[number])) > digits:
            return names[number]
        number += step
    return nearest


def _is_name(name: str) -> bool:
    """Whether it is more than a code such as "BEN02", a unit, or a scrap of one ("slo 0")."""
    has_digits = any(map(str.isdigit, name))
    is_scrap = has_digits and sum(map(str.isalpha, name)) <= _SCRAP
    return has_name(name) and not (is_scrap or is_unit(name) or (has_digits and " " not in name))


def _without_code(name: str, codes: Collection[str]) -> str:
    """The name alone: "1 SR + BAG" and "BAG SR" are "BAG" where SR is the code of a tax."""
    for code in codes:
        bare = re.sub(rf"^(?:\d{{1,3}} )?{code}\b[ *+:-]+(?=\w)|(?<=\w) {code}$", "", name)
        if has_name(bare):
            name = bare
    return name


def _begins_with_code(name: str) -> bool:
    """Whether a code and some of the letters around it were read as a name: "TS02 Kat"."""
    first, _, rest = name.partition(" ")
    return any(map(str.isdigit, first)) and " " not in rest


def _without_rates(parts: Sequence[ItemLine]) -> Sequence[ItemLine]:
    """The names without a rate of tax, where most end with one: "Haircut 22%"; not "Milk 2%"."""
    rated = [part for part in parts if _RATE_BEHIND.search(part.name)]
    if len(rated) < max(2, len(parts) / 2):
        return parts
    return [part.named(_RATE_BEHIND.sub("", part.name)) for part in parts]


def _without_common_codes(parts: Sequence[ItemLine]) -> list[ItemLine]:
    """The names without the code of a tax that most of them end with: "Ribs SR", "Clips .S"."""
    lasts = Counter(part.name.split()[-1] for part in parts if " " in part.name)
    codes = {
        last
        for last, count in lasts.items()
        if len(last) <= _LONGEST_CODE and last.isupper() and count > max(1, len(parts) / 2)
    }
    return [
        part.named(part.name.rsplit(maxsplit=1)[0])
        if " " in part.name and part.name.split()[-1] in codes
        else part
        for part in parts
    ]
