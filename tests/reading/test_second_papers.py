"""The held-out papers are well made: drawable, with their truth on them, and their sums hold."""

from decimal import Decimal
from itertools import product

import pytest

from papers.documents import PAPERS
from papers.drawing import draw
from papers.paper import Paper, Truth
from papers.second.gathered import SECOND_PAPERS

ROUNDED_CASH = Decimal("0.03")
SHIPPING = ("Frais de port", "Spese trasporto")


def test_no_paper_of_the_two_sets_has_the_name_of_another() -> None:
    names = [paper.id for paper in (*PAPERS, *SECOND_PAPERS)]

    different = set(names)

    assert len(different) == len(names)


@pytest.mark.parametrize("paper", SECOND_PAPERS, ids=lambda paper: paper.id)
def test_a_held_out_paper_can_be_drawn_and_its_truth_stands_on_it(paper: Paper) -> None:
    truth = paper.truth

    picture = draw(paper)

    assert picture.width >= 600
    printed = bare(paper.text)
    for value in (truth.merchant, truth.tax_id, truth.phone, truth.card_ending, truth.number):
        assert value is None or bare(value) in printed
    for item in truth.items:
        assert bare(item.name) in printed


@pytest.mark.parametrize(
    "paper",
    [paper for paper in SECOND_PAPERS if paper.truth.items and paper.expects_sums_agree],
    ids=lambda paper: paper.id,
)
def test_the_sums_of_a_held_out_paper_agree(paper: Paper) -> None:
    truth = paper.truth
    shipping = [value for label, value in paper.labelled if label in SHIPPING]
    lines = sum(map(amount, [*(item.price for item in truth.items), *shipping]), Decimal(0))

    possible = sums(lines, truth)

    assert any(abs(total - amount(truth.total)) < ROUNDED_CASH for total in possible)
    if truth.paid and truth.change:
        due = amount(truth.paid) - amount(truth.change)
        assert abs(due - amount(truth.total)) < ROUNDED_CASH


def sums(lines: Decimal, truth: Truth) -> list[Decimal]:
    """What the lines may come to: taxes are inside or added, and a tip may come after."""
    parts = (truth.discount, truth.tip, truth.tax)
    return [
        lines - discount + tip + tax
        for discount, tip, tax in product(*({Decimal(0), amount(value)} for value in parts))
    ]


def bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def amount(value: str | None) -> Decimal:
    return Decimal(value or 0)
