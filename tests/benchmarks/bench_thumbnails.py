"""Thumbnails of 12-megapixel photos: ours against vipsthumbnail, one process each.

    python tests/benchmarks/bench_thumbnails.py [DATA_DIR] [--files 4] [--rounds 5]

DATA_DIR holds the photos; without it they are made once, below the system's temporary folder.
A file's name up to the first "-" names its set. Needs Debian's libvips-tools for the comparison;
pyvips is shown too if it can be imported. Goals: JPEG 2.5 × and HEIC with an embedded thumbnail
8 × vipsthumbnail.
"""

import argparse
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from statistics import median

os.environ.setdefault("VIPS_CONCURRENCY", "1")
sys.path.insert(0, str(Path(__file__).parents[2] / "gui"))

import numpy as np
import pillow_heif
from PIL import Image, ImageDraw, ImageFont

from inklift.core.pictures import THUMBNAIL_PX
from inklift.imaging import jobs

WIDTH_PX, HEIGHT_PX = 4032, 3024

Method = Callable[[list[Path], Path], None]  # files, folder for what it writes


def photo(seed: int) -> Image.Image:
    """A receipt on a table with the grain of a phone's camera: files as large as real ones."""
    random = np.random.default_rng(seed)
    size_px = (WIDTH_PX, HEIGHT_PX)
    table = np.zeros((HEIGHT_PX, WIDTH_PX, 3), np.float32)
    for cells, strength in ((6, 60), (96, 18), (1200, 8)):
        coarse = random.integers(0, 256, (cells * 3 // 4, cells, 3), dtype=np.uint8)
        layer = Image.fromarray(coarse).resize(size_px, Image.Resampling.BICUBIC)
        table += (np.asarray(layer, np.float32) - 128) * (strength / 100)
    image = Image.fromarray(np.clip(table + np.array([110, 85, 60]), 0, 255).astype(np.uint8))
    image.paste(_receipt(random), (WIDTH_PX // 4, HEIGHT_PX // 25))
    grain = random.normal(0, 3.3, (HEIGHT_PX, WIDTH_PX, 3))
    return Image.fromarray(np.clip(np.asarray(image) + grain, 0, 255).astype(np.uint8))


def _receipt(random: np.random.Generator) -> Image.Image:
    paper = Image.new("RGB", (WIDTH_PX * 2 // 5, HEIGHT_PX * 9 // 10), (246, 244, 238))
    draw, font = ImageDraw.Draw(paper), ImageFont.load_default(40)
    for y in range(40, paper.height - 80, 60):
        words = " ".join(random.choice(["MILK", "BREAD", "EGGS", "TOTAL", "VAT", "SOAP"], 3))
        draw.text((40, y), f"{words}   {random.uniform(1, 99):.2f}", (40, 40, 45), font)
    return paper.rotate(3, Image.Resampling.BICUBIC, fillcolor=(120, 95, 70))


def exif_with_thumbnail(image: Image.Image) -> bytes:
    """EXIF data with a JPEG of 512 pixels in its second directory, as some phones write it."""
    small = BytesIO()
    image.resize((512, 384)).save(small, "JPEG", quality=80)
    thumbnail = small.getvalue()
    tiff = b"II*\0" + struct.pack("<IHI", 8, 0, 14) + struct.pack("<H", 2)
    tiff += struct.pack("<HHII", 0x0201, 4, 1, 14 + 2 + 24 + 4)
    tiff += struct.pack("<HHIII", 0x0202, 4, 1, len(thumbnail), 0)
    return b"Exif\0\0" + tiff + thumbnail


def make_photos(folder: Path, count: int) -> None:
    pillow_heif.register_heif_opener()
    heic = {"format": "HEIF", "quality": 55, "enc_params": {"preset": "veryfast"}}
    heic["tile_size"] = 512  # as phones do
    for number in range(count):
        image = photo(number)
        exif = exif_with_thumbnail(image)
        for name, options in (
            ("jpeg-{}.jpg", {"quality": 90}),
            ("jpeg with EXIF thumbnail-{}.jpg", {"quality": 90, "exif": exif}),
            ("heic with thumbnail-{}.heic", {**heic, "thumbnails": [320]}),
            ("heic without thumbnail-{}.heic", heic),
            ("webp-{}.webp", {"quality": 85, "method": 2}),
        ):
            path = folder / name.format(number)
            if not path.exists():
                unfinished = path.with_name(f"unfinished {path.name}")
                image.save(unfinished, **options)
                unfinished.replace(path)
                print(f"made {path.name}", file=sys.stderr)


def ours(files: list[Path], folder: Path) -> None:
    for number, file in enumerate(files):
        (folder / f"{number}.jpg").write_bytes(jobs.thumbnail(file, 1, 0))


def vips_command_each(files: list[Path], folder: Path) -> None:
    for file in files:
        vips_command_all([file], folder)


def vips_command_all(files: list[Path], folder: Path) -> None:
    output = f"{folder}/%s.jpg"
    command = ["vipsthumbnail", "--size", str(THUMBNAIL_PX), "--output", output]
    # `env`: pyvips sets VIPSHOME behind Python's back, and the command would miss its HEIF module.
    environment = dict(os.environ)
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, env=environment)


def vips_library(files: list[Path], folder: Path) -> None:
    import pyvips

    for number, file in enumerate(files):
        image = pyvips.Image.thumbnail(str(file), THUMBNAIL_PX, height=THUMBNAIL_PX)
        image.write_to_file(str(folder / f"{number}.jpg"))


def methods_for(suffix: str) -> dict[str, Method]:
    found: dict[str, Method] = {"inklift": ours}
    if shutil.which("vipsthumbnail"):
        found["vipsthumbnail, one for all files"] = vips_command_all
        found["vipsthumbnail, one for each file"] = vips_command_each
    if find_spec("pyvips") and suffix != ".heic":  # its wheels come without a HEVC decoder
        found["pyvips"] = vips_library
    return found


def seconds_each(files: list[Path], rounds: int) -> dict[str, float]:
    """Median seconds for one picture by each method, taken in turns so that load hits all alike."""
    methods = methods_for(files[0].suffix)
    times: dict[str, list[float]] = {name: [] for name in methods}
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(rounds + 1):  # the first warms up and does not count
            for name, method in methods.items():
                start = time.perf_counter()
                method(files, Path(folder))
                if turn:
                    times[name].append((time.perf_counter() - start) / len(files))
    return {name: median(values) for name, values in times.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data_dir", nargs="?", type=Path)
    parser.add_argument("--files", type=int, default=4, help="photos of each set")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    data_dir = options.data_dir
    if data_dir is None:
        data_dir = Path(tempfile.gettempdir()) / "inklift-benchmark-photos"
        data_dir.mkdir(exist_ok=True)
        make_photos(data_dir, options.files)
    sets: dict[str, list[Path]] = {}
    for path in sorted(data_dir.iterdir()):
        if not path.name.startswith("unfinished"):
            sets.setdefault(path.name.partition("-")[0], []).append(path)
    print(f"{'set':<26}{'method':<36}{'ms each':>9}{'ours is':>11}")
    for name, files in sets.items():
        measured = seconds_each(files[: options.files], options.rounds)
        for method, seconds in measured.items():
            faster = seconds / measured["inklift"]
            print(f"{name:<26}{method:<36}{seconds * 1000:>9.1f}{faster:>9.2f} ×")


if __name__ == "__main__":
    main()
