"""The small JPEG that cameras put into the EXIF data: a thumbnail for next to nothing."""

from io import BytesIO

from PIL import ExifTags, Image, JpegImagePlugin

_START_TAG = 0x0201  # JPEGInterchangeFormat
_LENGTH_TAG = 0x0202  # JPEGInterchangeFormatLength
_MAX_THUMBNAIL_PX = 1024  # larger ones cost as much as decoding the picture at a fraction


def exif_thumbnail(image: Image.Image, wanted_px: tuple[int, int]) -> Image.Image | None:
    """The thumbnail in a JPEG's EXIF data, decoded, or None if it is not good enough.

    Good enough: at least `wanted_px` large and of the picture's own proportions. A picture that
    was cropped or turned by a program which left the thumbnail behind shows in the proportions.
    """
    try:
        raw = _thumbnail_bytes(image)
        if raw is None:
            return None
        thumbnail = JpegImagePlugin.JpegImageFile(BytesIO(raw))
        if not _stands_for(thumbnail.size, image.size, wanted_px):
            return None
        thumbnail.draft(None, wanted_px)
        thumbnail.load()
    except Exception:  # noqa: BLE001 - the picture itself may be sound: it is decoded instead
        return None
    return thumbnail


def _thumbnail_bytes(image: Image.Image) -> bytes | None:
    exif: bytes = image.info.get("exif", b"")
    if not exif:
        return None
    tags = image.getexif().get_ifd(ExifTags.IFD.IFD1)
    start, length = tags.get(_START_TAG), tags.get(_LENGTH_TAG)
    if not isinstance(start, int) or not isinstance(length, int):
        return None
    start += len(b"Exif\0\0") if exif.startswith(b"Exif\0\0") else 0
    return exif[start : start + length]


def _stands_for(
    thumbnail_px: tuple[int, int], picture_px: tuple[int, int], wanted_px: tuple[int, int]
) -> bool:
    (width, height), (full_width, full_height) = thumbnail_px, picture_px
    large_enough = width >= wanted_px[0] and height >= wanted_px[1]
    small_enough = max(width, height) <= _MAX_THUMBNAIL_PX
    skew = abs(width * full_height - height * full_width)  # 0 when the proportions agree
    return large_enough and small_enough and skew <= 2 * max(picture_px)
