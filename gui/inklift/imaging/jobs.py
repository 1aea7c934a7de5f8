"""What the picture workers run: plain functions that take and return small values.

Each raises a PictureError for whatever is wrong with the picture (and a StorageError when a file
cannot be written), and nothing else. They belong into a worker process with limits on time and
memory, one call at a time. Importing this module is cheap; the decoders load at the first call.
"""

from pathlib import Path

from inklift.core.pictures import THUMBNAIL_PX, FileInfo, Preparation, PreparedPicture


def inspect(path: Path) -> FileInfo:
    """What `path` holds: kind, pages with their upright sizes, and the sha256 of its bytes.

    Pictures of up to 2 megapixels, and those that look odd, are decoded to prove that they can be.
    """
    from inklift.imaging.failures import picture_errors
    from inklift.imaging.inspecting import describe

    with picture_errors():
        return describe(path)


def thumbnail(path: Path, page: int, quarter_turns: int, size_px: int = THUMBNAIL_PX) -> bytes:
    """A JPEG of page `page` (from 1), upright, no side longer than `size_px`, never enlarged.

    `quarter_turns` are clockwise, on top of the EXIF orientation; so in all of these.
    """
    from inklift.imaging.failures import picture_errors
    from inklift.imaging.thumbnails import thumbnail_jpeg

    with picture_errors():
        return thumbnail_jpeg(path, page, quarter_turns, size_px)


def render(
    path: Path, page: int, quarter_turns: int, longest_side_px: int, out: Path
) -> tuple[int, int]:
    """Writes the pixels for the large view to `out`; returns width and height in pixels.

    `out` holds width * height * 4 bytes, row by row without padding: red, green, blue, 255, as
    `QImage.Format_RGBX8888` takes them with `bytesPerLine` = 4 * width. Whoever asked deletes it.
    """
    from inklift.imaging.failures import picture_errors
    from inklift.imaging.thumbnails import write_rgbx

    with picture_errors():
        return write_rgbx(path, page, quarter_turns, longest_side_px, out)


def prepare(
    path: Path, page: int, quarter_turns: int, preparation: Preparation, out: Path
) -> PreparedPicture:
    """Writes the page to `out` as it will be sent: upright, sRGB, on white, without metadata."""
    from inklift.imaging.failures import picture_errors
    from inklift.imaging.preparing import prepare_picture

    with picture_errors():
        return prepare_picture(path, page, quarter_turns, preparation, out)
