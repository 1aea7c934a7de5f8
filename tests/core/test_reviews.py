"""What is known of values, and the data with the user's corrections in it."""

from typing import Any

import pytest

from inklift.core.reviews import (
    Assessed,
    Decision,
    Doubt,
    ValueState,
    assess,
    corrected,
    plain_from_text,
    with_values,
)

DATA = {"merchant": "Oak", "items": [{"price": "2.50"}], "paid": True, "tip": None}
MERCHANT, PRICE, PAID, TIP = ("merchant",), ("items", 0, "price"), ("paid",), ("tip",)


def states(**options: Any) -> dict[Any, ValueState]:
    given = {"seen": {MERCHANT, PRICE}, "doubts": {}, "decisions": {}} | options
    return {path: each.state for path, each in assess(DATA, **given).items()}


def test_what_is_seen_is_certain_and_what_cannot_be_seen_is_open() -> None:
    assert states() == {
        MERCHANT: ValueState.CERTAIN,
        PRICE: ValueState.CERTAIN,
        PAID: ValueState.OPEN,
        TIP: ValueState.OPEN,
    }


def test_what_is_not_seen_or_does_not_add_up_is_to_be_checked() -> None:
    found = assess(DATA, seen={PRICE}, doubts={PRICE: [Doubt.SUM_DIFFERS]}, decisions={})

    assert found[MERCHANT] == Assessed("Oak", ValueState.TO_CHECK, (Doubt.NOT_SEEN,))
    assert found[PRICE] == Assessed("2.50", ValueState.TO_CHECK, (Doubt.SUM_DIFFERS,))


def test_nothing_is_claimed_before_anybody_looked() -> None:
    found = states(seen=None, doubts={PRICE: [Doubt.SUM_DIFFERS]})

    assert found[MERCHANT] is ValueState.OPEN
    assert found[PRICE] is ValueState.TO_CHECK


def test_what_the_user_said_counts_more_than_any_doubt() -> None:
    decisions = {MERCHANT: Decision("Oak", "Oak & Son"), PRICE: Decision("2.50", "2.50")}

    found = assess(DATA, seen=set(), doubts={PRICE: [Doubt.SUM_DIFFERS]}, decisions=decisions)

    assert found[MERCHANT] == Assessed("Oak & Son", ValueState.CORRECTED)
    assert found[PRICE] == Assessed("2.50", ValueState.CONFIRMED)


@pytest.mark.parametrize("original", ["Elm", 1, None])
def test_what_was_said_of_another_value_does_not_count(original: Any) -> None:
    decisions = {MERCHANT: Decision(original, "Oak & Son")}

    assert states(decisions=decisions)[MERCHANT] is ValueState.CERTAIN
    assert corrected(DATA, decisions) is DATA


def test_corrections_are_put_in_and_the_answer_stays_as_it_came() -> None:
    decisions = {PRICE: Decision("2.50", "3.50"), TIP: Decision(None, "1.00")}

    data = corrected(DATA, decisions)

    assert data == {"merchant": "Oak", "items": [{"price": "3.50"}], "paid": True, "tip": "1.00"}
    assert DATA["items"] == [{"price": "2.50"}]


def test_a_confirmed_value_changes_nothing() -> None:
    assert corrected(DATA, {MERCHANT: Decision("Oak", "Oak")}) is DATA


@pytest.mark.parametrize(
    ("data", "path", "expected"),
    [("text", (), "new"), ([1, [2, 3]], (1, 0), [1, ["new", 3]]), ({"a": 1}, ("a",), {"a": "new"})],
)
def test_a_value_can_be_anywhere(data: Any, path: Any, expected: Any) -> None:
    assert with_values(data, {path: "new"}) == expected


@pytest.mark.parametrize(
    ("text", "before", "value"),
    [
        (" 12.50 ", "9.00", "12.50"),
        ("12.5", 9, 12.5),
        ("1.234,50", 9.5, 1234.5),
        ("12", 9.5, 12),
        ("a dozen", 9, "a dozen"),
        ("1234567890.123456789", 1.5, "1234567890.123456789"),
        ("yes", False, True),
        ("perhaps", False, "perhaps"),
        ("", "9.00", None),
        ("new", None, "new"),
    ],
)
def test_what_is_typed_becomes_a_value_of_the_same_kind(text: str, before: Any, value: Any) -> None:
    typed = plain_from_text(text, before)

    assert typed == value
    assert type(typed) is type(value)


def test_yes_is_no_number() -> None:
    assert Decision(True, 1).is_correction
    assert not Decision(1, 1).is_correction
