"""What the names of fields say of their values."""

import pytest

from inklift.core.field_kinds import kind_by_name, kind_of, plain_name
from inklift.core.prompts import Field, FieldKind


@pytest.mark.parametrize(
    "name",
    [
        *("total", "Subtotal", "tax", "discount", "tip", "paid", "change", "price", "amount"),
        *("total_amount", "totalAmount", "amount due", "VAT", "Total (EUR)", "unit-price"),
    ],
)
def test_names_of_sums_are_money(name: str) -> None:
    assert kind_by_name(name) is FieldKind.MONEY


@pytest.mark.parametrize(
    "name", ["date", "Due date", "invoice_date", "dateOfSale", "due", "tax date"]
)
def test_names_of_days_are_dates(name: str) -> None:
    assert kind_by_name(name) is FieldKind.DATE


@pytest.mark.parametrize(
    "name",
    [
        *("merchant", "tax id", "vatNumber", "tax rate", "paid by", "payment method", "updated"),
        *("total items", "discount code", "shipping address", "date and time", "totals", "合計"),
    ],
)
def test_everything_else_is_text(name: str) -> None:
    assert kind_by_name(name) is FieldKind.TEXT


def test_the_kind_that_was_named_wins() -> None:
    assert kind_of(Field("total", FieldKind.NUMBER)) is FieldKind.NUMBER
    assert kind_of(Field("total")) is FieldKind.MONEY


def test_case_spaces_hyphens_and_underscores_make_no_other_name() -> None:
    assert {plain_name(name) for name in ("Due date", "due_date", "dueDate", "DUE-DATE ")} == {
        "duedate"
    }
