"""The price below the prompt is what the service charges, in every way of asking."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QSlider

from fakes.fault_proxy import FaultProxy
from journeys.desk import Desk, until
from journeys.made_pictures import small_pictures


@pytest.mark.parametrize(
    ("answers", "steps", "credits", "requests"),
    [
        ("One answer for each picture", 0, 44, 4),
        ("One answer for each picture", 2, 24, 2),  # three in one request, and one
        ("One answer for all pictures together", 0, 14, 1),
    ],
)
def test_the_service_charges_what_the_window_says(
    answers: str,
    steps: int,
    credits: int,
    requests: int,
    paid_desk: Desk,
    server: FaultProxy,
    tmp_path: Path,
) -> None:
    paid_desk.choose("Answers", answers)
    paid_desk.add(*small_pictures(tmp_path, 4))
    slider = "Pictures in one request"
    until(lambda: paid_desk.sees(QSlider, slider) is ("each" in answers), "the slider, or none")
    for _ in range(steps):
        QTest.keyClick(paid_desk.find(QSlider, slider), Qt.Key.Key_Right)
    until(lambda: f"<b>{credits} credits</b>" in paid_desk.all_texts, "the price")

    paid_desk.extract()

    assert paid_desk.states == ["Done"] * 4
    assert (server.credits, len(server.received)) == (credits, requests)
    until(lambda: f"{credits} credits spent" in paid_desk.credits, "what the month has cost")

    until(lambda: "<b>0 credits</b>" in paid_desk.all_texts, "the price of the same again")
    paid_desk.extract()

    assert server.credits == credits
    until(lambda: paid_desk.sees(QPushButton, f"Ask again ({credits} credits)"), "the way to pay")
    paid_desk.extract(f"Ask again ({credits} credits)")
    assert server.credits == 2 * credits
