"""Thumbnails and the large view: small, upright, on white, and taken from where it is cheapest."""

import io
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from imaging.samples import UPRIGHT, corner_picture, corners_of, decoded, noise
from inklift.core.errors import DiskFull, FolderReadOnly, PictureUnreadable
from inklift.core.pictures import Preparation
from inklift.imaging import jobs


def _exif_with_thumbnail(thumbnail: bytes, orientation: int = 1) -> bytes:
    """EXIF data as cameras write it: the orientation, and a second directory with a JPEG."""
    second = 8 + 2 + 12 + 4
    start = second + 2 + 2 * 12 + 4
    tiff = b"II*\0" + struct.pack("<I", 8)
    tiff += struct.pack("<HHHIHHI", 1, 0x0112, 3, 1, orientation, 0, second)
    tiff += struct.pack("<H", 2)
    tiff += struct.pack("<HHII", 0x0201, 4, 1, start)
    tiff += struct.pack("<HHII", 0x0202, 4, 1, len(thumbnail)) + struct.pack("<I", 0)
    return b"Exif\0\0" + tiff + thumbnail


def _jpeg(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "JPEG")
    return stream.getvalue()


def _with_exif_thumbnail(path: Path, thumbnail: bytes) -> Path:
    Image.new("RGB", (1600, 1200), "black").save(path, "JPEG", exif=_exif_with_thumbnail(thumbnail))
    return path


def test_a_thumbnail_is_a_jpeg_that_fits_the_size_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    corner_picture(1000, 600).save(path)

    thumbnail = decoded(jobs.thumbnail(path, 1, 0))

    assert thumbnail.format == "JPEG"
    assert thumbnail.size == (256, 154)
    assert corners_of(thumbnail) == UPRIGHT


def test_a_small_picture_is_not_enlarged(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    corner_picture(100, 60).save(path)

    assert decoded(jobs.thumbnail(path, 1, 0)).size == (100, 60)
    assert jobs.render(path, 1, 0, 5000, tmp_path / "out") == (100, 60)


def test_a_strip_of_one_pixel_still_has_a_thumbnail(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (1, 9000), "red").save(path)

    assert decoded(jobs.thumbnail(path, 1, 0)).size == (1, 256)


@pytest.mark.parametrize("format_", ["PNG", "WEBP", "AVIF", "GIF"])
def test_what_is_transparent_is_white(tmp_path: Path, format_: str) -> None:
    path = tmp_path / "a"
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(path, format_)

    thumbnail = decoded(jobs.thumbnail(path, 1, 0))

    assert thumbnail.getpixel((128, 128)) == (255, 255, 255)


def test_a_large_enough_exif_thumbnail_is_taken(tmp_path: Path) -> None:
    path = _with_exif_thumbnail(tmp_path / "a.jpg", _jpeg(corner_picture(512, 384)))

    thumbnail = decoded(jobs.thumbnail(path, 1, 0))

    assert (thumbnail.size, corners_of(thumbnail)) == ((256, 192), UPRIGHT)


def test_an_exif_thumbnail_is_turned_like_the_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    turned = _jpeg(corner_picture(512, 384).transpose(Image.Transpose.ROTATE_90))
    photo = Image.new("RGB", (1200, 1600), "black")
    photo.save(path, "JPEG", exif=_exif_with_thumbnail(turned, orientation=6))

    thumbnail = decoded(jobs.thumbnail(path, 1, 0))

    assert (thumbnail.size, corners_of(thumbnail)) == ((256, 192), UPRIGHT)


@pytest.mark.parametrize(
    "embedded",
    [
        _jpeg(corner_picture(160, 120)),  # too small
        _jpeg(corner_picture(384, 384)),  # left behind when the picture was cropped
        _jpeg(noise(512, 384))[:2000],  # broken off
        b"no JPEG at all",
    ],
    ids=["small", "other-proportions", "broken", "nonsense"],
)
def test_a_bad_exif_thumbnail_is_passed_over(tmp_path: Path, embedded: bytes) -> None:
    path = _with_exif_thumbnail(tmp_path / "a.jpg", embedded)

    thumbnail = decoded(jobs.thumbnail(path, 1, 0))

    assert thumbnail.getextrema() == ((0, 0), (0, 0), (0, 0))


def test_the_thumbnail_in_a_heif_is_taken_and_no_more_decoded(tmp_path: Path) -> None:
    intact, broken = tmp_path / "intact.heic", tmp_path / "broken.heic"
    quick = {"preset": "ultrafast"}
    noise(1280, 960).save(intact, "HEIF", thumbnails=[320], quality=50, enc_params=quick)
    data = bytearray(intact.read_bytes())
    photo = data.index(b"mdat") + 2000
    data[photo : photo + 50_000] = b"\xff" * 50_000
    broken.write_bytes(data)

    jobs.prepare(intact, 1, 0, Preparation(), tmp_path / "intact")
    jobs.prepare(broken, 1, 0, Preparation(), tmp_path / "broken")

    assert (tmp_path / "intact").read_bytes() != (tmp_path / "broken").read_bytes()
    assert jobs.thumbnail(intact, 1, 0) == jobs.thumbnail(broken, 1, 0)


def test_what_is_sent_never_comes_from_the_thumbnail(tmp_path: Path) -> None:
    path = _with_exif_thumbnail(tmp_path / "a.jpg", _jpeg(corner_picture(512, 384)))

    jobs.prepare(path, 1, 0, Preparation(longest_side_px=200), tmp_path / "out")

    assert decoded((tmp_path / "out").read_bytes()).getextrema() == ((0, 0), (0, 0), (0, 0))


def test_the_large_view_is_rows_of_red_green_blue_and_255(tmp_path: Path) -> None:
    path, out = tmp_path / "a.png", tmp_path / "out"
    corner_picture(8, 6).save(path)

    width_px, height_px = jobs.render(path, 1, 0, 100, out)
    pixels = out.read_bytes()

    assert len(pixels) == width_px * height_px * 4
    assert pixels[:4] == bytes((220, 20, 20, 255))
    assert pixels[-4:] == bytes((255, 255, 255, 255))


def test_a_page_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    corner_picture().save(path)

    with pytest.raises(PictureUnreadable):
        jobs.thumbnail(path, 2, 0)


def test_trouble_with_the_place_to_write_to_is_not_blamed_on_the_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    corner_picture().save(path)

    with pytest.raises(FolderReadOnly):
        jobs.render(path, 1, 0, 100, tmp_path / "nowhere" / "out")
    if Path("/dev/full").exists():
        with pytest.raises(DiskFull):
            jobs.render(path, 1, 0, 100, Path("/dev/full"))


def test_a_real_phone_photo_stands_upright_whatever_its_exif_data_says(
    shared_file: Callable[[str], Path],
) -> None:
    path = shared_file("heic/arrow.heic")  # irot in the file, and an EXIF orientation as well

    thumbnail = decoded(jobs.thumbnail(path, 1, 0))

    assert thumbnail.size == (192, 256)
