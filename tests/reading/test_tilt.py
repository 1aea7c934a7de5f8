"""Photos held askew: their tilt is found and turned straight, and the way back is kept."""

import math

import numpy as np
import pytest
from PIL import Image

from inklift.reading.page import arrange
from inklift.reading.pieces import Point
from inklift.reading.recognizer import Recognizer
from inklift.reading.tilt import Quad, straightened, tilt_of
from reading.made_pages import RECEIPT_TEXT, bgr, drawn_receipt


def box(left: float, top: float, width: float, height: float, tilt_rad: float = 0.0) -> Quad:
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)])
    cos, sin = math.cos(tilt_rad), math.sin(tilt_rad)
    turn = np.array([[cos, sin], [-sin, cos]])
    return np.asarray(np.add(corners, (left, top)) @ turn, dtype=np.float64)


def boxes(tilt_rad: float) -> list[Quad]:
    return [box(40, 50 * row, 200 + 20 * row, 20, tilt_rad) for row in range(5)]


@pytest.mark.parametrize("degrees", [-15, -3, 0, 4, 15, 30])
def test_the_tilt_is_the_usual_direction_of_wide_boxes(degrees: int) -> None:
    askew = [box(300, 50 * row, 30, 20, 0.2) for row in range(8)]  # too short to tell

    tilt_rad = tilt_of([*boxes(math.radians(degrees)), *askew])

    assert tilt_rad == pytest.approx(math.radians(degrees), abs=0.001)


def test_no_tilt_is_made_of_few_boxes_or_of_boxes_that_disagree() -> None:
    disagreeing = [box(0, 50 * row, 200, 20, math.radians(12 * row)) for row in range(-3, 4)]

    assert tilt_of([]) == 0.0
    assert tilt_of(boxes(0.2)[:2]) == 0.0
    assert tilt_of(disagreeing) == 0.0


def test_a_point_of_the_straight_picture_is_found_on_the_tilted_one() -> None:
    picture = np.full((400, 600, 3), 255, dtype=np.uint8)
    picture[196:205, 296:305] = 0
    quads = [np.add(quad, (100, 50)) for quad in boxes(0.2)]

    straight = straightened(picture, quads, 0.2)

    y, x = np.argwhere(straight.pixels[:, :, 0] < 128).mean(axis=0)
    there = straight.to_tilted(Point(float(x), float(y)))
    assert (there.x, there.y) == pytest.approx((300, 200), abs=1)


@pytest.mark.parametrize(
    ("degrees", "background"),
    [(-15, "#303438"), (-10, "white"), (-5, "gray"), (5, "#303438"), (10, "gray"), (15, "white")],
)
def test_a_receipt_photographed_askew_keeps_its_text_rows_and_boxes(
    recognizer: Recognizer, degrees: int, background: str
) -> None:
    upright = drawn_receipt()
    ink = Image.new("L", upright.size)
    ink.paste(255, (480, 385, 562, 420))  # the last price, as it is drawn
    turn = {"resample": Image.Resampling.BICUBIC, "expand": True}
    tilted = upright.rotate(degrees, **turn, fillcolor=background)  # type: ignore[arg-type]
    expected = ink.rotate(degrees, **turn).getbbox()  # type: ignore[arg-type]

    reading = arrange(recognizer.recognize(bgr(tilted)), *tilted.size)

    assert reading.text == RECEIPT_TEXT
    (total,) = [line for line in reading.lines if line.text == "TOTAL 12.50"]
    assert expected is not None
    assert total.words[-1].box.as_list() == pytest.approx(expected, abs=16)


@pytest.mark.parametrize("degrees", [100, 170, 275])
def test_a_receipt_laid_down_turned_and_askew_is_read(recognizer: Recognizer, degrees: int) -> None:
    tilted = drawn_receipt().rotate(
        degrees, Image.Resampling.BICUBIC, expand=True, fillcolor="#303438"
    )

    assert arrange(recognizer.recognize(bgr(tilted)), *tilted.size).text == RECEIPT_TEXT
