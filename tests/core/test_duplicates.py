"""Papers that may be there twice are told, and no others."""

import pytest

from inklift.core.duplicates import Entry, possible_duplicates

TEA = {"merchant": "Oak & Son", "date": "2024-03-03", "total": "12.50"}


def test_the_same_picture_is_there_twice() -> None:
    entries = [Entry("a", None), Entry("b", None), Entry("a", None)]

    assert possible_duplicates(entries) == {0: (2,), 2: (0,)}


def test_the_same_shop_date_and_total_mean_the_same_paper() -> None:
    written = {"store": "OAK  & SON", "receipt_date": "3 Mar 2024", "Grand Total": 12.5}

    assert possible_duplicates([Entry("a", TEA), Entry("b", written)]) == {0: (1,), 1: (0,)}


@pytest.mark.parametrize(
    "data",
    [
        [TEA],
        TEA | {"merchant": {"name": "Oak & Son", "address": "1 Elm St"}},
        TEA | {"total": {"amount": 12.5, "currency": "EUR"}, "tax": {"amount": 1}},
        {"raw": {"total": "1.00", "merchant": "Elm"}, **TEA},
        {"receipt": TEA},
        {"receipt": TEA, "more": {"raw": TEA | {"total": "1.00"}}},
        TEA | {"date": "2024-03-03T10:15:00"},
    ],
)
def test_the_shape_of_an_answer_does_not_matter(data: object) -> None:
    assert possible_duplicates([Entry("a", TEA), Entry("b", data)]) == {0: (1,), 1: (0,)}


def test_the_amount_of_a_tax_is_not_the_total() -> None:
    tax = {"tax": {"amount": "6.00"}}
    entries = [Entry("a", tax | TEA), Entry("b", tax | TEA | {"total": "99.00"})]

    assert possible_duplicates(entries) == {}


def test_others_are_told_once_though_picture_and_paper_are_the_same() -> None:
    entries = [Entry("a", TEA), Entry("a", TEA), Entry("b", TEA)]

    assert possible_duplicates(entries) == {0: (1, 2), 1: (0, 2), 2: (0, 1)}


def test_an_answer_may_be_nested_very_deep() -> None:
    deep: object = TEA
    for _ in range(20_000):
        deep = {"more": deep}

    assert possible_duplicates([Entry("a", TEA), Entry("b", deep)]) == {0: (1,), 1: (0,)}


def test_another_total_date_or_shop_is_another_paper() -> None:
    others = [TEA | {"total": "12.51"}, TEA | {"date": "2024-03-04"}, TEA | {"merchant": "Elm"}]

    entries = [Entry(str(number), data) for number, data in enumerate([TEA, *others])]

    assert possible_duplicates(entries) == {}


def test_what_is_not_told_is_not_the_same() -> None:
    less = {"merchant": "Oak & Son", "total": "12.50", "date": None}

    assert possible_duplicates([Entry("a", less), Entry("b", less), Entry("", 1)]) == {}


def test_three_thousand_papers_of_one_day_are_compared_at_once() -> None:
    """Each is looked at once: 3,000 whole answers take some 50 ms, 3,000 equal pictures 2 ms."""
    entries = [Entry(str(at), TEA | {"total": f"{at}.00"}) for at in range(3_000)]

    assert possible_duplicates([*entries, Entry("x", TEA | {"total": "7"})]) == {
        7: (3_000,),
        3_000: (7,),
    }
