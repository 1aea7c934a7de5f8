"""What is known of each value of an answer: certain, to be checked, or decided by the user."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from inklift.core.answer_values import AnswerValue, ValuePath, values_in
from inklift.core.evidence import is_looked_for
from inklift.core.written_values import number_of, yes_or_no

Plain = str | int | float | bool | None  # a value of JSON that holds no others


class ValueState(StrEnum):
    """How far a value can be trusted."""

    OPEN = "open"  # not looked for yet, or nothing that could be seen
    CERTAIN = "certain"  # seen in the picture, and no sum speaks against it
    TO_CHECK = "to_check"
    CONFIRMED = "confirmed"  # by the user
    CORRECTED = "corrected"  # by the user


class Doubt(StrEnum):
    """Why a value is to be checked."""

    NOT_SEEN = "not_seen"  # in the picture
    READ_OTHERWISE = "read_otherwise"  # it is there, but called otherwise
    SUM_DIFFERS = "sum_differs"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the user said of one value: right as it is, or what it should be."""

    original: Plain  # the value that this was said of
    value: Plain  # the same when it was confirmed

    @property
    def is_correction(self) -> bool:
        return _differ(self.original, self.value)


# Everything that was said of values on pictures, in order, by the pictures' fingerprints.
Decisions = Mapping[str, Sequence[tuple[ValuePath, Decision]]]


@dataclass(frozen=True, slots=True)
class Assessed:
    """A value as it counts now, with what is known of it."""

    value: Plain
    state: ValueState
    doubts: tuple[Doubt, ...] = ()


def assess(
    data: object,
    *,
    seen: Collection[ValuePath] | None,
    doubts: Mapping[ValuePath, Collection[Doubt]],
    decisions: Mapping[ValuePath, Decision],
) -> dict[ValuePath, Assessed]:
    """All values of an answer's data for one picture.

    `seen` are those located in the picture, None while nobody has looked. A decision counts only
    where the answer says what the user said it of: another answer's value is another value.
    """
    return {
        each.path: _assessed(each, seen, tuple(doubts.get(each.path, ())), decisions)
        for each in values_in(data)
    }


def fitting(data: object, said: Iterable[tuple[ValuePath, Decision]]) -> dict[ValuePath, Decision]:
    """Those decisions that were made about just the values that this data has."""
    values = {each.path: each.value for each in values_in(data)}
    return {
        path: decision
        for path, decision in said
        if path in values and not _differ(values[path], decision.original)
    }


def corrected(data: object, decisions: Mapping[ValuePath, Decision]) -> object:
    """The data with the user's corrections in it; the same object where there are none."""
    changes = {
        each.path: decision.value
        for each in values_in(data)
        if (decision := decisions.get(each.path)) is not None
        and decision.is_correction
        and not _differ(decision.original, each.value)
    }
    return with_values(data, changes) if changes else data


def with_values(data: object, changes: Mapping[ValuePath, Plain]) -> object:
    """A copy of the data with other values at these paths, which must be in it."""
    for path, value in changes.items():
        data = _with_value(data, path, value)
    return data


def _with_value(data: object, path: ValuePath, value: Plain) -> object:
    # Not by recursion: an answer may be nested as deep as JSON goes.
    around: list[object] = [data]
    for key in path[:-1]:
        around.append(around[-1][key])  # type: ignore[index]
    changed: object = value
    for holder, key in zip(reversed(around), reversed(path), strict=path != ()):
        copy = dict(holder) if isinstance(holder, dict) else list(holder)  # type: ignore[call-overload]
        copy[key] = changed
        changed = copy
    return changed


def _assessed(
    each: AnswerValue,
    seen: Collection[ValuePath] | None,
    doubts: tuple[Doubt, ...],
    decisions: Mapping[ValuePath, Decision],
) -> Assessed:
    decision = decisions.get(each.path)
    if decision is not None and not _differ(decision.original, each.value):
        state = ValueState.CORRECTED if decision.is_correction else ValueState.CONFIRMED
        return Assessed(decision.value, state)
    if seen is None or not is_looked_for(each):
        return Assessed(each.value, ValueState.TO_CHECK if doubts else ValueState.OPEN, doubts)
    if each.path not in seen:
        doubts = (Doubt.NOT_SEEN, *doubts)
    return Assessed(each.value, ValueState.TO_CHECK if doubts else ValueState.CERTAIN, doubts)


def _differ(one: Plain, other: Plain) -> bool:
    """Whether two values are not the very same: True is no 1, and 1 no "1"."""
    return type(one) is not type(other) or one != other


def plain_from_text(text: str, before: Plain) -> Plain:
    """What the user typed in place of a value: a number or yes and no stay such; "" is nothing."""
    written = text.strip()
    if not written:
        return None
    if isinstance(before, bool):
        answer = yes_or_no(written)
        return written if answer is None else answer
    if isinstance(before, int | float):
        number = number_of(written)
        if number is not None:
            exact = int(number) if number == number.to_integral_value() else float(number)
            return exact if Decimal(repr(exact)) == number else written
    return written
