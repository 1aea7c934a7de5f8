"""JSON as models write it: found, mended without inventing a value, or called no JSON."""

import json
import time

import pytest

from inklift.core.json_text import (
    FoundJson,
    NotJsonError,
    find,
    is_deeper_than,
    laid_out,
    strict,
)


@pytest.mark.parametrize(
    "text",
    [
        '{"total": 12.5}',
        '\ufeff \n{"total": 12.5}\n',
        '```json\n{"total": 12.5}\n```',
        '```\n{"total": 12.5}\n```\n',
        '~~~JSON5\n{"total": 12.5}~~~',
        'Here is the data:\n```json\n{"total": 12.5}\n```\nTell me if you need more!',
        'Certainly! {"total": 12.5} is what I found.',
        'As asked in [1] and [the form](a.html): {"total": 12.5} [end]',
    ],
)
def test_whole_json_is_found_whatever_stands_around_it(text: str) -> None:
    assert find(text) == FoundJson({"total": 12.5})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1, "b": [1, 2,],}', {"a": 1, "b": [1, 2]}),
        ('{"a": "two\nlines"}', {"a": "two\nlines"}),
        ('{"a": 1, "a": 2}', {"a": 2}),
        ("[1, 1e999]", [1, "1e999"]),
        (f"[{'7' * 5_000}]", ["7" * 5_000]),
        ('{"a": "draft"} and then {"a": "final", "b": 2}', {"a": "final", "b": 2}),
    ],
)
def test_small_flaws_are_mended_and_told(text: str, value: object) -> None:
    assert find(text) == FoundJson(value, mended=True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1, "b": "the end of thi', {"a": 1}),
        ('{"a": 1, "b": 12', {"a": 1}),  # it may have been 12.50
        ('{"a": 1, "b": tru', {"a": 1}),
        ('{"a": 1, "b":', {"a": 1}),
        ('{"a": 1, "b', {"a": 1}),
        ('{"a": 1,', {"a": 1}),
        ('{"a": 1, "items": [', {"a": 1}),
        ('{"a": 1, "b": 2', {"a": 1}),
        ('[{"a": 1}, {"a": 2, "b": "x\\', [{"a": 1}, {"a": 2}]),
        ('[{"a": 1}, {"a": ', [{"a": 1}]),
        ('```json\n{"a": [1, 2], "b": 3\n```', {"a": [1, 2], "b": 3}),
        ('Here [1]: {"a": "x", "b": "', {"a": "x"}),
    ],
)
def test_broken_off_json_keeps_its_whole_members_only(text: str, value: object) -> None:
    assert find(text) == FoundJson(value, mended=True, cut_off=True)


@pytest.mark.parametrize("text", ['{"a": "never ends', "[", '{"a"', '[1] {"a": "longer than one'])
def test_json_that_breaks_off_before_its_first_value_is_none(text: str) -> None:
    with pytest.raises(NotJsonError) as caught:
        find(text)

    assert caught.value.cut_off


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The total is 12.50",
        "[see the receipt]",
        "the total [see below",
        '{\'a\': 1, "b": {"c": 2}}',  # what stands inside must not pass for the whole
        '{"a": NaN}',
        '{"a": Infinity, "b": 1}',
        '{"a": 1 "b": 2}',
        '{"a": [1, 2}',
        '{"a": "\\d"}',
        "[" * 150 + "]" * 150,
        "[" * 100_000,
        '{"a":' * 20_000 + "1" + "}" * 20_000,
    ],
)
def test_anything_else_is_no_json(text: str) -> None:
    with pytest.raises(NotJsonError):
        find(text)


def test_several_objects_become_the_list_that_was_expected() -> None:
    text = '```json\n{"index": 0}\n```\n```json\n{"index": 1}\n```'

    assert find(text, expected=2) == FoundJson([{"index": 0}, {"index": 1}], mended=True)
    assert find('{"a": 1}\n{"a": 2}\n{"a"', expected=3) == FoundJson(
        [{"a": 1}, {"a": 2}], mended=True, cut_off=True
    )


@pytest.mark.parametrize("hostile", ["[", "[1,", '{"a":', '"', "`", "``` ", "[a", '[""', "\\", " "])
def test_hostile_text_is_given_up_on_in_no_time(hostile: str) -> None:
    text = "x" + hostile * (190_000 // len(hostile)) + "x"
    started_s = time.process_time()

    with pytest.raises(NotJsonError):
        find(text)

    assert time.process_time() - started_s < 1


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("12", 0),
        ("[]", 1),
        ('{"a": [[]], "b": [1]}', 3),
        ("[[1], [2], [3], {}]", 2),
        ('["[[[[", "\\"[[[[", "{"]', 1),
    ],
)
def test_nested_lists_and_objects_are_counted_and_not_those_in_strings(
    text: str, levels: int
) -> None:
    assert not is_deeper_than(text, levels)
    assert levels == 0 or is_deeper_than(text, levels - 1)


@pytest.mark.parametrize("hostile", ['"', '\\"', "[]", '["', '[\\"', "{", "[[]"])
def test_depth_is_told_in_no_time(hostile: str) -> None:
    text = hostile * 300_000
    started_s = time.process_time()

    is_deeper_than(text, 100)

    assert time.process_time() - started_s < 1


def test_laid_out_json_keeps_digits_names_and_order() -> None:
    text = '{"b":12.50,"a":[1e2,{"x":"\\u00e9 \\" {"}],"b":[],"c":{ }}'

    assert laid_out(text) == (
        '{\n  "b": 12.50,\n  "a": [\n    1e2,\n    {\n      "x": "é \\" {"\n    }\n  ],\n'
        '  "b": [],\n  "c": {}\n}'
    )
    assert json.loads(laid_out(text)) == strict(text).value
