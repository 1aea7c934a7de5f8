"""The line behind `--fields`: read, written back, and refused with the place of the trouble."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inklift.core.field_kinds import plain_name
from inklift.core.field_list import FieldListError, FieldListTrouble, fields_line, parse_fields
from inklift.core.prompts import Field, FieldKind

_WORDS = st.text(st.characters(exclude_characters=",:()|", exclude_categories=["Cs"]), max_size=12)
_NAMES = _WORDS.map(lambda text: " ".join(text.split())).filter(plain_name)
_CHOICES = st.lists(
    _WORDS.map(lambda text: " ".join(text.split())).filter(bool),
    min_size=1,
    max_size=4,
    unique_by=str.casefold,
).map(tuple)
_PLAIN_KINDS = [kind for kind in FieldKind if kind not in (FieldKind.CHOICE, FieldKind.LIST)]
_FIELDS = st.one_of(
    st.builds(Field, _NAMES, st.sampled_from([None, *_PLAIN_KINDS, FieldKind.LIST])),
    st.builds(Field, _NAMES, st.just(FieldKind.CHOICE), _CHOICES),
    st.builds(Field, _NAMES, st.just(FieldKind.LIST), st.just(()), st.sampled_from(_PLAIN_KINDS)),
    st.builds(Field, _NAMES, st.just(FieldKind.LIST), _CHOICES, st.just(FieldKind.CHOICE)),
)


@given(st.lists(_FIELDS, max_size=6, unique_by=lambda field: plain_name(field.name)).map(tuple))
def test_fields_written_as_a_line_are_read_back(fields: tuple[Field, ...]) -> None:
    if fields:
        assert parse_fields(fields_line(fields)) == fields
    else:
        assert fields_line(fields) == ""


@given(st.text(st.sampled_from("ab ,:()|_listchoicemoney"), max_size=30))
def test_any_line_is_fields_that_can_be_written_or_a_trouble(line: str) -> None:
    try:
        fields = parse_fields(line)
    except FieldListError:
        return
    assert parse_fields(fields_line(fields)) == fields


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


@pytest.mark.parametrize(
    "field",
    [
        Field("a, b"),
        Field("a:money"),
        Field("a", FieldKind.CHOICE, ("b|c",)),
        Field("a", FieldKind.CHOICE),
        Field(" a"),
    ],
)
def test_what_a_line_cannot_say_is_not_written(field: Field) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        fields_line((field,))
