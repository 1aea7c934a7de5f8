"""What was read on pictures, kept beside their thumbnails: no picture is read twice for nothing."""

import hashlib
import json
import logging
import zlib
from pathlib import Path

from inklift.core.pictures import Box, PictureSource
from inklift.core.readings import Line, Reading, Word
from inklift.services.pictures import PictureService
from inklift.system.background import Aside
from inklift.system.paths import write_cached

logger = logging.getLogger(__name__)

READER_VERSION = 1  # counts up whenever `reading.jobs.read` reads the same picture otherwise


class KeptReadings:
    """Reads pictures, and takes from the disk what was read before. Lives on the loop.

    The files go by content, so a picture that moved keeps its reading. They hold the text of the
    user's pictures: whoever deletes runs removes `reading_file` of their pictures too.
    """

    def __init__(self, pictures: PictureService, aside: Aside, folder: Path) -> None:
        self._pictures = pictures
        self._aside = aside
        self._folder = folder

    async def read(self, source: PictureSource) -> Reading:
        """The text of a picture. Raises `PictureError`, `ReadingFailed`, `WorkersUnavailable`."""
        path = reading_file(self._folder, source.fingerprint)
        kept = await self._aside(_kept, path)
        if kept is not None:
            return kept
        reading = await self._pictures.read(source)
        await self._pictures.check_unchanged(source)  # else it is another picture's
        try:
            await self._aside(_keep, path, reading)
        except OSError as error:  # a full disk only costs time here
            logger.info("reading not kept: %s", error)
        return reading


def reading_file(folder: Path, fingerprint: str) -> Path:
    """Where the reading of a picture is kept, if it is."""
    name = hashlib.sha256(f"{fingerprint}/{READER_VERSION}".encode()).hexdigest()
    return folder / name[:2] / f"{name[2:40]}.reading"


def _kept(path: Path) -> Reading | None:
    """What was kept; None also when it cannot be read: then it is made anew."""
    try:
        return decoded(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, zlib.error) as error:
        logger.info("a kept reading is of no use: %s", type(error).__name__)
        return None


def _keep(path: Path, reading: Reading) -> None:
    write_cached(path, encoded(reading))


def encoded(reading: Reading) -> bytes:
    """A reading as bytes, about a tenth of what its text and boxes take."""
    lines = [
        [
            line.continues,
            [[word.text, *word.box.as_list(), round(word.confidence, 4)] for word in line.words],
        ]
        for line in reading.lines
    ]
    written = {"size": [reading.width_px, reading.height_px], "lines": lines}
    return zlib.compress(json.dumps(written, separators=(",", ":")).encode(), level=3)


def decoded(data: bytes) -> Reading:
    """A reading from its bytes. Raises ValueError, KeyError, TypeError or zlib.error for others."""
    written = json.loads(zlib.decompress(data))
    width_px, height_px = map(int, written["size"])
    lines = tuple(
        Line(
            tuple(
                Word(str(text), Box(int(left), int(top), int(right), int(bottom)), float(sure))
                for text, left, top, right, bottom, sure in words
            ),
            bool(continues),
        )
        for continues, words in written["lines"]
    )
    return Reading(width_px, height_px, lines)
