"""The values of named fields in whatever a service wrote."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inklift.core.answers import Answer, read_answer
from inklift.core.field_list import parse_fields
from inklift.core.json_text import find

FIELDS = "merchant, date, total"
GOOD = '{"merchant": "Oak & Son", "date": "2018-03-25", "total": "12.50"}'


def read(text: str, line: str, pictures: int = 1) -> Answer:
    raw = json.dumps({"results": text}).encode()
    return read_answer(raw, json_mode=True, expected=pictures, fields=parse_fields(line))


def value(written: str, kind: str) -> tuple[Any, tuple[str, ...]]:
    """What the field becomes when the answer has this JSON for it, and the notices."""
    answer = read(f'{{"x": {written}}}', f"x:{kind}")
    assert isinstance(answer.data, dict)
    return answer.data["x"], answer.notices


def test_the_answer_asked_for_is_told_as_it_is() -> None:
    answer = read(GOOD, FIELDS)

    assert answer == Answer(GOOD, json.loads(GOOD))


def test_just_the_fields_are_told_in_their_order_under_the_user_s_names() -> None:
    text = '{"note": "!", "TOTAL": 12.50, "Due_Date": "25/03/2018", "shop-name": "Oak"}'

    answer = read(text, "shop name, due date, Total")

    assert isinstance(answer.data, dict)
    assert list(answer.data.items()) == [
        ("shop name", "Oak"),
        ("due date", "2018-03-25"),
        ("Total", "12.50"),
    ]
    assert (answer.results, answer.notices) == (text, ())


def test_a_field_that_was_left_out_is_null_and_told_and_one_not_found_is_null() -> None:
    assert read('{"a": null}', "a") == Answer('{"a": null}', {"a": None})
    assert read('{"a": "x"}', "a, b") == Answer(
        '{"a": "x"}', {"a": "x", "b": None}, ("fields_missing",)
    )
    assert read("5", "a") == Answer("5", {"a": None}, ("fields_missing",))


def test_of_two_keys_for_a_field_the_one_spelled_like_it_counts() -> None:
    assert read('{"TOTAL": 1, "total": 2}', "total:number").data == {"total": 2}


@pytest.mark.parametrize(
    ("written", "kind", "told"),
    [
        ("12.50", "money", "12.50"),
        ("12.5", "money", "12.50"),
        ("1250e-2", "money", "12.50"),
        ("0.1234567890123456789", "money", "0.1234567890123456789"),
        ('"RM 1.234,50"', "money", "1234.50"),
        ('"€ 12"', "money", "12.00"),
        ('"25 March 2018"', "date", "2018-03-25"),
        ("12", "text", "12"),
        ("12.50", "text", "12.50"),
        ("true", "text", "true"),
        ('" as it is\\n"', "text", " as it is\n"),
        ("12", "number", 12),
        ("0.1", "number", 0.1),
        ('"1,234.5"', "number", 1234.5),
        ("12345678901234567890", "number", 12345678901234567890),
        ("0.1234567890123456789", "number", "0.1234567890123456789"),
        ('"0042"', "number", "0042"),
        ("1e300", "number", 10**300),
        ("true", "yesno", True),
        ('"No"', "yesno", False),
        ("1", "yesno", True),
        ('"CARD"', "choice(cash|Card)", "Card"),
        ('["12,50", 3.0, null]', "list(money)", ["12.50", "3.00", None]),
        ('"one"', "list", ["one"]),
        ("[]", "list", []),
        ('["A", "c"]', "list(choice(a|b|C))", ["a", "C"]),
        ('""', "text", None),
        ('"N/A"', "money", None),
        ('"none"', "money", None),
        ('"none"', "text", "none"),
        ('""', "list", None),
    ],
)
def test_a_value_becomes_a_plain_one_of_its_kind(written: str, kind: str, told: object) -> None:
    assert value(written, kind) == (told, ())
    assert type(value(written, kind)[0]) is type(told)


@pytest.mark.parametrize(
    ("written", "kind", "told"),
    [
        ('"about 12"', "money", "about 12"),
        ("true", "money", "true"),
        ('{"amount": 12.50, "currency": "é"}', "money", '{"amount": 12.50, "currency": "é"}'),
        ('["a", 1.10]', "text", '["a", 1.10]'),
        ('"some day"', "date", "some day"),
        ('"31/02/2018"', "date", "31/02/2018"),
        ('"12 kg"', "number", "12 kg"),
        ("12", "yesno", "12"),
        ('"perhaps"', "yesno", "perhaps"),
        ('"Cheque"', "choice(cash|card)", "Cheque"),
        ('[1, "x"]', "list(money)", ["1.00", "x"]),
        ('[["a"]]', "list", ['["a"]']),
        ("1e9999999", "money", "1e9999999"),
    ],
)
def test_a_value_of_another_kind_stays_as_it_was_written(
    written: str, kind: str, told: object
) -> None:
    found, notices = value(written, kind)

    assert found == told
    assert "wrong_kind" in notices


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_no_digit_of_a_json_number_is_lost(number: Decimal) -> None:
    (money, _), (told, _) = value(f"{number:f}", "money"), value(f"{number:f}", "number")

    assert Decimal(money) == number
    assert Decimal(str(told)) == number


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(max_size=12),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["a", "B", "index", "c"]), inner, max_size=4)
        ),
    ),
    st.integers(1, 3),
)
def test_data_has_just_the_fields_and_read_again_stays_the_same(found: Any, pictures: int) -> None:
    line = "a:money, b:number, C:date, d:list(yesno)"
    data = read(json.dumps(found), line, pictures).data

    for entry in data if pictures > 1 else [data]:
        assert list(entry) == ["a", "b", "C", "d"]
    json.dumps(data, allow_nan=False)
    assert read(json.dumps(data), line, pictures).data == data


def entries(*indexes: int | str | None) -> str:
    return json.dumps(
        [
            {"total": str(place), **({} if index is None else {"index": index})}
            for place, index in enumerate(indexes)
        ]
    )


@pytest.mark.parametrize(
    ("indexes", "totals", "differs"),
    [
        ((0, 1, 2), ["0", "1", "2"], False),
        ((2, 0, 1), ["1", "2", "0"], False),
        (("0", "1", "2"), ["0", "1", "2"], False),
        ((1, 2, 3), ["0", "1", "2"], False),
        ((None, None, None), ["0", "1", "2"], False),
        ((0, 2), ["0", None, "1"], True),
        ((1, 0, None), ["1", "0", None], True),
        ((0, 1, 1), ["0", "1", "2"], True),
        ((0, 1, 2, 3), ["0", "1", "2", "3"], True),
        ((None, None), ["0", "1"], True),
    ],
)
def test_several_pictures_have_a_list_in_their_order_without_indexes(
    indexes: tuple[int | None, ...], totals: list[str | None], differs: bool
) -> None:
    answer = read(entries(*indexes), "total:number", 3)

    expected = [None if total is None else int(total) for total in totals]
    assert answer.data == [{"total": total} for total in expected]
    assert ("count_differs" in answer.notices) is differs


def test_a_list_for_one_picture_is_its_first_entry() -> None:
    assert read(f"[{GOOD}]", FIELDS) == Answer(f"[{GOOD}]", json.loads(GOOD))
    assert read(f"[{GOOD}, {GOOD}]", FIELDS).notices == ("count_differs",)


def test_an_object_for_several_pictures_is_a_list_of_too_few() -> None:
    answer = read(GOOD, FIELDS, 2)

    assert (answer.data, answer.notices) == ([json.loads(GOOD)], ("count_differs",))


def test_objects_that_only_wrap_the_answer_are_taken_off() -> None:
    assert read(f'{{"receipts": [{GOOD}]}}', FIELDS).data == json.loads(GOOD)
    assert read(f'{{"a": {{"b": {GOOD}}}}}', FIELDS).data == json.loads(GOOD)
    assert read('{"items": ["a"]}', "items:list").data == {"items": ["a"]}


def test_what_is_no_json_has_no_data() -> None:
    answer = read("just words", FIELDS)

    assert (answer.data, answer.notices) == (None, ("not_json",))


def test_results_that_are_an_object_keep_their_digits_too() -> None:
    raw = b'{"x": [{"results": 1}], "results": {"a": 12.10, "b": "},"}, "creditUsage": 11}'

    answer = read_answer(raw, json_mode=True, fields=parse_fields("a:text, b:text"))

    assert (answer.data, answer.notices) == ({"a": "12.10", "b": "},"}, ())


def test_the_engine_on_this_computer_is_read_alike() -> None:
    raw = json.dumps(
        {
            "results": '[{"index": 0, "total": "1.00"}, {"index": 1, "total": null}]',
            "notices": ["sums_agree"],
            "creditUsage": 0,
        }
    ).encode()

    answer = read_answer(raw, json_mode=True, expected=2, fields=parse_fields("total"))

    assert answer.data == [{"total": "1.00"}, {"total": None}]
    assert (answer.notices, answer.deserves_a_look) == (("sums_agree",), False)


@pytest.mark.parametrize("code", ["unsure", "sums_differ", "wrong_kind", "fields_missing"])
def test_doubtful_values_deserve_a_look(code: str) -> None:
    assert Answer("", notices=("sums_agree", code)).deserves_a_look


def test_numbers_are_exact_when_asked_for() -> None:
    assert find('{"a": 12.50, "b": 3}', exact=True).value == {"a": Decimal("12.50"), "b": 3}


def test_what_was_bought_is_a_list_of_objects_with_exact_texts() -> None:
    tea, cake = '{"name": "Tea", "quantity": 2, "price": 7.10}', '{"name": "Cake", "price": null}'
    text = f'{{"items": [{tea}, {cake}]}}'

    answer = read(text, "items")

    assert answer.data == {
        "items": [
            {"name": "Tea", "quantity": "2", "price": "7.10"},
            {"name": "Cake", "price": None},
        ]
    }
    assert answer.notices == ()


def test_rows_of_a_table_stay_lists() -> None:
    assert read('{"rows": [["a", 1.50], ["b", null]]}', "rows").data == {
        "rows": [["a", "1.50"], ["b", None]]
    }
