"""Which kinds of picture are opened, how each is told by its first bytes, and how large it may be.

Standard library only, so that the window and the importer can use it without loading decoders.
"""

from enum import StrEnum

# For file dialogs and folder walks only: what a file *is* gets decided by its first bytes.
PICTURE_SUFFIXES: tuple[str, ...] = (
    ".jpg",
    ".jpeg",
    ".jpe",
    ".jfif",
    ".mpo",
    ".png",
    ".apng",
    ".webp",
    ".heic",
    ".heif",
    ".hif",
    ".avif",
    ".tif",
    ".tiff",
    ".gif",
    ".bmp",
    ".pdf",
)

HEAD_BYTES = 1024  # as much of a file as `kind_of` wants to see
MAX_FILE_BYTES = 500_000_000
# Phones make 200-megapixel pictures, which must open. Decoded, this many pixels fill 1.2 GB.
MAX_PIXELS = 300_000_000
MAX_PAGES = 2_000


class Kind(StrEnum):
    """A kind of file that is opened; the values are those of `FileInfo.format`."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    HEIF = "heif"
    AVIF = "avif"
    TIFF = "tiff"
    GIF = "gif"
    BMP = "bmp"
    PDF = "pdf"


_TIFF_STARTS = (
    b"II*\0",
    b"MM\0*",
    b"MM*\0",  # wrong by the book, written all the same
    b"II\0*",
    b"II+\0",  # BigTIFF
    b"MM\0+",
)
_HEIF_BRANDS = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
)
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_BMP_HEADER_SIZES = frozenset({12, 16, 40, 52, 56, 64, 108, 124})


def kind_of(head: bytes) -> Kind | None:
    """The kind of the file that starts with `head` (`HEAD_BYTES` of it), None if it is not ours."""
    if head.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head.startswith((b"GIF87a", b"GIF89a")):
        return Kind.GIF
    if head.startswith(_TIFF_STARTS):
        # Canon's raw photos wear a TIFF header; what would open is a small preview of the photo.
        return None if head[8:10] == b"CR" else Kind.TIFF
    if head[4:8] == b"ftyp":
        return _kind_of_boxes(head)
    if head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in _BMP_HEADER_SIZES:
        return Kind.BMP
    if b"%PDF-" in head[:HEAD_BYTES]:  # readers take up to a kilobyte of other bytes before it
        return Kind.PDF
    return None


def _kind_of_boxes(head: bytes) -> Kind | None:
    major = head[8:12]
    end = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {major} | {head[at : at + 4] for at in range(16, end, 4)}
    if brands & _AVIF_BRANDS:  # "mif1" may be the major brand of either
        return Kind.AVIF
    return Kind.HEIF if major in _HEIF_BRANDS else None
