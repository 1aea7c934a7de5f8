"""The single values of an answer's data, each with its place in it."""

from collections.abc import Iterator, Sequence
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
    # Not by recursion: an answer may be nested as deep as JSON goes.
    waiting: list[tuple[ValuePath, object]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [((*path, name), value[name]) for name in reversed(value)]
        elif isinstance(value, list):
            waiting += [((*path, at), value[at]) for at in range(len(value) - 1, -1, -1)]
        elif value is None or isinstance(value, str | int | float):
            yield AnswerValue(path, value)


def values_by_picture(data: object, pictures: int) -> tuple[tuple[AnswerValue, ...], ...]:
    """The values that were said of each picture, in the order of the pictures.

    Of several pictures, each has its entry of a list with one for each of them; its path begins
    inside it then. What belongs to no one picture may be of any of them.
    """
    if pictures > 1 and isinstance(data, list) and len(data) == pictures:
        return tuple(
            tuple(each for each in values_in(entry) if each.path != (INDEX_KEY,))
            for entry in _in_order(data)
        )
    return (tuple(values_in(data)),) * pictures


def _in_order(entries: Sequence[object]) -> Sequence[object]:
    """Entries in the order of their pictures, where each says which one it is for."""
    numbers = [entry.get(INDEX_KEY) if isinstance(entry, dict) else None for entry in entries]
    for first in (0, 1):
        wanted = list(range(first, first + len(entries)))
        if all(type(number) is int for number in numbers) and set(numbers) == set(wanted):
            return [entries[numbers.index(number)] for number in wanted]
    return entries


def path_text(path: Sequence[Key]) -> str:
    """A path as people write it: `items[2].price`, positions counted from 0."""
    text = ""
    for key in path:
        if isinstance(key, int):
            text += f"[{key}]"
        else:
            text += f".{key}" if text else key
    return text
