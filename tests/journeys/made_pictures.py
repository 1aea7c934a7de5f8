"""Pictures that the journeys make for themselves: photos of a receipt, and small quick ones."""

from pathlib import Path
from typing import Any

import pillow_heif
from PIL import ExifTags, Image, ImageDraw

from reading.made_pages import drawn_receipt

CLOTH = (200, 30, 120)  # the colour of the table under the receipt: no part of the window has it
SHOP, TOTAL = "CORNER BAKERY", "12.50"
_BORDER_PX = 60

pillow_heif.register_heif_opener()


def receipt_photo(path: Path) -> Path:
    """A receipt on a coloured cloth, of a size that is read in a few seconds, as HEIC or else."""
    receipt = drawn_receipt()
    photo = Image.new("RGB", (receipt.width + 2 * _BORDER_PX, receipt.height + 2 * _BORDER_PX))
    photo.paste(CLOTH, (0, 0, *photo.size))
    photo.paste(receipt, (_BORDER_PX, _BORDER_PX))
    photo.save(path, "HEIF" if path.suffix == ".heic" else None, quality=90)
    return path


def phone_photo(path: Path, upright: Image.Image) -> Path:
    """As a phone held upright stores it: turned, with orientation, camera and place in EXIF."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Telltale Cameras"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (51.0, 30.0, 26.0)
    options: dict[str, Any] = {"exif": exif.tobytes(), "quality": 95}
    upright.transpose(Image.Transpose.ROTATE_90).save(path, **options)
    return path


def small_pictures(folder: Path, count: int) -> list[Path]:
    """Pictures that differ, are quick to prepare and as good as any for a fake service."""
    folder.mkdir(exist_ok=True)
    paths = []
    for number in range(count):
        picture = Image.new("RGB", (120, 90), (40 * number % 256, 90, 160))
        ImageDraw.Draw(picture).text((30, 30), f"No. {number}", fill="white")
        paths.append(folder / f"picture {number}.png")
        picture.save(paths[-1])
    return paths
