"""Text that is askew or small is framed anew, and found again where it is on the picture."""

import math

import numpy as np
import pytest
from PIL import Image

from inklift.reading.framing import Quad, framed_anew, tilt_of
from inklift.reading.page import arrange
from inklift.reading.pieces import Point
from inklift.reading.recognizer import Recognizer
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


def test_a_point_of_the_new_frame_is_found_on_the_picture() -> None:
    picture = np.full((400, 600, 3), 255, dtype=np.uint8)
    picture[196:205, 296:305] = 0
    quads = [np.add(quad, (100, 50)) for quad in boxes(0.2)]

    frame = framed_anew(picture, quads, 1000)

    assert frame is not None
    y, x = np.argwhere(frame.pixels[:, :, 0] < 128).mean(axis=0)
    there = frame.to_picture(Point(float(x), float(y)))
    assert (there.x, there.y) == pytest.approx((300, 200), abs=1)


def test_small_text_is_framed_larger_and_large_text_is_left_alone() -> None:
    picture = np.full((400, 600, 3), 255, dtype=np.uint8)
    large = [box(40, 50 * row, 400, 30) for row in range(5)]
    small = [box(40, 20 * row, 200, 12) for row in range(5)]

    frame = framed_anew(picture, small, 1000)

    assert framed_anew(picture, large, 1000) is None
    assert framed_anew(picture, [], 1000) is None
    assert frame is not None
    first, after = frame.to_picture(Point(0, 0)), frame.to_picture(Point(25, 0))
    assert after.x - first.x == pytest.approx(25 * 12 / 30)
    assert frame.pixels.shape[1] < 1000


def test_text_in_a_corner_of_a_large_scan_is_looked_at_closely() -> None:
    scan = np.full((3000, 2000, 3), 255, dtype=np.uint8)
    quads = [box(40, 40 * row, 300, 30) for row in range(20)]

    frame = framed_anew(scan, quads, 1000)

    assert frame is not None
    assert max(frame.pixels.shape) <= 1001


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
    assert total.words[-1].box.as_list() == pytest.approx(expected, abs=20)


@pytest.mark.parametrize("degrees", [100, 170, 275])
def test_a_receipt_laid_down_turned_and_askew_is_read(recognizer: Recognizer, degrees: int) -> None:
    tilted = drawn_receipt().rotate(
        degrees, Image.Resampling.BICUBIC, expand=True, fillcolor="#303438"
    )

    assert arrange(recognizer.recognize(bgr(tilted)), *tilted.size).text == RECEIPT_TEXT


def test_a_small_receipt_is_read_to_the_lone_digits(recognizer: Recognizer) -> None:
    rows = [(f"{number} Coffee", f"{number}.50") for number in range(1, 8)]
    sheet = Image.new("RGB", (1600, 2000), "white")
    receipt = drawn_receipt(rows)
    sheet.paste(receipt.resize((receipt.width // 2, receipt.height // 2)), (900, 300))

    reading = arrange(recognizer.recognize(bgr(sheet)), *sheet.size)

    assert [line.text for line in reading.lines] == [f"{name} {price}" for name, price in rows]
