"""What a file is, how many pages it has, and what is wrong with it."""

import hashlib
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from PIL import Image

from imaging.samples import corner_picture, noise
from inklift.core.errors import (
    PictureMissing,
    PictureNotPermitted,
    PictureTooLarge,
    PictureUnreadable,
    PictureUnsupported,
)
from inklift.imaging import jobs
from inklift.imaging.formats import MAX_FILE_BYTES, MAX_PAGES, MAX_PIXELS

_QUICK = {"preset": "ultrafast"}  # for the HEVC encoder


def _saved(path: Path, image: Image.Image, **options: object) -> Path:
    image.save(path, **options)
    return path


@pytest.mark.parametrize(
    ("saved_as", "format_"),
    [
        ("JPEG", "jpeg"),
        ("MPO", "jpeg"),
        ("PNG", "png"),
        ("WEBP", "webp"),
        ("HEIF", "heif"),
        ("AVIF", "avif"),
        ("TIFF", "tiff"),
        ("GIF", "gif"),
        ("BMP", "bmp"),
        ("PDF", "pdf"),
    ],
)
def test_the_content_decides_whatever_the_name_says(
    tmp_path: Path, saved_as: str, format_: str
) -> None:
    path = _saved(tmp_path / "picture.txt", corner_picture(), format=saved_as)

    info = jobs.inspect(path)

    assert info.format == format_
    assert info.size_bytes == path.stat().st_size
    assert info.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert len(info.pages) == 1
    assert info.warnings == ()


@pytest.mark.parametrize("format_", ["GIF", "WEBP", "PNG", "AVIF", "HEIF", "MPO"])
def test_only_the_first_picture_of_several_in_a_file_counts(tmp_path: Path, format_: str) -> None:
    first, second = corner_picture(), Image.new("RGB", (320, 240), "black")
    path = _saved(tmp_path / "a", first, format=format_, save_all=True, append_images=[second])

    info = jobs.inspect(path)

    assert len(info.pages) == 1


def test_every_page_of_a_tiff_has_its_own_size(tmp_path: Path) -> None:
    more = [corner_picture(30, 40), corner_picture(50, 60)]
    path = _saved(tmp_path / "a.tif", corner_picture(10, 20), save_all=True, append_images=more)

    info = jobs.inspect(path)

    assert [(page.page, page.width_px, page.height_px) for page in info.pages] == [
        (1, 10, 20),
        (2, 30, 40),
        (3, 50, 60),
    ]


def test_the_smaller_copy_that_a_tiff_keeps_of_a_page_is_no_page(tmp_path: Path) -> None:
    copy = corner_picture(32, 24)
    copy.encoderinfo = {"tiffinfo": {254: 1}}
    path = _saved(tmp_path / "a.tif", corner_picture(), save_all=True, append_images=[copy])

    info = jobs.inspect(path)

    assert [page.width_px for page in info.pages] == [320]


def _tiff_of_dots(pages: int) -> bytes:
    """A TIFF with pages of one grey pixel, made by hand since Pillow takes seconds for so many."""
    tags = ((256, 1), (257, 1), (258, 8), (259, 1), (262, 1), (273, 0), (278, 1), (279, 1))
    directory = struct.pack("<H", len(tags))
    directory += b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    length = len(directory) + 4
    nexts = [8 + length * page for page in range(1, pages)] + [0]
    return (
        b"II*\0"
        + struct.pack("<I", 8)
        + b"".join(directory + struct.pack("<I", following) for following in nexts)
    )


def test_a_tiff_with_too_many_pages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(_tiff_of_dots(MAX_PAGES + 1))

    with pytest.raises(PictureTooLarge):
        jobs.inspect(path)


def test_a_raw_photo_is_not_taken_for_the_small_preview_in_it(tmp_path: Path) -> None:
    path = _saved(
        tmp_path / "a.dng", corner_picture(), format="TIFF", tiffinfo={50706: b"\1\4\0\0"}
    )

    with pytest.raises(PictureUnsupported, match="raw"):
        jobs.inspect(path)


def test_a_phones_second_picture_that_is_odd_does_not_cost_the_first(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    _saved(path, corner_picture(), format="MPO", save_all=True, append_images=[corner_picture()])
    whole = path.read_bytes()
    index = whole.index(b"MPF\0")
    path.write_bytes(whole[: index + 30] + b"\xff" * 40 + whole[index + 70 :])

    info = jobs.inspect(path)

    assert [(page.width_px, page.height_px) for page in info.pages] == [(320, 240)]


def test_a_missing_file_is_called_missing(tmp_path: Path) -> None:
    with pytest.raises(PictureMissing):
        jobs.inspect(tmp_path / "nowhere.jpg")


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to this user"
)
def test_a_file_that_may_not_be_read_is_called_so(tmp_path: Path) -> None:
    path = _saved(tmp_path / "a.png", corner_picture())
    path.chmod(0)

    with pytest.raises(PictureNotPermitted):
        jobs.inspect(path)


def _fifo(folder: Path) -> Path:
    path = folder / "fifo.jpg"
    os.mkfifo(path)
    return path


def _link_to_zeros(folder: Path) -> Path:
    path = folder / "zero.jpg"
    path.symlink_to("/dev/zero")
    return path


def _sparse(folder: Path) -> Path:
    path = folder / "sparse.png"
    with path.open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        file.truncate(5_000_000_000)
    return path


def _empty(folder: Path) -> Path:
    path = folder / "empty.png"
    path.touch()
    return path


@pytest.mark.timeout(5)
@pytest.mark.skipif(sys.platform == "win32", reason="made of what POSIX systems have")
@pytest.mark.parametrize(
    ("make", "error"),
    [
        (_fifo, PictureUnsupported),
        (_link_to_zeros, PictureUnsupported),
        (lambda folder: folder, PictureUnsupported),
        (_sparse, PictureTooLarge),
        (_empty, PictureUnreadable),
    ],
    ids=["fifo", "link-to-zeros", "folder", "sparse-5-gb", "empty"],
)
def test_what_cannot_be_a_picture_is_answered_at_once(
    tmp_path: Path, make: Callable[[Path], Path], error: type[Exception]
) -> None:
    path = make(tmp_path)

    for job in (jobs.inspect, lambda path: jobs.thumbnail(path, 1, 0)):
        with pytest.raises(error):
            job(path)


def test_a_file_that_is_too_large_says_how_large(tmp_path: Path) -> None:
    with pytest.raises(PictureTooLarge) as caught:
        jobs.inspect(_sparse(tmp_path))

    assert caught.value.size_bytes == 5_000_000_000
    assert caught.value.limit_bytes == MAX_FILE_BYTES


def _chunk(name: bytes, content: bytes) -> bytes:
    body = name + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


def test_a_decompression_bomb_is_too_large(tmp_path: Path) -> None:
    side = int(MAX_PIXELS**0.5) + 1
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((side // 8 + 2) * 100))
    path = tmp_path / "bomb.png"
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", rows)
        + _chunk(b"IEND", b"")
    )

    for job in (jobs.inspect, lambda path: jobs.thumbnail(path, 1, 0)):
        with pytest.raises(PictureTooLarge):
            job(path)


def test_a_jpeg_that_claims_too_many_pixels_is_too_large(tmp_path: Path) -> None:
    path = _saved(tmp_path / "a.jpg", corner_picture())
    data = bytearray(path.read_bytes())
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", 60_000, 60_000)
    path.write_bytes(data)

    with pytest.raises(PictureTooLarge):
        jobs.inspect(path)


@pytest.mark.slow
def test_a_200_megapixel_photo_opens(tmp_path: Path) -> None:
    path = _saved(tmp_path / "a.jpg", Image.new("RGB", (16320, 12240), "grey"))

    page = jobs.inspect(path).pages[0]
    thumbnail = jobs.thumbnail(path, 1, 0)

    assert (page.width_px, page.height_px) == (16320, 12240)
    assert thumbnail


@pytest.mark.parametrize("size_px", [(400, 300), (2000, 1500)])
def test_a_jpeg_that_breaks_off_is_unreadable_be_it_small_or_large(
    tmp_path: Path, size_px: tuple[int, int]
) -> None:
    path = _saved(tmp_path / "a.jpg", noise(*size_px))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])

    with pytest.raises(PictureUnreadable):
        jobs.inspect(path)


def test_bytes_behind_the_end_of_a_jpeg_are_no_damage(tmp_path: Path) -> None:
    path = _saved(tmp_path / "a.jpg", noise(400, 300))
    path.write_bytes(path.read_bytes() + b"SEFH and what else phones append")

    info = jobs.inspect(path)

    assert info.warnings == ()


def test_a_png_with_a_wrong_check_sum_opens_with_a_warning(tmp_path: Path) -> None:
    path = _saved(tmp_path / "a.png", corner_picture(2000, 1500))
    data = bytearray(path.read_bytes())
    end_of_pixels = data.index(b"IEND") - 4
    data[end_of_pixels - 1] ^= 0xFF  # the last byte of the check sum of the pixels
    path.write_bytes(data)

    info = jobs.inspect(path)

    assert info.warnings == ("damaged",)


def test_a_heif_that_breaks_off_is_unreadable_or_warned_of(tmp_path: Path) -> None:
    path = _saved(tmp_path / "a.heic", corner_picture(2000, 1500), format="HEIF", enc_params=_QUICK)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 9 // 10])

    try:
        warnings = jobs.inspect(path).warnings
    except PictureUnreadable:
        warnings = ("damaged",)

    assert warnings == ("damaged",)


def test_a_pdf_that_breaks_off_is_unreadable_or_warned_of(tmp_path: Path) -> None:
    more = [corner_picture()] * 3
    path = _saved(tmp_path / "a.pdf", corner_picture(), save_all=True, append_images=more)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) - 300])

    try:
        warnings = jobs.inspect(path).warnings
    except PictureUnreadable:
        warnings = ("damaged",)

    assert warnings == ("damaged",)


@pytest.mark.parametrize(
    "start", [b"plain text", b"BM is how this text begins", b"%!PS-Adobe-3.0 EPSF-3.0\n", b"PK\3\4"]
)
def test_what_is_no_picture_is_unsupported(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(start + b" " * 100)

    with pytest.raises(PictureUnsupported):
        jobs.inspect(path)


def test_what_only_begins_like_a_picture_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"and then something else entirely")

    with pytest.raises(PictureUnreadable):
        jobs.inspect(path)


def test_all_real_heic_files_of_phones_have_one_upright_page(
    shared_file: Callable[[str], Path],
) -> None:
    sizes = {
        name: jobs.inspect(shared_file(f"heic/{name}")).pages
        for name in ("arrow.heic", "pug.heic", "spatial_photo.heic", "xiaomi.heic")
    }

    assert {name: [(p.width_px, p.height_px) for p in pages] for name, pages in sizes.items()} == {
        "arrow.heic": [(3024, 4032)],
        "pug.heic": [(4032, 3024)],
        "spatial_photo.heic": [(2560, 2560)],
        "xiaomi.heic": [(2592, 1944)],
    }


def test_a_pdf_with_a_password_says_so(shared_file: Callable[[str], Path]) -> None:
    name = "oddpictures/sample-files/005-libreoffice-writer-password__"
    path = shared_file(f"{name}libreoffice-writer-password.pdf")

    with pytest.raises(PictureUnsupported, match="password"):
        jobs.inspect(path)


def test_jobs_and_errors_cross_between_processes(tmp_path: Path) -> None:
    good = _saved(tmp_path / "a.png", corner_picture())

    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        info = pool.submit(jobs.inspect, good).result(timeout=60)
        error = pool.submit(jobs.inspect, _sparse(tmp_path)).exception(timeout=60)

    assert info == jobs.inspect(good)
    assert isinstance(error, PictureTooLarge)
    assert error.limit_bytes == MAX_FILE_BYTES


def test_asking_for_jobs_and_formats_loads_no_decoder() -> None:
    source_root = Path(jobs.__file__).parents[2]
    code = (
        "import sys, inklift.imaging.jobs, inklift.imaging.formats\n"
        "print(sorted({'PIL', 'numpy', 'pillow_heif', 'pypdfium2'} & set(sys.modules)))"
    )

    shown = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(source_root)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert shown.stdout.strip() == "[]"
