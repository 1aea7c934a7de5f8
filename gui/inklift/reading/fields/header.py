"""Who wrote a receipt or an invoice, and where they are: read from the lines at its top.

No label says which line is the merchant's name, so it goes by position: above the address, without
what a name does not have. The address goes from the first line that looks like one to the postcode.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from statistics import median

from inklift.core.dates import dates_in, times_in
from inklift.core.money import amounts_in
from inklift.core.readings import Line
from inklift.reading.fields.head_patterns import (
    CUSTOMER,
    GREETING,
    HOUSE_NUMBER,
    LABEL,
    LEGAL_FORM,
    MORE_OF_A_NAME,
    NUMBER_OF_COMPANY,
    PHONE,
    PLOT,
    POSTCODE,
    REGION,
    SDN,
    SOLD_BY,
    STREET,
    TITLE,
    TITLE_BEHIND,
    WITH_NUMBER,
)
from inklift.reading.fields.values import FieldValue, boxes_of, is_legible, is_sure

_MOST_LINES = 16  # of a page, in which its head is looked for
_MOST_NAME_LINES = 3
_MOST_ADDRESS_LINES = 7
_SPECK = 4  # letters; so few, read badly, are no name
_LARGE = 1.3  # times the usual height of the first lines
_GAPS_OF_TABLE = 3
_WIDE_GAP = 3.0  # times the height of the words beside it
_LABELLED = re.compile(r"^\W*[^\W\d][^:]{1,24}:(?:\s|$)")  # "Name: …" on a form
_STROKES = frozenset("-–—·•|")
_CEDEX = re.compile(r"\bcedex(?: \d{1,2})?\W*$", re.IGNORECASE)  # ends a French address
_STRAY_BEHIND = re.compile(r"(\b(?:bhd|ltd|gmbh|llc|inc)\b\.?) [A-Z]$", re.IGNORECASE)
_SHORTEST = 12  # letters of an address that a label follows in its line


def merchant_of(lines: Sequence[Line]) -> FieldValue | None:
    """Who wrote the page, by its first lines."""
    top = _left_parts(lines[:_MOST_LINES])
    start = _address_start(top)
    said = _registered(top) or _named_by_label(lines)
    if said is not None:
        return said
    end = min(_first_label(top) if start is None else start, _first_amount(top), _customer(top))
    name = _name_lines(top[:end])
    return _value([(line, _bare_name(line.text)) for line in name])


def _matched(line: Line, match: re.Match[str], reason: str) -> FieldValue:
    sure = is_sure(line, *match.span("name"))
    return FieldValue(match["name"], boxes_of(line, *match.span("name")), reason, sure)


def _left_parts(lines: Sequence[Line]) -> list[Line]:
    """The lines up to their first wide gap: behind it stand a title, numbers, or a customer.

    Below a line with several such gaps is a table.
    """
    head = takewhile(lambda line: len(_gaps(line)) < _GAPS_OF_TABLE, lines)
    return [part for line in head for part in _name_and_address(_left_part(line))]


def _name_and_address(line: Line) -> tuple[Line, ...]:
    """The parts of "Atelier Lumen · 8 rue des Lilas · 31000 Toulouse"; else the line as it is."""
    at = next((at for at, word in enumerate(line.words) if at and word.text in _STROKES), None)
    if at is not None:
        name, address = Line(line.words[:at]), Line(line.words[at + 1 :])
        if not any(map(str.isdigit, name.text)) and POSTCODE.search(address.text):
            return name, address
    return (line,)


def _left_part(line: Line) -> Line:
    """A line up to a gap that is none between words, however widely they are set."""
    gaps = _gaps(line)
    if not gaps:
        return line
    behind = Line(line.words[gaps[0] :]).text
    is_title = any(map(str.isalpha, behind)) and not amounts_in(behind)
    return Line(line.words[: gaps[0]]) if is_title else line


def _gaps(line: Line) -> list[int]:
    """The words of a line, by number, that a wide gap stands before."""
    return [
        at
        for at, (word, following) in enumerate(pairwise(line.words), start=1)
        if following.box.left - word.box.right
        >= _WIDE_GAP * max(word.box.bottom - word.box.top, following.box.bottom - following.box.top)
    ]


def _named_by_label(lines: Sequence[Line]) -> FieldValue | None:
    for line in lines:
        match = SOLD_BY.match(line.text)
        if match is not None:
            return _matched(line, match, "label")
    return None


def _registered(lines: Sequence[Line]) -> FieldValue | None:
    """A name whose form and number of company stand in the middle of one line, with more behind."""
    for line in lines:
        match = WITH_NUMBER.match(line.text)
        if match is not None:
            return _matched(line, match, "pattern")
    return None


def address_of(lines: Sequence[Line]) -> FieldValue | None:
    """Where whoever wrote the page is, by its first lines."""
    top = _left_parts(lines[:_MOST_LINES])
    start = _address_start(top)
    if start is None:
        return None
    return _value([(line, _before_label(line.text)) for line in _address_lines(top[start:])])


def _first_label(lines: Sequence[Line]) -> int:
    return next(
        (number for number, line in enumerate(lines) if number and LABEL.search(line.text)),
        len(lines),
    )


def _customer(lines: Sequence[Line]) -> int:
    """Where the name and address of the customer begin."""
    return next(
        (number for number, line in enumerate(lines) if CUSTOMER.match(line.text)), len(lines)
    )


def _first_amount(lines: Sequence[Line]) -> int:
    """Where what was bought begins: below it stands no name."""
    return next(
        (number for number, line in enumerate(lines) if number and amounts_in(line.text)),
        len(lines),
    )


def _address_start(lines: Sequence[Line]) -> int | None:
    """The first line that looks like an address, and is followed by more of one or complete."""
    for number, line in enumerate(lines[: _customer(lines)]):
        text = line.text
        if number == 0 and not POSTCODE.search(text):
            continue  # the very first line is the name, whatever is in it
        if _ends_head(text) or LEGAL_FORM.search(text) or _holds_moment(text):
            continue
        if amounts_in(text):
            return None  # the items begin, and there was none
        if STREET.search(text) or _has_postcode(text) or _is_house(lines[number : number + 4]):
            above = lines[number - 1].text
            goes_up = number > 1 and above.endswith(",") and any(map(str.isdigit, above))
            return number - goes_up
    return None


def _is_house(lines: Sequence[Line]) -> bool:
    """Whether a line begins with the number of a house: the rest of an address follows it."""
    first, *rest = (line.text for line in lines)
    number = HOUSE_NUMBER.search(first)
    if number is None:
        return False
    return "," in number[0] or any(_has_postcode(text) or STREET.search(text) for text in rest)


def _ends_head(text: str) -> bool:
    text = _before_label(text)
    return bool(LABEL.search(text) or PHONE.search(text))


def _before_label(text: str) -> str:
    """What stands of an address before a label in the same line: "High Street 9 · Tel. …"."""
    label = LABEL.search(text)
    if label is not None and label.start() > _SHORTEST and POSTCODE.search(text, 0, label.start()):
        return text[: label.start()].rstrip(" ·,;|-–")
    return text


def _holds_moment(text: str) -> bool:
    return bool(dates_in(text) or times_in(text))


def _name_lines(lines: Sequence[Line]) -> Sequence[Line]:
    candidates = _without_specks([line for line in lines if _may_be_name(line.text)])
    for number, line in enumerate(candidates):
        if LEGAL_FORM.search(_bare_name(line.text)):
            first = number
            while (
                first > 0
                and number - first < _MOST_NAME_LINES - 1
                and _goes_on(candidates[first - 1].text, candidates[first].text)
            ):
                first -= 1
            return candidates[first : number + 1]
    name = [*candidates[:1]]
    for following in candidates[1:_MOST_NAME_LINES]:
        if not (_goes_on(name[-1].text, following.text) or _is_stacked(name[-1], following, lines)):
            break
        name.append(following)
    return name


def _without_specks(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines from the first one on that is long enough, or read well enough, to be a name."""
    for number, line in enumerate(lines):
        if len(line.text) > _SPECK or is_sure(line, 0, len(line.text)):
            return lines[number:]
    return lines


def _is_stacked(line: Line, following: Line, lines: Sequence[Line]) -> bool:
    """Whether a sign's words stand below each other: each alone in its line, and large."""
    usual = median(_height(each) for each in lines)
    return all(
        len(each.words) == 1 and _height(each) >= _LARGE * usual for each in (line, following)
    )


def _height(line: Line) -> int:
    return line.box.bottom - line.box.top


def _may_be_name(text: str) -> bool:
    if amounts_in(text) or _LABELLED.match(text):
        return False
    bare = _bare_name(text)
    letters = sum(map(str.isalpha, bare))
    if letters < 3 or letters < 0.5 * len(bare.replace(" ", "")):
        return False
    return not (TITLE.match(text) or LABEL.search(bare) or GREETING.search(bare))


def _goes_on(text: str, following: str) -> bool:
    """Whether a name that begins in one line goes on in the next."""
    if text.count("(") > text.count(")") or text.rstrip().endswith(("&", "-", ",")):
        return True
    if following.lstrip().startswith(("&", "(M)", "CO.", "Co.")):
        return True
    if MORE_OF_A_NAME.search(following):
        return True
    form = LEGAL_FORM.search(following)
    return form is not None and len(following[: form.start()].split()) <= 1


def _bare_name(text: str) -> str:
    """A name without the number of the company behind it."""
    bare = TITLE_BEHIND.sub("", NUMBER_OF_COMPANY.sub("", re.sub(r"(?:^| )_+(?= )", "", text)))
    return _STRAY_BEHIND.sub(r"\1", SDN.sub("SDN ", bare).strip(" ,;:-"))


def _address_lines(lines: Sequence[Line]) -> Iterator[Line]:
    """Up to the line with the postcode, and what can only be the rest of it."""
    above = ""
    has_postcode = False
    for number, line in enumerate(lines[:_MOST_ADDRESS_LINES]):
        text = line.text
        if number and (_ends_head(text) or TITLE.match(text) or _holds_moment(text)):
            return
        if amounts_in(text):
            return
        if not _bare_name(text):
            continue  # the number of the company alone
        if not any(map(str.isalpha, text)) and not POSTCODE.search(text):
            return
        if has_postcode and not (_is_rest(text, above) or REGION.match(text)):
            return
        yield line
        if _before_label(text) != text:
            return
        has_postcode = has_postcode or _has_postcode(text)
        above = text


def _has_postcode(text: str) -> bool:
    """Whether a number in it is one; four digits before a street are the number of a house."""
    return any(
        not PLOT.search(text, 0, match.start())
        and not (match.end() - match.start() == 4 and _is_no_postcode(text, match.start()))
        for match in POSTCODE.finditer(text)
    )


def _is_no_postcode(text: str, start: int) -> bool:
    """Whether four digits are the number of a house, or a year, by what stands before them."""
    begins = not start or text[:start].rstrip().endswith((",", "-", "·"))
    return bool(STREET.search(text)) is (start == 0) if begins else not STREET.search(text)


def _is_rest(text: str, above: str) -> bool:
    """Whether this can be the town, state or country below the line with a postcode."""
    words = re.findall(r"[^\W\d]+", text)
    if any(map(str.isdigit, text)) or len(text) < 4 or _CEDEX.search(above):
        return False
    goes_on = above.endswith((",", "-")) or above[-1:].isdigit()
    return 1 <= len(words) <= (6 if goes_on else 1)


def _value(parts: Sequence[tuple[Line, str]]) -> FieldValue | None:
    """One value of lines, of each of which a stretch is kept."""
    if not parts:
        return None
    text = " ".join(kept.strip() for _, kept in parts)
    boxes = tuple(box for line, kept in parts for box in boxes_of(line, *_place(line.text, kept)))
    return FieldValue(text, boxes, "position", is_legible(line for line, _ in parts))


def _place(text: str, kept: str) -> tuple[int, int]:
    start = max(0, text.find(kept))
    return start, start + len(kept)
