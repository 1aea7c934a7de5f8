"""Signs of damage in the structure of a file, found without decoding a pixel.

Many decoders show what is left of a file that breaks off, or of one with wrong check sums,
without a word. None of these signs is proof: it is a reason to decode the picture and look.
"""

import zlib
from io import BufferedReader
from mmap import ACCESS_READ, mmap

from inklift.imaging.formats import Kind

_TAIL_BYTES = 1024
_SOS = 0xDA
_BOXED_TO_THE_END = 0  # an ISO box of this size reaches to the end of the file
_LARGE_BOX = 1  # the size of this one stands in the 8 bytes behind its name


def looks_damaged(file: BufferedReader, kind: Kind) -> bool:
    """Whether the file breaks off, or fails its check sums. Reads it once at most."""
    try:
        data = mmap(file.fileno(), 0, access=ACCESS_READ)
    except OSError:  # some network file systems cannot map files
        return False
    with data:
        match kind:
            case Kind.JPEG:
                return not _jpeg_ends(data)
            case Kind.PNG:
                return not _png_is_whole(data)
            case Kind.HEIF | Kind.AVIF:
                return not _boxes_are_whole(data)
            case Kind.WEBP:
                return int.from_bytes(data[4:8], "little") + 8 > len(data)
            case Kind.BMP:
                return int.from_bytes(data[2:6], "little") > len(data)
            case Kind.GIF:
                return not data[-_TAIL_BYTES:].rstrip(b"\0").endswith(b";")
            case Kind.PDF:
                return b"%%EOF" not in data[-_TAIL_BYTES:]
            case Kind.TIFF:
                return False  # its decoder complains by itself


def _jpeg_ends(data: mmap) -> bool:
    """Whether an end marker follows the first scan (one in the EXIF thumbnail does not count)."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker == _SOS:
            # In a scan, 0xFF is followed by 0 or a restart number; so this finds the end alone.
            return data.find(b"\xff\xd9", at) != -1
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return False


def _png_is_whole(data: mmap) -> bool:
    at = 8
    with memoryview(data) as view:
        while at + 12 <= len(view):
            end = at + 8 + int.from_bytes(view[at : at + 4], "big")
            with view[at + 4 : end] as name_and_content:
                check_sum = zlib.crc32(name_and_content)
            if check_sum != int.from_bytes(view[end : end + 4], "big"):
                return False
            if bytes(view[at + 4 : at + 8]) == b"IEND":
                return True
            at = end + 4
    return False


def _boxes_are_whole(data: mmap) -> bool:
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size == _BOXED_TO_THE_END:
            return True
        if size == _LARGE_BOX:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if size < 8:
            return False
        at += size
    return at == len(data)
