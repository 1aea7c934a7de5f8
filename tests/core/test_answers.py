"""What the raw bytes of an answer say, whatever a service puts into them."""

import codecs
import gc
import json
from typing import Any

import pytest

from inklift.core.answers import Answer, credits_in, display_text, read_answer
from inklift.core.errors import AnswerUnreadable

_USUAL_THRESHOLD = gc.get_threshold()


def body(results: Any, **others: Any) -> bytes:
    return json.dumps({"results": results, **others}).encode("ascii")


def test_a_plain_answer_keeps_its_text_character_for_character() -> None:
    text = " <b>12,50 €</b>\r\n\u202e=cmd|'/c calc'!A1\x1b[2J\n"

    answer = read_answer(body(text, prompt="p", imageCount=1, creditUsage=11), json_mode=False)

    assert answer == Answer(text, credits=11)


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8"),
        lambda text: codecs.BOM_UTF8 + text.encode("utf-8"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-be"),
    ],
)
def test_every_encoding_of_json_is_read(encode: Any) -> None:
    assert read_answer(encode('{"results": "Größe €"}'), json_mode=False).results == "Größe €"


def test_lone_surrogates_stay_in_text_and_data() -> None:
    raw = rb'{"results": "{\"name\": \"a\\ud800b\"}"}'

    answer = read_answer(raw, json_mode=True)

    assert answer.data == {"name": "a\ud800b"}
    assert read_answer(b'{"results": "a\\ud800"}', json_mode=False).results == "a\ud800"


def test_bytes_that_are_no_text_do_not_cost_the_whole_answer() -> None:
    answer = read_answer(b'{"results": "Gr\xf6\xdfe", "creditUsage": 11}', json_mode=False)

    assert answer.results == "Gr\ufffd\ufffde"
    assert answer.notices == ("characters_lost",)
    assert answer.credits == 11


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<html>502</html>",
        b'{"results": "cut o',
        b'{"prompt": "p"}',
        b'{"results": null}',
        b"[]",
        b'"results"',
        b"\xff\xfe\x00",
        b'{"results": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"results": "ok", "more": ' + b"[" * 501 + b"]" * 501 + b"}",
    ],
)
def test_an_answer_without_results_is_unreadable(raw: bytes) -> None:
    with pytest.raises(AnswerUnreadable):
        read_answer(raw, json_mode=False)


def test_results_need_no_particular_text() -> None:
    assert read_answer(body(""), json_mode=False) == Answer("")
    assert read_answer(body(""), json_mode=True).notices == ("not_json",)


@pytest.mark.parametrize("json_mode", [False, True])
@pytest.mark.parametrize("value", [{"a": "é", "b": [1]}, [1, 2], 12, True])
def test_results_that_are_no_string_are_data_and_shown_as_json(value: Any, json_mode: bool) -> None:
    answer = read_answer(body(value), json_mode)

    assert answer.data == value
    assert json.loads(answer.results) == value
    assert answer.notices == ()


def test_results_that_are_deep_but_no_deeper_than_can_be_read_are_text() -> None:
    value = "[" * 499 + "]" * 499

    answer = read_answer(f'{{"results": {value}}}'.encode(), json_mode=True)

    assert (answer.results, answer.data) == (value, None)


def test_what_python_tidies_up_during_an_answer_has_room_to_do_so() -> None:
    raw = body("[" * 50_000)
    ended: list[int] = []

    class Ends:
        """Garbage that only the collector of garbage can find, and that does something then."""

        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            ended.append(_steps(50))

    # Lists and objects count towards the threshold: so the collector runs while they are nested
    # deeper and deeper, were they built at all. What raises in `__del__` fails a test here.
    for objects in range(700, 1_000, 20):
        gc.collect()
        Ends()
        gc.set_threshold(objects)
        try:
            assert read_answer(raw, json_mode=True).notices[0] == "not_json"
        finally:
            gc.set_threshold(*_USUAL_THRESHOLD)
    gc.collect()

    assert ended == [50] * 15


def _steps(count: int) -> int:
    return 1 + _steps(count - 1) if count else 0


def test_results_that_strict_json_cannot_hold_are_text() -> None:
    answer = read_answer(b'{"results": {"a": NaN}}', json_mode=True)

    assert (answer.results, answer.data, answer.notices) == ('{"a": NaN}', None, ("not_json",))


def test_a_number_of_5000_digits_harms_nothing() -> None:
    digits = "9" * 5_000
    raw = f'{{"results": "ok", "creditUsage": {digits}, "x": 1e99999}}'.encode()

    assert read_answer(raw, json_mode=False) == Answer("ok")
    assert read_answer(body(f"[{digits}]"), json_mode=True).data == [digits]


@pytest.mark.parametrize("text", ["just words", '{"a": NaN}', "[" * 50_000, "{'a': 1}"])
def test_json_that_is_none_leaves_the_text_and_a_notice(text: str) -> None:
    answer = read_answer(body(text), json_mode=True)

    assert (answer.results, answer.data, answer.notices[0]) == (text, None, "not_json")


def test_without_json_mode_json_is_just_text() -> None:
    assert read_answer(body('{"a": 1}'), json_mode=False) == Answer('{"a": 1}')


def test_mended_json_says_so() -> None:
    assert read_answer(body('{"a": 1,}'), json_mode=True).notices == ("json_mended",)
    assert read_answer(body('{"a": 1, "b": "x'), json_mode=True) == Answer(
        '{"a": 1, "b": "x', {"a": 1}, ("json_mended", "cut_off")
    )


def test_text_as_long_as_the_service_writes_was_cut_off() -> None:
    assert read_answer(body("x" * 8_192 * 4), json_mode=False).notices == ("cut_off",)
    assert read_answer(body("x" * (8_192 * 4 - 1)), json_mode=False).notices == ()
    assert read_answer(body(f'["{"x" * 40_000}"]'), json_mode=True).notices == ()


def test_our_own_engine_is_not_cut_off_by_the_length_of_a_page() -> None:
    assert read_answer(body("x" * 40_000, notices=[]), json_mode=False).notices == ()


@pytest.mark.parametrize(
    ("indexes", "expected", "differs"),
    [
        ([0, 1, 2], 3, False),
        ([2, 0, 1], 3, False),
        ([0, 1], 3, True),
        ([0, 1, 1], 3, True),
        ([0, 1, 2, 3], 3, True),
        ([0, 1], 1, False),
    ],
)
def test_entries_are_counted_when_they_say_which_picture_they_are_for(
    indexes: list[int], expected: int, differs: bool
) -> None:
    text = json.dumps([{"index": index, "total": 1} for index in indexes])

    answer = read_answer(body(text), json_mode=True, expected=expected)

    assert ("count_differs" in answer.notices) is differs


def test_a_list_of_other_things_is_not_counted() -> None:
    assert read_answer(body("[1, 2]"), json_mode=True, expected=3).notices == ()
    assert read_answer(body("[]"), json_mode=True, expected=3).notices == ()


@pytest.mark.parametrize(
    "value",
    [True, -1, 11.0, "-11", "11.0", "", "eleven", "\u0661\u0661", "9" * 5_000, None, [11], 2**40],
)
def test_credits_are_believed_only_as_a_plain_count(value: Any) -> None:
    raw = body("ok", creditUsage=value)

    assert read_answer(raw, json_mode=False).credits is None
    assert credits_in(raw) is None


@pytest.mark.parametrize("value", [11, "11", "011"])
def test_credits_may_be_written_as_a_number_or_its_digits(value: Any) -> None:
    raw = body("ok", creditUsage=value)

    assert read_answer(raw, json_mode=False).credits == 11
    assert credits_in(raw) == 11


@pytest.mark.parametrize("raw", [b"", b"<html>", b"[]", b'{"creditUsage": 11}', b"[" * 9_000])
def test_what_is_no_answer_says_nothing_of_credits(raw: bytes) -> None:
    assert credits_in(raw) is None


def test_notices_and_evidence_of_our_own_engine_are_taken_over() -> None:
    place = {"picture": "a.jpg", "box": [1, 2, 3, 4], "reason": "label"}

    answer = read_answer(
        body(
            "ok",
            notices=["reads_only", 7, "No Code", "reads_only"],
            evidence={"total": [place], "date": [], "bad": [{"box": [1]}], "worse": 3},
        ),
        json_mode=False,
    )

    assert answer.notices == ("reads_only",)
    assert answer.evidence == {"total": [place], "date": []}


def test_data_can_always_be_written_as_strict_json() -> None:
    for text in ('{"a": 1e400}', f"[{'1' * 4_500}]", '["\\ud800"]', "[" * 90 + "]" * 90):
        data = read_answer(body(text), json_mode=True).data

        assert data is not None
        json.dumps(data, allow_nan=False, indent=2)


def test_display_unwraps_and_lays_out_json_only() -> None:
    assert display_text('```json\n{"a":12.50}\n```', json_mode=True) == '{\n  "a": 12.50\n}'
    assert display_text('["é"]', json_mode=True) == '[\n  "é"\n]'
    assert display_text('Here: {"a":1}', json_mode=True) == 'Here: {"a":1}'
    assert display_text('{"a":1', json_mode=True) == '{"a":1'
    assert display_text('{"a":1}', json_mode=False) == '{"a":1}'


@pytest.mark.parametrize(("expected", "differs"), [(2, False), (3, True)])
def test_a_note_at_the_end_of_a_shortened_list_hides_nothing(expected: int, differs: bool) -> None:
    text = json.dumps([{"index": 0}, {"index": 1}, {"note": "Shortened: 2 entries are here."}])

    answer = read_answer(body(text), json_mode=True, expected=expected)

    assert ("count_differs" in answer.notices) is differs
