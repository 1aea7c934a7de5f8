"""What the window shows of a picture: its thumbnail in the list, and the large view."""

from io import BytesIO
from pathlib import Path

from inklift.imaging import colours
from inklift.imaging.loading import load
from inklift.imaging.writing import write_file

_QUALITY = 82


def thumbnail_jpeg(path: Path, page: int, quarter_turns: int, size_px: int) -> bytes:
    """A JPEG of the upright page whose longest side is at most `size_px`; call in `picture_errors`.

    What was transparent is white. Colour profiles are passed over: it is small and must be quick.
    """
    loaded = load(path, page, quarter_turns, size_px, preview=True)
    image = colours.to_rgb(loaded.image).copy()
    image.info = {}  # Pillow would write comments and the like from here
    jpeg = BytesIO()
    image.save(jpeg, "JPEG", quality=_QUALITY)
    return jpeg.getvalue()


def write_rgbx(
    path: Path, page: int, quarter_turns: int, longest_side_px: int, out: Path
) -> tuple[int, int]:
    """Writes the upright page to `out` as rows of red, green, blue, 255; returns width and height.

    Colours are those of sRGB. Call in `picture_errors`; also raises a StorageError.
    """
    loaded = load(path, page, quarter_turns, longest_side_px)
    image = colours.to_rgb(colours.to_srgb(loaded.image, loaded.icc_profile))
    write_file(out, image.tobytes("raw", "RGBX"))
    return image.size
