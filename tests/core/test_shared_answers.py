"""Answers for several pictures in one request: split by index, never by guess."""

import json

import pytest

from inklift.core.answers import Notice, read_answer
from inklift.core.asking import wants_json, words_for
from inklift.core.errors import AnswerUnreadable
from inklift.core.prompts import AnswerForm, Field, FieldKind, Grouping
from inklift.core.shared_answers import answer_alone, read_shared

JSON, TEXT = AnswerForm(True), AnswerForm()
FIELDS = AnswerForm(True, fields=(Field("total", FieldKind.MONEY), Field("shop")))


def _raw(results: object, credits: object = 13) -> bytes:
    written = results if isinstance(results, str) else json.dumps(results)
    return json.dumps({"results": written, "imageCount": 3, "creditUsage": credits}).encode()


def _entries(*indexes: object) -> list[dict[str, object]]:
    return [{"index": index, "shop": f"Shop {place}"} for place, index in enumerate(indexes)]


def test_each_entry_goes_to_the_picture_that_its_index_names() -> None:
    shared = read_shared(_raw(_entries(2, 0, 1)), JSON, 3)

    assert {position: answer.data for position, answer in shared.answers.items()} == {
        0: {"shop": "Shop 1"},
        1: {"shop": "Shop 2"},
        2: {"shop": "Shop 0"},
    }
    assert shared.missing == ()
    assert all(answer.notices == () for answer in shared.answers.values())


def test_the_shares_of_the_credits_add_up() -> None:
    shared = read_shared(_raw(_entries(0, 1, 2)), JSON, 3)
    lacking = read_shared(_raw(_entries(0, 2)), JSON, 3)
    unsaid = read_shared(_raw(_entries(0, 1, 2), credits=None), JSON, 3)

    assert [answer.credits for answer in shared.answers.values()] == [5, 4, 4]
    assert [answer.credits for answer in lacking.answers.values()] == [7, 6]
    assert [answer.credits for answer in unsaid.answers.values()] == [None] * 3
    assert (shared.credits, lacking.credits, unsaid.credits) == (13, 13, None)


@pytest.mark.parametrize(
    ("indexes", "missing"),
    [
        ((0, 2), (1,)),
        ((0, 1, 1), (1, 2)),  # doubled: nobody knows which of the two is right
        ((0, 1, 2, 2, 2), (2,)),
        ((0, 1, 3), (2,)),
        ((0, 1, -1), (2,)),
        ((0, 1, None), (2,)),
        ((0, True, 2), (1,)),
        ((1, 2), (0,)),
        ((), (0, 1, 2)),
    ],
)
def test_what_no_single_entry_is_for_is_missing(
    indexes: tuple[object, ...], missing: tuple[int, ...]
) -> None:
    assert read_shared(_raw(_entries(*indexes)), JSON, 3).missing == missing


@pytest.mark.parametrize("indexes", [("0", "1", "2"), (1, 2, 3)])
def test_numbers_as_text_or_counted_from_one_are_understood(indexes: tuple[object, ...]) -> None:
    shared = read_shared(_raw(_entries(*indexes)), JSON, 3)

    assert [answer.data for answer in shared.answers.values()] == [
        {"shop": "Shop 0"},
        {"shop": "Shop 1"},
        {"shop": "Shop 2"},
    ]


def test_an_array_may_be_fenced_or_wrapped_in_an_object() -> None:
    fenced = read_shared(_raw(f"```json\n{json.dumps(_entries(0, 1, 2))}\n```"), JSON, 3)
    wrapped = read_shared(_raw({"receipts": _entries(0, 1, 2)}), JSON, 3)

    assert fenced.missing == wrapped.missing == ()


@pytest.mark.parametrize("cut", range(1, 12))
def test_what_the_answer_breaks_off_in_is_missing_and_what_came_before_is_whole(cut: int) -> None:
    entries = [{"index": n, "shop": "Oak & Son", "items": [{"name": "tea"}]} for n in range(3)]
    written = json.dumps(entries)

    shared = read_shared(_raw(written[:-cut]), JSON, 3)

    assert shared.missing in ((2,), (1, 2))
    assert all(
        answer.data == {"shop": "Oak & Son", "items": [{"name": "tea"}]}
        for answer in shared.answers.values()
    )


@pytest.mark.parametrize("written", ["I cannot read these.", "", "{}", "[1, 2, 3]", '"text"'])
def test_without_an_array_all_are_missing(written: str) -> None:
    shared = read_shared(_raw(written), JSON, 3)

    assert shared.missing == (0, 1, 2)
    assert shared.credits == 13


def test_without_results_nothing_can_be_read() -> None:
    with pytest.raises(AnswerUnreadable):
        read_shared(b'{"creditUsage": 13}', JSON, 3)


def test_fields_are_read_for_each_picture() -> None:
    entries = [
        {"index": 1, "total": "1.234,50 €", "shop": "Oak"},
        {"index": 0, "total": 7},
    ]

    shared = read_shared(_raw(entries), FIELDS, 2)

    assert shared.answers[0].data == {"total": "7.00", "shop": None}
    assert shared.answers[0].notices == (Notice.FIELDS_MISSING,)
    assert shared.answers[1].data == {"total": "1234.50", "shop": "Oak"}
    assert shared.answers[1].notices == ()


def test_a_field_called_index_leaves_room_for_the_number() -> None:
    form = AnswerForm(True, fields=(Field("index"),))
    entries = [{"picture_index": 1, "index": "B 7"}, {"picture_index": 0, "index": "A 9"}]

    shared = read_shared(_raw(entries), form, 2)

    assert shared.answers[0].data == {"index": "A 9"}
    assert shared.answers[1].data == {"index": "B 7"}


def test_texts_come_in_an_array_too() -> None:
    entries = [{"index": 1, "text": "Two\nlines"}, {"index": 0, "text": "One"}, {"index": 2}]

    shared = read_shared(_raw(entries), TEXT, 3)

    assert [answer.results for answer in shared.answers.values()] == ["One", "Two\nlines"]
    assert shared.missing == (2,)
    assert wants_json(TEXT, 3)
    assert not wants_json(TEXT, 1)
    assert '"text"' in words_for("Read it.", TEXT, 3)
    assert words_for("Read it.", TEXT, 1) == "Read it."


@pytest.mark.parametrize("form", [JSON, TEXT, FIELDS])
def test_one_of_them_alone_reads_like_an_answer_for_it(form: AnswerForm) -> None:
    entries = [{"index": n, "text": f"T {n}", "total": f"{n}.50", "shop": "O"} for n in range(3)]
    raw = _raw(entries)

    alone = answer_alone(raw, form, 3, 1)

    assert alone is not None
    there = read_shared(raw, form, 3).answers[1]
    here = read_answer(alone, form.json_mode, 1, form.fields)
    assert (here.results, here.data, here.notices) == (there.results, there.data, there.notices)
    assert answer_alone(_raw(entries[:1]), form, 3, 1) is None


def test_only_several_pictures_with_an_answer_each_are_split() -> None:
    assert JSON.is_split(2)
    assert not JSON.is_split(1)
    assert not AnswerForm(True, Grouping.TOGETHER).is_split(2)
