"""What is sent: nothing but pixels, in a format and a size that the service takes."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageCms, TiffImagePlugin
from PIL.PngImagePlugin import PngInfo

from imaging.samples import UPRIGHT, corner_picture, corners_of, decoded, noise
from inklift.core.errors import PictureTooLarge
from inklift.core.extract_image_api import MAX_SENT_PICTURE_BYTES
from inklift.core.pictures import Preparation, PreparedPicture
from inklift.imaging import jobs

_SECRETS = (b"Exif", b"GPS", b"SECRET", b"ns.adobe.com", b"Photoshop", b"ICC_PROFILE", b"MPF")


def _prepared(path: Path, out: Path, **how: int | None) -> tuple[PreparedPicture, bytes]:
    made = jobs.prepare(path, 1, 0, Preparation(**how), out)
    return made, out.read_bytes()


def _secret_exif() -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "SECRET"
    exif[ExifTags.Base.Orientation] = 1
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    return exif.tobytes()


def _jpeg_markers(data: bytes) -> set[int]:
    markers, at = set(), 2
    while data[at + 1] != 0xDA:
        markers.add(data[at + 1])
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return markers


def _png_chunks(data: bytes) -> set[bytes]:
    chunks, at = set(), 8
    while at < len(data):
        chunks.add(data[at + 4 : at + 8])
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    return chunks


def _save_with_secrets(path: Path, format_: str) -> None:
    image, exif, xmp = corner_picture(), _secret_exif(), b"<x>SECRET ns.adobe.com</x>"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    match format_:
        case "PNG":
            text = PngInfo()
            text.add_text("Comment", "SECRET")
            image.save(path, format_, exif=exif, pnginfo=text, icc_profile=profile)
        case "JPEG":
            image.save(path, format_, exif=exif, xmp=xmp, comment="SECRET", icc_profile=profile)
        case "GIF":
            image.save(path, format_, comment=b"SECRET")
        case "TIFF":
            tags = TiffImagePlugin.ImageFileDirectory_v2()
            tags[270] = "SECRET"
            tags[700] = xmp
            image.save(path, format_, tiffinfo=tags, icc_profile=profile)
        case _:
            image.save(path, format_, exif=exif, xmp=xmp, icc_profile=profile)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF", "TIFF", "GIF"])
def test_nothing_but_pixels_is_sent(tmp_path: Path, format_: str) -> None:
    path = tmp_path / "a"
    _save_with_secrets(path, format_)
    assert any(secret in path.read_bytes() for secret in _SECRETS)

    made, data = _prepared(path, tmp_path / "out")

    assert not [secret for secret in _SECRETS if secret in data]
    if made.format == "jpeg":
        assert _jpeg_markers(data) <= {0xE0, 0xDB, 0xC0, 0xC4}  # JFIF, tables and frame
    else:
        assert _png_chunks(data) == {b"IHDR", b"IDAT", b"IEND"}
    assert not decoded(data).getexif()


@pytest.mark.parametrize("name", ["jpg__gps__DSCN0042.jpg", "jpg__gps__DSCN0025.jpg"])
def test_the_place_in_a_real_photo_is_not_sent(
    tmp_path: Path, shared_file: Callable[[str], Path], name: str
) -> None:
    path = shared_file(f"oddpictures/exif-samples/{name}")
    with Image.open(path) as photo:
        assert photo.getexif().get_ifd(ExifTags.IFD.GPSInfo)

    _, data = _prepared(path, tmp_path / "out")

    assert not decoded(data).getexif()
    assert _jpeg_markers(data) <= {0xE0, 0xDB, 0xC0, 0xC4}


@pytest.mark.parametrize(
    ("format_", "sent_as"),
    [
        ("JPEG", "jpeg"),
        ("HEIF", "jpeg"),
        ("WEBP", "jpeg"),
        ("AVIF", "jpeg"),
        ("TIFF", "jpeg"),
        ("PDF", "jpeg"),
        ("PNG", "png"),
        ("GIF", "png"),
        ("BMP", "png"),
    ],
)
def test_photos_become_jpegs_and_drawings_pngs(tmp_path: Path, format_: str, sent_as: str) -> None:
    path = tmp_path / "a"
    noise(300, 200).save(path, format_)

    made, data = _prepared(path, tmp_path / "out")

    assert made.format == sent_as
    assert decoded(data).format == sent_as.upper()
    assert made.size_bytes == len(data)
    assert decoded(data).size == (made.width_px, made.height_px)


def test_a_black_and_white_scan_stays_black_and_white(tmp_path: Path) -> None:
    path = tmp_path / "scan.tif"
    Image.effect_noise((300, 200), 200).convert("1").save(path, compression="group4")

    made, data = _prepared(path, tmp_path / "out")

    assert made.format == "png"
    assert decoded(data).mode == "1"


def _grey_ramp(top: int, mode: str) -> Image.Image:
    ramp = np.linspace(0, top, 256).reshape(1, 256).repeat(8, axis=0)
    return Image.fromarray(ramp.astype({"I;16": np.uint16, "I": np.int32, "F": np.float32}[mode]))


@pytest.mark.parametrize(
    ("mode", "top", "format_"),
    [
        ("I;16", 65535, "PNG"),
        ("I;16", 65535, "TIFF"),
        ("I;16", 4095, "TIFF"),
        ("I", 65535, "TIFF"),
        ("I", 2_000_000_000, "TIFF"),
        ("F", 1, "TIFF"),
        ("F", 255, "TIFF"),
    ],
)
def test_more_than_eight_bits_of_grey_are_scaled_and_not_cut_off(
    tmp_path: Path, mode: str, top: int, format_: str
) -> None:
    path = tmp_path / "a"
    _grey_ramp(top, mode).save(path, format_)

    _, data = _prepared(path, tmp_path / "out")
    row = np.asarray(decoded(data).convert("L"))[4].astype(int)

    assert np.abs(row - np.arange(256)).max() <= 3


def test_what_is_not_a_number_in_a_float_picture_does_no_harm(tmp_path: Path) -> None:
    pixels = np.full((8, 8), np.nan, dtype=np.float32)
    path = tmp_path / "a.tif"
    Image.fromarray(pixels).save(path)

    made, _ = _prepared(path, tmp_path / "out")

    assert made.width_px == 8


@pytest.mark.parametrize(
    ("mode", "format_"),
    [
        ("P", "PNG"),
        ("P", "GIF"),
        ("RGBA", "PNG"),
        ("RGBA", "TIFF"),
        ("CMYK", "JPEG"),
        ("CMYK", "TIFF"),
        ("YCbCr", "TIFF"),
        ("LAB", "TIFF"),
    ],
)
def test_every_colour_mode_keeps_its_colours(tmp_path: Path, mode: str, format_: str) -> None:
    path = tmp_path / "a"
    image = corner_picture()
    if mode == "LAB":
        srgb, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        image = ImageCms.profileToProfile(image, srgb, lab, outputMode="LAB")
    else:
        image = image.convert(mode)
    image.save(path, format_)

    made, data = _prepared(path, tmp_path / "out")

    assert corners_of(decoded(data)) == UPRIGHT
    assert decoded(data).mode == "RGB"
    assert made.scale == 1.0


@pytest.mark.parametrize("mode", ["LA", "RGBA"])
def test_what_is_transparent_is_sent_white(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "a.png"
    Image.new(mode, (40, 30), 0).save(path)

    _, data = _prepared(path, tmp_path / "out")

    assert decoded(data).convert("L").getextrema() == (255, 255)


def test_a_colour_that_a_png_declares_transparent_is_sent_white(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (40, 30), "black").save(path, transparency=(0, 0, 0))

    _, data = _prepared(path, tmp_path / "out")

    assert decoded(data).convert("L").getextrema() == (255, 255)


def test_colours_are_those_of_srgb(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ"))
    broken = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()[:200]
    for profile in (lab.tobytes(), broken):
        corner_picture().save(path, icc_profile=profile)

        _, data = _prepared(path, tmp_path / "out")

        assert decoded(data).getpixel((10, 10)) == (220, 20, 20)


def test_a_wide_gamut_photo_of_a_phone_is_converted(
    tmp_path: Path, shared_file: Callable[[str], Path]
) -> None:
    path = shared_file("heic/pug.heic")
    with Image.open(path) as photo:
        assert photo.info["icc_profile"]
        untreated = photo.resize((403, 302))

    _, data = _prepared(path, tmp_path / "out", longest_side_px=403)
    difference = np.asarray(decoded(data), int) - np.asarray(untreated, int)

    assert decoded(data).size == (403, 302)
    assert np.abs(difference).mean() < 12


def test_the_longest_side_is_bounded_and_the_scale_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    corner_picture(2000, 1000).save(path)

    made, data = _prepared(path, tmp_path / "out", longest_side_px=500)

    assert (made.width_px, made.height_px) == (500, 250)
    assert made.scale == 0.25
    assert corners_of(decoded(data)) == UPRIGHT


def test_a_small_picture_is_not_enlarged_for_sending(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    corner_picture(200, 100).save(path)

    made, _ = _prepared(path, tmp_path / "out", longest_side_px=500)

    assert (made.width_px, made.height_px, made.scale) == (200, 100, 1.0)


@pytest.mark.parametrize("format_", ["JPEG", "PNG"])
@pytest.mark.parametrize("budget_bytes", [400_000, 150_000, 30_000])
def test_the_budget_is_kept_and_not_wasted(tmp_path: Path, format_: str, budget_bytes: int) -> None:
    path = tmp_path / "a"
    noise(1000, 800).save(path, format_, quality=95)

    made, data = _prepared(path, tmp_path / "out", budget_bytes=budget_bytes)

    assert budget_bytes * 0.4 < len(data) <= budget_bytes
    assert made.format == "jpeg"
    assert made.scale == pytest.approx(made.width_px / 1000, abs=0.01)
    assert decoded(data).size == (made.width_px, made.height_px)


def test_quality_goes_before_size(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    noise(1000, 800).save(path, quality=95)
    _, unbounded = _prepared(path, tmp_path / "out")

    made, _ = _prepared(path, tmp_path / "out", budget_bytes=int(len(unbounded) * 0.7))

    assert made.scale == 1.0


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_coarse_jpeg_does_not_grow_by_being_cleaned(tmp_path: Path, orientation: int) -> None:
    path = tmp_path / "a.jpg"
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    noise(1000, 800).save(path, quality=30, exif=exif)
    size_bytes = path.stat().st_size

    made, data = _prepared(path, tmp_path / "out", budget_bytes=int(size_bytes * 1.05))

    assert made.scale == 1.0
    assert not decoded(data).getexif()


def test_a_drawing_too_large_to_send_as_png_is_a_jpeg_of_all_its_pixels(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    noise(2_600, 2_000).save(path, compress_level=0)

    made, data = _prepared(path, tmp_path / "out")

    assert (made.format, made.scale) == ("jpeg", 1.0)
    assert len(data) <= MAX_SENT_PICTURE_BYTES


@pytest.mark.slow
def test_without_a_budget_no_pixel_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    noise(7_000, 6_000).save(path, quality=92)

    made, data = _prepared(path, tmp_path / "out")

    assert (made.width_px, made.height_px) == (7_000, 6_000)
    assert made.size_bytes == len(data) > MAX_SENT_PICTURE_BYTES


def test_a_png_within_its_budget_stays_a_png(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    corner_picture(1000, 800).save(path)

    made, _ = _prepared(path, tmp_path / "out", budget_bytes=100_000)

    assert made.format == "png"


def test_a_budget_that_leaves_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    path, out = tmp_path / "a.jpg", tmp_path / "out"
    noise(1000, 800).save(path)

    with pytest.raises(PictureTooLarge) as caught:
        _prepared(path, out, budget_bytes=300)

    assert caught.value.limit_bytes == 300
    assert not out.exists()


def test_a_picture_longer_than_jpeg_allows_is_made_to_fit(tmp_path: Path) -> None:
    path = tmp_path / "a.webp.tif"
    till_roll = Image.linear_gradient("L").resize((20, 70_000)).convert("RGB")
    till_roll.putpixel((0, 0), (255, 0, 0))
    Image.merge("RGB", [till_roll.getchannel(0)] * 3).save(path)

    made, data = _prepared(path, tmp_path / "out", budget_bytes=200_000)

    assert max(made.width_px, made.height_px) <= 65_500
    assert decoded(data).format in ("JPEG", "PNG")


def test_the_stream_of_a_prepared_jpeg_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.heic"
    corner_picture(640, 480).save(path, "HEIF")

    _, data = _prepared(path, tmp_path / "out")

    assert data.startswith(b"\xff\xd8")
    assert data.endswith(b"\xff\xd9")
    assert Image.open(io.BytesIO(data)).size == (640, 480)
