"""What is asked of a service: the prompt alone, or with the form of the answer in plain words."""

import json

from inklift.core.asking import words_for
from inklift.core.field_list import parse_fields
from inklift.core.prompts import AnswerForm, Field, FieldKind, Grouping

FIELDS = parse_fields("merchant, date, total, paid:yesno, how:choice(cash|card), tips:list(money)")


def test_without_fields_the_prompt_is_word_for_word() -> None:
    prompt = " What is\n the total?  "

    assert words_for(prompt, AnswerForm(), 1) == prompt
    assert words_for(prompt, AnswerForm(json_mode=True), 1) == prompt
    assert words_for(prompt, AnswerForm(True, Grouping.TOGETHER), 5) == prompt
    assert words_for("", AnswerForm(), 1) == ""
    assert words_for(" ", AnswerForm(json_mode=True), 3) == " "


def test_one_answer_for_each_of_several_pictures_is_an_array_with_indexes() -> None:
    words = words_for("Total?", AnswerForm(json_mode=True), 3)

    assert words.startswith("Total?\n\n")
    assert '[{"index": 0, …}, …]' in words
    assert "each of the 3 pictures" in words


def test_fields_are_asked_for_by_name_and_kind_behind_the_prompt() -> None:
    words = words_for("Look at the stamp.", AnswerForm(True, fields=FIELDS), 1)

    lines = words.splitlines()
    assert lines[:2] == ["Look at the stamp.", ""]
    assert "one JSON object" in lines[2]
    assert "index" not in words
    asked = dict(line[2:].split(": ", 1) for line in lines if line.startswith("- "))
    assert list(map(json.loads, asked)) == [field.name for field in FIELDS]
    assert asked['"merchant"'] == "text"
    assert "YYYY-MM-DD" in asked['"date"']
    assert '"12.50"' in asked['"total"']
    assert asked['"paid"'] == "true or false"
    assert asked['"how"'] == 'one of "cash", "card"'
    assert asked['"tips"'].startswith("a list")
    assert '"12.50"' in asked['"tips"']
    assert "null" in lines[-1]


def test_fields_are_enough_and_a_hint_stands_behind_its_field() -> None:
    field = Field('the "no."', FieldKind.NUMBER, hint="top right,\n in red")

    words = words_for("", AnswerForm(True, fields=(field,)), 1)

    assert words.startswith("Answer with one JSON object")
    assert '- "the \\"no.\\"": a number, without thousands separators (top right, in red)' in words


def test_fields_of_several_pictures_are_an_array_however_they_are_grouped() -> None:
    for grouping in Grouping:
        words = words_for("", AnswerForm(True, grouping, FIELDS), 2)

        assert words.startswith("Answer with one JSON array")
        assert '"index": 1.' in words


def test_a_field_called_index_is_not_the_number_of_a_picture() -> None:
    words = words_for("", AnswerForm(True, fields=parse_fields("Index, total")), 2)

    assert '[{"picture_index": 0, …}, …]' in words
    assert '- "Index": text' in words


def test_what_was_bought_is_asked_for_as_objects() -> None:
    words = words_for("", AnswerForm(True, fields=parse_fields("items")), 1)

    assert "name, quantity, unit_price, price" in words
