"""Pictures in the hands of worker processes: what a bad end of one becomes, and what is kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from inklift.core.errors import PictureError, PictureUnreadable, ReadingFailed
from inklift.core.pictures import Preparation
from inklift.services.pictures import PictureService
from inklift.system.background import Aside
from inklift.system.workers import WorkerPool
from services.bench import address_source, file_source


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


def test_what_was_never_fetched_cannot_be_opened(picture_service: PictureService, run: Any) -> None:
    with pytest.raises(PictureUnreadable):
        run(picture_service.thumbnail(address_source("https://shop.example/a.png")))


def test_a_thumbnail_is_kept_by_content(
    picture_service: PictureService, photo: Path, run: Any
) -> None:
    first = run(picture_service.thumbnail(file_source("photo.png", photo)))
    moved = photo.rename(photo.with_name("moved.png"))
    photo.write_bytes(b"another file by now")

    same = run(picture_service.thumbnail(file_source("moved.png", moved, same_as="photo.png")))
    changed = file_source("photo.png", photo, same_as="other bytes")
    with pytest.raises(PictureError):
        run(picture_service.thumbnail(changed))

    assert first == same
    assert first.startswith(b"\xff\xd8\xff")


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
