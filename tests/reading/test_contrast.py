"""Faint pictures are drawn apart; clear and blank ones are left as they are."""

import numpy as np
import pytest

from inklift.reading.contrast import drawn_apart
from inklift.reading.page import arrange
from inklift.reading.recognizer import Recognizer
from reading.made_pages import RECEIPT_TEXT, bgr, drawn_receipt


@pytest.mark.parametrize(("share", "lightest"), [(0.2, 235), (0.25, 80)])
def test_faint_ink_becomes_dark_and_grey_paper_light(share: float, lightest: int) -> None:
    clear = bgr(drawn_receipt())
    faint = (lightest - share * (255 - clear.astype(np.float32))).astype(np.uint8)

    drawn = drawn_apart(faint)

    assert np.percentile(drawn, 0.2) < 50
    assert np.percentile(drawn, 95) > 225


def test_clear_and_blank_pictures_are_left_alone() -> None:
    clear = bgr(drawn_receipt())
    blank = np.random.default_rng(1).integers(240, 250, (300, 200, 3)).astype(np.uint8)

    assert drawn_apart(clear) is clear
    assert drawn_apart(blank) is blank


def test_a_faint_receipt_is_read(recognizer: Recognizer) -> None:
    picture = drawn_receipt()
    noise = np.random.default_rng(1).normal(0, 3, bgr(picture).shape)
    faint = np.clip(bgr(picture) * 0.12 + 190 + noise, 0, 255).astype(np.uint8)

    assert arrange(recognizer.recognize(faint), *picture.size).text == RECEIPT_TEXT
