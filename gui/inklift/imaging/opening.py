"""A path → an open file of a kind we know, and a picture whose pixels are not decoded yet."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

import pillow_heif
from PIL import ExifTags, Image, ImageFile

from inklift.core.errors import PictureTooLarge, PictureUnreadable, PictureUnsupported
from inklift.imaging.formats import HEAD_BYTES, MAX_FILE_BYTES, MAX_PAGES, Kind, kind_of

# Two threads each: more than one worker process may be decoding on a computer with few cores.
pillow_heif.register_heif_opener(decode_threads=2, depth_images=False, aux_images=False)

_SUBFILE_TYPE_TAG = 254
_SUB_IFDS_TAG = 330
_DNG_VERSION_TAG = 50706
_REDUCED = 0b001  # bits of the TIFF subfile type: a smaller copy,
_MASK = 0b100  # and a transparency mask


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An ordinary file, of a kind and a size that we open, at its first byte."""

    file: BufferedReader
    kind: Kind
    size_bytes: int


@contextmanager
def opened(path: Path) -> Iterator[OpenFile]:
    """Opens `path` after looking at what it is: merely opening a FIFO would wait for ever.

    Raises PictureUnsupported, PictureUnreadable (empty), PictureTooLarge, or an OSError.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise PictureUnsupported("not an ordinary file")
    if status.st_size == 0:
        raise PictureUnreadable("the file is empty")
    if status.st_size > MAX_FILE_BYTES:
        raise PictureTooLarge(
            f"{status.st_size} bytes; the limit is {MAX_FILE_BYTES}",
            size_bytes=status.st_size,
            limit_bytes=MAX_FILE_BYTES,
        )
    with path.open("rb") as file:
        kind = kind_of(file.read(HEAD_BYTES))
        if kind is None:
            raise PictureUnsupported("not a kind of picture that is opened here")
        file.seek(0)
        yield OpenFile(file, kind, status.st_size)


def open_image(file: BufferedReader, kind: Kind) -> ImageFile.ImageFile:
    """Reads the header of anything but a PDF; pixels are decoded when they are asked for.

    Of animations the first frame counts, and of HEIF files with several pictures the main one:
    that is what every viewer shows, and nobody wants an answer for each frame of a moving picture.
    Raises whatever the decoder raises.
    """
    # "JPEG" brings phones' pictures with a second one behind them too, which Pillow calls "MPO";
    # that name itself is not known to `formats`.
    image = Image.open(file, formats=(kind.name,))
    if _is_raw_photo(image):
        raise PictureUnsupported("a camera's raw photo: all that would open is a small preview")
    return image


def pages_of(image: ImageFile.ImageFile, kind: Kind) -> Iterator[int]:
    """Yields the number of each page, from 1, while `image` stands at that page.

    Only TIFF files have more than one. The smaller copies and masks that some programs keep
    beside a page are no pages.
    """
    if kind is not Kind.TIFF:
        yield 1
        return
    page = 0
    for frame in range(MAX_PAGES + 1):
        try:
            image.seek(frame)
        except EOFError:
            return
        if frame == 0 or not _tiff_tag(image, _SUBFILE_TYPE_TAG) & (_REDUCED | _MASK):
            page += 1
            yield page
    raise PictureTooLarge(f"the TIFF has more than {MAX_PAGES} pages")


def orientation_of(image: Image.Image, kind: Kind) -> int:
    """How the decoded pixels must still be turned: 1 (not at all) to 8, as in EXIF."""
    if kind in (Kind.HEIF, Kind.TIFF):
        return 1  # libheif and Pillow's TIFF reader turn the pixels themselves
    try:
        value = image.getexif().get(ExifTags.Base.Orientation)
    except Exception:  # noqa: BLE001 - broken EXIF raises anything, and the pixels may be sound
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def upright_size(image: Image.Image, orientation: int) -> tuple[int, int]:
    """Width and height in pixels once `image` is turned as `orientation` says."""
    return image.size[::-1] if orientation >= 5 else image.size


def _is_raw_photo(image: ImageFile.ImageFile) -> bool:
    starts_with_preview = bool(_tiff_tag(image, _SUBFILE_TYPE_TAG) & _REDUCED)
    full_size_is_elsewhere = bool(_tiff_tag(image, _SUB_IFDS_TAG))
    return bool(_tiff_tag(image, _DNG_VERSION_TAG)) or (
        starts_with_preview and full_size_is_elsewhere
    )


def _tiff_tag(image: ImageFile.ImageFile, tag: int) -> int:
    """A tag's value if it is a number, 1 if it is anything else, 0 if there is none."""
    value = getattr(image, "tag_v2", {}).get(tag, 0)
    return value if isinstance(value, int) else 1
