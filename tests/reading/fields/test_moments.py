"""The date and time of a purchase, among all the dates and times on a page."""

import pytest

from inklift.reading.fields.moments import date_of, time_of
from reading.made_pages import reading


@pytest.mark.parametrize(
    ("lines", "date", "reason"),
    [
        (["25/03/2024 10:15"], "2024-03-25", "position"),
        (["25/03/2024"], "2024-03-25", "only_one"),
        (["25/03/2024", "printed 25 Mar 2024"], "2024-03-25", "only_one"),
        (["Date: 25/03/2024", "Return until 25/04/2024"], "2024-03-25", "label"),
        (["Due date: 26/03/2024", "25/03/2024"], "2024-03-25", "position"),
        (["25/03/2024", "26/03/2024 10:15"], "2024-03-26", "position"),
        (["Date: 25/03/2024", "Printed date: 26/03/2024"], "2024-03-25", "label"),
        (["Datum: 25.03.2024", "Fällig am 26.03.2024"], "2024-03-25", "label"),
        (["Date de facture : 05/04/2024", "Échéance : 05/05/2024"], "2024-04-05", "label"),
        (["Fecha: 21 de mayo de 2024", "Vencimiento: 20/06/2024"], "2024-05-21", "label"),
        (["Data: 09/05/2024", "Scadenza 09/06/2024"], "2024-05-09", "label"),
        (["Factuurdatum 7 mei 2024", "Vervaldatum 21 mei 2024"], "2024-05-07", "label"),
        (["Date 03/04/2024", "Due 12/31/2024"], "2024-03-04", "label"),
    ],
)
def test_the_date_is_that_of_the_purchase(lines: list[str], date: str, reason: str) -> None:
    found = date_of(reading(*lines).lines)

    assert found is not None
    assert (found.text, found.reason, found.is_sure) == (date, reason, True)


def test_a_date_below_its_column_head_is_labelled() -> None:
    page = reading("Due         Date", "26/03/2024  25/03/2024")

    found = date_of(page.lines)

    assert found is not None
    assert (found.text, found.reason) == ("2024-03-25", "label")


def test_one_of_two_dates_that_are_as_likely_is_unsure() -> None:
    found = date_of(reading("25/03/2024", "26/03/2024").lines)

    assert found is not None
    assert (found.text, found.is_sure) == ("2024-03-25", False)


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert date_of(reading("Date: 31/02/2024").lines) is None


@pytest.mark.parametrize(
    ("lines", "time"),
    [
        (["25/03/2024 10:15", "Start 09:00"], "10:15"),
        (["Date 25/03/2024", "Time: 10:15:33", "Printed 11:00"], "10:15"),
        (["25.03.2024 14.05 Uhr"], "14:05"),
        (["25/03/2024 à 14h05"], "14:05"),
        (["Ora 22:05", "3 marzo 2024"], "22:05"),
        (["Open Mon-Fri 9:00-18:00", "25/03/2024 7:42 PM"], "19:42"),
    ],
)
def test_the_time_is_that_of_the_purchase(lines: list[str], time: str) -> None:
    found = time_of(reading(*lines).lines)

    assert found is not None
    assert found.text == time


def test_opening_hours_are_no_time_of_purchase() -> None:
    assert time_of(reading("Open Mon-Fri 9:00-18:00").lines) is None


@pytest.mark.parametrize(
    ("lines", "is_sure"),
    [
        (["03/04/2024", "Total $12.50"], False),
        (["03/04/2024", "Total $12.50", "Return by 31/12/2024"], True),
        (["03/25/2024", "Total $12.50"], True),
        (["03/04/2024", "Total € 12.50"], True),
        (["03/04/2024", "Total S$12.50"], True),
    ],
)
def test_day_and_month_that_may_change_places_are_unsure_where_dollars_are_paid(
    lines: list[str], is_sure: bool
) -> None:
    found = date_of(reading(*lines).lines)

    assert found is not None
    assert found.is_sure is is_sure


@pytest.mark.parametrize("line", ["Best before 01/02/2025", "Valid until 01/02/2027", "Due 1/2/25"])
def test_a_date_that_means_something_else_is_no_date_of_purchase(line: str) -> None:
    assert date_of(reading("SHOP", line, "Total 5.00").lines) is None


def test_a_date_whose_mark_was_not_read_is_unsure() -> None:
    found = date_of(reading("01:34PM 568017 05 02-18").lines)

    assert found is not None
    assert (found.text, found.is_sure) == ("2018-02-05", False)


def test_a_receipt_is_of_the_time_at_which_a_stay_ended() -> None:
    found = time_of(
        reading("Entry Time 16/04/2018 (Mon) 8:21", "Paid Time 16/04/2018 (Mon) 9:49").lines
    )

    assert found is not None
    assert found.text == "09:49"
