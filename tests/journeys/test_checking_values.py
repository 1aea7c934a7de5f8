"""A planted mistake in a paid answer: marked, found with the keyboard alone, corrected, kept."""

import json
from pathlib import Path

import pytest

from fakes.fault_proxy import FaultProxy
from journeys.conftest import KEY, StartProgram
from journeys.made_pictures import SHOP, receipt_photo
from journeys.real_program import ENDED_WITHIN_S
from journeys.x_session import XSession, until


@pytest.fixture
def server_with_a_mistake(server: FaultProxy) -> FaultProxy:
    server.answerer = lambda received: json.dumps({"merchant": SHOP, "total": "99.99"})
    return server


def test_a_planted_mistake_is_corrected_with_the_keyboard_alone(
    start_program: StartProgram,
    session: XSession,
    server_with_a_mistake: FaultProxy,
    tmp_path: Path,
) -> None:
    where = {"INKLIFT_API_URL": server_with_a_mistake.url, "INKLIFT_API_KEY": KEY}
    program = start_program(receipt_photo(tmp_path / "receipt.jpg"), **where)
    program.wait_for("receipt.jpg, Ready")
    program.focus_by_keyboard("Prompt")
    session.type("merchant and total")
    program.focus_by_keyboard("Engine")
    session.key("Down")
    program.focus_by_keyboard("JSON")
    session.key("space", "ctrl+Return")
    program.wait_for("receipt.jpg, Done")
    until(lambda: "ENABLED" in program.wait_for("Check values").states, "something to check")

    session.key("ctrl+e")
    program.wait_for("1 of 1 to check")
    doubt = program.find("Not seen in the picture")
    session.type("12.50")
    session.key("Return")
    program.wait_for("All values are checked.")
    session.key("ctrl+3")
    table = program.wait_for("Table", "table")
    program.wait_for("total: 12.50, Corrected by you")
    seen = program.find(f"merchant: {SHOP}, Seen in the picture")

    assert doubt is not None
    assert table.width > 100
    assert seen is not None
    assert len(server_with_a_mistake.received) == 1
    assert program.close() < ENDED_WITHIN_S
