"""What a run says of itself where nobody watches: a line for each thing worth one."""

import io

from inklift.cli.progress import RunTeller
from inklift.cli.terminal import Terminal
from inklift.core.answers import Answer
from inklift.core.errors import AppError, Offline, RateLimited
from inklift.core.extract_image_api import RateLimit
from inklift.core.planning import plan_run
from inklift.core.progress import RequestAnswered, Waiting
from storage.orders import order, source


def _told(*waits: AppError, answered_after: int | None = None) -> list[str]:
    """The lines of a run that waits for these reasons, with an answer after so many of them."""
    err = io.StringIO()
    teller = RunTeller(Terminal(None, None, err))
    ordered, _ = order(source("a.png"))
    [request] = plan_run(ordered, costs_credits=True).requests
    for number, error in enumerate(waits):
        if number == answered_after:
            teller(RequestAnswered(request, Answer("text", credits=11), RateLimit()))
        teller(Waiting(10.0, error))
    return [line for line in err.getvalue().splitlines() if "Waiting" in line]


def test_a_lost_network_is_told_once_until_it_is_back() -> None:
    assert len(_told(Offline(), Offline(), Offline())) == 1
    assert len(_told(Offline(), Offline(), Offline(), answered_after=2)) == 2


def test_each_wait_that_the_service_asks_for_is_told() -> None:
    assert len(_told(RateLimited(), RateLimited())) == 2
