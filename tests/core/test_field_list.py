"""The line behind `--fields`: read, or refused with the place of the trouble."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inklift.core.field_kinds import plain_name
from inklift.core.field_list import FieldListError, FieldListTrouble, parse_fields
from inklift.core.prompts import Field, FieldKind


@given(st.text(st.sampled_from("ab ,:()|_listchoicemoney"), max_size=30))
def test_any_line_is_named_fields_or_a_trouble(line: str) -> None:
    try:
        fields = parse_fields(line)
    except FieldListError:
        return
    names = [plain_name(field.name) for field in fields]
    assert fields
    assert all(names)
    assert len(set(names)) == len(names)


def test_names_kinds_choices_and_lists_are_read() -> None:
    line = (
        "merchant ,date,  total: Money, paid:yesno, how:choice(cash | Card, debit),"
        "items:list(money)"
    )

    assert parse_fields(line) == (
        Field("merchant"),
        Field("date"),
        Field("total", FieldKind.MONEY),
        Field("paid", FieldKind.YES_NO),
        Field("how", FieldKind.CHOICE, ("cash", "Card, debit")),
        Field("items", FieldKind.LIST, item_kind=FieldKind.MONEY),
    )


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("total (tax, tip):money, date", ["total (tax, tip)", "date"]),
        ("ratio 1:2", ["ratio 1:2"]),
        ("note: what it says", ["note: what it says"]),
        ("a:b c:text", ["a:b c"]),
        ("time (hh:mm)", ["time (hh:mm)"]),
        ("state:choice(a:text|b)", ["state"]),
        ("two\n  lines", ["two lines"]),
        ("Größe, 合計", ["Größe", "合計"]),
    ],
)
def test_a_comma_or_colon_may_be_part_of_a_name(line: str, names: list[str]) -> None:
    assert [field.name for field in parse_fields(line)] == names


@pytest.mark.parametrize(
    ("line", "trouble", "part"),
    [
        ("", FieldListTrouble.EMPTY_NAME, ""),
        ("a,", FieldListTrouble.EMPTY_NAME, ""),
        ("a, :money", FieldListTrouble.EMPTY_NAME, ":money"),
        ("a, __", FieldListTrouble.EMPTY_NAME, "__"),
        ("due date, Due_Date", FieldListTrouble.NAME_TWICE, "Due_Date"),
        ("a (b", FieldListTrouble.PARENTHESES, "a (b"),
        ("a) b", FieldListTrouble.PARENTHESES, "a)"),
        ("total:currency", FieldListTrouble.UNKNOWN_KIND, "currency"),
        ("a:list(thing)", FieldListTrouble.UNKNOWN_KIND, "thing"),
        ("a:list()", FieldListTrouble.UNKNOWN_KIND, "()"),
        ("a:choice", FieldListTrouble.NO_CHOICES, "a:choice"),
        ("a:choice(b|)", FieldListTrouble.NO_CHOICES, "a:choice(b|)"),
        ("a:list(choice)", FieldListTrouble.NO_CHOICES, "a:list(choice)"),
        ("a:choice(b|B)", FieldListTrouble.CHOICE_TWICE, "a:choice(b|B)"),
        ("a:text(b)", FieldListTrouble.TAKES_NOTHING, "text(b)"),
        ("a:list(list(text))", FieldListTrouble.LIST_IN_LIST, "a:list(list(text))"),
    ],
)
def test_what_names_no_field_is_told_with_its_place(
    line: str, trouble: FieldListTrouble, part: str
) -> None:
    with pytest.raises(FieldListError) as caught:
        parse_fields(line)

    assert (caught.value.trouble, caught.value.part) == (trouble, part)
