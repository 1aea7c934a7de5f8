"""The credits that a month may cost: told before a run, and never passed."""

import json
from collections.abc import Callable

import pytest

from cli.program import PAID, Program, said
from fakes.fault_proxy import FaultProxy

Picture = Callable[..., str]


@pytest.fixture
def limited(paid: Program) -> Program:
    """A month may cost 30 credits, two requests with one picture each."""
    folder = paid.data / "config"
    folder.mkdir(parents=True, exist_ok=True)
    settings = {"settings_version": 1, "monthly_budget_credits": 30}
    (folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    return paid


def test_a_run_stops_before_it_passes_the_budget(
    limited: Program, service: FaultProxy, picture: Picture
) -> None:
    names = [picture(f"{number}.png") for number in range(4)]

    finished = limited.run(*PAID, *names, "--report", "report.json")

    report = limited.report()
    assert finished.returncode == 1, said(finished)
    assert service.credits == 22
    assert len(report["answers"]) == 2
    assert len(report["pending"]) == 2
    assert report["failed"] == report["unknown"] == []
    assert "4 requests, 44 credits; 0 of 30 credits of this month are spent; the run stops" in said(
        finished
    )


def test_what_earlier_runs_spent_counts_and_what_is_free_goes_on(
    limited: Program, service: FaultProxy, picture: Picture
) -> None:
    first, second, third = (picture(f"{number}.png") for number in range(3))
    limited.run(*PAID, first, second)

    refused = limited.run(*PAID, third)
    from_history = limited.run(*PAID, first)
    read_here = limited.run("extract", "--engine", "on-device", third)

    assert refused.returncode == 1
    assert "22 of 30 credits of this month are spent" in said(refused)
    assert from_history.returncode == 0, said(from_history)
    assert read_here.returncode == 0, said(read_here)
    assert service.credits == 22
