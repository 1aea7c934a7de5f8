"""Which of the fields that we know does a prompt ask for, and what else does it say."""

import re
from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """A field that we know by name when a prompt asks for it."""

    TOTAL = "total"
    DATE = "date"
    TIME = "time"
    MERCHANT = "merchant"
    ADDRESS = "address"
    CURRENCY = "currency"
    PHONE = "phone"
    TAX_ID = "tax_id"


@dataclass(frozen=True, slots=True)
class WantedField:
    """A field under the name that the prompt gives it, in lower case, joined by underscores."""

    name: str
    kind: FieldKind


@dataclass(frozen=True, slots=True)
class Wanted:
    """The fields a prompt asks for, each once, and the words that are left without them."""

    fields: tuple[WantedField, ...]
    rest: str


_JOINT = r"[ _-]?"
# "Total tax" and "due date" are other fields than "total" and "date": such words before or behind
# a name keep it from being taken.
_PATTERNS = {
    FieldKind.ADDRESS: (
        r"(?<!mail[ _-])(?<!web[ _-])(?<!ip[ _-])(?<!delivery[ _-])(?<!shipping[ _-])"
        rf"(?<!billing[ _-])(?<!customer[ _-])(?:(?:merchant|company|store|shop|seller){_JOINT})?"
        rf"address"
    ),
    FieldKind.TAX_ID: rf"(?:tax|vat|gst){_JOINT}(?:id|number|registration{_JOINT}number)",
    FieldKind.TOTAL: (
        r"(?<!sub)(?<!(?:sub|tax|vat|gst|net)[ _-])(?<!(?:item|line|unit)[ _-])"
        rf"(?:grand{_JOINT}total|total{_JOINT}(?:amount|price|paid|due)|amount{_JOINT}due|total)"
        r"(?![ _-](?:tax|vat|gst|number|items?|quantity|count|discounts?|savings?|net|before|of)\b)"
    ),
    FieldKind.DATE: (
        r"(?<!due[ _-])(?<!(?:start|order|print)[ _-])(?<!(?:end|pay)[ _-])(?<!expiry[ _-])"
        r"(?<!delivery[ _-])(?<!expiration[ _-])(?<!payment[ _-])(?<!shipping[ _-])"
        rf"(?:(?:receipt|invoice|purchase|transaction|bill){_JOINT})?date"
        r"(?![ _-](?:of[ _-]birth|due|range)\b)"
    ),
    FieldKind.TIME: r"(?<!\ba )(?<!\beach )(?<!\bfirst )(?<!\blast )(?<!\bevery )time",
    FieldKind.MERCHANT: (
        rf"(?:merchant|company|store|shop|vendor|seller|supplier)(?:{_JOINT}name)?"
    ),
    FieldKind.CURRENCY: rf"currency(?:{_JOINT}code)?",
    FieldKind.PHONE: rf"(?:tele)?phone(?:{_JOINT}number)?",
}


def wanted_fields(prompt: str) -> Wanted:
    """Find the names of fields in a prompt; common English words only."""
    rest = prompt.casefold()
    found: list[tuple[int, WantedField]] = []
    for kind, pattern in _PATTERNS.items():
        for match in re.finditer(rf"(?<![a-z])(?:{pattern})(?![a-z])", rest):
            name = re.sub(r"[ _-]+", "_", match[0])
            found.append((match.start(), WantedField(name, kind)))
        # The same length, so that places found later are places in the prompt.
        rest = re.sub(rf"(?<![a-z])(?:{pattern})(?![a-z])", lambda match: " " * len(match[0]), rest)
    in_order = dict.fromkeys(field for _, field in sorted(found, key=lambda pair: pair[0]))
    return Wanted(tuple(in_order), rest)
