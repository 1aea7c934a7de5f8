"""Papers that may be there twice are told, and no others."""

from inklift.core.duplicates import Entry, possible_duplicates

TEA = {"merchant": "Oak & Son", "date": "2024-03-03", "total": "12.50"}


def test_the_same_picture_is_there_twice() -> None:
    entries = [Entry("a", None), Entry("b", None), Entry("a", None)]

    assert possible_duplicates(entries) == {0: (2,), 2: (0,)}


def test_the_same_shop_date_and_total_mean_the_same_paper() -> None:
    written = {"store": "OAK  & SON", "receipt_date": "3 Mar 2024", "Grand Total": 12.5}

    assert possible_duplicates([Entry("a", TEA), Entry("b", written)]) == {0: (1,), 1: (0,)}


def test_another_total_date_or_shop_is_another_paper() -> None:
    others = [TEA | {"total": "12.51"}, TEA | {"date": "2024-03-04"}, TEA | {"merchant": "Elm"}]

    entries = [Entry(str(number), data) for number, data in enumerate([TEA, *others])]

    assert possible_duplicates(entries) == {}


def test_what_is_not_told_is_not_the_same() -> None:
    less = {"merchant": "Oak & Son", "total": "12.50", "date": None}

    assert possible_duplicates([Entry("a", less), Entry("b", less), Entry("", 1)]) == {}


def test_three_thousand_papers_of_one_day_are_compared_at_once() -> None:
    """Each is looked at once: 3,000 take some 100 ms, in a thread of their own."""
    entries = [Entry(str(at), TEA | {"total": f"{at}.00"}) for at in range(3_000)]

    assert possible_duplicates([*entries, Entry("x", TEA | {"total": "7"})]) == {
        7: (3_000,),
        3_000: (7,),
    }
