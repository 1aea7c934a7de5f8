"""New names for pictures, made of what was answered of them: `{date} {merchant} {total}`."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from inklift.core.answer_values import path_text, values_in
from inklift.core.tables import ColumnKind, typed
from inklift.core.written_values import date_of

USUAL_PATTERN = "{date} {merchant} {total}"

_LONGEST_NAME = 120  # characters; systems take 255 bytes
_FIELD = re.compile(r"\{([^{}]*)\}")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')  # on one system or another
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A picture's file, and what was answered of it."""

    file: PurePath
    data: object


def new_names(pattern: str, pictures: Sequence[Named], taken: Iterable[str] = ()) -> list[str]:
    """A name for each picture, no two alike and none as one that is `taken`, in any case.

    Names of fields in braces stand for their values, `{customer.name}` for one inside another; what
    is not known is left out. A name that would be empty is the old one.
    """
    used = {name.casefold() for name in taken}
    names = []
    for picture in pictures:
        stem = _filled(pattern, picture.data) or _clean(picture.file.stem) or "picture"
        suffix = picture.file.suffix.lower()
        name, number = f"{stem}{suffix}", 1
        while name.casefold() in used:
            number += 1
            name = f"{stem} ({number}){suffix}"
        used.add(name.casefold())
        names.append(name)
    return names


def fields_in(pictures: Iterable[Named]) -> tuple[str, ...]:
    """The names that a pattern may use, in the order in which they first come."""
    return tuple(
        dict.fromkeys(
            path_text(each.path)
            for picture in pictures
            for each in values_in(picture.data)
            if each.path and not any(isinstance(key, int) for key in each.path)
        )
    )


def _filled(pattern: str, data: object) -> str:
    values = {path_text(each.path): each.value for each in values_in(data)}
    return _clean(_FIELD.sub(lambda field: _text(values.get(field[1].strip())), pattern))


def _text(value: object) -> str:
    """Dates in ISO 8601, so that names sort by day."""
    if value is None:
        return ""
    date = date_of(value) if isinstance(value, str) else None
    if date is not None:
        return date.isoformat()
    return str(typed(value, ColumnKind.TEXT) or "")


def _clean(text: str) -> str:
    """What every file system takes as the name of a file, without an ending."""
    bare = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", text))
    bare = bare.encode("utf-8", "ignore").decode()  # half a surrogate pair is no name
    name = " ".join(bare.split())[:_LONGEST_NAME].strip(" .-_")
    return f"{name}_" if _RESERVED.fullmatch(name) else name
