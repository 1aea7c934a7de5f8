"""A picture as it will be sent: upright, sRGB, on white, without metadata, within its budget."""

import math
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from inklift.core.errors import PictureTooLarge
from inklift.core.extract_image_api import MAX_SENT_PICTURE_BYTES
from inklift.core.pictures import Preparation, PreparedPicture
from inklift.imaging import colours
from inklift.imaging.formats import Kind
from inklift.imaging.loading import LoadedPicture, fitted, load, shrink
from inklift.imaging.writing import write_file

_JPEG_LONGEST_PX = 65_500  # the format ends at 65,535
_SMALLEST_PX = 64  # below this nothing could be read any more: rather an error
_FEW_COLOURS = 256
_PNG_KINDS = frozenset({Kind.PNG, Kind.GIF, Kind.BMP})
_CAMERA_KINDS = frozenset({Kind.JPEG, Kind.HEIF})
# Quality and chroma subsampling of Pillow's JPEG writer, best first. The first keeps full colour
# resolution (4:4:4): red stamps and coloured totals stay sharp, for about a tenth more bytes.
_JPEG_STEPS = ((92, 0), (85, 2), (76, 2))


def prepare_picture(
    path: Path, page: int, quarter_turns: int, preparation: Preparation, out: Path
) -> PreparedPicture:
    """Writes the upright page to `out` as a PNG (screenshots, drawings) or a JPEG (photos).

    Quality is given up, and that a drawing is a PNG, before the service's limit of bytes is passed;
    pixels only for the budget. So without a budget the result may still be too large to send:
    whoever sends it looks at its size.
    Call in `picture_errors`. Raises PictureTooLarge when no readable size fits the budget, and a
    StorageError when `out` cannot be written.
    """
    limit_px = min(preparation.longest_side_px or _JPEG_LONGEST_PX, _JPEG_LONGEST_PX)
    loaded = load(path, page, quarter_turns, limit_px)
    image = _bare(colours.to_srgb(loaded.image, loaded.icc_profile))
    image, encoded, format_ = _encoded(image, loaded, preparation.budget_bytes)
    write_file(out, encoded)
    return PreparedPicture(
        path=out,
        format=format_,
        width_px=image.width,
        height_px=image.height,
        size_bytes=len(encoded),
        scale=max(image.size) / max(loaded.full_px),
    )


def _bare(image: Image.Image) -> Image.Image:
    """A plain copy: Pillow's writers take comments and profiles from `info`."""
    bare = image.copy()
    bare.info = {}
    return bare


def _encoded(
    image: Image.Image, loaded: LoadedPicture, budget_bytes: int | None
) -> tuple[Image.Image, bytes, str]:
    """Image, bytes and format, at the best quality and then the largest size that fits."""
    limit_bytes = MAX_SENT_PICTURE_BYTES if budget_bytes is None else budget_bytes
    if _suits_png(image, loaded.kind):
        png = _png(image)
        if len(png) <= limit_bytes:
            return image, png, "png"
    jpeg = b""
    for quality, subsampling in _JPEG_STEPS:
        jpeg = _jpeg(image, quality=quality, subsampling=subsampling)
        if len(jpeg) <= limit_bytes:
            return image, jpeg, "jpeg"
    own = loaded.jpeg_quality
    if own is not None and image.size == loaded.full_px:
        # A JPEG of many pixels and few bytes was coarser than all the steps, and grows by them.
        # (`quality="keep"` is for untouched pixels alone; most photos of phones are turned.)
        coarse = _jpeg(image, qtables=own.tables, subsampling=own.subsampling)
        jpeg = min(jpeg, coarse, key=len)
    if budget_bytes is None or len(jpeg) <= budget_bytes:
        return image, jpeg, "jpeg"
    return *_shrunk_to(image, len(jpeg), budget_bytes), "jpeg"


def _shrunk_to(image: Image.Image, size_bytes: int, budget_bytes: int) -> tuple[Image.Image, bytes]:
    original, original_bytes = image, size_bytes
    while max(image.size) > _SMALLEST_PX:
        # Bytes go with the area. By half at most: fine grain goes away on the way down, and with
        # it more bytes than the area tells.
        ratio = min(0.9, max(0.5, 0.95 * math.sqrt(budget_bytes / size_bytes)))
        longest_px = max(_SMALLEST_PX, int(max(image.size) * ratio))
        image = shrink(original, fitted(original.size, longest_px))
        quality, subsampling = _JPEG_STEPS[-1]
        jpeg = _jpeg(image, quality=quality, subsampling=subsampling)
        size_bytes = len(jpeg)
        if size_bytes <= budget_bytes:
            return image, jpeg
    raise PictureTooLarge(
        f"no readable size fits {budget_bytes} bytes",
        size_bytes=original_bytes,
        limit_bytes=budget_bytes,
    )


def _suits_png(image: Image.Image, kind: Kind) -> bool:
    """Whether the page is drawn and not photographed.

    What comes without loss stays so. A camera's photo never suits. Scans, PDF pages and the like
    are looked at: flat black and white compresses better, and sharper, as PNG.
    """
    if kind in _PNG_KINDS or image.mode == "1":
        return True
    return kind not in _CAMERA_KINDS and image.getcolors(_FEW_COLOURS) is not None


def _png(image: Image.Image) -> bytes:
    png = BytesIO()
    image.save(png, "PNG")
    return png.getvalue()


def _jpeg(image: Image.Image, **how: Any) -> bytes:
    """`how`: the quality and chroma subsampling, in the words of Pillow's writer."""
    jpeg = BytesIO()
    if image.mode == "1":
        image = image.convert("L")
    image.save(jpeg, "JPEG", **how)
    return jpeg.getvalue()
