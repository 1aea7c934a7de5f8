"""Long pictures: cut into stretches that overlap, and put together again."""

import pytest

from inklift.reading.pieces import Piece, Point
from inklift.reading.strips import (
    LONGEST_STRIP_PX,
    OVERLAP_PX,
    Stretch,
    longest_side_px,
    put_together,
    stretches,
)
from reading.made_pages import piece


@pytest.mark.parametrize("size_px", [(1000, 2000), (2000, 1000), (1, 1), (2000, 2000)])
def test_a_picture_of_common_shape_is_read_whole(size_px: tuple[int, int]) -> None:
    assert stretches(*size_px) == [Stretch(0, 0, *size_px)]


def test_a_long_picture_is_read_in_stretches_that_overlap() -> None:
    parts = stretches(800, 5000)

    assert [(part.left, part.right) for part in parts] == [(0, 800)] * 3
    assert [(part.top, part.bottom) for part in parts] == [(0, 2000), (1800, 3800), (3600, 5000)]
    assert stretches(5000, 800)[1] == Stretch(1800, 0, 3800, 800)


@pytest.mark.parametrize(
    ("size_px", "longest_px"),
    [
        ((3000, 4000), 2000),
        ((800, 2000), 2000),
        ((800, 4000), 4000),
        ((4000, 800), 4000),
        ((100, 90_000), LONGEST_STRIP_PX),
        ((1, 1), 2000),
    ],
)
def test_only_long_pictures_are_worth_more_than_the_usual_length(
    size_px: tuple[int, int], longest_px: int
) -> None:
    assert longest_side_px(*size_px) == longest_px


def in_stretch(whole: Piece, part: Stretch) -> Piece:
    return whole.moved(lambda point: Point(point.x - part.left, point.y - part.top))


def test_what_two_stretches_saw_is_kept_once() -> None:
    upper, lower = stretches(800, 3000)
    first, shared, last = piece("first", 0, 50), piece("shared", 0, 1900), piece("last", 0, 2900)

    pieces = put_together(
        [
            (upper, [in_stretch(first, upper), in_stretch(shared, upper)]),
            (lower, [in_stretch(shared, lower), in_stretch(last, lower)]),
        ],
        800,
        3000,
    )

    assert sorted(pieces, key=lambda each: each.start.y) == [first, shared, last]


def test_a_line_that_was_cut_in_half_gives_way_to_the_whole_one() -> None:
    upper, lower = stretches(800, 3000)
    whole = piece("TOTAL 12.50", 0, 1995)
    half = piece("IUIAL IZ", 0, 1993, height=14)

    pieces = put_together(
        [(upper, [in_stretch(half, upper)]), (lower, [in_stretch(whole, lower)])], 800, 3000
    )

    assert pieces == (whole,)


def test_neighbours_of_a_tilted_line_are_not_taken_for_it() -> None:
    upper, lower = stretches(800, 3000)
    tilted = piece("Goods that were sold are not taken back", 180, 1890, turned_rad=0.08)
    above = piece("1.65", 300, 1890)

    pieces = put_together(
        [(upper, [in_stretch(tilted, upper)]), (lower, [in_stretch(above, lower)])], 800, 3000
    )

    assert set(pieces) == {tilted, above}


def test_a_line_longer_than_the_overlap_is_not_lost_where_it_is_cut() -> None:
    left, right = stretches(3000, 100)
    cut = piece("X" * 30, 1710, 50)
    assert cut.width_px > OVERLAP_PX

    pieces = put_together([(left, [in_stretch(cut, left)]), (right, [])], 3000, 100)

    assert pieces == (cut,)
