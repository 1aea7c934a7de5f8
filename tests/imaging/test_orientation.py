"""Which way is up: EXIF orientation in every format, and the user's own turns."""

from pathlib import Path

import pytest
from PIL import ExifTags, Image

from imaging.samples import UPRIGHT, corner_picture, corners_of, decoded
from inklift.core.pictures import Preparation
from inklift.imaging import jobs
from inklift.imaging.loading import load_bgr

_STORED_AS = {  # how an upright picture must be turned to be stored with that orientation
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
_FORMATS = ("jpeg", "mpo", "png", "webp", "tiff", "avif", "heif")


def _save_turned(folder: Path, orientation: int, format_: str) -> Path:
    image = corner_picture()
    turn = _STORED_AS[orientation]
    if turn is not None:
        image = image.transpose(turn)
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    path = folder / f"picture.{format_}"
    image.save(path, format_, exif=exif.tobytes())
    return path


def _shown_by_render(path: Path, quarter_turns: int, out: Path) -> Image.Image:
    size_px = jobs.render(path, 1, quarter_turns, 200, out)
    return Image.frombytes("RGBX", size_px, out.read_bytes())


@pytest.mark.parametrize("format_", _FORMATS)
@pytest.mark.parametrize("orientation", _STORED_AS)
def test_every_job_turns_the_picture_upright(
    tmp_path: Path, orientation: int, format_: str
) -> None:
    path = _save_turned(tmp_path, orientation, format_)
    out = tmp_path / "out"

    page = jobs.inspect(path).pages[0]
    thumbnail = decoded(jobs.thumbnail(path, 1, 0, 64))
    shown = _shown_by_render(path, 0, out)
    prepared = jobs.prepare(path, 1, 0, Preparation(), out)
    read = load_bgr(path, 1, 0, 100)

    assert (page.width_px, page.height_px) == (320, 240)
    assert (thumbnail.size, corners_of(thumbnail)) == ((64, 48), UPRIGHT)
    assert (shown.size, corners_of(shown)) == ((200, 150), UPRIGHT)
    assert (prepared.width_px, prepared.height_px) == (320, 240)
    assert corners_of(decoded(out.read_bytes())) == UPRIGHT
    assert read.pixels.shape == (75, 100, 3)
    assert corners_of(Image.fromarray(read.pixels[:, :, ::-1].copy())) == UPRIGHT


def test_the_users_turns_are_clockwise_and_come_after_the_orientation(tmp_path: Path) -> None:
    path = _save_turned(tmp_path, 6, "jpeg")

    once = decoded(jobs.thumbnail(path, 1, 1, 64))
    back = decoded(jobs.thumbnail(path, 1, -1, 64))
    round_about = decoded(jobs.thumbnail(path, 1, 4, 64))

    assert (once.size, corners_of(once)) == ((48, 64), ("blue", "red", "white", "green"))
    assert corners_of(back) == ("green", "white", "red", "blue")
    assert corners_of(round_about) == UPRIGHT


def test_a_turned_page_for_the_reader_tells_its_full_size_and_scale(tmp_path: Path) -> None:
    path = _save_turned(tmp_path, 8, "jpeg")

    read = load_bgr(path, 1, 1, 160)

    assert (read.full_width_px, read.full_height_px) == (240, 320)
    assert read.pixels.shape == (160, 120, 3)
    assert read.scale == pytest.approx(0.5)
    assert read.pixels.flags.c_contiguous
    assert read.pixels.flags.writeable


def test_a_value_that_is_no_orientation_leaves_the_picture_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "odd.jpg"
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 99
    corner_picture().save(path, exif=exif)

    page = jobs.inspect(path).pages[0]

    assert (page.width_px, page.height_px) == (320, 240)
    assert corners_of(decoded(jobs.thumbnail(path, 1, 0))) == UPRIGHT
