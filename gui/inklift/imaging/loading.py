"""A page of a file → upright pixels, as large as they are wanted."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageFile, JpegImagePlugin

from inklift.core.errors import PictureUnreadable
from inklift.imaging import colours, pdf
from inklift.imaging.embedded import exif_thumbnail
from inklift.imaging.failures import picture_errors
from inklift.imaging.formats import Kind
from inklift.imaging.opening import (
    OpenFile,
    open_image,
    opened,
    orientation_of,
    pages_of,
    upright_size,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TRANSPOSE_OF_ORIENTATION = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_TRANSPOSE_OF_TURNS = {  # the user turns clockwise, Pillow anticlockwise
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class JpegQuality:
    """How much a JPEG left out: its quantization tables, and its chroma subsampling for Pillow."""

    tables: dict[int, list[int]]
    subsampling: int


@dataclass(frozen=True, slots=True)
class LoadedPicture:
    """Pixels of one page: upright, turned as the user wants, flattened (see `colours.flatten`)."""

    image: Image.Image  # mode "1", "L", "RGB" or "CMYK"
    kind: Kind
    full_px: tuple[int, int]  # width and height, upright and turned, before any shrinking
    icc_profile: bytes | None
    jpeg_quality: JpegQuality | None = None  # of the file, when it is a JPEG

    @property
    def scale(self) -> float:
        """Pixels of `image` for each pixel of the upright original."""
        return max(self.image.size) / max(self.full_px)


@dataclass(frozen=True, slots=True)
class BgrPixels:
    """What the reader wants: rows × columns × (blue, green, red), contiguous and writable."""

    pixels: "NDArray[np.uint8]"
    full_width_px: int  # of the upright, turned original
    full_height_px: int
    scale: float  # pixels here for each pixel of the upright original


def load_bgr(
    path: Path, page: int, quarter_turns: int, longest_side_px: int | None = None
) -> BgrPixels:
    """The upright pixels of page `page` (from 1), shrunk to `longest_side_px` if that is given.

    Raises a PictureError and nothing else. For a worker's one thread.
    """
    import numpy as np

    with picture_errors():
        loaded = load(path, page, quarter_turns, longest_side_px)
        rgb = np.asarray(colours.to_rgb(loaded.image))
        bgr = np.ascontiguousarray(rgb[:, :, ::-1])
    return BgrPixels(bgr, *loaded.full_px, loaded.scale)


def load(
    path: Path,
    page: int,
    quarter_turns: int,
    longest_side_px: int | None = None,
    *,
    preview: bool = False,
) -> LoadedPicture:
    """The upright pixels of page `page` (from 1), turned clockwise by `quarter_turns`.

    Never enlarged; made smaller when the longest side exceeds `longest_side_px`. With `preview`
    an embedded thumbnail is taken if it is large enough, and speed goes before sharpness.
    Raises a PictureError, or whatever the decoder raises: call it within `picture_errors`.
    """
    with opened(path) as source:
        if source.kind is Kind.PDF:
            image, full_px = pdf.render_page(path, page, longest_side_px)
            orientation, icc_profile, jpeg_quality = 1, None, None
        else:
            undecoded = _open_page(source, page)
            orientation = orientation_of(undecoded, source.kind)
            full_px = upright_size(undecoded, orientation)
            icc_profile = undecoded.info.get("icc_profile")
            jpeg_quality = _jpeg_quality(undecoded)
            image = _decoded(undecoded, source.kind, longest_side_px, preview)
    turns = quarter_turns % 4
    if orientation in _TRANSPOSE_OF_ORIENTATION:
        image = image.transpose(_TRANSPOSE_OF_ORIENTATION[orientation])
    if turns:
        image = image.transpose(_TRANSPOSE_OF_TURNS[turns])
    full_px = full_px[::-1] if turns % 2 else full_px
    return LoadedPicture(image, source.kind, full_px, icc_profile, jpeg_quality)


def fitted(size_px: tuple[int, int], longest_side_px: int | None) -> tuple[int, int]:
    """`size_px` made smaller, in proportion, so that no side exceeds `longest_side_px`."""
    longest = max(size_px)
    if longest_side_px is None or longest <= longest_side_px:
        return size_px
    ratio = longest_side_px / longest
    return max(1, round(size_px[0] * ratio)), max(1, round(size_px[1] * ratio))


def shrink(image: Image.Image, size_px: tuple[int, int], *, preview: bool = False) -> Image.Image:
    """A flattened `image` at `size_px`; black and white becomes grey, so that text stays smooth."""
    if image.size == size_px:
        return image
    if image.mode == "1":
        image = image.convert("L")
    gap = 1.0 if preview else 2.0
    return image.resize(size_px, Image.Resampling.BICUBIC, reducing_gap=gap)


def _jpeg_quality(image: Image.Image) -> JpegQuality | None:
    """None as well for a JPEG of an unusual kind, whose tables Pillow could not write."""
    if not isinstance(image, JpegImagePlugin.JpegImageFile):
        return None
    subsampling = JpegImagePlugin.get_sampling(image)
    usable = image.mode in ("L", "RGB") and all(
        0 < value < 256 for table in image.quantization.values() for value in table
    )
    if not usable or (subsampling == -1 and image.mode == "RGB"):
        return None
    return JpegQuality(
        {number: list(table) for number, table in image.quantization.items()}, max(0, subsampling)
    )


def _open_page(source: OpenFile, page: int) -> ImageFile.ImageFile:
    image = open_image(source.file, source.kind)
    if page not in pages_of(image, source.kind):  # stops, and so leaves the file, at that page
        raise PictureUnreadable(f"there is no page {page}")
    return image


def _decoded(
    undecoded: ImageFile.ImageFile, kind: Kind, longest_side_px: int | None, preview: bool
) -> Image.Image:
    """Decodes no more pixels than it must; flattened, at the fitted size, not yet turned."""
    target_px = fitted(undecoded.size, longest_side_px)
    image: Image.Image = undecoded
    if target_px != undecoded.size:
        thumbnail = None
        if preview and kind is Kind.JPEG:
            thumbnail = exif_thumbnail(undecoded, target_px)
        if thumbnail is not None:
            image = thumbnail
        elif preview:
            # The exact size and not a square around it: a 320 × 240 HEIF thumbnail covers
            # 256 × 192, but would be turned down for 256 × 256 and all pixels decoded instead.
            undecoded.draft(None, target_px)
        elif kind is Kind.JPEG:
            undecoded.draft(None, (2 * target_px[0], 2 * target_px[1]))
    image.load()
    return shrink(colours.flatten(image), target_px, preview=preview)
