"""What a file is and whether it opens, without decoding more of it than that takes."""

import hashlib
from pathlib import Path

from inklift.core.pictures import FileInfo, PageInfo
from inklift.imaging import pdf
from inklift.imaging.damage import looks_damaged
from inklift.imaging.formats import Kind
from inklift.imaging.loading import load
from inklift.imaging.opening import (
    OpenFile,
    open_image,
    opened,
    orientation_of,
    pages_of,
    upright_size,
)

_DAMAGED = "damaged"
# A picture of up to this many pixels is decoded at once, since that costs next to nothing. Of a
# larger one only the structure is looked at, unless something about it is odd.
_PROOF_PIXELS = 2_000_000
_PROOF_PX = 256


def describe(path: Path) -> FileInfo:
    """Kind, size, sha256 and pages of a file; "damaged" in `warnings` if it opens all the same.

    Raises a PictureError, or whatever the decoder raises: call it within `picture_errors`.
    """
    with opened(path) as source:
        sha256 = hashlib.file_digest(source.file, "sha256").hexdigest()
        sizes_px = _page_sizes(source, path)
        damaged = looks_damaged(source.file, source.kind)
    small = source.kind is not Kind.PDF and sizes_px[0][0] * sizes_px[0][1] <= _PROOF_PIXELS
    if damaged or small:
        load(path, 1, 0, _PROOF_PX)
    return FileInfo(
        format=source.kind.value,
        size_bytes=source.size_bytes,
        sha256=sha256,
        pages=tuple(PageInfo(page, *size) for page, size in enumerate(sizes_px, start=1)),
        warnings=(_DAMAGED,) if damaged else (),
    )


def _page_sizes(source: OpenFile, path: Path) -> list[tuple[int, int]]:
    if source.kind is Kind.PDF:
        return pdf.page_sizes(path)
    image = open_image(source.file, source.kind)
    return [
        upright_size(image, orientation_of(image, source.kind))
        for _ in pages_of(image, source.kind)
    ]
