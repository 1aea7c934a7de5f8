"""Pictures in the hands of worker processes: what a bad end of one becomes, and what is kept."""

import asyncio
import multiprocessing
import sys
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from inklift.core.errors import (
    PictureChanged,
    PictureNotFetched,
    PictureTooLarge,
    PictureUnreadable,
    ReadingFailed,
    WorkersUnavailable,
)
from inklift.core.pictures import Preparation
from inklift.services.pictures import PictureService
from inklift.system.background import Aside
from inklift.system.workers import WorkerDied, WorkerPool
from services.bench import address_source, file_source, true_source


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    Image.effect_noise((1_200, 900), 40).save(path)
    return path


@pytest.fixture
def hasty_service(aside: Aside, tmp_path: Path) -> Iterator[PictureService]:
    """Gives every picture a millisecond."""
    pools = [WorkerPool(name, 1, task_timeout_s=0.001) for name in ("pictures", "reading")]
    folders = {"thumbnails_folder": tmp_path / "thumbnails", "scratch_folder": tmp_path / "scratch"}
    yield PictureService(pictures=pools[0], reading=pools[1], aside=aside, **folders)

    for pool in pools:
        pool.close()


def test_a_picture_that_takes_too_long_to_open_is_unreadable(
    hasty_service: PictureService, photo: Path, run: Any
) -> None:
    with pytest.raises(PictureUnreadable, match="took too long"):
        run(hasty_service.inspect(photo))


def test_a_picture_that_takes_too_long_to_read_is_a_failed_reading(
    hasty_service: PictureService, photo: Path, run: Any
) -> None:
    with pytest.raises(ReadingFailed):
        run(hasty_service.read(file_source("photo.png", photo)))


@pytest.fixture
def no_new_processes() -> Iterator[None]:
    multiprocessing.set_executable("/no/such/python")
    yield

    multiprocessing.set_executable(sys.executable)


@pytest.mark.usefixtures("no_new_processes")
def test_a_worker_that_cannot_start_says_nothing_about_the_picture(
    picture_service: PictureService, photo: Path, run: Any
) -> None:
    with pytest.raises(WorkersUnavailable, match="could not start"):
        run(picture_service.inspect(photo))
    with pytest.raises(WorkersUnavailable, match="could not start"):
        run(picture_service.read(file_source("photo.png", photo)))


@pytest.mark.usefixtures("no_new_processes")
def test_warming_up_never_fails(
    picture_service: PictureService, run: Any, caplog: pytest.LogCaptureFixture
) -> None:
    run(picture_service.warm_up_reading())

    assert "could not warm up" in caplog.text


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_a_picture_that_takes_too_much_memory_is_too_large(
    aside: Aside, tmp_path: Path, run: Any
) -> None:
    path = tmp_path / "wide.png"
    Image.new("L", (16_000, 16_000)).save(path, compress_level=1)
    pool = WorkerPool("pictures", 1, task_timeout_s=60, memory_limit_bytes=150_000_000)
    folders = {"thumbnails_folder": tmp_path / "thumbnails", "scratch_folder": tmp_path / "scratch"}
    service = PictureService(pictures=pool, reading=pool, aside=aside, **folders)

    with pytest.raises(PictureTooLarge):
        run(service.thumbnail(file_source("wide.png", path)))

    pool.close()


def test_a_worker_that_ran_out_of_memory_found_the_picture_too_large(
    aside: Aside, tmp_path: Path, run: Any
) -> None:
    class NoMemory(WorkerPool):
        async def run(self, *_: Any, **__: Any) -> Any:
            raise WorkerDied("pictures-1 ran out of memory", out_of_memory=True)

    pool = NoMemory("pictures", 1)
    folders = {"thumbnails_folder": tmp_path / "thumbnails", "scratch_folder": tmp_path / "scratch"}
    service = PictureService(pictures=pool, reading=pool, aside=aside, **folders)

    with pytest.raises(PictureTooLarge, match="memory"):
        run(service.inspect(tmp_path / "a.png"))


def test_the_picture_in_view_goes_before_thumbnails(
    picture_service: PictureService, photo: Path, run: Any
) -> None:
    source, order = file_source("photo.png", photo), list[str]()

    async def note(name: str, work: Coroutine[Any, Any, object]) -> None:
        await work
        order.append(name)

    async def look() -> None:
        await picture_service.inspect(photo)  # the worker is up, and about to be busy
        await asyncio.gather(
            note("busy", picture_service.inspect(photo)),
            *(note("other", picture_service.inspect(photo)) for _ in range(5)),
            note("view", picture_service.render(source, 200)),
        )

    run(look())

    assert order.index("view") <= 2


def test_what_was_never_fetched_cannot_be_opened(picture_service: PictureService, run: Any) -> None:
    with pytest.raises(PictureNotFetched):
        run(picture_service.thumbnail(address_source("https://shop.example/a.png")))


def test_a_thumbnail_is_kept_by_content(
    picture_service: PictureService, photo: Path, run: Any
) -> None:
    source = true_source(photo)
    first = run(picture_service.thumbnail(source))
    moved = photo.rename(photo.with_name("moved.png"))

    gone = run(picture_service.thumbnail(source))
    same = run(picture_service.thumbnail(true_source(moved)))

    assert first == gone == same
    assert first.startswith(b"\xff\xd8\xff")


def test_a_picture_that_took_the_place_of_another_does_not_lend_it_its_thumbnail(
    picture_service: PictureService, photo: Path, tmp_path: Path, run: Any
) -> None:
    source = true_source(photo)
    Image.new("RGB", (30, 40), "red").save(photo)

    with pytest.raises(PictureChanged):
        run(picture_service.thumbnail(source))

    assert not [path for path in (tmp_path / "thumbnails").rglob("*") if path.is_file()]


def test_a_prepared_picture_is_gone_when_it_was_used(
    picture_service: PictureService, photo: Path, tmp_path: Path, run: Any
) -> None:
    with picture_service.scratch_file(".sent") as out:
        prepared = run(
            picture_service.prepare(file_source("p", photo), Preparation(longest_side_px=300), out)
        )
        assert (prepared.width_px, prepared.height_px) == (300, 225)
        assert prepared.path.stat().st_size == prepared.size_bytes

    assert list((tmp_path / "scratch").iterdir()) == []
