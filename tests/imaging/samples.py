"""Pictures that the tests of imaging make for themselves, and a look at what came out."""

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()

SHARED = Path(__file__).parents[2].parent / "shared"

_CORNERS = {
    "red": (220, 20, 20),
    "green": (20, 200, 20),
    "blue": (20, 20, 220),
    "white": (255,) * 3,
}
UPRIGHT = ("red", "green", "blue", "white")  # top left, top right, bottom left, bottom right


def corner_picture(width_px: int = 320, height_px: int = 240) -> Image.Image:
    """A picture whose four quarters have the colours of `UPRIGHT`: no turn looks like another."""
    image = Image.new("RGB", (2, 2))
    image.putdata([_CORNERS[name] for name in UPRIGHT])
    return image.resize((width_px, height_px), Image.Resampling.NEAREST)


def corners_of(image: Image.Image) -> tuple[str, ...]:
    """The names of the colours in the middle of the four quarters, as in `UPRIGHT`."""
    rgb = image.convert("RGB")
    places = [(x * rgb.width // 4, y * rgb.height // 4) for y in (1, 3) for x in (1, 3)]
    return tuple(_nearest(rgb.getpixel(place)) for place in places)


def decoded(encoded: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(encoded))
    image.load()
    return image


def noise(width_px: int, height_px: int) -> Image.Image:
    """What compresses as badly as a photo."""
    channels = [Image.effect_noise((width_px, height_px), 60) for _ in range(3)]
    return Image.merge("RGB", channels)


def _nearest(colour: Any) -> str:
    def distance(name: str) -> int:
        return sum((a - b) ** 2 for a, b in zip(colour, _CORNERS[name], strict=True))

    return min(_CORNERS, key=distance)


@dataclass(frozen=True, slots=True)
class OddPicture:
    """One file of a public test corpus, and what decoders that are trusted do with it."""

    path: Path
    format: str | None
    expected: str  # "opens", "clear error" or "either"


def odd_pictures() -> list[OddPicture]:
    """All odd pictures beside the checkout; none when the folder is not there."""
    folder = SHARED / "oddpictures"
    if not folder.is_dir():
        return []
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    pictures = [
        OddPicture(folder / entry["file"], entry["format"], entry["expected"])
        for entry in manifest["files"]
    ]
    failing = {"corrupted.heic": "clear error", "empty.heic": "clear error"}
    failing["truncated.heic"] = "either"
    heic = sorted((SHARED / "heic").glob("*.h*"))
    return pictures + [OddPicture(path, "HEIF", failing.get(path.name, "opens")) for path in heic]
