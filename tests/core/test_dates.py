"""Dates and times of day in a line, in the spellings of seven languages."""

import datetime

import pytest

from inklift.core.dates import date_order, dates_in, times_in


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("2024-03-25", ["2024-03-25"]),
        ("25/03/2024 25.3.2024", ["2024-03-25", "2024-03-25"]),
        ("25. 03. 2024", ["2024-03-25"]),
        ("03/25/2024", ["2024-03-25"]),
        ("25 Mar 2024, 25-MAR-24, March 25th, 2024", ["2024-03-25"] * 3),
        ("03/04/2024", ["2024-04-03"]),
        ("25/03/24", ["2024-03-25"]),
        ("Date:25/03/2024", ["2024-03-25"]),
        ("25/03/202410:58", ["2024-03-25"]),
        ("25.03.2024-10:58", ["2024-03-25"]),
        ("25. März 2024, 25. Okt. 2024", ["2024-03-25", "2024-10-25"]),
        ("25 mars 2024, 1er août 2024, 5 févr. 2024", ["2024-03-25", "2024-08-01", "2024-02-05"]),
        ("25 de marzo de 2024, 25-ene-24", ["2024-03-25", "2024-01-25"]),
        ("25 marzo 2024, 3 lug 2024", ["2024-03-25", "2024-07-03"]),
        ("25 de março de 2024, 7 out 2024", ["2024-03-25", "2024-10-07"]),
        ("25 maart 2024, 6 mei 2024", ["2024-03-25", "2024-05-06"]),
        ("31/02/2024", [None]),
        ("1.25/03/2024 12-34-56-78 3-4 192.168.12.20", []),
        ("12.50 may be 20 marbles", []),
    ],
)
def test_dates_are_read_day_first(line: str, dates: list[str | None]) -> None:
    wanted = [datetime.date.fromisoformat(date) if date else None for date in dates]

    assert [found.date for found in dates_in(line)] == wanted


@pytest.mark.parametrize(
    ("lines", "month_first"),
    [
        (["03/04/2024", "12/31/2024"], True),
        (["03/04/2024", "31/12/2024"], False),
        (["Springfield, IL 62704", "03/04/2024"], True),
        (["10115 Berlin", "03/04/2024"], False),
    ],
)
def test_other_dates_and_the_address_say_which_comes_first(
    lines: list[str], month_first: bool
) -> None:
    order = date_order(lines)

    assert order.month_first is month_first
    assert not order.in_doubt


@pytest.mark.parametrize(
    ("lines", "in_doubt"),
    [(["03/04/2024", "$12.50"], True), (["31/12/2024", "$12.50"], False), (["03/04/2024"], False)],
)
def test_a_dollar_sign_leaves_a_doubt_of_which_comes_first(
    lines: list[str], in_doubt: bool
) -> None:
    assert date_order(lines).in_doubt is in_doubt


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("at 9:05", ["09:05"]),
        ("07:10:35 PM", ["19:10"]),
        ("12:15 a.m.", ["00:15"]),
        ("14.05 Uhr", ["14:05"]),
        ("à 14h05", ["14:05"]),
        ("14u05", ["14:05"]),
        ("2024-03-25T14:05", ["14:05"]),
        ("25:00 9:61 1:2 00:1A:2B:3C 14.05", []),
    ],
)
def test_times_are_read_to_the_minute(line: str, times: list[str]) -> None:
    assert [f"{found.time:%H:%M}" for found in times_in(line)] == times
