"""Hundreds of phone-like photos of 12 megapixels, all different, made from a few in seconds."""

import sys
import tempfile
from pathlib import Path

from bench_thumbnails import make_photos

_EACH = 3  # photos of each kind that are really made; that takes a minute, once
_SHARES = (  # of ten photos, as they come from phones
    *("jpeg with EXIF thumbnail",) * 4,
    *("heic with thumbnail",) * 3,
    *("jpeg",) * 2,
    "heic without thumbnail",
)


def many_photos(folder: Path, count: int) -> list[Path]:
    """Write `count` photos to `folder`, in which no two files have the same bytes."""
    made = Path(tempfile.gettempdir()) / "inklift-benchmark-photos"
    made.mkdir(exist_ok=True)
    make_photos(made, _EACH)
    paths = []
    for number in range(count):
        kind = _SHARES[number % len(_SHARES)]
        suffix = ".jpg" if kind.startswith("jpeg") else ".heic"
        photo = made / f"{kind}-{number % _EACH}{suffix}"
        path = folder / f"IMG_{number:04}{suffix}"
        path.write_bytes(_distinct(photo.read_bytes(), number))
        paths.append(path)
    print(f"wrote {count} photos", file=sys.stderr)
    return paths


def _distinct(photo: bytes, number: int) -> bytes:
    """The same picture in other bytes: a comment in a JPEG, a free box behind a HEIC."""
    mark = f"photo {number:06}".encode()
    if photo.startswith(b"\xff\xd8"):
        return photo[:2] + b"\xff\xfe" + (len(mark) + 2).to_bytes(2, "big") + mark + photo[2:]
    return photo + (len(mark) + 8).to_bytes(4, "big") + b"free" + mark
