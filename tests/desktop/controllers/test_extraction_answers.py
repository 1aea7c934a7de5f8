"""Answers as the window keeps them: whose they are, what they answer, where values were found."""

from dataclasses import replace

from desktop.controllers.extraction_bench import PAID, TOGETHER, ExtractionBench
from fakes.window_services import source
from inklift.core.pictures import Box
from inklift.core.prompts import AnswerForm
from inklift.desktop.controllers.shown_run import Question
from inklift.engines.registry import DUMPLING


def test_answers_keep_the_question_and_number_of_their_run_while_the_question_changes(
    bench: ExtractionBench,
) -> None:
    asked = replace(PAID, form=AnswerForm(json_mode=True))
    plan = bench.start(asked)
    bench.extraction.ask(Question("other"))
    bench.answer(plan.requests[0], "{}")
    bench.end()

    [shown] = bench.extraction.answers
    assert (shown.question, shown.try_number) == (asked, 7)
    assert shown.json_mode
    assert shown.engine == DUMPLING


def test_an_answer_for_all_together_belongs_to_each_picture_and_is_listed_once(
    bench: ExtractionBench,
) -> None:
    plan = bench.start(TOGETHER)
    bench.answer(plan.requests[0], "both")
    bench.end()

    [shown] = bench.extraction.answers
    assert shown.source_ids == ("id-1", "id-2", "id-3")
    assert shown.names == tuple(one.name for one in bench.sources)
    assert all(bench.extraction.answer_for(one.id) is shown for one in bench.sources)
    assert bench.outcomes[-1].answered == 3


def test_answers_follow_the_order_of_the_pictures(bench: ExtractionBench) -> None:
    plan = bench.start()
    for request in reversed(plan.requests):
        bench.answer(request, f"text {request.number}")
    bench.end()
    bench.sources = (bench.sources[2], bench.sources[0])

    assert [one.answer.results for one in bench.extraction.answers] == ["text 3", "text 1"]


def test_a_later_answer_takes_the_place_of_the_earlier_one(bench: ExtractionBench) -> None:
    bench.answer(bench.start(TOGETHER).requests[0], "all")
    bench.end()
    bench.answer(bench.start(PAID).requests[1], "second alone")
    bench.end()

    assert [one.answer.results for one in bench.extraction.answers] == ["all", "second alone"]


def test_the_same_bytes_twice_are_one_request_whose_answer_both_have(
    bench: ExtractionBench,
) -> None:
    bench.sources = (source(1), source(1, id="copy", name="copy.png"))
    plan = bench.start()
    bench.answer(plan.requests[0])
    outcome = bench.end()

    assert len(plan.requests) == 1
    assert bench.extraction.answer_for("copy") is bench.extraction.answer_for("id-1")
    assert (outcome.answered, outcome.not_answered) == (2, 0)


def test_a_turned_picture_keeps_its_answer_which_may_have_cost_something(
    bench: ExtractionBench,
) -> None:
    bench.answer(bench.start().requests[0], "paid for")
    bench.end()

    bench.sources = (source(1, quarter_turns=1), *bench.sources[1:])
    bench.extraction.replan()

    assert [one.answer.results for one in bench.extraction.answers] == ["paid for"]


def _found_on(*names: str) -> dict[str, list[dict[str, object]]]:
    """Where a total was found: on each of these, ten pixels further to the right."""
    return {
        "total": [
            {"picture": name, "box": [10 * number, 2, 10 * number + 5, 8]}
            for number, name in enumerate(names)
        ]
    }


def test_values_are_marked_on_the_picture_that_they_were_found_on(bench: ExtractionBench) -> None:
    one, two, three = bench.sources
    plan = bench.start(TOGETHER)
    bench.answer(plan.requests[0], evidence=_found_on(one.name, two.name))
    bench.end()

    [shown] = bench.extraction.answers
    assert shown.boxes_on(one) == [Box(0, 2, 5, 8)]
    assert shown.boxes_on(two) == [Box(10, 2, 15, 8)]
    assert shown.boxes_on(three) == []


def test_nothing_is_marked_on_a_picture_that_was_turned_until_it_is_turned_back(
    bench: ExtractionBench,
) -> None:
    one = bench.sources[0]
    bench.answer(bench.start().requests[0], evidence=_found_on(one.name))
    bench.end()

    [shown] = bench.extraction.answers
    assert shown.boxes_on(replace(one, quarter_turns=1)) == []
    assert shown.boxes_on(replace(one, quarter_turns=4)) == [Box(0, 2, 5, 8)]
