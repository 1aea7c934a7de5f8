"""The single values of an answer's data, each with its place in it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

INDEX_KEY = "index"  # says which picture an entry of a list is for

Key = str | int
ValuePath = tuple[Key, ...]  # names and positions, from the outermost in


@dataclass(frozen=True, slots=True)
class AnswerValue:
    """A value that holds no others: a text, a number, yes or no, or None."""

    path: ValuePath
    value: str | int | float | bool | None

    @property
    def name(self) -> str:
        """The innermost name, such as "price" of "items[2].price"; "" where there is none."""
        return next((key for key in reversed(self.path) if isinstance(key, str)), "")

    @property
    def is_empty(self) -> bool:
        return self.value is None or self.value == ""


def values_in(data: object) -> Iterator[AnswerValue]:
    """All of them, in the order in which they are written."""
    # Not by recursion: an answer may be nested as deep as JSON goes. And lists may be long: nobody
    # who wants a few values waits for all of them.
    levels: list[Iterator[tuple[ValuePath, object]]] = [iter([((), data)])]
    while levels:
        found = next(levels[-1], None)
        if found is None:
            levels.pop()
            continue
        path, value = found
        if isinstance(value, dict):
            levels.append(_members(path, value.items()))
        elif isinstance(value, list):
            levels.append(_members(path, enumerate(value)))
        elif value is None or isinstance(value, str | int | float):
            yield AnswerValue(path, value)


def _members(
    path: ValuePath, members: Iterable[tuple[Key, object]]
) -> Iterator[tuple[ValuePath, object]]:
    return (((*path, key), value) for key, value in members)


@dataclass(frozen=True, slots=True)
class PicturePart:
    """What of an answer's data is about one picture, and its path in there."""

    path: ValuePath
    data: object

    @property
    def values(self) -> Iterator[AnswerValue]:
        """Its values with their paths inside it; the number of its picture is none."""
        inside = self.path != ()
        return (each for each in values_in(self.data) if not (inside and each.path == (INDEX_KEY,)))


def parts_by_picture(data: object, pictures: int) -> tuple[PicturePart, ...]:
    """What was said of each picture, in the order of the pictures.

    Of several pictures, each has its entry of a list with one for each of them. What belongs to no
    one picture may be of any.
    """
    if pictures > 1 and isinstance(data, list) and len(data) == pictures:
        return tuple(PicturePart((place,), data[place]) for place in _places_by_picture(data))
    return (PicturePart((), data),) * pictures


def values_by_picture(data: object, pictures: int) -> tuple[tuple[AnswerValue, ...], ...]:
    """The values of each picture's part, in the order of the pictures."""
    return tuple(tuple(part.values) for part in parts_by_picture(data, pictures))


def _places_by_picture(entries: Sequence[object]) -> Sequence[int]:
    """Where the entry of each picture stands, by the numbers that the entries give, if any do."""
    numbers = [entry.get(INDEX_KEY) if isinstance(entry, dict) else None for entry in entries]
    for first in (0, 1):
        wanted = list(range(first, first + len(entries)))
        if all(type(number) is int for number in numbers) and set(numbers) == set(wanted):
            return [numbers.index(number) for number in wanted]
    return range(len(entries))


def path_text(path: Sequence[Key]) -> str:
    """A path as people write it: `items[2].price`, positions counted from 0."""
    text = ""
    for key in path:
        if isinstance(key, int):
            text += f"[{key}]"
        else:
            text += f".{key}" if text else key
    return text
