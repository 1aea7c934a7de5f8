"""Values are the same by what they mean, and the rule is told."""

from decimal import Decimal

import pytest

from inklift.core.same_value import Rule, decimal_of, same_rule


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ("Oak & Son", "Oak & Son", Rule.EXACT),
        (12, "12", Rule.EXACT),
        (None, "", Rule.EXACT),
        ("CAFÉ  zürich", "Café Zürich", Rule.SPACES_AND_CASE),
        ("Cafe\u0301", "Café", Rule.SPACES_AND_CASE),
        ("1.234,50", "1234.50", Rule.NUMBER),
        (12, 12.0, Rule.NUMBER),
        ("12.50", 12.5, Rule.NUMBER),
        ("RM 1,234.50", "1.234,50", Rule.AMOUNT),
        ("$5", 5, Rule.AMOUNT),
        ("€ 5.00", "5 EUR", Rule.AMOUNT),
        ("$5", "USD 5.00", Rule.AMOUNT),
        ("3 Mar 2024", "2024-03-03", Rule.DATE),
        ("3 Mar 2024", "2024-03-03 10:15", Rule.DATE),
        ("3 Mar 2024 10:15", "2024-03-03 10:15", Rule.DATE),
        ("Yes", "true", Rule.YES_NO),
        ([1, {"a": None}], [1, {"a": None}], Rule.EXACT),
        ("2:05 pm", "14:05", Rule.TIME),
        (True, "yes", Rule.YES_NO),
        (False, "No", Rule.YES_NO),
    ],
)
def test_what_means_the_same_is_the_same(one: object, other: object, rule: Rule) -> None:
    assert same_rule(one, other) is rule
    assert same_rule(other, one) is rule


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cafe", "Café"),
        ("0042", "42"),
        ("0042", 42),
        ("12.50", "12.51"),
        ("5.00", "-5.00"),
        ("2024-03-03", "2024-03-04"),
        ("", "0"),
        (None, 0),
        (True, 2),
        (True, False),
        ("1234567890123456", "1234567890123457"),
        ("Oak", "Elm"),
        ("$5", "€5"),
        ("EUR 5.00", "5.00 GBP"),
        ("2024-03-03 10:15", "2024-03-03 11:15"),
        ("yes", "1"),
        ([1], [1, 2]),
        ([], None),
        ({}, "{}"),
        ({"a": 1}, {"a": True}),
        ({"a": 1}, {"b": 1}),
    ],
)
def test_what_does_not_is_not(one: object, other: object) -> None:
    assert same_rule(one, other) is None
    assert same_rule(other, one) is None


def test_values_may_be_nested_very_deep() -> None:
    one, same, other = [[1], [1], [2]]
    for _ in range(50_000):
        one, same, other = [one], [same], [other]  # type: ignore[list-item]

    assert same_rule(one, same) is Rule.EXACT
    assert same_rule(one, other) is None


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (0.1, Decimal("0.1")),
        ("RM 1.234,50", Decimal("1234.50")),
        ("-5", Decimal(-5)),
        ("007", None),
        (True, None),
        (None, None),
        ("n/a", None),
    ],
)
def test_numbers_are_exact(value: object, number: Decimal | None) -> None:
    assert decimal_of(value) == number
