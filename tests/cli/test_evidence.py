"""`--evidence`: the values of a paid answer are looked for in the picture, on this computer."""

import json
from pathlib import Path

import pytest

from cli.program import PAID, Program, said
from fakes.fault_proxy import FaultProxy

SAID = {"merchant": "Blue Door Books", "total": 12.5, "tax": "9.99", "items": [{"name": "Total"}]}


@pytest.fixture
def service_with_a_mistake(service: FaultProxy) -> FaultProxy:
    """Its tax does not stand on the receipt."""
    service.answerer = lambda received: json.dumps(SAID)
    return service


def test_values_are_located_and_a_planted_mistake_is_told(
    paid: Program, service_with_a_mistake: FaultProxy, receipt: str
) -> None:
    finished = paid.run(*PAID, "--json", "--evidence", receipt, "--report", "report.json")

    assert finished.returncode == 0, said(finished)
    (answer,) = paid.report()["answers"]
    assert answer["data"] == SAID
    assert answer["evidence"].keys() == {"merchant", "total", "items[0].name"}
    (place,) = answer["evidence"]["total"]
    left, top, right, bottom = place["box"]
    assert place["picture"] == receipt
    assert 30 < left < right < 520
    assert 100 < top < bottom < 180
    assert f"{receipt}: not seen in the picture: tax" in said(finished)


def test_without_it_nothing_is_read_here(
    paid: Program, service_with_a_mistake: FaultProxy, receipt: str
) -> None:
    finished = paid.run(*PAID, "--json", receipt, "--report", "report.json")

    assert paid.report()["answers"][0]["evidence"] == {}
    assert "not seen" not in said(finished)
    assert not list((paid.data / "cache").rglob("*.reading"))


def test_it_costs_a_reading_once(
    paid: Program, service_with_a_mistake: FaultProxy, receipt: str
) -> None:
    command = (*PAID, "--json", "--evidence", receipt, "--report", "report.json")
    paid.run(*command)
    (kept,) = (paid.data / "cache").rglob("*.reading")
    made_ns = kept.stat().st_mtime_ns

    again = paid.run(*command)

    assert again.returncode == 0, said(again)
    (answer,) = paid.report()["answers"]
    assert answer["fromHistory"]
    assert "total" in answer["evidence"]
    assert kept.stat().st_mtime_ns == made_ns


def test_an_interrupted_run_that_goes_on_is_looked_through_as_a_whole(
    paid: Program, service_with_a_mistake: FaultProxy, receipt: str
) -> None:
    paid.run(*PAID, "--json", receipt)

    resumed = paid.run(
        "extract", "--resume", "last", "--yes", "--evidence", "--report", "report.json"
    )

    assert resumed.returncode == 0, said(resumed)
    assert "total" in paid.report()["answers"][0]["evidence"]


def test_a_picture_that_is_gone_claims_nothing(
    paid: Program, service_with_a_mistake: FaultProxy, receipt: str
) -> None:
    paid.run(*PAID, "--json", receipt)
    Path(paid.folder, receipt).unlink()

    resumed = paid.run(
        "extract", "--resume", "last", "--yes", "--evidence", "--report", "report.json"
    )

    assert resumed.returncode == 0, said(resumed)
    (answer,) = paid.report()["answers"]
    assert answer["evidence"] == {}
    assert answer["data"] == SAID
    assert "could not be looked for" in said(resumed)
