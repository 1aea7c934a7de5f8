"""Pictures made ready for one request: two at a time, and no more of them than can be sent."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from inklift.core.errors import PictureTooLarge, PictureUnreadable
from inklift.core.pictures import PictureSource, Preparation, PreparedPicture
from inklift.core.planning import plan_run
from inklift.core.runs import PlannedRequest, RunOptions
from inklift.services.request_pictures import RequestPreparer
from services.bench import order_of


class SizedPictures:
    """In the place of `PictureService`: every picture has the same size when it is prepared."""

    def __init__(self, size_bytes: int, bad: str = "") -> None:
        self.size_bytes = size_bytes
        self.bad = bad
        self.begun: list[str] = []
        self.preparations: set[Preparation] = set()
        self.at_work = 0
        self.most_at_work = 0

    @contextmanager
    def scratch_file(self, suffix: str) -> Iterator[Path]:
        yield Path(f"no{suffix}")

    async def prepare(
        self, source: PictureSource, preparation: Preparation, out: Path
    ) -> PreparedPicture:
        self.begun.append(source.name)
        self.preparations.add(preparation)
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        try:
            await asyncio.sleep(0)
        finally:
            self.at_work -= 1
        if source.name == self.bad:
            raise PictureUnreadable("cut in half")
        return PreparedPicture(out, "jpeg", 4, 3, self.size_bytes, 1.0)


def _together(count: int) -> PlannedRequest:
    order = order_of(*(f"{number}.png" for number in range(count)), together=True)
    (request,) = plan_run(order, costs_credits=True).requests
    return request


def _prepared(pictures: Any, request: PlannedRequest, options: RunOptions) -> list[str]:
    async def prepare() -> list[str]:
        with ExitStack() as temporary:
            ready = await RequestPreparer(pictures).prepared(request, options, temporary)
        return [picture.source.name for picture in ready]

    return asyncio.run(prepare())


def test_pictures_keep_their_order_and_are_prepared_two_at_a_time() -> None:
    pictures = SizedPictures(1_000)

    names = _prepared(pictures, _together(9), RunOptions())

    assert names == [f"{number}.png" for number in range(9)]
    assert pictures.most_at_work == 2


def test_preparing_stops_as_soon_as_they_are_too_large_together() -> None:
    pictures = SizedPictures(14_000_000)

    with pytest.raises(PictureTooLarge, match="at least") as caught:
        _prepared(pictures, _together(100), RunOptions())

    assert (caught.value.size_bytes, caught.value.limit_bytes) == (84_000_000, 75_000_000)
    assert len(pictures.begun) <= 7
    assert pictures.at_work == 0


def test_preparing_stops_at_the_first_picture_that_is_bad() -> None:
    pictures = SizedPictures(1_000, bad="3.png")

    with pytest.raises(PictureUnreadable):
        _prepared(pictures, _together(100), RunOptions())

    assert len(pictures.begun) <= 6
    assert pictures.at_work == 0


def test_a_picture_that_is_too_large_alone_is_named() -> None:
    with pytest.raises(PictureTooLarge, match=r"0\.png") as caught:
        _prepared(SizedPictures(15_000_001), _together(1), RunOptions())

    assert (caught.value.size_bytes, caught.value.limit_bytes) == (15_000_001, 15_000_000)


@pytest.mark.parametrize(("count", "budget_bytes"), [(1, 15_000_000), (100, 750_000)])
def test_shrunk_pictures_share_what_a_request_may_hold(count: int, budget_bytes: int) -> None:
    pictures = SizedPictures(1_000)

    _prepared(pictures, _together(count), RunOptions(longest_side_px=900, shrink_to_fit=True))

    assert pictures.preparations == {Preparation(900, budget_bytes)}
