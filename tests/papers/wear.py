"""What happens to a paper on its way into a photo; each function gives a new picture.

All are deterministic for a seed. Strengths go from 0 (nothing) to 1 (as bad as people still send).
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

Pixels = npt.NDArray[np.float64]

TABLE_COLOUR = (72, 58, 48)


def tilted(picture: Image.Image, degrees: float) -> Image.Image:
    """Turned clockwise by a few degrees, on a dark table with some of it seen all around."""
    edge_px = 24
    table = Image.new(
        "RGB", (picture.width + 2 * edge_px, picture.height + 2 * edge_px), TABLE_COLOUR
    )
    table.paste(picture, (edge_px, edge_px))
    return table.rotate(-degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=TABLE_COLOUR)


def slanted(picture: Image.Image, strength: float) -> Image.Image:
    """Taken from below and from the left, so that what is far away is smaller, on the table."""
    edge_px = 24
    width_px, height_px = picture.width + 2 * edge_px, picture.height + 2 * edge_px
    table = Image.new("RGB", (width_px, height_px), TABLE_COLOUR)
    table.paste(picture, (edge_px, edge_px))
    narrower, lower = 0.13 * strength * width_px, 0.05 * strength * height_px
    corners = [(0, 0), (width_px, 0), (width_px, height_px), (0, height_px)]
    seen = [(narrower, lower), (width_px - narrower, 0), (width_px, height_px), (0, height_px)]
    return table.transform(
        table.size,
        Image.Transform.PERSPECTIVE,
        _perspective(seen, corners),
        Image.Resampling.BICUBIC,
        fillcolor=TABLE_COLOUR,
    )


def turned(picture: Image.Image, quarter_turns: int) -> Image.Image:
    """Laid down turned clockwise by quarter turns."""
    return picture.rotate(-90 * quarter_turns, expand=True)


def shadowed(picture: Image.Image, strength: float, seed: int) -> Image.Image:
    """With a shadow that grows towards one side, and the soft edge of a hand or a phone."""
    random = np.random.default_rng(seed)
    angle = random.uniform(0, 2 * np.pi)
    y, x = np.mgrid[-1 : 1 : picture.height * 1j, -1 : 1 : picture.width * 1j]
    along = (x * np.cos(angle) + y * np.sin(angle)) / np.sqrt(2)
    edge = random.uniform(-0.2, 0.3)
    hand = 1 / (1 + np.exp(-(along - edge) * 18))
    light = 1 - strength * (0.35 * (along + 1) / 2 + 0.3 * hand)
    return _picture(_pixels(picture) * light[:, :, None])


def faint(picture: Image.Image, strength: float, seed: int) -> Image.Image:
    """Thermal print that has faded, unevenly across the paper, with some rows of dots missing."""
    random = np.random.default_rng(seed)
    pixels = _pixels(picture)
    paper = pixels.max(axis=(0, 1))
    patches = _smooth_noise(random, picture.height, picture.width, 120)
    kept = 1 - strength * (0.79 + 0.12 * patches)
    dots = 1 - 0.25 * strength * (random.random(picture.width) < 0.02)
    ink = (paper - pixels) * (kept * dots)[:, :, None]
    return _picture(paper - ink)


def noisy(picture: Image.Image, strength: float, seed: int) -> Image.Image:
    """With the grain of a small camera, and saved as a JPEG of low quality."""
    random = np.random.default_rng(seed)
    grain = random.normal(0, 42 * strength, (picture.height, picture.width, 1))
    colour = random.normal(0, 16 * strength, (picture.height, picture.width, 3))
    return _as_jpeg(_picture(_pixels(picture) + grain + colour), round(80 - 62 * strength))


def blurred(picture: Image.Image, strength: float) -> Image.Image:
    """A little out of focus."""
    return picture.filter(ImageFilter.GaussianBlur(2.4 * strength))


def crumpled(picture: Image.Image, strength: float, seed: int) -> Image.Image:
    """Crumpled and smoothed out again: lines wave, and each fold is darker on one side."""
    random = np.random.default_rng(seed)
    height_px, width_px = picture.height, picture.width
    across = 11 * strength * _smooth_noise(random, height_px, width_px, 140)
    down = 11 * strength * _smooth_noise(random, height_px, width_px, 140)
    y, x = np.mgrid[0:height_px, 0:width_px]
    moved = _sampled(_pixels(picture), x + across, y + down)
    shade = 0.3 + 0.3 * _smooth_noise(random, height_px, width_px, 200)
    for _ in range(4 + height_px * width_px // 90_000):
        angle, at_x, at_y = random.uniform(0, 1, 3) * (2 * np.pi, width_px, height_px)
        beside = (x - at_x) * np.cos(angle) + (y - at_y) * np.sin(angle)
        along = (y - at_y) * np.cos(angle) - (x - at_x) * np.sin(angle)
        fold = np.exp(-np.abs(beside) / 45 - (along / random.uniform(120, 320)) ** 2)
        shade += fold * np.where(beside > 0, 0.8, -0.25)
    light = 1 - 0.3 * strength * np.clip(shade, 0, 1.6)
    return _picture(moved * light[:, :, None])


def small(picture: Image.Image, width_px: int) -> Image.Image:
    """Shrunk to this width, as when sent through a messenger."""
    height_px = round(picture.height * width_px / picture.width)
    return picture.resize((width_px, height_px), Image.Resampling.LANCZOS)


@dataclass(frozen=True, slots=True)
class Wear:
    """A way in which a paper may be worn, with its name."""

    name: str
    worn: Callable[[Image.Image, int], Image.Image]  # picture, seed

    def __call__(self, picture: Image.Image, seed: int) -> Image.Image:
        return self.worn(picture, seed)


def _photographed(picture: Image.Image, seed: int) -> Image.Image:
    worn = crumpled(picture, 0.5, seed)
    worn = slanted(faint(shadowed(worn, 0.7, seed), 0.4, seed), 0.5)
    worn = tilted(worn, 4 if seed % 2 else -4)
    return noisy(blurred(small(worn, worn.width * 3 // 4), 0.3), 0.4, seed)


WEARS = (
    Wear("tilted 5", lambda picture, seed: tilted(picture, 5)),
    Wear("tilted -5", lambda picture, seed: tilted(picture, -5)),
    Wear("tilted 12", lambda picture, seed: tilted(picture, 12)),
    Wear("tilted -12", lambda picture, seed: tilted(picture, -12)),
    Wear("slanted", lambda picture, seed: slanted(picture, 1.0)),
    Wear("turned 90", lambda picture, seed: turned(picture, 1)),
    Wear("turned 180", lambda picture, seed: turned(picture, 2)),
    Wear("turned 270", lambda picture, seed: turned(picture, 3)),
    Wear("shadowed", lambda picture, seed: shadowed(picture, 1.0, seed)),
    Wear("faint", lambda picture, seed: faint(picture, 1.0, seed)),
    Wear("noisy", lambda picture, seed: noisy(picture, 1.0, seed)),
    Wear("blurred", lambda picture, seed: blurred(picture, 1.0)),
    Wear("crumpled", lambda picture, seed: crumpled(picture, 1.0, seed)),
    Wear("small", lambda picture, seed: small(picture, picture.width * 45 // 100)),
    Wear("photographed", _photographed),
)


def wear_named(name: str) -> Wear:
    return next(wear for wear in WEARS if wear.name == name)


def _perspective(
    seen: Sequence[tuple[float, float]], corners: Sequence[tuple[float, float]]
) -> list[float]:
    """Pillow's eight numbers for a picture whose four corners are seen elsewhere."""
    rows: list[list[float]] = []
    for (x, y), (from_x, from_y) in zip(seen, corners, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -from_x * x, -from_x * y])
        rows.append([0, 0, 0, x, y, 1, -from_y * x, -from_y * y])
    target = [value for corner in corners for value in corner]
    return [float(number) for number in np.linalg.solve(np.array(rows), np.array(target))]


def _pixels(picture: Image.Image) -> Pixels:
    return np.asarray(picture.convert("RGB"), dtype=np.float64)


def _picture(pixels: Pixels) -> Image.Image:
    return Image.fromarray(np.clip(pixels, 0, 255).round().astype(np.uint8), "RGB")


def _as_jpeg(picture: Image.Image, quality: int) -> Image.Image:
    stored = io.BytesIO()
    picture.save(stored, "JPEG", quality=quality)
    return Image.open(stored).convert("RGB")


def _smooth_noise(
    random: np.random.Generator, height_px: int, width_px: int, hill_px: int
) -> Pixels:
    """Hills and valleys between -1 and 1, about `hill_px` apart."""
    coarse = random.uniform(
        -1, 1, (max(3, height_px // hill_px + 2), max(3, width_px // hill_px + 2))
    )
    hills = Image.fromarray(coarse.astype(np.float32), "F")
    return np.asarray(hills.resize((width_px, height_px), Image.Resampling.BICUBIC), np.float64)


def _sampled(pixels: Pixels, x: Pixels, y: Pixels) -> Pixels:
    """The pixels at these places, mixed from the four around each."""
    height_px, width_px = pixels.shape[:2]
    x, y = np.clip(x, 0, width_px - 1.001), np.clip(y, 0, height_px - 1.001)
    left, top = x.astype(np.intp), y.astype(np.intp)
    right_part, lower_part = (x - left)[:, :, None], (y - top)[:, :, None]
    upper = pixels[top, left] * (1 - right_part) + pixels[top, left + 1] * right_part
    lower = pixels[top + 1, left] * (1 - right_part) + pixels[top + 1, left + 1] * right_part
    mixed: Pixels = upper * (1 - lower_part) + lower * lower_part
    return mixed
