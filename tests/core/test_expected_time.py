"""How long a run is expected to take, by earlier runs."""

import pytest

from inklift.core.expected_time import Experience, expected_s


def steady(run: int, count: int, *, each_s: float, took_s: float) -> list[Experience]:
    """A run with an answer every `each_s`, each `took_s` after it was sent."""
    first_s = run * 1_000_000.0
    return [
        Experience(run, 1, first_s + n * each_s - took_s, first_s + n * each_s)
        for n in range(count)
    ]


def test_nothing_to_send_takes_no_time() -> None:
    assert expected_s((), (), 4) == 0


def test_without_experience_nobody_can_tell() -> None:
    assert expected_s((), [1, 1], 4) is None


def test_one_request_takes_as_long_as_they_usually_do() -> None:
    found = [Experience(run, 1, 0.0, took_s) for run, took_s in enumerate([3.0, 4.0, 90.0])]

    assert expected_s(found, [1], 4) == 4.0


def test_several_go_side_by_side_where_no_earlier_run_was_long_enough_to_have_a_pace() -> None:
    found = [Experience(1, 1, 0.0, 4.0)]

    assert expected_s(found, [1] * 4, 4) == 4.0
    assert expected_s(found, [1] * 40, 4) == 4.0 + 36 * 1.0


def test_the_pace_of_earlier_runs_has_the_limits_of_the_service_in_it() -> None:
    found = steady(1, 20, each_s=6.0, took_s=4.0)  # ten a minute, though each takes four seconds

    assert expected_s(found, [1] * 104, 4) == pytest.approx(4.0 + 100 * 6.0)


def test_a_night_between_two_answers_is_no_pace() -> None:
    evening, morning = steady(1, 10, each_s=2.0, took_s=1.0), steady(1, 10, each_s=2.0, took_s=1.0)
    later = [Experience(1, 1, e.sent_s + 30_000, e.answered_s + 30_000) for e in morning]

    assert expected_s([*evening, *later], [1] * 14, 4) == pytest.approx(1.0 + 10 * 2.0)


def test_requests_of_another_size_count_in_proportion() -> None:
    found = steady(1, 20, each_s=1.0, took_s=2.0)

    assert expected_s(found, [10, 10, 3], 4) == 20.0


def test_requests_of_the_same_size_count_before_others() -> None:
    found = [*steady(1, 20, each_s=1.0, took_s=2.0), Experience(2, 10, 0.0, 5.0)]

    assert expected_s(found, [10, 10], 4) == 5.0
